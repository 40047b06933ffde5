/// The formats that inputs are read as; the raw values are those of `--from`.
package enum InputFormat: String, Sendable, CaseIterable {
    /// By content.
    case auto
    /// A page without markup, to be laid out as articles.
    case page
    /// One article a file, its text kept as it came.
    case text
    case jsonl, json, csv, xml, html, warc
}

/// How inputs are read.
package struct ReadingOptions: Sendable {
    package var format: InputFormat
    /// The most bytes that one document may have, decompressed.
    package var maximumDocumentSize: Int
    /// The most levels of nesting in JSON and in markup.
    package var maximumDepth: Int
    /// From a field's name in the input to its meaning (`text`, `title`, `date`, `source`, `id`, `url`, `author`, `section`, `paper`, `page`).
    package var fieldMap: [String: String]
    /// The encoding of all inputs, where the user says so; else it is found out.
    package var encoding: String?
    /// Where a date stands in a file's path, such as `YYYYMMDD`, `YYYY/MM/DD` or `YYYY-MM-DD`.
    package var datePattern: String?
    /// Days by file name or record id, from a sidecar table.
    package var dates: [String: String]
    /// The most bytes that a compressed input may grow to, as a multiple of its size; applied from 64 MB of output on.
    package var maximumExpansion: Int
    /// Words that the readers of markup need to know.
    package var words: ReadingWords
    /// Files that are no inputs where a folder or a glob has them: what the run itself writes.
    package var excluded: Set<FileIdentity> = []

    package init(
        format: InputFormat = .auto, maximumDocumentSize: Int = 64 << 20, maximumDepth: Int = 128, fieldMap: [String: String] = [:],
        encoding: String? = nil, datePattern: String? = nil, dates: [String: String] = [:], maximumExpansion: Int = 200,
        words: ReadingWords = ReadingWords()
    ) {
        self.format = format
        self.maximumDocumentSize = maximumDocumentSize
        self.maximumDepth = maximumDepth
        self.fieldMap = fieldMap
        self.encoding = encoding
        self.datePattern = datePattern
        self.dates = dates
        self.maximumExpansion = maximumExpansion
        self.words = words
    }
}
