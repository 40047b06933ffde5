import Foundation
import TestSupport
import Testing

/// The pages of the corpus against the output that was recorded for them, in a form that a person can read and a diff can show.
///
/// `make golden` renews the recorded output; read what changed before it is committed.
@Suite struct GoldenTests {
    private static let folder = "Tests/Golden/pages"
    private static let isRenewed = !(ProcessInfo.processInfo.environment["BAOSHU_RENEW"] ?? "").isEmpty

    @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/pages")).sorted())
    func asRecorded(page: String) throws {
        let run = try Program.baoshu("extract", "Corpus/pages/" + page)
        try #require(run.status == 0, "\(run.errors)")
        let digest = try run.lines.map { try Digest($0).text }.joined(separator: "\n")
        let path = Repository.path(Self.folder + "/" + page)
        if Self.isRenewed {
            try FileManager.default.createDirectory(atPath: Repository.path(Self.folder), withIntermediateDirectories: true)
            try digest.write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        let recorded = try #require(try? String(contentsOfFile: path, encoding: .utf8), "there is no recorded output of \(page); make golden writes it")
        let (old, new) = (recorded.split(separator: "\n", omittingEmptySubsequences: false), digest.split(separator: "\n", omittingEmptySubsequences: false))
        let gone = old.filter { !Set(new).contains($0) }.map { "- \($0)" }
        let come = new.filter { !Set(old).contains($0) }.map { "+ \($0)" }
        #expect(recorded == digest, "the output is not the recorded one; if it should be so, make golden\n\((gone + come).joined(separator: "\n"))")
    }
}

/// A line of the output as a few lines to read: the article's blocks by role, its mentions, its facts.
private struct Digest {
    var text: String

    init(_ line: String) throws {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let scalars = Array((object["text"] as? String ?? "").unicodeScalars)
        func words(_ item: [String: Any]) -> String {
            guard let start = item["start"] as? Int, let end = item["end"] as? Int else { return item["text"] as? String ?? "" }
            return String(String.UnicodeScalarView(scalars[start..<end]))
        }
        var lines = ["# \(object["id"] ?? "") \(object["date"] ?? "without a date")"]
        for block in object["blocks"] as? [[String: Any]] ?? [] {
            lines.append("\(block["role"] ?? ""): \(words(block).replacing("\t", with: " | "))")
        }
        for mention in object["mentions"] as? [[String: Any]] ?? [] {
            lines.append("  \(mention["start"] ?? "")-\(mention["end"] ?? "") \(mention["type"] ?? "") \(words(mention))\(Self.fields(mention)) (\(mention["rule"] ?? ""))")
        }
        for fact in object["facts"] as? [[String: Any]] ?? [] {
            var roles = ""
            for role in ["subject", "time", "indicator", "share_of"] {
                guard let part = fact[role] as? [String: Any] else { continue }
                roles += ", \(role) \(part["text"] ?? part["value"] ?? "")"
            }
            lines.append("  fact of \(fact["quantity"] ?? "")\(roles)\(Self.fields(fact)) (\(fact["rule"] ?? ""))")
        }
        for remark in object["diagnostics"] as? [[String: Any]] ?? [] { lines.append("  remark \(remark["code"] ?? ""): \(remark["message"] ?? "")") }
        text = lines.joined(separator: "\n") + "\n"
    }

    /// The fields that state a value, sorted by name.
    private static func fields(_ item: [String: Any]) -> String {
        let passed: Set<String> = ["id", "type", "start", "end", "text", "source", "parts", "rule", "quantity", "subject", "time", "indicator", "share_of", "from", "to"]
        return item.keys.sorted().filter { !passed.contains($0) }.map { name in
            let value = item[name]
            if let unit = value as? [String: Any] {
                if let code = unit["code"] { return ", \(name) \(code)" }
                // A dictionary has no order of its own.
                return ", \(name) " + unit.keys.sorted().map { "\($0) \(unit[$0] ?? "")" }.joined(separator: " ")
            }
            if let list = value as? [Any] { return ", \(name) \(list.map { "\($0)" }.joined(separator: ":"))" }
            return ", \(name) \(value ?? "")"
        }.joined()
    }
}
