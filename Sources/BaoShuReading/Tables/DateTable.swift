package import BaoShuModel

/// A sidecar table of days: one column names a file or a record, another has its day.
package enum DateTable {
    /// Reads a table (commas, tabs or semicolons between its columns). Where its first line names a column as records name their day
    /// (`date`, `time`, …), that one has the days, and the first of the others the ids, paths or names of files; else the first column has
    /// the names and the second the days, and a first line without a day is a header (one that begins with a digit there is a wrong day).
    ///
    /// - Returns: days in ISO 8601 by name, for `ReadingOptions.dates`.
    /// - Throws: `ReadingError` where the file cannot be read, a line has no name or no day, or a name has two days.
    /// - Complexity: O(*n*)
    package static func read(path: String, options: ReadingOptions) throws(ReadingError) -> [String: String] {
        let lines = try lines(path, options)
        func error(_ code: String, _ message: String, line: Int) -> ReadingError { ReadingError(id: RawRecord.name(of: path), code: code, message: "\(path):\(line): \(message)") }
        guard let first = lines.first else { throw error("empty", "there are only blanks; there is nothing to read", line: 1) }
        let delimiter = [0x2C, 0x09, 0x3B].max { a, b in first.text.count { $0 == a } < first.text.count { $0 == b } } ?? 0x2C
        func cells(_ text: [UInt16]) -> [String] { TableRow.cells(text, delimiter: delimiter).map { UTF8Text.string(Blanks.trimmed($0)) } }
        let names = FieldNames(map: options.fieldMap, words: options.words)
        let header = cells(first.text).map { names.entry($0)?.field }
        var (key, date) = (0, 1)
        let named = header.firstIndex(of: .date)
        if let named { (key, date) = (named == 0 ? 1 : 0, named) }
        var days: [String: String] = [:]
        for (number, line) in lines.enumerated() {
            if number == 0, named != nil { continue }
            let cells = cells(line.text)
            guard cells.count > max(date, key) else { throw error("missing_date", "a line needs a name and a day, separated by a tab or a comma", line: line.number) }
            if let day = MetadataDay.read(cells[date]) {
                if let other = days.updateValue(day, forKey: cells[key]), other != day {
                    throw error("invalid_date", "`\(cells[key])` has the day \(other) further up; leave one of them out", line: line.number)
                }
            } else if number > 0 || cells[date].first.map({ ("0"..."9").contains($0) }) == true {
                throw error("invalid_date", "`\(cells[date])` is no day; write it as 2024-05-30", line: line.number)
            }
        }
        return days
    }

    /// The lines of the table that are not blank, with their numbers from 1.
    private static func lines(_ path: String, _ options: ReadingOptions) throws(ReadingError) -> [(number: Int, text: [UInt16])] {
        func error(_ code: String, _ message: String) -> ReadingError { ReadingError(id: RawRecord.name(of: path), code: code, message: "\(path): \(message)") }
        let input: BufferedInput
        do throws(ByteError) { input = BufferedInput(try FileSource(path: path)) } catch let problem { throw error(problem.code, problem.message) }
        input.ensure(options.maximumDocumentSize + 1)
        if let problem = input.failure { throw error(problem.code, problem.message) }
        if input.count > options.maximumDocumentSize { throw error("too_large", "larger than the limit of \(options.maximumDocumentSize) bytes") }
        let text = TextDecoder().decode(input.window, declared: options.encoding).text
        return text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap { number, line in
            let line = Array(line.last == 0x0D ? line.dropLast() : line)
            return Blanks.trimmed(line).isEmpty ? nil : (number + 1, line)
        }
    }
}
