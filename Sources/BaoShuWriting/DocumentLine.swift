import BaoShuModel
import BaoShuText

/// One document on its way into a line of JSON: the keys, in the contract's order.
struct DocumentLine {
    let document: AnnotatedDocument
    let text: UnsafeBufferPointer<UInt16>
    let table: OffsetTable
    let sourceTable: OffsetTable
    let offsets: OffsetUnit

    func write(generator: [UInt8], to output: inout [UInt8]) {
        output.append(#"{"schema":"baoshu/1","id":"#)
        output.append(json: document.id)
        output.append(#","offsets":"#)
        output.append(json: offsets.rawValue)
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
        if let date = document.date {
            output.append(#","date":"#)
            // Where only the year or the month is known, the rest is written as X.
            let rest = date.utf8.count == 4 ? "-XX-XX" : date.utf8.count == 7 ? "-XX" : ""
            output.append(json: date + rest)
        }
        output.append(#","language":"#)
        output.append(json: document.language)
        output.append(#","text":"#)
        let damage = output.append(json: text)

        output.append(#","blocks":["#)
        write(document.blocks, to: &output) { block, output in write(block, to: &output) }
        output.append(#"],"sentences":["#)
        write(document.sentences, to: &output) { span, output in write(pair: span, table, to: &output) }
        if let tokens = document.tokens {
            output.append(#"],"tokens":["#)
            write(tokens, to: &output) { span, output in write(pair: span, table, to: &output) }
        }
        output.append(#"],"mentions":["#)
        for (i, mention) in document.mentions.enumerated() {
            if i > 0 { output.append(",") }
            write(mention, number: i + 1, to: &output)
        }
        output.append(#"],"facts":["#)
        for (i, fact) in document.facts.enumerated() {
            if i > 0 { output.append(",") }
            write(fact, number: i + 1, to: &output)
        }
        output.append("]")
        output.append(contentsOf: generator)
        output.append(#","diagnostics":["#)
        write(document.diagnostics, to: &output) { diagnostic, output in write(diagnostic, to: &output) }
        if damage.lone > 0 {
            if !document.diagnostics.isEmpty { output.append(",") }
            let message =
                damage.lone == 1
                ? "lone surrogate written as U+FFFD" : "\(damage.lone) lone surrogates written as U+FFFD, the first of them here"
            let span = TextSpan(damage.first, damage.first + 1)
            write(DocumentDiagnostic(code: "lone_surrogate", message: message, span: span), to: &output)
        }
        output.append("]}\n")
    }

    private func write<Element>(_ elements: [Element], to output: inout [UInt8], _ body: (Element, inout [UInt8]) -> Void) {
        var first = true
        for element in elements {
            if !first { output.append(",") }
            first = false
            body(element, &output)
        }
    }

    // MARK: Spans

    private func write(pair span: TextSpan, _ table: OffsetTable, to output: inout [UInt8]) {
        output.append("[")
        output.append(number: table[span.lowerBound])
        output.append(",")
        output.append(number: table[span.upperBound])
        output.append("]")
    }

    private func writeBounds(_ span: TextSpan, to output: inout [UInt8]) {
        output.append(#""start":"#)
        output.append(number: table[span.lowerBound])
        output.append(#","end":"#)
        output.append(number: table[span.upperBound])
    }

    private func writeSource(_ span: TextSpan, to output: inout [UInt8]) {
        output.append(#","source":["#)
        write(document.sourceMap.source(of: span), to: &output) { span, output in write(pair: span, sourceTable, to: &output) }
        output.append("]")
    }

    private func writeWords(_ span: TextSpan, to output: inout [UInt8]) {
        let from = min(max(span.lowerBound.value, 0), text.count)
        let to = min(max(span.upperBound.value, from), text.count)
        output.append(json: UnsafeBufferPointer(rebasing: text[from..<to]))
    }

    // MARK: Parts of a document

    private func write(_ block: Block, to output: inout [UInt8]) {
        output.append(#"{"role":"#)
        output.append(json: block.role.rawValue)
        output.append(",")
        writeBounds(block.span, to: &output)
        writeSource(block.span, to: &output)
        if let dateline = block.dateline {
            output.append(#","dateline":"#)
            write(.words(dateline), to: &output)
        }
        output.append("}")
    }

    private func write(_ mention: Mention, number: Int, to output: inout [UInt8]) {
        output.append(#"{"id":"m"#)
        output.append(number: number)
        output.append(#"","type":"#)
        output.append(json: mention.type)
        if let kind = mention["kind"] {
            output.append(#","kind":"#)
            write(kind, to: &output)
        }
        output.append(",")
        writeBounds(mention.span, to: &output)
        output.append(#","text":"#)
        writeWords(mention.span, to: &output)
        writeSource(mention.span, to: &output)
        if let entity = mention.entity {
            output.append(#","entity":"e"#)
            output.append(number: entity)
            output.append("\"")
        }
        let fields = mention.fields.filter { $0.name != "kind" && !JSONWriter.reservedMentionFields.contains($0.name) }
        write(fields, comma: true, to: &output)
        if !mention.parts.isEmpty {
            output.append(#","parts":{"#)
            write(mention.parts, to: &output)
            output.append("}")
        }
        output.append(#","rule":"#)
        output.append(json: mention.rule)
        output.append("}")
    }

    private func write(_ parts: [Part], to output: inout [UInt8]) {
        for (i, part) in parts.enumerated() where !parts[..<i].contains(where: { $0.name == part.name }) {
            if i > 0 { output.append(",") }
            output.append(json: part.name)
            output.append(":{")
            writeBounds(part.span, to: &output)
            write(part.fields.filter { $0.name != "start" && $0.name != "end" }, comma: true, to: &output)
            output.append("}")
        }
    }

    private func write(_ fact: Fact, number: Int, to output: inout [UInt8]) {
        output.append(#"{"id":"f"#)
        output.append(number: number)
        output.append(#"","quantity":"m"#)
        output.append(number: fact.quantity + 1)
        output.append("\"")
        let roles: Set = ["id", "quantity", "indicator", "subject", "time", "share_of", "rule"]
        write(document.measuredFields(of: fact).filter { !roles.contains($0.name) }, comma: true, to: &output)
        write(fact.indicator, #","indicator":"#, to: &output)
        write(fact.subject, #","subject":"#, to: &output)
        write(fact.time, #","time":"#, isTime: true, to: &output)
        write(fact.shareOf, #","share_of":"#, to: &output)
        output.append(#","rule":"#)
        output.append(json: fact.rule)
        output.append("}")
    }

    /// A part in a fact: `value` for a time, else the words, with their place where they are no mention.
    private func write(_ role: Fact.Role?, _ key: StaticString, isTime: Bool = false, to output: inout [UInt8]) {
        guard let role else { return }
        let mention = role.mention.flatMap { document.mentions.indices.contains($0) ? document.mentions[$0] : nil }
        let value = role.value ?? (isTime ? mention?.text("value") : nil)
        guard role.span != nil || mention != nil || value != nil else { return }
        output.append(key)
        output.append("{")
        var separator: StaticString = ""
        if let value {
            output.append(#""value":"#)
            output.append(json: value)
            separator = ","
        }
        if let span = role.span ?? (value == nil ? mention?.span : nil) {
            output.append(separator)
            output.append(#""text":"#)
            writeWords(span, to: &output)
            separator = ","
        }
        if let span = role.span, span != mention?.span {
            output.append(separator)
            writeBounds(span, to: &output)
        }
        if mention != nil, let number = role.mention {
            output.append(separator)
            output.append(#""mention":"m"#)
            output.append(number: number + 1)
            output.append("\"")
        }
        output.append("}")
    }

    private func write(_ diagnostic: DocumentDiagnostic, to output: inout [UInt8]) {
        output.append(#"{"code":"#)
        output.append(json: diagnostic.code)
        output.append(#","message":"#)
        output.append(json: diagnostic.message)
        if let span = diagnostic.span {
            output.append(",")
            writeBounds(span, to: &output)
        }
        output.append("}")
    }

    // MARK: Fields

    /// Fields with their names. Of two with one name the first counts; empty ones are left out.
    private func write(_ fields: [Field], comma: Bool, to output: inout [UInt8]) {
        var comma = comma
        for (i, field) in fields.enumerated() where !field.value.isEmpty && !fields[..<i].contains(where: { $0.name == field.name }) {
            if comma { output.append(",") }
            comma = true
            output.append(json: field.name)
            output.append(":")
            write(field.value, to: &output)
        }
    }

    private func write(_ value: FieldValue, to output: inout [UInt8]) {
        switch value {
        case .text(let text): output.append(json: text)
        case .flag(let flag): output.append(flag ? "true" : "false")
        case .list(let values):
            output.append("[")
            write(values, to: &output) { value, output in write(value, to: &output) }
            output.append("]")
        case .object(let fields):
            output.append("{")
            write(fields, comma: false, to: &output)
            output.append("}")
        case .unit(let unit):
            output.append(#"{"code":"#)
            output.append(json: unit.code)
            output.append(#","system":"#)
            output.append(json: unit.system)
            if !unit.text.isEmpty {
                output.append(#","text":"#)
                output.append(json: unit.text)
            }
            output.append("}")
        case .words(let span):
            output.append(#"{"text":"#)
            writeWords(span, to: &output)
            output.append(",")
            writeBounds(span, to: &output)
            if let mention = document.mention(at: span) {
                output.append(#","mention":"m"#)
                output.append(number: mention + 1)
                output.append("\"")
            }
            output.append("}")
        }
    }
}

extension FieldValue {
    /// Nothing to write. A list keeps its empty elements, whose places count.
    fileprivate var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let values): values.isEmpty
        case .object(let fields): fields.allSatisfy(\.value.isEmpty)
        case .flag, .unit, .words: false
        }
    }
}
