import BaoShuModel
import BaoShuText

extension DocumentLine {
    func write(_ mention: borrowing Mention, number: Int, to output: inout JSONBuffer) {
        output.append(#"{"id":"m"#)
        output.append(number: number)
        output.append(#"","type":"#)
        output.append(json: mention.type)
        let kind = mention.fields.firstIndex { $0.name == "kind" }
        if let kind {
            output.append(#","kind":"#)
            write(mention.fields[kind].value, to: &output)
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
        var comma = true
        write(mention.fields, without: writer.mentionNames, comma: &comma, to: &output)
        if !mention.parts.isEmpty { write(mention.parts, to: &output) }
        output.append(#","rule":"#)
        output.append(json: mention.rule)
        output.append("}")
    }

    private func write(_ parts: [Part], to output: inout JSONBuffer) {
        output.append(#","parts":{"#)
        for (i, part) in parts.enumerated() where !parts[..<i].contains(where: { $0.name == part.name }) {
            output.append(key: part.name, comma: i > 0)
            output.append("{")
            writeBounds(part.span, to: &output)
            var comma = true
            write(part.fields, without: writer.partNames, comma: &comma, to: &output)
            output.append("}")
        }
        output.append("}")
    }

    // MARK: Fields

    /// Fields with their names. Of two with one name the first counts; empty ones are left out.
    func write(_ fields: [Field], without reserved: ReservedNames?, comma: inout Bool, to output: inout JSONBuffer) {
        for i in fields.indices where !fields[i].value.isEmpty && !(reserved?.contains(fields[i].name) ?? false) {
            if i > 0, fields[..<i].contains(where: { $0.name == fields[i].name }) { continue }
            output.append(key: fields[i].name, comma: comma)
            comma = true
            write(fields[i].value, to: &output)
        }
    }

    func write(_ value: FieldValue, to output: inout JSONBuffer) {
        switch value {
        case .text(let text): output.append(json: text)
        case .flag(let flag): output.append(flag ? "true" : "false")
        case .list(let values):
            output.append("[")
            for i in values.indices {
                if i > 0 { output.append(",") }
                write(values[i], to: &output)
            }
            output.append("]")
        case .object(let fields):
            output.append("{")
            var comma = false
            write(fields, without: nil, comma: &comma, to: &output)
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
        case .words(let span): write(words: span, to: &output)
        }
    }

    func write(words span: TextSpan, to output: inout JSONBuffer) {
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

extension FieldValue {
    /// Nothing to write. A list keeps its empty elements, whose places count.
    var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .list(let values): values.isEmpty
        case .object(let fields): fields.allSatisfy(\.value.isEmpty)
        case .flag, .unit, .words: false
        }
    }
}
