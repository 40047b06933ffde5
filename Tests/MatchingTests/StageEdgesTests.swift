@testable import BaoShuMatching
import BaoShu
import BaoShuModel
import BaoShuRules
import BaoShuText
import Foundation
import TestSupport
import Testing

/// The words that the stages of the shipped rules get, and those that are left out.
struct StageEdgesTests {
    private static let rules: Result<RuleSet, RuleSetError> = Result { () throws(RuleSetError) in try RuleSet(folder: Repository.path("Rules")) }

    /// The words of a lexicon that a stage gets.
    private static func words(_ lexicon: String, in text: String, stage: String, keepsAll: Bool) throws -> [String] {
        let program = try rules.get().program
        let matcher = Matcher(program: program)
        let units = Array(text.utf16)
        matcher.begin(units, context: MatchContext())
        matcher.lattice.setEdges(mentions: matcher.mentionEdges([]), stages: matcher.stagesOfEdges, program: program, stage: try #require(program.stageIndex(stage)), keepsAll: keepsAll)
        return matcher.lattice.edges.compactMap { edge in
            guard let entry = edge.entry, program.lexicons[Int(program.entryLexicons[entry])].name == lexicon else { return nil }
            return String(decoding: units[Int(edge.start)..<Int(edge.end)], as: UTF16.self)
        }
    }

    @Test(arguments: [
        (text: "三个人，个人", lexicon: "measure", stage: "value", all: ["个", "人", "个", "人"], kept: ["个"]),
        (text: "5人次，人次", lexicon: "measure", stage: "value", all: ["人次", "人", "次", "人次", "人", "次"], kept: ["人次", "人"]),
        (text: "三点十分，十分", lexicon: "minute_number", stage: "date", all: ["三", "十", "十"], kept: ["十"]),
        (text: "每千克5元，千克", lexicon: "denominator", stage: "value", all: ["千克", "克", "千克", "克"], kept: ["千克"]),
    ])
    func wordsThatNothingPrecedesAreLeftOut(_ row: (text: String, lexicon: String, stage: String, all: [String], kept: [String])) throws {
        #expect(try Self.words(row.lexicon, in: row.text, stage: row.stage, keepsAll: true) == row.all)
        #expect(try Self.words(row.lexicon, in: row.text, stage: row.stage, keepsAll: false) == row.kept)
    }

    /// What is found does not depend on the words that are left out: explaining keeps them all.
    @Test func theSameIsFoundWithAllWords() throws {
        let program = try Self.rules.get().program
        let matcher = Matcher(program: program)
        var count = 0
        for file in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/gold/articles")).sorted() {
            for line in try Repository.text("Corpus/gold/articles/" + file).split(separator: "\n").prefix(8) {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                let text = Array((object?["text"] as? String ?? "").utf16)
                let context = MatchContext(date: "2024-05-30", blocks: [Block(role: .body, span: TextSpan(0, text.count))])
                matcher.traces = nil
                let few = matcher.match(text, context: context)
                matcher.traces = []
                let all = matcher.match(text, context: context)
                #expect(ReferenceTests.described(few, program) == ReferenceTests.described(all, program))
                #expect(few.links.map { "\($0.rule) \($0.span)" } == all.links.map { "\($0.rule) \($0.span)" })
                count += few.mentions.count
            }
        }
        #expect(count > 60)
    }
}
