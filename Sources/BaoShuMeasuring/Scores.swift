/// The figures of an evaluation, counted from its outcomes.
package struct Scores: Sendable, Hashable {
    /// One row of figures.
    package struct Row: Sendable, Hashable {
        package var name: String
        package var tally: Tally
    }

    /// A type by its spans, and by spans and values where it has values.
    package struct TypeRow: Sendable, Hashable {
        package var name: String
        package var spans: Tally
        package var values: Tally?
    }

    package var texts: Int
    /// All types of a group together: numeric and temporal with their values, entities by their spans.
    package var groups: [Row] = []
    package var types: [TypeRow] = []
    /// What each rule's mentions and facts were worth: right ones are true positives, wrong and extra ones false positives.
    package var rules: [Row] = []
    /// Facts by value and indicator, and with every field; nil where no gold had facts.
    package var linkedFacts: Tally?
    package var facts: Tally?

    package init(_ evaluation: Evaluation) {
        texts = evaluation.texts
        linkedFacts = evaluation.linkedFacts
        var groups: [TypeGroup: Tally] = [:]
        var spans: [String: Tally] = [:]
        var values: [String: Tally] = [:]
        var rules: [String: Tally] = [:]
        var facts = Tally()
        for outcome in evaluation.outcomes {
            if let rule = outcome.rule {
                rules[rule, default: Tally()].count(rule: outcome.status)
            }
            guard outcome.type != "fact" else {
                facts.count(whole: outcome.status)
                continue
            }
            groups[TypeGroup(outcome.type), default: Tally()].count(whole: outcome.status)
            spans[outcome.type, default: Tally()].count(span: outcome.status)
            values[outcome.type, default: Tally()].count(whole: outcome.status)
        }
        if linkedFacts != nil { self.facts = facts }
        self.groups = TypeGroup.allCases.compactMap { group in groups[group].map { Row(name: group.rawValue, tally: $0) } }
        types = spans.keys.sorted().map {
            TypeRow(name: $0, spans: spans[$0] ?? Tally(), values: TypeGroup($0).hasValues ? values[$0] : nil)
        }
        self.rules = rules.keys.sorted().map { Row(name: $0, tally: rules[$0] ?? Tally()) }
    }
}

extension Tally {
    /// Counts what a rule made. It cannot be charged with what it did not make.
    fileprivate mutating func count(rule status: Outcome.Status) {
        if status == .right { truePositives += 1 } else { falsePositives += 1 }
    }
}
