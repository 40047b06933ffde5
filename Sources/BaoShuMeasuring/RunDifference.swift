internal import Foundation

/// What changed between an earlier run and this one, item by item.
package struct RunDifference: Sendable {
    /// Items of the gold that are right now and were not, and claims that the gold does not have and that are gone.
    package var newlyRight: [Outcome] = []
    /// Items of the gold that were right and are not now, and new claims that the gold does not have.
    package var newlyWrong: [Outcome] = []

    /// - Complexity: O(*n*) in the outcomes of both
    package init(from earlier: [Outcome], to now: [Outcome]) {
        let before = Dictionary(earlier.map { ($0.key, $0) }) { first, _ in first }
        let after = Set(now.map(\.key))
        for outcome in now {
            switch (before[outcome.key]?.status, outcome.status) {
            case (.missing, .right), (.wrong, .right), (.extra, .right): newlyRight.append(outcome)
            case (.right, .missing), (.right, .wrong), (.right, .extra), (nil, .extra): newlyWrong.append(outcome)
            default: break
            }
        }
        // What the gold did not have then is compared in no other way.
        for outcome in earlier where outcome.status == .extra && !after.contains(outcome.key) { newlyRight.append(outcome) }
    }

    /// Reads the outcomes of a run that was saved as JSON (``EvaluationRendering/json(_:)``).
    package static func readOutcomes(at path: String) throws(GoldError) -> [Outcome] {
        struct Saved: Decodable { var outcomes: [Outcome] }
        guard let data = FileManager.default.contents(atPath: path) else { throw GoldError(path, 0, "the saved run cannot be read") }
        do {
            return try JSONDecoder().decode(Saved.self, from: data).outcomes
        } catch {
            throw GoldError(path, 1, "this is no saved run; one is written by eval --json")
        }
    }
}
