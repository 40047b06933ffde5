import BaoShuRules
import BaoShuValues

/// A rule's conditions compiled for speed: those over weights, lengths, words and lexicons are decided without making a value; what is
/// left is evaluated as an expression. Both ways mean the same.
final class ConditionProgram {
    /// A step of a condition that yields true, false or absent, or of an integer in it.
    private enum Node {
        // Yielding a truth value
        case and(Int, Int)
        case or(Int, Int)
        case not(Int)
        case isAbsent(capture: Int)
        /// Whether the words of a capture's first value are one of these.
        case isOneOf(capture: Int, words: Int)
        case compare(BinaryOperator, Int, Int)
        /// Whether a field of a capture is not there, and whether it is one of these texts.
        case isFieldAbsent(capture: Int, name: Int)
        case isFieldOneOf(capture: Int, name: Int, texts: Int)
        /// A field as a number, beside a constant.
        case compareField(BinaryOperator, capture: Int, name: Int, number: Int)
        /// A field beside another.
        case compareFields(BinaryOperator, capture: Int, name: Int, other: Int, otherName: Int)
        case listed(capture: Int, lexicon: Int)
        case holds(capture: Int, lexicon: Int, exempt: Int)
        case crossed(capture: Int, lexicon: Int)
        case parted(capture: Int)
        case expression(Int)
        // Yielding an integer
        case constant(Int)
        case weight(capture: Int, table: Int)
        case length(capture: Int)
        /// The first that is there, of a stretch of `lists`.
        case first(from: Int, to: Int)
        case plus(Int, Int)
        case minus(Int, Int)
        case times(Int, Int)
    }

    private var nodes: [Node] = []
    private var expressions: [CompiledExpression] = []
    private var words: [[[UInt16]]] = []
    private var lists: [Int] = []
    private var names: [FieldReference] = []
    private let fields: FieldTable
    private var texts: [[String]] = []
    private var numbers: [ExactNumber] = []
    private var conditions: [Int] = []

    init(_ conditions: [CompiledExpression], fields: FieldTable) {
        self.fields = fields
        let compiled = conditions.map { truth($0) }
        // All have to hold, so their order says nothing: the cheap ones first.
        self.conditions = compiled.enumerated().sorted { (cost($0.element), $0.offset) < (cost($1.element), $1.offset) }.map(\.element)
    }

    var isEmpty: Bool { conditions.isEmpty }

    private func cost(_ node: Int) -> Int {
        switch nodes[node] {
        case .not(let inner): cost(inner)
        case .and(let a, let b), .or(let a, let b): max(cost(a), cost(b))
        case .isFieldAbsent, .isFieldOneOf, .compareField, .compareFields: 1
        case .listed, .holds, .crossed: 2
        case .expression: 3
        case .parted: 4
        default: 0
        }
    }

    // MARK: Compiling

