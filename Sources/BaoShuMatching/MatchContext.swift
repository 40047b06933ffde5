import BaoShuModel

/// What the rules may know of a document beside its text.
package struct MatchContext: Sendable {
    /// The day of the article, ISO 8601, unknown digits X; nil where unknown.
    package var date: String?
    /// The roles of the text's blocks; empty for a text without blocks.
    package var blocks: [Block] { didSet { roles = RoleSet(of: blocks) } }
    /// Those of the blocks.
    private(set) var roles: RoleSet
    /// Whether the names that the text gives are wanted, for other articles of its page.
    package var sharesNames = false
    /// Whether links are wanted for tables too. Where not, and where no rule states a fact, the links that would help to are not looked for.
    package var hasTables = true
    /// Names that other articles of the page give.
    package var names: [PageName] = []

    package init(date: String? = nil, blocks: [Block] = []) {
        self.date = date
        self.blocks = blocks
        roles = RoleSet(of: blocks)
    }
}

/// A name that one article of a page gives and others may use: what a rule with `remember` found.
package struct PageName: Sendable {
    /// Folded.
    package let words: [UInt16]
    /// Index in the program's rules.
    package let rule: Int
    /// By which mentions of one thing are told.
    package let key: String
    /// The codes of what it names; absent where it has none.
    package let codes: RuleValue

    /// Shorter ones mean too many things to be carried from one article to another.
    package static let minimum = 3
}
