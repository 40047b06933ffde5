import BaoShuRules

extension Matcher {
    /// What a proposal that won says: its fields and its parts.
    func mention(of proposal: Proposal) -> StageMention {
        let rule = runs[proposal.rule]
        let evaluator = evaluator(proposal.captures)
        var fields: [(name: String, value: RuleValue)] = []
        for (name, expression) in rule.sets {
            let value = evaluator.evaluate(expression)
            if !value.isAbsent, !fields.contains(where: { $0.name == name }) { fields.append((name, value)) }
        }
        var parts: [StagePart] = []
        for part in rule.parts {
            guard let first = proposal.captures.first(part.first), let last = proposal.captures.last(part.last) else { continue }
            var values: [(name: String, value: RuleValue)] = []
            for (name, expression) in part.fields {
                let value = evaluator.evaluate(expression)
                if !value.isAbsent { values.append((name, value)) }
            }
            if part.fields.isEmpty, let numeral = evaluator.numeral(in: first) {
                for name in ["value", "low", "high"] {
                    let value = Evaluator.field(name, of: numeral)
                    if !value.isAbsent { values.append((name, value)) }
                }
            }
            parts.append(StagePart(name: part.name, start: first.start, end: last.end, fields: values))
        }
        return StageMention(rule: proposal.rule, type: rule.type, start: proposal.start, end: proposal.end, fields: fields, parts: parts)
    }
}
