/// One fact of an output, with the article and the sentence that it came from.
package struct FactRecord: Sendable, Hashable {
    /// The article's id and day, and the name of its source.
    package var document: String
    package var date: String?
    package var source: String
    package var indicator: String
    package var subject: String?
    /// What tells the subject from others of its name: a code of its mention where it has one, else its words.
    package var subjectKey: String
    package var time: String?
    package var measure: Measure
    package var change: String?
    package var basis: String?
    package var shareOf: String?
    package var isTarget: Bool
    package var sentence: String
    package var rule: String

    /// What was measured, as the contract writes it: decimal strings.
    package struct Measure: Sendable, Hashable {
        package var value: String?
        package var low: String?
        package var high: String?
        package var terms: [String]
        package var mod: String?
        package var unit: String?

        package init(value: String? = nil, low: String? = nil, high: String? = nil, terms: [String] = [], mod: String? = nil, unit: String? = nil) {
            self.value = value
            self.low = low
            self.high = high
            self.terms = terms
            self.mod = mod
            self.unit = unit
        }

        /// Equal for equal numbers and unit, however many zeros stand behind the point; the mod aside.
        var plain: Measure {
            Measure(value: value.map(Self.plain), low: low.map(Self.plain), high: high.map(Self.plain), terms: terms.map(Self.plain), unit: unit)
        }

        private static func plain(_ text: String) -> String {
            guard text.contains(".") else { return text }
            var text = text
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
            return text
        }

        /// For people: `14830000000 USD`, `20–30 个`, `1.2:1:1.8`.
        package var text: String {
            var parts: [String] = []
            if let value { parts.append(value) } else if !terms.isEmpty { parts.append(terms.joined(separator: ":")) } else { parts.append("\(low ?? "")–\(high ?? "")") }
            if let unit { parts.append(unit) }
            if let mod, mod != "vague" { parts.append("(\(mod))") }
            return parts.joined(separator: " ")
        }
    }
}
