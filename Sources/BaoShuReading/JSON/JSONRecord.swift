internal import BaoShuModel
internal import BaoShuText

/// What was found of the wanted fields of one object; ranges into its bytes.
private struct FoundFields {
    var values: [(rank: Int, value: JSONScanner.Value)?] = Array(repeating: nil, count: RecordField.allCases.count)

    subscript(field: RecordField) -> JSONScanner.Value? { values[field.slot]?.value }

    mutating func keep(_ field: RecordField, rank: Int, _ value: JSONScanner.Value) {
        if case .null = value, values[field.slot] != nil { return }
        if let old = values[field.slot], old.rank < rank {
            if case .null = old.value {} else { return }
        }
        values[field.slot] = (rank, value)
    }
}

extension RecordField {
    /// The place of the field in `allCases`.
    fileprivate var slot: Int {
        switch self {
        case .id: 0
        case .text: 1
        case .title: 2
        case .date: 3
        case .source: 4
        case .url: 5
        case .author: 6
        case .section: 7
        case .paper: 8
        case .page: 9
        }
    }
}

extension RecordDecoder {
    /// The document of an object of JSON. `text` is kept as it came; a title stays beside it.
    func jsonDocument(_ record: RawRecord, format: String) throws(ReadingError) -> SourceDocument {
        guard record.encoding == nil || record.encoding == "UTF-8" else {
            // JSON has its marks in ASCII; the rest of the way is by UTF-8.
            let decoded = record.bytes.withUnsafeBufferPointer { text.decode($0, as: record.encoding!) }
            var utf8 = record
            utf8.bytes = UTF8Text.encode(decoded.text)
            utf8.original = decoded.encoding
            utf8.encoding = "UTF-8"
            return try jsonDocument(utf8, format: format)
        }
        var problem: ReadingError?
        let document = record.bytes.withUnsafeBufferPointer { bytes -> SourceDocument? in
            do throws(ReadingError) { return try self.scan(bytes, record, format) } catch { problem = error }
            return nil
        }
        guard let document else { throw problem! }
        return document
    }

    private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ record: RawRecord, _ format: String) throws(ReadingError) -> SourceDocument {
        var scanner = JSONScanner(bytes, maximumDepth: options.maximumDepth)
        var found = FoundFields()
        do throws(JSONProblem) {
            try members(&scanner, &found)
        } catch {
            // The id may stand before the place that is wrong.
            throw record.error(
                error.message.hasPrefix("nesting") ? "too_deep" : "invalid_json", "\(error.message); correct the record or leave it out",
                id: identifier(found, scanner), column: Self.column(error.offset, bytes))
        }
        let id = try requiredID(found, scanner, record)
        guard let value = found[.text], !value.isNull else {
            throw record.error(
                "missing_text", "there is no field \"text\" or \"content\"; name the field that has the text with --map NAME=text", id: id)
        }
        guard case .string(let token) = value else {
            throw record.error("wrong_type", "the field with the text is \(value.name), a string is needed; correct the record or leave it out", id: id)
        }
        let decoded = scanner.decode(token)
        var source = SourceDescription(name: record.name, format: format, encoding: record.original ?? "UTF-8")
        var notes: [DocumentDiagnostic] = []
        func string(_ field: RecordField) -> String? {
            switch found[field] {
            case nil, .null?: return nil
            case .string(let token)?: return scanner.decodeString(token)
            case .number(let range)?: return String(decoding: bytes[range], as: UTF8.self)
            case .some(let other):
                notes.append(DocumentDiagnostic(code: "wrong_type", message: "the field \(field.rawValue) is \(other.name), a string is needed; it is left out"))
                return nil
            }
        }
        if let name = string(.source), !name.isEmpty { source.name = name }
        var document = SourceDocument(id: id, source: source, text: decoded.text, content: .text)
        document.title = string(.title)
        if let words = string(.date), !words.isEmpty {
            document.date = MetadataDay.read(words)
            if document.date == nil {
                notes.append(DocumentDiagnostic(code: "unknown_date", message: "the date \"\(words.prefix(40))\" is in no form that is known"))
            }
        }
        for field in [RecordField.url, .author, .section, .paper, .page] {
            if let value = string(field) { document.metadata[field.rawValue] = value }
        }
        document.damaged = Damage.replaced(in: decoded.text)
        if decoded.loneSurrogate {
            notes.append(DocumentDiagnostic(code: "lone_surrogate", message: "an escape for half a surrogate pair stands in the text; it is U+FFFD now"))
        }
        document.diagnostics = notes
        return document
    }

    private func members(_ scanner: inout JSONScanner, _ found: inout FoundFields) throws(JSONProblem) {
        scanner.skipSpace()
        guard scanner.current == UInt8(ascii: "{") else { throw scanner.problem("expected an object in braces") }
        scanner.position += 1
        scanner.skipSpace()
        if scanner.current == UInt8(ascii: "}") {
            scanner.position += 1
        } else {
            while true {
                let name = try scanner.string()
                try scanner.colon()
                let value = try scanner.value(depth: 1)
                if let (field, rank) = entry(name, scanner) { found.keep(field, rank: rank, value) }
                if try !scanner.comma(closing: UInt8(ascii: "}")) { break }
            }
        }
        scanner.skipSpace()
        if scanner.position < scanner.bytes.count { throw scanner.problem("something stands behind the end of the object") }
    }

    @inline(__always)
    private func entry(_ name: JSONScanner.StringToken, _ scanner: JSONScanner) -> (field: RecordField, rank: Int)? {
        guard !name.escaped else {
            return Array(scanner.decodeString(name).utf8).withUnsafeBufferPointer { names.entry($0) }
        }
        return names.entry(UnsafeBufferPointer(rebasing: scanner.bytes[name.range]))
    }

    private func identifier(_ found: FoundFields, _ scanner: JSONScanner) -> String? {
        switch found[.id] {
        case .string(let token)? where !token.range.isEmpty: scanner.decodeString(token)
        case .number(let range)?: String(decoding: scanner.bytes[range], as: UTF8.self)
        default: nil
        }
    }

    private func requiredID(_ found: FoundFields, _ scanner: JSONScanner, _ record: RawRecord) throws(ReadingError) -> String {
        if let id = identifier(found, scanner) { return id }
        guard let other = found[.id], !other.isNull else { return record.ownID }
        if case .string = other { return record.ownID }
        throw record.error("wrong_type", "the field \"id\" is \(other.name), a string or a number is needed; correct the record or leave it out")
    }

    /// The column of a byte, from 1, in code points.
    private static func column(_ offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        bytes.prefix(offset).reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}

extension JSONScanner.Value {
    fileprivate var isNull: Bool { if case .null = self { true } else { false } }
}
