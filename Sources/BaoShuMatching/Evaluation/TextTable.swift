import BaoShuRules
import BaoShuValues

/// The texts that rules and lexicons hold, each once, so that two of them are compared by their numbers.
///
/// One for each matcher; it grows while cells are read that were not read before. Bounded by what rules and lexicons hold.
final class TextTable {
    @exclusivity(unchecked) private(set) var strings: [String] = []
    private var ids: [String: Int32] = [:]
    /// The code units of all texts one after the other, and where each begins.
    private let units = Memory<UInt16>(capacity: 1 << 12)
    private let starts = Memory<Int32>(capacity: 1 << 10)
    private let plain = Memory<Bool>(capacity: 1 << 10)

    init() { starts.base[0] = 0 }

    func id(of text: String) -> Int32 {
        if let known = ids[text] { return known }
        let count = strings.count
        let id = Int32(count)
        strings.append(text)
        ids[text] = id
        let added = Array(text.utf16)
        let start = Int(starts.base[count])
        units.grow(to: start + added.count, keeping: start)
        for (offset, unit) in added.enumerated() { units.base[start + offset] = unit }
        starts.grow(to: count + 2, keeping: count + 1)
        starts.base[count + 1] = Int32(start + added.count)
        plain.grow(to: count + 1, keeping: count)
        plain.base[count] = added.allSatisfy(Self.isPlain)
        return id
    }

    @inline(__always) subscript(id: Int32) -> String { strings[Int(id)] }

    /// Valid until the next text is added.
    func units(of id: Int32) -> UnsafeBufferPointer<UInt16> {
        let start = Int(starts.base[Int(id)])
        return UnsafeBufferPointer(start: units.base + start, count: Int(starts.base[Int(id) + 1]) - start)
    }

    /// Whether a text is these code units; nil where they differ, but may be ways to write one character (Unicode's canonical equivalence).
    func isEqual(_ id: Int32, to other: UnsafePointer<UInt16>, count: Int) -> Bool? {
        let start = Int(starts.base[Int(id)])
        let length = Int(starts.base[Int(id) + 1]) - start
        var same = length == count
        var i = 0
        while same, i < count {
            same = units.base[start + i] == other[i]
            i += 1
        }
        if same { return true }
        if !plain.base[Int(id)] { return nil }
        return Self.isPlain(other, count: count) ? false : nil
    }

    /// The key of a text: texts with one are equal to plain words where those have the same key. nil where it has none.
    func key(_ id: Int32) -> UInt64? {
        plain.base[Int(id)] ? Self.key(UnsafePointer(units.base + Int(starts.base[Int(id)])), count: units(of: id).count) : nil
    }

    /// Up to four code units in one word; nil of more, and where one of them is none.
    @inline(__always) static func key(_ units: UnsafePointer<UInt16>, count: Int) -> UInt64? {
        guard count <= 4 else { return nil }
        var key: UInt64 = 0
        for i in 0..<count {
            if units[i] == 0 { return nil }
            key = key << 16 | UInt64(units[i])
        }
        return key
    }

    /// Whether no other sequence of characters is equivalent to these.
    @inline(__always) static func isPlain(_ units: UnsafePointer<UInt16>, count: Int) -> Bool {
        for i in 0..<count where !isPlain(units[i]) { return false }
        return true
    }

    /// A bit for the Chinese character with which a text begins; all bits where it begins with another. Texts that begin with
    /// Chinese characters of different bits differ.
    func firstBit(_ id: Int32) -> UInt64 {
        let start = Int(starts.base[Int(id)])
        guard start < Int(starts.base[Int(id) + 1]), units.base[start] >= 0x4E00, units.base[start] < 0xA000 else { return .max }
        return Self.bit(units.base[start])
    }

    @inline(__always) static func bit(_ unit: UInt16) -> UInt64 { 1 << ((UInt64(unit) &* 0x9E37_79B9_7F4A_7C15) >> 58) }

    /// Whether no other sequence of characters is equivalent to a text of such characters.
    private static func isPlain(_ unit: UInt16) -> Bool {
        switch unit {
        // The second: dashes, quotation marks, dots.
        case 0..<0x300, 0x2010..<0x2028, 0x3001..<0x3021, 0x4E00..<0xA000: true
        default: false
        }
    }
}
