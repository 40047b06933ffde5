import BaoShuModel

/// What the rules may know of a document beside its text.
package struct MatchContext: Sendable {
    /// The day of the article, ISO 8601, unknown digits X; nil where unknown.
    package var date: String?
    /// The roles of the text's blocks; empty for a text without blocks.
    package var blocks: [Block]

    package init(date: String? = nil, blocks: [Block] = []) {
        self.date = date
        self.blocks = blocks
    }
}
