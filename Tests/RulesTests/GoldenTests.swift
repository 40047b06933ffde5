import BaoShuMatching
import BaoShuRules
import BaoShuTools
import BaoShuWriting
import Foundation
import Testing

/// Every diagnostic code has a file `CODE.in` and the exact text that its author is shown, `CODE.out`.
///
/// `CODE-name.in` are further cases of a code. A line `=== PATH` begins another file of the rules folder. With `BAOSHU_UPDATE_GOLDEN`
/// set the texts are written anew, to be read before they are committed.
struct GoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    static let cases: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".in") }.map { String($0.dropLast(3)) }.sorted()

    @Test(arguments: cases) func text(of name: String) throws {
        let input = try String(contentsOf: Self.folder.appendingPathComponent(name + ".in"), encoding: .utf8)
        let files = Self.files(input)
        let result = RuleCheck.run(files)
        var rendering = DiagnosticRendering(files: files)
        let shown = result.diagnostics.map { rendering.render($0) + "\n" }.joined() + DiagnosticRendering.summary(result.diagnostics) + "\n"
        let place = Self.folder.appendingPathComponent(name + ".out")
        if ProcessInfo.processInfo.environment["BAOSHU_UPDATE_GOLDEN"] != nil { try shown.write(to: place, atomically: true, encoding: .utf8) }
        #expect(shown == (try? String(contentsOf: place, encoding: .utf8)))
        let code = String(name.prefix(4))
        #expect(result.diagnostics.contains { $0.code.rawValue == code }, "\(name).in does not bring about \(code)")
    }

    @Test(arguments: DiagnosticCode.allCases) func everyCodeHasACase(_ code: DiagnosticCode) {
        #expect(Self.cases.contains(code.rawValue), "no Golden/\(code.rawValue).in")
    }

    static func files(_ input: String) -> RuleFiles {
        var files: [String: [UInt8]] = [:]
        var path = "test.rules"
        var lines: [Substring] = []
        func finish() { if !lines.isEmpty { files[path] = Array((lines.joined(separator: "\n") + "\n").utf8) } }
        for line in input.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("=== ") {
                finish()
                lines = []
                path = String(line.dropFirst(4))
            } else {
                lines.append(line)
            }
        }
        finish()
        return RuleFiles(files)
    }
}

/// What the checker has to know of modules that it cannot see.
struct NameListTests {
    @Test func theyAreTheWriters() { #expect(RuleCompiler.reservedFields.union(["entity"]) == JSONWriter.reservedMentionFields) }
    @Test func formsAreThoseOfNumerals() { #expect(CaptureContent.forms == Numeral.Form.allCases.map(\.rawValue)) }
}
