import BaoShuRules
import BaoShuValues

/// The expressions of a program's rules, compiled to steps when they are first asked for. Kept by a matcher.
final class ExpressionTable {
    let program: RuleProgram
    private let lexiconCount: Int
    let texts = TextTable()
    let nodes = Memory<ExpressionNode>(capacity: 1 << 12)
    private var nodeCount = 0
    let lists = Memory<Int32>(capacity: 1 << 10)
    private var listCount = 0
    let constants = Memory<CompactValue>(capacity: 1 << 8)
    private var constantCount = 0
    /// Constants that are no compact values; these have the payloads -1, -2 and so on.
    @exclusivity(unchecked) private(set) var boxes: [RuleValue] = []
    let textSets: TextSets
    /// The tests of conditions; those that come later stand first.
    let tests = Memory<ConditionTest>(capacity: 1 << 12)
    private var testCount = 0
    let references = Memory<FieldReference>(capacity: 64)
    private var referenceCount = 0
    private var referenceOf: [String: Int] = [:]
    /// For each field reference and each lexicon the column of that name, or -1.
    private let columns = Memory<Int16>(capacity: 1 << 12)
    /// The lexicons that `listed`, `holds` and `crossed` ask about, and how many they are.
    let isAsked: Memory<Bool>
    private(set) var askedCount = 0
    /// Texts by what they stand for: the names of the rules, the forms of numerals.
    let ruleNames: [Int32]
    /// The name of the type that each rule makes.
    let typeNames: [Int32]
    let forms: [Int32]
    let vague: Int32
    let grains: [Int32]
    let steps: [Int32]

    init(program: RuleProgram) {
        self.program = program
        lexiconCount = program.lexicons.count
        isAsked = Memory(capacity: max(1, program.lexicons.count))
        isAsked.base.initialize(repeating: false, count: max(1, program.lexicons.count))
        let texts = texts
        textSets = TextSets(texts)
        ruleNames = program.rules.map { texts.id(of: $0.name) }
        typeNames = program.rules.map { texts.id(of: program.types[$0.type].name) }
        forms = Numeral.Form.allCases.map { texts.id(of: $0.rawValue) }
        vague = texts.id(of: "vague")
        grains = CalendarGrain.allCases.map { texts.id(of: $0.rawValue) }
        steps = DateStepKind.allCases.map { texts.id(of: $0.rawValue) }
    }

    // MARK: Expressions that are asked for once

    /// How much of the table is filled.
    struct Mark {
        fileprivate let nodes: Int
        fileprivate let lists: Int
        fileprivate let constants: Int
        fileprivate let boxes: Int
        fileprivate let textSets: Int
    }

    var mark: Mark { Mark(nodes: nodeCount, lists: listCount, constants: constantCount, boxes: boxes.count, textSets: textSets.count) }

    /// Forgets what was compiled behind a mark.
    func forget(behind mark: Mark) {
        (nodeCount, listCount, constantCount) = (mark.nodes, mark.lists, mark.constants)
        boxes.removeLast(boxes.count - mark.boxes)
        textSets.forget(behind: mark.textSets)
    }

    // MARK: Fields

    func reference(_ name: String) -> Int {
        if let known = referenceOf[name] { return known }
        let index = referenceCount
        let ofNumeral: FieldReference.OfNumeral =
            switch name {
            case "value": .value
            case "low": .low
            case "high": .high
            case "mod": .mod
            case "digits": .digits
            case "form": .form
            case "places": .places
            default: .none
            }
        references.grow(to: index + 1, keeping: index)
        references.base[index] = FieldReference(name: texts.id(of: name), ofNumeral: ofNumeral, isRule: name == "rule")
        let count = program.lexicons.count
        columns.grow(to: (index + 1) * count, keeping: index * count)
        for (lexicon, declared) in program.lexicons.enumerated() { columns.base[index * count + lexicon] = Int16(declared.columnIndex(name) ?? -1) }
        referenceCount += 1
        referenceOf[name] = index
        return index
    }

