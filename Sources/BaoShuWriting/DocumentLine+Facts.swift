import BaoShuModel
import BaoShuText

extension DocumentLine {
    func write(_ fact: Fact, number: Int, to output: inout JSONBuffer) {
        output.append(#"{"id":"f"#)
        output.append(number: number)
        output.append(#"","quantity":"m"#)
        output.append(number: fact.quantity + 1)
        output.append("\"")
        let quantity = mentions.heads.indices.contains(fact.quantity) ? mentions.heads[fact.quantity] : nil
        let cells = quantity.map { Int($0.firstCell)..<Int($0.firstPart) } ?? 0..<0
        for (name, text) in zip(AnnotatedDocument.repeatedFields, writer.repeatedNames) {
            if !fact.fields.isEmpty, let own = fact.fields.firstIndex(where: { $0.name == text }) {
                if case .unit(let unit) = fact.fields[own].value { write(text, .text(unit.code), to: &output) } else { write(text, fact.fields[own].value, to: &output) }
            } else if let cell = cell(name, in: cells), !isEmpty(cell) {
                output.append(key: text, comma: true)
                // A unit stands for its code.
                write(cell: mentions.cells[cell].kind == .unit ? cell + 1 : cell, to: &output)
            }
        }
        for (i, field) in fact.fields.enumerated() where !writer.repeatedNames.contains(field.name) && !writer.factNames.contains(field.name) {
            if !fact.fields[..<i].contains(where: { $0.name == field.name }) { write(field.name, field.value, to: &output) }
        }
        write(fact.indicator, #","indicator":{"#, to: &output)
        write(fact.subject, #","subject":{"#, to: &output)
        write(fact.time, #","time":{"#, isTime: true, to: &output)
        write(fact.shareOf, #","share_of":{"#, to: &output)
        output.append(#","rule":"#)
        output.append(json: fact.rule)
        output.append("}")
    }

    /// A part in a fact: `value` for a time, else the words, with their place where they are no mention, or their places where there are two.
    private func write(_ role: Fact.Role?, _ key: StaticString, isTime: Bool = false, to output: inout JSONBuffer) {
        guard let role else { return }
        let mention = role.mention.flatMap { mentions.heads.indices.contains($0) ? $0 : nil }
        let own = mention.map { mentions.heads[$0].span }
        // The value of a date that the fact does not state itself.
        let stated = role.value == nil && isTime ? mention.flatMap { value(of: mentions.heads[$0]) } : nil
        let hasValue = role.value != nil || stated != nil
        guard role.span != nil || mention != nil || hasValue else { return }
        output.append(key)
        var comma = false
        func separate(_ output: inout JSONBuffer) {
            if comma { output.append(",") }
            comma = true
        }
        if hasValue {
            separate(&output)
            output.append(#""value":"#)
            if let value = role.value { output.append(json: value) } else if let stated { write(stated, to: &output) }
        }
        if let span = role.span ?? (hasValue ? nil : own) {
            separate(&output)
            output.append(#""text":"#)
            if role.heads.isEmpty { writeWords(span, to: &output) } else { output.append(json: (role.heads + [span]).map(document.string(at:)).joined()) }
        }
        if let span = role.span, !role.heads.isEmpty {
            separate(&output)
            output.append(#""spans":["#)
            for (number, words) in (role.heads + [span]).enumerated() {
                output.append(number > 0 ? ",[" : "[")
                output.append(number: table[words.lowerBound])
                output.append(",")
                output.append(number: table[words.upperBound])
                output.append("]")
            }
            output.append("]")
        } else if let span = role.span, span != own {
            separate(&output)
            writeBounds(span, to: &output)
        }
        if let mention {
            separate(&output)
            output.append(#""mention":"m"#)
            output.append(number: mention + 1)
            output.append("\"")
        }
        output.append("}")
    }

    /// The text of a mention's field `value`, or of a unit there its code.
    private func value(of mention: MentionHead) -> TapeString? {
        guard let cell = cell("value", in: Int(mention.firstCell)..<Int(mention.firstPart)) else { return nil }
        switch mentions.cells[cell].kind {
        case .text: return mentions.cells[cell].text
        case .unit: return mentions.cells[cell + 1].text
        default: return nil
        }
    }

    /// A field of a fact's own. One with an inside, which no rule sets, goes by way of a tape of its own.
    private func write(_ name: String, _ value: FieldValue, to output: inout JSONBuffer) {
        switch value {
        case .text(let text):
            if text.isEmpty { return }
            output.append(key: name, comma: true)
            output.append(json: text)
        case .flag(let flag):
            output.append(key: name, comma: true)
            output.append(flag ? "true" : "false")
        default:
            Mentions([Mention(type: "", span: TextSpan(0, 0), fields: [Field(name, value)], rule: "")]).withMemory { memory in
                var line = self
                line.mentions = memory
                line.write(memory.cells.indices, without: writer.noNames, comma: true, to: &output)
            }
        }
    }
}
