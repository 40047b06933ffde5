/// A TSV file as rows of a lexicon.
struct LexiconTable {
    var file: String
    var bytes: UnsafeBufferPointer<UInt8>
    var entry: LexiconEntry
    var columns: [LexiconColumn]
    /// For each column of the lexicon the cell of a row that holds it; nil where the file lacks it.
    var order: [Int?]
    /// Whether the cells stand as the lexicon has them, so that the file can be kept as it is.
    var isInOrder: Bool
    /// How many cells the header has.
    var width: Int
}

extension RuleCompiler {
    func loadTable(_ file: Named, lexicon: Int, _ declaration: LexiconDeclaration, to loader: inout LexiconLoader) {
        guard let bytes = tableBytes(file) else { return }
        let columns = parts.lexicons[lexicon].columns
        bytes.withUnsafeBufferPointer { buffer in
            var reader = TableReader(buffer)
            guard reader.advance() else {
                report(.badLexiconRow, SourcePlace(file: file.name, line: 1, column: 1), "no header line", suggestion: Self.headerHelp(columns))
                return
            }
            // Columns are found by the names in the header; a file whose columns stand in another order is rewritten row by row.
            let header = reader.texts
            let places = reader.cells.map { self.place(of: $0, reader.start, file: file.name, line: reader.line, buffer) }
            guard header[0] == "surface" else {
                let separator = header.count == 1 ? header[0].unicodeScalars.first { ", ;".unicodeScalars.contains($0) } : nil
                let message = separator == nil ? "no header line: it begins with `\(header[0].prefix(20))`, not with `surface`" : "no header line, or one whose cells are not divided by tabs"
                report(.badLexiconRow, places[0], message, suggestion: Self.headerHelp(columns))
                return
            }
            for index in header.indices.dropFirst() where header[..<index].contains(header[index]) {
                report(.duplicateName, places[index], "column `\(header[index])` stands in the header twice", suggestion: "take one out, with its cells")
            }
            for (name, place) in zip(header, places).dropFirst() where !columns.contains(where: { $0.name == name }) {
                report(
                    .undefinedField, place, "column `\(name)` is not declared in lexicon `\(parts.lexicons[lexicon].name)`",
                    suggestion: Suggestion.text(name, among: columns.map(\.name)) ?? "declare it, or take the column out")
            }
            let order = columns.map { column in header.firstIndex(of: column.name) }
            let table = LexiconTable(
                file: file.name, bytes: buffer, entry: LexiconEntry(lexicon: UInt16(lexicon), isBlock: declaration.isBlock, isFree: false, kind: 0, row: 0), columns: columns, order: order,
                // A row's last cell must not end with a carriage return.
                isInOrder: !buffer.contains(0x0D) && header.count == columns.count + 1 && order.enumerated().allSatisfy { $0.element == $0.offset + 1 }, width: header.count)
            var rows = parts.lexicons[lexicon].bytes
            parts.lexicons[lexicon].bytes = []
            let first = loader.entries.count
            load(table, &reader, into: &rows, of: &loader)
            if loader.entries.count == first { report(.ineffective, file.place, "\"\(file.name)\" has no words below its header", suggestion: "give it rows, or take it out") }
            if table.isInOrder {
                if rows.isEmpty { rows = bytes } else { rows += bytes }
                if bytes.last != 0x0A { rows.append(0x0A) }
            }
            parts.lexicons[lexicon].bytes = rows
        }
    }

    /// - Parameter rows: what stands in the lexicon before the file; the rows of a file whose cells stand otherwise are added.
    private func load(_ table: LexiconTable, _ reader: inout TableReader, into rows: inout [UInt8], of loader: inout LexiconLoader) {
        let base = rows.count
        let checks = table.columns.indices.compactMap { column in table.order[column].flatMap { CellCheck(table.columns[column], column: column, cell: $0) } }
        let free = table.entry.isBlock ? table.columns.firstIndex { $0.name == "free" }.flatMap { table.order[$0] } : nil
        let firstEntry = loader.entries.count
        // For each entry of this file the row that it stands in, as its first byte and its line.
        var rowOfEntry: [(start: Int, line: Int)] = []
        rowOfEntry.reserveCapacity(table.bytes.count / 16)
        while reader.advance() {
            var start = base + reader.start
            if !table.isInOrder {
                start = rows.count
                rows += table.bytes[reader.cells[0]]
                for position in table.order {
                    rows.append(0x09)
                    if let position, position < reader.cells.count { rows += table.bytes[reader.cells[position]] }
                }
                rows.append(0x0A)
            }
            // Empty cells at the end do no harm.
            if reader.cells.count > table.width, let extra = reader.cells[table.width...].first(where: { !$0.isEmpty }) {
                let message = "\(reader.cells.count) cells, but the header has \(table.width)"
                report(.badLexiconRow, place(of: extra, reader, table), message, suggestion: "take the others out, or name their columns in the header")
            }
            for check in checks where check.cell < reader.cells.count && !check.passes(table.bytes, reader.cells[check.cell]) {
                let cell = reader.cells[check.cell]
                self.check(String(decoding: table.bytes[cell], as: UTF8.self), table.columns[check.column], at: place(of: cell, reader, table))
            }
            let isFree = free.map { $0 < reader.cells.count && !reader.cells[$0].isEmpty } ?? false
            let entry = LexiconEntry(lexicon: table.entry.lexicon, isBlock: table.entry.isBlock, isFree: isFree, kind: 0, row: start)
            let surfaces = reader.cells[0]
            var from = surfaces.lowerBound
            var i = from
            while true {
                while i < surfaces.upperBound, table.bytes[i] != 0x7C { i += 1 }
                if i > from, Self.isBlank(table.bytes, from..<i) {
                    let shown = String(decoding: table.bytes[from..<i], as: UTF8.self)
                    report(.badLexiconRow, place(of: from..<i, reader, table), "blanks around the surface \"\(shown)\", which is found only with them", suggestion: "take them out")
                }
                if i == from {
                    report(.badLexiconRow, SourcePlace(file: table.file, line: reader.line, column: 1), "empty surface")
                } else if let same = loader.add(table.bytes, from..<i, entry)?.last, same >= firstEntry {
                    // The row in hand is not in the list yet.
                    let first = same - firstEntry < rowOfEntry.count ? rowOfEntry[same - firstEntry] : (reader.start, reader.line)
                    reportTwin(from..<i, of: first, reader, table)
                }
                if i == surfaces.upperBound { break }
                i += 1
                from = i
            }
            while rowOfEntry.count < loader.entries.count - firstEntry { rowOfEntry.append((reader.start, reader.line)) }
        }
    }

