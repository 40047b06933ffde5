import BaoShuValues

extension RuleCompiler {
    /// Names that the output gives every mention: a type may not declare fields of these names. `entity` is no such name: a rule that
    /// sets it says which thing a mention names, and the output numbers those things.
    package static let reservedFields: Set<String> = ["id", "type", "start", "end", "text", "source", "parts", "rule"]

    func checkFields(of declaration: TypeDeclaration) {
        var seen: [String: Place] = [:]
        for field in declaration.fields {
            if Self.reservedFields.contains(field.name.name), !declaration.isInternal, !declaration.isMasked {
                report(.reservedName, field.name.place, "field `\(field.name.name)` is one that every mention has", suggestion: "reserved are \(Self.reservedFields.sorted().joined(separator: ", "))")
            }
            if let first = seen[field.name.name] {
                report(.duplicateName, field.name.place, "field `\(field.name.name)` is declared twice", other: .init(place: first, message: "first here"))
            }
            seen[field.name.name] = field.name.place
            if field.defaultValue != nil {
                report(
                    .unexpectedToken, field.name.place, "field `\(field.name.name)` of a type has no default: only columns of lexicons do",
                    suggestion: "set it in the rules: set \(field.name.name) = first(…, …)")
            }
        }
    }

    func checkColumns(of declaration: LexiconDeclaration) {
        var seen: [String: Place] = [:]
        for column in declaration.columns {
            if let first = seen[column.name.name] {
                report(.duplicateName, column.name.place, "column `\(column.name.name)` is declared twice", other: .init(place: first, message: "first here"))
            }
            seen[column.name.name] = column.name.place
            if let value = column.defaultValue { check(value, LexiconColumn(name: column.name.name, type: column.type, defaultValue: nil), at: source(column.name.place)) }
            checkRole(column, of: declaration)
        }
    }

    /// Phrases are read by the columns of one lexicon, which have names of their own.
    private func checkRole(_ column: FieldDeclaration, of declaration: LexiconDeclaration) {
        guard lints, declaration.name.name == PhraseRole.lexicon, PhraseRole(rawValue: column.name.name) == nil else { return }
        let known = PhraseRole.allCases.map(\.rawValue)
        report(
            .ineffective, column.name.place, "column `\(column.name.name)` is no role that words have in a phrase",
            suggestion: Suggestion.text(column.name.name, among: known) ?? "roles are \(known.joined(separator: ", "))")
    }

    /// A value that is written out has to fit the field that it is set to.
    func check(_ value: Expression, fits field: OutputField, _ scope: PatternScope) {
        switch value {
        case .conditional(_, let first, let second, _):
            check(first, fits: field, scope)
            check(second, fits: field, scope)
        case .call(let function, let arguments) where function.name == "first":
            for argument in arguments { check(argument, fits: field, scope) }
        default:
            guard let kind = kind(of: value, scope) else { return }
            let holds: Bool =
                switch field.type {
                // A link may state a list of words.
                case .words: kind == .list
                case .object: false
                case .unit: kind != .number
                case .text: kind != .list
                default: true
                }
            if !holds {
                report(
                    .typeMismatch, value.place, "\(kind.rawValue) is not what field `\(field.name)` holds, which is of type `\(field.type.shown)`",
                    suggestion: field.type == .words ? "set it to a capture" : nil)
            } else if let word = word(value, scope) {
                check(word, fits: field.type, what: "field `\(field.name)`", at: value.place)
            }
        }
    }

    private enum ValueKind: String {
        case text = "a text"
        case number = "a number"
        case list = "a list"
    }

    /// What a value is that is written out; nil for one that only the text of a match tells.
    private func kind(of value: Expression, _ scope: PatternScope) -> ValueKind? {
        switch value {
        case .number: .number
        case .call(let function, _) where function.name == "list": .list
        case .call(let function, _) where function.name == "length": .number
        default: word(value, scope) == nil ? nil : .text
        }
    }

