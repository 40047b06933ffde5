/// All surfaces of all lexicons in one trie over folded UTF-16 units.
///
/// The root is a direct table; deeper edges live in one open-addressing hash table, which is quick to build (start-up counts) and
/// costs one probe for each step of a walk. Most steps lead nowhere: a small filter in front of the table says so at once.
///
/// Unchecked: its memory is written in `init` and never again.
package final class LexiconTrie: @unchecked Sendable {
    /// Bits of the filter less one; a power of two of bits, 16 or more for each step.
    private let filterMask: Int
    /// A step from a node over a character: to which node, and the first entry that ends there. One probe reads all of it.
    private struct Step: BitwiseCopyable {
        var key: UInt64
        var node: Int32
        /// -1 for none; `more` is set where other entries have the same surface.
        var entry: Int32
    }

    /// Set in an entry's number where the chain goes on in `nextEntry`.
    private static let more: Int32 = 1 << 30

    /// By character; node 0 for none.
    private let root: UnsafeMutablePointer<Step>
    private let steps: UnsafeMutablePointer<Step>
    private let mask: Int
    private let filter: UnsafeMutablePointer<UInt64>
    /// For each entry the next one with the same surface, or -1.
    private let nextEntry: UnsafeMutablePointer<Int32>

    init(_ b: LexiconTrieBuilder) {
        mask = b.mask
        func chained(_ entry: Int32) -> Int32 { entry >= 0 && b.nextEntry[Int(entry)] >= 0 ? entry | Self.more : entry }
        nextEntry = .allocate(capacity: max(1, b.nextEntry.count))
        for (index, next) in b.nextEntry.enumerated() { (nextEntry + index).initialize(to: chained(next)) }
        root = .allocate(capacity: 0x10000)
        for unit in 0..<0x10000 {
            let node = b.root[unit]
            (root + unit).initialize(to: Step(key: 0, node: node, entry: node == 0 ? -1 : chained(b.firstEntry[Int(node)])))
        }
        steps = .allocate(capacity: b.keys.count)
        var bits = 1 << 16
        while bits < b.stepCount * 16 { bits *= 2 }
        filterMask = bits - 1
        filter = .allocate(capacity: bits / 64)
        filter.initialize(repeating: 0, count: bits / 64)
        b.keys.withUnsafeBufferPointer { keys in
            b.targets.withUnsafeBufferPointer { targets in
                for (slot, key) in keys.enumerated() {
                    guard key != .max else {
                        (steps + slot).initialize(to: Step(key: .max, node: 0, entry: -1))
                        continue
                    }
                    (steps + slot).initialize(to: Step(key: key, node: targets[slot], entry: chained(b.firstEntry[Int(targets[slot])])))
                    let bit = Self.hash(key) & filterMask
                    filter[bit >> 6] |= 1 << UInt64(bit & 63)
                }
            }
        }
    }

    deinit {
        root.deallocate()
        steps.deallocate()
        filter.deallocate()
        nextEntry.deallocate()
    }

    @inline(__always) static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 29)
    }

    /// The entries of every surface that stands at each position of the text: `body(start, end, entry)`, by start, then by length.
    ///
    /// - Complexity: O(*n* × longest surface)
    package func hits(in text: UnsafeBufferPointer<UInt16>, _ body: (_ start: Int, _ end: Int, _ entry: Int) -> Void) {
        for start in 0..<text.count {
            walk(text, from: start) { end, entry in
                body(start, end, entry)
                return true
            }
        }
    }

    /// The entries of every surface that begins at one place: `body(end, entry)`, shortest first; it says whether to go on.
    ///
    /// - Complexity: O(longest surface)
    package func hits(in text: UnsafeBufferPointer<UInt16>, at start: Int, _ body: (_ end: Int, _ entry: Int) -> Bool) {
        walk(text, from: start, body)
    }

    @inline(__always) private func walk(_ text: UnsafeBufferPointer<UInt16>, from start: Int, _ body: (_ end: Int, _ entry: Int) -> Bool) {
        guard start < text.count, let units = text.baseAddress else { return }
        var step = root[Int(units[start])]
        var end = start + 1
        while step.node != 0 {
            var entry = step.entry
            while entry >= 0 {
                let number = Int(entry & ~Self.more)
                guard body(end, number) else { return }
                if entry & Self.more == 0 { break }
                entry = nextEntry[number]
            }
            guard end < text.count else { return }
            let key = UInt64(step.node) << 16 | UInt64(units[end])
            let hash = Self.hash(key)
            let bit = hash & filterMask
            if filter[bit >> 6] & (1 << UInt64(bit & 63)) == 0 { return }
            var slot = hash & mask
            while steps[slot].key != key {
                if steps[slot].key == .max { return }
                slot = (slot + 1) & mask
            }
            step = steps[slot]
            end += 1
        }
    }
}
