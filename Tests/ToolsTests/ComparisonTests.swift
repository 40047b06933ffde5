import BaoShuTools
import Testing

/// What `diff` sees between two outputs.
@Suite struct ComparisonTests {
    private static func line(_ id: String = "a", _ text: String = "甲乙丙丁", mentions: String = "", facts: String = "", blocks: String = "", rules: String = "1", format: String = "text") -> String {
        #"{"schema":"baoshu/1","id":"\#(id)","offsets":"codepoint","source":{"name":"s","format":"\#(format)","encoding":"UTF-8"},"text":"\#(text)","blocks":[\#(blocks)],"mentions":[\#(mentions)],"facts":[\#(facts)],"generator":{"rules":"\#(rules)"},"diagnostics":[]}"#
    }

    private static func mention(_ start: Int, _ end: Int, type: String = "t", value: String = "1", rule: String = "r", id: Int = 1, source: Int? = nil) -> String {
        #"{"id":"m\#(id)","type":"\#(type)","start":\#(start),"end":\#(end),"text":"x","source":[[\#(source ?? start),\#((source ?? start) + end - start)]],"value":"\#(value)","rule":"\#(rule)"}"#
    }

    private static func fact(_ indicator: String, rule: String = "f") -> String { #"{"id":"f1","quantity":"m1","value":"1","indicator":{"text":"\#(indicator)"},"rule":"\#(rule)"}"# }
    private static func block(_ role: String) -> String { #"{"role":"\#(role)","start":0,"end":4,"source":[[0,4]]}"# }

    struct Case: Sendable, CustomTestStringConvertible {
        var before: String
        var after: String
        var changes: [String]
        var testDescription: String { changes.joined(separator: "; ") }
    }

    static let cases = [
        Case(before: line(rules: "1"), after: line(rules: "2"), changes: []),
        Case(before: line(), after: line(mentions: mention(1, 2)), changes: ["added r 甲⟦乙⟧丙丁: t, value 1"]),
        Case(before: line(mentions: mention(1, 2)), after: line(), changes: ["removed r 甲⟦乙⟧丙丁: t, value 1"]),
        Case(before: line(mentions: mention(1, 2)), after: line(mentions: mention(1, 2, value: "2")), changes: ["changed r 甲⟦乙⟧丙丁: t, value 1 → t, value 2"]),
        Case(before: line(mentions: mention(1, 2)), after: line(mentions: mention(1, 3)), changes: [#"moved r 甲⟦乙丙⟧丁: from "乙""#]),
        Case(before: line(mentions: mention(1, 2)), after: line(mentions: mention(1, 3, type: "u", rule: "s")), changes: [#"moved s 甲⟦乙丙⟧丁: from "乙", t, value 1 → u, value 1 (was by r)"#]),
        Case(before: line(mentions: mention(1, 2)), after: line(mentions: mention(1, 2, rule: "s")), changes: []),
        Case(before: line(mentions: mention(1, 2)), after: line(mentions: mention(1, 2), facts: fact("丙")), changes: ["fact added f 甲⟦乙⟧丙丁: indicator 丙, value 1"]),
        Case(before: line(mentions: mention(1, 2), facts: fact("丙")), after: line(mentions: mention(1, 2)), changes: ["fact removed f 甲⟦乙⟧丙丁: indicator 丙, value 1"]),
        Case(
            before: line(mentions: mention(1, 2), facts: fact("丙")), after: line(mentions: mention(1, 2), facts: fact("丁", rule: "g")),
            changes: ["fact changed g 甲⟦乙⟧丙丁: indicator 丙, value 1 → indicator 丁, value 1 (was by f)"]),
        Case(before: line(blocks: block("body")), after: line(blocks: block("byline")), changes: ["block changed layout ⟦甲乙丙丁⟧: body → byline"]),
        // An article that is cut in another way: its mentions stand where they stood on the page.
        Case(
            before: line("p#1", "甲乙丙丁", mentions: mention(2, 3), format: "page"),
            after: line("p#1", "甲", format: "page") + "\n" + line("p#2", "乙丙丁", mentions: mention(1, 2, source: 2), format: "page"), changes: []),
        // Another order of the documents is no change.
        Case(before: line("a", mentions: mention(0, 1)) + "\n" + line("b"), after: line("b") + "\n" + line("a", mentions: mention(0, 1)), changes: []),
    ]

    @Test(arguments: cases) func changes(_ item: Case) throws {
        let comparison = try OutputComparison(before: Array(item.before.utf8), after: Array(item.after.utf8))
        #expect(comparison.changes.map { "\($0.kind.rawValue) \($0.rule) \($0.context): \($0.detail)" } == item.changes)
        #expect(comparison.isEmpty == item.changes.isEmpty)
    }

    @Test func documentsOfOneSide() throws {
        let comparison = try OutputComparison(before: Array(Self.line("a").utf8), after: Array((Self.line("a") + "\n" + Self.line("b")).utf8))
        #expect(comparison.unpaired == ["b"] && comparison.documents == 1 && !comparison.isEmpty)
    }

    @Test func noOutput() { #expect(throws: OutputError.self) { try OutputComparison(before: Array("{}\n".utf8), after: []) } }
}
