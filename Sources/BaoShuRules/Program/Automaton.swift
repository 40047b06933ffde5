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
/// first is chosen.
package struct Automaton: Sendable {
    package struct CaptureTag: Hashable, Sendable {
        /// Index of the capture's name in its rule.
        package let capture: Int
        /// Each copy that a bounded repeat makes is an instance of its own.
        package let instance: Int
        /// Whether the capture can begin at this position.
        package let begins: Bool
    }

    package internal(set) var labels: [AutomatonLabel] = []
    package internal(set) var first: [Int] = []
    package internal(set) var follow: [[Int]] = []
    package internal(set) var isLast: [Bool] = []
    package internal(set) var tags: [[CaptureTag]] = []
    package internal(set) var isNullable = false

    package var count: Int { labels.count }
    /// 64-bit words of a set of positions.
    package var words: Int { (count + 63) / 64 }

    /// Sets of positions as bit masks, for simulation.
    package internal(set) var firstMask: [UInt64] = []
    package internal(set) var lastMask: [UInt64] = []
    /// `words` masks for each position.
    package internal(set) var followMasks: [UInt64] = []
}

/// Why a pattern could not become an automaton.
enum AutomatonError: Error {
    case tooLarge(positions: Int)
}

/// Builds automata from resolved patterns.
struct AutomatonBuilder {
    /// A pattern larger than this is refused: it would cost more memory than any rule needs.
    static let maximumPositions = 1024

    private var automaton = Automaton()
    private var instances = 0
    private var openTags: [(capture: Int, instance: Int)] = []
    private let relaxed: Bool

    private struct Fragment {
        var first: [Int] = []
        var last: [Int] = []
        var nullable = true
        /// For a lazy repeat: leaving comes before going in.
        var skipsFirst = false
    }

    /// - Parameter relaxed: bounded repeats become unbounded, for the backward pass (fewer states, same starts or more).
    static func build(_ pattern: ResolvedPattern, relaxed: Bool = false) throws(AutomatonError) -> Automaton {
        var builder = AutomatonBuilder(relaxed: relaxed)
        let fragment = try builder.add(pattern)
        var result = builder.automaton
        result.first = fragment.first
        result.isNullable = fragment.nullable
        result.isLast = Array(repeating: false, count: result.count)
        for position in fragment.last { result.isLast[position] = true }
        result.makeMasks()
        return result
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
            automaton.tags.append(openTags.map { Automaton.CaptureTag(capture: $0.capture, instance: $0.instance, begins: false) })
            return Fragment(first: [position], last: [position], nullable: false)
        case .sequence(let parts):
            var result = Fragment()
            for part in parts { result = join(result, try add(part)) }
            return result
        case .alternatives(let branches):
            var result = Fragment(first: [], last: [], nullable: false)
            for branch in branches {
                let fragment = try add(branch)
                result.first += fragment.first
                result.last += fragment.last
                result.nullable = result.nullable || fragment.nullable
            }
            return result
        case .capture(let index, let inner):
            openTags.append((index, instances))
            instances += 1
            let fragment = try add(inner)
            let tag = openTags.removeLast()
            for position in fragment.first {
                if let i = automaton.tags[position].firstIndex(where: { $0.capture == tag.capture && $0.instance == tag.instance }) {
                    automaton.tags[position][i] = Automaton.CaptureTag(capture: tag.capture, instance: tag.instance, begins: true)
                }
            }
            return fragment
        case .repeated(let inner, let low, let high, let lazy):
            if relaxed, high == nil || high! > 1 { return try relaxedRepeat(inner, low: low, lazy: lazy) }
            return try exactRepeat(inner, low: low, high: high, lazy: lazy)
        }
    }

    private mutating func exactRepeat(_ inner: ResolvedPattern, low: Int, high: Int?, lazy: Bool) throws(AutomatonError) -> Fragment {
        var result = Fragment()
        for _ in 0..<low { result = join(result, try add(inner)) }
        guard let high else { return join(result, try star(inner, lazy: lazy)) }
        guard high > low else { return result }
        // x{0,3} is (x(x(x)?)?)?: each further copy only behind the one before. Built from the inside out would reverse the
        // numbering, so copies are added in order and linked by hand.
        var copies: [Fragment] = []
        for _ in low..<high { copies.append(try add(inner)) }
        var tail = Fragment()
        for copy in copies.reversed() {
            tail = joinLinks(copy, tail)
            tail.nullable = true
            tail.skipsFirst = lazy
            // Leaving after this copy is allowed: its last positions stay last.
        }
        return join(result, tail)
    }

    private mutating func relaxedRepeat(_ inner: ResolvedPattern, low: Int, lazy: Bool) throws(AutomatonError) -> Fragment {
        let star = try star(inner, lazy: lazy)
        if low == 0 { return star }
        var result = star
        result.nullable = false
        return result
    }

    private mutating func star(_ inner: ResolvedPattern, lazy: Bool) throws(AutomatonError) -> Fragment {
        var fragment = try add(inner)
        for position in fragment.last {
            if lazy { lazyLinks[position, default: []] += fragment.first }
            link(position, to: fragment.first)
        }
        fragment.nullable = true
        fragment.skipsFirst = lazy
        return fragment
    }

    /// `a` then `b`.
    private mutating func join(_ a: Fragment, _ b: Fragment) -> Fragment { joinLinks(a, b) }

    private mutating func joinLinks(_ a: Fragment, _ b: Fragment) -> Fragment {
        for position in a.last {
            if b.skipsFirst { lazyLinks[position, default: []] += b.first }
            link(position, to: b.first)
        }
        var result = Fragment()
        result.first = a.first
        if a.nullable { result.first = a.skipsFirst ? b.first + a.first : a.first + b.first }
        result.last = b.last
        if b.nullable { result.last = a.last.filter { !b.last.contains($0) } + b.last }
        result.nullable = a.nullable && b.nullable
        return result
    }

    /// For each position the targets that are reached only after everything that leaves a lazy repeat.
    private var lazyLinks: [Int: [Int]] = [:]

    private mutating func link(_ position: Int, to targets: [Int]) {
        // Links made later come from further outside: they are lower in priority, except behind a lazy repeat, where leaving
        // comes first.
        var targets = targets
        let lazyTargets = lazyLinks[position] ?? []
        targets.removeAll { automaton.follow[position].contains($0) }
        if lazyTargets.isEmpty || targets.allSatisfy(lazyTargets.contains) {
            automaton.follow[position] += targets
        } else {
            let index = automaton.follow[position].firstIndex(where: lazyTargets.contains) ?? automaton.follow[position].count
            automaton.follow[position].insert(contentsOf: targets, at: index)
        }
    }
}

extension Automaton {
    fileprivate mutating func makeMasks() {
        func mask(_ positions: some Sequence<Int>) -> [UInt64] {
            var result = Array(repeating: UInt64(0), count: words)
            for position in positions { result[position / 64] |= 1 << UInt64(position % 64) }
            return result
        }
        firstMask = mask(first)
        lastMask = mask(isLast.indices.filter { isLast[$0] })
        followMasks = follow.flatMap { mask($0) }
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