    /// A text or a bare word that is no capture.
    func word(_ expression: Expression, _ scope: PatternScope) -> String? {
        switch expression {
        case .text(let text, _): text
        case .name(let named) where !scope.captures.contains { $0.name == named.name }: named.name
        default: nil
        }
    }

    func check(_ word: String, fits type: ColumnType, what: String, at place: Place) {
        switch type {
        case .choice(let values) where !values.contains(word):
            report(.typeMismatch, place, "`\(word)` is none of \(values.joined(separator: ", ")), which \(what) holds", suggestion: Suggestion.text(word, among: values))
        case .decimal where ExactNumber(word) == nil:
            report(.typeMismatch, place, "`\(word)` is no number, which \(what) holds")
        case .choices(let values):
            for part in word.split(separator: ",").map(String.init) where !values.contains(part) {
                report(.typeMismatch, place, "`\(part)` is none of \(values.joined(separator: ", ")), which \(what) holds", suggestion: Suggestion.text(part, among: values))
            }
        case .flag where !["true", "false", "1", "0", "yes", "no"].contains(word):
            report(.typeMismatch, place, "`\(word)` is no flag, which \(what) holds", suggestion: "write true or false")
        default: break
        }
    }

    /// Sides of a comparison: what a column or a numeral cannot hold is never equal to it.
    func checkComparison(_ symbol: String, _ left: Expression, _ right: Expression, _ scope: PatternScope) {
        for (side, other) in [(left, right), (right, left)] {
            guard let word = word(other, scope) else { continue }
            if ["<", "<=", ">", ">="].contains(symbol) {
                if ExactNumber(word) == nil { report(.typeMismatch, other.place, "`\(word)` is no number, which `\(symbol)` compares") }
                return
            }
            checkValue(of: side, word, at: other.place, scope)
        }
    }

    /// That a field of a capture can hold a word at all.
    func checkValue(of expression: Expression, _ word: String, at place: Place, _ scope: PatternScope) {
        guard case .field(.name(let name), let field) = expression, let capture = scope.captures.first(where: { $0.name == name.name }) else { return }
        if capture.contents == [.numeral], field.name == "form", !CaptureContent.forms.contains(word) {
            report(
                .typeMismatch, place, "`\(word)` is no form of a numeral", suggestion: Suggestion.text(word, among: CaptureContent.forms) ?? "forms are \(CaptureContent.forms.joined(separator: ", "))"
            )
            return
        }
        if noteRuleName(word, at: place, of: capture, field) { return }
        var values: [String] = []
        var areNumbers = capture.contents == [.numeral] && ["value", "low", "high"].contains(field.name)
        for content in capture.contents {
            let type: ColumnType? =
                switch content {
                case .lexicon(let index): parts.lexicons[index].columns.first { $0.name == field.name }?.type
                case .type(let index): parts.types[index].fields.first { $0.name == field.name }?.type
                default: nil
                }
            switch type {
            case nil: continue
            case .choice(let known), .choices(let known): values += known
            case .decimal: areNumbers = true
            default: return
            }
        }
        if areNumbers, values.isEmpty, ExactNumber(word) == nil {
            report(.typeMismatch, place, "`\(word)` is no number, which `\(name.name).\(field.name)` holds")
            return
        }
        if !values.isEmpty, !values.contains(word) {
            report(.typeMismatch, place, "`\(word)` is none of \(values.joined(separator: ", ")), which `\(name.name).\(field.name)` holds", suggestion: Suggestion.text(word, among: values))
        }
    }

    /// `x.rule == "…"`: the name is looked up once all rules are known.
    ///
    /// - Returns: whether the field is that of the rule which made a mention.
    private func noteRuleName(_ word: String, at place: Place, of capture: CaptureInfo, _ field: Named) -> Bool {
        guard field.name == "rule", !capture.contents.isEmpty else { return false }
        var makers: [Int] = []
        for content in capture.contents {
            guard case .type(let type) = content, !parts.types[type].fields.contains(where: { $0.name == "rule" }) else { return false }
            makers.append(type)
        }
        comparedRules.append((Named(name: word, place: place), capture.name, makers))
        return true
    }

