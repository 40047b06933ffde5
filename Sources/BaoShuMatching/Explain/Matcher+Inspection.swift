import BaoShuModel
import BaoShuRules
import BaoShuText

/// A numeral of the text matched last, for tests of number primitives.
package struct InspectedNumeral {
    package let span: TextSpan
    private let numeral: Numeral

    init(_ numeral: Numeral, span: TextSpan) {
        self.numeral = numeral
        self.span = span
    }

    /// `value`, `low`, `high`, `mod`, `digits`, `form`, `places`.
    package func field(_ name: String) -> RuleValue { Evaluator.field(name, of: numeral) }
}

extension Matcher {
    /// The longest numeral of a number primitive that begins a text; nil where none does.
    package func numeral(atStartOf text: [UInt16], primitive index: Int) -> InspectedNumeral? {
        begin(text, context: MatchContext())
        let kind = UInt16(program.numeralKinds[index])
        for edge in lattice.fixed where edge.start == 0 && edge.kind == kind {
            if case .numeral(let number) = edge.source {
                let numeral = lattice.numerals[Int(number)]
                return InspectedNumeral(numeral, span: folded.original(numeral.start..<numeral.end))
            }
        }
        return nil
    }

    /// A value as rule authors write it in tests: numbers as decimals, units by code, lists joined by commas, words as in the text.
    package func shown(_ value: RuleValue, text: [UInt16]) -> String {
        switch value {
        case .absent: "absent"
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): number.description
        case .text(let text): text
        case .unit(let unit): unit.code
        case .temporal(let temporal): temporal.value?.description ?? "undecided"
        case .list(let values): values.map { shown($0, text: text) }.joined(separator: ",")
        case .object(let members): members.map { "\($0.name): \(shown($0.value, text: text))" }.joined(separator: ", ")
        case .words(let start, let end): String(decoding: text[folded.original(start..<end).indices], as: UTF16.self)
        }
    }
}
