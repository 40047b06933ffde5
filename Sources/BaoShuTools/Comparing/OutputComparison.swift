import Foundation

/// What changed between two outputs over the same texts: mentions and facts added, removed, moved, with another value.
package struct OutputComparison: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case added, removed, moved
        /// Other fields on the same words.
        case changed
        case factAdded = "fact added"
        case factRemoved = "fact removed"
    }

    package struct Change: Sendable {
        package var kind: Kind
        /// The rule responsible: that of what is new, or of what is gone.
        package var rule: String
        package var document: String
        package var offset: Int
        /// The words with up to 12 characters on each side, the words in ⟦⟧.
        package var context: String
        /// What became of it: a value, or `before → after`.
        package var detail: String
    }

    package private(set) var changes: [Change] = []
    /// Documents compared, and documents that only one of the outputs has.
    package private(set) var documents = 0
    package private(set) var unpaired: [String] = []

    /// - Parameters: JSON Lines of the contract `baoshu/1`.
    /// - Throws: ``OutputError`` where a line is none.
    /// - Complexity: O(*n*); lines that are the same but for the generator are not parsed.
    package init(before: [UInt8], after: [UInt8]) throws {
        let (old, new) = (Self.lines(before), Self.lines(after))
        if old.count == new.count {
            for (number, (a, b)) in zip(old, new).enumerated() {
                documents += 1
                if Self.trunk(a).elementsEqual(Self.trunk(b)) { continue }
                let (x, y) = (try Self.parse(a, number), try Self.parse(b, number))
                if x["id"] as? String == y["id"] as? String { compare(x, y) } else { try pair(old, new); return }
            }
        } else {
            try pair(old, new)
        }
    }

    package var isEmpty: Bool { changes.isEmpty && unpaired.isEmpty }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { bytes.split(separator: 0x0A) }

    /// A line without its generator, which names the rules.
    private static func trunk(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let mark = Array(#","generator":{"#.utf8)
        guard line.count > mark.count else { return line }
        var i = line.endIndex - mark.count
        while i >= line.startIndex {
            if line[i] == mark[0], line[i..<(i + mark.count)].elementsEqual(mark) { return line[..<i] }
            i -= 1
        }
        return line
    }

    private static func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws -> [String: Any] {
        guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], object["schema"] != nil else { throw OutputError(line: number + 1) }
        return object
    }

    /// Documents that are not in the same order are paired by their ids.
    private mutating func pair(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) throws {
        changes = []
        documents = 0
        var waiting: [String: [String: Any]] = [:]
        for (number, line) in old.enumerated() {
            let object = try Self.parse(line, number)
            waiting[object["id"] as? String ?? "\(number)"] = object
        }
        for (number, line) in new.enumerated() {
            let object = try Self.parse(line, number)
            let id = object["id"] as? String ?? "\(number)"
            if let other = waiting.removeValue(forKey: id) {
                documents += 1
                compare(other, object)
            } else {
                unpaired.append(id)
            }
        }
        unpaired += waiting.keys.sorted()
    }

    // MARK: One document

    private struct Item {
        var start: Int
        var end: Int
        var type: String
        var rule: String
        var value: String
    }

    private static func mentions(_ document: [String: Any]) -> [Item] {
        (document["mentions"] as? [[String: Any]] ?? []).map { mention in
            let skipped: Set<String> = ["id", "type", "start", "end", "text", "source", "rule", "entity", "parts"]
            return Item(
                start: mention["start"] as? Int ?? 0, end: mention["end"] as? Int ?? 0, type: mention["type"] as? String ?? "", rule: mention["rule"] as? String ?? "?",
                value: ([mention["type"] as? String ?? ""] + mention.filter { !skipped.contains($0.key) }.sorted { $0.key < $1.key }.map { "\($0.key) \(shown($0.value))" }).joined(separator: ", "))
        }
    }

    /// Facts with their mentions replaced by words, since the numbers of mentions shift.
    private static func facts(_ document: [String: Any]) -> [Item] {
        let mentions = document["mentions"] as? [[String: Any]] ?? []
        let byID = Dictionary(mentions.compactMap { mention in (mention["id"] as? String).map { ($0, mention) } }) { a, _ in a }
        return (document["facts"] as? [[String: Any]] ?? []).map { fact in
            let quantity = (fact["quantity"] as? String).flatMap { byID[$0] } ?? [:]
            let fields = fact.filter { $0.key != "id" && $0.key != "rule" && $0.key != "quantity" }.sorted { $0.key < $1.key }.map { field -> String in
                if let role = field.value as? [String: Any] { return "\(field.key) \(role["text"] ?? role["value"] ?? "")" }
                return "\(field.key) \(shown(field.value))"
            }
            return Item(
                start: quantity["start"] as? Int ?? 0, end: quantity["end"] as? Int ?? 0, type: "fact", rule: fact["rule"] as? String ?? "?", value: fields.joined(separator: ", "))
        }
    }

    private static func shown(_ value: Any) -> String {
        if let object = value as? [String: Any] {
            if let code = object["code"] as? String { return code }
            return "{" + object.filter { $0.key != "start" && $0.key != "end" }.sorted { $0.key < $1.key }.map { "\($0.key) \(shown($0.value))" }.joined(separator: ", ") + "}"
        }
        if let list = value as? [Any] { return list.map(shown).joined(separator: ",") }
        return "\(value)"
    }

    private mutating func compare(_ before: [String: Any], _ after: [String: Any]) {
        let id = after["id"] as? String ?? ""
        let text = Array((after["text"] as? String ?? "").unicodeScalars)
        guard before["text"] as? String == after["text"] as? String else {
            unpaired.append(id)
            return
        }
        func add(_ kind: Kind, _ item: Item, _ detail: String) {
            changes.append(Change(kind: kind, rule: item.rule, document: id, offset: item.start, context: Self.context(text, item.start, item.end), detail: detail))
        }
        var gone: [Item] = []
        var open = Self.mentions(after)
        for item in Self.mentions(before) {
            guard let place = open.firstIndex(where: { $0.start == item.start && $0.end == item.end }) else { gone.append(item); continue }
            let now = open.remove(at: place)
            if now.value != item.value { add(.changed, now, "\(item.value) → \(now.value)") }
        }
        for item in gone {
            if let place = open.firstIndex(where: { $0.type == item.type && $0.start < item.end && $0.end > item.start }) {
                let now = open.remove(at: place)
                add(.moved, now, "from \"\(Self.string(text, item.start, item.end))\"" + (now.value == item.value ? "" : ", \(item.value) → \(now.value)"))
            } else {
                add(.removed, item, item.value)
            }
        }
        for item in open { add(.added, item, item.value) }
        var facts = Self.facts(after)
        for item in Self.facts(before) {
            if let place = facts.firstIndex(where: { $0.start == item.start && $0.end == item.end && $0.value == item.value }) { facts.remove(at: place) } else { add(.factRemoved, item, item.value) }
        }
        for item in facts { add(.factAdded, item, item.value) }
    }

    private static func string(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text[min(max(0, start), text.count)..<min(max(start, end), text.count)])
        return String(view)
    }

    private static func context(_ text: [Unicode.Scalar], _ start: Int, _ end: Int) -> String {
        (string(text, max(0, start - 12), start) + "⟦" + string(text, start, end) + "⟧" + string(text, end, end + 12)).replacing("\n", with: "⏎")
    }
}

