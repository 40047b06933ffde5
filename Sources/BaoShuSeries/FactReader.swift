internal import BaoShuText
internal import Foundation

/// Reads the facts of a line that `extract` wrote (the contract `baoshu/1`).
enum FactReader {
    /// The facts of a document; none of a line of an error, nil where the line is none of the contract.
    ///
    /// - Complexity: O(*n* + *f* log *s*) for *n* bytes, *f* facts and *s* sentences.
    static func facts(ofLine line: [UInt8]) -> [FactRecord]? {
        guard let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any], object["schema"] as? String == "baoshu/1" else { return nil }
        if object["error"] != nil { return [] }
        return isDocument(object) ? facts(of: object) : nil
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
        let (id, date) = (document["id"] as? String ?? "", document["date"] as? String)
        let source = (document["source"] as? [String: Any])?["name"] as? String ?? ""
        // The facts of a sentence share its words.
        var last: (start: Int, words: String)?
        func sentence(at start: Int) -> String? {
            let next = sentences.partitioningIndex { $0[0] > start }
            guard next > 0, start < sentences[next - 1][1] else { return nil }
            let sentence = sentences[next - 1]
            if let last, last.start == sentence[0] { return last.words }
            let found = words[sentence[0]..<max(sentence[0], sentence[1])]
            last = (sentence[0], found)
            return found
        }
        return facts.compactMap { fact in
            guard let indicator = role(fact["indicator"]) else { return nil }
            let subject = role(fact["subject"])
            let quantity = (fact["quantity"] as? String).flatMap { mentions[$0] }
            let said = (quantity?["start"] as? Int).flatMap(sentence)
            let measure = FactRecord.Measure(
                value: fact["value"] as? String, low: fact["low"] as? String, high: fact["high"] as? String, terms: fact["terms"] as? [String] ?? [],
                mod: fact["mod"] as? String, unit: fact["unit"] as? String)
            return FactRecord(
                document: id, date: date, source: source, indicator: indicator, subject: subject, subjectKey: key(of: fact["subject"], mentions) ?? bare(subject ?? ""),
                time: (fact["time"] as? [String: Any])?["value"] as? String, measure: measure, change: fact["change"] as? String,
                basis: fact["basis"] as? String, shareOf: role(fact["share_of"]), isTarget: fact["target"] as? Bool ?? false,
                sentence: said ?? quantity?["text"] as? String ?? "")
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
