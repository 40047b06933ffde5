import BaoShuModel
import BaoShuText

/// One document on its way into a line of JSON: the keys, in the contract's order.
struct DocumentLine {
    let document: AnnotatedDocument
    let text: UnsafeBufferPointer<UInt16>
    var mentions: MentionMemory
    let table: OffsetTable
    let sourceTable: OffsetTable
    let writer: JSONWriter
    /// Whether the text is its own source, so that the offsets in both are the same.
    let isOwnSource: Bool

    init(document: AnnotatedDocument, text: UnsafeBufferPointer<UInt16>, mentions: MentionMemory, source: OffsetTable?, writer: JSONWriter) {
        self.document = document
        self.text = text
        self.mentions = mentions
        self.writer = writer
        table = OffsetTable(text, unit: writer.offsets)
        sourceTable = source ?? table
        isOwnSource = source == nil && document.sourceMap == SourceMap(identity: text.count)
    }

    func write(to output: inout JSONBuffer) {
        writeHead(to: &output)
        output.append(#","text":"#)
        let damage = output.append(text: text)
        writeContent(to: &output)
        output.append(bytes: writer.generator)
        output.append(#","diagnostics":["#)
        var comma = false
        for diagnostic in document.diagnostics { write(diagnostic, comma: &comma, to: &output) }
        if damage.lone > 0 {
            let message =
                damage.lone == 1
                ? "lone surrogate written as U+FFFD" : "\(damage.lone) lone surrogates written as U+FFFD, the first of them here"
            let span = TextSpan(damage.first, damage.first + 1)
            write(DocumentDiagnostic(code: "lone_surrogate", message: message, span: span), comma: &comma, to: &output)
        }
        output.append("]}\n")
    }

    /// What is said of the document before its text.
    private func writeHead(to output: inout JSONBuffer) {
        writer.appendHead(of: document.id, to: &output)
        output.append(#","source":{"name":"#)
        output.append(json: document.source.name)
        output.append(#","format":"#)
        output.append(json: document.source.format)
        output.append(#","encoding":"#)
        output.append(json: document.source.encoding)
        output.append("}")
        if let title = document.title {
            output.append(#","title":"#)
            output.append(json: title)
        }
        if let date = document.completeDate {
            output.append(#","date":"#)
            output.append(json: date)
        }
        if !document.metadata.isEmpty {
            output.append(#","metadata":{"#)
            var isFirst = true
            for (name, value) in document.metadata.sorted(by: { $0.key < $1.key }) {
                if !isFirst { output.append(",") }
                isFirst = false
                output.append(json: name)
                output.append(":")
                output.append(json: value)
            }
            output.append("}")
        }
        output.append(#","language":"#)
        output.append(json: document.language)
    }

    /// What was found in the text, up to the end of its facts.
    private func writeContent(to output: inout JSONBuffer) {
        output.append(#","blocks":["#)
        var comma = false
        for block in document.blocks { write(block, comma: &comma, to: &output) }
        output.append(#"],"sentences":["#)
        write(pairs: document.sentences, to: &output)
        if let tokens = document.tokens {
            output.append(#"],"tokens":["#)
            write(pairs: tokens, to: &output)
        }
        output.append(#"],"mentions":["#)
        for index in mentions.heads.indices {
            if index > 0 { output.append(",") }
            write(mentions.heads[index], number: index + 1, to: &output)
        }
        output.append(#"],"facts":["#)
        for index in document.facts.indices {
            if index > 0 { output.append(",") }
            write(document.facts[index], number: index + 1, to: &output)
        }
        output.append("]")
    }

    // MARK: Spans

    private func write(pairs spans: [TextSpan], to output: inout JSONBuffer) {
        var comma = false
        for span in spans { write(pair: span, table, comma: &comma, to: &output) }
    }

    @inline(__always)
    private func write(pair span: TextSpan, _ table: OffsetTable, comma: inout Bool, to output: inout JSONBuffer) {
        output.append(comma ? ",[" : "[")
        comma = true
        output.append(number: table[span.lowerBound])
        output.append(",")
        output.append(number: table[span.upperBound])
        output.append("]")
    }

    @inline(__always)
    func writeBounds(_ span: TextSpan, to output: inout JSONBuffer) {
        output.append(#""start":"#)
        output.append(number: table[span.lowerBound])
        output.append(#","end":"#)
        output.append(number: table[span.upperBound])
    }

    func writeSource(_ span: TextSpan, to output: inout JSONBuffer) {
        output.append(#","source":["#)
        var comma = false
        if isOwnSource {
            let inside = span.clamped(to: TextSpan(0, text.count))
            if !inside.isEmpty { write(pair: inside, sourceTable, comma: &comma, to: &output) }
        } else {
            for piece in document.sourceMap.source(of: span) { write(pair: piece, sourceTable, comma: &comma, to: &output) }
        }
        output.append("]")
    }

    /// Words of the text, whose bytes stand in the buffer already.
    @inline(__always)
    func writeWords(_ span: TextSpan, to output: inout JSONBuffer) {
        let from = min(max(span.lowerBound.value, 0), text.count)
        let to = min(max(span.upperBound.value, from), text.count)
        if isInsidePair(from) || isInsidePair(to) { return output.append(words: UnsafeBufferPointer(rebasing: text[from..<to])) }
        output.append(textAt: from..<to)
    }

    /// Whether an offset parts the halves of a surrogate pair.
    @inline(__always)
    private func isInsidePair(_ offset: Int) -> Bool {
        offset < text.count && text[offset] & 0xFC00 == 0xDC00 && offset > 0 && text[offset - 1] & 0xFC00 == 0xD800
    }

    // MARK: Parts of a document

    private func write(_ block: Block, comma: inout Bool, to output: inout JSONBuffer) {
        output.append(comma ? #",{"role":"# : #"{"role":"#)
        comma = true
        output.append(json: block.role.rawValue)
        output.append(",")
        writeBounds(block.span, to: &output)
        writeSource(block.span, to: &output)
        if let dateline = block.dateline {
            output.append(#","dateline":"#)
            write(words: dateline, to: &output)
        }
        output.append("}")
    }

    private func write(_ diagnostic: DocumentDiagnostic, comma: inout Bool, to output: inout JSONBuffer) {
        output.append(comma ? #",{"code":"# : #"{"code":"#)
        comma = true
        output.append(json: diagnostic.code)
        output.append(#","message":"#)
        output.append(json: diagnostic.message)
        if let span = diagnostic.span {
            output.append(",")
            writeBounds(span, to: &output)
        }
        output.append("}")
    }
}
