import BaoShuText

/// Folds the words of rules and lexicons: what `FoldTable` does, from UTF-8, into memory that is there.
final class SurfaceFolder {
    private let table: FoldTable
    /// The form of each unit; 0 where it is longer than one unit, or not known from here.
    let single: UnsafePointer<UInt16>

    init(_ table: FoldTable) {
        self.table = table
        let single = UnsafeMutablePointer<UInt16>.allocate(capacity: 0x10000)
        single.initialize(from: table.single, count: 0x10000)
        for unit in table.expansions.keys { single[Int(unit)] = 0 }
        self.single = UnsafePointer(single)
    }

    deinit { single.deallocate() }

    /// Hands on the folded form of a stretch of UTF-8.
    ///
    /// - Complexity: O(length of the stretch)
    @inline(__always) func withFolded<Result>(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt16>) -> Result) -> Result {
        // A form is no longer than the bytes, but where one is expanded.
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: range.count) { units in
            if let count = Self.fold(bytes, range, single, into: units) { return body(UnsafeBufferPointer(rebasing: units[..<count])) }
            return table.fold(String(decoding: bytes[range], as: UTF8.self)).withUnsafeBufferPointer(body)
        }
    }

    /// The same without the folder, whose `single` is given.
    ///
    /// - Returns: how many units there are; nil for a stretch that has to go the long way.
    static func fold(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ single: UnsafePointer<UInt16>, into units: UnsafeMutableBufferPointer<UInt16>) -> Int? {
        var count = 0
        var i = range.lowerBound
        let end = range.upperBound
        while i < end {
            let first = bytes[i]
            var unit = UInt16(first)
            if first >= 0x80 {
                // Three well-formed bytes, as nearly all are.
                guard first >= 0xE1, first <= 0xEF, first != 0xED, i + 2 < end, bytes[i + 1] & 0xC0 == 0x80, bytes[i + 2] & 0xC0 == 0x80 else { return nil }
                unit = UInt16(first & 0x0F) << 12 | UInt16(bytes[i + 1] & 0x3F) << 6 | UInt16(bytes[i + 2] & 0x3F)
                i += 2
            }
            i += 1
            let folded = single[Int(unit)]
            if folded == 0 { return nil }
            units[count] = folded
            count += 1
        }
        return count
    }

    /// The folded form of a text.
    func fold(_ text: String) -> [UInt16] {
        var text = text
        return text.withUTF8 { bytes in withFolded(bytes, 0..<bytes.count) { Array($0) } }
    }
}
