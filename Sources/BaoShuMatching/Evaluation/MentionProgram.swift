import BaoShuRules

/// What a rule sets, compiled: the fields of its mentions and of their parts, as stretches of the lists of a table of expressions.
struct MentionProgram: BitwiseCopyable {
    /// Name and step of each field.
    let fields: Int32
    let fieldCount: Int32
    /// Name, first and last capture and number of fields of each part, then name and step of these.
    let parts: Int32
    let partCount: Int32
    /// Of a link: the capture that holds its quantities; -1 for none.
    let quantities: Int32

    init(_ rule: Rule, _ table: ExpressionTable) {
        let fields = rule.sets.flatMap { [table.texts.id(of: $0.field), table.compile($0.value)] }
        let parts = rule.parts.flatMap { part in
            [table.texts.id(of: part.name), Int32(part.first), Int32(part.last), Int32(part.fields.count)] + part.fields.flatMap { [table.texts.id(of: $0.name), table.compile($0.value)] }
        }
        (self.fields, fieldCount) = (table.sequence(fields).first, Int32(rule.sets.count))
        (self.parts, partCount) = (table.sequence(parts).first, Int32(rule.parts.count))
        quantities = Int32(rule.captures.firstIndex(of: Rule.quantityCapture) ?? -1)
    }
}

extension Evaluator {
    @inline(__always) func mentionProgram(of rule: Int) -> MentionProgram { isCompiled.base[rule] ? mentionPrograms.base[rule] : compileMention(of: rule) }

    private func compileMention(of rule: Int) -> MentionProgram {
        mentionPrograms.base[rule] = MentionProgram(program.rules[rule], expressions)
        isCompiled.base[rule] = true
        return mentionPrograms.base[rule]
    }

    /// What a rule's `set` and `part` say of the captures in hand; nil where they say nothing.
    func content(of rule: Int) -> MentionFields? {
        let program = mentionProgram(of: rule)
        start()
        var count = 0
        var place = expressions.lists.base + Int(program.fields)
        for _ in 0..<program.fieldCount {
            let value = value(place[1])
            if !value.isAbsent, !isGathered(place[0], count) { gather(place[0], value, &count) }
            place += 2
        }
        let ownCount = count
        place = expressions.lists.base + Int(program.parts)
        for _ in 0..<program.partCount {
            let (name, fieldCount) = (place[0], Int(place[3]))
            let (first, last) = (captures.first(Int(place[1])), captures.last(Int(place[2])))
            place += 4
            defer { place += 2 * fieldCount }
            guard let first, let last else { continue }
            let head = count
            gather(name, CompactValue(.part, payload: first.start << 32 | last.end), &count)
            for field in 0..<fieldCount {
                let value = value(place[2 * field + 1])
                if !value.isAbsent { gather(place[2 * field], value, &count) }
            }
            if fieldCount == 0, let numeral = numeral(in: first) {
                gather(known.valueName, field(.value, ofNumeral: numeral), &count)
                gather(known.lowName, field(.low, ofNumeral: numeral), &count)
                gather(known.highName, field(.high, ofNumeral: numeral), &count)
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
        if value.isAbsent { return }
        gathered.grow(to: count + 1, keeping: count)
        // Folded words, steps and what another mention keeps are of no use when the text is gone.
        let isPassing = value.kind == .folded || value.kind == .chain || value.kind == .kept
        gathered.base[count] = StageField(name: name, value: isPassing ? box(ruleValue(value)) : value)
        count += 1
    }

    private func content(_ count: Int, ownCount: Int) -> MentionFields {
        let content = MentionFields.make(UnsafeBufferPointer(start: gathered.base, count: count), ownCount: ownCount, texts: expressions.texts)
        if !boxes.isEmpty || !expressions.boxes.isEmpty { content.keepBoxes { boxed($0) } }
        return content
    }
}
