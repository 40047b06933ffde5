import BaoShuText

/// What a reader hands on: the decoded text of one record, with the metadata that stood there.
public struct SourceDocument: Sendable {
    /// What is known of the text's layout.
    public enum Content: Sendable {
        /// A page without markup, to be laid out as articles.
        case page
        /// One article whose text is kept as it came.
        case text
        /// One article whose blocks the reader knows (from markup); spans are of `text`.
        case blocks([Block])
    }

    /// The record's own id, or its file with the line, or the file's name.
    public var id: String
    /// The file or stream that it came from, its format and encoding.
    public var source: SourceDescription
    /// The decoded text in UTF-16. All offsets called `source` in the output refer to it.
    public var text: [UInt16]
    /// What is known of its layout.
    public var content: Content
    /// The title of the metadata.
    public var title: String?
    /// ISO 8601 day, where the metadata has one; digits that it lacks are X.
    public var date: String?
    /// Other metadata by its usual name: `author`, `url`, `section`, `paper`, ….
    public var metadata: [String: String]
    /// Damaged stretches of the text, kept out of the rules.
    public var damaged: [TextSpan]
    /// Remarks on what was read: damage, dates in no known form, malformed markup.
    public var diagnostics: [DocumentDiagnostic]

    /// A document without metadata, damage or remarks.
    public init(id: String, source: SourceDescription, text: [UInt16], content: Content) {
        self.id = id
        self.source = source
        self.text = text
        self.content = content
        metadata = [:]
        damaged = []
        diagnostics = []
    }
}

/// A record or a file that could not be read: it becomes an error line of the output, and the run goes on.
public struct ReadingError: Error, Sendable, Hashable {
    /// The id the record would have had, or the file's name.
    public var id: String
    /// `invalid_json`, `not_text`, `too_large`, `no_such_file`, …
    public var code: String
    /// What is wrong, where (file and line), and what to do.
    public var message: String

    /// An error of one record or file.
    public init(id: String, code: String, message: String) {
        self.id = id
        self.code = code
        self.message = message
    }
}
