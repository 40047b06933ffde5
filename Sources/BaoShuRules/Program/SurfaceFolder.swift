import BaoShuText

/// Folds the words of rules and lexicons: what `FoldTable` does, from UTF-8, into memory that is there.
final class SurfaceFolder {
    private let table: FoldTable
    private let single: [UInt16]
    /// Units whose form is longer than one unit.
    private var isExpanded: [Bool]

    init(_ table: FoldTable) {
        self.table = table
        single = table.single
        isExpanded = Array(repeating: false, count: 0x10000)
        for unit in table.expansions.keys { isExpanded[Int(unit)] = true }
    }

    /// The folded form of a stretch of UTF-8, in place of what `units` held.
    ///
    /// - Complexity: O(length of the stretch)
    func fold(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into units: inout [UInt16]) {
        units.removeAll(keepingCapacity: true)
        var i = range.lowerBound
        let end = range.upperBound
        while i < end {
            let first = bytes[i]
            var unit = UInt16(first)
            if first >= 0x80 {
                // Three well-formed bytes, as nearly all are; the rest goes the long way.
                guard first >= 0xE1, first <= 0xEF, first != 0xED, i + 2 < end, bytes[i + 1] & 0xC0 == 0x80, bytes[i + 2] & 0xC0 == 0x80 else {
                    units = table.fold(String(decoding: bytes[range], as: UTF8.self))
                    return
                }
                unit = UInt16(first & 0x0F) << 12 | UInt16(bytes[i + 1] & 0x3F) << 6 | UInt16(bytes[i + 2] & 0x3F)
                i += 2
            }
            i += 1
            if isExpanded[Int(unit)] { units += table.expansions[unit] ?? [] } else { units.append(single[Int(unit)]) }
        }
    }

    /// The same for a text.
    func fold(_ text: String) -> [UInt16] {
        var text = text
        var units: [UInt16] = []
        text.withUTF8 { fold($0, 0..<$0.count, into: &units) }
        return units
    }
}
