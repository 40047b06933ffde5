/// A pattern for the backward pass: bounded repeats but the shortest are unbounded, and steps are looked at from where they lead. Characters at
/// its end that can be almost any are cut off, so that the pass need not look for an end at every place: it marks a place in vain where they are wanting.
struct RelaxedAutomaton {
    let labels: [AutomatonLabel]
    let first: [Int]
    /// In order.
    let last: [Int]
    let predecessors: [[Int32]]

    /// - Parameter isAny: the character sets that hold nearly all characters.
    /// - Returns: nil where the pattern is too large.
    init?(_ pattern: ResolvedPattern, _ builder: inout AutomatonBuilder, _ isAny: [Bool]) {
        guard (try? builder.read(pattern, relaxed: true)) != nil else { return nil }
        let (labels, predecessors) = (builder.labels, builder.predecessors.map { $0.map { Int($0) } })
        var isFirst = Array(repeating: false, count: builder.count)
        for position in builder.first { isFirst[position] = true }
        func isCut(_ position: Int) -> Bool {
            if case .characters(let set) = labels[position] { isAny[set] && !isFirst[position] } else { false }
        }
        let ends = Self.reach(from: builder.last, count: builder.count) { isCut($0) ? predecessors[$0] : [] }.filter { !isCut($0) }
        // What leads to an end is left.
        let kept = Self.reach(from: ends, count: builder.count) { predecessors[$0] }
        var numbers = Array(repeating: -1, count: builder.count)
        for (number, position) in kept.enumerated() { numbers[position] = number }
        self.labels = kept.map { labels[$0] }
        first = kept.filter { isFirst[$0] }.map { numbers[$0] }
        last = ends.map { numbers[$0] }
        self.predecessors = kept.map { predecessors[$0].map { Int32(numbers[$0]) } }
    }

    /// The positions that are reached from some, with these, in order.
    private static func reach(from positions: [Int], count: Int, _ steps: (Int) -> [Int]) -> [Int] {
        var isReached = Array(repeating: false, count: count)
        var open = positions
        while let position = open.popLast() {
            if isReached[position] { continue }
            isReached[position] = true
            open += steps(position)
        }
        return isReached.indices.filter { isReached[$0] }
    }

    /// What the last elements are, as sorted numbers: terminals first.
    var ends: [Int] {
        last.map { position in
            switch labels[position] {
            case .terminal(let terminal): terminal
            case .characters(let set): 1 << 32 + set
            }
        }.sorted()
    }

    /// Whether every way through it has an element of some kind.
    func needs(_ isNeeded: (AutomatonLabel) -> Bool) -> Bool {
        let others = last.filter { !isNeeded(labels[$0]) }
        let reached = Self.reach(from: others, count: labels.count) { predecessors[$0].map { Int($0) }.filter { !isNeeded(labels[$0]) } }
        return !reached.contains { first.contains($0) }
    }

    /// Whether a character of one of these sets can be the last element.
    func ends(over isBroad: [Bool]) -> Bool {
        last.contains { position in
            if case .characters(let set) = labels[position] { isBroad[set] } else { false }
        }
    }

    /// Whether characters of one of these sets can be in it.
    func holds(_ isBroad: [Bool]) -> Bool {
        labels.contains { if case .characters(let set) = $0 { isBroad[set] } else { false } }
    }

    /// Whether characters of one of these sets can come again and again.
    func runs(over isBroad: [Bool]) -> Bool {
        labels.indices.contains { position in
            if case .characters(let set) = labels[position] { isBroad[set] && predecessors[position].contains(Int32(position)) } else { false }
        }
    }
}
