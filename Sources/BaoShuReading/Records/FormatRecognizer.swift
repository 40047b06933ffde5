/// Recognizes a format by the beginning of the content; the name only where the content leaves it open.
struct FormatRecognizer {
    let bytes: [UInt8]
    /// The encoding of the bytes, where it is known.
    let encoding: String?
    let name: String
    let names: FieldNames

    /// The format of some bytes in UTF-8 or an encoding that has ASCII where ASCII has it.
    func format() -> InputFormat {
        var start = 0
        while start < bytes.count, Self.isSpace(bytes[start]) { start += 1 }
        guard start < bytes.count else { return .page }
        switch bytes[start] {
        case UInt8(ascii: "{"): if beginsObject(start) { return isLines(start) ? .jsonl : .json }
        case UInt8(ascii: "["): if beginsArray(start) { return .json }
        case UInt8(ascii: "<"):
            if let beginning = bytes.withUnsafeBufferPointer({ MarkupBeginning($0) }) { return beginning.dialect == nil ? .html : .xml }
        default: break
        }
        if bytes[start...].starts(with: "WARC/".utf8) { return .warc }
        if hasMarksOfHTML() { return .html }
        if bytes.split(separator: 0x0A, maxSplits: 1).first.flatMap({ TableHeader($0, encoding: encoding, names: names) }) != nil { return .csv }
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if ending == "jsonl" || ending == "ndjson", mostLinesAreObjects() { return .jsonl }
        return .page
    }

    /// Tags that no page without markup has.
    private func hasMarksOfHTML() -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            for mark in ["<html", "<!doctype html", "<founder-", "<!--enp", "</p>", "</div>"] as [StaticString] {
                if DeclaredEncoding.find(mark, bytes, from: 0) != nil { return true }
            }
            return false
        }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private func beginsObject(_ start: Int) -> Bool {
        let next = bytes[(start + 1)...].first { !Self.isSpace($0) }
        return next == nil || next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    }

    private func beginsArray(_ start: Int) -> Bool {
        let next = bytes[(start + 1)...].first { !Self.isSpace($0) }
        return next == UInt8(ascii: "{") || (next == UInt8(ascii: "]") && bytes.count < 16)
    }

    /// Whether the objects stand on lines of their own: the first line is one, or is at least no beginning of one over several lines.
    private func isLines(_ start: Int) -> Bool {
        let line = bytes[start...].prefix { $0 != 0x0A }
        let whole = line.endIndex == bytes.endIndex
        let last = line.last { !Self.isSpace($0) }
        return whole || last == UInt8(ascii: "}") || !(last == UInt8(ascii: "{") || last == UInt8(ascii: ","))
    }

    private func mostLinesAreObjects() -> Bool {
        let lines = bytes.split(separator: 0x0A).prefix(100)
        return lines.filter { $0.first { !Self.isSpace($0) } == UInt8(ascii: "{") }.count * 2 > lines.count
    }
}
