import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuValues

/// Evaluates the expressions of `where` and `set` over the captures of one match.
///
/// A class that a matcher keeps: a match costs no copies, only new captures.
final class Evaluator {
    let program: RuleProgram
    let boundaries: BoundaryFinder
    /// What words do to the noun phrases beside numbers.
    let words: PhraseWords
    var lattice: Lattice
    /// The mentions of earlier stages: set anew for every stage.
    var mentions: [StageMention] = [] {
        didSet {
            places = nil
            if !phrases.isEmpty { phrases.removeAll(keepingCapacity: true) }
        }
    }
    /// What was read of the stage's text: where its mentions are, and the noun phrases before numbers by their place.
    var places: MentionPlaces?
    var phrases: [Int: PhraseReader.Phrase] = [:]
    var captures = Captures()
    var context = MatchContext()
    /// The original text and the way from folded to original offsets, for words.
    var folded = FoldedText()
    var text: [UInt16] = []
    let fields: FieldTable
    /// Cells that were read before.
    private let cells = CellCache()

    init(program: RuleProgram, lattice: Lattice, boundaries: BoundaryFinder, words: PhraseWords, fields: FieldTable) {
        self.fields = fields
        self.program = program
        self.lattice = lattice
        self.boundaries = boundaries
        self.words = words
    }

    func evaluate(_ expression: CompiledExpression) -> RuleValue {
        switch expression {
        case .text(let text): return .text(text)
        case .number(let number): return .number(number)
        case .capture(let index):
            guard let value = captures.first(index) else { return .absent }
            return .words(value.start, captures.last(index)?.end ?? value.end)
        case .field(.capture(let index), let name):
            guard let value = captures.first(index) else { return .absent }
            return field(name, of: value)
        case .table: return .absent
        case .field(let base, _):
            _ = evaluate(base)
            return .absent
        case .call(let function, let arguments): return call(function, arguments)
        case .not(let inner):
            guard let flag = truth(inner) else { return .absent }
            return .flag(!flag)
        case .negate(let inner): return evaluate(inner).number.map { .number(-$0) } ?? .absent
        case .binary(let symbol, let left, let right): return binary(symbol, left, right)
        case .within(let value, let low, let high):
            guard let value = evaluate(value).number, let low = evaluate(low).number, let high = evaluate(high).number else { return .flag(false) }
            return .flag(low <= value && value <= high)
        case .oneOf(let value, let others):
            let value = evaluate(value)
            return .flag(!value.isAbsent && others.contains { asText(value).equals(asText(evaluate($0))) })
        case .isAbsent(let inner): return .flag(evaluate(inner).isAbsent)
        case .conditional(let condition, let first, let second): return evaluate(truth(condition) == true ? first : second)
        }
    }

    /// Absent counts as unknown: a condition that comes out absent does not hold.
    func truth(_ expression: CompiledExpression) -> Bool? {
        switch evaluate(expression) {
        case .flag(let flag): flag
        case .absent: nil
        case .text(let text): !["", "0", "false", "no"].contains(text)
        default: true
        }
    }

    func holds(_ expression: CompiledExpression) -> Bool { truth(expression) == true }

    private func binary(_ symbol: BinaryOperator, _ left: CompiledExpression, _ right: CompiledExpression) -> RuleValue {
        switch symbol {
        case .or: return .flag(holds(left) || holds(right))
        case .and: return .flag(holds(left) && holds(right))
        default: break
        }
        let (a, b) = (asText(evaluate(left)), asText(evaluate(right)))
        switch symbol {
        case .equal: return .flag(a.equals(b))
        case .notEqual: return .flag(!a.equals(b))
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let x = a.number, let y = b.number else { return .flag(false) }
            switch symbol {
            case .less: return .flag(x < y)
            case .lessOrEqual: return .flag(x <= y)
            case .greater: return .flag(x > y)
            default: return .flag(x >= y)
            }
        default:
            guard let x = a.number, let y = b.number else { return .absent }
            switch symbol {
            case .plus: return .number(x + y)
            case .minus: return .number(x - y)
            case .times: return .number(x * y)
            default: return x.divided(by: y).map { .number($0) } ?? .absent
            }
        }
    }

    /// Words as their text.
    func asText(_ value: RuleValue) -> RuleValue {
        if case .words(let start, let end) = value { return .text(string(start, end)) }
        return value
    }

    /// The original words at a folded span.
    func string(_ start: Int, _ end: Int) -> String {
        String(decoding: text[folded.original(start..<end).indices], as: UTF16.self)
    }

    /// The folded words at a span, for comparing.
    func foldedString(_ start: Int, _ end: Int) -> String { String(decoding: lattice.units[start..<end], as: UTF16.self) }

    // MARK: Fields

    func field(_ name: String, of value: CaptureValue) -> RuleValue { field(fields[name], of: value) }

    func field(_ name: String, of edge: Edge) -> RuleValue { field(fields[name], of: edge) }

    func field(_ field: FieldReference, of value: CaptureValue) -> RuleValue {
        switch field.kind {
        case .text: return .text(foldedString(value.start, value.end))
        case .length: return .number(ExactNumber(value.end - value.start))
        case .start: return .number(ExactNumber(value.start))
        case .end: return .number(ExactNumber(value.end))
        case .other: break
        }
        var found = RuleValue.absent
        captures.forEachEdge(of: value) { edge in
            found = self.field(field, of: lattice.view.edges[edge])
            return found.isAbsent
        }
        return found
    }

    func field(_ field: FieldReference, of edge: Edge) -> RuleValue {
        switch edge.source {
        case .entry(let index):
            let owner = program.lexicon(ofEntry: Int(index))
            let column = field.column(in: owner)
            guard column >= 0 else { return .absent }
            return cells.value(entry: Int(index), column: column) {
                let lexicon = program.lexicons[owner]
                return Self.value(of: lexicon.cell(row: program.entries[Int(index)].row, column: column), type: lexicon.columns[column].type)
            }
        case .numeral(let index): return Self.field(field.name, of: lattice.numerals[Int(index)])
        case .mention(let index):
            if field.name == "rule" { return .text(program.rules[mentions[Int(index)].rule].name) }
            return mentions[Int(index)].field(field.name)
        case .balanced: return .absent
        }
    }

    private static func value(of cell: String?, type: ColumnType) -> RuleValue {
        guard let cell else { return .absent }
        return switch type {
        case .decimal: ExactNumber(cell).map { .number($0) } ?? .absent
        case .flag: .flag(["1", "true", "yes"].contains(cell))
        default: .text(cell)
        }
    }

    static func field(_ name: String, of numeral: Numeral) -> RuleValue {
        switch name {
        case "value": numeral.value.map { .number($0) } ?? .absent
        case "low": numeral.isVague ? .number(numeral.low) : .absent
        case "high": numeral.isVague ? .number(numeral.high) : .absent
        case "mod": numeral.isVague ? .text("vague") : .absent
        case "digits": .number(ExactNumber(numeral.digits))
        case "form": .text(numeral.form.rawValue)
        case "places": .number(ExactNumber(numeral.places))
        default: .absent
        }
    }

    /// The numeral inside a capture, where there is one.
    func numeral(in value: CaptureValue) -> Numeral? {
        var found: Numeral?
        captures.forEachEdge(of: value) { edge in
            if case .numeral(let index) = lattice.edges[edge].source { found = lattice.numerals[Int(index)] }
            return found == nil
        }
        return found
    }
}
