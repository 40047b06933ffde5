/// The keys of an article's things, numbered from 0: an open hash table over plain memory that the next article uses again.
///
/// A key is a tag and some bytes. The bytes are appended piece by piece, then ``intern(_:)`` gives the number of the key.
final class KeyTable {
    struct Key: BitwiseCopyable {
        let tag: Int32
        let hash: UInt32
        let start: Int
        let count: Int
        /// What the key's owner keeps with it.
        var value: Int32
    }

    private let bytes = Memory<UInt8>(capacity: 1 << 12)
    private let keys = Memory<Key>(capacity: 256)
    /// The number of a key and one; 0 where the slot is empty.
    private let slots = Memory<Int32>(capacity: KeyTable.smallest)
    private var mask = 0
    /// Bytes of keys, and of the one that is being made.
    private var used = 0
    private var end = 0
    private(set) var count = 0

    private static let smallest = 256
    /// Bytes behind the last key that a wide load may touch.
    private static let slack = 8

    init() { clear() }

    /// Forgets all keys.
    func clear() {
        (count, used, end, mask) = (0, 0, 0, KeyTable.smallest - 1)
        slots.base.update(repeating: 0, count: KeyTable.smallest)
    }

    @inline(__always)
    subscript(index: Int) -> Key { keys.base[index] }

    func set(value: Int32, of index: Int) { keys.base[index].value = value }

    func bytes(of index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes.base + keys.base[index].start, count: keys.base[index].count)
    }

    // MARK: Making a key

    func append(_ text: String) {
        if text.utf8.withContiguousStorageIfAvailable({ append($0) }) == nil { Array(text.utf8).withUnsafeBufferPointer { append($0) } }
    }

    func append(_ part: UnsafeBufferPointer<UInt8>) {
        bytes.grow(to: end + part.count + Self.slack, keeping: end)
        if let start = part.baseAddress { (bytes.base + end).update(from: start, count: part.count) }
        end += part.count
    }

    /// Code units without blanks, as UTF-8; half a surrogate pair as U+FFFD.
    func append(units: UnsafePointer<UInt16>, _ range: Range<Int>) {
        bytes.grow(to: end + range.count * 3 + Self.slack, keeping: end)
        let base = bytes.base
        var i = range.lowerBound
        func isBlank(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x0A || unit == 0x09 }
        while i < range.upperBound {
            let unit = units[i]
            i += 1
            if unit < 0x80 {
                if isBlank(unit) { continue }
                base[end] = UInt8(truncatingIfNeeded: unit)
                end += 1
            } else if unit < 0x800 {
                base[end] = 0xC0 | UInt8(truncatingIfNeeded: unit >> 6)
                base[end + 1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                end += 2
            } else if unit & 0xF800 == 0xD800 {
                // The other half may stand behind a blank.
                var next = i
                while next < range.upperBound, isBlank(units[next]) { next += 1 }
                var scalar: UInt32 = 0xFFFD
                if unit < 0xDC00, next < range.upperBound, units[next] & 0xFC00 == 0xDC00 {
                    scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(units[next] & 0x3FF))
                    i = next + 1
                }
                for byte in String(UnicodeScalar(scalar) ?? "\u{FFFD}").utf8 {
                    base[end] = byte
                    end += 1
                }
            } else {
                base[end] = 0xE0 | UInt8(truncatingIfNeeded: unit >> 12)
                base[end + 1] = 0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F)
                base[end + 2] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                end += 3
            }
        }
    }

    /// The number of the key with this tag and the bytes appended since the last one; `value` is 0 where it is new.
    ///
    /// - Complexity: O(*n*) in the bytes.
    func intern(_ tag: Int) -> Int {
        let (start, length) = (used, end - used)
        let hash = self.hash(tag)
        var slot = Int(hash) & mask
        while slots.base[slot] > 0 {
            let index = Int(slots.base[slot]) - 1
            let key = keys.base[index]
            if key.hash == hash, key.tag == tag, key.count == length, isSame(key.start, start, length) {
                end = used
                return index
            }
            slot = (slot + 1) & mask
        }
        keys.grow(to: count + 1, keeping: count)
        keys.base[count] = Key(tag: Int32(tag), hash: hash, start: start, count: length, value: 0)
        count += 1
        slots.base[slot] = Int32(count)
        used = end
        if count * 2 > mask { widen() }
        return count - 1
    }

    private func isSame(_ one: Int, _ other: Int, _ length: Int) -> Bool {
        var place = 0
        while place < length, bytes.base[one + place] == bytes.base[other + place] { place += 1 }
        return place == length
    }

    private func hash(_ tag: Int) -> UInt32 {
        let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
        var hash = (UInt64(bitPattern: Int64(tag)) ^ UInt64(end - used) << 32) &* factor
        var place = used
        while place < end {
            var word = UnsafeRawPointer(bytes.base + place).loadUnaligned(as: UInt64.self)
            if end - place < 8 { word &= 1 << UInt64((end - place) * 8) &- 1 }
            hash = (hash ^ word ^ hash >> 29) &* factor
            place += 8
        }
        return UInt32(truncatingIfNeeded: hash >> 32)
    }

    private func widen() {
        mask = mask * 2 + 1
        slots.clear(for: mask + 1)
        slots.base.update(repeating: 0, count: mask + 1)
        for index in 0..<count {
            var slot = Int(keys.base[index].hash) & mask
            while slots.base[slot] > 0 { slot = (slot + 1) & mask }
            slots.base[slot] = Int32(index + 1)
        }
    }
}
