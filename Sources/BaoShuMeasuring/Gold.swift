import BaoShuText

/// A text with what a correct annotation of it is.
package struct GoldText: Sendable {
    /// What the spans of the gold count in.
    package enum Basis: Sendable {
        /// The decoded input: a page, which the layout cuts into articles.
        case source
        /// The document's own text: a JSON line, whose text is kept as it came.
        case document
    }

    /// The page's name without folder and extension, or the document's id.
    package var name: String
    /// The file that a person looks into: the page, or the JSON Lines file.
    package var path: String
    /// The line of `path` on which the text begins: 1 for a page, the record's line for a JSON line.
    package var firstLine: Int
    package var basis: Basis
    /// The day to resolve against, where the gold has one.
    package var date: String?
    package var text: [UInt16]
    package var mentions: [GoldMention]
    /// nil where the gold says nothing of facts.
    package var facts: [GoldFact]?

    package init(
        name: String, path: String, firstLine: Int = 1, basis: Basis, date: String? = nil, text: [UInt16], mentions: [GoldMention] = [],
        facts: [GoldFact]? = nil
    ) {
        self.name = name
        self.path = path
        self.firstLine = firstLine
        self.basis = basis
        self.date = date
        self.text = text
        self.mentions = mentions
        self.facts = facts
    }
}

/// A mention as the gold has it.
package struct GoldMention: Sendable {
    package var type: String
    /// In UTF-16 code units, in the text's basis.
    package var span: TextSpan
    package var value: StatedValue

    package init(type: String, span: TextSpan, value: StatedValue = StatedValue()) {
        self.type = type
        self.span = span
        self.value = value
    }
}

/// A fact as the gold has it.
package struct GoldFact: Sendable, Hashable {
    /// The line of the page, from 1, on which the quantity begins.
    package var line: Int
    package var value: StatedValue
    package var indicator: String?
    package var subject: String?
    /// A date's value.
    package var time: String?
    package var shareOf: String?
    package var change: String?
    package var basis: String?
    package var target: Bool

    package init(
        line: Int, value: StatedValue, indicator: String? = nil, subject: String? = nil, time: String? = nil, shareOf: String? = nil,
        change: String? = nil, basis: String? = nil, target: Bool = false
    ) {
        self.line = line
        self.value = value
        self.indicator = indicator
        self.subject = subject
        self.time = time
        self.shareOf = shareOf
        self.change = change
        self.basis = basis
        self.target = target
    }
}

/// A gold file that cannot be used.
package struct GoldError: Error, Sendable, Hashable, CustomStringConvertible {
    /// `file:line: what is wrong`; without the line where it is the whole file.
    package var description: String

    init(_ path: String, _ line: Int, _ message: String) { description = line > 0 ? "\(path):\(line): \(message)" : "\(path): \(message)" }
}
