import BaoShuTools
import TestSupport
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

    // MARK: As they are read

    /// Both ways of comparing, of which the one may leave it to the other.
    private static func compared(_ before: [String], _ after: [String]) throws -> (held: OutputComparison, inOrder: OutputComparison?) {
        let folder = try TemporaryFolder()
        let (old, new) = (Array(before.joined(separator: "\n").utf8), Array(after.joined(separator: "\n").utf8))
        return (try OutputComparison(before: old, after: new), OutputComparison.inOrder(try folder.file("before.jsonl", old), try folder.file("after.jsonl", new)))
    }

    private static func failure(_ id: String) -> String { #"{"schema":"baoshu/1","id":"\#(id)","error":{"code":"c","message":"m"}}"# }

    /// The order of the documents, and whether they can be compared as they are read.
    static let orders: [(before: [String], after: [String], isInOrder: Bool)] = [
        ([], [], true),
        ([line("a"), line("b")], [line("a"), "", line("b", mentions: mention(0, 1)), ""], true),
        // Texts of one side: in front, in the middle, at the end, and others in their place.
        ([line("b")], [line("a"), line("b")], true), ([line("a"), line("x"), line("b")], [line("a"), line("b")], true), ([line("a"), line("b")], [line("a")], true),
        ([line("a"), line("x"), line("b")], [line("a"), line("y"), line("z"), line("b")], true),
        // A record that failed, once in both and once in one.
        ([failure("a"), line("b")], [failure("a"), failure("b")], true),
        // Articles of a page, of which one more was cut out.
        ([line("p#1", format: "page"), line("q#1", format: "page")], [line("p#1", mentions: mention(0, 1), format: "page"), line("p#2", format: "page"), line("q#1", format: "page")], true),
        // Escapes in a name are read.
        ([line(#"a\"\\"#)], [line(#"a\"\\"#, mentions: mention(0, 1))], true),
        // Another order, and a text that comes again.
        ([line("a"), line("b")], [line("b"), line("a")], false), ([line("a"), line("b"), line("c")], [line("c"), line("a"), line("b")], false),
        ([line("a"), line("b"), line("a")], [line("a"), line("b")], false),
    ]

    @Test(arguments: orders.indices) func inOrder(_ number: Int) throws {
        let (before, after, isInOrder) = Self.orders[number]
        let (held, inOrder) = try Self.compared(before, after)
        #expect((inOrder != nil) == isInOrder)
        if let inOrder { #expect(inOrder.json() == held.json() && inOrder.rendered(limit: 5) == held.rendered(limit: 5)) }
    }

    /// Outputs that differ by chance: where they are compared as they are read, the same comes of it.
    @Test func bothWaysGiveTheSame() throws {
        var random = SeededGenerator(seed: 7)
        var readInOrder = 0
        for _ in 0..<60 {
            let texts = (0..<random.below(1500)).map { "t\($0)" }
            func output() -> [String] {
                var lines: [String] = []
                for text in texts where !random.chance(2) {
                    if random.chance(1) { lines.append(Self.line("own\(random.below(1 << 20))")) }
                    if random.chance(2) { lines.append(Self.failure(text)); continue }
                    let start = random.chance(90) ? 0 : random.below(3)
                    let mentions = Self.mention(start, start + 1)
                    guard random.chance(20) else { lines.append(Self.line(text, mentions: mentions, facts: random.chance(90) ? "" : Self.fact("丙"))); continue }
                    for article in 0...random.below(3) { lines.append(Self.line("\(text)#\(article + 1)", mentions: mentions, format: "page")) }
                }
                if random.chance(20), lines.count > 2 { lines.swapAt(random.below(lines.count), random.below(lines.count)) }
                return lines
            }
            let (held, inOrder) = try Self.compared(output(), output())
            guard let inOrder else { continue }
            readInOrder += 1
            #expect(inOrder.json() == held.json())
        }
        #expect((20..<60).contains(readInOrder))
    }

    /// What stands in only one output may be long, but not without end.
    @Test(arguments: [(900, true), (5000, false)]) func lookingAhead(_ count: Int, _ isInOrder: Bool) throws {
        let (before, own) = ((0..<50).map { Self.line("t\($0)") }, (0..<count).map { Self.line("own\($0)") })
        let (held, inOrder) = try Self.compared(before, own + before)
        #expect((inOrder?.json() == held.json()) == isInOrder)
        #expect(held.unpaired.count == count)
    }

    @Test func onlyFilesAreReadTwice() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("a.jsonl", Self.line())
        for other in [folder.path, folder.path + "/none", "/dev/null"] { #expect(OutputComparison.inOrder(path, other) == nil && OutputComparison.inOrder(other, path) == nil) }
        #expect(OutputComparison.inOrder(path, try folder.file("b.jsonl", Self.line() + "\n{}\n")) == nil)
    }

    @Test func noOutput() { #expect(throws: OutputError.self) { try OutputComparison(before: Array("{}\n".utf8), after: []) } }
}
