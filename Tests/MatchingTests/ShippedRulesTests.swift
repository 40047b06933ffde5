import BaoShu
import BaoShuMatching
import BaoShuModel
import BaoShuRules
import BaoShuText
import Foundation
import TestSupport
import Testing

/// The matcher against the reference matcher, by the shipped rules on the corpus: in every stage that has no `link` rules, of which the reference
/// knows nothing.
struct ShippedRulesTests {
    private static let rules: Result<RuleSet, RuleSetError> = Result { () throws(RuleSetError) in try RuleSet(folder: Repository.path("Rules")) }

    /// Some lines of the pages and the beginnings of the gold articles; all of them where `BAOSHU_REFERENCE_WHOLE` is set, which takes minutes.
    private static func texts() throws -> [(name: String, text: [UInt16])] {
        let isWhole = !(ProcessInfo.processInfo.environment["BAOSHU_REFERENCE_WHOLE"] ?? "").isEmpty
        let (step, taken, letters) = isWhole ? (10, 10, Int.max) : (120, 2, 60)
        var texts: [(String, [UInt16])] = []
        for page in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/pages")).sorted() {
            let lines = try Repository.text("Corpus/pages/" + page).split(separator: "\n")
            for start in stride(from: 0, to: lines.count, by: step) {
                texts.append(("\(page):\(start + 1)", Array(lines[start..<min(start + taken, lines.count)].joined(separator: "\n").utf16)))
            }
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/gold/articles")).sorted() {
            for line in try Repository.text("Corpus/gold/articles/" + file).split(separator: "\n") {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                texts.append(("\(object?["id"] ?? file)", Array((object?["text"] as? String ?? "").prefix(letters).utf16)))
            }
        }
        return texts
    }

    @Test func sameMentions() throws {
        let program = try Self.rules.get().program
        let first = program.stageIndex("layout").map { $0 + 1 } ?? 0
        let end = program.stages.indices.first { stage in program.stages[stage].rules.contains { program.rules[$0].isLink } } ?? program.stages.count
        let matcher = Matcher(program: program), reference = ReferenceMatcher(program: program)
        var mentions = 0
        for (name, text) in try Self.texts() {
            let context = MatchContext(date: "2024-05-30", blocks: [Block(role: .body, span: TextSpan(0, text.count))])
            let fast = matcher.match(text, context: context, stages: first..<end)
            let slow = try reference.match(text, context: context, stages: first..<end)
            let (a, b) = (ReferenceTests.described(fast, program), ReferenceTests.described(slow, program))
            #expect(a == b, "\(name)")
            mentions += fast.mentions.count
        }
        #expect(mentions > 200)
    }
}
