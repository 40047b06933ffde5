import Foundation
import TestSupport
import Testing

/// The examples of the pages for users, run: in a `console` block, `$ ` begins a command and what follows is what it writes.
/// `…` in it stands for anything within a line, a line of `…` alone for any lines.
@Suite struct ReadmeTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var page: String
        var line: Int
        var command: String
        var expected: [String]

        var testDescription: String { "\(page):\(line): \(command)" }
    }

    static let pages = ["README.md", "Documentation/command.md", "Documentation/facts.md"]

    static let examples: [Example] = pages.flatMap { page in
        var examples: [Example] = []
        var inside = false
        let text = (try? Repository.text(page)) ?? ""
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).enumerated() {
            if line.hasPrefix("```") {
                inside = line == "```console"
            } else if inside, line.hasPrefix("$ ") {
                examples.append(Example(page: page, line: number + 1, command: String(line.dropFirst(2)), expected: []))
            } else if inside, !examples.isEmpty {
                examples[examples.count - 1].expected.append(line)
            }
        }
        return examples
    }

    @Test func thereAreSome() { for page in Self.pages { #expect(Self.examples.contains { $0.page == page }, "\(page) has no example") } }

    /// One after the other, as a reader runs them: later ones read what earlier ones wrote.
    @Test(.serialized, arguments: examples)
    func asShown(example: Example) throws {
        let folder = URL(fileURLWithPath: Program.baoshuPath).deletingLastPathComponent().path
        let path = folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        let run = try Program("/bin/bash", ["-c", "mkdir -p out; ( \(example.command) ) 2>&1"], environment: ["PATH": path])
        let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let got = Array(lines.last == "" ? lines.dropLast() : lines)
        #expect(Self.matches(got[...], example.expected[...]), "\(example.page):\(example.line) shows other output than\n\(got.joined(separator: "\n"))")
    }

    private static func matches(_ lines: ArraySlice<String>, _ pattern: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return lines.isEmpty }
        if first == "…" { return (0...lines.count).contains { matches(lines.dropFirst($0), pattern.dropFirst()) } }
        guard let line = lines.first, fits(line, first) else { return false }
        return matches(lines.dropFirst(), pattern.dropFirst())
    }

    private static func fits(_ line: String, _ pattern: String) -> Bool {
        let pieces = pattern.components(separatedBy: "…")
        guard pieces.count > 1 else { return line == pattern }
        guard line.hasPrefix(pieces[0]), line.hasSuffix(pieces[pieces.count - 1]) else { return false }
        var rest = line.dropFirst(pieces[0].count).dropLast(pieces[pieces.count - 1].count)
        for piece in pieces.dropFirst().dropLast() {
            guard let range = rest.range(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
