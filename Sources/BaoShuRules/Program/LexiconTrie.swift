/// All surfaces of all lexicons in one trie over folded UTF-16 units.
///
/// The root is a direct table; deeper edges live in one open-addressing hash table, which is quick to build (start-up counts) and
/// costs one probe for each step of a walk.
package struct LexiconTrie: Sendable {
    private var root: [Int32]
    private var keys: [UInt64]
    private var targets: [Int32]
    private var mask: Int
    private var used = 0
    /// For each node the first of its entries in the chain `next`, or -1.
    private(set) var firstEntry: [Int32] = [-1]
    /// For each entry the next one with the same surface, or -1.
    private(set) var nextEntry: [Int32] = []

    init(expectedSteps: Int) {
        root = Array(repeating: 0, count: 0x10000)
        var capacity = 1024
        while capacity < expectedSteps * 2 { capacity *= 2 }
        keys = Array(repeating: UInt64.max, count: capacity)
        targets = Array(repeating: 0, count: capacity)
        mask = capacity - 1
    }

    /// Adds an entry; entries of one surface keep the order in which they came.
    mutating func insert(_ surface: [UInt16], entry: Int32) {
        while nextEntry.count <= Int(entry) { nextEntry.append(-1) }
        guard let first = surface.first else { return }
        var node = Int(root[Int(first)])
        if node == 0 {
            node = addNode()
            root[Int(first)] = Int32(node)
        }
        for unit in surface.dropFirst() { node = child(of: node, unit) }
        if firstEntry[node] < 0 {
            firstEntry[node] = entry
        } else {
            var last = firstEntry[node]
            while nextEntry[Int(last)] >= 0 { last = nextEntry[Int(last)] }
            nextEntry[Int(last)] = entry
        }
    }

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
        if used * 2 > mask { grow(); return child(of: node, unit) }
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

    @inline(__always) private static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 29)
    }

    /// The entries of every surface that stands at each position of the text: `body(start, end, entry)`, by start, then by length.
    ///
    /// - Complexity: O(*n* × longest surface)
    package func hits(in text: UnsafeBufferPointer<UInt16>, _ body: (_ start: Int, _ end: Int, _ entry: Int) -> Void) {
        let count = text.count
        root.withUnsafeBufferPointer { root in
            keys.withUnsafeBufferPointer { keys in
                targets.withUnsafeBufferPointer { targets in
                    firstEntry.withUnsafeBufferPointer { firstEntry in
                        for start in 0..<count {
                            var node = Int(root[Int(text[start])])
                            if node == 0 { continue }
                            var end = start + 1
                            while true {
                                var entry = firstEntry[node]
                                while entry >= 0 {
                                    body(start, end, Int(entry))
                                    entry = nextEntry[Int(entry)]
                                }
                                if end >= count { break }
                                let key = UInt64(node) << 16 | UInt64(text[end])
                                var slot = Self.hash(key) & mask
                                while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
                                if keys[slot] == .max { break }
                                node = Int(targets[slot])
                                end += 1
                            }
                        }
                    }
                }
            }
        }
    }

    /// The entries of every surface that begins at one place: `body(end, entry)`, shortest first; it says whether to go on.
    ///
    /// - Complexity: O(longest surface)
    package func hits(in text: [UInt16], at start: Int, _ body: (_ end: Int, _ entry: Int) -> Bool) {
        guard start < text.count else { return }
        var node = Int(root[Int(text[start])])
        var end = start + 1
        while node != 0 {
            var entry = firstEntry[node]
            while entry >= 0 {
                guard body(end, Int(entry)) else { return }
                entry = nextEntry[Int(entry)]
            }
            guard end < text.count else { return }
            let key = UInt64(node) << 16 | UInt64(text[end])
            var slot = Self.hash(key) & mask
            while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
            node = keys[slot] == key ? Int(targets[slot]) : 0
            end += 1
        }
    }

    /// The entries whose surface is exactly this text.
    package func entries(of surface: [UInt16]) -> [Int] {
        var result: [Int] = []
        surface.withUnsafeBufferPointer { text in
            hits(in: text) { start, end, entry in if start == 0, end == surface.count { result.append(entry) } }
        }
        return result
    }
}
