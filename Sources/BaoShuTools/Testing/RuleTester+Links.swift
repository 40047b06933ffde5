import BaoShuMatching
import BaoShuRules
import BaoShuText

extension RuleTester {
    /// A test of a link rule passes where a link that it makes has the words and the fields; words are those of its match or of a
    /// field, a field of words is compared as text, and `value`, `low`, `high` and `unit` are those of its first quantity's words.
    func linkFailure(of test: RuleTest, _ links: [LinkMatch], _ text: [UInt16]) -> String? {
        func words(_ span: TextSpan) -> String { String(decoding: text[span.indices], as: UTF16.self) }
        func shown(_ value: LinkMatch.Value) -> String {
            switch value {
            case .words(let span): words(span)
            case .text(let text): text
            case .flag(let flag): flag ? "true" : "false"
            case .list(let spans): spans.map(words).joined(separator: ",")
            case .texts(let texts): texts.joined(separator: ",")
            }
        }
        func described(_ link: LinkMatch) -> String { (["\"\(words(link.span))\""] + link.fields.map { "\($0.name) \(shown($0.value))" }).joined(separator: ", ") }
        if test.kind == .reject { return links.first.map { "expected no link, found \(described($0))" } }
        func problem(_ link: LinkMatch) -> String? {
            if let expected = test.mention, expected != words(link.span), !link.quantities.contains(where: { words($0) == expected }) {
                return "expected \"\(expected)\", found \(described(link))"
            }
            for field in test.fields {
                let value = link.fields.first { $0.name == field.name }.map { shown($0.value) } ?? "absent"
                if value != field.value { return "expected \(field.name) \(field.value), found \(value) on \"\(words(link.span))\"" }
            }
            return nil
        }
        let problems = links.map(problem)
        if problems.contains(nil) { return nil }
        return problems.compactMap { $0 }.first ?? "expected a link, found none of this rule"
    }
}
