import BaoShu
import BaoShuRules
import BaoShuTools
import Foundation
import TestSupport
import Testing

/// The reference for rule authors: its examples are whole programs that check clean, and it leaves nothing out.
struct LanguageReferenceTests {
    static let text =
        (try? String(
            contentsOf: GoldenTests.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Documentation/rule-language.md"), encoding: .utf8
        )) ?? ""
    static let examples = text.components(separatedBy: "```rules\n").dropFirst().map { String($0.components(separatedBy: "\n```")[0]) + "\n" }

    @Test func thereAreExamples() { #expect(Self.examples.count >= 2) }

    @Test(arguments: examples) func exampleIsSound(_ source: String) {
        let result = RuleCheck.run(RuleFiles(["example.rules": Array(source.utf8)]))
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map { "\($0.place.line): \($0.message)" })")
        #expect(RuleFormatter.format(source) == source)
    }

    @Test(arguments: RuleFunction.allCases) func everyFunctionIsNamed(_ function: RuleFunction) { #expect(Self.text.contains("`\(function.rawValue)(")) }

    /// What the linker reads, as the shipped rules declare it.
    @Test(arguments: RuleCompiler.linkTypes) func everyFieldOfALinkIsNamed(_ type: String) throws {
        let program = try RuleSet(folder: Repository.path("Rules")).program
        let fields = program.types[try #require(program.typeIndex(type))].fields.map(\.name)
        let rows = Self.text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { $0.dropFirst().prefix { $0 != "|" } }
        for field in fields { #expect(rows.contains { $0.contains("`\(field)`") }, "no row has `\(field)`") }
    }

    @Test(arguments: DiagnosticCode.allCases) func everyCodeIsNamed(_ code: DiagnosticCode) { #expect(Self.text.contains("| \(code.rawValue) |")) }
}
