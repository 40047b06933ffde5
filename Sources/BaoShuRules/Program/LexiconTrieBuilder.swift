/// A trie of surfaces while it is built.
///
/// The node of a surface of one unit is the unit itself; those of longer ones, the inner nodes, are numbered from there on as they come. The
/// steps between nodes are found by a hash table that holds nothing but numbers of nodes: what a step is stands with the node it leads to.
struct LexiconTrieBuilder: Sendable {
    /// For each inner node the node before it and the unit of the step, `node << 16 | unit`.
    private(set) var steps: [UInt64] = []
    /// For each node the first of its entries in the chain `nextEntry`, or -1.
    private(set) var firstEntry: [Int32] = Array(repeating: -1, count: LexiconTables.firstInnerNode)
    /// For each entry the next one with the same surface, or -1.
    private(set) var nextEntry: [Int32] = []
    /// The number of an inner node and one, below eight bits of the hash of its step, so that most others are told without looking at
    /// their steps; or 0.
    private var slots: [UInt32]
    private static let numberBits: UInt32 = 24
    /// Far more than `LexiconTables.mostSteps`: that there were too many words is an error, and those that find no room are not missed.
    private static let mostSteps = 1 << Int(numberBits) - 1
    private var shift: UInt64

    /// - Parameter expectedSteps: about how many inner nodes there will be.
    init(expectedSteps: Int) {
        var log = 10
        while log < 24, 3 << log < expectedSteps * 4 { log += 1 }
        slots = Array(repeating: 0, count: 1 << log)
        shift = UInt64(64 - log)
        steps.reserveCapacity(expectedSteps)
        firstEntry.reserveCapacity(LexiconTables.firstInnerNode + expectedSteps)
    }

    /// Adds the next entry; entries of one surface keep the order in which they came.
    ///
    /// - Returns: the first entry of the surface; others follow in `nextEntry`. Of an empty surface, and of one that finds no room, the entry itself.
    mutating func insert(_ surface: UnsafeBufferPointer<UInt16>) -> Int32 {
        let entry = Int32(nextEntry.count)
        nextEntry.append(-1)
        guard let first = surface.first else { return entry }
        var node = Int(first)
        for unit in surface.dropFirst() {
            guard let next = child(of: node, unit) else { return entry }
            node = next
        }
        let known = firstEntry[node]
        guard known >= 0 else {
            firstEntry[node] = entry
            return entry
        }
        var last = known
        while nextEntry[Int(last)] >= 0 { last = nextEntry[Int(last)] }
        nextEntry[Int(last)] = entry
        return known
    }

    /// The node behind a step, which is made where there is none yet; nil where there is no room for it.
    private mutating func child(of node: Int, _ unit: UInt16) -> Int? {
        let step = UInt64(node) << 16 | UInt64(unit)
        var (slot, tag) = place(of: step)
        while slots[slot] != 0 {
            if slots[slot] >> Self.numberBits == tag {
                let inner = Int(slots[slot] & (1 << Self.numberBits - 1)) - 1
                if steps[inner] == step { return LexiconTables.firstInnerNode + inner }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard steps.count < Self.mostSteps else { return nil }
        steps.append(step)
        firstEntry.append(-1)
        slots[slot] = UInt32(steps.count) | tag << Self.numberBits
        if steps.count * 4 > slots.count * 3 { grow() }
        return firstEntry.count - 1
    }

    /// Where a step belongs, and the next eight bits of its hash: the upper bits of its product with 2^64 over the golden ratio
    /// (Fibonacci hashing).
    private func place(of step: UInt64) -> (slot: Int, tag: UInt32) {
        let hash = step &* 0x9E37_79B9_7F4A_7C15
        return (Int(truncatingIfNeeded: hash >> shift), UInt32(truncatingIfNeeded: hash >> (shift - 8)) & 0xFF)
    }

    private mutating func grow() {
        shift -= 1
        slots = Array(repeating: 0, count: slots.count * 2)
        for (inner, step) in steps.enumerated() {
            var (slot, tag) = place(of: step)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(inner + 1) | tag << Self.numberBits
        }
    }
}