/// A line that is no line of an output.
package struct OutputError: Error {
    /// 1-based.
    package var line: Int
}

extension OutputComparison {
    /// The changes for people: by the rule responsible, those with the most first, up to `limit` of each kind.
    package func rendered(limit: Int) -> String {
        var result = ""
        let byRule = Dictionary(grouping: changes, by: \.rule).sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        for (rule, changes) in byRule {
            let counts = Kind.allCases.compactMap { kind in
                let count = changes.count { $0.kind == kind }
                return count == 0 ? nil : "\(count) \(kind.rawValue)"
            }
            result += "\(rule): \(counts.joined(separator: ", "))\n"
            for kind in Kind.allCases {
                let those = changes.filter { $0.kind == kind }
                for change in those.prefix(limit) { result += "  \(kind.rawValue)  \(change.document):\(change.offset)  \(change.context)  \(change.detail)\n" }
                if those.count > limit { result += "  … and \(those.count - limit) more \(kind.rawValue)\n" }
            }
        }
        if !unpaired.isEmpty { result += "not compared, since only one output has the text: \(unpaired.prefix(8).joined(separator: ", "))\(unpaired.count > 8 ? " and \(unpaired.count - 8) more" : "")\n" }
        let counts = Kind.allCases.map { kind in "\(changes.count { $0.kind == kind }) \(kind.rawValue)" }
        return result + "\(documents) documents compared: \(counts.joined(separator: ", "))\n"
    }
}
