import BaoShuText
import Foundation
import Testing

@testable import BaoShuMeasuring

@Suite struct GoldReaderTests {
    let page = "青岛和青岛\n市财\n\n政出资2亿元，青岛\n"

    private func read(_ mentions: String, facts: String? = nil) throws -> GoldText {
        try GoldReader.page(
            name: "a", path: "pages/a.txt", text: Array(page.utf16), mentions: mentions, mentionsPath: "gold/a.mentions.jsonl", facts: facts,
            factsPath: "gold/a.facts.jsonl")
    }

    @Test func mentionsOfAPage() throws {
        let gold = try read(
            #"""
            {"line": 1, "text": "青岛", "nth": 2, "type": "place"}

            {"line": 2, "text": "市财\n\n政", "type": "organization"}
            {"line": 4, "text": "2亿元", "nth": 1, "type": "quantity", "value": "200000000", "unit": {"code": "CNY", "system": "iso4217"}, "mod": "approx"}
            """#, facts: #"{"line": 4, "indicator": "出资", "value": "200000000", "unit": "CNY", "target": true}"#)
        #expect(gold.mentions.map(\.span) == [TextSpan(3, 5), TextSpan(6, 11), TextSpan(13, 16)])
        #expect(gold.mentions.map { String(decoding: gold.text[$0.span.indices], as: UTF16.self) } == ["青岛", "市财\n\n政", "2亿元"])
        #expect(gold.mentions[2].value == StatedValue(value: "200000000", unit: "CNY", mod: "approx"))
        #expect(gold.facts == [GoldFact(line: 4, value: StatedValue(value: "200000000", unit: "CNY"), indicator: "出资", target: true)])
    }

    @Test(arguments: [
        (#"{"line": 1, "text": "青岛", "nth": 3, "type": "place"}"#, "gold/a.mentions.jsonl:1: line 1 of pages/a.txt does not have 青岛 3 times"),
        (#"{"line": 99, "text": "青岛", "type": "place"}"#, "gold/a.mentions.jsonl:1: line 99 of pages/a.txt does not have 青岛 1 times"),
        ("\n{\"line\": 1, \"text\": \"青岛\"}", "gold/a.mentions.jsonl:2: the field `type` is missing"),
        (#"{"text": "青岛", "type": "place"}"#, "gold/a.mentions.jsonl:1: a mention needs `line` and `text`"),
        (#"{"line": "1", "text": "青岛", "type": "place"}"#, "gold/a.mentions.jsonl:1: the field `line` has the wrong type"),
        ("{", "gold/a.mentions.jsonl:1: the line is not JSON"),
    ])
    func errors(mentions: String, message: String) {
        #expect { try read(mentions) } throws: { ($0 as? GoldError)?.description == message }
    }

    @Test func documents() throws {
        let gold = try GoldReader.documents(
            #"""
            {"id":"x","text":"𠮷野有3人","date":"2024-05-30","mentions":[{"start":3,"end":5,"type":"quantity","value":"3","unit":"人"}]}
            {"id":"y","text":"无","mentions":[]}
            """#, path: "m.jsonl")
        #expect(gold.map(\.name) == ["x", "y"])
        #expect(gold.map(\.firstLine) == [1, 2])
        #expect(gold[0].date == "2024-05-30")
        #expect(gold[0].mentions.map(\.span) == [TextSpan(4, 6)])
        #expect {
            try GoldReader.documents(#"{"id":"x","text":"三","mentions":[{"start":0,"end":2,"type":"number"}]}"#, path: "m.jsonl")
        } throws: { "\($0)" == "m.jsonl:1: a mention of x needs `start` < `end` within its 1 characters" }
    }

    @Test func files() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("baoshu-gold-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for folder in ["gold", "pages"] {
            try FileManager.default.createDirectory(at: root.appendingPathComponent(folder), withIntermediateDirectories: true)
        }
        try Data(page.utf8).write(to: root.appendingPathComponent("pages/a.txt"))
        let line = #"{"line": 1, "text": "青岛", "nth": 2, "type": "place"}"#
        try Data(line.utf8).write(to: root.appendingPathComponent("gold/a.mentions.jsonl"))
        let gold = try GoldReader.read(at: root.appendingPathComponent("gold").path)
        #expect(gold.map(\.name) == ["a"])
        #expect(gold[0].mentions.map(\.span) == [TextSpan(3, 5)])
        #expect(gold[0].facts == nil)
        try FileManager.default.removeItem(at: root.appendingPathComponent("pages/a.txt"))
        #expect(throws: GoldError.self) { try GoldReader.read(at: root.appendingPathComponent("gold").path) }
        #expect(throws: GoldError.self) { try GoldReader.read(at: root.appendingPathComponent("none").path) }
        #expect(throws: GoldError.self) { try GoldReader.read(at: root.appendingPathComponent("pages").path) }
    }
}