    /// That what a capture's `rule` is compared with is a rule which makes such mentions.
    func checkComparedRules() {
        for (named, capture, types) in comparedRules {
            let rule = ruleNames[named.name].map { parts.rules[$0.index] }
            if let rule, types.contains(rule.type) { continue }
            if rule == nil, unreadNames.contains(named.name) { continue }
            let known = parts.rules.lazy.filter { types.contains($0.type) }.map(\.name)
            let message = rule == nil ? "no rule `\(named.name)`, which `\(capture).rule` is compared with" : "rule `\(named.name)` makes no mention that `\(capture)` can be"
            report(.typeMismatch, named.place, message, suggestion: Suggestion.text(named.name, among: known))
        }
    }

    func checkOneOf(_ value: Expression, _ others: [Expression], _ scope: PatternScope) {
        for other in others { if let word = word(other, scope) { checkValue(of: value, word, at: other.place, scope) } }
    }

    // MARK: Order of captures

    /// Reports a span or a part whose first capture can only come behind its last one.
    func checkOrder(_ first: Named, _ last: Named, in match: PatternSyntax, what: String) {
        guard first.name != last.name else { return }
        let order = Self.order(first.name, last.name, match, patterns: patterns, depth: 0)
        if order.hasFirst, order.hasLast, !order.inOrder {
            report(
                .spanOutOfOrder, first.place, "\(what) runs from `\(first.name)` to `\(last.name)`, but `\(last.name)` stands before `\(first.name)`", suggestion: "write \(last.name)..\(first.name)")
        }
    }

    private static func order(_ first: String, _ last: String, _ pattern: PatternSyntax, patterns: [String: PatternDeclaration], depth: Int) -> (hasFirst: Bool, hasLast: Bool, inOrder: Bool) {
        func inner(_ pattern: PatternSyntax) -> (hasFirst: Bool, hasLast: Bool, inOrder: Bool) { order(first, last, pattern, patterns: patterns, depth: depth + 1) }
        guard depth < 200 else { return (true, true, true) }
        switch pattern {
        case .empty, .literal, .characters, .lexicon, .balanced, .blank: return (false, false, false)
        case .name(let named): return patterns[named.name].map { inner($0.pattern) } ?? (false, false, false)
        case .capture(let named, let content):
            var result = inner(content)
            // A capture inside the other: the span is that of the outer one.
            if named.name == first { result = (true, result.hasLast, result.hasLast) }
            if named.name == last { result = (result.hasFirst, true, result.hasFirst) }
            return result
        case .sequence(let items):
            var result = (hasFirst: false, hasLast: false, inOrder: false)
            for item in items {
                let next = inner(item)
                result = (result.hasFirst || next.hasFirst, result.hasLast || next.hasLast, result.inOrder || next.inOrder || (result.hasFirst && next.hasLast))
            }
            return result
        case .alternatives(let branches):
            // Captures of different branches never meet; a span over them takes the one that is there.
            var result = (hasFirst: false, hasLast: false, inOrder: false)
            for branch in branches {
                let next = inner(branch)
                result = (result.hasFirst || next.hasFirst, result.hasLast || next.hasLast, result.inOrder || next.inOrder || next.hasFirst != next.hasLast)
            }
            return result
        case .repeated(let content, _, let high, _, _):
            let result = inner(content)
            return (result.hasFirst, result.hasLast, result.inOrder || (result.hasFirst && result.hasLast && high != 1))
        }
    }
}

extension CaptureContent {
    /// The values of a numeral's field `form`.
    package static let forms = ["arabic", "digit", "positional", "chinese", "mixed", "scale", "vague", "weak"]
}
