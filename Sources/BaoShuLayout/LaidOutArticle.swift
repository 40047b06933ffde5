import BaoShuModel
import BaoShuText

/// One article of a page: its text in reading order, where that came from, and what each part of it is.
package struct LaidOutArticle: Sendable {
    /// The article's text in UTF-16: its blocks, joined by one line feed each.
    package var text: [UInt16]
    /// From `text` to the page's text. The line feeds between blocks have no source.
    package var map: SourceMap
    /// In reading order, without overlap; `blocks[i].span` ends one code unit before `blocks[i + 1].span` begins.
    package var blocks: [Block]
    /// The headline lines joined by a space; nil where the article has none.
    package var title: String?
    /// Where a paragraph's broken lines were joined, in reading order.
    package var joins: [LineJoin]
    /// Decisions that could as well have gone the other way, with spans of `text`.
    package var diagnostics: [DocumentDiagnostic]
}

/// Two lines of the page, counted from 1 over every kind of line end, of which the second continues the first.
package struct LineJoin: Sendable, Hashable {
    package var first: Int
    package var second: Int

    package init(first: Int, second: Int) {
        self.first = first
        self.second = second
    }
}
