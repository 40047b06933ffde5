import BaoShuRules

/// A rule as the matcher runs it: what it needs at every start, sorted by when it is asked.
final class RuleRun {
    let type: Int
    let within: LinkScope?
    let sets: [(field: String, value: CompiledExpression)]
    let parts: [PartProgram]
    let use: Use
    var isLink: Bool { use != .mentions }
    /// The roles of blocks in which alone the rule can begin; nil for any.
    let roles: RoleSet?
    /// What every start needs, as plain memory.
    let tables: RuleTables
    var automaton: MaskedAutomaton { tables.automaton }
    private let memory: AutomatonMemory
    private let guards: Memory<GuardRun>
    /// The automata of the guards.
    private let guardMemory: [AutomatonMemory]

    /// What a rule's matches are for.
    enum Use {
        case mentions
        /// Links that state facts.
        case facts
        /// Links that tell what stands in the columns of a table.
        case tables
        /// Links that help to state facts.
        case help

        init(linkType: String) {
            self = linkType == LinkMatch.factType ? .facts : linkType == LinkMatch.tableHeadType ? .tables : .help
        }
    }

    init(_ rule: Rule, program: RuleProgram, fields: ExpressionTable, tables: StepTables) {
        let stepTables = tables
        (type, within, sets, parts) = (rule.type, rule.within, rule.sets, rule.parts)
        use = rule.isLink ? Use(linkType: program.types[rule.type].name) : .mentions
        memory = AutomatonMemory(rule.automaton, program: program, tables: stepTables)
        roles = rule.roles.map { RoleSet(names: $0) }
        let conditions = ConditionProgram(rule.conditions.map(\.expression), fields: fields)
        var guardMemory: [AutomatonMemory] = []
        let guards = Memory<GuardRun>(capacity: max(1, rule.guards.count + rule.prefer.count))
        var count = 0
        func runs(_ chosen: [Guard]) -> UnsafeBufferPointer<GuardRun> {
            let start = guards.base + count
            for item in chosen {
                var automaton: MaskedAutomaton?
                switch item.kind {
                case .after(let pattern), .before(let pattern):
                    guardMemory.append(AutomatonMemory(pattern, program: program, tables: stepTables))
                    automaton = guardMemory.last?.masked
                default: break
                }
                (guards.base + count).initialize(to: GuardRun(item, automaton: automaton))
                count += 1
            }
            return UnsafeBufferPointer(start: start, count: chosen.count)
        }
        let takesMentions = rule.automaton.labels.contains { label in
            if case .terminal(let terminal) = label, case .type = program.terminals[terminal] { true } else { false }
        }
        self.tables = RuleTables(
            automaton: memory.masked, limit: rule.limit, isLink: rule.isLink, conditions: conditions,
            needsPath: !rule.captures.isEmpty || takesMentions, takesMentions: takesMentions, spanFirst: rule.span?.first ?? -1, spanLast: rule.span?.last ?? -1,
            startGuards: runs(rule.guards.filter(\.isAtStart)), endGuards: runs(rule.guards.filter(\.isAtEnd)),
            anchoredGuards: runs(rule.guards.filter { $0.anchor != nil && !$0.isBoundary }), boundaries: runs(rule.guards.filter(\.isBoundary)), prefer: runs(rule.prefer))
        (self.guardMemory, self.guards) = (guardMemory, guards)
    }
}

/// What a rule asks for at every start.
struct RuleTables: BitwiseCopyable {
    let automaton: MaskedAutomaton
    let limit: Int
    let isLink: Bool
    let conditions: ConditionProgram
    /// Whether the way through the pattern says anything that is asked for: captures, or mentions that it takes.
    let needsPath: Bool
    /// Whether it can take mentions of earlier stages.
    let takesMentions: Bool
    /// The captures that bound the mention; -1 for the whole match.
    let spanFirst: Int
    let spanLast: Int
    let startGuards: UnsafeBufferPointer<GuardRun>
    let endGuards: UnsafeBufferPointer<GuardRun>
    /// Those that look from a capture.
    let anchoredGuards: UnsafeBufferPointer<GuardRun>
    /// Token boundaries are asked for last: finding them costs more than all other guards.
    let boundaries: UnsafeBufferPointer<GuardRun>
    let prefer: UnsafeBufferPointer<GuardRun>
}

/// A guard as the matcher runs it.
struct GuardRun: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable { case after, before, boundary, boundaryAtStart, boundaryAtEnd, lineStart, lineEnd, sentenceStart, sentenceEnd, role }

    let kind: Kind
    let negated: Bool
    /// The capture from which it looks; -1 for the whole match.
    let anchor: Int
    /// What `role` asks for; empty for the others.
    let roles: RoleSet
    /// What `after` and `before` look for; nil for the others.
    let automaton: MaskedAutomaton?

    init(_ item: Guard, automaton: MaskedAutomaton?) {
        kind =
            switch item.kind {
            case .after: .after
            case .before: .before
            case .boundary(true, true): .boundary
            case .boundary(let start, _): start ? .boundaryAtStart : .boundaryAtEnd
            case .lineStart: .lineStart
            case .lineEnd: .lineEnd
            case .sentenceStart: .sentenceStart
            case .sentenceEnd: .sentenceEnd
            case .role: .role
            }
        negated = item.negated
        anchor = item.anchor ?? -1
        if case .role(let names) = item.kind { roles = RoleSet(names: names) } else { roles = [] }
        self.automaton = automaton
    }
}

extension Rule {
    /// How many automata its pattern and its guards are.
    var automatonCount: Int {
        1
            + (guards + prefer).count { item in
                switch item.kind {
                case .after, .before: true
                default: false
                }
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
