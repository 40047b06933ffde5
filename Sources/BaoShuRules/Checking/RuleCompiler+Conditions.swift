extension RuleCompiler {
    /// A condition, or a side of `and`, `or` and `not`.
    func compileCondition(_ expression: Expression, _ scope: inout PatternScope) -> CompiledExpression {
        checkCondition(expression, scope)
        return compile(expression, &scope)
    }

    /// A text is always there: as a condition it says nothing, and a bare word is more likely the name of a capture.
    private func checkCondition(_ expression: Expression, _ scope: PatternScope) {
        switch expression {
        case .name(let named) where !Self.isCapture(named, scope):
            reportNoCapture(named, "`\(named.name)` is no capture of this rule, and as a text it always holds", scope, otherwise: "compare it: x == \(named.name), or x in (…, \(named.name))")
        case .text(let text, let place): reportConstant("\"\(text)\"", place)
        case .number(let text, let place): reportConstant("`\(text)`", place)
        default: break
        }
    }

    private func reportConstant(_ shown: String, _ place: Place) {
        report(.ineffective, place, "\(shown) is no condition: it always holds", suggestion: "write what it is compared with: x == …, or x in (…)")
    }

    /// What is asked for being absent or present has to come of the match.
    func checkPresence(_ value: Expression, _ scope: PatternScope) {
        switch value {
        case .name(let named) where !Self.isCapture(named, scope): reportNoCapture(named, "`\(named.name)` is no capture of this rule, and as a text it is always present", scope)
        case .text(_, let place), .number(_, let place): report(.ineffective, place, "what is written out is always present", suggestion: "ask for a capture or a field")
        default: break
        }
    }

    /// A comparison of two things that are written out.
    func checkSides(_ symbol: String, _ sides: [Expression], at place: Place, _ scope: PatternScope) {
        guard sides.allSatisfy({ isWrittenOut($0, scope) }) else { return }
        for case .name(let named) in sides { return reportNoCapture(named, "`\(named.name)` is no capture of this rule, and nothing of the match is compared here", scope) }
        report(.ineffective, place, "`\(symbol)` compares nothing of the match: it always or never holds", suggestion: "compare a capture or a field")
    }

    private func isWrittenOut(_ expression: Expression, _ scope: PatternScope) -> Bool {
        switch expression {
        case .text, .number: true
        case .name(let named): !Self.isCapture(named, scope)
        case .unary("-", let inner, _): isWrittenOut(inner, scope)
        default: false
        }
    }

    private static func isCapture(_ named: Named, _ scope: PatternScope) -> Bool { scope.captures.contains { $0.name == named.name } }

    private func reportNoCapture(_ named: Named, _ message: String, _ scope: PatternScope, otherwise: String? = nil) {
        let names = scope.captures.map(\.name)
        // Nearly all captures of one letter are alike.
        let near = named.name.unicodeScalars.count > 1 ? Suggestion.text(named.name, among: names) : nil
        report(.undefinedName, named.place, message, suggestion: near ?? otherwise ?? (names.isEmpty ? "name a part of the match: \(named.name)=…" : "captures are \(names.joined(separator: ", "))"))
    }
}
