import BaoShuRules

/// Simulates one rule's automaton from one start over the lattice: finds every end, then the captures of one of them.
///
/// Sets of positions are bit masks; the work is bounded by the rule's span limit times its positions.
struct ForwardPass {
    /// A step of the chosen path: a position, and what it consumed.
    struct Step {
        var position: Int
        var start: Int
        var end: Int
        /// Index of the edge in the lattice, or -1 for a character.
        var edge: Int
        /// How many of the position's captures go on from the step before.
        var depth = 0
    }

    /// Masks of the positions that have just consumed, by offset from the start.
    private var active: [UInt64] = []
    private var reach: [UInt64] = []
    private var viable: [UInt64] = []
    /// How many words of `active` the last run may have left set.
    private var dirty = 0
    private var words = 1

    /// The ends of all matches that begin at `start`, shortest first.
    mutating func ends(of automaton: Automaton, from start: Int, limit: Int, lattice: Lattice, program: RuleProgram, into ends: inout [Int]) {
        self.ends(of: automaton, from: start, limit: limit, view: lattice.view, into: &ends)
    }

    private mutating func ends(of automaton: Automaton, from start: Int, limit: Int, view: LatticeView, into ends: inout [Int]) {
        ends.removeAll(keepingCapacity: true)
        words = automaton.words
        let needed = (limit + 1) * words
        if active.count < needed { active += Array(repeating: 0, count: needed - active.count) }
        for index in 0..<dirty { active[index] = 0 }
        let count = view.count
        var farthest = 0
        var offset = 0
        while offset <= farthest, offset <= limit {
            defer { offset += 1 }
            let position = start + offset
            var any = offset == 0
            var accepts = false
            if offset > 0 {
                for word in 0..<words {
                    let mask = active[offset * words + word]
                    if mask != 0 { any = true }
                    if mask & automaton.lastMask[word] != 0 { accepts = true }
                }
            }
            guard any else { continue }
            if accepts { ends.append(position) }
            guard position < count else { continue }
            let edges = view.edgeRange(at: position)
            for word in 0..<words {
                var candidates: UInt64 = 0
                if offset == 0 {
                    candidates = automaton.firstMask[word]
                } else {
                    for other in 0..<words {
                        var bits = active[offset * words + other]
                        while bits != 0 {
                            let p = other * 64 + bits.trailingZeroBitCount
                            bits &= bits - 1
                            candidates |= automaton.followMasks[p * words + word]
                        }
                    }
                }
                while candidates != 0 {
                    let bit = candidates.trailingZeroBitCount
                    candidates &= candidates - 1
                    let p = word * 64 + bit
                    switch automaton.labels[p] {
                    case .characters(let set):
                        if offset < limit, view.holds(set, at: position) {
                            active[(offset + 1) * words + word] |= 1 << UInt64(bit)
                            if farthest < offset + 1 { farthest = offset + 1 }
                        }
                    case .terminal(let terminal):
                        for index in edges {
                            let edge = view.edge(index)
                            let end = Int(edge.end) - start
                            if end <= limit, view.accepts(terminal, edge) {
                                active[end * words + word] |= 1 << UInt64(bit)
                                if farthest < end { farthest = end }
                            }
                        }
                    }
                }
            }
        }
        dirty = (farthest + 1) * words
    }

    /// The path by which the match from `start` to `end` is read: at every step the first choice that can still reach the end.
    /// Call it after `ends(of:from:)` with the same automaton and start.
    mutating func path(of automaton: Automaton, from start: Int, to end: Int, lattice: Lattice, program: RuleProgram, into path: inout [Step]) {
        self.path(of: automaton, from: start, to: end, view: lattice.view, into: &path)
    }

    private mutating func path(of automaton: Automaton, from start: Int, to end: Int, view: LatticeView, into path: inout [Step]) {
        path.removeAll(keepingCapacity: true)
        let length = end - start
        let needed = (length + 1) * words
        if reach.count < needed {
            reach += Array(repeating: 0, count: needed - reach.count)
            viable += Array(repeating: 0, count: needed - viable.count)
        }
        for index in 0..<needed {
            reach[index] = 0
            viable[index] = 0
        }
        for word in 0..<words { reach[length * words + word] = active[length * words + word] & automaton.lastMask[word] }
        var offset = length - 1
        while offset >= 0 {
            markViable(at: offset, start: start, length: length, automaton, view)
            // Of the positions that have consumed up to here, those that can go on.
            for word in 0..<words {
                var bits = active[offset * words + word]
                while bits != 0 {
                    let bit = bits.trailingZeroBitCount
                    bits &= bits - 1
                    let p = word * 64 + bit
                    for other in 0..<words where automaton.followMasks[p * words + other] & viable[offset * words + other] != 0 {
                        reach[offset * words + word] |= 1 << UInt64(bit)
                        break
                    }
                }
            }
            offset -= 1
        }
        var at = 0
        var choices = automaton.first
        var depths: [Int] = []
        walking: while at < length {
            for (index, p) in choices.enumerated() where viable[at * words + p / 64] & (1 << UInt64(p % 64)) != 0 {
                guard var step = consume(p, at: at, start: start, length: length, automaton, view) else { continue }
                if !depths.isEmpty { step.depth = depths[index] }
                path.append(step)
                at = step.end - start
                choices = automaton.follow[p]
                depths = automaton.depths[p]
                continue walking
            }
            return
        }
    }

