import BaoShuRules

/// A rule's conditions, compiled: all of them have to hold, so their order says nothing, and the cheap ones come first.
struct ConditionProgram: BitwiseCopyable {
    /// A stretch of the lists of a table of expressions.
    private let first: Int32
    private let count: Int32

    init(_ conditions: [CompiledExpression], fields: ExpressionTable) {
        let conjuncts = conditions.flatMap { fields.conjuncts(fields.compile($0)) }.map { (node: $0, cost: fields.cost($0)) }
        (first, count) = fields.sequence(conjuncts.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element.node))
    }

    var isEmpty: Bool { count == 0 }

    /// Whether all conditions hold for the captures that the evaluator has.
    func hold(_ evaluator: Evaluator) -> Bool {
        evaluator.start()
        let nodes = evaluator.expressions.lists.base + Int(first)
        for item in 0..<Int(count) where evaluator.truth(nodes[item]) != true { return false }
        return true
    }
}
