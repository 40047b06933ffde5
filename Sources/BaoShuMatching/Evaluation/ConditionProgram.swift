import BaoShuRules

/// A rule's conditions, compiled: all of them have to hold, so their order says nothing, and the cheap ones come first.
final class ConditionProgram {
    private let nodes: [Int32]

    init(_ conditions: [CompiledExpression], fields: FieldTable) {
        let conjuncts = conditions.flatMap { fields.conjuncts(fields.compile($0)) }.map { (node: $0, cost: fields.cost($0)) }
        nodes = conjuncts.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element.node)
    }

    var isEmpty: Bool { nodes.isEmpty }

    /// Whether all conditions hold for the captures that the evaluator has.
    func hold(_ evaluator: Evaluator) -> Bool {
        evaluator.start()
        for node in nodes where evaluator.truth(node) != true { return false }
        return true
    }
}
