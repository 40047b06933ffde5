import BaoShuRules

/// Where the rules of a stage can begin of which every one begins with a mention of an earlier stage: at the mentions behind which
/// stands what such a rule asks for next.
final class MentionStarts {
    /// For each kind of edge the rules, as indices in the stage's, that can begin with it.
    private let rules: [[Int32]]
    /// For each class, and each kind, the bits of the rules that can go on with it behind their first element. A rule that may end there,
    /// and one without a bit of its own, goes on with anything.
    private let goesOnWithClass: Memory<UInt64>
    private let goesOnWithKind: Memory<UInt64>
    private var always: UInt64 = 0

    /// nil where a rule begins otherwise.
    init?(_ stage: StageProgram, program: RuleProgram) {
        guard stage.rules.allSatisfy({ program.rules[$0].beginsWithMention(program) }) else { return nil }
        rules = (0..<program.kindCount).map { kind in stage.rules.indices.filter { program.rules[stage.rules[$0]].begins(withKind: kind, program) }.map { Int32($0) } }
        (goesOnWithClass, goesOnWithKind) = (Memory(capacity: max(1, program.classCount)), Memory(capacity: max(1, program.kindCount)))
        goesOnWithClass.base.initialize(repeating: 0, count: goesOnWithClass.capacity)
        goesOnWithKind.base.initialize(repeating: 0, count: goesOnWithKind.capacity)
        for (number, rule) in stage.rules.enumerated() {
            let (automaton, bit) = (program.rules[rule].automaton, Self.bit(of: number))
            if bit == Self.shared || automaton.first.contains(where: { automaton.isLast[$0] }) { always |= bit }
            for position in Set(automaton.first.flatMap { automaton.follow[$0] }) {
                switch automaton.labels[position] {
                case .characters(let set): for unitClass in 0..<program.classCount where program.holds(set: set, unitClass: unitClass) { goesOnWithClass.base[unitClass] |= bit }
                case .terminal(let terminal): for kind in 0..<program.kindCount where program.accepts(terminal: terminal, kind: kind) { goesOnWithKind.base[kind] |= bit }
                }
            }
        }
    }

    private static let shared: UInt64 = 1 << 63
    private static func bit(of number: Int) -> UInt64 { 1 << UInt64(min(number, 63)) }

    /// Whether a rule can begin with one of these edges.
    func mayStart(at edges: UnsafeBufferPointer<Edge>) -> Bool { edges.contains { !rules[Int($0.kind)].isEmpty } }

    /// Finds the starts, from right to left.
    ///
    /// - Parameter mentions: by start.
    /// - Returns: how many there are.
    /// - Complexity: O(mentions × rules of the stage + edges that start where mentions end)
    func find(_ mentions: UnsafeBufferPointer<Edge>, _ view: LatticeView, into starts: Memory<BackwardPass.Start>) -> Int {
        var count = 0
        for mention in mentions.reversed() where !rules[Int(mention.kind)].isEmpty {
            var open = always
            let end = Int(mention.end)
            if end < view.count {
                open |= goesOnWithClass.base[view.unitClass(end)]
                for index in view.edgeRange(at: end) { open |= goesOnWithKind.base[Int(view.edges[index].kind)] }
            }
            for number in rules[Int(mention.kind)] where open & Self.bit(of: Int(number)) != 0 {
                starts.grow(to: count + 1, keeping: count)
                starts.base[count] = BackwardPass.Start(position: mention.start, rule: number)
                count += 1
            }
        }
        return count
    }
}

extension Rule {
    /// Whether whatever it matches begins with a mention of an earlier stage.
    fileprivate func beginsWithMention(_ program: RuleProgram) -> Bool {
        !automaton.isNullable && automaton.first.allSatisfy { position in
            guard case .terminal(let terminal) = automaton.labels[position], case .type = program.terminals[terminal] else { return false }
            return true
        }
    }

    fileprivate func begins(withKind kind: Int, _ program: RuleProgram) -> Bool {
        automaton.first.contains { position in
            if case .terminal(let terminal) = automaton.labels[position] { program.accepts(terminal: terminal, kind: kind) } else { false }
        }
    }
}
