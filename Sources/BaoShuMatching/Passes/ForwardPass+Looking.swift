import BaoShuRules

extension ForwardPass {
    /// Whether a pattern matches forwards from a place.
    func looksAhead(_ automaton: MaskedAutomaton, from start: Int, view: LatticeView) -> Bool {
        let room = min(view.count &- start, RuleContext.limit)
        return automaton.words == 1
            ? looks(automaton, words: 1, from: start, room: room, view: view, backwards: false)
            : looks(automaton, words: automaton.words, from: start, room: room, view: view, backwards: false)
    }

    /// Whether a pattern, given as the automaton of its reverse, matches backwards from a place.
    func looksBehind(_ automaton: MaskedAutomaton, from end: Int, view: LatticeView) -> Bool {
        let room = min(end, RuleContext.limit)
        return automaton.words == 1
            ? looks(automaton, words: 1, from: end, room: room, view: view, backwards: true)
            : looks(automaton, words: automaton.words, from: end, room: room, view: view, backwards: true)
    }

    /// Simulates an automaton away from a place until it accepts.
    @inline(__always) private func looks(_ automaton: MaskedAutomaton, words: Int, from origin: Int, room: Int, view: LatticeView, backwards: Bool) -> Bool {
        if automaton.isNullable { return true }
        guard room > 0, mayBegin(automaton, words: words, at: origin, view: view, backwards: backwards) else { return false }
        let looking = cleared(words)
        var farthest = 0
        defer { lookingDirty = (farthest &+ 1) &* words }
        var offset = 0
        while offset <= farthest, offset < room {
            let position = backwards ? origin &- offset : origin &+ offset
            let ofClass = automaton.positions(ofClass: view.unitClass(backwards ? position &- 1 : position))
            let edges = !automaton.readsEdges ? .none : backwards ? view.edgeNumbers(endingAt: position) : view.edgeNumbers(at: position)
            for word in 0..<words {
                let candidates = offset == 0 ? automaton.first[word] : behind(looking + offset &* words, automaton, words: words, word)
                if candidates == 0 { continue }
                let stepped = candidates & ofClass[word]
                if stepped != 0 {
                    if stepped & automaton.last[word] != 0 { return true }
                    looking[(offset &+ 1) &* words &+ word] |= stepped
                    if farthest < offset &+ 1 { farthest = offset &+ 1 }
                }
                for index in edges {
                    let edge = view.edges[index]
                    let stepped = candidates & automaton.positions(ofKind: edge.kind)[word]
                    if stepped == 0 { continue }
                    let length = backwards ? origin &- Int(edge.start) : Int(edge.end) &- origin
                    if length > room { continue }
                    if stepped & automaton.last[word] != 0 { return true }
                    looking[length &* words &+ word] |= stepped
                    if farthest < length { farthest = length }
                }
            }
            offset &+= 1
        }
        return false
    }

    /// Whether anything beside a place can be a pattern's first element: most often nothing can.
    @inline(__always) private func mayBegin(_ automaton: MaskedAutomaton, words: Int, at origin: Int, view: LatticeView, backwards: Bool) -> Bool {
        let ofClass = automaton.positions(ofClass: view.unitClass(backwards ? origin &- 1 : origin))
        for word in 0..<words where automaton.first[word] & ofClass[word] != 0 { return true }
        guard automaton.readsEdges else { return false }
        for index in backwards ? view.edgeNumbers(endingAt: origin) : view.edgeNumbers(at: origin) {
            let ofKind = automaton.positions(ofKind: view.edges[index].kind)
            for word in 0..<words where automaton.first[word] & ofKind[word] != 0 { return true }
        }
        return false
    }

    /// The memory of guards, without what the last one left in it.
    private func cleared(_ words: Int) -> UnsafeMutablePointer<UInt64> {
        let needed = (RuleContext.limit &+ 2) &* words
        if looking.capacity < needed {
            looking.clear(for: needed)
            looking.base.initialize(repeating: 0, count: looking.capacity)
        } else if lookingDirty > 0 {
            looking.base.update(repeating: 0, count: lookingDirty)
        }
        return looking.base
    }

    /// The positions that may come behind a set of positions.
    @inline(__always) private func behind(_ set: UnsafeMutablePointer<UInt64>, _ automaton: MaskedAutomaton, words: Int, _ word: Int) -> UInt64 {
        var result: UInt64 = 0
        for other in 0..<words {
            var bits = set[other]
            while bits != 0 {
                let p = other &* 64 &+ bits.trailingZeroBitCount
                bits &= bits &- 1
                result |= automaton.follow[p &* words &+ word]
            }
        }
        return result
    }
}

/// How far guards look.
package enum RuleContext {
    package static let limit = 64
}
