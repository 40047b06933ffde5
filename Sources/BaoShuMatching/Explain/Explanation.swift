import BaoShuRules
import BaoShuText

/// A mention with how it came about.
package struct ExplainedMention: Sendable {
    package let rule: String
    package let place: SourcePlace
    package let type: String
    package let stage: String
    /// In the original text, UTF-16.
    package let span: TextSpan
    package let words: String
    /// The words that the whole match took, cues and all.
    package let match: String
    /// nil where it stands in the output; else why it does not.
    package let absence: String?
    package let captures: [(name: String, words: String, fields: [(name: String, value: String)])]
    package let sets: [(field: String, value: String, expression: String, place: SourcePlace)]
    /// For a name found again: the words that named it by the rule's own pattern, with their span.
    package var namedBy: (words: String, span: TextSpan)?
}

/// A link with how it came about.
package struct ExplainedLink: Sendable {
    package let rule: String
    package let place: SourcePlace
    /// The type behind the rule's arrow.
    package let type: String
    /// The whole match, in the original text, UTF-16.
    package let span: TextSpan
    package let words: String
    package let quantities: [TextSpan]
    package let captures: [(name: String, words: String, fields: [(name: String, value: String)])]
    package let sets: [(field: String, value: String, expression: String, place: SourcePlace)]
}

/// Why a rule made no mention at a place, or that it did.
package struct WhyNot: Sendable {
    package enum Kind: String, Sendable {
        /// The rule made a mention there, and it stands.
        case made
        /// It made one, and a later stage took its words.
        case taken
        /// Its type is not written.
        case unwritten
        /// A match, but a word that takes its characters stands over it.
        case block
        /// A match, but a rule that is `over` this one has the words.
        case over
        /// A match, but one that starts earlier or is longer has the words.
        case longer
        /// A match, but another of the same span was preferred.
        case preferred
        /// A match equal to another rule's.
        case ambiguous
        /// A match, but a mention of an earlier stage has the words.
        case earlier
        /// A link, but another one has its quantity.
        case rival
        /// The pattern of a link matches, but beyond its clause or sentence.
        case reach
        /// The pattern matches, but a `where` does not hold.
        case condition
        /// The pattern matches, but a guard does not hold.
        case `guard`
        /// The pattern matches, but the captures of `span` took no part.
        case span
        /// The pattern begins, and an element of it does not match.
        case element
        /// No element with which the pattern can begin is there.
        case nowhere
    }

    package let kind: Kind
    package let rule: String
    package let rulePlace: SourcePlace
    /// One sentence: what stopped it.
    package let message: String
    /// Where in the rules the culprit stands.
    package let place: SourcePlace?
    /// What was matched, in the original text.
    package let span: TextSpan?
    package let words: String
    /// Values that the decision rests on.
    package let notes: [String]

    /// The further on, the nearer the rule came to making a mention.
    package var progress: Int {
        switch kind {
        case .made: 9
        case .taken, .unwritten: 8
        case .block, .over, .longer, .preferred, .ambiguous, .earlier, .rival: 7
        case .condition, .span: 6
        case .guard: 5
        case .reach: 4
        case .element: 2
        case .nowhere: 0
        }
    }
}
