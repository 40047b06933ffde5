import BaoShuMatching
import BaoShuRules
import BaoShuText

/// Writes explanations for people.
package enum ExplanationRendering {
    /// A mention with its captures and what each `set` made of them.
    ///
    /// - Parameter offset: The mention's start and end as the reader counts them.
    package static func render(_ mention: ExplainedMention, offsets: (Int, Int)) -> String {
        var result = "\(mention.type) \(quote(mention.words)) at \(offsets.0)–\(offsets.1) by \(mention.rule) (\(shown(mention.place)))\n"
        if let absence = mention.absence { result += "  not in the output: \(absence)\n" }
        if mention.match != mention.words { result += "  match    \(quote(mention.match))\n" }
        for capture in mention.captures {
            let fields = capture.fields.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            result += "  capture  \(capture.name) \(quote(capture.words))\(fields.isEmpty ? "" : "  \(fields)")\n"
        }
        for set in mention.sets {
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
