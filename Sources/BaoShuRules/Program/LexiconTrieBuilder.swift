/// A trie of surfaces while it is built.
///
/// The node of a surface of one unit is the unit itself.
struct LexiconTrieBuilder: Sendable {
    private(set) var keys: [UInt64]
    private(set) var targets: [Int32]
    private(set) var mask: Int
    private var used = 0
    /// For each node the first of its entries in the chain `next`, or -1.
    private(set) var firstEntry: [Int32] = Array(repeating: -1, count: LexiconTables.firstInnerNode)
    /// For each entry the next one with the same surface, or -1.
    private(set) var nextEntry: [Int32] = []

    init(expectedSteps: Int) {
        var capacity = 1024
        while capacity < expectedSteps { capacity *= 2 }
        keys = Array(repeating: UInt64.max, count: capacity)
        targets = Array(repeating: 0, count: capacity)
        mask = capacity - 1
    }

    /// Adds an entry; entries of one surface keep the order in which they came.
    ///
    /// - Returns: the first entry of the surface; others follow in `nextEntry`.
    mutating func insert(_ surface: [UInt16], entry: Int32) -> Int32 {
        while nextEntry.count <= Int(entry) { nextEntry.append(-1) }
        guard let first = surface.first else { return entry }
        var node = Int(first)
        for unit in surface.dropFirst() { node = child(of: node, unit) }
        if firstEntry[node] < 0 {
            firstEntry[node] = entry
        } else {
            var last = firstEntry[node]
            while nextEntry[Int(last)] >= 0 { last = nextEntry[Int(last)] }
            nextEntry[Int(last)] = entry
        }
        return firstEntry[node]
    }

    private static func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 29) }

    private mutating func addNode() -> Int {
        firstEntry.append(-1)
        return firstEntry.count - 1
    }

    private mutating func child(of node: Int, _ unit: UInt16) -> Int {
        let key = UInt64(node) << 16 | UInt64(unit)
        var slot = Self.hash(key) & mask
        while keys[slot] != .max {
            if keys[slot] == key { return Int(targets[slot]) }
            slot = (slot + 1) & mask
        }
        if used * 4 > mask * 3 { grow(); return child(of: node, unit) }
        keys[slot] = key
        targets[slot] = Int32(addNode())
        used += 1
        return Int(targets[slot])
    }

    private mutating func grow() {
        let (oldKeys, oldTargets) = (keys, targets)
        keys = Array(repeating: .max, count: oldKeys.count * 2)
        targets = Array(repeating: 0, count: keys.count)
        mask = keys.count - 1
        for (key, target) in zip(oldKeys, oldTargets) where key != .max {
            var slot = Self.hash(key) & mask
            while keys[slot] != .max { slot = (slot + 1) & mask }
            keys[slot] = key
            targets[slot] = target
        }
    }
}
