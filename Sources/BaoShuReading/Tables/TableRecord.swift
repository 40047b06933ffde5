internal import BaoShuModel
internal import BaoShuText

extension RecordDecoder {
    /// The document of a row of a table. `text` is kept as it came.
    func rowDocument(_ record: RawRecord, _ header: TableHeader) throws(ReadingError) -> SourceDocument {
        let decoded = record.bytes.withUnsafeBufferPointer { text.decode($0, declared: record.encoding) }
        let cells = TableRow.cells(decoded.text, delimiter: UInt16(header.delimiter))
        var found: [RecordField: [UInt16]] = [:]
        for (column, field) in header.columns.enumerated() where column < cells.count { if let field { found[field] = cells[column] } }
        func string(_ field: RecordField) -> String? { found[field].flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF16.self) } }
        let id = string(.id) ?? record.ownID
        guard let text = found[.text] else {
            throw record.error("missing_text", "the row has \(cells.count) fields and none for the text, where the header has \(header.columns.count); correct the row or leave it out", id: id)
        }
        let source = SourceDescription(name: string(.source) ?? record.name, format: "csv", encoding: record.original ?? decoded.encoding)
        var document = SourceDocument(id: id, source: source, text: text, content: .text)
        document.title = string(.title)
        if let words = string(.date) {
            document.date = MetadataDay.read(words)
            if document.date == nil {
                document.diagnostics.append(DocumentDiagnostic(code: "unknown_date", message: "the date \"\(words.prefix(40))\" is in no form that is known"))
            }
        }
        for field in [RecordField.url, .author, .section, .paper, .page] { document.metadata[field.rawValue] = string(field) }
        document.damaged = Damage.replaced(in: text)
        if cells.count != header.columns.count {
            document.diagnostics.append(DocumentDiagnostic(code: "uneven_row", message: "the row has \(cells.count) fields, the header \(header.columns.count)"))
        }
        return document
    }
}
