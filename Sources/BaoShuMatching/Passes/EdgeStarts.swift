import BaoShuRules

/// Where rules can begin that begin with a mention of an earlier stage: at those behind which stands what such a rule asks for next.
/// Mentions are few, so that no pass over the text is needed for these rules.
final class EdgeStarts {
    /// The rules, as indices in the stage's; each has a bit.
    private let rules: [Int]
    /// For each kind of edge the rules that can begin with it.
    private let begins: Memory<UInt64>
    /// For each class, and each kind, the rules that can go on with it behind their first element.
    private let goesOnWithClass: Memory<UInt64>
    private let goesOnWithKind: Memory<UInt64>
    /// The rules that may end with their first element.
    private var always: UInt64 = 0

    /// - Parameter rules: no more than `StageProgram.edgeStartedRules`.
    init(_ rules: [Int], of stage: StageProgram, program: RuleProgram, accepted: SymbolLists) {
        self.rules = rules
        begins = Self.masks(program.kindCount)
        goesOnWithClass = Self.masks(program.classCount)
        goesOnWithKind = Self.masks(program.kindCount)
        for (number, rule) in rules.enumerated() {
            let (automaton, bit) = (program.rules[stage.rules[rule]].automaton, UInt64(1) << UInt64(number))
            if automaton.first.contains(where: { automaton.isLast[$0] }) { always |= bit }
            for position in automaton.first {
                guard case .terminal(let terminal) = automaton.labels[position] else { continue }
                for kind in accepted.kinds(of: terminal) { begins.base[Int(kind)] |= bit }
            }
            for position in Set(automaton.first.flatMap { automaton.follow[$0] }) {
                switch automaton.labels[position] {
                case .characters(let set): for unitClass in accepted.classes(of: set) { goesOnWithClass.base[Int(unitClass)] |= bit }
                case .terminal(let terminal): for kind in accepted.kinds(of: terminal) { goesOnWithKind.base[Int(kind)] |= bit }
                }
            }
        }
    }

    private static func masks(_ count: Int) -> Memory<UInt64> {
        let masks = Memory<UInt64>(capacity: max(1, count))
        masks.base.initialize(repeating: 0, count: masks.capacity)
        return masks
    }

    /// Whether a rule can begin with one of these edges.
    func mayStart(at edges: UnsafeBufferPointer<Edge>) -> Bool { edges.contains { begins.base[Int($0.kind)] != 0 } }

    /// Finds the starts, from right to left.
    ///
    /// - Parameters:
    ///   - limit: they are before this place.
    ///   - found: gets them behind the first `kept`.
    /// - Returns: how many there are then.
    /// - Complexity: O(edges + starts)
    func find(_ view: LatticeView, upTo limit: Int, into found: Memory<BackwardPass.Start>, keeping kept: Int) -> Int {
        var count = kept
        let (begins, goesOnWithKind, edges, firstEdge) = (begins.base, goesOnWithKind.base, view.edges, view.firstEdge)
        var index = Int(firstEdge[limit])
        while index > 0 {
            index &-= 1
            let begun = begins[Int(edges[index].kind)]
            if begun == 0 { continue }
            let end = Int(edges[index].end)
            var open = always
            if end < view.count {
                open |= goesOnWithClass.base[view.unitClass(end)]
                for next in view.edgeRange(at: end) { open |= goesOnWithKind[Int(edges[next].kind)] }
            }
            open &= begun
            if open == 0 { continue }
            found.grow(to: count + open.nonzeroBitCount, keeping: count)
            while open != 0 {
                found.base[count] = BackwardPass.Start(position: edges[index].start, rule: Int32(truncatingIfNeeded: rules[open.trailingZeroBitCount]))
                open &= open &- 1
                count &+= 1
            }
        }
        return count
    }
}
