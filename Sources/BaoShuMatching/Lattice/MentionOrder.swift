import BaoShuRules

/// The mentions of a text that no later one has replaced, by start, longest first, kept in order from stage to stage.
final class MentionOrder {
    private let order = Memory<Int32>()
    private let fresh = Memory<Int32>()
    @exclusivity(unchecked) private(set) var count = 0
    @exclusivity(unchecked) private var seen = 0
    private let edgeMemory = Memory<Edge>()

    /// The numbers of the mentions.
    var numbers: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: order.base, count: count) }

    /// Each has the text that the other had.
    func exchange(with other: MentionOrder) {
        order.exchange(with: other.order)
        swap(&count, &other.count)
        swap(&seen, &other.seen)
    }

    /// Begins a text.
    func reset() { (count, seen) = (0, 0) }

    /// Takes in the mentions that are new since the last call, and lets go of those that were replaced.
    func update(_ mentions: [StageMention]) {
        var kept = 0
        for place in 0..<count where !mentions[Int(order.base[place])].isAbsorbed {
            order.base[kept] = order.base[place]
            kept += 1
        }
        count = kept
        guard seen < mentions.count else { return }
        @inline(__always) func rank(_ number: Int32) -> Int { mentions[Int(number)].start << 32 - mentions[Int(number)].end }
        fresh.clear(for: mentions.count - seen)
        var added = 0
        var isOrdered = true
        for number in seen..<mentions.count where !mentions[number].isAbsorbed {
            fresh.base[added] = Int32(number)
            added += 1
            isOrdered = isOrdered && (added < 2 || rank(fresh.base[added - 2]) <= rank(Int32(number)))
        }
        // Those of one extent keep their order.
        if !isOrdered {
            var unordered = UnsafeMutableBufferPointer(start: fresh.base, count: added)
            unordered.sort { (rank($0), $0) < (rank($1), $1) }
        }
        seen = mentions.count
        order.grow(to: count + added, keeping: count)
        var (old, new, place) = (count - 1, added - 1, count + added - 1)
        count += added
        while new >= 0 {
            if old >= 0, rank(order.base[old]) > rank(fresh.base[new]) {
                order.base[place] = order.base[old]
                old -= 1
            } else {
                order.base[place] = fresh.base[new]
                new -= 1
            }
            place -= 1
        }
    }

    /// The edges that later rules see of the mentions; valid until the next call.
    func edges(_ mentions: [StageMention], program: RuleProgram) -> UnsafeBufferPointer<Edge> {
        edgeMemory.clear(for: count)
        var filled = 0
        for number in numbers {
            let kind = program.typeKinds[mentions[Int(number)].type]
            if kind == 0 { continue }
            edgeMemory.base[filled] = Edge(start: Int32(mentions[Int(number)].start), end: Int32(mentions[Int(number)].end), kind: UInt16(kind), source: .mention(number))
            filled += 1
        }
        return UnsafeBufferPointer(start: edgeMemory.base, count: filled)
    }
}
