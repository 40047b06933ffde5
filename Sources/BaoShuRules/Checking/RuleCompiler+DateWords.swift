import BaoShuValues

extension RuleCompiler {
    /// The designators of ISO 8601 that `period` takes: those of the time of day with their T.
    package static let designators = ["Y", "M", "W", "D", "TH", "TM", "TS"]

    /// That the words which a function of dates knows are such words; another makes the date absent, or drops the step.
    func checkDateWords(_ function: RuleFunction, _ arguments: [Expression], _ scope: PatternScope) {
        func check(_ index: Int, _ what: String, _ known: [String]) {
            guard index < arguments.count else { return }
            forEachWord(arguments[index], scope) { word, place in
                if known.contains(word) { return }
                report(.typeMismatch, place, "`\(word)` is no \(what)", suggestion: Suggestion.text(word, among: known) ?? "known are \(known.joined(separator: ", "))")
            }
        }
        func checkGrain(_ index: Int) { check(index, "unit of the calendar", CalendarGrain.allCases.map(\.rawValue)) }
        func checkPart(_ index: Int) { check(index, "part of the day", DayPart.allCases.map(\.rawValue)) }
        switch function {
        case .this, .that: checkGrain(0)
        case .daypart: checkPart(0)
        case .clock: checkPart(3)
        case .period: check(1, "unit of time", Self.designators)
        case .inside:
            check(1, "step of the calendar", DateStepKind.allCases.map(\.rawValue))
            guard arguments.count > 2, let step = word(arguments[1], scope).flatMap(DateStepKind.init(rawValue:)) else { return }
            if step == .season { check(2, "season", CalendarValue.Season.allCases.map(\.rawValue)) }
            if step == .first || step == .last { checkGrain(3) }
        default: break
        }
    }

    /// The words that are written out as values of an expression.
    private func forEachWord(_ expression: Expression, _ scope: PatternScope, _ body: (String, Place) -> Void) {
        switch expression {
        case .conditional(_, let first, let second, _): for value in [first, second] { forEachWord(value, scope, body) }
        case .call(let function, let arguments) where function.name == "first": for value in arguments { forEachWord(value, scope, body) }
        default: if let word = word(expression, scope) { body(word, expression.place) }
        }
    }
}
