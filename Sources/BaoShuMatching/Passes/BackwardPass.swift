import BaoShuRules

/// Marks where each rule of a stage can begin: one pass from right to left with a lazy automaton whose states are sets of positions
/// that can be entered there and still reach the end of a rule.
///
/// Bounded repeats are relaxed, so a mark may be in vain, never missing. States are made when the text first needs them and kept for
/// later texts; past `maximumStates` they are thrown away and begun anew, so memory is bounded and the time stays linear.
final class BackwardPass {
    static let maximumStates = 8000

    private let stage: StageAutomaton
    private let words: Int
    /// From the program's character classes to those that this stage tells apart.
    private let localClass: [UInt16]
    private let localCount: Int
    /// The same for the kinds of edges.
    private let localKind: [UInt16]
    /// For each local class and for each local kind the positions that accept it.
    private let classMasks: [UInt64]
    private let kindMasks: [UInt64]
    private let lastMask: [UInt64]

    /// For each position the local kinds that it accepts, each kind as the bit of its number modulo 64.
    private let signatureOfPosition: [UInt64]
    private let lastSignature: UInt64

    // States: the set, the set of positions that may precede it and the kinds that those take, the rules that begin in it.
    private var sets: [UInt64] = []
    private var preceding: [UInt64] = []
    private let signatures = Memory<UInt64>()
    private var starts: [[Int32]] = []
    private let begins = Memory<Bool>()
    private let characterSteps = Memory<Int32>()
    /// The state at each place of the text in hand.
    private let states = Memory<Int32>()
    private var table: [Int32] = []
    /// From a state, an edge's kind and the state behind the edge to the union: an open hash table.
    private let pairs = Memory<Pair>(capacity: 8192)
    private var pairCount = 0
    private var pairMask = 8191
    private var stateCount = 0
    private(set) var flushes = 0
    private var scratch: [UInt64]

    private struct Pair: BitwiseCopyable {
        var key: UInt64
        var state: Int
    }

    init(program: RuleProgram, _ stage: StageAutomaton) {
        self.stage = stage
        words = max(1, (stage.positionCount + 63) / 64)
        var masks: [UInt64] = []
        var local: [[UInt64]: Int] = [:]
        var classes: [UInt16] = []
        for unitClass in 0..<program.classCount {
            var mask = Array(repeating: UInt64(0), count: words)
            for (set, positions) in stage.positionsOfSet where program.holds(set: set, unitClass: unitClass) {
                for position in positions { mask[Int(position) / 64] |= 1 << UInt64(position % 64) }
            }
            let number = local[mask] ?? local.count
            if number == local.count {
                local[mask] = number
                masks += mask
            }
            classes.append(UInt16(number))
        }
        localClass = classes
        localCount = local.count
        classMasks = masks
        var allKinds = Array(repeating: UInt64(0), count: program.kinds.count * words)
        for (terminal, positions) in stage.positionsOfTerminal {
            for kind in program.kinds.indices where program.accepts(terminal: terminal, kind: kind) {
                for position in positions { allKinds[kind * words + Int(position) / 64] |= 1 << UInt64(position % 64) }
            }
        }
        // Kinds that no position takes are number 0.
        var kindMasks = Array(repeating: UInt64(0), count: words)
        var localKinds: [[UInt64]: Int] = [kindMasks: 0]
        var kinds: [UInt16] = []
        for kind in program.kinds.indices {
            let mask = Array(allKinds[(kind * words)..<((kind + 1) * words)])
            let number = localKinds[mask] ?? localKinds.count
            if number == localKinds.count {
                localKinds[mask] = number
                kindMasks += mask
            }
            kinds.append(UInt16(number))
        }
        (localKind, self.kindMasks) = (kinds, kindMasks)
        var mask = Array(repeating: UInt64(0), count: words)
        for position in stage.last { mask[Int(position) / 64] |= 1 << UInt64(position % 64) }
        lastMask = mask
        scratch = Array(repeating: 0, count: words)
        var signatures = Array(repeating: UInt64(0), count: stage.positionCount)
        for kind in 0..<localKinds.count {
            for word in 0..<words {
                var bits = kindMasks[kind * words + word]
                while bits != 0 {
                    signatures[word * 64 + bits.trailingZeroBitCount] |= 1 << UInt64(kind & 63)
                    bits &= bits - 1
                }
            }
        }
        signatureOfPosition = signatures
        lastSignature = stage.last.reduce(0) { $0 | signatures[Int($1)] }
        reset()
    }

