import BaoShuMatching
import BaoShuRules
import TestSupport
import Testing

/// Texts that no paper printed.
struct StrangeTextTests {
    private func program(_ rules: String) throws -> RuleProgram {
        let compiled = RuleCompiler.compile(RuleFiles(["r.rules": Array(rules.utf8)]), lints: false)
        return try #require(compiled.program, "\(compiled.diagnostics)")
    }

    private static let num = "number num {\n  point \".\";\n}\n\ntype t {\n  value: text\n}\n\n"

    /// Numbers and pairs of two kinds, which are found one kind after the other.
    @Test func timeGrowsWithTheTextAlone() throws {
        let program = try program(Self.num + "rule r -> t\n  match balanced(\"《\", \"》\") balanced(\"“\", \"”\") num \"。\"\n")
        let matcher = Matcher(program: program)
        let growth = ProcessorTime.growth(from: 1500) {
            Array(String(repeating: "《1》“2”", count: $0).utf16)
        } _: { text in
            #expect(matcher.match(text, context: MatchContext()).mentions.isEmpty)
        }
        #expect(growth < ProcessorTime.linear)
    }

    /// Counts from the text that lead out of every calendar.
    @Test(arguments: [
        "that(year, n.value)", "this(year, n.value)", "same(n.value)", "inside(that(year, 0), week, n.value)", "inside(that(month, 0), week, n.value)",
        "inside(year(2008), first, n.value, day)", "inside(year(2008), last, n.value, day)", "same_of(n.value)", "that(century, n.value)", "clock(n.value)",
    ])
    func countsOutOfTheCalendar(value: String) throws {
        let program = try program(
            Self.num + "rule d.year -> t\n  match y=num \"年\"\n  where y.digits == 4\n  set value = year(y.value)\n\nrule d.later -> t\n  match n=num \"后\"\n  set value = \(value)\n")
        let matcher = Matcher(program: program)
        for count in ["9223372036854775807", "9223372036854775806", "1152921504606846976", "922337203685477580", "10000000", "99999"] {
            for day in ["2024-05-30", "2024-XX-XX", nil] {
                let result = matcher.match(Array("2008年上台，\(count)后流亡".utf16), context: MatchContext(date: day))
                #expect(result.mentions.count == 2)
            }
        }
    }
}
