internal import BaoShuRules
internal import BaoShuWriting

/// Extracts what Chinese news measures and names.
///
/// An extractor keeps scratch memory and belongs to one thread at a time; make one for each thread. The rule set is shared.
public final class Extractor {
    /// What to extract, and how to write it.
    public struct Options: Sendable {
        /// The day of articles that have none of their own, `YYYY-MM-DD`: what 今年 and 上周五 are counted from.
        public var date: String?
        /// The types of mentions to give, by their names in the rules (`quantity`, `date`, …); all where nil.
        public var types: Set<String>?
        /// Whether documents come with their words and punctuation.
        public var tokens: Bool
        /// The unit of the offsets in JSON. Offsets of Swift values are always in UTF-16 code units.
        public var offsets: OffsetUnit

        /// Options that are what each property says; without arguments, all types and no words.
        public init(date: String? = nil, types: Set<String>? = nil, tokens: Bool = false, offsets: OffsetUnit = .codepoint) {
            self.date = date
            self.types = types
            self.tokens = tokens
            self.offsets = offsets
        }
    }

    private let annotator: Annotator
    private let writer: JSONWriter

    /// Makes the scratch memory for one thread. The rules are shared, not copied.
    ///
    /// - Complexity: O(*r*) in the size of the rules. Keep an extractor rather than making one for each text.
    public init(rules: RuleSet, options: Options = Options()) {
        var annotating = Annotator.Options()
        annotating.date = options.date
        annotating.types = options.types
        annotating.tokens = options.tokens
        annotator = Annotator(program: rules.program, options: annotating)
        writer = JSONWriter(offsets: options.offsets, generator: Generator(rules: rules))
    }

    /// Annotates one article whose text is kept as it came.
    ///
    /// - Parameters:
    ///   - id: Written into the document as it is.
    ///   - date: The article's day, `YYYY-MM-DD`; the options' day where nil.
    /// - Complexity: O(*n*) in the text.
    public func extract(text: String, id: String = "text", title: String? = nil, date: String? = nil) -> AnnotatedDocument {
        var source = SourceDocument(id: id, source: SourceDescription(name: id, format: "text"), text: Array(text.utf16), content: .text)
        source.title = title
        source.date = date
        return annotator.annotate(source)[0]
    }

    /// Lays out a newspaper page without markup and annotates its articles, in reading order.
    ///
    /// - Parameters:
    ///   - id: The articles get it with their number: `page#1`, `page#2`, ….
    ///   - date: The day of articles that state none.
    /// - Complexity: O(*n*) in the text.
    public func extract(page: String, id: String = "page", date: String? = nil) -> [AnnotatedDocument] {
        var source = SourceDocument(id: id, source: SourceDescription(name: id, format: "page"), text: Array(page.utf16), content: .page)
        source.date = date
        return annotator.annotate(source)
    }

    /// Annotates what a reader gave: one article, or those of a page.
    ///
    /// - Complexity: O(*n*) in the text.
    public func extract(_ source: SourceDocument) -> [AnnotatedDocument] { annotator.annotate(source) }

    /// A document as one line of JSON by the contract `baoshu/1`, without a line feed at its end.
    ///
    /// - Parameter source: What the document was made from, where that is a page: its `source` offsets count in the page's text. nil
    ///   where the document's own text is its source.
    /// - Complexity: O(*n*) in the texts.
    public func json(of document: AnnotatedDocument, source: SourceDocument? = nil) -> String {
        var line = JSONBuffer()
        writer.append(document, source: source.map { OffsetTable($0.text, unit: writer.offsets) }, to: &line)
        return String(decoding: line.take().dropLast(), as: UTF8.self)
    }
}
