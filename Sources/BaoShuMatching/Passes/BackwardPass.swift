import BaoShuRules

/// Marks where each rule of a stage can begin: one pass from right to left with a lazy automaton whose states are sets of positions
/// that can be entered there and still reach the end of a rule.
///
/// Bounded repeats are relaxed, so a mark may be in vain, never missing. States are made when the text first needs them and kept for
/// later texts; past `maximumStates` they are thrown away and begun anew, so memory is bounded and the time stays linear.
struct BackwardPass {
    static let maximumStates = 6000

    private let stage: StageProgram
    private let words: Int
    /// From the program's character classes to those that this stage tells apart.
    private let localClass: [UInt16]
    private let localCount: Int
    /// For each local class and for each edge kind the positions that accept it.
    private let classMasks: [UInt64]
    private var kindMasks: [UInt64]
    private let lastMask: [UInt64]

    /// For each position the kinds that it accepts, each kind as the bit of its number modulo 64.
    private let signatureOfPosition: [UInt64]
    private let lastSignature: UInt64

    // States: the set, the set of positions that may precede it and the kinds that those take, the rules that begin in it.
    private var sets: [UInt64] = []
    private var preceding: [UInt64] = []
    private var signatures: [UInt64] = []
    private var starts: [[Int32]] = []
    private var begins: [Bool] = []
    private var characterSteps: [Int32] = []
    /// The state at each place of the text in hand.
    private var states: [Int32] = []
    private var table: [Int32] = []
    /// From a state, an edge's kind and the state behind the edge to the union: an open hash table.
    private var pairKeys: [UInt64] = []
    private var pairStates: [Int32] = []
    private var pairCount = 0
    private var stateCount = 0
    private(set) var flushes = 0
    private var scratch: [UInt64]

    init(program: RuleProgram, stage index: Int) {
        stage = program.stages[index]
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
        kindMasks = Array(repeating: 0, count: program.kinds.count * words)
        for (terminal, positions) in stage.positionsOfTerminal {
            for kind in program.kinds.indices where program.accepts(terminal: terminal, kind: kind) {
                for position in positions { kindMasks[kind * words + Int(position) / 64] |= 1 << UInt64(position % 64) }
            }
        }
        var mask = Array(repeating: UInt64(0), count: words)
        for position in stage.last { mask[Int(position) / 64] |= 1 << UInt64(position % 64) }
        lastMask = mask
        scratch = Array(repeating: 0, count: words)
        var signatures = Array(repeating: UInt64(0), count: stage.positionCount)
        for (terminal, positions) in stage.positionsOfTerminal {
            var signature: UInt64 = 0
            for kind in program.kinds.indices where program.accepts(terminal: terminal, kind: kind) { signature |= 1 << UInt64(kind & 63) }
            for position in positions { signatures[Int(position)] |= signature }
        }
        signatureOfPosition = signatures
        lastSignature = stage.last.reduce(0) { $0 | signatures[Int($1)] }
        reset()
    }

    private mutating func reset() {
        sets.removeAll(keepingCapacity: true)
        preceding.removeAll(keepingCapacity: true)
        signatures.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        begins.removeAll(keepingCapacity: true)
        characterSteps.removeAll(keepingCapacity: true)
        pairKeys = Array(repeating: .max, count: 8192)
        pairStates = Array(repeating: 0, count: 8192)
        pairCount = 0
        table = Array(repeating: -1, count: 4096)
        stateCount = 0
        for word in 0..<words { scratch[word] = 0 }
        _ = intern()
    }

    /// The state of the set in `scratch`.
    private mutating func intern() -> Int {
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
        signatures.append(signature)
        starts.append(beginning)
        begins.append(!beginning.isEmpty)
        characterSteps.append(contentsOf: repeatElement(-1, count: localCount))
        table[slot] = Int32(state)
        if stateCount * 2 > table.count { growTable() }
        return state
    }

