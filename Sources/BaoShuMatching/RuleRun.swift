import BaoShuRules

/// A rule as the matcher runs it: what it needs at every start, sorted by when it is asked. A class, so that running it copies nothing.
final class RuleRun {
    let automaton: Automaton
    let limit: Int
    let captureCount: Int
    let isLink: Bool
    /// The roles of blocks in which alone the rule can begin; nil for any.
    let roles: [String]?
    let span: (first: Int, last: Int)?
    let conditions: [CompiledExpression]
    let prefer: [GuardRun]
    let startGuards: [GuardRun]
    let endGuards: [GuardRun]
    /// Those that look from a capture.
    let anchoredGuards: [GuardRun]
    /// Token boundaries are asked for last: finding them costs more than all other guards.
    let boundaries: [GuardRun]

    init(_ rule: Rule, program: RuleProgram) {
        automaton = rule.automaton
        limit = rule.limit
        captureCount = rule.captures.count
        isLink = rule.isLink
        var roles: [String]?
        for item in rule.guards { if case .role(let names) = item.kind, !item.negated, item.anchor == nil { roles = names } }
        self.roles = roles
        span = rule.span
        conditions = rule.conditions.map(\.expression)
        func runs(_ guards: [Guard]) -> [GuardRun] { guards.map { GuardRun($0, program: program) } }
        prefer = runs(rule.prefer)
        startGuards = runs(rule.guards.filter(\.isAtStart))
        endGuards = runs(rule.guards.filter(\.isAtEnd))
        anchoredGuards = runs(rule.guards.filter { $0.anchor != nil && !$0.isBoundary })
        boundaries = runs(rule.guards.filter(\.isBoundary))
    }
}

/// A guard with what it takes to refuse most places at one look.
final class GuardRun {
    let item: Guard
    /// For each character class whether `after` or `before` can begin with it; empty where it can begin with a word of a lexicon.
    let firstClasses: [Bool]

    init(_ item: Guard, program: RuleProgram) {
        self.item = item
        var classes: [Bool] = []
        switch item.kind {
        case .after(let automaton), .before(let automaton): classes = Self.firstClasses(automaton, program)
        default: break
        }
        firstClasses = classes
    }

    private static func firstClasses(_ automaton: Automaton, _ program: RuleProgram) -> [Bool] {
        guard !automaton.isNullable else { return [] }
        var result = Array(repeating: false, count: program.classCount)
        for position in automaton.first {
            guard case .characters(let set) = automaton.labels[position] else { return [] }
            for unitClass in 0..<program.classCount where program.holds(set: set, unitClass: unitClass) { result[unitClass] = true }
        }
        return result
    }
}

extension Guard {
    /// Decided by where the match begins.
    var isAtStart: Bool {
        if anchor != nil { return false }
        return switch kind {
        case .after, .lineStart, .sentenceStart, .role: true
        case .boundary: false
        case .before, .lineEnd, .sentenceEnd: false
        }
    }

    /// Asks for token boundaries.
    var isBoundary: Bool { if case .boundary = kind { true } else { false } }

    /// Decided by where the match ends.
    var isAtEnd: Bool {
        if anchor != nil { return false }
        return switch kind {
        case .before, .lineEnd, .sentenceEnd: true
        case .boundary: false
        case .after, .lineStart, .sentenceStart, .role: false
        }
    }
}

