import BaoShuRules

/// A span that a rule wants, before conflicts are settled.
struct Proposal: BitwiseCopyable {
    /// Index in the program's rules.
    var rule: Int
    /// The whole match.
    var matchStart: Int
    var matchEnd: Int
    /// The mention.
    var start: Int
    var end: Int
    var captures: Captures
    var isPreferred: Bool
    /// Mentions of earlier stages that the match consumed inside the mention's span.
    var absorbed: UnsafeBufferPointer<Int32>
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

/// Settles which proposals of one stage become mentions.
struct Resolver {
    let program: RuleProgram
    /// Rules by how many steps they stand from a rule that nothing stands over.
    private let rank: [Int]

    struct Outcome {
        /// Indices of the winning proposals, by start.
        var winners: [Int] = []
        var losses: [(proposal: Int, loss: Loss)] = []
        /// Pairs of rules that were equal on a span.
        var ambiguities: [(winner: Int, loser: Int)] = []
    }

    init(program: RuleProgram) {
        self.program = program
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
    }

    /// - Parameters:
    ///   - blocks: spans of the block entries of this stage, by start.
    ///   - earlier: mentions of earlier stages that are to be written, by start; absorbed ones are left out.
    func settle(_ proposals: [Proposal], blocks: [(start: Int, end: Int)], earlier: [(index: Int, rule: Int, start: Int, end: Int)], explain: Bool) -> Outcome {
        var outcome = Outcome()
        var alive = Array(repeating: true, count: proposals.count)
        func lose(_ index: Int, _ loss: Loss) {
            alive[index] = false
            if explain { outcome.losses.append((index, loss)) }
        }
        // By start of the mention, so that overlaps are found by looking at neighbours.
        let order = proposals.indices.sorted { (proposals[$0].start, proposals[$0].end, $0) < (proposals[$1].start, proposals[$1].end, $1) }
        var b = 0
        for index in order {
            let p = proposals[index]
            while b < blocks.count, blocks[b].end <= p.start, blocks[b].start <= p.start { b += 1 }
            var j = b
            while j < blocks.count, blocks[j].start < p.end {
                if blocks[j].end > p.start { lose(index, .block(blocks[j].start, blocks[j].end)); break }
                j += 1
            }
        }
        for (index, loss) in lossesToEarlier(proposals, order, earlier, alive) { lose(index, loss) }
        for (index, loss) in lossesToOver(proposals, order, alive) { lose(index, loss) }
        settleLength(proposals, order.filter { alive[$0] }, &outcome, explain: explain)
        return outcome
    }

    private func lossesToEarlier(_ proposals: [Proposal], _ order: [Int], _ earlier: [(index: Int, rule: Int, start: Int, end: Int)], _ alive: [Bool]) -> [(Int, Loss)] {
        guard !earlier.isEmpty else { return [] }
        var losses: [(Int, Loss)] = []
        var e = 0
        for index in order where alive[index] {
            let p = proposals[index]
            while e < earlier.count, earlier[e].end <= p.start { e += 1 }
            var j = e
            while j < earlier.count, earlier[j].start < p.end {
                let mention = earlier[j]
                if mention.end > p.start, !p.absorbed.contains(Int32(mention.index)), !program.rules[p.rule].over.contains(mention.rule) {
                    losses.append((index, .earlierStage(mention: mention.index)))
                    break
                }
                j += 1
            }
        }
        return losses
    }

    /// Rules that stand over others, from the top down: a proposal falls where one that still stands is over it.
    private func lossesToOver(_ proposals: [Proposal], _ order: [Int], _ alive: [Bool]) -> [(Int, Loss)] {
        var falls: [(rank: Int, loser: Int, winner: Int)] = []
        for (position, index) in order.enumerated() where alive[index] {
            let p = proposals[index]
            var next = position + 1
            while next < order.count, proposals[order[next]].start < p.end {
                let other = order[next]
                next += 1
                guard alive[other] else { continue }
                let q = proposals[other]
                if program.rules[p.rule].over.contains(q.rule) { falls.append((rank[q.rule], other, index)) }
                if program.rules[q.rule].over.contains(p.rule) { falls.append((rank[p.rule], index, other)) }
            }
        }
        falls.sort { ($0.rank, $0.loser, $0.winner) < ($1.rank, $1.loser, $1.winner) }
        var fallen: Set<Int> = []
        var losses: [(Int, Loss)] = []
        for fall in falls where !fallen.contains(fall.loser) && !fallen.contains(fall.winner) {
            let winner = proposals[fall.winner]
            fallen.insert(fall.loser)
            losses.append((fall.loser, .over(rule: winner.rule, start: winner.start, end: winner.end)))
        }
        return losses
    }

    /// Leftmost, then longest, then preferred, then the reading that took in more words around it, then by the rules' names.
    private func settleLength(_ proposals: [Proposal], _ standing: [Int], _ outcome: inout Outcome, explain: Bool) {
        func precedes(_ a: Int, _ b: Int) -> Bool {
            let (p, q) = (proposals[a], proposals[b])
            if p.start != q.start { return p.start < q.start }
            if p.end != q.end { return p.end > q.end }
            if p.isPreferred != q.isPreferred { return p.isPreferred }
            if p.rule == q.rule {
                let (x, y) = (p.matchEnd - p.matchStart, q.matchEnd - q.matchStart)
                return x != y ? x > y : p.matchStart < q.matchStart
            }
            return program.rules[p.rule].name < program.rules[q.rule].name
        }
        var last = -1
        for index in standing.sorted(by: precedes) {
            let p = proposals[index]
            guard last >= 0, p.start < proposals[last].end else {
                outcome.winners.append(index)
                last = index
                continue
            }
            let winner = proposals[last]
            if p.start == winner.start, p.end == winner.end, p.rule != winner.rule, p.isPreferred == winner.isPreferred {
                outcome.ambiguities.append((last, index))
                if explain { outcome.losses.append((index, .ambiguous(rule: winner.rule))) }
            } else if explain {
                let same = p.start == winner.start && p.end == winner.end
                outcome.losses.append((index, same ? .preferred(rule: winner.rule) : .longer(rule: winner.rule, start: winner.start, end: winner.end)))
            }
        }
    }
}
