import BaoShu
import BaoShuSeries

/// A line of an output, as far as it is compared.
struct OutputDocument {
    /// A mention, a fact or a block.
    struct Item {
        /// Where it stands in the decoded input: articles of a page that are cut in another way still compare.
        var start: Int
        var end: Int
        /// Where it stands in the document's own text.
        var ownStart: Int
        var ownEnd: Int
        var type: String
        var rule: String
        var value: String
    }

    let id: String
    /// What the document was made from: all articles of a page have the same.
    let origin: String
    let isFailure: Bool
    let text: WrittenText
    let mentions: [Item]
    let facts: [Item]
    let blocks: [Item]

    /// - Throws: ``OutputError`` where the line is none of the contract `baoshu/1`.
    init(_ line: OutputLine) throws {
        guard let document = WrittenDocument(line.bytes) else { throw OutputError(line: line.number) }
        (id, isFailure, text) = (document.id, document.isFailure, document.text)
        let format = (document.fields["source"] as? [String: Any])?["format"] as? String
        origin = Self.origin(of: id, in: document.sourceName, format: format)
        let written = document.mentions
        let items = written.map { Self.item($0, type: $0["type"] as? String ?? "", rule: $0["rule"] as? String ?? "?", value: Self.value($0)) }
        mentions = items
        let byID = Dictionary(zip(written, items).compactMap { mention, item in (mention["id"] as? String).map { ($0, item) } }) { a, _ in a }
        facts = document.facts.map { fact in
            let quantity = (fact["quantity"] as? String).flatMap { byID[$0] }
            return Item(
                start: quantity?.start ?? 0, end: quantity?.end ?? 0, ownStart: quantity?.ownStart ?? 0, ownEnd: quantity?.ownEnd ?? 0, type: "fact",
                rule: fact["rule"] as? String ?? "?", value: Self.factValue(fact))
        }
        blocks = (document.fields["blocks"] as? [[String: Any]] ?? []).map { Self.item($0, type: $0["role"] as? String ?? "", rule: "layout", value: "") }
    }

    /// The articles of a page are numbered behind its id.
    static func origin(of id: String, in source: String, format: String?) -> String {
        source + "\u{0}" + (format == "page" ? id.split(separator: "#").dropLast().joined(separator: "#") : id)
    }

    private static func item(_ object: [String: Any], type: String, rule: String, value: String) -> Item {
        let (start, end) = (object["start"] as? Int ?? 0, object["end"] as? Int ?? 0)
        let source = object["source"] as? [[Int]] ?? []
        return Item(start: source.first?.first ?? start, end: source.last?.last ?? end, ownStart: start, ownEnd: end, type: type, rule: rule, value: value)
    }

    private static let common: Set<String> = ["id", "type", "start", "end", "text", "source", "rule", "entity", "parts"]

    private static func value(_ mention: [String: Any]) -> String {
        let fields = mention.filter { !common.contains($0.key) }.sorted { $0.key < $1.key }.map { "\($0.key) \(shown($0.value))" }
        return ([mention["type"] as? String ?? ""] + fields).joined(separator: ", ")
    }

    /// Mentions are given by their words, since their numbers shift.
    private static func factValue(_ fact: [String: Any]) -> String {
        let fields = fact.filter { $0.key != "id" && $0.key != "rule" && $0.key != "quantity" }.sorted { $0.key < $1.key }
        return fields.map { field in
            if let role = field.value as? [String: Any] { return "\(field.key) \(role["text"] ?? role["value"] ?? "")" }
            return "\(field.key) \(shown(field.value))"
        }.joined(separator: ", ")
    }

    private static func shown(_ value: Any) -> String {
        if let object = value as? [String: Any] {
            if let code = object["code"] as? String { return code }
            return "{" + object.filter { !["start", "end", "mention"].contains($0.key) }.sorted { $0.key < $1.key }.map { "\($0.key) \(shown($0.value))" }.joined(separator: ", ") + "}"
        }
        if let list = value as? [Any] { return list.map(shown).joined(separator: ",") }
        return "\(value)"
    }

    // MARK: Words

    /// The words of an item with up to 12 characters on each side, the words in ⟦⟧.
    func context(_ item: Item) -> String {
        let words = "⟦\(text[item.ownStart, item.ownEnd])⟧"
        return (text.before(item.ownStart, 12) + words + text.behind(item.ownEnd, 12)).replacing("\n", with: "⏎")
    }

    func words(_ item: Item) -> String { text[item.ownStart, item.ownEnd].replacing("\n", with: "⏎") }
}

/// A line of an output as it was read, without its line feed.
struct OutputLine {
    /// From 1.
    let number: Int
    let bytes: ArraySlice<UInt8>

    /// What the line was made from; nil where it does not begin as lines do that were written in one go.
    var origin: String? {
        guard let head = LineHead(bytes), head.isFailure || head.source != nil else { return nil }
        return OutputDocument.origin(of: head.id, in: head.source?.name ?? "", format: head.source?.format)
    }
}

/// A line that is no line of an output.
package struct OutputError: Error {
    /// 1-based.
    package var line: Int
    /// Whether it stands in the later of two outputs that are compared.
    package var isAfter = false
}
