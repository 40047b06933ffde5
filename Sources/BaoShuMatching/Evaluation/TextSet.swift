/// Some texts that words are compared with.
struct TextSet: BitwiseCopyable {
    /// Bits of the Chinese characters with which they begin.
    fileprivate let firstBits: UInt64
    /// Where their keys begin, of those that have one, and how many there are.
    fileprivate let firstKey: Int32
    fileprivate let keyCount: Int32
    /// Where their numbers begin: first those of texts without a key, then the others.
    fileprivate let first: Int32
    fileprivate let unkeyedCount: Int32
    fileprivate let count: Int32
}

/// The sets of texts that conditions name. A text of up to four characters is a key of one machine word there: most are.
final class TextSets {
    private let texts: TextTable
    fileprivate let sets = Memory<TextSet>(capacity: 1 << 9)
    private(set) var count = 0
    fileprivate let keys = Memory<UInt64>(capacity: 1 << 12)
    private var keyCount = 0
    fileprivate let numbers = Memory<Int32>(capacity: 1 << 12)
    private var numberCount = 0

    init(_ texts: TextTable) { self.texts = texts }

    /// - Returns: the number of the set.
    func add(_ ids: [Int32]) -> Int32 {
        let unkeyed = ids.filter { texts.key($0) == nil }
        let keyed = ids.filter { texts.key($0) != nil }
        sets.grow(to: count + 1, keeping: count)
        sets.base[count] = TextSet(
            firstBits: ids.reduce(0) { $0 | texts.firstBit($1) }, firstKey: Int32(keyCount), keyCount: Int32(keyed.count), first: Int32(numberCount),
            unkeyedCount: Int32(unkeyed.count), count: Int32(ids.count))
        count += 1
        keys.grow(to: keyCount + keyed.count, keeping: keyCount)
        for (offset, key) in keyed.compactMap({ texts.key($0) }).enumerated() { keys.base[keyCount + offset] = key }
        keyCount += keyed.count
        numbers.grow(to: numberCount + ids.count, keeping: numberCount)
        for (offset, id) in (unkeyed + keyed).enumerated() { numbers.base[numberCount + offset] = id }
        numberCount += ids.count
        return Int32(count - 1)
    }

    /// Forgets the sets behind the first `kept`.
    func forget(behind kept: Int) {
        guard kept < count else { return }
        (keyCount, numberCount) = (Int(sets.base[kept].firstKey), Int(sets.base[kept].first))
        count = kept
    }
}

extension Evaluator {
    /// Whether the folded words at a span are one of a set of texts.
    func isOneOf(_ number: Int32, _ start: Int, _ end: Int) -> Bool {
        let sets = expressions.textSets
        let set = sets.sets.base + Int(number)
        let units = lattice.view.units + start
        let unit = start < end ? units[0] : 0
        if unit >= 0x4E00, unit < 0xA000, set.pointee.firstBits & TextTable.bit(unit) == 0 { return false }
        guard TextTable.isPlain(units, count: end - start) else { return isOne(of: set.pointee.count, from: set.pointee.first, sets, start, end) }
        if let key = TextTable.key(units, count: end - start) {
            let keys = sets.keys.base + Int(set.pointee.firstKey)
            for place in 0..<Int(set.pointee.keyCount) where keys[place] == key { return true }
        }
        return isOne(of: set.pointee.unkeyedCount, from: set.pointee.first, sets, start, end)
    }

    @inline(__always) private func isOne(of count: Int32, from first: Int32, _ sets: TextSets, _ start: Int, _ end: Int) -> Bool {
        for place in Int(first)..<Int(first + count) where isText(sets.numbers.base[place], start, end) { return true }
        return false
    }
}
