import BaoShuRules

/// A span that a rule wants, before conflicts are settled.
///
/// Sixty-four bytes: a text that is nothing but figures has as many of them as characters.
struct Proposal: BitwiseCopyable {
    private let ruleNumber: Int32
    private let matchSpan: (start: Int32, end: Int32)
    private let span: (start: Int32, end: Int32)
    let isPreferred: Bool
    let captures: Captures
    private let absorbedBase: UnsafePointer<Int32>?
    private let absorbedCount: Int32

    init(rule: Int, match: Range<Int>, span: Range<Int>, captures: Captures, isPreferred: Bool, absorbed: UnsafeBufferPointer<Int32>) {
        ruleNumber = Int32(truncatingIfNeeded: rule)
        matchSpan = (Int32(truncatingIfNeeded: match.lowerBound), Int32(truncatingIfNeeded: match.upperBound))
        self.span = (Int32(truncatingIfNeeded: span.lowerBound), Int32(truncatingIfNeeded: span.upperBound))
        (self.captures, self.isPreferred) = (captures, isPreferred)
        (absorbedBase, absorbedCount) = (absorbed.baseAddress, Int32(truncatingIfNeeded: absorbed.count))
    }

    /// Index in the program's rules.
    @inline(__always) var rule: Int { Int(ruleNumber) }
    /// The whole match.
    @inline(__always) var matchStart: Int { Int(matchSpan.start) }
    @inline(__always) var matchEnd: Int { Int(matchSpan.end) }
    /// The mention.
    @inline(__always) var start: Int { Int(span.start) }
    @inline(__always) var end: Int { Int(span.end) }
    /// Mentions of earlier stages that the match consumed inside the mention's span.
    var absorbed: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: absorbedBase, count: Int(absorbedCount)) }
}

/// Why a proposal was not taken.
package enum Loss: Sendable, Equatable {
    /// A block entry takes the characters; its span.
    case block(Int, Int)
    /// Another rule stands over it.
    case over(rule: Int, start: Int, end: Int)
    /// Another proposal starts earlier or is longer.
    case longer(rule: Int, start: Int, end: Int)
    /// Another proposal of the same span is preferred, or read more of the words around it.
    case preferred(rule: Int)
    /// Equal to another rule's proposal: ambiguous.
    case ambiguous(rule: Int)
    /// A mention of an earlier stage holds the characters.
    case earlierStage(mention: Int)
}

/// Settles which proposals of one stage become mentions. One per thread: it keeps its buffers.
final class Resolver {
    /// Whether a rule stands over another, at `rule * count + other`.
    private let isOver: Memory<Bool>
    private let count: Int
    /// Rules by how many steps they stand from a rule that nothing stands over.
    private let rank: [Int]
    /// For each rule its place among the names of all.
    private let nameOrder: [Int]

    // Of the proposals in hand: their numbers by start of the mention, so that overlaps are found by looking at neighbours.
    private let order = Memory<Int32>()
    private let alive = Memory<Bool>()
    private let standing = Memory<Int32>()

    /// A mention of an earlier stage that is to be written.
    struct Earlier: BitwiseCopyable {
        var index: Int
        var rule: Int
        var start: Int
        var end: Int
    }

    struct Outcome {
        /// Indices of the winning proposals, by start.
        var winners: [Int] = []
        var losses: [(proposal: Int, loss: Loss)] = []
        /// Pairs of rules that were equal on a span.
        var ambiguities: [(winner: Int, loser: Int)] = []
    }