    /// Marks the positions that can consume at an offset and still reach the end.
    private mutating func markViable(at offset: Int, start: Int, length: Int, _ automaton: Automaton, _ view: LatticeView) {
        let position = start + offset
        for word in 0..<words {
            var bits = reach[(offset + 1) * words + word]
            while bits != 0 {
                let bit = bits.trailingZeroBitCount
                bits &= bits - 1
                if case .characters(let set) = automaton.labels[word * 64 + bit], view.holds(set, at: position) {
                    viable[offset * words + word] |= 1 << UInt64(bit)
                }
            }
        }
        for index in view.edgeRange(at: position) {
            let edge = view.edge(index)
            let end = Int(edge.end) - start
            guard end <= length else { continue }
            for word in 0..<words {
                var bits = reach[end * words + word]
                while bits != 0 {
                    let bit = bits.trailingZeroBitCount
                    bits &= bits - 1
                    if case .terminal(let terminal) = automaton.labels[word * 64 + bit], view.accepts(terminal, edge) {
                        viable[offset * words + word] |= 1 << UInt64(bit)
                    }
                }
            }
        }
    }

    private func consume(_ p: Int, at offset: Int, start: Int, length: Int, _ automaton: Automaton, _ view: LatticeView) -> Step? {
        let position = start + offset
        switch automaton.labels[p] {
        case .characters:
            return Step(position: p, start: position, end: position + 1, edge: -1)
        case .terminal(let terminal):
            // Edges are sorted longest first.
            for index in view.edgeRange(at: position) {
                let edge = view.edge(index)
                let end = Int(edge.end) - start
                if end <= length, view.accepts(terminal, edge), reach[end * words + p / 64] & (1 << UInt64(p % 64)) != 0 {
                    return Step(position: p, start: position, end: Int(edge.end), edge: index)
                }
            }
            return nil
        }
    }

    // MARK: Context

    /// Whether a pattern matches forwards from a place.
    static func looksAhead(_ automaton: Automaton, from start: Int, lattice: Lattice, program: RuleProgram) -> Bool {
        if automaton.isNullable { return true }
        let view = lattice.view
        let limit = min(view.count, start + RuleContext.limit)
        return looks(automaton, from: start) { position, p, reach in
            guard position < limit else { return false }
            switch automaton.labels[p] {
            case .characters(let set): return view.holds(set, at: position) && reach(position + 1)
            case .terminal(let terminal):
                for index in view.edgeRange(at: position) where view.accepts(terminal, view.edge(index)) && Int(view.edge(index).end) <= limit {
                    if reach(Int(view.edge(index).end)) { return true }
                }
                return false
            }
        }
    }

    /// Whether a pattern, given as the automaton of its reverse, matches backwards from a place.
    static func looksBehind(_ automaton: Automaton, from end: Int, lattice: Lattice, program: RuleProgram) -> Bool {
        if automaton.isNullable { return true }
        let view = lattice.view
        let limit = max(0, end - RuleContext.limit)
        return looks(automaton, from: end) { position, p, reach in
            guard position > limit else { return false }
            switch automaton.labels[p] {
            case .characters(let set): return view.holds(set, at: position - 1) && reach(position - 1)
            case .terminal(let terminal):
                for index in view.edges(endingAt: position) {
                    let edge = view.edge(byEnd: index)
                    if view.accepts(terminal, edge), Int(edge.start) >= limit, reach(Int(edge.start)) { return true }
                }
                return false
            }
        }
    }

    /// Searches the automaton from a place; `consume` tries one position and tells where it leads. Most guards are of one element
    /// and most do not hold: nothing is allocated before the first element has matched.
    @inline(__always) private static func looks(_ automaton: Automaton, from start: Int, _ consume: (Int, Int, (Int) -> Bool) -> Bool) -> Bool {
        var open: [(position: Int, state: Int)] = []
        var seen: Set<Int> = []
        func step(_ position: Int, _ p: Int) -> Bool {
            consume(position, p) { place in
                if automaton.isLast[p] { return true }
                for next in automaton.follow[p] where seen.insert(abs(place - start) * automaton.count + next).inserted { open.append((place, next)) }
                return false
            }
        }
        for p in automaton.first where step(start, p) { return true }
        while let (position, p) = open.popLast() { if step(position, p) { return true } }
        return false
    }
}

/// How far guards look.
package enum RuleContext {
    package static let limit = 64
}
