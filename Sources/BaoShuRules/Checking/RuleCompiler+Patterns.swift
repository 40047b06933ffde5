import BaoShuText

/// What a capture can be asked for.
package enum CaptureContent: Hashable {
    case lexicon(Int)
    case numeral
    case type(Int)
    case text
    /// A name that is not declared: reported there, so nothing more is said of it.
    case unknown

    /// The fields that every capture has.
    static let common = ["text", "length", "start", "end"]
    static let numeralFields = ["value", "low", "high", "mod", "digits", "form", "places"]
}

/// A capture of a rule while it is compiled.
struct CaptureInfo {
    var name: String
    var place: SourcePlace
    var contents: Set<CaptureContent> = []
    var isUsed = false
}

/// Resolves the names of one pattern.
struct PatternScope {
    var captures: [CaptureInfo] = []
    var open: [Int] = []
    var stack: [String] = []
    /// The stage of the rule; mentions of it and of later stages cannot be matched.
    var stage: Int
    /// How deep the element in hand stands, and how many elements there are so far, names replaced by what they stand for.
    var depth = 0
    var size = 0
    var isTooDeep = false
    /// Captures are not allowed in guards.
    var allowsCaptures = true

    /// Patterns are walked recursively and spelt out: deeper and larger ones than this are refused.
    static let maximumDepth = 200
    static let maximumSize = 20_000

    mutating func capture(_ named: Named) -> Int {
        if let index = captures.firstIndex(where: { $0.name == named.name }) { return index }
        captures.append(CaptureInfo(name: named.name, place: named.place))
        return captures.count - 1
    }

    mutating func note(_ content: CaptureContent) {
        for index in open { captures[index].contents.insert(content) }
    }
}

extension RuleCompiler {
    mutating func terminal(_ terminal: Terminal) -> Int {
        if let index = terminalIndex[terminal] { return index }
        terminalIndex[terminal] = parts.terminals.count
        parts.terminals.append(terminal)
        return parts.terminals.count - 1
    }

    /// Resolves a pattern; an unknown name is reported and matches nothing.
    mutating func resolve(_ pattern: PatternSyntax, in scope: inout PatternScope) -> ResolvedPattern {
        scope.depth += 1
        scope.size += 1
        defer { scope.depth -= 1 }
        if scope.depth > PatternScope.maximumDepth { scope.isTooDeep = true }
        guard !scope.isTooDeep, scope.size <= PatternScope.maximumSize else { return .empty }
        switch pattern {
        case .empty: return .empty
        case .literal(let text, _):
            scope.note(.text)
            return .sequence(parts.fold.fold(text).map { .label(.characters(index(of: CharacterSetKey([$0...$0])))) })
        case .characters(let set, _):
            scope.note(.text)
            let key = resolve(set)
            return .label(.characters(index(of: key)))
        case .lexicon(let reference): return resolve(reference, in: &scope)
        case .name(let named): return resolve(named, in: &scope)
        case .sequence(let items): return .sequence(items.map { resolve($0, in: &scope) })
        case .alternatives(let branches): return .alternatives(branches.map { resolve($0, in: &scope) })
        case .blank:
            return .repeated(.label(.characters(index(of: CharacterSetKey([0x20...0x20, 0x09...0x09])))), min: 0, max: 2, lazy: false)
        case .repeated(let inner, let low, let high, let lazy, _):
            return .repeated(resolve(inner, in: &scope), min: low, max: high, lazy: lazy)
        case .capture(let named, let inner):
            if !scope.allowsCaptures {
                report(.unexpectedToken, named.place, "capture `\(named.name)` in a guard", suggestion: "guards only look; capture in `match`")
                return resolve(inner, in: &scope)
            }
            let capture = scope.capture(named)
            scope.open.append(capture)
            defer { scope.open.removeLast() }
            return .capture(capture, resolve(inner, in: &scope))
        case .balanced(let open, let close, let maximum, _):
            scope.note(.text)
            let pair = BalancedPair(open: parts.fold.fold(open), close: parts.fold.fold(close), limit: maximum)
            let index = balancedIndex[pair] ?? parts.balanced.count
            if index == parts.balanced.count {
                balancedIndex[pair] = index
                parts.balanced.append(pair)
            }
            return .label(.terminal(terminal(.balanced(index))))
        }
    }