    /// A surface that stands before in the file: with the same cells it does no harm, but is of no use.
    private func reportTwin(_ surface: Range<Int>, of first: (start: Int, line: Int), _ reader: TableReader, _ table: LexiconTable) {
        func others(_ cells: [Range<Int>]) -> [Slice<UnsafeBufferPointer<UInt8>>] { cells.dropFirst().map { table.bytes[$0] } }
        let (a, b) = (others(reader.cells(ofRowAt: first.start)), others(reader.cells))
        let isSame = a.count == b.count && zip(a, b).allSatisfy { $0.elementsEqual($1) }
        report(
            isSame ? .ineffective : .duplicateSurface, place(of: surface, reader, table), "\"\(String(decoding: table.bytes[surface], as: UTF8.self))\" stands in this file twice",
            other: .init(place: SourcePlace(file: table.file, line: first.line, column: 1), message: "first here"), suggestion: isSame ? Self.twinHelp : nil)
    }

    /// Where a stretch of a row stands, in code points.
    private func place(of cell: Range<Int>, _ reader: TableReader, _ table: LexiconTable) -> SourcePlace {
        place(of: cell, reader.start, file: table.file, line: reader.line, table.bytes)
    }

    private func place(of cell: Range<Int>, _ start: Int, file: String, line: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> SourcePlace {
        func points(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
        return SourcePlace(file: file, line: line, column: points(start..<cell.lowerBound) + 1, length: max(1, points(cell)))
    }

    private static func headerHelp(_ columns: [LexiconColumn]) -> String { "begin with: surface" + columns.map { "<TAB>" + $0.name }.joined() }

    /// Whether a surface begins or ends with a blank or an ideographic space.
    private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        if bytes[first] == 0x20 || bytes[last] == 0x20 { return true }
        func isIdeographic(_ i: Int) -> Bool { bytes[i] == 0xE3 && bytes[i + 1] == 0x80 && bytes[i + 2] == 0x80 }
        return range.count >= 3 && (isIdeographic(first) || bytes[last] == 0x80 && isIdeographic(last - 2))
    }
}

/// Passes nearly all cells of a column without making texts of them. Those that it does not pass are looked at again.
private struct CellCheck {
    enum Kind { case decimal, flag, values }

    var column: Int
    /// Which cell of a row it is.
    var cell: Int
    var kind: Kind
    var values: [[UInt8]] = []

    /// - Returns: nil where the column may hold anything.
    init?(_ column: LexiconColumn, column index: Int, cell: Int) {
        self.column = index
        self.cell = cell
        switch column.type {
        case .decimal: kind = .decimal
        case .flag: kind = .flag
        case .choice(let names), .choices(let names):
            kind = .values
            values = names.map { Array($0.utf8) }
        case .text, .list, .unit, .words, .object: return nil
        }
    }

    func passes(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> Bool {
        if cell.isEmpty { return true }
        switch kind {
        case .decimal:
            // A sign, digits, and perhaps a point between them.
            var i = cell.lowerBound
            if bytes[i] == 0x2D { i += 1 }
            var digits = 0, points = 0
            while i < cell.upperBound {
                if bytes[i] >= 0x30, bytes[i] <= 0x39 {
                    digits += 1
                } else if bytes[i] == 0x2E, digits > 0, points == 0, i + 1 < cell.upperBound {
                    points = 1
                } else {
                    return false
                }
                i += 1
            }
            return digits > 0
        case .flag: return cell.count == 1 && bytes[cell.lowerBound] == 0x31
        case .values:
            return values.contains { value in
                value.count == cell.count && value.indices.allSatisfy { value[$0] == bytes[cell.lowerBound + $0] }
            }
        }
    }
}
