import BaoShu
import BaoShuMatching
import BaoShuModel
import BaoShuRules
import TestSupport
import Testing

/// Reads texts by the project's own rules.
struct DateReader {
    /// With their inline tests.
    static let rules: Result<RuleSet, RuleSetError> = Result { () throws(RuleSetError) in
        let folder = Repository.path("Rules")
        return try RuleSet(files: RuleFolder.read(folder), name: folder, tests: true)
    }

    private let matcher: Matcher

    init() throws { matcher = Matcher(program: try Self.rules.get().program) }

    /// `words → value` of every date, time, length of time and recurring time, with `mod` behind `~`.
    ///
    /// - Parameter last: the name of the last stage to run; all where nil.
    func read(_ text: String, on day: String? = nil, through last: String? = nil) -> [String] {
        let units = Array(text.utf16)
        let stages = last.flatMap { matcher.program.stageIndex($0) }.map { 0..<($0 + 1) }
        let result = matcher.match(units, context: MatchContext(date: day), stages: stages)
        return matcher.mentions(of: result).filter { ["date", "time", "duration", "set"].contains($0.type) }.map { mention in
            let value = mention.text("value") ?? [mention.text("low"), mention.text("high")].compactMap { $0 }.joined(separator: "..")
            let mod = mention.text("mod").map { "~\($0)" } ?? ""
            return "\(String(decoding: units[mention.span.indices], as: UTF16.self)) → \(value)\(mod)"
        }
    }
}
