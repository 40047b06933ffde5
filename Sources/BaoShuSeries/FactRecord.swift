/// One fact of an output, with the article and the sentence that it came from. An archive's facts are millions, which are grouped and sorted: they are not copied.
package final class FactRecord: Sendable {
    /// The article's id and day, and the name of its source.
    package let document: String
    package let date: String?
    package let source: String
    package let indicator: String
    package let subject: String?
    /// What tells the subject from others of its name: a code of its mention where it has one, else its words.
    let subjectKey: String
    package let time: String?
    package let measure: Measure
    package let change: String?
    package let basis: String?
    package let shareOf: String?
    package let isTarget: Bool
    package let sentence: String

    init(
        document: String, date: String?, source: String, indicator: String, subject: String?, subjectKey: String, time: String?, measure: Measure, change: String?, basis: String?, shareOf: String?,
        isTarget: Bool, sentence: String
    ) {
        (self.document, self.date, self.source) = (document, date, source)
        (self.indicator, self.subject, self.subjectKey, self.time) = (indicator, subject, subjectKey, time)
        (self.measure, self.change, self.basis, self.shareOf, self.isTarget) = (measure, change, basis, shareOf, isTarget)
        self.sentence = sentence
    }

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
