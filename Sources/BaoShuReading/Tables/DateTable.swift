package import BaoShuModel

/// A sidecar table of days: one column names a file or a record, another has its day.
package enum DateTable {
    /// Reads a table with a header (CSV, or with tabs or semicolons). The day's column is named as in records (`date`, `time`, 日期, …);
    /// the first other column has the id, the path or the name of the file.
    ///
    /// - Returns: days in ISO 8601 by name, for `ReadingOptions.dates`.
    package static func read(path: String, options: ReadingOptions) throws(ReadingError) -> [String: String] {
        let name = RawRecord.name(of: path)
        func error(_ code: String, _ message: String) -> ReadingError { ReadingError(id: name, code: code, message: "\(path): \(message)") }
        let input: BufferedInput
        do throws(ByteError) { input = BufferedInput(try FileSource(path: path)) } catch let problem { throw error(problem.code, problem.message) }
        input.ensure(options.maximumDocumentSize + 1)
        if let problem = input.failure { throw error(problem.code, problem.message) }
        if input.count > options.maximumDocumentSize { throw error("too_large", "larger than the limit of \(options.maximumDocumentSize) bytes") }
        let text = TextDecoder().decode(input.window, declared: options.encoding).text
        let names = FieldNames(map: options.fieldMap, words: options.words)
        var lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
        guard let header = lines.first else { throw error("empty", "the table of dates is empty") }
        lines.removeFirst()
        let delimiter = [0x2C, 0x09, 0x3B].max { a, b in header.filter { $0 == a }.count < header.filter { $0 == b }.count } ?? 0x2C
        let columns = TableRow.cells(Array(header), delimiter: delimiter).map { names.entry(UTF8Text.string(Blanks.trimmed($0)))?.field }
        guard let date = columns.firstIndex(of: .date), let key = columns.indices.first(where: { $0 != date }) else {
            throw error("missing_date", "the table of dates needs a column named date and one with the name of the file or the id")
        }
        var days: [String: String] = [:]
        for (number, line) in lines.enumerated() {
            let cells = TableRow.cells(Array(line), delimiter: delimiter)
            guard cells.count > max(date, key), let day = MetadataDay.read(UTF8Text.string(cells[date])) else {
                throw error("invalid_date", "line \(number + 2) has no day that can be read; write it as 2024-05-30")
            }
            days[UTF8Text.string(Blanks.trimmed(cells[key]))] = day
        }
        return days
    }
}
