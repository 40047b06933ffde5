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
    var place: Place
    /// Each once.
    var contents: [CaptureContent] = []
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

    /// Of named patterns in hand: what was noted, how deep they went, and how many captures they have, so that they are resolved once.
    var isRecording = false
    var recorded: [CaptureContent] = []
    var deepest = 0
    var captureCount = 0

    /// Patterns are walked recursively and spelt out: deeper and larger ones than this are refused.
    static let maximumDepth = 200
    static let maximumSize = 20_000

    mutating func capture(_ named: Named) -> Int {
        if let index = captures.firstIndex(where: { $0.name == named.name }) { return index }
        captures.append(CaptureInfo(name: named.name, place: named.place))
        return captures.count - 1
    }

    mutating func note(_ content: CaptureContent) {
        for index in open where !captures[index].contents.contains(content) { captures[index].contents.append(content) }
        if isRecording { recorded.append(content) }
    }
}

/// A named pattern as it was resolved.
struct KnownPattern {
    var pattern: ResolvedPattern
    /// What is noted of it, each once.
    var contents: [CaptureContent]
    /// How many elements it has, and how far they go down.
    var size: Int
    var height: Int
}

extension RuleCompiler {
    func terminal(_ terminal: Terminal) -> Int {
        if let index = terminalIndex[terminal] { return index }
        terminalIndex[terminal] = parts.terminals.count
        parts.terminals.append(terminal)
        return parts.terminals.count - 1
    }

    /// Resolves a pattern; an unknown name is reported and matches nothing.
    func resolve(_ pattern: PatternSyntax, in scope: inout PatternScope) -> ResolvedPattern {
        scope.depth += 1
        scope.size += 1
        scope.deepest = max(scope.deepest, scope.depth)
        defer { scope.depth -= 1 }
        if scope.depth > PatternScope.maximumDepth { scope.isTooDeep = true }
        guard !scope.isTooDeep, scope.size <= PatternScope.maximumSize else { return .empty }
        switch pattern {
        case .empty: return .empty
        case .literal(let text, _):
            scope.note(.text)
            return .sequence(folder.fold(text).map { .label(.characters(index(of: $0))) })
        case .characters(let set, _):
            scope.note(.text)
            return .label(.characters(index(of: set)))
        case .lexicon(let reference): return resolve(reference, in: &scope)
        case .name(let named): return resolve(named, in: &scope)
        case .sequence(let items): return .sequence(items.map { resolve($0, in: &scope) })
        case .alternatives(let branches): return .alternatives(branches.map { resolve($0, in: &scope) })
        case .blank:
            // A tab stands between two cells of a table: what it divides is not one thing.
            return .repeated(.label(.characters(index(of: CharacterSetKey([0x20...0x20])))), min: 0, max: 2, lazy: false)
        case .repeated(let inner, let low, let high, let lazy, _):
            return .repeated(resolve(inner, in: &scope), min: low, max: high, lazy: lazy)
        case .capture(let named, let inner):
            if !scope.allowsCaptures {
                report(.unexpectedToken, named.place, "capture `\(named.name)` in a guard", suggestion: "guards only look; capture in `match`")
                return resolve(inner, in: &scope)
            }
            let capture = scope.capture(named)
            scope.captureCount += 1
            scope.open.append(capture)
            defer { scope.open.removeLast() }
            return .capture(capture, resolve(inner, in: &scope))
        case .balanced(let open, let close, let maximum, let place):
            scope.note(.text)
            if maximum > Self.greatestLimit { report(.badBound, place, "balanced text of \(maximum) characters exceeds the greatest span of \(Self.greatestLimit)") }
            let pair = BalancedPair(open: folder.fold(open), close: folder.fold(close), limit: min(maximum, Self.greatestLimit))
            let index = balancedIndex[pair] ?? parts.balanced.count
            if index == parts.balanced.count {
                balancedIndex[pair] = index
                parts.balanced.append(pair)
            }
            return .label(.terminal(terminal(.balanced(index))))
        }
    }

