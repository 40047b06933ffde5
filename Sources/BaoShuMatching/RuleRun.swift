import BaoShuRules

/// A rule as the matcher runs it: what it needs at every start, sorted by when it is asked. A class, so that running it copies nothing.
final class RuleRun {
    let type: Int
    let within: LinkScope?
    let sets: [(field: String, value: CompiledExpression)]
    let parts: [PartProgram]
    let automaton: MaskedAutomaton
    let limit: Int
    let isLink: Bool
    /// The roles of blocks in which alone the rule can begin; nil for any.
    let roles: [String]?
    let span: (first: Int, last: Int)?
    let conditions: ConditionProgram
    let prefer: [GuardRun]
    let startGuards: [GuardRun]
    let endGuards: [GuardRun]
    /// Those that look from a capture.
    let anchoredGuards: [GuardRun]
    /// Token boundaries are asked for last: finding them costs more than all other guards.
    let boundaries: [GuardRun]
    /// Whether the way through the pattern says anything that is asked for: captures, or mentions that it takes.
    let needsPath: Bool
    /// Whether it can take mentions of earlier stages.
    let takesMentions: Bool

    init(_ rule: Rule, program: RuleProgram) {
        (type, within, sets, parts) = (rule.type, rule.within, rule.sets, rule.parts)
        automaton = MaskedAutomaton(rule.automaton, program: program)
        limit = rule.limit
        isLink = rule.isLink
        var roles: [String]?
        for item in rule.guards { if case .role(let names) = item.kind, !item.negated, item.anchor == nil { roles = names } }
        self.roles = roles
        span = rule.span
        conditions = ConditionProgram(rule.conditions.map(\.expression))
        func runs(_ guards: [Guard]) -> [GuardRun] { guards.map { GuardRun($0, program: program) } }
        prefer = runs(rule.prefer)
        // Those that look at one character come before those that look at blocks.
        startGuards = runs(rule.guards.filter(\.isAtStart))
        endGuards = runs(rule.guards.filter(\.isAtEnd))
        anchoredGuards = runs(rule.guards.filter { $0.anchor != nil && !$0.isBoundary })
        boundaries = runs(rule.guards.filter(\.isBoundary))
        takesMentions = rule.automaton.labels.contains { label in
            if case .terminal(let terminal) = label, case .type = program.terminals[terminal] { true } else { false }
        }
        needsPath = !rule.captures.isEmpty || takesMentions
    }
}

/// A guard as the matcher runs it.
final class GuardRun {
    let item: Guard
    let negated: Bool
    let anchor: Int?
    /// What `after` and `before` look for; nil for the others.
    let automaton: MaskedAutomaton?

    init(_ item: Guard, program: RuleProgram) {
        self.item = item
        negated = item.negated
        anchor = item.anchor
        automaton = switch item.kind {
        case .after(let automaton), .before(let automaton): MaskedAutomaton(automaton, program: program)
        default: nil
        }
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

