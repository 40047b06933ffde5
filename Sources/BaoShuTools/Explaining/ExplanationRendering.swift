import BaoShuMatching
import BaoShuRules
import BaoShuText

/// Writes explanations for people.
package enum ExplanationRendering {
    /// A mention with its captures and what each `set` made of them.
    ///
    /// - Parameters:
    ///   - offsets: The mention's start and end as the reader counts them.
    ///   - nameOffsets: The same of the words that named it, for a name found again.
    package static func render(_ mention: ExplainedMention, offsets: (Int, Int), nameOffsets: (Int, Int)? = nil) -> String {
        var result = "\(mention.type) \(quote(mention.words)) at \(offsets.0)–\(offsets.1) by \(mention.rule) (\(shown(mention.place)))\n"
        if let absence = mention.absence { result += "  not in the output: \(absence)\n" }
        if let name = mention.namedBy { result += "  found again by the name: the rule matched \(quote(name.words)) first\(nameOffsets.map { " at \($0.0)–\($0.1)" } ?? "")\n" }
        if mention.match != mention.words { result += "  match    \(quote(mention.match))\n" }
        return result + steps(mention.captures, mention.sets)
    }

    /// A link with its captures and what each `set` made of them.
    package static func render(_ link: ExplainedLink, offsets: (Int, Int)) -> String {
        "link \(quote(link.words)) at \(offsets.0)–\(offsets.1) by \(link.rule) (\(shown(link.place)))\n" + steps(link.captures, link.sets)
    }

    /// A fact with where its parts come from.
    package static func render(_ fact: FactExplanation.ExplainedFact, offsets: (Int, Int)) -> String {
        var result = "fact of \(quote(fact.words)) at \(offsets.0)–\(offsets.1) by \(fact.rule)\n"
        for part in fact.parts { result += "  \(part.name) \(part.words)\(part.origin.isEmpty ? "" : "  \(part.origin)")\n" }
        return result
    }

    private static func steps(
        _ captures: [(name: String, words: String, fields: [(name: String, value: String)])], _ sets: [(field: String, value: String, expression: String, place: SourcePlace)]
    ) -> String {
        var result = ""
        for capture in captures {
            let fields = capture.fields.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            result += "  capture  \(capture.name) \(quote(capture.words))\(fields.isEmpty ? "" : "  \(fields)")\n"
        }
        for set in sets {
            result += "  set      \(set.field) = \(set.expression)\(set.expression == set.value ? "" : " → \(set.value)")  (line \(set.place.line))\n"
        }
        return result
    }

    package static func render(_ why: WhyNot) -> String {
        var result = "\(why.rule) (\(shown(why.rulePlace))): \(why.message)\n"
        for note in why.notes { result += "  \(note)\n" }
        if let place = why.place { result += "  see \(shown(place))\n" }
        return result
    }

    private static func shown(_ place: SourcePlace) -> String { "\(place.file):\(place.line)" }
    private static func quote(_ text: String) -> String { "\"\(text.replacing("\n", with: "\\n"))\"" }
}
