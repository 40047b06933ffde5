extension OutputComparison {
    /// The changes for people: by the rule responsible, those with the most first, up to `limit` of each kind.
    package func rendered(limit: Int) -> String {
        var result = ""
        let byRule = Dictionary(grouping: changes, by: \.rule).sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        for (rule, changes) in byRule {
            let counts = Kind.allCases.compactMap { kind in
                let count = changes.count { $0.kind == kind }
                return count == 0 ? nil : "\(count) \(kind.rawValue)"
            }
            result += "\(rule): \(counts.joined(separator: ", "))\n"
            for kind in Kind.allCases {
                let those = changes.filter { $0.kind == kind }
                for change in those.prefix(limit) { result += "  \(kind.rawValue)  \(change.document):\(change.offset)  \(Self.shortened(change.context))  \(change.detail)\n" }
                if those.count > limit { result += "  … and \(those.count - limit) more \(kind.rawValue)\n" }
            }
        }
        if !unpaired.isEmpty {
            result += "not compared, since only one output has the text: \(unpaired.prefix(8).joined(separator: ", "))\(unpaired.count > 8 ? " and \(unpaired.count - 8) more" : "")\n"
        }
        return result + "\(documents) documents compared: \(counts.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", "))\n"
    }

    /// The changes for programs: `documents`, `counts` by kind, `changes` (each with `kind`, `rule`, `document`, `offset`, `context`,
    /// `detail`) in the order of the texts, and `unpaired`.
    package func json() -> String {
        let quote = DiagnosticJSON.quote
        var result = "{\"documents\":\(documents),\"counts\":{"
        result += counts.map { "\(quote($0.kind.rawValue)):\($0.count)" }.joined(separator: ",") + "},\"changes\":["
        for (index, change) in changes.enumerated() {
            result += index == 0 ? "\n" : ",\n"
            result += "{\"kind\":\(quote(change.kind.rawValue)),\"rule\":\(quote(change.rule)),\"document\":\(quote(change.document)),\"offset\":\(change.offset)"
            result += ",\"context\":\(quote(change.context)),\"detail\":\(quote(change.detail))}"
        }
        return result + "\n],\"unpaired\":[\(unpaired.map(quote).joined(separator: ","))]}\n"
    }

    private var counts: [(kind: Kind, count: Int)] { Kind.allCases.map { kind in (kind, changes.count { $0.kind == kind }) } }

    /// Long words, such as those of a block, are shown by their ends.
    private static func shortened(_ context: String) -> String {
        let scalars = Array(context.unicodeScalars)
        guard scalars.count > 100 else { return context }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.prefix(48) + ["…"] + scalars.suffix(48))
        return String(view)
    }
}
