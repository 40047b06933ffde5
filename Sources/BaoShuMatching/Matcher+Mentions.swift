import BaoShuRules

extension Matcher {
    /// What a proposal that won says: its fields and its parts.
    func mention(of proposal: Proposal) -> StageMention {
        evaluator.captures = proposal.captures
        return StageMention(rule: proposal.rule, type: runs[proposal.rule].type, start: proposal.start, end: proposal.end, content: evaluator.content(of: proposal.rule))
    }
}
