@testable import BaoShuMatching
import BaoShu
import BaoShuModel
import BaoShuText
import Foundation
import TestSupport
import Testing

/// Where the shipped `link` rules are looked for, against trying each of them at every place.
struct LinkStageTests {
    private static let rules: Result<RuleSet, RuleSetError> = Result { () throws(RuleSetError) in try RuleSet(folder: Repository.path("Rules")) }

    /// Paragraphs of the gold articles that have figures.
    private static func texts() throws -> [[UInt16]] {
        var texts: [[UInt16]] = []
        for file in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/gold/articles")).sorted() {
            for line in try Repository.text("Corpus/gold/articles/" + file).split(separator: "\n") {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                texts += (object?["text"] as? String ?? "").split(separator: "\n").filter { $0.contains(where: \.isNumber) }.prefix(2).map { Array($0.prefix(120).utf16) }
            }
        }
        return texts
    }

    private static func context(_ text: [UInt16], hasTables: Bool) -> MatchContext {
        var context = MatchContext(date: "2024-05-30", blocks: [Block(role: .body, span: TextSpan(0, text.count))])
        context.hasTables = hasTables
        return context
    }

    private struct Found: Hashable {
        var rule: String
        var start: Int
        var end: Int
    }

    @Test func everyPlaceIsFound() throws {
        let program = try Self.rules.get().program
        let stage = try #require(program.stageIndex("link"))
        let matcher = Matcher(program: program)
        var count = 0
        for text in try Self.texts() {
            matcher.traces = []
            _ = matcher.match(text, context: Self.context(text, hasTables: true))
            let links = matcher.traces?.last { $0.stage == stage }?.links ?? []
            let fast = Set(links.map { Found(rule: program.rules[$0.rule].name, start: $0.matchStart, end: $0.matchEnd) })
            var slow: Set<Found> = []
            for rule in program.stages[stage].rules where program.rules[rule].roles == nil {
                for place in text.indices {
                    guard let proposal = matcher.propose(rule, at: place) else { continue }
                    slow.insert(Found(rule: program.rules[rule].name, start: proposal.matchStart, end: proposal.matchEnd))
                }
            }
            #expect(fast == slow, "\(String(decoding: text, as: UTF16.self))")
            count += fast.count
        }
        #expect(count > 200)
    }

    /// Without tables, what helps to state facts is looked for only where there is one.
    @Test func factsComeFirst() throws {
        let program = try Self.rules.get().program
        let matcher = Matcher(program: program)
        var (with, without) = (0, 0)
        for text in try Self.texts() {
            func links(hasTables: Bool) -> [String] {
                matcher.match(text, context: Self.context(text, hasTables: hasTables)).links.filter { $0.type != LinkMatch.tableHeadType }.map { "\($0.rule) \($0.span) \($0.quantities)" }
            }
            let (first, whole) = (links(hasTables: false), links(hasTables: true))
            if whole.contains(where: { $0.hasPrefix("fact.") }) {
                #expect(first == whole)
                with += 1
            } else {
                #expect(first.isEmpty)
                without += 1
            }
        }
        #expect(with > 20 && without > 5)
    }
}