    @inline(__always) func column(_ reference: Int, in lexicon: Int) -> Int { Int(columns.base[reference * lexiconCount + lexicon]) }

    // MARK: Compiling

    /// The step that yields an expression's value.
    func compile(_ expression: CompiledExpression) -> Int32 {
        switch expression {
        case .text(let text): return constant(.text(texts.id(of: text)))
        case .number(let number): return constant(number)
        case .capture(let capture): return add(.words, Int32(capture))
        case .table(let table): return add(.table, Int32(table))
        case .field(.capture(let capture), let name):
            switch name {
            case "text": return add(.text, Int32(capture))
            case "length": return add(.length, Int32(capture))
            case "start": return add(.start, Int32(capture))
            case "end": return add(.end, Int32(capture))
            default: return add(.field, Int32(capture), Int32(reference(name)))
            }
        case .field: return constant(.absent)
        case .call(let function, let arguments): return call(function, arguments)
        case .not(let inner): return add(.not, compile(inner))
        case .negate(.number(let number)): return constant(-number)
        case .negate(let inner): return add(.negate, compile(inner))
        case .binary(let symbol, let left, let right): return binary(symbol, left, right)
        case .within(let value, .number(let low), .number(let high)): return add(.withinConstants, compile(value), addConstant(low), addConstant(high))
        case .within(let value, let low, let high): return add(.within, compile(value), compile(low), compile(high))
        case .oneOf(let value, let others):
            if case .field(.capture(let capture), let name) = value, let texts = constantTexts(others) {
                if name == "text" { return isText(capture, texts) }
                if Self.isPlain(name) { return add(.isFieldOneOf, Int32(capture), Int32(reference(name)), list([Int32(texts.count)] + texts).first + 1) }
            }
            let value = compile(value)
            let others = list(others.map(compile))
            return add(.oneOf, value, others.first, others.count)
        case .isAbsent(.capture(let capture)): return add(.isCaptureAbsent, Int32(capture))
        case .isAbsent(.field(.capture(let capture), let name)) where Self.isPlain(name): return add(.isFieldAbsent, Int32(capture), Int32(reference(name)))
        case .isAbsent(let inner): return add(.isAbsent, compile(inner))
        case .conditional(let condition, let first, let second): return add(.conditional, compile(condition), compile(first), compile(second))
        }
    }

    /// The steps of a chain of one operator: `a or b or c`.
    private func operands(_ symbol: BinaryOperator, _ expression: CompiledExpression) -> [Int32] {
        guard case .binary(symbol, let left, let right) = expression else { return [compile(expression)] }
        return operands(symbol, left) + operands(symbol, right)
    }

    private func binary(_ symbol: BinaryOperator, _ left: CompiledExpression, _ right: CompiledExpression) -> Int32 {
        switch symbol {
        case .and, .or:
            // None does anything but to be true or not: of a whole chain the cheapest first.
            let chain = (operands(symbol, left) + operands(symbol, right)).map { ($0, cost($0)) }.enumerated()
            let ordered = chain.sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
            return ordered.dropFirst().reduce(ordered[0]) { add(symbol == .and ? .and : .or, $0, $1) }
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            if symbol == .equal || symbol == .notEqual, case .field(.capture(let capture), let name) = left, let text = constantTexts([right]) {
                if name == "text" {
                    let isText = isText(capture, text)
                    return symbol == .equal ? isText : add(.not, isText)
                }
                if Self.isPlain(name) { return add(symbol == .equal ? .isField : .isFieldNot, Int32(capture), Int32(reference(name)), text[0]) }
            }
            if case .number(let number) = right {
                let node = add(.compareConstant, compile(left), addConstant(number))
                nodes.base[Int(node)].symbol = symbol
                return node
            }
            let (a, b) = (compile(left), compile(right))
            let node = add(.compare, a, b)
            nodes.base[Int(node)].symbol = symbol
            return node
        case .plus, .minus, .times, .over:
            let (a, b) = (compile(left), compile(right))
            let node = add(.arithmetic, a, b)
            nodes.base[Int(node)].symbol = symbol
            return node
        }
    }

