/// What one position of an automaton consumes.
package enum AutomatonLabel: Hashable, Sendable {
    /// One code unit whose class is in this character set.
    case characters(Int)
    /// One edge of the lattice that satisfies this terminal.
    case terminal(Int)
}

/// A pattern as a position (Glushkov) automaton: a state is "this position has just consumed".
///
/// Lists are in order of priority: earlier alternatives and longer repeats come first, so that of two ways to read one span the
/// first is chosen. A class, so that the hot loops pass one reference.
package final class Automaton: Sendable {
    package struct CaptureTag: Hashable, Sendable {
        /// Index of the capture's name in its rule.
        package let capture: Int
        /// Each copy that a bounded repeat makes is an instance of its own.
        package let instance: Int
    }

    package let labels: [AutomatonLabel]
    package let first: [Int]
    package let follow: PositionLists
    /// For each target in `follow` how many of its tags, from the outermost on, go on over the step; further ones begin anew.
    package let depths: PositionLists
    package let isLast: [Bool]
    /// The captures that a position stands in, from the outermost on.
    package let tags: [[CaptureTag]]
    package let isNullable: Bool
    /// How many positions there are, and 64-bit words in a set of them.
    package let count: Int
    package let words: Int

    /// Sets of positions as bit masks, for simulation.
    package let firstMask: [UInt64]
    package let lastMask: [UInt64]
    /// `words` masks for each position.
    package let followMasks: [UInt64]

    /// Takes what the builder made of a pattern.
    init(_ builder: AutomatonBuilder) {
        let count = builder.count
        let words = (count + 63) / 64
        self.count = count
        self.words = words
        // Copies: the builder's own memory has room for the largest pattern.
        labels = builder.labels.map { $0 }
        first = builder.first
        tags = builder.tags.map { $0 }
        isNullable = builder.isNullable
        var isLast = Array(repeating: false, count: count)
        for position in builder.last { isLast[position] = true }
        self.isLast = isLast
        follow = PositionLists(rows: count, count: builder.choiceCount) { builder.eachChoice(of: $0, $1) { target, _ in target } }
        depths = PositionLists(rows: count, count: builder.choiceCount) { builder.eachChoice(of: $0, $1) { _, depth in depth } }
        var masks = Array(repeating: UInt64(0), count: words * count)
        for position in 0..<count {
            for target in follow[position] { masks[position * words + target / 64] |= 1 << UInt64(target % 64) }
        }
        followMasks = masks
        firstMask = Self.mask(builder.first, words)
        lastMask = Self.mask(builder.last, words)
    }

    private static func mask(_ positions: [Int], _ words: Int) -> [UInt64] {
        var result = Array(repeating: UInt64(0), count: words)
        for position in positions { result[position / 64] |= 1 << UInt64(position % 64) }
        return result
    }
}

/// A pattern with every name resolved.
package enum ResolvedPattern: Sendable {
    case empty
    case label(AutomatonLabel)
    case sequence([ResolvedPattern])
    case alternatives([ResolvedPattern])
    indirect case capture(Int, ResolvedPattern)
    indirect case repeated(ResolvedPattern, min: Int, max: Int?, lazy: Bool)

    /// How many characters a match has at least; a word or a mention counts as one. No more than a million is counted.
    var leastLength: Int {
        switch self {
        case .empty: 0
        case .label: 1
        case .sequence(let parts): min(1_000_000, parts.reduce(0) { $0 + $1.leastLength })
        case .alternatives(let branches): branches.reduce(Int.max) { min($0, $1.leastLength) }
        case .capture(_, let inner): inner.leastLength
        case .repeated(let inner, let low, _, _): low == 0 ? 0 : min(1_000_000, low * inner.leastLength)
        }
    }

    /// The pattern read from right to left, for looking behind.
    package var reversed: ResolvedPattern {
        switch self {
        case .empty, .label: self
        case .sequence(let parts): .sequence(parts.reversed().map(\.reversed))
        case .alternatives(let branches): .alternatives(branches.map(\.reversed))
        case .capture(let index, let inner): .capture(index, inner.reversed)
        case .repeated(let inner, let low, let high, let lazy): .repeated(inner.reversed, min: low, max: high, lazy: lazy)
        }
    }
}
