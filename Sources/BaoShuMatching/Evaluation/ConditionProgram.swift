import BaoShuRules

/// A rule's conditions, compiled: all of them have to hold, so their order says nothing, and the cheap ones come first.
struct ConditionProgram: BitwiseCopyable {
    /// The first of their tests.
    private let first: Int32

    init(_ conditions: [CompiledExpression], fields: ExpressionTable) {
        let conjuncts = conditions.flatMap { fields.conjuncts(fields.compile($0)) }.map { (node: $0, cost: fields.cost($0)) }
        first = fields.tests(conjuncts.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element.node))
    }

    var isEmpty: Bool { first == ConditionTest.holds }

    /// Whether all conditions hold for the captures that the evaluator has.
    func hold(_ evaluator: Evaluator) -> Bool {
        evaluator.start()
        return evaluator.holds(testsFrom: first)
    }
}

/// A step that is true, false or, where something is absent, neither, and which test comes next. What `and`, `or` and `not` say is nowhere but
/// in this: conditions need no stack, and none of their parts is asked in vain.
struct ConditionTest: BitwiseCopyable {
    /// In place of a test: the conditions hold; they do not.
    static let holds: Int32 = -1
    static let fails: Int32 = -2

    let step: Int32
    let node: ExpressionNode
    let whenTrue: Int32
    let whenFalse: Int32
    let whenAbsent: Int32
}