    /// Whether it is a field of what a capture took, not of the capture itself.
    private static func isPlain(_ name: String) -> Bool { !["text", "length", "start", "end"].contains(name) }

    /// Constant texts by number; nil where one is no text.
    private func constantTexts(_ expressions: [CompiledExpression]) -> [Int32]? {
        let ids = expressions.compactMap { if case .text(let text) = $0 { texts.id(of: text) } else { nil } }
        return ids.count == expressions.count ? ids : nil
    }

    /// Whether a capture's text is one of some texts.
    private func isText(_ capture: Int, _ ids: [Int32]) -> Int32 {
        add(.isText, Int32(capture), textSets.add(ids))
    }

    private func call(_ function: RuleFunction, _ arguments: [CompiledExpression]) -> Int32 {
        func capture(_ index: Int) -> Int32? { if index < arguments.count, case .capture(let capture) = arguments[index] { Int32(capture) } else { nil } }
        func table(_ index: Int) -> Int32? { if index < arguments.count, case .table(let table) = arguments[index] { Int32(table) } else { nil } }
        switch function {
        case .first:
            let parts = list(arguments.map(compile))
            return add(.first, parts.first, parts.count)
        case .weigh: if let capture = capture(0), let table = table(1) { return add(.weight, capture, table) }
        case .listed: if let capture = capture(0), let table = table(1) { return add(.listed, capture, ask(table), -1) }
        case .crossed: if let span = capture(0), let table = table(1) { return add(.crossed, span, ask(table), capture(2) ?? -1) }
        case .holds: if let capture = capture(0), let table = table(1) { return add(.holds, capture, ask(table), ask(self.table(arguments, 2))) }
        case .parted: if let capture = capture(0) { return add(.parted, capture) }
        case .clause_has, .words_have, .words_end, .words_are:
            // Their lexicon stands there by its name; what they ask of a word is whether it is of the element for all of it.
            if case .text(let name) = arguments[1], let lexicon = program.lexicons.firstIndex(where: { $0.name == name }),
                let terminal = program.terminals.firstIndex(of: .lexicon([lexicon], filters: []))
            {
                return call(function, nodes: [compile(arguments[0]), add(.table, Int32(terminal))])
            }
            return constant(.absent)
        default: break
        }
        return call(function, nodes: arguments.map(compile))
    }

    /// Notes that a lexicon is asked about.
    private func ask(_ lexicon: Int32) -> Int32 {
        if lexicon >= 0, !isAsked.base[Int(lexicon)] {
            isAsked.base[Int(lexicon)] = true
            askedCount += 1
        }
        return lexicon
    }

    private func table(_ arguments: [CompiledExpression], _ index: Int) -> Int32 {
        if index < arguments.count, case .table(let table) = arguments[index] { Int32(table) } else { -1 }
    }

    private func call(_ function: RuleFunction, nodes arguments: [Int32]) -> Int32 {
        let arguments = list(arguments)
        let node = add(.call, arguments.first, arguments.count)
        nodes.base[Int(node)].function = function
        return node
    }

    private func constant(_ number: ExactNumber) -> Int32 { add(.constant, addConstant(number)) }

    private func constant(_ value: CompactValue) -> Int32 { add(.constant, addConstant(value)) }

    private func addConstant(_ number: ExactNumber) -> Int32 {
        if let small = number.small { return addConstant(.number(small)) }
        boxes.append(.number(number))
        return addConstant(CompactValue(.boxed, payload: -boxes.count))
    }

    private func addConstant(_ value: CompactValue) -> Int32 {
        constants.grow(to: constantCount + 1, keeping: constantCount)
        constants.base[constantCount] = value
        constantCount += 1
        return Int32(constantCount - 1)
    }

