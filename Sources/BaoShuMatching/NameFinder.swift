/// Finds names in a text, all of them in one walk: a trie of their words.
package struct NameFinder: Sendable {
    /// The node behind a node and a unit, `node << 16 | unit`. The first node is 0.
    private var steps: [UInt64: Int32] = [:]
    /// For each node the number of the name that ends there, or -1.
    private var ends: [Int32] = [-1]
    /// By unit, whether a name begins with it.
    private var begins = Array(repeating: false, count: 1 << 16)

    /// - Parameter names: Of two with the same words the first is found.
    /// - Complexity: O(*u*) in the units of all names.
    package init(_ names: [PageName]) {
        for (number, name) in names.enumerated() {
            guard let first = name.words.first else { continue }
            begins[Int(first)] = true
            var node: Int32 = 0
            for unit in name.words {
                let step = Self.step(node, unit)
                if let next = steps[step] {
                    node = next
                } else {
                    node = Int32(ends.count)
                    steps[step] = node
                    ends.append(-1)
                }
            }
            if ends[Int(node)] < 0 { ends[Int(node)] = Int32(number) }
        }
    }

    private static func step(_ node: Int32, _ unit: UInt16) -> UInt64 { UInt64(node) << 16 | UInt64(unit) }

    /// Every place where a name stands, by start, with the name's number.
    ///
    /// - Complexity: O(*n*) for *n* units, times the longest name at most.
    package func forEachPlace(in units: UnsafeBufferPointer<UInt16>, _ body: (_ name: Int, _ place: Range<Int>) -> Void) {
        for start in units.indices where begins[Int(units[start])] {
            var (node, end) = (Int32(0), start)
            while end < units.count, let next = steps[Self.step(node, units[end])] {
                (node, end) = (next, end + 1)
                if ends[Int(node)] >= 0 { body(Int(ends[Int(node)]), start..<end) }
            }
        }
    }
}