    private mutating func resolve(_ named: Named, in scope: inout PatternScope) -> ResolvedPattern {
        if let declared = patterns[named.name] {
            usedPatterns.insert(named.name)
            guard !scope.stack.contains(named.name) else {
                report(.undefinedName, named.place, "pattern `\(named.name)` contains itself", suggestion: "patterns cannot be recursive; use a repeat")
                return .empty
            }
            scope.stack.append(named.name)
            defer { scope.stack.removeLast() }
            return resolve(declared.pattern, in: &scope)
        }
        if let numeral = numerals[named.name] {
            scope.note(.numeral)
            return .label(.terminal(terminal(.numeral(numeral.index))))
        }
        if let type = types[named.name] {
            usedTypes.insert(type.index)
            scope.note(.type(type.index))
            typeUses.append(TypeUse(type: type.index, stage: scope.stage, place: named.place))
            return .label(.terminal(terminal(.type(type.index))))
        }
        let known = patterns.keys.sorted() + numerals.keys.sorted() + types.keys.sorted()
        report(.undefinedName, named.place, "unknown pattern `\(named.name)`", suggestion: Suggestion.text(named.name, among: known) ?? (lexicons(named: named.name) == nil ? nil : "lexicons stand in angle brackets: <\(named.name)>"))
        scope.note(.unknown)
        return .label(.characters(index(of: CharacterSetKey([]))))
    }

    private mutating func resolve(_ reference: LexiconReference, in scope: inout PatternScope) -> ResolvedPattern {
        guard let indices = lexicons(named: reference.name.name) else {
            reportUndefinedLexicon(reference.name)
            scope.note(.unknown)
            return .label(.characters(index(of: CharacterSetKey([]))))
        }
        usedLexicons.formUnion(indices)
        for index in indices { scope.note(.lexicon(index)) }
        var filters: [TerminalFilter] = []
        for filter in reference.filters {
            if let column = filter.column, !indices.contains(where: { parts.lexicons[$0].columnIndex(column.name) != nil }) {
                let known = indices.flatMap { parts.lexicons[$0].columns.map(\.name) }
                report(.undefinedField, column.place, "lexicon `\(reference.name.name)` has no column `\(column.name)`", suggestion: Suggestion.text(column.name, among: known))
            }
            if filter.column == nil {
                let values = indices.flatMap { parts.lexicons[$0].columns.flatMap(\.type.values) }
                if !values.contains(filter.value) {
                    report(.undefinedField, reference.name.place, "no column of lexicon `\(reference.name.name)` has the value `\(filter.value)`", suggestion: Suggestion.text(filter.value, among: values) ?? "name the column: <\(reference.name.name) column=\(filter.value)>")
                }
            }
            filters.append(TerminalFilter(column: filter.column?.name, value: filter.value, negated: filter.negated))
        }
        let use = LexiconUse(name: reference.name.name, place: reference.name.place, lexicons: indices, filters: filters, isCaptured: !scope.open.isEmpty)
        if !lexiconUses.contains(where: { $0.place == use.place && $0.isCaptured == use.isCaptured }) { lexiconUses.append(use) }
        return .label(.terminal(terminal(.lexicon(indices, filters: filters))))
    }

    // MARK: Edge kinds

