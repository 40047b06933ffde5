internal import BaoShuText

/// Reads the facts of a line that `extract` wrote (the contract `baoshu/1`).
enum FactReader {
    /// The facts of a document; none of a line of an error, nil where the line is none of the contract.
    ///
    /// - Complexity: O(*n* + *f* log *s*) for *n* bytes, *f* facts and *s* sentences.
    static func facts(ofLine line: [UInt8]) -> [FactRecord]? {
        guard let document = WrittenDocument(line) else { return nil }
        if document.isFailure { return [] }
        return isDocument(document.fields) ? facts(of: document) : nil
    }

    private static func isDocument(_ fields: [String: Any]) -> Bool {
        fields["text"] is String && fields["facts"] is [[String: Any]] && fields["mentions"] is [[String: Any]]
    }

    private static func facts(of document: WrittenDocument) -> [FactRecord] {
        let facts = document.facts
        if facts.isEmpty { return [] }
        let text = document.text
        let sentences = (document.fields["sentences"] as? [[Int]] ?? []).filter { $0.count == 2 }
        var mentions: [String: [String: Any]] = [:]
        for mention in document.mentions { if let id = mention["id"] as? String { mentions[id] = mention } }
        let (date, source) = (document.fields["date"] as? String, document.sourceName)
        // The facts of a sentence share its words.
        var last: (start: Int, words: String)?
        func sentence(at start: Int) -> String? {
            let next = sentences.partitioningIndex { $0[0] > start }
            guard next > 0, start < sentences[next - 1][1] else { return nil }
            let sentence = sentences[next - 1]
            if let last, last.start == sentence[0] { return last.words }
            let found = text[sentence[0], sentence[1]]
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
                document: document.id, date: date, source: source, indicator: indicator, subject: subject, subjectKey: key(of: fact["subject"], mentions) ?? bare(subject ?? ""),
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
}
