import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuTokens

/// A text that waits for its next stage while the stage in hand runs over the others of a batch.
final class ParkedText {
    fileprivate let lattice = Lattice()
    fileprivate let boundaries: BoundaryFinder
    fileprivate let order = MentionOrder()
    fileprivate let starts = StageStarts()
    @exclusivity(unchecked) fileprivate var folded = FoldedText()
    @exclusivity(unchecked) fileprivate var evaluated = Evaluator.Text()

    init(breaker: WordBreaker?) { boundaries = BoundaryFinder(breaker: breaker) }
}

extension Matcher {
    /// Runs stages over several texts, each stage over all of them before the next: its tables then stay near.
    ///
    /// - Parameter body: called for each text in order with its number and what was found; until it returns, the matcher holds that text.
    /// - Complexity: O(*n*) for *n* code units in all.
    package func match(_ texts: [(text: [UInt16], context: MatchContext)], stages: Range<Int>, _ body: (Int, Result) -> Void) {
        begun = nil
        while parked.count < texts.count {
            let text = ParkedText(breaker: breaker)
            parkedStarts.grow(to: parked.count + 1, keeping: parked.count)
            parkedStarts.base[parked.count] = .passUnretained(text.starts)
            parked.append(text)
        }
        let stages = stages.filter { !program.stages[$0].rules.isEmpty }
        var results: [Result] = []
        results.reserveCapacity(texts.count)
        // What comes one after the other for a text is done while it is in hand.
        for (number, text) in texts.enumerated() {
            results.append(started(text.text, context: text.context))
            if let first = stages.first { prepare(stage: first, mentions: results[number].mentions) } else { body(number, results[number]) }
            exchange(with: parked[number])
        }
        for (place, stage) in stages.enumerated() {
            findStarts(stage: stage, in: UnsafeBufferPointer(start: parkedStarts.base, count: texts.count))
            for number in texts.indices {
                exchange(with: parked[number])
                finish(stage: stage, result: &results[number])
                if place + 1 < stages.count {
                    prepare(stage: stages[place + 1], mentions: results[number].mentions)
                } else {
                    body(number, results[number])
                    results[number] = Result()
                }
                exchange(with: parked[number])
            }
        }
    }

    /// Takes a parked text in hand, and parks the one that was there.
    private func exchange(with parked: ParkedText) {
        lattice.exchange(with: parked.lattice)
        boundaries.exchange(with: parked.boundaries)
        order.exchange(with: parked.order)
        starts.exchange(with: parked.starts)
        swap(&folded, &parked.folded)
        evaluator.exchange(with: &parked.evaluated)
    }
}