    private func add(_ node: Node) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    private func truth(_ expression: CompiledExpression) -> Int {
        switch expression {
        case .not(let inner): return add(.not(truth(inner)))
        case .binary(.and, let a, let b): return add(.and(truth(a), truth(b)))
        case .binary(.or, let a, let b): return add(.or(truth(a), truth(b)))
        case .isAbsent(.capture(let capture)): return add(.isAbsent(capture: capture))
        case .oneOf(.field(.capture(let capture), "text"), let others):
            let texts = others.compactMap { if case .text(let text) = $0 { Array(text.utf16) } else { nil } }
            if texts.count == others.count { return isOneOf(capture, texts) }
        case .oneOf(.field(.capture(let capture), let name), let others) where isPlain(name):
            let texts = others.compactMap { if case .text(let text) = $0 { text } else { nil } }
            if texts.count == others.count { return isFieldOneOf(capture, name, texts) }
        case .isAbsent(.field(.capture(let capture), let name)) where isPlain(name): return add(.isFieldAbsent(capture: capture, name: index(of: name)))
        case .binary(.equal, .field(.capture(let capture), "text"), .text(let text)): return isOneOf(capture, [Array(text.utf16)])
        case .binary(.notEqual, .field(.capture(let capture), "text"), .text(let text)): return add(.not(isOneOf(capture, [Array(text.utf16)])))
        case .binary(let symbol, let a, let b) where [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(symbol):
            if let x = integer(a), let y = integer(b) { return add(.compare(symbol, x, y)) }
            if case .field(.capture(let capture), let name) = a, isPlain(name) {
                if case .text(let text) = b, symbol == .equal { return isFieldOneOf(capture, name, [text]) }
                if case .text(let text) = b, symbol == .notEqual { return add(.not(isFieldOneOf(capture, name, [text]))) }
                if case .field(.capture(let other), let otherName) = b, isPlain(otherName) {
                    return add(.compareFields(symbol, capture: capture, name: index(of: name), other: other, otherName: index(of: otherName)))
                }
                if case .number(let number) = b {
                    numbers.append(number)
                    return add(.compareField(symbol, capture: capture, name: index(of: name), number: numbers.count - 1))
                }
            }
        case .call(.listed, let arguments):
            if case .capture(let capture) = arguments[0], case .table(let lexicon) = arguments[1] { return add(.listed(capture: capture, lexicon: lexicon)) }
        case .call(.crossed, let arguments):
            if case .capture(let capture) = arguments[0], case .table(let lexicon) = arguments[1] { return add(.crossed(capture: capture, lexicon: lexicon)) }
        case .call(.holds, let arguments):
            if case .capture(let capture) = arguments[0], case .table(let lexicon) = arguments[1] {
                guard arguments.count == 3 else { return add(.holds(capture: capture, lexicon: lexicon, exempt: -1)) }
                if case .table(let exempt) = arguments[2] { return add(.holds(capture: capture, lexicon: lexicon, exempt: exempt)) }
            }
        case .call(.parted, let arguments):
            if case .capture(let capture) = arguments[0] { return add(.parted(capture: capture)) }
        default: break
        }
        expressions.append(expression)
        return add(.expression(expressions.count - 1))
    }

    private func isOneOf(_ capture: Int, _ texts: [[UInt16]]) -> Int {
        words.append(texts)
        return add(.isOneOf(capture: capture, words: words.count - 1))
    }

    private func isPlain(_ name: String) -> Bool { fields[name].isPlain }

    private func index(of name: String) -> Int {
        if let known = names.firstIndex(where: { $0.name == name }) { return known }
        names.append(fields[name])
        return names.count - 1
    }

    private func isFieldOneOf(_ capture: Int, _ name: String, _ values: [String]) -> Int {
        texts.append(values)
        return add(.isFieldOneOf(capture: capture, name: index(of: name), texts: texts.count - 1))
    }

    /// Integers that stay small: sums and products of weights, lengths and small constants.
    private func integer(_ expression: CompiledExpression) -> Int? {
        switch expression {
        case .number(let number):
            guard let value = number.intValue, abs(value) < 1 << 20 else { return nil }
            return add(.constant(value))
        case .negate(.number(let number)):
            guard let value = number.intValue, abs(value) < 1 << 20 else { return nil }
            return add(.constant(-value))
        case .call(.weigh, let arguments):
            guard case .capture(let capture) = arguments[0], case .table(let table) = arguments[1] else { return nil }
            return add(.weight(capture: capture, table: table))
        case .field(.capture(let capture), "length"): return add(.length(capture: capture))
        case .call(.first, let arguments):
            let parts = arguments.compactMap(integer)
            guard parts.count == arguments.count else { return nil }
            lists += parts
            return add(.first(from: lists.count - parts.count, to: lists.count))
        case .binary(.plus, let a, let b): if let x = integer(a), let y = integer(b) { return add(.plus(x, y)) }
        case .binary(.minus, let a, let b): if let x = integer(a), let y = integer(b) { return add(.minus(x, y)) }
        case .binary(.times, .number(let number), let b):
            // A product of products could leave the machine word.
            switch b {
            case .field, .call(.weigh, _): if let x = integer(.number(number)), let y = integer(b) { return add(.times(x, y)) }
            default: return nil
            }
        default: break
        }
        return nil
    }

    // MARK: Running

    /// Whether all conditions hold for the captures that the evaluator has.
    func hold(_ evaluator: Evaluator) -> Bool {
        for condition in conditions where truth(condition, evaluator) != true { return false }
        return true
    }

    /// nil where it is absent.
    private func truth(_ node: Int, _ e: Evaluator) -> Bool? {
        switch nodes[node] {
        case .and(let a, let b): return truth(a, e) == true && truth(b, e) == true
        case .or(let a, let b): return truth(a, e) == true || truth(b, e) == true
        case .not(let inner): return truth(inner, e).map { !$0 }
        case .isAbsent(let capture): return e.captures.first(capture) == nil
        case .isOneOf(let capture, let set):
            guard let value = e.captures.first(capture) else { return false }
            return isOneOf(set, value.start, value.end, e.lattice.view.units)
        case .compare(let symbol, let a, let b):
            let (left, right) = (integer(a, e), integer(b, e))
            guard let x = left, let y = right else {
                // As the evaluator has it: what is absent is equal to nothing but what is absent too.
                return (left == nil) == (right == nil) ? symbol == .equal : symbol == .notEqual
            }
            return switch symbol {
            case .equal: x == y
            case .notEqual: x != y
            case .less: x < y
            case .lessOrEqual: x <= y
            case .greater: x > y
            default: x >= y
            }
        case .isFieldAbsent(let capture, let name):
            guard let value = e.captures.first(capture) else { return true }
            return e.field(names[name], of: value).isAbsent
        case .isFieldOneOf(let capture, let name, let set):
            guard let value = e.captures.first(capture) else { return false }
            switch e.asText(e.field(names[name], of: value)) {
            case .absent: return false
            case .text(let text): return texts[set].contains(text)
            case let field: return texts[set].contains { field.equals(.text($0)) }
            }
        case .compareField(let symbol, let capture, let name, let number):
            let field = e.captures.first(capture).map { e.asText(e.field(names[name], of: $0)) } ?? .absent
            return Self.compare(symbol, field, .number(numbers[number]))
        case .compareFields(let symbol, let capture, let name, let other, let otherName):
            let field = e.captures.first(capture).map { e.asText(e.field(names[name], of: $0)) } ?? .absent
            return Self.compare(symbol, field, e.captures.first(other).map { e.asText(e.field(names[otherName], of: $0)) } ?? .absent)
        case .listed(let capture, let lexicon): return e.span(of: capture).map { e.isListed($0, lexicon: lexicon) }
        case .holds(let capture, let lexicon, let exempt): return e.span(of: capture).map { e.holdsWord($0, lexicon: lexicon, exempt: exempt) }
        case .crossed(let capture, let lexicon): return e.span(of: capture).map { e.isCrossed($0, lexicon: lexicon) }
        case .parted(let capture): return e.captures.first(capture).map { e.boundaries.isBoundary($0.start) }
        case .expression(let index): return e.truth(expressions[index])
        default: return nil
        }
    }

    private static func compare(_ symbol: BinaryOperator, _ a: RuleValue, _ b: RuleValue) -> Bool {
        if symbol == .equal { return a.equals(b) }
        if symbol == .notEqual { return !a.equals(b) }
        guard let x = a.number, let y = b.number else { return false }
        return switch symbol {
        case .less: x < y
        case .lessOrEqual: x <= y
        case .greater: x > y
        default: x >= y
        }
    }

    private func isOneOf(_ set: Int, _ start: Int, _ end: Int, _ units: UnsafePointer<UInt16>) -> Bool {
        let length = end - start
        return words[set].contains { word in
            guard word.count == length else { return false }
            for i in 0..<length where word[i] != units[start + i] { return false }
            return true
        }
    }

    /// nil where it is absent.
    private func integer(_ node: Int, _ e: Evaluator) -> Int? {
        switch nodes[node] {
        case .constant(let value): return value
        case .weight(let capture, let table): return e.weight(of: capture, table: table)
        case .length(let capture): return e.captures.first(capture).map { $0.end - $0.start }
        case .first(let from, let to):
            for index in from..<to { if let value = integer(lists[index], e) { return value } }
            return nil
        case .plus(let a, let b):
            guard let x = integer(a, e), let y = integer(b, e) else { return nil }
            return x + y
        case .minus(let a, let b):
            guard let x = integer(a, e), let y = integer(b, e) else { return nil }
            return x - y
        case .times(let a, let b):
            guard let x = integer(a, e), let y = integer(b, e) else { return nil }
            return x * y
        default: return nil
        }
    }
}
