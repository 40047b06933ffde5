internal import BaoShuText
internal import Foundation

/// Reads the facts of outputs of `extract` (JSON Lines of the contract `baoshu/1`).
package enum FactReader {
    /// What an output holds.
    package struct Reading: Sendable {
        package var facts: [FactRecord] = []
        /// Lines of the contract, those of errors among them.
        package var documents = 0
        /// For each line that is none, or holds another thing than its fields should: file and line, what is wrong, and what to do.
        package var failures: [String] = []
    }

    /// The facts of all documents of an output; lines of errors have none.
    ///
    /// - Complexity: O(*n* + *f* log *s*) for *n* bytes, *f* facts and *s* sentences of a document.
    package static func facts(in bytes: [UInt8], name: String) -> Reading {
        var result = Reading()
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
            let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
            guard let object, object["schema"] as? String == "baoshu/1", object["error"] != nil || isDocument(object) else {
                result.failures.append("\(name):\(number + 1): no document of baoshu/1; give files that `baoshu extract` wrote as JSON")
                continue
            }
            result.documents += 1
            if object["error"] == nil { result.facts += facts(of: object) }
        }
        // A file of something else is told of once.
        if result.documents == 0 { result.failures = Array(result.failures.prefix(1)) }
        return result
    }

    private static func isDocument(_ object: [String: Any]) -> Bool {
        object["text"] is String && object["facts"] is [[String: Any]] && object["mentions"] is [[String: Any]]
    }

    private static func facts(of document: [String: Any]) -> [FactRecord] {
        guard let facts = document["facts"] as? [[String: Any]], !facts.isEmpty, let text = document["text"] as? String else { return [] }
        let words = Words(text, unit: document["offsets"] as? String ?? "codepoint")
        let sentences = (document["sentences"] as? [[Int]] ?? []).filter { $0.count == 2 }
        var mentions: [String: [String: Any]] = [:]
        for mention in document["mentions"] as? [[String: Any]] ?? [] { if let id = mention["id"] as? String { mentions[id] = mention } }
        return facts.compactMap { fact in
            guard let indicator = role(fact["indicator"]) else { return nil }
            let subject = role(fact["subject"])
            let quantity = (fact["quantity"] as? String).flatMap { mentions[$0] }
            let start = quantity?["start"] as? Int
            let sentence = start.flatMap { start in
                let next = sentences.partitioningIndex { $0[0] > start }
                return next > 0 && start < sentences[next - 1][1] ? sentences[next - 1] : nil
            }
            let measure = FactRecord.Measure(
                value: fact["value"] as? String, low: fact["low"] as? String, high: fact["high"] as? String, terms: fact["terms"] as? [String] ?? [],
                mod: fact["mod"] as? String, unit: fact["unit"] as? String)
            return FactRecord(
                document: document["id"] as? String ?? "", date: document["date"] as? String, source: (document["source"] as? [String: Any])?["name"] as? String ?? "",
                indicator: indicator, subject: subject, subjectKey: key(of: fact["subject"], mentions) ?? bare(subject ?? ""),
                time: (fact["time"] as? [String: Any])?["value"] as? String, measure: measure, change: fact["change"] as? String,
                basis: fact["basis"] as? String, shareOf: role(fact["share_of"]), isTarget: fact["target"] as? Bool ?? false,
                sentence: sentence.map { words[$0[0]..<$0[1]] } ?? quantity?["text"] as? String ?? "", rule: fact["rule"] as? String ?? "")
        }
    }

    private static func role(_ value: Any?) -> String? { (value as? [String: Any])?["text"] as? String }

    /// A code of the mention behind a role (青岛 and 青岛市 have one code).
    private static func key(of role: Any?, _ mentions: [String: [String: Any]]) -> String? {
        guard let id = (role as? [String: Any])?["mention"] as? String, let mention = mentions[id] else { return nil }
        // Where the role takes in more words than the mention, the code is not its own.
        guard (role as? [String: Any])?["start"] == nil else { return nil }
        if let codes = mention["codes"] as? [String: String], let first = codes.sorted(by: { $0.key < $1.key }).first { return "\(first.key):\(first.value)" }
        return nil
    }

    /// A name without quotation marks, brackets and blanks.
    static func bare(_ text: String) -> String {
        let dropped: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "\"", "（", "）", "(", ")", " ", "\u{3000}"]
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !dropped.contains($0) }))
    }

    /// A text by the offsets of an output.
    private struct Words {
        private let scalars: [Unicode.Scalar]
        private let units: [UInt16]
        private let bytes: [UInt8]

        init(_ text: String, unit: String) {
            scalars = unit == "codepoint" ? Array(text.unicodeScalars) : []
            units = unit == "utf16" ? Array(text.utf16) : []
            bytes = unit == "utf8" ? Array(text.utf8) : []
        }

        subscript(range: Range<Int>) -> String {
            if !scalars.isEmpty { return String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)])) }
            if !units.isEmpty { return String(decoding: units[range.clamped(to: 0..<units.count)], as: UTF16.self) }
            return String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
        }
    }
}