    private func reset() {
        sets.removeAll(keepingCapacity: true)
        preceding.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        pairs.clear(for: 8192)
        clearPairs()
        pairCount = 0
        table = Array(repeating: -1, count: 4096)
        stateCount = 0
        for word in 0..<words { scratch[word] = 0 }
        _ = intern()
    }

    /// The state of the set in `scratch`.
    private func intern() -> Int {
        var hash: UInt64 = 0
        for word in scratch { hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15; hash ^= hash >> 29 }
        var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[slot] >= 0 {
            let state = Int(table[slot])
            var equal = true
            for word in 0..<words where sets[state * words + word] != scratch[word] { equal = false; break }
            if equal { return state }
            slot = (slot + 1) & (table.count - 1)
        }
        let state = stateCount
        stateCount += 1
        sets.append(contentsOf: scratch)
        var before = lastMask
        var signature = lastSignature
        var beginning: [Int32] = []
        for word in 0..<words {
            var bits = scratch[word]
            while bits != 0 {
                let position = word * 64 + bits.trailingZeroBitCount
                bits &= bits - 1
                for previous in stage.predecessors[position] {
                    before[Int(previous) / 64] |= 1 << UInt64(previous % 64)
                    signature |= signatureOfPosition[Int(previous)]
                }
                let rule = stage.begins[position]
                if rule >= 0, beginning.last != rule, !beginning.contains(rule) { beginning.append(rule) }
            }
        }
        preceding.append(contentsOf: before)
        signatures.grow(to: stateCount, keeping: state)
        signatures.base[state] = signature
        starts.append(beginning)
        begins.grow(to: stateCount, keeping: state)
        begins.base[state] = !beginning.isEmpty
        characterSteps.grow(to: stateCount * localCount, keeping: state * localCount)
        (characterSteps.base + state * localCount).initialize(repeating: -1, count: localCount)
        table[slot] = Int32(state)
        if stateCount * 2 > table.count { growTable() }
        return state
    }

    private func growTable() {
        table = Array(repeating: -1, count: table.count * 2)
        for state in 0..<stateCount {
            var hash: UInt64 = 0
            for word in 0..<words { hash = (hash ^ sets[state * words + word]) &* 0x9E37_79B9_7F4A_7C15; hash ^= hash >> 29 }
            var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
            while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
            table[slot] = Int32(state)
        }
    }

    /// The state before a character, from the state behind it, where the text first needs it.
    private func makeStep(_ state: Int, _ local: Int) -> Int {
        for word in 0..<words { scratch[word] = preceding[state * words + word] & classMasks[local * words + word] }
        let result = intern()
        characterSteps.base[state * localCount + local] = Int32(result)
        return result
    }

    /// The union of a state and of what an edge adds, from the state behind the edge, where the text first needs it.
    private func makeUnion(_ state: Int, _ kind: Int, _ behind: Int, _ key: UInt64) -> Int {
        for word in 0..<words { scratch[word] = sets[state * words + word] | (preceding[behind * words + word] & kindMasks[kind * words + word]) }
        let result = intern()
        if (pairCount + 1) * 2 > pairMask + 1 { growPairs() }
        put(Pair(key: key, state: result))
        pairCount += 1
        return result
    }