    /// Gives every entry the number of the set of terminals that it satisfies.
    mutating func finishKinds() {
        var kindIndex: [[Int]: Int] = [[]: 0]
        func kind(_ terminals: [Int]) -> Int {
            if let index = kindIndex[terminals] { return index }
            kindIndex[terminals] = parts.kinds.count
            parts.kinds.append(terminals)
            return parts.kinds.count - 1
        }
        var plain = Array(repeating: [Int](), count: parts.lexicons.count)
        var filtered = Array(repeating: [(Int, [TerminalFilter])](), count: parts.lexicons.count)
        for (index, terminal) in parts.terminals.enumerated() {
            guard case .lexicon(let lexicons, let filters) = terminal else { continue }
            for lexicon in lexicons {
                if filters.isEmpty { plain[lexicon].append(index) } else { filtered[lexicon].append((index, filters)) }
            }
        }
        let plainKinds = plain.map { kind($0) }
        // Rows whose filtered cells are equal are of one kind: most lexicons have few different ones.
        var known = Array(repeating: [[UInt8]: UInt16](), count: parts.lexicons.count)
        let columns = parts.lexicons.indices.map { filteredColumns(of: $0, filtered[$0].flatMap(\.1)) }
        for i in parts.entries.indices where !parts.entries[i].isBlock {
            let lexicon = Int(parts.entries[i].lexicon)
            if filtered[lexicon].isEmpty {
                parts.entries[i].kind = UInt16(plainKinds[lexicon])
                continue
            }
            let cells = parts.lexicons[lexicon].cells(row: parts.entries[i].row, columns: columns[lexicon])
            if let kind = known[lexicon][cells] {
                parts.entries[i].kind = kind
                continue
            }
            var terminals = plain[lexicon]
            for (index, filters) in filtered[lexicon] where filters.allSatisfy({ Self.passes($0, parts.entries[i], parts.lexicons[Int(parts.entries[i].lexicon)]) }) { terminals.append(index) }
            parts.entries[i].kind = UInt16(kind(terminals.sorted()))
            known[lexicon][cells] = parts.entries[i].kind
        }
        for index in parts.numerals.indices { parts.numeralKinds.append(kind([terminalIndex[.numeral(index)]].compactMap { $0 })) }
        for index in parts.types.indices { parts.typeKinds.append(kind([terminalIndex[.type(index)]].compactMap { $0 })) }
        for index in parts.balanced.indices { parts.balancedKinds.append(kind([terminalIndex[.balanced(index)]].compactMap { $0 })) }
        let count = parts.kinds.count
        parts.terminalAccepts = Array(repeating: false, count: max(1, parts.terminals.count) * count)
        for (kind, terminals) in parts.kinds.enumerated() {
            for terminal in terminals { parts.terminalAccepts[terminal * count + kind] = true }
        }
        for i in parts.numerals.indices {
            guard let terminal = parts.numerals[i].yieldTerminal else { continue }
            parts.numerals[i].yieldKinds = (0..<count).map { parts.terminalAccepts[terminal * count + $0] }
        }
    }

    /// Which columns the filters on a lexicon look at.
    private func filteredColumns(of lexicon: Int, _ filters: [TerminalFilter]) -> [Bool] {
        parts.lexicons[lexicon].columns.map { column in filters.contains { $0.column == nil || $0.column == column.name } }
    }

    static func passes(_ filter: TerminalFilter, _ entry: LexiconEntry, _ lexicon: Lexicon) -> Bool {
        func holds(_ column: Int) -> Bool {
            guard let cell = lexicon.cell(row: entry.row, column: column) else { return false }
            if case .choices = lexicon.columns[column].type { return cell.split(separator: ",").contains { $0 == filter.value } }
            return cell == filter.value
        }
        if let name = filter.column {
            guard let column = lexicon.columnIndex(name) else { return filter.negated }
            return holds(column) != filter.negated
        }
        return lexicon.columns.indices.contains { lexicon.columns[$0].type.values.contains(filter.value) && holds($0) }
    }
}

extension ColumnType {
    /// The values that an enumerated column may hold.
    var values: [String] {
        switch self {
        case .choice(let values), .choices(let values): values
        default: []
        }
    }
}
