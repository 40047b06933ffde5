import BaoShuRules

/// What a rule sets, compiled: the fields of its mentions and of their parts, by name and step.
final class MentionProgram {
    struct Part {
        let name: Int32
        let first: Int
        let last: Int
        let fields: [(name: Int32, node: Int32)]
    }

    let fields: [(name: Int32, node: Int32)]
    let parts: [Part]
    /// Of a link: the capture that holds its quantities; -1 for none.
    let quantities: Int

    init(_ rule: Rule, _ table: ExpressionTable) {
        fields = rule.sets.map { (table.texts.id(of: $0.field), table.compile($0.value)) }
        quantities = rule.captures.firstIndex(of: "q") ?? -1
        parts = rule.parts.map { part in
            Part(name: table.texts.id(of: part.name), first: part.first, last: part.last, fields: part.fields.map { (table.texts.id(of: $0.name), table.compile($0.value)) })
        }
    }
}

extension Evaluator {
    func mentionProgram(of rule: Int) -> MentionProgram {
        if let known = mentionPrograms[rule] { return known }
        let made = MentionProgram(program.rules[rule], expressions)
        mentionPrograms[rule] = made
        return made
    }

    /// What a rule's `set` and `part` say of the captures in hand; nil where they say nothing.
    func content(of rule: Int) -> MentionFields? {
        let program = mentionProgram(of: rule)
        start()
        var count = 0
        for (name, node) in program.fields {
            let value = value(node)
            if value.isAbsent || isGathered(name, count) { continue }
            gather(name, value, &count)
        }
        let ownCount = count
        for part in program.parts {
            guard let first = captures.first(part.first), let last = captures.last(part.last) else { continue }
            let head = count
            gather(part.name, CompactValue(.part, payload: first.start << 32 | last.end), &count)
            for (name, node) in part.fields {
                let value = value(node)
                if !value.isAbsent { gather(name, value, &count) }
            }
            if part.fields.isEmpty, let numeral = numeral(in: first) {
                for reference in [known.value, known.low, known.high] {
                    let value = field(expressions.references.base[reference].ofNumeral, ofNumeral: numeral)
                    if !value.isAbsent { gather(expressions.references.base[reference].name, value, &count) }
                }
            }
            gathered.base[head].value.id = Int32(count - head - 1)
        }
        return count == 0 ? nil : content(count, ownCount: ownCount)
    }

    /// Fields that are given, for mentions that no match made.
    func content(of fields: [(name: String, value: RuleValue)]) -> MentionFields? {
        start()
        var count = 0
        for (name, value) in fields { gather(expressions.texts.id(of: name), compact(value), &count) }
        return count == 0 ? nil : content(count, ownCount: count)
    }

    private func isGathered(_ name: Int32, _ count: Int) -> Bool {
        for index in 0..<count where gathered.base[index].name == name { return true }
        return false
    }

    private func gather(_ name: Int32, _ value: CompactValue, _ count: inout Int) {
        gathered.grow(to: count + 1, keeping: count)
        // Folded words and steps are of no use when the text is gone.
        gathered.base[count] = StageField(name: name, value: value.kind == .folded || value.kind == .chain ? box(ruleValue(value)) : value)
        count += 1
    }

    private func content(_ count: Int, ownCount: Int) -> MentionFields {
        var kept: [RuleValue] = []
        for index in 0..<count where gathered.base[index].value.kind == .boxed {
            kept.append(boxed(gathered.base[index].value))
            gathered.base[index].value.payload = kept.count - 1
        }
        return MentionFields(UnsafeBufferPointer(start: gathered.base, count: count), ownCount: ownCount, boxes: kept, texts: expressions.texts)
    }
}
