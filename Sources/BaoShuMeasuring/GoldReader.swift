import BaoShuText
import BaoShuValues
internal import Foundation

/// Reads gold files: those of pages (`NAME.mentions.jsonl`, `NAME.facts.jsonl`, one mention or fact a line) and those of
/// documents (`{"id","text","date","mentions":[{"start","end","type",…}]}`, offsets in code points).
package enum GoldReader {
    /// Reads what lies at a path: a folder of gold pages, a `NAME.mentions.jsonl`, or a JSON Lines file of documents.
    ///
    /// - Parameter pages: The folder of the page sources; nil looks for `NAME.txt` beside the gold and in `pages` beside its folder.
    package static func read(at path: String, pages: String? = nil) throws(GoldError) -> [GoldText] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw GoldError(path, 0, "there is no such file or folder")
        }
        if isFolder.boolValue {
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(mentionsSuffix) }.sorted()
            guard !names.isEmpty else { throw GoldError(path, 0, "the folder has no file *\(mentionsSuffix)") }
            var texts: [GoldText] = []
            for name in names { texts.append(try page(mentionsPath: path + "/" + name, pages: pages)) }
            return texts
        }
        if path.hasSuffix(mentionsSuffix) { return [try page(mentionsPath: path, pages: pages)] }
        return try documents(try content(path), path: path)
    }

    private static let mentionsSuffix = ".mentions.jsonl"

    private static func page(mentionsPath: String, pages: String?) throws(GoldError) -> GoldText {
        let stem = String(mentionsPath.dropLast(mentionsSuffix.count))
        let (folder, name) = split(stem)
        // A folder may be given by a path that does not name it, such as `.`.
        let paths = (pages.map { [$0 + "/"] } ?? [folder, "\(folder)../pages/"]).map { "\($0)\(name).txt" }
        guard let path = paths.first(where: FileManager.default.fileExists(atPath:)) else {
            throw GoldError(mentionsPath, 0, "its page is not there: looked for \(paths.joined(separator: " and "))")
        }
        let facts = stem + ".facts.jsonl"
        return try page(
            name: name, path: path, text: Array(try content(path).utf16), mentions: try content(mentionsPath), mentionsPath: mentionsPath,
            facts: FileManager.default.fileExists(atPath: facts) ? try content(facts) : nil, factsPath: facts)
    }

    /// A path's folder, with the `/` behind it or empty, and what stands in it.
    private static func split(_ path: String) -> (folder: String, name: String) {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        return (String(path[..<name]), String(path[name...]))
    }

    private static func content(_ path: String) throws(GoldError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw GoldError(path, 0, "the file cannot be read") }
        guard let text = String(validating: data, as: UTF8.self) else { throw GoldError(path, 0, "the file is not UTF-8") }
        return text
    }

    /// A page from its source and the content of its gold files.
    package static func page(
        name: String, path: String, text: [UInt16], mentions: String, mentionsPath: String, facts: String? = nil, factsPath: String = ""
    ) throws(GoldError) -> GoldText {
        var gold = GoldText(name: name, path: path, basis: .source, text: text)
        let lines = LineTable(text)
        for (number, record) in try records(mentions, mentionsPath, as: MentionRecord.self) {
            guard let line = record.line, let words = record.text, !words.isEmpty else {
                throw GoldError(mentionsPath, number, "a mention needs `line` and `text`")
            }
            let nth = record.nth ?? 1
            try check(record, mentionsPath, number)
            guard let span = lines.find(Array(words.utf16), line: line, nth: nth, in: text) else {
                throw GoldError(mentionsPath, number, "line \(line) of \(path) does not have \(words) \(nth) times")
            }
            gold.mentions.append(GoldMention(type: record.type, span: span, value: record.stated))
        }
        if let facts {
            gold.facts = []
            for (_, record) in try records(facts, factsPath, as: FactRecord.self) { gold.facts?.append(record.fact) }
        }
        return gold
    }

    /// Documents from the content of a JSON Lines file.
    package static func documents(_ content: String, path: String) throws(GoldError) -> [GoldText] {
        var texts: [GoldText] = []
        for (number, record) in try records(content, path, as: DocumentRecord.self) {
            if let date = record.date, !isDay(date) { throw GoldError(path, number, "the date `\(date)` is no day; write it as 2024-05-30") }
            let text = Array(record.text.utf16)
            // Offsets of the code points, and of the end.
            var offsets: [Int] = []
            for scalar in record.text.unicodeScalars.indices { offsets.append(scalar.utf16Offset(in: record.text)) }
            offsets.append(text.count)
            var gold = GoldText(name: record.id, path: path, firstLine: number, basis: .document, date: record.date, text: text)
            for mention in record.mentions {
                guard let start = mention.start, let end = mention.end, 0 <= start, start < end, end < offsets.count else {
                    throw GoldError(path, number, "a mention of \(record.id) needs `start` < `end` within its \(offsets.count - 1) characters")
                }
                try check(mention, path, number)
                gold.mentions.append(GoldMention(type: mention.type, span: TextSpan(offsets[start], offsets[end]), value: mention.stated))
            }
            texts.append(gold)
        }
        return texts
    }

    private static func isDay(_ text: String) -> Bool { if case .date? = CalendarValue(text) { true } else { false } }

    /// A number that is none could never be matched.
    private static func check(_ mention: MentionRecord, _ path: String, _ number: Int) throws(GoldError) {
        guard TypeGroup(mention.type) == .numeric else { return }
        for text in [mention.stated.value, mention.stated.low, mention.stated.high] + mention.stated.terms {
            if let text, ExactNumber(text) == nil { throw GoldError(path, number, "`\(text)` is no number; write it as 148.3 or 1/3") }
        }
    }

    private static func records<Record: Decodable>(_ content: String, _ path: String, as: Record.Type) throws(GoldError) -> [(Int, Record)] {
        var records: [(Int, Record)] = []
        for (i, line) in content.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            do {
                records.append((i + 1, try JSONDecoder().decode(Record.self, from: Data(line))))
            } catch DecodingError.keyNotFound(let key, _) {
                throw GoldError(path, i + 1, "the field `\(key.stringValue)` is missing")
            } catch DecodingError.typeMismatch(_, let context) {
                let field = context.codingPath.map(\.stringValue).joined(separator: ".")
                throw GoldError(path, i + 1, field.isEmpty ? "the line is no object in braces" : "the field `\(field)` has the wrong type")
            } catch {
                throw GoldError(path, i + 1, "the line is not JSON")
            }
        }
        return records
    }
}

