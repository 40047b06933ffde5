package import BaoShuModel
internal import BaoShuText

/// Turns raw records into documents. One for each worker: it keeps converters and parsers, and is used by one thread at a time.
package final class RecordDecoder {
    let options: ReadingOptions
    let names: FieldNames
    let text = TextDecoder()
    private let dates: DateSources

    package init(options: ReadingOptions) {
        self.options = options
        names = FieldNames(map: options.fieldMap, words: options.words)
        dates = DateSources(options)
    }

    /// The document of a record, or why there is none. Never traps, whatever the bytes.
    ///
    /// - Complexity: O(n) in the record's bytes.
    package func decode(_ record: RawRecord) -> Result<SourceDocument, ReadingError> {
        do throws(ReadingError) {
            var document = try read(record)
            if document.date == nil || document.date!.utf8.contains(UInt8(ascii: "X")) {
                if let date = dates.day(of: record, id: document.id, url: document.metadata["url"]) { document.date = date }
            }
            if !document.damaged.isEmpty { document.diagnostics += Self.damageDiagnostics(document) }
            return .success(document)
        } catch {
            return .failure(error)
        }
    }

    private func read(_ record: RawRecord) throws(ReadingError) -> SourceDocument {
        switch record.kind {
        case .failure(let code, let message): throw record.error(code, message)
        case .json(let format): return try jsonDocument(record, format: format.rawValue)
        case .page, .text: return try plainDocument(record)
        case .html: return try htmlDocument(record)
        case .xml(let dialect): return try xmlDocument(record, dialect)
        case .row(let header): return try rowDocument(record, header)
        case .crawl: return try crawlDocument(record)
        }
    }

    /// A file without markup.
    private func plainDocument(_ record: RawRecord) throws(ReadingError) -> SourceDocument {
        let decoded = record.bytes.withUnsafeBufferPointer { text.decode($0, declared: record.encoding) }
        try check(decoded, record)
        var page = false
        if case .page = record.kind { page = true }
        let source = SourceDescription(name: record.name, format: page ? "page" : "text", encoding: record.original ?? decoded.encoding)
        var document = SourceDocument(id: record.ownID, source: source, text: decoded.text, content: page ? .page : .text)
        document.damaged = decoded.damaged
        return document
    }

    /// The text of a crawled page without markup.
    private func crawlDocument(_ record: RawRecord) throws(ReadingError) -> SourceDocument {
        let decoded = record.bytes.withUnsafeBufferPointer { text.decode($0, declared: record.inherited["charset"]) }
        try check(decoded, record)
        let source = SourceDescription(name: record.inherited["source"] ?? record.name, format: "warc", encoding: decoded.encoding)
        var document = SourceDocument(id: record.inherited["id"] ?? record.ownID, source: source, text: decoded.text, content: .text)
        document.damaged = decoded.damaged
        document.metadata["url"] = record.inherited["url"]
        return document
    }

    /// Refuses what is no text: NUL bytes, control characters, more damage than text.
    func check(_ decoded: DecodedText, _ record: RawRecord) throws(ReadingError) {
        var controls = 0, blanks = 0
        for (index, unit) in decoded.text.enumerated() {
            if unit == 0 {
                throw record.error(
                    "not_text", "there is a NUL character at character \(index + 1): this is a binary file or a damaged one; give text, or name its format with --from")
            }
            if unit <= 0x20 {
                if FormatRecognizer.isSpace(UInt8(truncatingIfNeeded: unit)) { blanks += 1 } else { controls += 1 }
            } else if unit == 0x3000 || unit == 0xFEFF || unit == 0xA0 {
                blanks += 1
            }
        }
        if blanks == decoded.text.count { throw record.error("empty", decoded.text.isEmpty ? "the file is empty; there is nothing to read" : "there are only blanks; there is nothing to read") }
        let damage = decoded.damaged.reduce(0) { $0 + $1.length }
        if controls * 10 > decoded.text.count || damage * 3 > decoded.text.count {
            throw record.error(
                "not_text", "\(damage + controls) of \(decoded.text.count) characters cannot be read as \(decoded.encoding): this is a binary file or in an unknown encoding; convert it to UTF-8")
        }
    }

    /// One remark for each damaged stretch, at most a hundred.
    private static func damageDiagnostics(_ document: SourceDocument) -> [DocumentDiagnostic] {
        var result = document.damaged.prefix(100).map { span in
            DocumentDiagnostic(code: "damaged", message: "\(span.length) damaged characters, left out of the rules", span: span)
        }
        if document.damaged.count > 100 {
            result.append(DocumentDiagnostic(code: "damaged", message: "\(document.damaged.count - 100) more damaged stretches, left out of the rules"))
        }
        return result
    }
}

extension RawRecord {
    /// An error of this record, with its place in front.
    func error(_ code: String, _ message: String, id: String? = nil, column: Int? = nil) -> ReadingError {
        let place = column.map { "\(self.place) column \($0)" } ?? self.place
        return ReadingError(id: id ?? inherited["id"] ?? ownID, code: code, message: "\(place): \(message)")
    }
}
