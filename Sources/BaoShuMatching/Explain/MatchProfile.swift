/// Where the matcher's time goes, rule by rule. Measuring costs time itself: figures compare rules, not runs.
package final class MatchProfile {
    package struct Figures {
        /// Places where the rule was tried.
        package var tried = 0
        /// Matches whose guards and conditions held.
        package var proposed = 0
        /// Mentions.
        package var won = 0
        package var time = Duration.zero

        mutating func add(_ duration: Duration) {
            tried += 1
            time += duration
        }
    }

    package internal(set) var rules: [Figures]
    /// For each lexicon how often one of its words stood in the text.
    package internal(set) var lexicons: [Int]

    package init(rules: Int, lexicons: Int) {
        self.rules = Array(repeating: Figures(), count: rules)
        self.lexicons = Array(repeating: 0, count: lexicons)
    }

    /// Counts proposals, and those of them that stand.
    func count(_ proposals: [Proposal], standing: [Int]) {
        for proposal in proposals { rules[proposal.rule].proposed += 1 }
        for index in standing { rules[proposals[index].rule].won += 1 }
    }
}