/// A unit in gold: its code, or an object with it as in the output.
private struct UnitRecord: Decodable {
    var code: String

    init(from decoder: any Decoder) throws {
        struct Object: Decodable { var code: String }
        if let object = try? Object(from: decoder) { code = object.code } else { code = try decoder.singleValueContainer().decode(String.self) }
    }
}

private struct MentionRecord: Decodable {
    var line: Int?
    var text: String?
    var nth: Int?
    var start: Int?
    var end: Int?
    var type: String
    var stated: StatedValue

    private enum Key: String, CodingKey { case line, text, nth, start, end, type }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        line = try fields.decodeIfPresent(Int.self, forKey: .line)
        text = try fields.decodeIfPresent(String.self, forKey: .text)
        nth = try fields.decodeIfPresent(Int.self, forKey: .nth)
        start = try fields.decodeIfPresent(Int.self, forKey: .start)
        end = try fields.decodeIfPresent(Int.self, forKey: .end)
        type = try fields.decode(String.self, forKey: .type)
        stated = try ValueRecord(from: decoder).stated
    }
}

/// The fields that mentions and facts state their values by.
private struct ValueRecord: Decodable {
    var value: String?
    var low: String?
    var high: String?
    var unit: UnitRecord?
    var mod: String?
    var terms: [String]?

    var stated: StatedValue { StatedValue(value: value, low: low, high: high, unit: unit?.code, mod: mod, terms: terms ?? []) }
}

/// A fact's own words decode as they are named; its value is read apart.
private struct FactRecord: Decodable {
    var fact: GoldFact

    private enum Key: String, CodingKey { case line, indicator, subject, time, share_of, change, basis, target }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String? { try fields.decodeIfPresent(String.self, forKey: key) }
        fact = GoldFact(line: try fields.decode(Int.self, forKey: .line), value: try ValueRecord(from: decoder).stated)
        fact.indicator = try text(.indicator)
        fact.subject = try text(.subject)
        fact.time = try text(.time)
        fact.shareOf = try text(.share_of)
        fact.change = try text(.change)
        fact.basis = try text(.basis)
        fact.target = try fields.decodeIfPresent(Bool.self, forKey: .target) ?? false
    }
}

private struct DocumentRecord: Decodable {
    var id: String
    var text: String
    var date: String?
    var mentions: [MentionRecord]
}
