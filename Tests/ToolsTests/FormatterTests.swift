import BaoShu
import BaoShuRules
import BaoShuTools
import TestSupport
import Testing

/// `rules fmt` on the shipped files and on small ones.
@Suite struct FormatterTests {
    static let shipped = (try? RuleFolder.read(Repository.path("Rules"))) ?? RuleFiles([:])
    static let paths = shipped.files.keys.filter { $0.hasSuffix(".rules") }.sorted()

    private func text(_ path: String) -> String { String(decoding: Self.shipped.files[path] ?? [], as: UTF8.self) }

    private func remarks(_ text: String) -> [Substring] {
        text.split(separator: "\n").compactMap { line in
            let trimmed = line.drop { $0 == " " }
            return trimmed.first == "#" ? trimmed : nil
        }
    }

    @Test func thereAreFiles() { #expect(Self.paths.count > 10) }

    @Test(arguments: paths) func secondTimeChangesNothing(_ path: String) throws {
        let once = try #require(RuleFormatter.format(text(path)))
        #expect(RuleFormatter.format(once) == once)
        #expect(remarks(once) == remarks(text(path)))
    }

    /// What is laid out anew, after all blanks were blown up, says the same: the same rules, and their tests pass.
    @Test func laidOutRulesAreTheSame() throws {
        var files = Self.shipped
        for path in Self.paths {
            // Blanks at the beginnings of clauses and before remarks may be anything.
            let shaken = text(path).split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.hasPrefix("  ") && !line.hasPrefix("   ") && !line.contains("#") ? "  " + line + "  " : String(line)
            }.joined(separator: "\n")
            files.files[path] = Array((RuleFormatter.format(shaken) ?? shaken).utf8)
        }
        let before = try #require(RuleCompiler.compile(Self.shipped, lints: false).program)
        let after = try #require(RuleCompiler.compile(files, lints: false).program)
        #expect(after.rules.map(\.name) == before.rules.map(\.name) && after.tests.count == before.tests.count && after.entries.count == before.entries.count)
        let (old, new) = (RuleTester(program: before).run(), RuleTester(program: after).run())
        #expect(new.failures.count == old.failures.count && new.passed == old.passed)
    }

    @Test(arguments: [
        ("rule r   ->  t\n    match  \"甲\"\n    set a = x ;   b = y\n", "rule r -> t\n  match   \"甲\"\n  set     a = x ; b = y\n"),
        ("lexicon w\n   甲    A\n   乙乙 B # bee\n", "lexicon w\n  甲 A\n  乙乙 B  # bee\n"),
        ("lexicon w { a: text }\n 甲    A\n 乙乙 B\n", "lexicon w { a: text }\n  甲    A\n  乙乙  B\n"),
        (
            "rule r -> t\n  match \"a  b\"\n  test \"甲\" => a 1\n  test \"甲乙丙\"   => a 2\n\n\n\n# end\n",
            "rule r -> t\n  match   \"a  b\"\n  test    \"甲\"      => a 1\n  test    \"甲乙丙\"  => a 2\n\n# end\n"
        ),
        ("rule r -> t\n  match \"甲\"\n  test \"甲\"=>\"甲\"\n", "rule r -> t\n  match   \"甲\"\n  test    \"甲\"  => \"甲\"\n"),
        ("\u{FEFF}rule r   ->  t\r\n    match  \"甲\"\r\n", "rule r -> t\n  match   \"甲\"\n"),
    ]) func layout(_ text: String, _ expected: String) { #expect(RuleFormatter.format(text) == expected) }

    /// A text without its closing quote could be anything: what stands behind the quote is left as it is.
    @Test func openQuoteIsLeftAlone() { #expect(RuleFormatter.format("rule r -> t\n  match  \"a   b\n") == "rule r -> t\n  match   \"a   b\n") }
}
