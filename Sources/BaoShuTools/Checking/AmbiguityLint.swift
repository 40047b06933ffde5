import BaoShuMatching
import BaoShuModel
import BaoShuRules

/// Finds rules that match the same words with nothing to decide between them, by a text that shows it.
///
/// What two patterns have in common cannot be decided in general; the texts tried are those of the inline tests and samples written
/// from every rule's pattern. So a warning is always right, and its absence proves nothing.
enum AmbiguityLint {
    static func run(_ program: RuleProgram) -> [Diagnostic] {
        var texts: [[UInt16]] = program.tests.map { program.fold.fold($0.text) }
        var samples = PatternSamples(program: program)
        for rule in program.rules where !rule.isLink { texts += samples.samples(of: rule, count: 12) }
        var result: [Diagnostic] = []
        var seen: Set<[Int]> = []
        let explainer = Explainer(program: program)
        for stages in [program.layoutStages, program.articleStages] where !stages.isEmpty {
            for text in texts {
                explainer.run(text, context: MatchContext(), stages: stages)
                for pair in explainer.ambiguities() where seen.insert([pair.winner, pair.loser].sorted()).inserted {
                    let (first, second) = (program.rules[min(pair.winner, pair.loser)], program.rules[max(pair.winner, pair.loser)])
                    result.append(
                        Diagnostic(
                            .ambiguous, second.place, "rules `\(first.name)` and `\(second.name)` match the same words: \"\(pair.words.replacing("\n", with: "\\n"))\"",
                            other: .init(place: first.place, message: "the other rule"), suggestion: "let one stand over the other, or tell them apart by a guard, `where` or `prefer`"))
                }
            }
        }
        return result
    }
}
