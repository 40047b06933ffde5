extension RuleCompiler {
    /// The types that the linker makes something of: a fact, what governs the clauses around, and the columns of a table.
    package static let linkTypes = ["fact", "scope", "table_head"]

    /// What a link needs for a fact to come of it, and what makes no link.
    func checkLink(_ rule: RuleDeclaration, _ scope: PatternScope) {
        guard lints else { return }
        let type = rule.type.name
        guard rule.isLink else {
            if Self.linkTypes.contains(type) {
                report(
                    .doubtful, rule.type.place, "a `rule` makes a mention of type `\(type)`, which takes its words from others; the linker reads links only",
                    suggestion: "write: link \(rule.name.name) -> \(type)")
            }
            if let within = rule.within { report(.ineffective, within.place, "`within` says nothing of a `rule`: only links have a reach", suggestion: "take it out") }
            return
        }
        guard Self.linkTypes.contains(type) else {
            report(
                .ineffective, rule.type.place, "nothing comes of a link of type `\(type)`",
                suggestion: Suggestion.text(type, among: Self.linkTypes) ?? "the linker reads the types \(Self.linkTypes.joined(separator: ", ")); what makes mentions is a `rule`")
            return
        }
        guard type == "fact" else { return }
        let quantity = Rule.quantityCapture
        guard let capture = scope.captures.first(where: { $0.name == quantity }) else {
            report(.ineffective, rule.name.place, "link `\(rule.name.name)` has no capture `\(quantity)`, so no fact comes of it", suggestion: "name what is measured: \(quantity)=quantity")
            return
        }
        let isMention = capture.contents.contains { content in
            switch content {
            case .type, .unknown: true
            default: false
            }
        }
        if !isMention {
            report(
                .ineffective, capture.place, "capture `\(quantity)` takes no mention, so no fact comes of link `\(rule.name.name)`",
                suggestion: "let it take a mention of an earlier stage: \(quantity)=quantity")
        }
    }
}
