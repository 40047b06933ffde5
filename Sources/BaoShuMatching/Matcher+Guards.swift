import BaoShuModel
import BaoShuRules
import BaoShuText

extension Matcher {
    /// Whether a guard holds for a match whose captures are known. One that looks from a capture that took no part holds.
    func holds(_ item: GuardRun, from captures: Captures, start: Int, end: Int, _ view: LatticeView) -> Bool {
        guard item.anchor >= 0 else { return holds(item, start: start, end: end, view) }
        guard let first = captures.first(item.anchor), let last = captures.last(item.anchor) else { return true }
        return holds(item, start: first.start, end: last.end, view)
    }

    /// The same for a guard over any lattice: for explaining.
    func holds(_ item: Guard, captures: Captures, start: Int, end: Int, lattice: Lattice) -> Bool {
        var memory: AutomatonMemory?
        switch item.kind {
        case .after(let pattern), .before(let pattern): memory = AutomatonMemory(pattern, program: program)
        default: break
        }
        return withExtendedLifetime(memory) {
            holds(GuardRun(item, automaton: memory?.masked), from: captures, start: start, end: end, lattice.view)
        }
    }

    /// Whether a guard holds for a match; `start` is -1 where only its end is in question.
    func holds(_ item: GuardRun, start: Int, end: Int, _ view: LatticeView) -> Bool {
        let result: Bool
        switch item.kind {
        case .after: result = forward.looksBehind(item.automaton.unsafelyUnwrapped, from: start, view: view)
        case .before: result = forward.looksAhead(item.automaton.unsafelyUnwrapped, from: end, view: view)
        case .boundary: result = boundaries.isBoundary(start) && (end == start || boundaries.isBoundary(end))
        case .boundaryAtStart: result = boundaries.isBoundary(start)
        case .boundaryAtEnd: result = end == start || boundaries.isBoundary(end)
        case .lineStart: result = start == 0 || view.units[start - 1] == 0x0A
        case .lineEnd: result = end >= view.count || view.units[end] == 0x0A
        case .sentenceStart: result = start == 0 || view.units[start - 1].endsSentence
        case .sentenceEnd: result = end >= view.count || view.units[end].endsSentence
        case .role:
            let offset = folded.original(start..<start).lowerBound.value
            result = evaluator.context.role(at: offset).map { item.roles.contains(RoleSet(of: $0)) } ?? false
        }
        return result != item.negated
    }
}

extension MatchContext {
    /// The role of the block at an original offset.
    func role(at offset: Int) -> BlockRole? {
        let index = blocks.partitioningIndex { $0.span.upperBound.value > offset }
        guard index < blocks.count, blocks[index].span.lowerBound.value <= offset else { return nil }
        return blocks[index].role
    }
}
