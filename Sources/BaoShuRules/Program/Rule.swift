import BaoShuValues

/// A compiled rule. A class, so that handing one on copies nothing.
///
/// Unchecked: only the compiler writes `over`, before the program is there.
package final class Rule: @unchecked Sendable {
    /// The capture that holds what is measured, in links that state facts.
    package static let quantityCapture = "q"

    package let name: String
    package let place: SourcePlace
    package let type: Int
    package let stage: Int
    package let isLink: Bool
    /// What a link's match may not go beyond; nil for other rules.
    package let within: LinkScope?
    package let captures: [String]
    package let automaton: Automaton
    package let guards: [Guard]
    package let prefer: [Guard]
    package let conditions: [Condition]
    /// Captures that bound the mention; nil for the whole match.
    package let span: (first: Int, last: Int)?
    package let sets: [(field: String, value: CompiledExpression)]
    /// Where each of `sets` stands.
    package let setPlaces: [SourcePlace]
    package let parts: [PartProgram]
    /// The rules over which it stands, by number.
    package internal(set) var over: [Int]
    /// Most code units of a match.
    package let limit: Int
    package let remember: Remember?
    /// The pattern again as it was resolved, for the reference matcher and `explain`.
    package let pattern: ResolvedPattern

    init(
        name: String, place: SourcePlace, type: Int, stage: Int, isLink: Bool, within: LinkScope?, captures: [String], automaton: Automaton, guards: [Guard], prefer: [Guard], conditions: [Condition],
        span: (first: Int, last: Int)?, sets: [(field: String, value: CompiledExpression)], setPlaces: [SourcePlace], parts: [PartProgram], over: [Int], limit: Int, remember: Remember?,
        pattern: ResolvedPattern
    ) {
        self.name = name
        self.place = place
        self.type = type
        self.stage = stage
        self.isLink = isLink
        self.within = within
        self.captures = captures
        self.automaton = automaton
        self.guards = guards
        self.prefer = prefer
        self.conditions = conditions
        self.span = span
        self.sets = sets
        self.setPlaces = setPlaces
        self.parts = parts
        self.over = over
        self.limit = limit
        self.remember = remember
        self.pattern = pattern
    }
}

extension Rule {
    /// The roles of blocks in which alone the rule can begin; nil for any.
    package var roles: [String]? {
        var roles: [String]?
        for item in guards { if case .role(let names) = item.kind, !item.negated, item.anchor == nil { roles = names } }
        return roles
    }
}

/// How far a link reaches: no comma or semicolon inside, or no full stop.
package enum LinkScope: String, Sendable, CaseIterable { case clause, sentence }

package struct Remember: Sendable, Hashable {
    package let capture: Int?
    package let minimum: Int
}

package struct Condition: Sendable {
    package let expression: CompiledExpression
    package let place: SourcePlace
}

package struct PartProgram: Sendable {
    package let name: String
    package let first: Int
    package let last: Int
    package let fields: [(name: String, value: CompiledExpression)]
}

/// Context that is not part of the match. A class, so that handing one on copies nothing.
package final class Guard: Sendable {
    package enum Kind: Sendable {
        /// Reads backwards from the start of the match.
        case after(Automaton)
        case before(Automaton)
        case boundary(start: Bool, end: Bool)
        case lineStart, lineEnd, sentenceStart, sentenceEnd
        case role([String])
    }

    package let kind: Kind
    package let negated: Bool
    /// The capture from which it looks; nil for the whole match.
    package let anchor: Int?
    package let place: SourcePlace
    /// What `after` and `before` look for as it was resolved, for the reference matcher; nil for the other kinds.
    package let pattern: ResolvedPattern?

    init(kind: Kind, negated: Bool, anchor: Int?, place: SourcePlace, pattern: ResolvedPattern?) {
        self.kind = kind
        self.negated = negated
        self.anchor = anchor
        self.place = place
        self.pattern = pattern
    }
}

package enum CompiledExpression: Sendable {
    case text(String)
    case number(ExactNumber)
    case capture(Int)
    /// A lexicon, or a table of weights, by its index: an argument of the functions about names.
    case table(Int)
    indirect case field(CompiledExpression, String)
    case call(RuleFunction, [CompiledExpression])
    indirect case not(CompiledExpression)
    indirect case negate(CompiledExpression)
    indirect case binary(BinaryOperator, CompiledExpression, CompiledExpression)
    indirect case within(CompiledExpression, CompiledExpression, CompiledExpression)
    indirect case oneOf(CompiledExpression, [CompiledExpression])
    indirect case isAbsent(CompiledExpression)
    indirect case conditional(CompiledExpression, CompiledExpression, CompiledExpression)
}

extension CompiledExpression {
    /// Calls `body` with the expression and everything in it.
    func visit(_ body: (CompiledExpression) -> Void) {
        body(self)
        switch self {
        case .text, .number, .capture, .table: break
        case .field(let inner, _), .not(let inner), .negate(let inner), .isAbsent(let inner): inner.visit(body)
        case .call(_, let arguments): for argument in arguments { argument.visit(body) }
        case .binary(_, let a, let b): for inner in [a, b] { inner.visit(body) }
        case .within(let a, let b, let c), .conditional(let a, let b, let c): for inner in [a, b, c] { inner.visit(body) }
        case .oneOf(let value, let others): for inner in [value] + others { inner.visit(body) }
        }
    }
}

package enum BinaryOperator: String, Sendable, BitwiseCopyable {
    case or, and
    case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case plus = "+", minus = "-", times = "*", over = "/"

    var isArithmetic: Bool {
        switch self {
        case .plus, .minus, .times, .over: true
        default: false
        }
    }
}
