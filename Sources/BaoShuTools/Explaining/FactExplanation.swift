import BaoShuLinking
import BaoShuMatching
import BaoShuModel
import BaoShuText

/// Says where the parts of a fact come from: from the link that states it, or carried on from words before.
package struct FactExplanation {
    package struct ExplainedFact: Sendable {
        package var rule: String
        /// The quantity's span in the document's text.
        package var quantity: TextSpan
        package var words: String
        /// `indicator`, `subject`, `time` and `share_of` with the words and where they come from; then the other fields.
        package var parts: [(name: String, words: String, origin: String)]
    }

    private let document: AnnotatedDocument
    private let links: [LinkMatch]

    /// - Parameters:
    ///   - document: With its blocks and its day; its mentions and facts are made anew.
    package init(_ document: AnnotatedDocument, _ explainer: Explainer) {
        var document = document
        document.mentions = explainer.outputMentions()
        links = explainer.linkMatches
        Linker.link(links, in: &document, words: explainer.linkWords)
        self.document = document
    }

    /// The facts in the order of their quantities; those that touch `offset` only (UTF-16), where one is given: their quantity, or
    /// the match of their link.
    package func facts(at offset: Int? = nil) -> [ExplainedFact] {
        document.facts.compactMap { fact in
            let quantity = document.mentions[fact.quantity].span
            let own = link(of: fact)
            if let offset, !quantity.contains(UTF16Offset(offset)), !(own?.span.contains(UTF16Offset(offset)) ?? false) { return nil }
            var parts: [(name: String, words: String, origin: String)] = []
            func add(_ name: String, _ role: Fact.Role?) {
                guard let role, let span = role.span ?? role.mention.map({ document.mentions[$0].span }) else { return }
                parts.append((name, (role.value.map { "\($0) " } ?? "") + "\"\(document.words(of: role) ?? "")\"", origin(name, span, own)))
            }
            add("indicator", fact.indicator)
            add("subject", fact.subject)
            add("time", fact.time)
            add("share_of", fact.shareOf)
            for field in fact.fields { parts.append((field.name, Self.shown(field.value), "")) }
            return ExplainedFact(rule: fact.rule, quantity: quantity, words: document.string(at: quantity), parts: parts)
        }
    }

    /// Why no fact came of links of a rule that stand at a place; nil where one did, or where there is no such link.
    package func absence(rule: String, at offset: Int?) -> String? {
        let made = links.filter { $0.rule == rule && $0.type == "fact" && (offset == nil || $0.span.contains(UTF16Offset(offset ?? 0))) }
        guard let link = made.first, !facts(at: offset).contains(where: { $0.rule == rule }) else { return nil }
        if let start = link.quantities.first?.lowerBound, document.blocks.contains(where: { [.tableRow, .tableHeader].contains($0.role) && $0.span.contains(start) }) {
            return "no fact came of it: it stands in a table, whose facts are read by rows and columns"
        }
        if !link.quantities.contains(where: { document.mention(at: $0) != nil }) { return "no fact came of it: its quantity is no mention of the output" }
        if link.words("indicator") == nil { return "no fact came of it: it states no indicator, and none is carried on to it" }
        return "no fact came of it"
    }

    private func link(of fact: Fact) -> LinkMatch? {
        let quantity = document.mentions[fact.quantity].span
        return links.first { $0.rule == fact.rule && $0.quantities.contains(quantity) }
    }

    private func origin(_ name: String, _ span: TextSpan, _ own: LinkMatch?) -> String {
        guard let own else { return "by its row and column of the table" }
        func states(_ link: LinkMatch) -> Bool {
            link.fields.contains { field in
                switch field.value {
                case .words(let words): words == span
                case .list(let list): list.contains(span)
                default: false
                }
            }
        }
        // Of what is measured whose it is may have been taken off.
        let isRest = name == "indicator" && own.words(name).map { $0.lowerBound < span.lowerBound && $0.upperBound == span.upperBound } ?? false
        if isRest || states(own) { return "stated" }
        let start = own.quantities.first?.lowerBound ?? own.span.lowerBound
        let others = links.filter { $0.rule != own.rule || $0.span != own.span }.filter(states)
        if let before = others.last(where: { $0.span.lowerBound <= start }) ?? others.first {
            return "carried on from `\(before.rule)` over \"\(document.string(at: before.span))\""
        }
        return name == "subject" ? "the article's: the first name of its headlines or its text" : "carried on"
    }

    private static func shown(_ value: FieldValue) -> String {
        switch value {
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .unit(let unit): unit.code
        case .list(let values): values.map(shown).joined(separator: ",")
        case .object(let fields): fields.map { "\($0.name) \(shown($0.value))" }.joined(separator: ", ")
        case .words: ""
        }
    }
}
