import BaoShu
import BaoShuMatching
import BaoShuModel
import BaoShuRules
import TestSupport
import Testing

/// The project's own rules, compiled once, and what they say of a text about time.
enum DateReader {
    static let rules: Result<RuleSet, RuleSetError> = Result { () throws(RuleSetError) in try RuleSet(folder: Repository.path("Rules")) }

    /// `words → value` of every date, time, length of time and recurring time, with `mod` behind `~`.
    static func read(_ text: String, on day: String? = nil) throws -> [String] {
        let matcher = Matcher(program: try rules.get().program)
        return mentions(matcher, text, on: day).map { mention in
            let value = mention.text("value") ?? [mention.text("low"), mention.text("high")].compactMap { $0 }.joined(separator: "..")
            let mod = mention.text("mod").map { "~\($0)" } ?? ""
            return "\(words(mention, text)) → \(value)\(mod)"
        }
    }

    static func mentions(_ matcher: Matcher, _ text: String, on day: String?) -> [Mention] {
        let units = Array(text.utf16)
        let result = matcher.match(units, context: MatchContext(date: day))
        return matcher.mentions(of: result).filter { ["date", "time", "duration", "set"].contains($0.type) }
    }

    static func words(_ mention: Mention, _ text: String) -> String {
        String(decoding: Array(text.utf16)[mention.span.indices], as: UTF16.self)
    }
}
