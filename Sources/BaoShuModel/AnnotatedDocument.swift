import BaoShuText

/// One annotated article: what the command writes as one line of JSON.
public struct AnnotatedDocument: Sendable {
    /// The input's own id (`id` of a JSON line), or the file's name and the article's number (`page.txt#1`).
    public var id: String
    /// What it was made from.
    public var source: SourceDescription
    /// The title of the metadata, else the headline; nil where there is none.
    public var title: String?
    /// The day of the article, ISO 8601, complete or with unknown digits as X (`XXXX-05-30`); nil where unknown.
    public var date: String?
    /// What else the input said of itself, by its usual name: `author`, `url`, `section`, `paper`, `page`, ….
    public var metadata: [String: String]
    /// `zh-Hans` or `zh-Hant`.
    public var language: String
    /// The text that all spans refer to, in UTF-16.
    public var text: [UInt16]
    /// From the text to the decoded input.
    public var sourceMap: SourceMap
    /// In the order of the text, without overlaps.
    public var blocks: [Block]
    /// In the order of the text; none runs over the end of its block.
    public var sentences: [TextSpan]
    /// Words and punctuation, where the run asked for them.
    public var tokens: [TextSpan]?
    /// Sorted by start, never overlapping.
    public var mentions: Mentions
    /// In the order of their quantities.
    public var facts: [Fact]
    /// Remarks of the reader and of layout, in the order in which they were made.
    public var diagnostics: [DocumentDiagnostic]

    /// A document without blocks, mentions or facts.
    public init(id: String, source: SourceDescription, text: [UInt16], sourceMap: SourceMap) {
        self.id = id
        self.source = source
        self.text = text
        self.sourceMap = sourceMap
        metadata = [:]
        language = "zh-Hans"
        blocks = []
        sentences = []
        mentions = Mentions()
        facts = []
        diagnostics = []
    }

    /// The day with its unknown digits as X, where only the year or the month is known too (`2024-XX-XX`).
    package var completeDate: String? {
        guard let date else { return nil }
        let rest = date.utf8.count == 4 ? "-XX-XX" : date.utf8.count == 7 ? "-XX" : ""
        return rest.isEmpty ? date : date + rest
    }

    /// The words at a span of `text`.
    public func string(at span: TextSpan) -> String { String(decoding: text[span.indices], as: UTF16.self) }

    /// The words of a part in a fact; nil where it has none.
    public func words(of role: Fact.Role) -> String? {
        let span = role.span ?? role.mention.flatMap { mentions.indices.contains($0) ? mentions[$0].span : nil }
        return span.map { (role.heads + [$0]).map(string).joined() }
    }
}

/// Where a document came from.
public struct SourceDescription: Sendable, Hashable {
    /// File name without its folder, `-` for standard input, or the `source` of the metadata.
    public var name: String
    /// `page`, `text`, `jsonl`, `html`, …
    public var format: String
    /// IANA name of the encoding that was decoded.
    public var encoding: String

    /// Where a document came from, as the reader knows it.
    public init(name: String, format: String, encoding: String = "UTF-8") {
        self.name = name
        self.format = format
        self.encoding = encoding
    }
}

/// What a block of an article is.
public enum BlockRole: String, Sendable, CaseIterable, Codable {
    case columnLabel = "column_label"
    case sectionLabel = "section_label"
    case kicker, headline, deck, byline, dateline, body, subhead, caption
    case photoCredit = "photo_credit"
    case graphicTitle = "graphic_title"
    case jumpMark = "jump_mark"
    case tableTitle = "table_title"
    case tableHeader = "table_header"
    case tableRow = "table_row"
}

/// A block of an article's text: a paragraph, a headline line, a table row.
public struct Block: Sendable, Hashable {
    /// What it is in the article.
    public var role: BlockRole
    /// Where it stands in the text.
    public var span: TextSpan
    /// Where a dateline stands at the head of a body paragraph (`本报5月30日讯`), its span.
    public var dateline: TextSpan?

    /// A block, with the span of its dateline where it begins with one.
    public init(role: BlockRole, span: TextSpan, dateline: TextSpan? = nil) {
        self.role = role
        self.span = span
        self.dateline = dateline
    }
}

/// A remark on one document: an ambiguity, a damaged stretch, a limit met.
public struct DocumentDiagnostic: Sendable, Hashable {
    /// A word for programs: `damaged`, `ambiguous`, `unknown_date`, ….
    public var code: String
    /// A sentence for people.
    public var message: String
    /// The stretch of the text that it is about; nil where it is the whole document.
    public var span: TextSpan?

    /// A remark on the whole document, or on a span of it.
    public init(code: String, message: String, span: TextSpan? = nil) {
        self.code = code
        self.message = message
        self.span = span
    }
}
