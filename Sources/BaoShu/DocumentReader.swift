internal import BaoShuReading

/// Reads files, folders and globs as documents, one after the other: the formats and the encoding of each are found by its content.
///
/// What cannot be read comes as a failure in its place, and reading goes on. Memory stays flat: a document is read when it is asked for.
public struct DocumentReader: Sequence, IteratorProtocol {
    private let reader: RecordReader
    private let decoder: RecordDecoder

    /// - Parameters:
    ///   - inputs: paths of files and folders, globs, or `-` for standard input; read in this order.
    ///   - rules: whose words the readers of markup need to know.
    public init(_ inputs: [String], rules: RuleSet) {
        let options = ReadingOptions(words: rules.readingWords)
        reader = RecordReader(inputs: inputs, options: options)
        decoder = RecordDecoder(options: options)
    }

    /// The next document, or why a record or file could not be read; nil behind the last.
    ///
    /// - Complexity: O(*n*) in the record.
    public mutating func next() -> Result<SourceDocument, ReadingError>? { reader.next().map(decoder.decode) }
}
