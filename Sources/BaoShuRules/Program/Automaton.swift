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
    package let follow: [[Int]]
    /// For each target in `follow` how many of its tags, from the outermost on, go on over the step; further ones begin anew.
    package let depths: [[Int]]
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

    init(_ draft: AutomatonDraft, first: [Int], last: [Int], isNullable: Bool) {
        let words = (draft.labels.count + 63) / 64
        func mask(_ positions: some Sequence<Int>) -> [UInt64] {
            var result = Array(repeating: UInt64(0), count: words)
            for position in positions { result[position / 64] |= 1 << UInt64(position % 64) }
            return result
        }
        labels = draft.labels
        self.first = first
        follow = draft.follow
        depths = draft.depths
        tags = draft.tags
        self.isNullable = isNullable
        count = draft.labels.count
        self.words = words
        var isLast = Array(repeating: false, count: draft.labels.count)
        for position in last { isLast[position] = true }
        self.isLast = isLast
        firstMask = mask(first)
        lastMask = mask(last)
        followMasks = draft.follow.flatMap { mask($0) }
    }
}

/// An automaton while it is built.
struct AutomatonDraft {
    var labels: [AutomatonLabel] = []
    var follow: [[Int]] = []
    var depths: [[Int]] = []
    var tags: [[Automaton.CaptureTag]] = []

    var count: Int { labels.count }
}

/// Why a pattern could not become an automaton.
enum AutomatonError: Error {
    case tooLarge(positions: Int)
}

/// Builds automata from resolved patterns.
///
/// The order of choices is that of a reader who tries alternatives from left to right and repeats as often as can be (lazy ones as
/// seldom): each list of targets knows at which of its places "go on behind this fragment" stands among the choices inside it.
struct AutomatonBuilder {
    /// A pattern larger than this is refused: it would cost more memory than any rule needs.
    static let maximumPositions = 1024
    /// A relaxed automaton repeats so often exactly: that much keeps short rules from running over whole clauses.
    private static let exactCopies = 2

    private var automaton = AutomatonDraft()
    private var instances = 0
    private var openTags: [(capture: Int, instance: Int)] = []
    private let relaxed: Bool

    private struct Fragment {
        var first: [Int] = []
        /// At which place of `first` the fragment may be left without consuming anything; nil where it may not.
        var empty: Int? = 0
        /// The positions that can end it, each with the place in its `follow` at which what comes behind the fragment is tried.
        var last: [(position: Int, exit: Int)] = []
    }

    /// - Parameter relaxed: bounded repeats but the shortest become unbounded, for the backward pass (fewer states, same starts or more).
    static func build(_ pattern: ResolvedPattern, relaxed: Bool = false) throws(AutomatonError) -> Automaton {
        var builder = AutomatonBuilder(relaxed: relaxed)
        let fragment = try builder.add(pattern)
        return Automaton(builder.automaton, first: fragment.first, last: fragment.last.map(\.position), isNullable: fragment.empty != nil)
    }

    private init(relaxed: Bool) { self.relaxed = relaxed }

    private mutating func add(_ pattern: ResolvedPattern) throws(AutomatonError) -> Fragment {
        switch pattern {
        case .empty:
            return Fragment()
        case .label(let label):
            guard automaton.count < Self.maximumPositions else { throw .tooLarge(positions: automaton.count + 1) }
            let position = automaton.count
            automaton.labels.append(label)
            automaton.follow.append([])
            automaton.depths.append([])
            automaton.tags.append(openTags.map { Automaton.CaptureTag(capture: $0.capture, instance: $0.instance) })
            return Fragment(first: [position], empty: nil, last: [(position, 0)])
        case .sequence(let parts):
            var result = Fragment()
            for part in parts { result = join(result, try add(part)) }
            return result
        case .alternatives(let branches):
            var result = Fragment(first: [], empty: nil, last: [])
            for branch in branches {
                let fragment = try add(branch)
                if result.empty == nil, let empty = fragment.empty { result.empty = result.first.count + empty }
                result.first += fragment.first
                result.last += fragment.last
            }
            return result
        case .capture(let index, let inner):
            openTags.append((index, instances))
            instances += 1
            defer { openTags.removeLast() }
            return try add(inner)
        case .repeated(let inner, let low, let high, let lazy):
            if relaxed, high == nil || high! > Self.exactCopies {
                var result = try add(inner)
                let isNullable = result.empty != nil
                loop(&result, lazy: lazy)
                if low > 0, !isNullable { result.empty = nil }
                return result
            }
            return try exactRepeat(inner, low: low, high: high, lazy: lazy)
        }
    }

