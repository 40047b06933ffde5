import BaoShuRules

extension ForwardPass {
    /// `findEnds(of:from:limit:view:)` for automata of many words: most words are empty, and only the others are read.
    func findEnds(ofWide automaton: MaskedAutomaton, from start: Int, limit: Int, view: LatticeView) {
        let words = automaton.words
        endMemory.clear(for: limit &+ 1)
        let ends = endMemory.base
        var endCount = 0
        defer { keepEnds(endCount) }
        clearActive(for: (limit &+ 2) &* words)
        candidateMemory.clear(for: words)
        let (active, candidates) = (active.base, candidateMemory.base)
        let (count, follow, followWords, last) = (view.count, automaton.follow, automaton.followWords, automaton.last)
        var farthest = 0
        var offset = 0
        while offset <= farthest {
            let position = start &+ offset
            // The words of the candidates that may not be empty.
            var (low, high) = (words, 0)
            if offset == 0 {
                (low, high) = (0, words)
                for word in 0..<words { candidates[word] = automaton.first[word] }
            } else {
                let row = active + offset &* words
                var accepting: UInt64 = 0
                for other in 0..<words {
                    var bits = row[other]
                    if bits == 0 { continue }
                    accepting |= bits & last[other]
                    while bits != 0 {
                        let p = other &* 64 &+ bits.trailingZeroBitCount
                        bits &= bits &- 1
                        let (from, to) = (Int(followWords[2 &* p]), Int(followWords[2 &* p &+ 1]))
                        if from >= to { continue }
                        if low > high { candidates.update(repeating: 0, count: words) }
                        (low, high) = (min(low, from), max(high, to))
                        for word in from..<to { candidates[word] |= follow[p &* words &+ word] }
                    }
                }
                if accepting != 0 {
                    ends[endCount] = Int32(position)
                    endCount &+= 1
                }
            }
            offset &+= 1
            if low >= high || position >= count || offset > limit { continue }
            let ofClass = automaton.positions(ofClass: view.unitClass(position))
            let next = active + offset &* words
            var stepped: UInt64 = 0
            for word in low..<high {
                let mask = candidates[word] & ofClass[word]
                next[word] |= mask
                stepped |= mask
            }
            if stepped != 0, farthest < offset { farthest = offset }
            guard automaton.readsEdges else { continue }
            for index in view.edgeRange(at: position) {
                let edge = view.edges[index]
                let end = Int(edge.end) &- start
                if end > limit { continue }
                let ofKind = automaton.positions(ofKind: edge.kind)
                let row = active + end &* words
                var stepped: UInt64 = 0
                for word in low..<high {
                    let mask = candidates[word] & ofKind[word]
                    if mask == 0 { continue }
                    row[word] |= mask
                    stepped = mask
                }
                if stepped != 0, farthest < end { farthest = end }
            }
        }
        keepDirty((farthest &+ 1) &* words)
    }
}
