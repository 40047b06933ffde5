import BaoShuText

extension AnnotatedDocument {
    /// The fields of a fact that repeat its quantity (`value`, `low`, `high`, `terms`, `mod`, `unit` by its code), then those
    /// of its own (`change`, `basis`, `target`, …). Where the fact has one of the repeated fields itself, its own counts.
    package func measuredFields(of fact: Fact) -> [Field] {
        var fields: [Field] = []
        let quantity = mentions.indices.contains(fact.quantity) ? mentions[fact.quantity] : nil
        for name in ["value", "low", "high", "terms", "mod", "unit"] {
            guard let value = fact.fields.first(where: { $0.name == name })?.value ?? quantity?[name] else { continue }
            if case .unit(let unit) = value {
                fields.append(Field(name, .text(unit.code)))
            } else {
                fields.append(Field(name, value))
            }
        }
        for field in fact.fields where !fields.contains(where: { $0.name == field.name }) { fields.append(field) }
        return fields
    }

    /// The number of the mention that has exactly this span.
    ///
    /// - Complexity: O(log *m*)
    package func mention(at span: TextSpan) -> Int? {
        var low = 0
        var high = mentions.count
        while low < high {
            let middle = (low + high) / 2
            if mentions[middle].span.lowerBound < span.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < mentions.count && mentions[low].span == span ? low : nil
    }
}
