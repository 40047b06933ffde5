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

    /// The bytes of some cells of a row as they stand, each with a tab before it.
    func cells(row: Int, columns: [Bool]) -> [UInt8] {
        var result: [UInt8] = []
        var column = -1
        bytes.withUnsafeBufferPointer { bytes in
            var i = row
            while i < bytes.count, bytes[i] != 0x0A {
                if bytes[i] == 0x09 { column += 1 }
                if column >= columns.count { return }
                if column >= 0, columns[column] { result.append(bytes[i]) }
                i += 1
            }
        }
        return result
    }

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

/// A row of a TSV lexicon while it is loaded.
struct TableReader {
    let file: String
    let bytes: [UInt8]

    struct Row {
        var line: Int
        var start: Int
        var cells: [Range<Int>]
    }

    /// Header names and rows; comment lines begin with `#`.
    func rows(headerOnly: Bool = false, _ body: (Row) -> Void) -> (header: [String], line: Int)? {
        var header: ([String], Int)?
        var line = 0
        // Of the widest row so far, so that a row takes one piece of memory.
        var width = 2
        var i = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { i = 3 }
        while i < bytes.count {
            line += 1
            var end = i
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            var last = end
            if last > i, bytes[last - 1] == 0x0D { last -= 1 }
            defer { i = end + 1 }
            if last == i || bytes[i] == 0x23 { continue }
            var cells: [Range<Int>] = []
            cells.reserveCapacity(width)
            defer { width = max(width, cells.count) }
            var from = i
            var j = i
            while j <= last {
                if j == last || bytes[j] == 0x09 {
                    cells.append(from..<j)
                    from = j + 1
                }
                j += 1
            }
            if header == nil {
                header = (cells.map { String(decoding: bytes[$0], as: UTF8.self) }, line)
                if headerOnly { break }
            } else {
                body(Row(line: line, start: i, cells: cells))
            }
        }
        return header.map { (header: $0.0, line: $0.1) }
    }
}
