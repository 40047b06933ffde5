import Foundation

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

    var id: String
    /// What the document was made from: all articles of a page have the same.
    var origin: String
    var text: String
    /// `codepoint`, `utf16` or `utf8`.
    var unit: String
    var mentions: [Item] = []
    var facts: [Item] = []
    var blocks: [Item] = []
    /// nil where the line is no failure.
    var failure: String?

    /// - Throws: ``OutputError`` where the line is none of the contract `baoshu/1`.
    init(_ line: some Sequence<UInt8>, number: Int) throws {
        guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], object["schema"] != nil, let id = object["id"] as? String else {
            throw OutputError(line: number)
        }
        self.id = id
        let source = object["source"] as? [String: Any] ?? [:]
        let name = source["name"] as? String ?? ""
        // The articles of a page are numbered behind its id.
        origin = name + "\u{0}" + (source["format"] as? String == "page" ? id.split(separator: "#").dropLast().joined(separator: "#") : id)
        text = object["text"] as? String ?? ""
        unit = object["offsets"] as? String ?? "codepoint"
        failure = (object["error"] as? [String: Any]).map { $0["message"] as? String ?? "" }
        let written = object["mentions"] as? [[String: Any]] ?? []
        mentions = written.map { Self.item($0, type: $0["type"] as? String ?? "", rule: $0["rule"] as? String ?? "?", value: Self.value($0)) }
        let byID = Dictionary(zip(written, mentions).compactMap { mention, item in (mention["id"] as? String).map { ($0, item) } }) { a, _ in a }
        facts = (object["facts"] as? [[String: Any]] ?? []).map { fact in
            let quantity = (fact["quantity"] as? String).flatMap { byID[$0] }
            return Item(
                start: quantity?.start ?? 0, end: quantity?.end ?? 0, ownStart: quantity?.ownStart ?? 0, ownEnd: quantity?.ownEnd ?? 0, type: "fact",
                rule: fact["rule"] as? String ?? "?", value: Self.factValue(fact))
        }
        blocks = (object["blocks"] as? [[String: Any]] ?? []).map { Self.item($0, type: $0["role"] as? String ?? "", rule: "layout", value: "") }
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
        let scalars = Array(text.unicodeScalars)
        let (start, end) = (index(item.ownStart, scalars), index(item.ownEnd, scalars))
        let shown = Self.string(scalars, start - 12, start) + "⟦" + Self.string(scalars, start, end) + "⟧" + Self.string(scalars, end, end + 12)
        return shown.replacing("\n", with: "⏎")
    }

    func words(_ item: Item) -> String {
        let scalars = Array(text.unicodeScalars)
        return Self.string(scalars, index(item.ownStart, scalars), index(item.ownEnd, scalars)).replacing("\n", with: "⏎")
    }

    /// An offset of the line's unit as one of code points.
    private func index(_ offset: Int, _ scalars: [Unicode.Scalar]) -> Int {
        if unit == "codepoint" { return offset }
        var rest = offset
        for (index, scalar) in scalars.enumerated() {
            if rest <= 0 { return index }
            rest -= unit == "utf8" ? UTF8.width(scalar) : UTF16.width(scalar)
        }
        return scalars.count
    }

    private static func string(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> String {
        let from = min(max(0, start), scalars.count)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[from..<min(max(from, end), scalars.count)])
        return String(view)
    }
}

/// A line that is no line of an output.
package struct OutputError: Error {
    /// 1-based.
    package var line: Int
    /// Whether it stands in the later of two outputs that are compared.
    package var isAfter = false
}