    @inline(__always) private static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24)
    }

    private func put(_ pair: Pair) {
        var slot = Self.hash(pair.key) & pairMask
        while pairs.base[slot].key != .max { slot = (slot + 1) & pairMask }
        pairs.base[slot] = pair
    }

    private func clearPairs() {
        // The table's size is a power of two, within the memory there is.
        pairMask = 8191
        pairs.base.initialize(repeating: Pair(key: .max, state: 0), count: 8192)
    }

    private func growPairs() {
        let old = (0...pairMask).map { pairs.base[$0] }.filter { $0.key != .max }
        pairMask = pairMask * 2 + 1
        pairs.clear(for: pairMask + 1)
        pairs.base.initialize(repeating: Pair(key: .max, state: 0), count: pairMask + 1)
        for pair in old { put(pair) }
    }

    /// A place where a rule may begin; `rule` is the index in the stage's rules.
    struct Start: BitwiseCopyable {
        var position: Int32
        var rule: Int32
    }

    /// Finds every place where one of the rules may begin, from right to left.
    ///
    /// - Parameter found: gets them behind the first `kept`.
    /// - Returns: how many there are then.
    func run(_ lattice: Lattice, into found: Memory<Start>, keeping kept: Int) -> Int {
        var count = kept
        let end = lattice.count
        states.clear(for: end + 1)
        let states = states.base
        states[end] = 0
        let view = lattice.view
        var longest = 1
        for edge in lattice.edges { longest = max(longest, Int(edge.end - edge.start)) }
        let (classes, edges, firstEdge, localCount) = (view.classes, view.edges, view.firstEdge, localCount)
        localClass.withUnsafeBufferPointer { localClassBuffer in
            localKind.withUnsafeBufferPointer { localKindBuffer in
                guard let localClass = localClassBuffer.baseAddress, let localKind = localKindBuffer.baseAddress else { return }
                var (steps, signatures, begins, pairs, mask) = (characterSteps.base, self.signatures.base, self.begins.base, self.pairs.base, pairMask)
                var last = 0
                var i = end &- 1
                var edgeEnd = Int(firstEdge[end])
                while i >= 0 {
                    if stateCount > Self.maximumStates {
                        flush(from: i + 1, to: min(end, i + 1 + longest))
                        last = Int(states[i + 1])
                        (steps, signatures, begins, pairs, mask) = (characterSteps.base, self.signatures.base, self.begins.base, self.pairs.base, pairMask)
                    }
                    let local = Int(localClass[Int(classes[i])])
                    var state = Int(steps[last &* localCount &+ local])
                    if state < 0 {
                        state = makeStep(last, local)
                        (steps, signatures, begins) = (characterSteps.base, self.signatures.base, self.begins.base)
                    }
                    let edgeStart = Int(firstEdge[i])
                    var index = edgeStart
                    while index < edgeEnd {
                        let kind = Int(localKind[Int(edges[index].kind)])
                        let behindPlace = Int(edges[index].end)
                        index &+= 1
                        if kind == 0 { continue }
                        let behind = Int(states[behindPlace])
                        // Most words are taken by nothing that could go on behind them.
                        if signatures[behind] & (1 &<< UInt64(truncatingIfNeeded: kind & 63)) == 0 { continue }
                        let key = UInt64(truncatingIfNeeded: state) &<< 40 | UInt64(truncatingIfNeeded: kind) &<< 24 | UInt64(truncatingIfNeeded: behind)
                        var slot = Self.hash(key) & mask
                        while pairs[slot].key != key, pairs[slot].key != .max { slot = (slot &+ 1) & mask }
                        if pairs[slot].key == key {
                            state = pairs[slot].state
                        } else {
                            state = makeUnion(state, kind, behind, key)
                            (steps, signatures, begins, pairs, mask) = (characterSteps.base, self.signatures.base, self.begins.base, self.pairs.base, pairMask)
                        }
                    }
                    edgeEnd = edgeStart
                    states[i] = Int32(truncatingIfNeeded: state)
                    last = state
                    if begins[state] {
                        for rule in starts[state] {
                            found.grow(to: count + 1, keeping: count)
                            found.base[count] = Start(position: Int32(i), rule: rule)
                            count += 1
                        }
                    }
                    i &-= 1
                }
            }
        }
        return count
    }

    /// Starts over with the states that edges may still reach.
    private func flush(from start: Int, to end: Int) {
        flushes += 1
        let kept = (start...end).map { index in Array(sets[Int(states.base[index]) * words..<(Int(states.base[index]) + 1) * words]) }
        reset()
        for (offset, set) in kept.enumerated() {
            scratch = set
            states.base[start + offset] = Int32(intern())
        }
    }
}
