/// The values of lexicon cells that rules have asked for: parsed once, then found by entry and column. An open hash table.
final class CellCache {
    private var keys: [Int64] = Array(repeating: -1, count: 1024)
    private var values: [RuleValue] = Array(repeating: .absent, count: 1024)
    private var count = 0
    /// Past this it begins anew, so that memory is bounded.
    private static let maximum = 1 << 16

    func value(entry: Int, column: Int, _ read: () -> RuleValue) -> RuleValue {
        let key = Int64(entry) << 8 | Int64(column & 0xFF)
        var slot = Self.slot(key, keys.count)
        while keys[slot] >= 0 {
            if keys[slot] == key { return values[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        let value = read()
        guard column <= 0xFF else { return value }
        if count >= Self.maximum { clear() } else if count * 2 > keys.count { grow() }
        slot = Self.slot(key, keys.count)
        while keys[slot] >= 0 { slot = (slot + 1) & (keys.count - 1) }
        keys[slot] = key
        values[slot] = value
        count += 1
        return value
    }

    @inline(__always) private static func slot(_ key: Int64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15) >> 40) & (count - 1)
    }

    private func clear() {
        keys = Array(repeating: -1, count: 1024)
        values = Array(repeating: .absent, count: 1024)
        count = 0
    }

    private func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = Array(repeating: -1, count: oldKeys.count * 2)
        values = Array(repeating: .absent, count: keys.count)
        for (key, value) in zip(oldKeys, oldValues) where key >= 0 {
            var slot = Self.slot(key, keys.count)
            while keys[slot] >= 0 { slot = (slot + 1) & (keys.count - 1) }
            keys[slot] = key
            values[slot] = value
        }
    }
}