    private mutating func growTable() {
        table = Array(repeating: -1, count: table.count * 2)
        for state in 0..<stateCount {
            var hash: UInt64 = 0
            for word in 0..<words { hash = (hash ^ sets[state * words + word]) &* 0x9E37_79B9_7F4A_7C15; hash ^= hash >> 29 }
            var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
            while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
            table[slot] = Int32(state)
        }
    }

    /// The state before a character, from the state behind it.
    @inline(__always) private mutating func step(_ state: Int, unitClass: Int) -> Int {
        let local = Int(localClass[unitClass])
        let known = characterSteps[state * localCount + local]
        if known >= 0 { return Int(known) }
        for word in 0..<words { scratch[word] = preceding[state * words + word] & classMasks[local * words + word] }
        let result = intern()
        characterSteps[state * localCount + local] = Int32(result)
        return result
    }

    /// The union of a state and of what an edge adds, from the state behind the edge.
    private mutating func step(_ state: Int, kind: Int, behind: Int) -> Int {
        let key = UInt64(state) << 40 | UInt64(kind) << 24 | UInt64(behind)
        var slot = Self.slot(key, pairKeys.count)
        while pairKeys[slot] != .max {
            if pairKeys[slot] == key { return Int(pairStates[slot]) }
            slot = (slot + 1) & (pairKeys.count - 1)
        }
        for word in 0..<words { scratch[word] = sets[state * words + word] | (preceding[behind * words + word] & kindMasks[kind * words + word]) }
        let result = intern()
        pairKeys[slot] = key
        pairStates[slot] = Int32(result)
        pairCount += 1
        if pairCount * 2 > pairKeys.count { growPairs() }
        return result
    }

    @inline(__always) private static func slot(_ key: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & (count - 1)
    }

    private mutating func growPairs() {
        let (keys, states) = (pairKeys, pairStates)
        pairKeys = Array(repeating: .max, count: keys.count * 2)
        pairStates = Array(repeating: 0, count: keys.count * 2)
        for (key, state) in zip(keys, states) where key != .max {
            var slot = Self.slot(key, pairKeys.count)
            while pairKeys[slot] != .max { slot = (slot + 1) & (pairKeys.count - 1) }
            pairKeys[slot] = key
            pairStates[slot] = state
        }
    }

    /// Finds every place where a rule of the stage may begin, from right to left; `rule` is the index in the stage's rules.
    mutating func run(_ lattice: Lattice, into found: inout [(position: Int32, rule: Int32)]) {
        let count = lattice.count
        if states.count <= count { states += repeatElement(0, count: count + 1 - states.count) }
        states[count] = 0
        let view = lattice.view
        var longest = 1
        for edge in lattice.edges { longest = max(longest, Int(edge.end - edge.start)) }
        var i = count - 1
        while i >= 0 {
            if stateCount > Self.maximumStates { flush(from: i + 1, to: min(count, i + 1 + longest)) }
            var state = step(Int(states[i + 1]), unitClass: view.unitClass(i))
            for index in view.edgeRange(at: i) {
                let edge = view.edges[index]
                let behind = Int(states[Int(edge.end)])
                // Most words are taken by nothing that could go on behind them.
                if signatures[behind] & (1 << UInt64(edge.kind & 63)) != 0 { state = step(state, kind: Int(edge.kind), behind: behind) }
            }
            states[i] = Int32(state)
            if begins[state] { for rule in starts[state] { found.append((Int32(i), rule)) } }
            i -= 1
        }
    }

    /// Starts over with the states that edges may still reach.
    private mutating func flush(from start: Int, to end: Int) {
        flushes += 1
        let kept = (start...end).map { index in Array(sets[Int(states[index]) * words..<(Int(states[index]) + 1) * words]) }
        reset()
        for (offset, set) in kept.enumerated() {
            scratch = set
            states[start + offset] = Int32(intern())
        }
    }
}
