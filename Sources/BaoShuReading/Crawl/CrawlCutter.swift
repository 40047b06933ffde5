/// Cuts the pages out of a WARC file (ISO 28500:2017) or its WET extract: `response` and `resource` records of HTML, XML or text, and `conversion`
/// records. Other records, and answers of other types or without success, are no articles and are passed over.
final class CrawlCutter: RecordCutter {
    private var ended = false
    private var number = 0

    override func next() -> RawRecord? {
        while !ended {
            guard let header = header() else {
                ended = true
                return failureOfInput(number: number + 1)
            }
            number += 1
            guard header.version, let length = header.values["content-length"].flatMap({ Int($0) }), length >= 0 else {
                ended = true
                return context.failure("invalid_warc", "a record at byte \(header.start) has no header of WARC or no length; the rest of the file is not read", number: number)
            }
            let type = header.values["warc-type"]?.lowercased() ?? ""
            let wanted = ["response", "resource", "conversion"].contains(type)
            if !wanted || length > context.options.maximumDocumentSize {
                passOver(length)
                if wanted { return context.tooLarge(number: number) }
                continue
            }
            input.ensure(length)
            if input.count < length {
                ended = true
                return failureOfInput(number: number)
                    ?? context.failure("truncated", "the file ends inside of a record of \(length) bytes; the record is not read", number: number)
            }
            if let record = record(type, header.values, input.take(length)) { return record }
        }
        return nil
    }

    private func passOver(_ length: Int) {
        var left = length
        while left > 0 {
            if input.count == 0, !input.more() { return }
            let part = min(left, input.count)
            input.skip(part)
            left -= part
        }
    }

    /// The lines of a header up to the blank one; nil at the end of the file.
    private func header() -> (start: Int, version: Bool, values: [String: String])? {
        // Records are parted by two line feeds with their carriage returns.
        while true {
            if input.count == 0, !input.more() { return nil }
            guard let byte = input.window.first, byte == 0x0D || byte == 0x0A else { break }
            input.skip(1)
        }
        let start = input.taken
        var lines: [String] = []
        while lines.count < 200 {
            var end = input.find(0x0A, from: 0)
            while end == nil, input.count < 1 << 16, input.more() { end = input.find(0x0A, from: 0) }
            guard let end else {
                input.skip(input.count)
                break
            }
            let line = String(decoding: UnsafeBufferPointer(rebasing: input.window[..<end]), as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }
            input.skip(end + 1)
            if line.isEmpty { break }
            lines.append(line)
        }
        return (start, lines.first?.hasPrefix("WARC/") ?? false, Self.values(lines.dropFirst()))
    }

    static func values(_ lines: some Sequence<String>) -> [String: String] {
        var values: [String: String] = [:]
        for line in lines {
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = line[..<colon].lowercased()
            // Blanks around a value are none of it (RFC 9110, 5.5).
            var value = line[line.utf8.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            while let last = value.last, last == " " || last == "\t" { value.removeLast() }
            if values[name] == nil { values[name] = String(value) }
        }
        return values
    }

    private func record(_ type: String, _ values: [String: String], _ block: [UInt8]) -> RawRecord? {
        var bytes = block
        var contentType = values["content-type"] ?? ""
        if type == "response" {
            guard contentType.lowercased().hasPrefix("application/http") || contentType.isEmpty, let answer = HTTPAnswer(block), (200..<300).contains(answer.status) else { return nil }
            contentType = answer.values["content-type"] ?? ""
            bytes = answer.body
        }
        let kindOfContent = contentType.lowercased()
        let kind: RawRecord.Kind
        if type == "conversion" || kindOfContent.hasPrefix("text/plain") {
            kind = .crawl
        } else if kindOfContent.isEmpty || kindOfContent.contains("html") {
            kind = .html
        } else {
            return nil
        }
        var record = context.record(kind, number: number, bytes)
        record.encoding = nil
        record.inherited["url"] = values["warc-target-uri"].map { $0.filter { $0 != "<" && $0 != ">" } }
        record.inherited["charset"] = DeclaredEncoding.find(contentType: contentType)
        record.inherited["id"] = values["warc-record-id"].map { $0.filter { $0 != "<" && $0 != ">" } }
        record.inherited["source"] = record.inherited["url"].flatMap(Self.host)
        return record
    }

    /// The name of the host in an address.
    private static func host(_ url: String) -> String? {
        guard let slashes = url.firstRange(of: "://") else { return nil }
        let host = url[slashes.upperBound...].prefix { $0 != "/" && $0 != ":" && $0 != "?" }
        return host.isEmpty ? nil : String(host)
    }
}

/// An HTTP answer as a crawl keeps it (RFC 9112): status line, header, body; a body in chunks is put together.
struct HTTPAnswer {
    var status = 0
    var values: [String: String] = [:]
    var body: [UInt8]

    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: "HTTP/".utf8) else { return nil }
        var lines: [String] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[start..<end].last == 0x0D ? bytes[start..<end - 1] : bytes[start..<end]
            start = min(end + 1, bytes.count)
            if line.isEmpty { break }
            if lines.count < 500 { lines.append(String(decoding: line, as: UTF8.self)) }
        }
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, let status = Int(words[1]) else { return nil }
        self.status = status
        values = CrawlCutter.values(lines.dropFirst())
        body = Array(bytes[start...])
        if values["transfer-encoding"]?.lowercased().contains("chunked") == true, let whole = Self.unchunked(body) { body = whole }
    }

    /// nil where the body is in no chunks, as crawls that have put it together leave the header.
    private static func unchunked(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var i = 0
        while i < bytes.count {
            guard let end = bytes[i...].firstIndex(of: 0x0A) else { return nil }
            let digits = bytes[i..<end].prefix { $0 != 0x0D && $0 != UInt8(ascii: ";") }
            // Digits alone: `Int` takes a sign too.
            guard digits.count <= 8, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let length = Int(String(decoding: digits, as: UTF8.self), radix: 16), length <= bytes.count - end - 1
            else { return nil }
            if length == 0 { return result }
            result += bytes[(end + 1)..<(end + 1 + length)]
            i = end + 1 + length
            while i < bytes.count, bytes[i] == 0x0D || bytes[i] == 0x0A { i += 1 }
        }
        return result
    }
}
