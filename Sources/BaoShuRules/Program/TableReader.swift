/// Reads the rows of a TSV lexicon, comment lines (`#`) and empty ones left out. The first row is the header.
struct TableReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var next = 0
    /// Of the row in hand its line (1-based), its first byte, and its cells.
    private(set) var line = 0
    private(set) var start = 0
    private(set) var cells: [Range<Int>] = []

    /// - Parameter bytes: the file, which has to outlive the reader.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
    }

    /// Goes to the next row.
    ///
    /// - Returns: false at the end of the file.
    mutating func advance() -> Bool {
        while next < bytes.count {
            line += 1
            start = next
            if bytes[next] == 0x23 {
                while next < bytes.count, bytes[next] != 0x0A { next += 1 }
                next += 1
                continue
            }
            cells.removeAll(keepingCapacity: true)
            var from = next
            var i = next
            while i < bytes.count, bytes[i] != 0x0A {
                if bytes[i] == 0x09 {
                    cells.append(from..<i)
                    from = i + 1
                }
                i += 1
            }
            next = i + 1
            if i > from, bytes[i - 1] == 0x0D { i -= 1 }
            if i == start { continue }
            cells.append(from..<i)
            return true
        }
        return false
    }

    /// The cells of the row in hand as texts.
    var texts: [String] { cells.map { String(decoding: bytes[$0], as: UTF8.self) } }

    /// A cell of the row in hand in UTF-16.
    func units(ofCell index: Int) -> [UInt16] {
        let cell = cells[index]
        // Most are one character of three bytes.
        if cell.count == 3, bytes[cell.lowerBound] >= 0xE3, bytes[cell.lowerBound] <= 0xE9, bytes[cell.lowerBound + 1] & 0xC0 == 0x80, bytes[cell.lowerBound + 2] & 0xC0 == 0x80 {
            return [UInt16(bytes[cell.lowerBound] & 0x0F) << 12 | UInt16(bytes[cell.lowerBound + 1] & 0x3F) << 6 | UInt16(bytes[cell.lowerBound + 2] & 0x3F)]
        }
        return Array(String(decoding: bytes[cell], as: UTF8.self).utf16)
    }

    /// The cells of the row that begins at a byte.
    func cells(ofRowAt start: Int) -> [Range<Int>] {
        var reader = self
        reader.next = start
        return reader.advance() ? reader.cells : []
    }
}
