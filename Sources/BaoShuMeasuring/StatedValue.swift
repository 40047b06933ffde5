import BaoShuModel
import BaoShuValues

/// The fields of a mention or a fact that state its value, as written.
package struct StatedValue: Sendable, Hashable {
    package var value: String?
    package var low: String?
    package var high: String?
    package var unit: String?
    package var mod: String?
    package var terms: [String]

    package init(
        value: String? = nil, low: String? = nil, high: String? = nil, unit: String? = nil, mod: String? = nil, terms: [String] = []
    ) {
        self.value = value
        self.low = low
        self.high = high
        self.unit = unit
        self.mod = mod
        self.terms = terms
    }

    /// The value that a mention's or a fact's fields state.
    package init(_ fields: [Field]) {
        func text(_ name: String) -> String? {
            switch fields.first(where: { $0.name == name })?.value {
            case .text(let text): text
            case .unit(let unit): unit.code
            default: nil
            }
        }
        self.init(value: text("value"), low: text("low"), high: text("high"), unit: text("unit"), mod: text("mod"))
        if case .list(let terms) = fields.first(where: { $0.name == "terms" })?.value {
            self.terms = terms.compactMap { if case .text(let text) = $0 { text } else { nil } }
        }
    }

    /// Whether both state the same, by what counts for the type: numbers by their value (48.0 is 48, 1/2 is 2/4) with unit and
    /// mod, times by their value and mod as written, names by nothing.
    package func states(_ other: StatedValue, as type: String) -> Bool {
        switch TypeGroup(type) {
        case .numeric: sameNumbers(other) && (mod ?? "") == (other.mod ?? "")
        case .temporal: value == other.value && low == other.low && high == other.high && (mod ?? "") == (other.mod ?? "")
        case .entity, .other: true
        }
    }

    /// Whether numbers and unit are the same, whatever the mod: what a fact is known by.
    package func sameNumbers(_ other: StatedValue) -> Bool {
        guard (unit ?? "") == (other.unit ?? ""), terms.count == other.terms.count else { return false }
        return same(value, other.value) && same(low, other.low) && same(high, other.high) && zip(terms, other.terms).allSatisfy(same)
    }

    private func same(_ a: String?, _ b: String?) -> Bool {
        if a == b { return true }
        guard let a, let b, let x = ExactNumber(a), let y = ExactNumber(b) else { return false }
        return x == y
    }

    /// The names of the fields in which two differ: `value, unit`.
    package func difference(from other: StatedValue) -> String {
        var names: [String] = []
        for (name, mine, theirs) in [("value", value, other.value), ("low", low, other.low), ("high", high, other.high), ("unit", unit, other.unit), ("mod", mod, other.mod)]
        where !same(mine, theirs) { names.append(name) }
        if terms.count != other.terms.count || !zip(terms, other.terms).allSatisfy(same) { names.append("terms") }
        return names.joined(separator: ", ")
    }

    /// The fields for a person: `value 20, unit %`.
    package var summary: String {
        var parts: [String] = []
        for (name, text) in [("value", value), ("low", low), ("high", high), ("unit", unit), ("mod", mod)] {
            if let text { parts.append("\(name) \(text)") }
        }
        if !terms.isEmpty { parts.append("terms \(terms.joined(separator: ":"))") }
        return parts.joined(separator: ", ")
    }
}

/// What types are scored together.
package enum TypeGroup: String, Sendable, CaseIterable, Codable {
    case numeric, temporal, entity
    /// Types that rule files declare.
    case other

    package init(_ type: String) {
        self =
            switch type {
            case "number", "quantity", "ordinal", "ratio": .numeric
            case "date", "time", "duration", "set": .temporal
            case "person", "organization", "place", "work": .entity
            default: .other
            }
    }

    /// Whether a mention of the group has a value that can be wrong.
    package var hasValues: Bool { self == .numeric || self == .temporal }
}
