import BaoShuText

/// A lexicon as the program keeps it: its rows as tab-separated bytes, cells read when they are asked for.
package struct Lexicon: Sendable {
    package let name: String
    package let columns: [LexiconColumn]
    /// Rows one after the other, cells parted by tabs, rows ended by line feeds.
    package internal(set) var bytes: [UInt8] = []

    /// The cell of a row, or the column's default where it is empty.
    package func cell(row: Int, column: Int) -> String? {
        var i = row
        var index = 0
        // The first cell holds the surfaces.
        while index <= column {
            while i < bytes.count, bytes[i] != 0x09, bytes[i] != 0x0A { i += 1 }
            guard i < bytes.count, bytes[i] == 0x09 else { return columns[column].defaultValue }
            i += 1
            index += 1
        }
        var end = i
        while end < bytes.count, bytes[end] != 0x09, bytes[end] != 0x0A { end += 1 }
        return end == i ? columns[column].defaultValue : String(decoding: bytes[i..<end], as: UTF8.self)
    }

    /// The first 64 columns in which a row has a cell that is not empty, or a default; a bit for each.
    package func filledColumns(ofRow row: Int) -> UInt64 {
        var filled: UInt64 = 0
        for (column, declared) in columns.prefix(64).enumerated() where declared.defaultValue != nil { filled |= 1 << UInt64(column) }
        bytes.withUnsafeBufferPointer { bytes in
            // The first cell holds the surfaces.
            var column = -1
            var i = row
            while i < bytes.count, bytes[i] != 0x0A, column < 64 {
                if bytes[i] == 0x09 { column += 1 } else if column >= 0 { filled |= 1 << UInt64(column) }
                i += 1
            }
        }
        return filled
    }

    /// The surfaces of a row, as they are written.
    package func surfaces(row: Int) -> [String] {
        let end = bytes[row...].firstIndex { $0 == 0x09 || $0 == 0x0A } ?? bytes.count
        return bytes[row..<end].split(separator: UInt8(ascii: "|")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Calls `body` with the place of every row.
    package func forEachRow(_ body: (Int) -> Void) {
        var row = 0
        while row < bytes.count {
            body(row)
            row = (bytes[row...].firstIndex(of: 0x0A) ?? bytes.count) + 1
        }
    }

    /// The cell of a row, or the column's default where it is empty, as an integer; nil where it is none.
    func integer(row: Int, column: Int) -> Int16? { cell(row: row, column: column).flatMap { Int16($0) } }

    package func columnIndex(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

package struct LexiconColumn: Sendable, Hashable {
    package let name: String
    package let type: ColumnType
    package let defaultValue: String?
}

/// One surface-bearing row of a lexicon.
package struct LexiconEntry: Sendable {
    package let lexicon: UInt16
    package let isBlock: Bool
    /// A row of a block lexicon that frees its characters from shorter and later blocks: 十分钟 from 十分, 第一 from 一批.
    package let isFree: Bool
    /// The kind of lattice edge that it makes: the set of pattern elements that it satisfies; 0 for none.
    package internal(set) var kind: UInt16
    /// Byte offset of its row in its lexicon.
    package let row: Int

    /// Whether it makes an edge.
    package var isPlain: Bool { kind != 0 && !isBlock && !isFree }
}
