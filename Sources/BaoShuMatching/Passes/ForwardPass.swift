import BaoShuRules

/// Simulates one rule's automaton from one start over the lattice: finds every end, then the captures of one of them.
///
/// Sets of positions are bit masks; the work is bounded by the rule's span limit times its positions.
final class ForwardPass {
    /// A step of the chosen path: a position, and what it consumed.
    struct Step: BitwiseCopyable {
        var position: Int32
        var start: Int32
        var end: Int32
        /// Index of the edge in the lattice, or -1 for a character.
        var edge: Int32
        /// How many of the position's captures go on from the step before.
        var depth: Int32
    }

    let endMemory = Memory<Int32>()
    private var endCount = 0
    private let stepMemory = Memory<Step>()
    private var stepCount = 0

    /// The ends of the matches found last, shortest first.
    var ends: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: endMemory.base, count: endCount) }
    /// The path found last.
    var path: UnsafeBufferPointer<Step> { UnsafeBufferPointer(start: stepMemory.base, count: stepCount) }

    /// Masks of the positions that have just consumed, by offset from the start.
    let active = Memory<UInt64>()
    private let reach = Memory<UInt64>()
    private let viable = Memory<UInt64>()
    let candidateMemory = Memory<UInt64>()
    /// How many words of `active` the last run may have left set.
    private var dirty = 0
    /// The same for guards, which are asked between the ends and the path of a match.
    let looking = Memory<UInt64>()
    var lookingDirty = 0

    init() {
        active.base.initialize(repeating: 0, count: active.capacity)
        looking.base.initialize(repeating: 0, count: looking.capacity)
    }

    /// Finds the ends of all matches that begin at `start`.
    func findEnds(of automaton: MaskedAutomaton, from start: Int, limit: Int, view: LatticeView) {
        // Most automata fit one word or two: those cases are compiled by themselves.
        if automaton.words == 1 {
            findEnds(of: automaton, words: 1, from: start, limit: limit, view: view)
        } else if automaton.words == 2 {
            findEnds(of: automaton, words: 2, from: start, limit: limit, view: view)
        } else {
            findEnds(ofWide: automaton, from: start, limit: limit, view: view)
        }
    }

    func keepEnds(_ count: Int) { endCount = count }
    func keepDirty(_ words: Int) { dirty = words }

    /// Makes the masks of active positions empty, without more work than the last run left.
    @inline(__always) func clearActive(for needed: Int) {
        if active.capacity < needed {
            active.clear(for: needed)
            active.base.initialize(repeating: 0, count: active.capacity)
        } else if dirty > 0 {
            active.base.update(repeating: 0, count: dirty)
        }
    }

    @inline(__always) private func findEnds(of automaton: MaskedAutomaton, words: Int, from start: Int, limit: Int, view: LatticeView) {
        endMemory.clear(for: limit &+ 1)
        let ends = endMemory.base
        var endCount = 0
        defer { self.endCount = endCount }
        clearActive(for: (limit &+ 2) &* words)
        let active = active.base
        let (count, follow, last) = (view.count, automaton.follow, automaton.last)
        var farthest = 0
        var offset = 0
        while offset <= farthest {
            let position = start &+ offset
            if offset > 0 {
                var any: UInt64 = 0, accepting: UInt64 = 0
                for word in 0..<words {
                    let mask = active[offset &* words &+ word]
                    any |= mask
                    accepting |= mask & last[word]
                }
                if any == 0 { offset &+= 1; continue }
                if accepting != 0 {
                    ends[endCount] = Int32(position)
                    endCount &+= 1
                }
            }
            if position >= count || offset >= limit { offset &+= 1; continue }
            let ofClass = automaton.positions(ofClass: view.unitClass(position))
            let edges = automaton.readsEdges ? view.edgeRange(at: position) : 0..<0
            for word in 0..<words {
                var candidates: UInt64 = 0
                if offset == 0 {
                    candidates = automaton.first[word]
                } else {
                    for other in 0..<words {
                        var bits = active[offset &* words &+ other]
                        while bits != 0 {
                            let p = other &* 64 &+ bits.trailingZeroBitCount
                            bits &= bits &- 1
                            candidates |= follow[p &* words &+ word]
                        }
                    }
                }
                if candidates == 0 { continue }
                let stepped = candidates & ofClass[word]
                if stepped != 0 {
                    active[(offset &+ 1) &* words &+ word] |= stepped
                    if farthest < offset &+ 1 { farthest = offset &+ 1 }
                }
                for index in edges {
                    let edge = view.edges[index]
                    let stepped = candidates & automaton.positions(ofKind: edge.kind)[word]
                    if stepped == 0 { continue }
                    let end = Int(edge.end) &- start
                    if end > limit { continue }
                    active[end &* words &+ word] |= stepped
                    if farthest < end { farthest = end }
                }
            }
            offset &+= 1
        }
        dirty = (farthest &+ 1) &* words
    }

    /// Finds the path by which the match from `start` to `end` is read: at every step the first choice that can still reach the end.
    /// Call it after `findEnds(of:from:)` with the same automaton and start.
    func findPath(of automaton: MaskedAutomaton, from start: Int, to end: Int, view: LatticeView) {
        if automaton.words == 1 {
            findPath(of: automaton, words: 1, from: start, to: end, view: view)
        } else {
            findPath(of: automaton, words: automaton.words, from: start, to: end, view: view)
        }
    }

    @inline(__always) private func findPath(of automaton: MaskedAutomaton, words: Int, from start: Int, to end: Int, view: LatticeView) {
        stepMemory.clear(for: end &- start)
        let path = stepMemory.base
        var count = 0
        defer { stepCount = count }
        let length = end &- start
        let needed = (length &+ 1) &* words
        reach.clear(for: needed)
        viable.clear(for: needed)
        markViable(automaton, words: words, from: start, length: length, view: view)
        let (reach, viable) = (reach.base, viable.base)
        let (choices, depths, choiceStart) = (automaton.choices, automaton.depths, automaton.choiceStart)
        var from = automaton.count
        var at = 0
        walking: while at < length {
            for c in Int(choiceStart[from])..<Int(choiceStart[from &+ 1]) {
                let p = Int(choices[c])
                let (word, bit) = (p / 64, UInt64(1) << UInt64(p % 64))
                guard viable[at &* words &+ word] & bit != 0 else { continue }
                let position = start &+ at
                var step: Step?
                if automaton.positions(ofClass: view.unitClass(position))[word] & bit != 0, reach[(at &+ 1) &* words &+ word] & bit != 0 {
                    step = Step(position: Int32(p), start: Int32(position), end: Int32(position &+ 1), edge: -1, depth: depths[c])
                } else {
                    // Edges are sorted longest first.
                    for index in view.edgeRange(at: position) {
                        let edge = view.edges[index]
                        let end = Int(edge.end) &- start
                        if end <= length, automaton.positions(ofKind: edge.kind)[word] & bit != 0, reach[end &* words &+ word] & bit != 0 {
                            step = Step(position: Int32(p), start: Int32(position), end: edge.end, edge: Int32(index), depth: depths[c])
                            break
                        }
                    }
                }
                guard let step else { continue }
                path[count] = step
                count &+= 1
                at = Int(step.end) &- start
                from = p
                continue walking
            }
            return
        }
    }

    /// For each offset the positions that have consumed up to it and can reach the end (`reach`), and those that can consume there and
    /// then do (`viable`).
    @inline(__always) private func markViable(_ automaton: MaskedAutomaton, words: Int, from start: Int, length: Int, view: LatticeView) {
        let (active, reach, viable) = (active.base, reach.base, viable.base)
        let (follow, followWords) = (automaton.follow, automaton.followWords)
        for word in 0..<words { reach[length &* words &+ word] = active[length &* words &+ word] & automaton.last[word] }
        var offset = length &- 1
        while offset >= 0 {
            // Where nothing has come nothing goes on: inside of words and numerals.
            var any: UInt64 = offset > 0 ? 0 : 1
            for word in 0..<words { any |= active[offset &* words &+ word] }
            if any == 0 {
                for word in 0..<words { reach[offset &* words &+ word] = 0 }
                offset &-= 1
                continue
            }
            let position = start &+ offset
            let ofClass = automaton.positions(ofClass: view.unitClass(position))
            for word in 0..<words { viable[offset &* words &+ word] = reach[(offset &+ 1) &* words &+ word] & ofClass[word] }
            if automaton.readsEdges {
                for index in view.edgeRange(at: position) {
                    let edge = view.edges[index]
                    let end = Int(edge.end) &- start
                    guard end <= length else { continue }
                    let ofKind = automaton.positions(ofKind: edge.kind)
                    for word in 0..<words { viable[offset &* words &+ word] |= reach[end &* words &+ word] & ofKind[word] }
                }
            }
            // Of the positions that have consumed up to here, those that can go on.
            for word in 0..<words {
                var bits = active[offset &* words &+ word]
                var going: UInt64 = 0
                while bits != 0 {
                    let bit = bits & (0 &- bits)
                    let p = word &* 64 &+ bits.trailingZeroBitCount
                    bits ^= bit
                    let (from, to) = words == 1 ? (0, 1) : (Int(followWords[2 &* p]), Int(followWords[2 &* p &+ 1]))
                    for other in from..<to where follow[p &* words &+ other] & viable[offset &* words &+ other] != 0 {
                        going |= bit
                        break
                    }
                }
                reach[offset &* words &+ word] = going
            }
            offset &-= 1
        }
    }
}
