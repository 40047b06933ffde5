import BaoShuMatching
import BaoShuMeasuring
import BaoShuModel
import BaoShuRules
import BaoShuText

/// Finds why the rules made nothing of some words: of all rules that could have, the one that came nearest to it.
package final class MissExplainer: MissExplaining {
    private let program: RuleProgram
    private let explainer: Explainer
    /// The text that the explainer ran over last.
    private var text: [UInt16] = []
    private var id: String?

    package init(program: RuleProgram) {
        self.program = program
        explainer = Explainer(program: program)
    }

    package func cause(ofMissing type: String, at span: TextSpan, in document: AnnotatedDocument) -> Cause? {
        run(document)
        guard let type = program.types.firstIndex(where: { $0.name == type }) else { return Cause(.noRule, "no type `\(type)` is declared") }
        return nearest(program.rules.indices.filter { program.rules[$0].type == type && !program.rules[$0].isLink }, span)
    }

    package func cause(ofMissingFactOf quantity: TextSpan, in document: AnnotatedDocument) -> Cause? {
        run(document)
        if let link = explainer.links(at: quantity.lowerBound.value).first(where: { $0.type == LinkMatch.factType && $0.quantities.contains(quantity) }) {
            return Cause(.noFact, FactExplanation(document, explainer).absence(rule: link.rule, at: quantity.lowerBound.value).map { "`\(link.rule)`: \($0)" })
        }
        return nearest(program.rules.indices.filter { program.rules[$0].isLink && program.types[program.rules[$0].type].name == LinkMatch.factType }, quantity)
    }

    private func run(_ document: AnnotatedDocument) {
        guard id != document.id || text != document.text else { return }
        (id, text) = (document.id, document.text)
        explainer.run(document.text, context: MatchContext(date: document.date, blocks: document.blocks), stages: program.articleStages)
    }

    private func nearest(_ rules: [Int], _ span: TextSpan) -> Cause? {
        var best: WhyNot?
        // A match of just these words says most.
        func rank(_ why: WhyNot) -> (Int, Int) { (why.progress >= 4 && why.span == span ? 1 : 0, why.progress) }
        for rule in rules {
            guard let why = explainer.why(index: rule, at: span.lowerBound.value), why.kind != .made else { continue }
            if best.map({ rank(why) > rank($0) }) ?? true { best = why }
        }
        guard let best else { return Cause(.noRule) }
        let kind: Cause.Kind =
            switch best.kind {
            case .block: .block
            case .over, .longer, .preferred, .ambiguous, .earlier, .rival: .conflict
            case .taken, .unwritten, .made: .laterStage
            case .condition, .span: .condition
            case .guard: .guard
            case .reach: .reach
            case .element: .pattern
            case .nowhere: .noRule
            }
        if kind == .noRule { return Cause(.noRule) }
        return Cause(kind, "\(best.rule) (\(best.rulePlace.file):\(best.rulePlace.line)): \(best.message)")
    }
}
