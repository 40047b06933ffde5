import BaoShuRules
import BaoShuTools
import Testing

/// Lexicon tables as other programs write them.
struct TableFileTests {
    private static let rules = """
        type number { value: decimal }

        lexicon figure { value: decimal } from "figures.tsv"

        rule number.figure -> number
          match   c=<figure>
          set     value = c.value
          test    "甲乙" => "甲", value 1
          reject  "丙"

        """

    private func remarks(_ table: [UInt8]) -> [String] {
        RuleCheck.run(RuleFiles(["figures.rules": Array(Self.rules.utf8), "figures.tsv": table])).diagnostics.map { "\($0.code.rawValue) \($0.place.file):\($0.place.line)" }
    }

    @Test(arguments: ["surface\tvalue\n甲\t1\n", "\u{FEFF}surface\tvalue\r\n# 甲\r\n\r\n甲\t1\r\n乙\t2", "surface\tvalue\r\n甲\t1", "surface\tvalue\n甲\t1\t\t\n"])
    func readable(table: String) { #expect(remarks(Array(table.utf8)) == []) }

    /// An entry has sixteen bits for the number of its lexicon.
    @Test func lexiconsAreCounted() {
        let lexicons = (0...65536).map { "lexicon l\($0)\n  w\($0)\n" }.joined()
        let result = RuleCompiler.compile(RuleFiles(["a.rules": Array(lexicons.utf8)]), lints: false)
        #expect(result.program == nil)
        #expect(result.diagnostics.map { "\($0.code.rawValue) \($0.place.line) \($0.message)" } == ["E023 131073 65537 lexicons, the limit is 65536"])
    }

    @Test func otherEncodings() { #expect(remarks(Array("surface\tvalue\n甲\t1\n".utf8) + [0xD2, 0xD2, 0x09, 0x32, 0x0A]).contains("E008 figures.tsv:3")) }
}