    init(program: RuleProgram) {
        // A rule's rank is one more than the greatest of the rules over it; the checker has seen to it that there is no cycle.
        var above = Array(repeating: [Int](), count: program.rules.count)
        for (index, rule) in program.rules.enumerated() { for other in rule.over { above[other].append(index) } }
        var rank = Array(repeating: 0, count: program.rules.count)
        var waiting = above.map(\.count)
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        while let rule = ready.popLast() {
            for other in program.rules[rule].over {
                rank[other] = max(rank[other], rank[rule] + 1)
                waiting[other] -= 1
                if waiting[other] == 0 { ready.append(other) }
            }
        }
        self.rank = rank
        count = program.rules.count
        isOver = Memory(capacity: max(1, count * count))
        isOver.base.initialize(repeating: false, count: count * count)
        for (index, rule) in program.rules.enumerated() { for other in rule.over { isOver.base[index * count + other] = true } }
        var nameOrder = Array(repeating: 0, count: count)
        for (place, index) in program.rules.indices.sorted(by: { program.rules[$0].name < program.rules[$1].name }).enumerated() { nameOrder[index] = place }
        self.nameOrder = nameOrder
    }

    /// Whether a rule stands over another.
    @inline(__always) func isOver(_ rule: Int, _ other: Int) -> Bool { isOver.base[rule * count + other] }

    /// Whether a rule comes before another by its name.
    @inline(__always) func isNamedBefore(_ rule: Int, _ other: Int) -> Bool { nameOrder[rule] < nameOrder[other] }

    /// - Parameters:
    ///   - blocks: spans of the block entries of this stage, by start.
    ///   - earlier: mentions of earlier stages that are to be written, by start; absorbed ones are left out.
    func settle(_ proposals: [Proposal], blocks: [(start: Int, end: Int)], earlier: UnsafeBufferPointer<Earlier>, explain: Bool) -> Outcome {
        var outcome = Outcome()
        proposals.withUnsafeBufferPointer { proposals in
            sort(proposals)
            alive.clear(for: proposals.count)
            alive.base.initialize(repeating: true, count: proposals.count)
            dropBlocked(proposals, blocks, &outcome, explain: explain)
            dropHeld(proposals, earlier, &outcome, explain: explain)
            dropUnder(proposals, &outcome, explain: explain)
            settleLength(proposals, &outcome, explain: explain)
        }
        return outcome
    }

    private func lose(_ index: Int, _ loss: @autoclosure () -> Loss, _ outcome: inout Outcome, explain: Bool) {
        alive.base[index] = false
        if explain { outcome.losses.append((index, loss())) }
    }

    private func sort(_ proposals: UnsafeBufferPointer<Proposal>) {
        order.clear(for: proposals.count)
        for index in 0..<proposals.count { order.base[index] = Int32(index) }
        func precedes(_ a: Int32, _ b: Int32) -> Bool {
            let (p, q) = (proposals[Int(a)], proposals[Int(b)])
            if p.start != q.start { return p.start < q.start }
            return p.end != q.end ? p.end < q.end : a < b
        }
        var numbers = UnsafeMutableBufferPointer(start: order.base, count: proposals.count)
        numbers.sort(by: precedes)
    }

    private func dropBlocked(_ proposals: UnsafeBufferPointer<Proposal>, _ blocks: [(start: Int, end: Int)], _ outcome: inout Outcome, explain: Bool) {
        guard !blocks.isEmpty else { return }
        var b = 0
        for place in 0..<proposals.count {
            let index = Int(order.base[place])
            let (start, end) = (proposals[index].start, proposals[index].end)
            while b < blocks.count, blocks[b].end <= start, blocks[b].start <= start { b += 1 }
            var j = b
            while j < blocks.count, blocks[j].start < end {
                if blocks[j].end > start {
                    lose(index, .block(blocks[j].start, blocks[j].end), &outcome, explain: explain)
                    break
                }
                j += 1
            }
        }
    }

