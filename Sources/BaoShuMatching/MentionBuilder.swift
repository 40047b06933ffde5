import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuValues

extension Matcher {
    /// The original span of a folded one of the text matched last.
    package func original(_ range: Range<Int>) -> TextSpan { folded.original(range) }

    /// The mentions to write, by start, with original spans and fields in the order of their type's declaration.
    package func mentions(of result: Result, types: Set<String>? = nil) -> [Mention] {
        var mentions: [Mention] = []
        var named: [StageMention] = []
        for stage in result.mentions where !stage.isAbsorbed {
            let type = program.types[stage.type]
            if type.isInternal || type.isMasked || !(types?.contains(type.name) ?? true) { continue }
            var mention = Mention(type: type.name, span: folded.original(stage.start..<stage.end), rule: program.rules[stage.rule].name)
            for field in type.fields where field.name != EntityNumbering.keyField && field.name != EntityNumbering.tieField {
                if let value = declaredValue(stage.field(field.name), type: field.type) { mention.fields.append(Field(field.name, value)) }
            }
            for part in stage.parts {
                var fields: [Field] = []
                for (name, value) in part.fields { if let value = fieldValue(value, type: .text) { fields.append(Field(name, value)) } }
                mention.parts.append(Part(part.name, folded.original(part.start..<part.end), fields))
            }
            mentions.append(mention)
            named.append(stage)
        }
        let order = mentions.indices.sorted { mentions[$0].span.lowerBound < mentions[$1].span.lowerBound }
        var sorted = order.map { mentions[$0] }
        EntityNumbering(program: program, units: lattice.units).number(&sorted, of: order.map { named[$0] })
        return sorted
    }

    /// A field as its type declares it, so that the output holds what the schema of the rules says; what cannot be read so is left out.
    private func declaredValue(_ value: RuleValue, type: ColumnType) -> FieldValue? {
        let plain: RuleValue = if case .words(let start, let end) = value, type != .words { .text(String(decoding: lattice.units[start..<end], as: UTF16.self)) } else { value }
        switch (type, plain) {
        case (.decimal, .text(let text)): return ExactNumber(text).map { .text($0.description) }
        case (.flag, .text(let text)): return .flag(["1", "true", "yes"].contains(text))
        case (.choices, .text(let text)): return .list(text.split(separator: ",").map { .text(String($0)) })
        case (.list, .text), (.list, .number), (.list, .unit): return fieldValue(plain, type: .text).map { .list([$0]) }
        default: return fieldValue(plain, type: type)
        }
    }

    private func fieldValue(_ value: RuleValue, type: ColumnType) -> FieldValue? {
        switch value {
        case .absent: nil
        case .flag(let flag): .flag(flag)
        case .number(let number): .text(number.description)
        case .text(let text): type == .unit ? .unit(UnitValue(code: text, system: "own", text: text)) : .text(text)
        case .unit(let unit): type == .unit ? .unit(unit) : .text(unit.code)
        case .object(let members): .object(members.compactMap { member in fieldValue(member.value, type: .text).map { Field(member.name, $0) } })
        case .list(let values): .list(values.compactMap { fieldValue($0, type: .text) })
        case .temporal(let temporal): temporal.value.map { .text($0.description) }
        case .words(let start, let end): .words(folded.original(start..<end))
        }
    }
}
