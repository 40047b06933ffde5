import BaoShuModel
import BaoShuText

/// Why an item of the gold is not right, or why a claim is none of the gold.
package struct Cause: Sendable, Codable, Hashable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// The layout put the words into no article.
        case noArticle = "in no article"
        case noRule = "no rule begins there"
        case pattern = "a pattern stops part way"
        /// A link goes beyond its clause or sentence.
        case reach = "beyond the reach of a link"
        case `guard` = "a guard refuses"
        case condition = "a condition refuses"
        case block = "a block word has it"
        case conflict = "lost to another rule"
        case laterStage = "taken by a later stage"
        case otherSpan = "other boundaries"
        case otherType = "other type"
        case otherValue = "other value"
        /// Not in the gold at all.
        case noGold = "none in the gold"
        case noQuantity = "its quantity is not found"
        case otherLine = "stated of another line"
        case noFact = "linked, but no fact comes of it"
    }

    package var kind: Kind
    /// The rule or the fields concerned, and what happened.
    package var detail: String?

    package init(_ kind: Kind, _ detail: String? = nil) {
        self.kind = kind
        self.detail = detail
    }

    /// What misses of one cause are counted under: for another value the fields that differ.
    package var group: String { kind == .otherValue ? "\(kind.rawValue): \(detail ?? "")" : kind.rawValue }
}

/// Says why the rules made nothing of some words.
package protocol MissExplaining {
    /// Why there is no mention of a type on a span of a document.
    func cause(ofMissing type: String, at span: TextSpan, in document: AnnotatedDocument) -> Cause?
    /// Why no fact states a quantity.
    func cause(ofMissingFactOf quantity: TextSpan, in document: AnnotatedDocument) -> Cause?
}