    /// Mentions of earlier stages keep their characters, unless the proposal took them or stands over their rule.
    private func dropHeld(_ proposals: UnsafeBufferPointer<Proposal>, _ earlier: UnsafeBufferPointer<Earlier>, _ outcome: inout Outcome, explain: Bool) {
        guard !earlier.isEmpty else { return }
        var e = 0
        for place in 0..<proposals.count {
            let index = Int(order.base[place])
            if !alive.base[index] { continue }
            let (start, end) = (proposals[index].start, proposals[index].end)
            while e < earlier.count, earlier[e].end <= start { e += 1 }
            var j = e
            while j < earlier.count, earlier[j].start < end {
                let mention = earlier[j]
                if mention.end > start, !proposals[index].absorbed.contains(Int32(mention.index)), !isOver(proposals[index].rule, mention.rule) {
                    lose(index, .earlierStage(mention: mention.index), &outcome, explain: explain)
                    break
                }
                j += 1
            }
        }
    }

    /// Rules that stand over others, from the top down: a proposal falls where one that still stands is over it.
    private func dropUnder(_ proposals: UnsafeBufferPointer<Proposal>, _ outcome: inout Outcome, explain: Bool) {
        var falls: [(rank: Int, loser: Int, winner: Int)] = []
        for place in 0..<proposals.count {
            let index = Int(order.base[place])
            if !alive.base[index] { continue }
            let (rule, end) = (proposals[index].rule, proposals[index].end)
            var next = place + 1
            while next < proposals.count {
                let other = Int(order.base[next])
                next += 1
                if proposals[other].start >= end { break }
                if !alive.base[other] { continue }
                let otherRule = proposals[other].rule
                if isOver(rule, otherRule) { falls.append((rank[otherRule], other, index)) }
                if isOver(otherRule, rule) { falls.append((rank[rule], index, other)) }
            }
        }
        guard !falls.isEmpty else { return }
        falls.sort { ($0.rank, $0.loser, $0.winner) < ($1.rank, $1.loser, $1.winner) }
        for fall in falls where alive.base[fall.loser] && alive.base[fall.winner] {
            let winner = proposals[fall.winner]
            lose(fall.loser, .over(rule: winner.rule, start: winner.start, end: winner.end), &outcome, explain: explain)
        }
    }

    /// Leftmost, then longest, then preferred, then the reading that took in more words around it, then by the rules' names.
    private func settleLength(_ proposals: UnsafeBufferPointer<Proposal>, _ outcome: inout Outcome, explain: Bool) {
        standing.clear(for: proposals.count)
        var count = 0
        for place in 0..<proposals.count where alive.base[Int(order.base[place])] {
            standing.base[count] = order.base[place]
            count += 1
        }
        let nameOrder = nameOrder
        func precedes(_ a: Int32, _ b: Int32) -> Bool {
            let (p, q) = (proposals[Int(a)], proposals[Int(b)])
            if p.start != q.start { return p.start < q.start }
            if p.end != q.end { return p.end > q.end }
            if p.isPreferred != q.isPreferred { return p.isPreferred }
            if p.rule != q.rule { return nameOrder[p.rule] < nameOrder[q.rule] }
            let (x, y) = (p.matchEnd - p.matchStart, q.matchEnd - q.matchStart)
            return x != y ? x > y : p.matchStart < q.matchStart
        }
        var numbers = UnsafeMutableBufferPointer(start: standing.base, count: count)
        numbers.sort(by: precedes)
        outcome.winners.reserveCapacity(count)
        var last = -1
        for place in 0..<count {
            let index = Int(standing.base[place])
            let (start, end) = (proposals[index].start, proposals[index].end)
            guard last >= 0, start < proposals[last].end else {
                outcome.winners.append(index)
                last = index
                continue
            }
            let winner = proposals[last]
            if start == winner.start, end == winner.end, proposals[index].rule != winner.rule, proposals[index].isPreferred == winner.isPreferred {
                outcome.ambiguities.append((last, index))
                if explain { outcome.losses.append((index, .ambiguous(rule: winner.rule))) }
            } else if explain {
                let same = start == winner.start && end == winner.end
                outcome.losses.append((index, same ? .preferred(rule: winner.rule) : .longer(rule: winner.rule, start: winner.start, end: winner.end)))
            }
        }
    }
}
