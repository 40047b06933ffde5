import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuValues

extension Matcher {
    /// The original span of a folded one of the text matched last.
    package func original(_ range: Range<Int>) -> TextSpan { folded.original(range) }

    /// The mentions to write, by start, with original spans and fields in the order of their type's declaration.
    package func mentions(of result: Result, types: Set<String>? = nil) -> [Mention] {
        builder.mentions(of: result.mentions, types: types, folded: folded, units: lattice.view.units)
    }
}

/// Makes the mentions to write of those of the stages. One for each matcher: what it needs of the program's types it looks up once.
final class MentionBuilder {
    private struct TypePlan {
        var name: String
        var isWritten: Bool
        /// In the order in which they are written.
        var fields: [(name: String, form: Form)]
        /// The names of the fields in the table of texts.
        var ids: [Int32] = []
        /// Its mentions name things.
        var isNamed: Bool
    }

    /// What a field's type makes of a value.
    private enum Form {
        case plain, decimal, flag, choices, list, unit, words

        init(_ type: ColumnType) {
            self =
                switch type {
                case .text, .choice, .object: .plain
                case .decimal: .decimal
                case .flag: .flag
                case .choices: .choices
                case .list: .list
                case .unit: .unit
                case .words: .words
                }
        }
    }

    private var types: [TypePlan]
    /// The table that `ids` are of: the matcher's.
    private var texts: TextTable?
    private let ruleNames: [String]
    private let numbering = EntityNumbering()
    /// The mentions to write: where each begins, and its index.
    private var order: [UInt64] = []
    private var folded = FoldedText()
    private var units: UnsafePointer<UInt16>

    init(program: RuleProgram, units: UnsafePointer<UInt16>) {
        self.units = units
        ruleNames = program.rules.map(\.name)
        types = program.types.map { type in
            let names = type.fields.filter { $0.name != EntityNumbering.keyField && $0.name != EntityNumbering.tieField }
            return TypePlan(
                name: type.name, isWritten: !type.isInternal && !type.isMasked, fields: names.map { ($0.name, Form($0.type)) },
                isNamed: type.fields.contains { $0.name == EntityNumbering.keyField })
        }
    }

    /// - Parameter units: The folded text's.
    func mentions(of stages: [StageMention], types chosen: Set<String>?, folded: FoldedText, units: UnsafePointer<UInt16>) -> [Mention] {
        (self.folded, self.units) = (folded, units)
        defer { self.folded = FoldedText() }
        order.removeAll(keepingCapacity: true)
        var isSorted = true
        for index in stages.indices where !stages[index].isAbsorbed {
            let type = types[stages[index].type]
            if !type.isWritten || !(chosen?.contains(type.name) ?? true) { continue }
            let place = UInt64(span(stages[index].start, stages[index].end).lowerBound.value) << 32 | UInt64(index)
            if let last = order.last, last > place { isSorted = false }
            order.append(place)
        }
        if !isSorted { order.sort() }
        numbering.clear()
        var mentions: [Mention] = []
        mentions.reserveCapacity(order.count)
        for place in order {
            let index = Int(truncatingIfNeeded: place & 0xFFFF_FFFF)
            mentions.append(mention(of: stages[index]))
            if types[stages[index].type].isNamed { numbering.add(mentions.count - 1, mentions[mentions.count - 1], of: stages[index], units: units) }
        }
        numbering.number(&mentions)
        return mentions
    }

    private func span(_ start: Int, _ end: Int) -> TextSpan { folded.origin.isEmpty ? TextSpan(start, end) : folded.original(start..<end) }

    private func mention(of stage: borrowing StageMention) -> Mention {
        let type = stage.type
        var fields: [Field] = []
        var parts: [Part] = []
        if let content = stage.content {
            if texts !== content.texts { look(content.texts) }
            if content.ownCount > 0 {
                for index in types[type].fields.indices {
                    let found = content.value(of: types[type].ids[index])
                    guard !found.isAbsent, let value = value(found, as: types[type].fields[index].form, in: content) else { continue }
                    if fields.isEmpty { fields.reserveCapacity(content.ownCount) }
                    fields.append(Field(types[type].fields[index].name, value))
                }
            }
            var index = content.ownCount
            while index < content.count {
                let head = content[index]
                let end = index + 1 + Int(head.value.id)
                var fields: [Field] = []
                fields.reserveCapacity(end - index - 1)
                for item in (index + 1)..<end {
                    if let value = value(content[item].value, as: .words, in: content) { fields.append(Field(content.texts[content[item].name], value)) }
                }
                parts.append(Part(content.texts[head.name], span(head.value.start, head.value.end), fields))
                index = end
            }
        }
        return Mention(type: types[type].name, span: span(stage.start, stage.end), fields: fields, parts: parts, rule: ruleNames[stage.rule])
    }

    private func look(_ texts: TextTable) {
        self.texts = texts
        for type in types.indices { types[type].ids = types[type].fields.map { texts.id(of: $0.name) } }
    }

    // MARK: Values

    /// What nearly all values are without a ``RuleValue`` in between.
    private func value(_ value: CompactValue, as form: Form, in content: MentionFields) -> FieldValue? {
        switch (value.kind, form) {
        case (.number, .plain), (.number, .decimal), (.number, .words): .text(ExactNumber(coefficient: value.payload, exponent: Int(value.exponent)).description)
        case (.text, .plain), (.text, .words): .text(content.texts[value.id])
        case (.words, .words): .words(span(value.start, value.end))
        case (.code, .plain): .object([Field(content.texts[Int32(value.payload)], .text(content.texts[value.id]))])
        default: self.value(content.ruleValue(value), as: form)
        }
    }

    /// A field as its type declares it, so that the output holds what the schema of the rules says; what cannot be read so is left out.
    private func value(_ value: RuleValue, as form: Form) -> FieldValue? {
        if case .words(let start, let end) = value, form != .words {
            return self.value(.text(String(decoding: UnsafeBufferPointer(start: units + start, count: end - start), as: UTF16.self)), as: form)
        }
        if form == .plain || form == .words { return self.value(value) }
        switch (form, value) {
        case (.decimal, .text(let text)): return ExactNumber(text).map { .text($0.description) }
        case (.flag, .text(let text)): return .flag(["1", "true", "yes"].contains(text))
        case (.choices, .text(let text)): return .list(text.split(separator: ",").map { .text(String($0)) })
        case (.list, .text), (.list, .number), (.list, .unit): return self.value(value).map { .list([$0]) }
        case (.unit, .text(let text)): return .unit(UnitValue(code: text, system: "own", text: text))
        case (.unit, .unit(let unit)): return .unit(unit)
        default: return self.value(value)
        }
    }

    private func value(_ value: RuleValue) -> FieldValue? {
        switch value {
        case .absent: nil
        case .flag(let flag): .flag(flag)
        case .number(let number): .text(number.description)
        case .text(let text): .text(text)
        case .unit(let unit): .text(unit.code)
        case .object(let members): .object(members.compactMap { member in self.value(member.value).map { Field(member.name, $0) } })
        case .list(let values): .list(values.compactMap { self.value($0) })
        case .temporal(let temporal): temporal.value.map { .text($0.description) }
        case .words(let start, let end): .words(span(start, end))
        }
    }
}
