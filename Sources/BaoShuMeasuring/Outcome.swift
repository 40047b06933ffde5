/// What became of one item of the gold, or of one item that the gold does not have.
package struct Outcome: Sendable, Codable, Hashable {
    package enum Status: String, Sendable, Codable {
        /// Span and value, or every field of a fact, as in the gold.
        case right
        /// The mention is there with another value; the fact with another field.
        case wrong
        /// In the gold only.
        case missing
        /// In the output only.
        case extra
    }

    /// Known by it across runs: the text's name, the place and the type; several of one kind are numbered.
    package var key: String
    package var status: Status
    /// Where it begins in the gold's text, in UTF-16 code units; for a fact, where its line begins.
    package var start: Int
    /// The mention's type, or `fact`.
    package var type: String
    /// Where to look, `file:line`.
    package var place: String
    package var text: String
    /// Up to 12 characters of the same line before and after.
    package var before: String
    package var after: String
    package var expected: String?
    package var got: String?
    /// The rule that made what came.
    package var rule: String?
    /// Why it is not right; nil where it is, or where that was not asked.
    package var cause: Cause?
}

/// How often something was found, claimed falsely and missed.
package struct Tally: Sendable, Codable, Hashable {
    package var truePositives = 0
    package var falsePositives = 0
    package var falseNegatives = 0

    package init(truePositives: Int = 0, falsePositives: Int = 0, falseNegatives: Int = 0) {
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
    }

    /// The items in the gold.
    package var gold: Int { truePositives + falseNegatives }
    /// 0 to 1; 0 where nothing was claimed.
    package var precision: Double { ratio(truePositives, truePositives + falsePositives) }
    /// 0 to 1; 0 where the gold has nothing.
    package var recall: Double { ratio(truePositives, gold) }
    /// 0 to 1, the harmonic mean of both.
    package var f1: Double { ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }

    private func ratio(_ a: Int, _ b: Int) -> Double { b == 0 ? 0 : Double(a) / Double(b) }

    /// Counts a mention by its span alone.
    mutating func count(span status: Outcome.Status) {
        switch status {
        case .right, .wrong: truePositives += 1
        case .missing: falseNegatives += 1
        case .extra: falsePositives += 1
        }
    }

    /// Counts a mention or a fact with all it says: what is wrong was claimed falsely and missed.
    mutating func count(whole status: Outcome.Status) {
        switch status {
        case .right: truePositives += 1
        case .wrong:
            falsePositives += 1
            falseNegatives += 1
        case .missing: falseNegatives += 1
        case .extra: falsePositives += 1
        }
    }
}
