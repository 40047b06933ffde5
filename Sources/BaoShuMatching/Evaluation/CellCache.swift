/// The values of lexicon cells that rules have asked for: parsed once, then found by entry and column. An open hash table.
final class CellCache {
    private var keys = Memory<Int64>(capacity: 1024)
    private var values = Memory<CompactValue>(capacity: 1024)
    private var size = 1024
    private var count = 0

    init() { keys.base.initialize(repeating: -1, count: size) }

    @inline(__always) func value(entry: Int, column: Int, _ read: () -> CompactValue) -> CompactValue {
        let key = Int64(entry) << 16 | Int64(column)
        var slot = Self.slot(key, size)
        while keys.base[slot] != key {
            if keys.base[slot] < 0 {
                let value = read()
                add(key, value)
                return value
            }
            slot = (slot + 1) & (size - 1)
        }
        return values.base[slot]
    }

    @inline(__always) private static func slot(_ key: Int64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15) >> 40) & (count - 1)
    }

    private func add(_ key: Int64, _ value: CompactValue) {
        if count * 2 >= size {
            let (oldKeys, oldValues, oldSize) = (keys, values, size)
            size *= 2
            keys = Memory(capacity: size)
            values = Memory(capacity: size)
            keys.base.initialize(repeating: -1, count: size)
            for slot in 0..<oldSize where oldKeys.base[slot] >= 0 { put(oldKeys.base[slot], oldValues.base[slot]) }
        }
        put(key, value)
        count += 1
    }

    private func put(_ key: Int64, _ value: CompactValue) {
        var slot = Self.slot(key, size)
        while keys.base[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        keys.base[slot] = key
        values.base[slot] = value
    }
}
