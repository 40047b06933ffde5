import BaoShuModel
import BaoShuText
import BaoShuValues

/// A value of a rule's expression.
package enum RuleValue: Sendable, Equatable {
    /// An optional capture that did not take part, or a field that is not set. Anything computed from it is absent too.
    case absent
    case flag(Bool)
    case number(ExactNumber)
    case text(String)
    case list([RuleValue])
    indirect case unit(UnitValue)
    case object([Member])
    indirect case temporal(Temporal)
    /// Words of the text, by their folded span.
    case words(Int, Int)

    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: RuleValue
    }

    var isAbsent: Bool {
        if case .absent = self { true } else { false }
    }

    var number: ExactNumber? {
        switch self {
        case .number(let number): number
        case .text(let text): ExactNumber(text)
        default: nil
        }
    }

    /// The value as it is written and compared as text.
    var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number.description
        case .flag(let flag): flag ? "true" : "false"
        case .unit(let unit): unit.code
        case .temporal(let temporal): temporal.value?.description
        default: nil
        }
    }

    /// Equality across kinds: numbers by value, units by code, the rest by text.
    func equals(_ other: RuleValue) -> Bool {
        switch (self, other) {
        case (.text(let a), .text(let b)): a == b
        case (.absent, .absent): true
        case (.absent, _), (_, .absent): false
        case (.number, _), (_, .number):
            if let a = number, let b = other.number { a == b } else { false }
        default: text != nil && text == other.text || self == other
        }
    }
}
