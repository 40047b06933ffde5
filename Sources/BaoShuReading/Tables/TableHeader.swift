/// What the header of a table says: which column means what.
package struct TableHeader: Sendable, Hashable {
    /// The byte between columns.
    var delimiter: UInt8
    /// The columns' meanings; nil for those that mean nothing here.
    var columns: [RecordField?]

    /// Reads a header, decoded as the rows are; nil where the line is no header of a table with text.
    ///
    /// - Parameters:
    ///   - encoding: that of the file, where it is known.
    ///   - force: take the line as a header even where it has one column.
    init?(_ line: some Collection<UInt8>, encoding: String?, names: FieldNames, force: Bool = false) {
        let text = Array(line).withUnsafeBufferPointer { TextDecoder().decode($0, declared: encoding).text }
        for delimiter in [UInt8(ascii: ","), 0x09, UInt8(ascii: ";")] {
            var found: [RecordField: (rank: Int, column: Int)] = [:]
            let cells = TableRow.cells(text, delimiter: UInt16(delimiter))
            guard cells.count >= 2 || force else { continue }
            for (column, cell) in cells.enumerated() {
                let name = String(decoding: Blanks.trimmed(cell), as: UTF16.self)
                guard name.utf8.count <= 80, let (field, rank) = names.entry(name), rank < found[field]?.rank ?? Int.max else { continue }
                found[field] = (rank, column)
            }
            guard found[.text] != nil else { continue }
            self.delimiter = delimiter
            columns = Array(repeating: nil, count: cells.count)
            for (field, place) in found { columns[place.column] = field }
            return
        }
        return nil
    }
}

/// Rows of a table as RFC 4180 has them: fields in quotation marks may have delimiters and line feeds.
enum TableRow {
    /// The fields of a row, quotation marks taken off.
    static func cells(_ row: [UInt16], delimiter: UInt16) -> [[UInt16]] {
        var cells: [[UInt16]] = []
        var cell: [UInt16] = []
        var quoted = false
        var i = 0
        while i < row.count {
            let unit = row[i]
            i += 1
            if quoted {
                if unit != 0x22 {
                    cell.append(unit)
                } else if i < row.count, row[i] == 0x22 {
                    cell.append(0x22)
                    i += 1
                } else {
                    quoted = false
                }
            } else if unit == 0x22, cell.isEmpty {
                quoted = true
            } else if unit == delimiter {
                cells.append(cell)
                cell = []
            } else {
                cell.append(unit)
            }
        }
        cells.append(cell)
        return cells
    }
}
