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
    /// Code units of the longest text that it held: it keeps the memory.
    @exclusivity(unchecked) fileprivate var longest = 0

    init(breaker: WordBreaker?) { boundaries = BoundaryFinder(breaker: breaker) }
}

extension Matcher {
    /// Runs stages over several texts, each stage over all of them before the next: its tables then stay near.
    ///
    /// - Parameter body: called for each text in order with its number and what was found; until it returns, the matcher holds that text.
    /// - Complexity: O(*n*) for *n* code units in all.
    package func match(_ texts: [(text: [UInt16], context: MatchContext)], stages: Range<Int>, _ body: (Int, Result) -> Void) {
        begun = nil
        // Long texts here and there must not leave memory for a long one at every place.
        if parked.reduce(0, { $0 + $1.longest }) > Self.mostParked { parked.removeAll() }
        while parked.count < texts.count {
            let text = ParkedText(breaker: breaker)
            parkedStarts.grow(to: parked.count + 1, keeping: parked.count)
            parkedStarts.base[parked.count] = .passUnretained(text.starts)
            parked.append(text)
        }
        let slots = Self.slots(for: texts.map(\.text.count))
        let stages = stages.filter { !program.stages[$0].rules.isEmpty }
        var results: [Result] = []
        results.reserveCapacity(texts.count)
        // What comes one after the other for a text is done while it is in hand.
        for (number, text) in texts.enumerated() {
            // Built where it will wait: else the memory of a long text would go from place to place.
            exchange(with: parked[slots[number]])
            parked[slots[number]].longest = max(parked[slots[number]].longest, text.text.count)
            results.append(started(text.text, context: text.context))
            if let first = stages.first { prepare(stage: first, mentions: results[number].mentions) } else { body(number, results[number]) }
            exchange(with: parked[slots[number]])
        }
        for (place, stage) in stages.enumerated() {
            findStarts(stage: stage, in: UnsafeBufferPointer(start: parkedStarts.base, count: texts.count))
            for number in texts.indices {
                exchange(with: parked[slots[number]])
                finish(stage: stage, result: &results[number])
                if place + 1 < stages.count {
                    prepare(stage: stages[place + 1], mentions: results[number].mentions)
                } else {
                    body(number, results[number])
                    results[number] = Result()
                }
                exchange(with: parked[slots[number]])
            }
        }
    }

    /// Code units for which parked texts may hold memory from one batch to the next; some 600 bytes each.
    private static let mostParked = 131_072

    /// For each of some lengths its rank, the longest first: long texts go where long ones were.
    private static func slots(for lengths: [Int]) -> [Int] {
        var slots = Array(repeating: 0, count: lengths.count)
        for (rank, number) in lengths.indices.sorted(by: { (lengths[$1], $0) < (lengths[$0], $1) }).enumerated() { slots[number] = rank }
        return slots
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