    private mutating func exactRepeat(_ inner: ResolvedPattern, low: Int, high: Int?, lazy: Bool) throws(AutomatonError) -> Fragment {
        var result = Fragment()
        for _ in 0..<low { result = join(result, try add(inner)) }
        guard let high else { return join(result, try star(inner, lazy: lazy)) }
        guard high > low else { return result }
        // x{0,3} is (x(x(x)?)?)?: each further copy only behind the one before, and only where it takes something.
        var copies: [Fragment] = []
        for _ in low..<high { copies.append(try add(inner)) }
        var tail = Fragment()
        for var copy in copies.reversed() {
            copy.empty = nil
            // What the copies behind it are for its ends: a choice between them and leaving.
            tail = join(copy, tail)
            tail.empty = lazy ? 0 : tail.first.count
        }
        return join(result, tail)
    }

    private mutating func star(_ inner: ResolvedPattern, lazy: Bool) throws(AutomatonError) -> Fragment {
        var fragment = try add(inner)
        loop(&fragment, lazy: lazy)
        return fragment
    }

    private mutating func loop(_ fragment: inout Fragment, lazy: Bool) {
        for index in fragment.last.indices {
            let end = fragment.last[index]
            let (links, _) = link(end.position, at: end.exit, to: fragment.first)
            fragment.last[index].exit = lazy ? end.exit : end.exit + links
        }
        fragment.empty = lazy ? 0 : fragment.first.count
    }

    /// `a` then `b`.
    private mutating func join(_ a: Fragment, _ b: Fragment) -> Fragment {
        var result = Fragment()
        result.last = b.last
        for end in a.last {
            let (_, exit) = link(end.position, at: end.exit, to: b.first, empty: b.empty)
            if let exit { result.last.append((end.position, exit)) }
        }
        result.first = a.first
        result.empty = nil
        if let empty = a.empty {
            result.first.insert(contentsOf: b.first, at: empty)
            result.empty = b.empty.map { empty + $0 }
        }
        return result
    }

    /// Puts targets among the choices behind a position. A target that stands there already keeps the better of both places.
    ///
    /// - Returns: How many were put there, and where the place `empty` of the targets came to be.
    private mutating func link(_ position: Int, at exit: Int, to targets: [Int], empty: Int? = nil) -> (count: Int, exit: Int?) {
        var place = exit
        var leaving = empty == 0 ? place : nil
        for (index, target) in targets.enumerated() {
            if let known = automaton.follow[position].firstIndex(of: target) {
                if known > place {
                    automaton.follow[position].remove(at: known)
                    automaton.depths[position].remove(at: known)
                    automaton.follow[position].insert(target, at: place)
                    automaton.depths[position].insert(openTags.count, at: place)
                    place += 1
                } else if known == place {
                    // The same step by a better way: it is that one's captures that go on.
                    automaton.depths[position][known] = openTags.count
                    place += 1
                }
            } else {
                automaton.follow[position].insert(target, at: place)
                automaton.depths[position].insert(openTags.count, at: place)
                place += 1
            }
            if empty == index + 1 { leaving = place }
        }
        return (place - exit, leaving)
    }
}

/// A pattern with every name resolved.
package indirect enum ResolvedPattern: Sendable {
    case empty
    case label(AutomatonLabel)
    case sequence([ResolvedPattern])
    case alternatives([ResolvedPattern])
    case capture(Int, ResolvedPattern)
    case repeated(ResolvedPattern, min: Int, max: Int?, lazy: Bool)

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