    /// A list of steps in the lists.
    func sequence(_ nodes: [Int32]) -> (first: Int32, count: Int32) { list(nodes) }

    /// The first of the tests for conditions that all have to hold, in this order.
    func tests(_ conditions: [Int32]) -> Int32 {
        conditions.reversed().reduce(ConditionTest.holds) { next, node in test(node, next, ConditionTest.fails, ConditionTest.fails) }
    }

    /// The first of the tests for a condition.
    private func test(_ node: Int32, _ whenTrue: Int32, _ whenFalse: Int32, _ whenAbsent: Int32) -> Int32 {
        let step = nodes.base[Int(node)]
        switch step.operation {
        // Neither is absent: what is absent counts as false in them.
        case .and: return test(step.a, test(step.b, whenTrue, whenFalse, whenFalse), whenFalse, whenFalse)
        case .or:
            let other = test(step.b, whenTrue, whenFalse, whenFalse)
            return test(step.a, whenTrue, other, other)
        case .not: return test(step.a, whenFalse, whenTrue, whenAbsent)
        default:
            tests.grow(to: testCount + 1, keeping: testCount)
            tests.base[testCount] = ConditionTest(step: node, node: step, whenTrue: whenTrue, whenFalse: whenFalse, whenAbsent: whenAbsent)
            testCount += 1
            return Int32(testCount - 1)
        }
    }

    private func add(_ operation: ExpressionNode.Operation, _ a: Int32, _ b: Int32 = 0, _ c: Int32 = 0) -> Int32 {
        nodes.grow(to: nodeCount + 1, keeping: nodeCount)
        nodes.base[nodeCount] = ExpressionNode(operation: operation, a: a, b: b, c: c)
        nodeCount += 1
        return Int32(nodeCount - 1)
    }

    private func list(_ items: [Int32]) -> (first: Int32, count: Int32) {
        let first = listCount
        lists.grow(to: first + items.count, keeping: first)
        for (offset, item) in items.enumerated() { lists.base[first + offset] = item }
        listCount += items.count
        return (Int32(first), Int32(items.count))
    }

    // MARK: Costs

    /// The conditions that have to hold for an expression to hold.
    func conjuncts(_ node: Int32) -> [Int32] {
        let step = nodes.base[Int(node)]
        return step.operation == .and ? conjuncts(step.a) + conjuncts(step.b) : [node]
    }

    /// What a step costs about, in steps.
    func cost(_ node: Int32) -> Int {
        let step = nodes.base[Int(node)]
        func sum(_ first: Int32, _ count: Int32) -> Int { (first..<(first + count)).reduce(0) { $0 + cost(lists.base[Int($1)]) } }
        switch step.operation {
        case .constant, .table, .isCaptureAbsent: return 1
        case .words, .text, .length, .start, .end: return 1
        case .isText: return 2
        case .weight: return 2
        case .field: return 4
        case .first: return sum(step.a, step.b)
        case .isFieldAbsent, .isField, .isFieldNot, .isFieldOneOf: return 4
        case .compareConstant, .withinConstants: return 1 + cost(step.a)
        case .conditional, .within: return 1 + cost(step.a) + cost(step.b) + cost(step.c)
        case .negate, .not, .isAbsent: return 1 + cost(step.a)
        case .arithmetic, .compare, .and, .or: return 1 + cost(step.a) + cost(step.b)
        case .oneOf: return 1 + cost(step.a) + sum(step.b, step.c)
        case .listed: return 16
        case .crossed: return 40
        case .holds: return 40
        case .parted: return 1000
        case .call:
            let parts = sum(step.a, step.b)
            return switch step.function {
            case .phrase_before, .phrase_after, .owner_before, .list_before, .figures_before, .clause_has, .words_have, .words_end, .words_are, .is_quoted, .ends_phrase: parts + 200
            default: parts + 20
            }
        }
    }
}
