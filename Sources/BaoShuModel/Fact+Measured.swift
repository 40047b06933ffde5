import BaoShuText

extension AnnotatedDocument {
    /// The fields of a fact that repeat its quantity (`value`, `low`, `high`, `terms`, `mod`, `unit` by its code), then those
    /// of its own (`change`, `basis`, `target`, …). Where the fact has one of the repeated fields itself, its own counts.
    package func measuredFields(of fact: Fact) -> [Field] {
        var fields: [Field] = []
        forEachMeasuredField(of: fact) { fields.append(Field($0, $1)) }
        return fields
    }

    /// The same, one after the other.
    package func forEachMeasuredField(of fact: Fact, _ body: (_ name: String, _ value: FieldValue) -> Void) {
        for name in Self.repeatedFields {
            var found = fact.fields.first { $0.name == name }?.value
            if found == nil, mentions.indices.contains(fact.quantity) { found = mentions[fact.quantity][name] }
            guard let found else { continue }
            if case .unit(let unit) = found { body(name, .text(unit.code)) } else { body(name, found) }
        }
        for (i, field) in fact.fields.enumerated() where !Self.repeatedFields.contains(field.name) && !fact.fields[..<i].contains(where: { $0.name == field.name }) {
            body(field.name, field.value)
        }
    }

    private static let repeatedFields = ["value", "low", "high", "terms", "mod", "unit"]

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