    private func resolve(_ named: Named, in scope: inout PatternScope) -> ResolvedPattern {
        if let declared = patterns[named.name] {
            usedPatterns.insert(named.name)
            guard !scope.stack.contains(named.name) else {
                report(.undefinedName, named.place, "pattern `\(named.name)` contains itself", suggestion: "patterns cannot be recursive; use a repeat")
                return .empty
            }
            scope.stack.append(named.name)
            defer { scope.stack.removeLast() }
            return resolve(declared, in: &scope)
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
        reportUndefined(
            named, "unknown pattern `\(named.name)`",
            suggestion: Suggestion.text(named.name, among: known) ?? (lexicons(named: named.name) == nil ? nil : "lexicons stand in angle brackets: <\(named.name)>"))
        scope.note(.unknown)
        return .label(.characters(index(of: CharacterSetKey([]))))
    }

    /// Resolves what a name stands for, once for all its uses: nothing depends on where they stand but the numbers of captures, and what the
    /// lints ask.
    private func resolve(_ declared: PatternDeclaration, in scope: inout PatternScope) -> ResolvedPattern {
        let name = declared.name.name
        if let known = resolvedPatterns[name], scope.depth + known.height <= PatternScope.maximumDepth, scope.size + known.size <= PatternScope.maximumSize {
            scope.size += known.size
            scope.deepest = max(scope.deepest, scope.depth + known.height)
            for content in known.contents { scope.note(content) }
            return known.pattern
        }
        let before = (size: scope.size, deepest: scope.deepest, captures: scope.captureCount, recorded: scope.recorded.count, isRecording: scope.isRecording, diagnostics: diagnostics.count)
        scope.deepest = scope.depth
        scope.isRecording = true
        let pattern = resolve(declared.pattern, in: &scope)
        if !lints, scope.captureCount == before.captures, !scope.isTooDeep, scope.size <= PatternScope.maximumSize, diagnostics.count == before.diagnostics {
            var contents: [CaptureContent] = []
            for content in scope.recorded[before.recorded...] where !contents.contains(content) { contents.append(content) }
            resolvedPatterns[name] = KnownPattern(pattern: pattern, contents: contents, size: scope.size - before.size, height: scope.deepest - scope.depth)
        }
        scope.isRecording = before.isRecording
        if !scope.isRecording { scope.recorded.removeAll() }
        scope.deepest = max(scope.deepest, before.deepest)
        return pattern
    }

    private func resolve(_ reference: LexiconReference, in scope: inout PatternScope) -> ResolvedPattern {
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
                let isKnown = indices.contains { parts.lexicons[$0].columns.contains { $0.type.values.contains(filter.value) } }
                if !isKnown {
                    let values = indices.flatMap { parts.lexicons[$0].columns.flatMap(\.type.values) }
                    let columns = indices.flatMap { parts.lexicons[$0].columns }
                    let flag = columns.first { $0.name == filter.value && $0.type == .flag }
                    let column = columns.first { $0.type == .text || $0.type == .decimal }?.name ?? "column"
                    let shown = filter.value.contains(" ") ? "\"\(filter.value)\"" : filter.value
                    let help =
                        flag.map { "write: <\(reference.name.name) \($0.name)=1>" } ?? Suggestion.text(filter.value, among: values)
                        ?? "of other columns say which: <\(reference.name.name) \(column)=\(shown)>"
                    report(.undefinedField, reference.name.place, "no enum or set column of lexicon `\(reference.name.name)` has the value `\(filter.value)`", suggestion: help)
                }
            }
            filters.append(TerminalFilter(column: filter.column?.name, value: filter.value, negated: filter.negated))
        }
        if lints {
            let use = LexiconUse(name: reference.name.name, place: reference.name.place, lexicons: indices, filters: filters, isCaptured: !scope.open.isEmpty)
            if !lexiconUses.contains(where: { $0.place == use.place && $0.isCaptured == use.isCaptured }) { lexiconUses.append(use) }
        }
        return .label(.terminal(terminal(.lexicon(indices, filters: filters))))
    }
}
