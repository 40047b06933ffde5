import BaoShu
import BaoShuRules
import BaoShuTools
import Foundation
import TestSupport
import Testing

/// Damaged copies of the shipped rule files: the checker never crashes, and says something near the damage.
struct MutationTests {
    static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Rules").path

    /// A token of a rule file by a cutter of the test's own: names, numbers, texts in quotes, other characters one by one.
    struct Piece {
        var range: Range<Int>
        var line: Int
    }

    /// The tokens of statements and clauses; rows of lexicons and comments are left out, where any word is as good as another.
    static func pieces(_ text: [Unicode.Scalar]) -> [Piece] {
        var result: [Piece] = []
        var line = 1
        var i = 0
        var inLexicon = false
        while i < text.count {
            let lineStart = i
            var end = i
            while end < text.count, text[end] != "\n" { end += 1 }
            let isIndented = text[lineStart] == " "
            if lineStart < end, !isIndented { inLexicon = String(String.UnicodeScalarView(text[lineStart..<end])).hasPrefix("lexicon") }
            if !(inLexicon && isIndented) {
                var j = lineStart
                while j < end {
                    let from = j
                    let scalar = text[j]
                    if scalar == " " { j += 1; continue }
                    if scalar == "#" { break }
                    if scalar == "\"" {
                        j += 1
                        while j < end, text[j] != "\"" { j += 1 }
                        j = min(j + 1, end)
                    } else if scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar) {
                        while j < end, text[j].properties.isAlphabetic || text[j] == "_" || ("0"..."9").contains(text[j]) { j += 1 }
                    } else {
                        j += 1
                        if j < end, ["->", "=>", "==", "!=", ".."].contains(String(String.UnicodeScalarView(text[from...j]))) { j += 1 }
                    }
                    result.append(Piece(range: from..<j, line: line))
                }
            }
            i = end + 1
            line += 1
        }
        return result
    }

    @Test func damageIsSeenNearby() throws {
        var files = try RuleFolder.read(Self.rules)
        // The long tables are cut short: what is damaged is rules, and 200 loads of all words would take their time.
        for (path, bytes) in files.files where path.hasSuffix(".tsv") && bytes.count > 40_000 {
            files.files[path] = Array(bytes.split(separator: 0x0A).prefix(300).joined(separator: [0x0A])) + [0x0A]
        }
        let paths = files.files.keys.filter { $0.hasSuffix(".rules") }.sorted()
        let intact = RuleCompiler.compile(files)
        let program = try #require(intact.program)
        let before = Set((intact.diagnostics + RuleTester(program: program).run().failures).map { "\($0.place.file) \($0.code) \($0.message)" })
        var random = SeededGenerator(seed: 20_240_531)
        var (seen, unchanged) = (0, 0)
        var missed: [String] = []
        let total = ProcessInfo.processInfo.environment["BAOSHU_MUTATIONS"].flatMap { Int($0) } ?? 12
        for number in 0..<total {
            let path = paths[Int.random(in: paths.indices, using: &random)]
            var text = Array(String(decoding: files.files[path]!, as: UTF8.self).unicodeScalars)
            let pieces = Self.pieces(text)
            let index = Int.random(in: 0..<(pieces.count - 1), using: &random)
            let (a, b) = (pieces[index], pieces[index + 1])
            func words(_ piece: Piece) -> [Unicode.Scalar] { Array(text[piece.range]) }
            var what = ""
            var lines = a.line...a.line
            switch number % 4 {
            case 0:
                what = "deleted \(String(String.UnicodeScalarView(words(a))))"
                text.removeSubrange(a.range)
            case 1:
                what = "doubled \(String(String.UnicodeScalarView(words(a))))"
                text.insert(contentsOf: [" "] + words(a), at: a.range.upperBound)
            case 2:
                what = "swapped \(String(String.UnicodeScalarView(words(a)))) and \(String(String.UnicodeScalarView(words(b))))"
                if words(a) == words(b) { unchanged += 1; continue }
                let middle = Array(text[a.range.upperBound..<b.range.lowerBound])
                text.replaceSubrange(a.range.lowerBound..<b.range.upperBound, with: words(b) + middle + words(a))
                lines = a.line...b.line
            default:
                // Inside a token, so that something is damaged at all.
                let place = a.range.lowerBound + (a.range.count > 1 ? Int.random(in: 1..<a.range.count, using: &random) : 0)
                what = "cut inside \(String(String.UnicodeScalarView(words(a))))"
                text.removeSubrange(place...)
            }
            var damaged = files
            damaged.files[path] = Array(String(String.UnicodeScalarView(text)).utf8)
            func near(_ diagnostic: Diagnostic) -> Bool {
                ([diagnostic.place] + (diagnostic.other.map { [$0.place] } ?? [])).contains { $0.file == path && $0.line >= lines.lowerBound - 3 && $0.line <= lines.upperBound + 3 }
            }
            func isNew(_ diagnostic: Diagnostic) -> Bool { !before.contains("\(diagnostic.place.file) \(diagnostic.code) \(diagnostic.message)") }
            let result = RuleCompiler.compile(damaged)
            var diagnostics = result.diagnostics.filter(isNew)
            if let program = result.program, !diagnostics.contains(where: near) {
                // What the words of a rule say is for its tests to see.
                diagnostics += RuleTester(program: program).run { $0.place.file == path && abs($0.place.line - lines.lowerBound) <= 20 }.failures.filter(isNew)
            }
            let isNear = diagnostics.contains(where: near)
            if isNear {
                seen += 1
            } else {
                missed.append("\(path):\(a.line) \(what): \(diagnostics.count) elsewhere: \(diagnostics.first.map { "\($0.place.file):\($0.place.line) \($0.message)" } ?? "")")
            }
        }
        // A deleted `|` or a wider repeat is another valid rule, which only a test of the rule can tell from the one meant; a handful of
        // damages may hold more of these than the long run (BAOSHU_MUTATIONS=200) does.
        #expect(Double(seen) >= (total >= 200 ? 0.95 : 0.75) * Double(total - unchanged), "\(seen) of \(total - unchanged)\n\(missed.joined(separator: "\n"))")
    }

    @Test func aFileThatEndsInsideALine() {
        let result = RuleCompiler.compile(RuleFiles(["r.rules": Array("type t\nrule r -> t\n  match \"甲\"".utf8)]))
        #expect(result.diagnostics.contains { $0.code == .oddLayout && $0.place.line == 3 })
    }

    /// Hostile files: nothing crashes, and the time stays short.
    static let hostile: [String] = {
        func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
        func each(_ count: Int, _ text: (Int) -> String) -> String { (0..<count).map(text).joined(separator: "\n") }
        var result: [String] = []
        result.append("rule r -> t\n  where " + many("-", 100_000) + "x")
        result.append("rule r -> t\n  where " + many("not ", 100_000) + "x")
        result.append("rule r -> t\n  where " + many("(", 100_000))
        result.append("rule r -> t\n  match " + many("(", 100_000) + "\"甲\"")
        result.append("rule r -> t\n  match " + many("x=", 100_000) + "\"甲\"")
        result.append("rule r -> t\n  match " + many("{", 100_000))
        result.append("rule r -> t\n  match " + many("\"甲\" | ", 50_000) + "\"乙\"")
        result.append("rule r -> t\n  set a = " + many("if x then ", 50_000))
        result.append("rule r -> t\n  set a = " + many("f(", 50_000))
        result.append("rule r -> t\n  set a = " + many("1 + ", 50_000) + "1")
        result.append("rule r -> t\n  set a = x" + many(".y", 50_000))
        result.append("rule r -> t\n  where x" + many(" or x", 50_000))
        result.append("type t { " + many("a: text, ", 2_000) + "}")
        result.append(many("stage a\n", 20_000))
        result.append(many("\n", 100_000) + "\u{0}\u{FFFE}\u{1F600}")
        result.append("number Num { " + many("digits ", 20_000))
        result.append("pattern A = B\npattern B = A\ntype t\nrule r -> t\n  match A")
        result.append(each(2_000) { "pattern P\($0) = P\($0 + 1) | P\($0 + 1)" } + "\npattern P2000 = \"甲\"\ntype t\nrule r -> t\n  match P0")
        result.append(each(400) { "rule r\($0) -> t over r\(($0 + 1) % 400)\n  match \"甲\"" } + "\ntype t")
        result.append("chars A = {B}\nchars B = {A}\ntype t\nrule r -> t\n  match {A}")
        return result
    }()

    @Test(arguments: hostile.indices) func hostileFiles(_ index: Int) {
        let text = Self.hostile[index]
        let result = RuleCheck.run(RuleFiles(["r.rules": Array(text.utf8)]))
        #expect(result.hasErrors || !result.diagnostics.isEmpty)
    }
}
