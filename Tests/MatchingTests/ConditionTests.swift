@testable import BaoShuMatching
import BaoShuModel
import BaoShuRules
import Testing

/// Conditions as they are tested for every match, and as an explainer asks them.
struct ConditionTests {
    /// Whether a rule matches a text that is 甲 with words behind it where a condition over them holds.
    private static func matches(_ condition: String, _ text: String) throws -> (matched: Bool, explained: Bool) {
        let rules = """
            stages s
            stage s
            type t { a: text }
            lexicon w { code: text, size: decimal }
              丙   C  3
              丁   -  -
              丙丁 CD 12
            rule r -> t
              match   "甲" x={^ "丙丁。"}{0,6} w=<w>?
              after "^"
              before "$"
              where   \(condition)
              test    "^甲乙$" => "甲乙"
              reject  "乙"

            """
        let compiled = RuleCompiler.compile(RuleFiles(["r.rules": Array(rules.utf8)]))
        let program = try #require(compiled.program, "\(compiled.diagnostics)")
        let units = Array("^甲\(text)$".utf16)
        let matcher = Matcher(program: program)
        let matched = !matcher.match(units, context: MatchContext()).mentions.isEmpty
        let explained = try !ReferenceMatcher(program: program).match(units, context: MatchContext()).mentions.isEmpty
        return (matched, explained)
    }

    @Test(arguments: [
        // What is absent is neither true nor false, and counts as false.
        ("w.size > 5", "乙丙丁", true), ("w.size > 5", "乙丙", false), ("w.size > 5", "乙丁", false), ("w.size > 5", "乙", false),
        ("not w.size > 5", "乙丙", true), ("not w.size > 5", "乙丙丁", false), ("not (w.size in 1..5)", "乙丙丁", true), ("not (w.size in 1..5)", "乙丙", false),
        // In a chain it is decided there and then.
        ("not (w.size > 5 and w present)", "乙丁", true), ("not (w.size > 5 or w absent)", "乙丁", true), ("not (w.size > 5 or w absent)", "乙", false),
        ("w.size > 5 or w.code absent", "乙丁", true), ("w.size > 5 or w.code absent", "乙丙", false), ("w.size > 5 or w.code == C", "乙丙", true),
        ("not not (w.code == C or w.code == CD)", "乙丙丁", true), ("not (not (w.code == C) and not (w.code == CD))", "乙丙", true),
        ("(w.code == C or w.size == 12) and (w.size < 5 or x.length == 2)", "乙乙丙丁", true), ("(w.code == C or w.size == 12) and (w.size < 5 or x.length == 2)", "乙丙丁", false),
        ("if w.size > 5 then x.length == 1 else x.length == 2", "乙丙丁", true), ("if w.size > 5 then x.length == 1 else x.length == 2", "乙丁", false),
    ])
    func truth(_ row: (condition: String, text: String, holds: Bool)) throws {
        let (matched, explained) = try Self.matches(row.condition, row.text)
        #expect(matched == row.holds, "\(row)")
        #expect(explained == row.holds, "\(row)")
    }

    @Test(arguments: [
        ("x.text in (\"乙\", \"乙乙\", \"乙乙乙乙乙\")", "乙", true), ("x.text in (\"乙\", \"乙乙\", \"乙乙乙乙乙\")", "乙乙乙", false),
        ("x.text in (\"乙\", \"乙乙\", \"乙乙乙乙乙\")", "乙乙乙乙乙", true), ("x.text in (\"乙\", \"乙乙\", \"乙乙乙乙乙\")", "乙乙乙乙", false),
        ("x.text == \"乙乙乙乙\"", "乙乙乙乙", true), ("x.text == \"乙乙乙乙\"", "乙乙乙乙乙", false), ("x.text != \"乙\"", "乙", false), ("x.text != \"乙\"", "戊", true),
        // A character beyond the basic plane is two code units, marks are not Chinese.
        ("x.text in (\"𠮷乙\", \"ab\")", "𠮷乙", true), ("x.text in (\"𠮷乙\", \"ab\")", "ab", true), ("x.text in (\"“乙”\", \"…\")", "“乙”", true), ("x.text in (\"“乙”\", \"…\")", "乙”", false),
        // One character may be written in two ways.
        ("x.text == \"é\"", "e\u{301}", true), ("x.text == \"e\u{301}\"", "é", true), ("x.text in (\"が\", \"乙\")", "か\u{3099}", true), ("x.text in (\"か\u{3099}\", \"乙\")", "が", true),
        ("contains(x.text, \"乙戊\")", "己乙戊", true), ("contains(x.text, \"乙戊\")", "乙己戊", false), ("contains(x.text, \"乙戊己\")", "乙戊", false), ("contains(x, \"乙戊\")", "己乙戊", true),
        ("contains(\"乙戊\", x.text)", "戊", true),
    ])
    func texts(_ row: (condition: String, text: String, holds: Bool)) throws {
        let (matched, explained) = try Self.matches(row.condition, row.text)
        #expect(matched == row.holds, "\(row)")
        #expect(explained == row.holds, "\(row)")
    }
}
