import BaoShuText

extension AnnotatedDocument {
    /// The fields of a fact that repeat its quantity (`value`, `low`, `high`, `terms`, `mod`, `unit` by its code), then those
    /// of its own (`change`, `basis`, `target`, …). Where the fact has one of the repeated fields itself, its own counts.
    package func measuredFields(of fact: Fact) -> [Field] {
        var fields: [Field] = []
        for repeated in Self.repeatedFields {
            let name = "\(repeated)"
            var value = fact.fields.first { $0.name == name }?.value
            if value == nil, mentions.indices.contains(fact.quantity) { value = mentions.cell(repeated, of: fact.quantity).map(mentions.value(at:)) }
            guard let value else { continue }
            if case .unit(let unit) = value { fields.append(Field(name, .text(unit.code))) } else { fields.append(Field(name, value)) }
        }
        for field in fact.fields where !fields.contains(where: { $0.name == field.name }) { fields.append(field) }
        return fields
    }

    /// The names of the fields that a fact repeats of its quantity.
    package static let repeatedFields: [StaticString] = ["value", "low", "high", "terms", "mod", "unit"]

    /// The number of the mention that has exactly this span.
    ///
    /// - Complexity: O(log *m*)
    package func mention(at span: TextSpan) -> Int? {
        let index = mentions.first(from: span.lowerBound)
        return index < mentions.count && mentions.span(of: index) == span ? index : nil
    }
}
