import BaoShuModel
import BaoShuText

extension DocumentLine {
    func write(_ fact: Fact, number: Int, to output: inout JSONBuffer) {
        output.append(#"{"id":"f"#)
        output.append(number: number)
        output.append(#"","quantity":"m"#)
        output.append(number: fact.quantity + 1)
        output.append("\"")
        document.forEachMeasuredField(of: fact) { name, value in
            if value.isEmpty || writer.factNames.contains(name) { return }
            output.append(key: name, comma: true)
            write(value, to: &output)
        }
        write(fact.indicator, #","indicator":{"#, to: &output)
        write(fact.subject, #","subject":{"#, to: &output)
        write(fact.time, #","time":{"#, isTime: true, to: &output)
        write(fact.shareOf, #","share_of":{"#, to: &output)
        output.append(#","rule":"#)
        output.append(json: fact.rule)
        output.append("}")
    }

    /// A part in a fact: `value` for a time, else the words, with their place where they are no mention.
    private func write(_ role: Fact.Role?, _ key: StaticString, isTime: Bool = false, to output: inout JSONBuffer) {
        guard let role else { return }
        let mention = role.mention.flatMap { mentions.indices.contains($0) ? $0 : nil }
        let own = mention.map { mentions[$0].span }
        let value = role.value ?? (isTime ? mention.flatMap { mentions[$0].text("value") } : nil)
        guard role.span != nil || mention != nil || value != nil else { return }
        output.append(key)
        var comma = false
        func separate(_ output: inout JSONBuffer) {
            if comma { output.append(",") }
            comma = true
        }
        if let value {
            separate(&output)
            output.append(#""value":"#)
            output.append(json: value)
        }
        if let span = role.span ?? (value == nil ? own : nil) {
            separate(&output)
            output.append(#""text":"#)
            writeWords(span, to: &output)
        }
        if let span = role.span, span != own {
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
}
