/// Why a pattern could not become an automaton.
enum AutomatonError: Error {
    case tooLarge(positions: Int)
}

/// Builds automata from resolved patterns.
///
/// The order of choices is that of a reader who tries alternatives from left to right and repeats as often as can be (lazy ones as
/// seldom): each list of targets knows at which of its places "go on behind this fragment" stands among the choices inside it.
///
/// It keeps its memory from one pattern to the next; the parts of fragments stand on two stacks, those of the fragment in hand on
/// top, as do the choices of positions, in stretches that move when they grow.
struct AutomatonBuilder {
    /// A pattern larger than this is refused: it would cost more memory than any rule needs.
    static let maximumPositions = 1024
    /// A relaxed automaton repeats so often exactly: that much keeps short rules from running over whole clauses.
    private static let exactCopies = 2

    private(set) var labels: [AutomatonLabel] = []
    /// The tags of each position; positions side by side mostly share theirs.
    private(set) var tags: [[Automaton.CaptureTag]] = []
    private(set) var first: [Int] = []
    private(set) var last: [Int] = []
    private(set) var isNullable = false

    /// A step from a position, and how many of the target's tags go on over it.
    private struct Choice {
        var target: Int32
        var depth: Int32
    }
    private var choices: [Choice] = []
    /// Where the choices of a position stand.
    private var stretches: [(start: Int, count: Int, capacity: Int)] = []

    /// Positions that begin fragments.
    private var firsts: [Int32] = []
    /// Positions that can end fragments, each with the place among its choices at which what comes behind the fragment is tried.
    private var lasts: [(position: Int, exit: Int)] = []
    private var spare: [Int32] = []
    private var openTags: [Automaton.CaptureTag] = []
    private var instances = 0
    private var relaxed = false

    /// Its parts stand on the stacks from these places on; behind them stand those of the fragments made after it.
    private struct Fragment {
        var firsts: Int
        var lasts: Int
        /// At which place of its firsts the fragment may be left without consuming anything; nil where it may not.
        var empty: Int? = 0
    }

    /// Reads a pattern; what it made stands here until the next one.
    ///
    /// - Parameter relaxed: bounded repeats but the shortest become unbounded, for the backward pass (fewer states, same starts or more).
    mutating func read(_ pattern: ResolvedPattern, relaxed: Bool = false) throws(AutomatonError) {
        labels.removeAll(keepingCapacity: true)
        tags.removeAll(keepingCapacity: true)
        choices.removeAll(keepingCapacity: true)
        stretches.removeAll(keepingCapacity: true)
        firsts.removeAll(keepingCapacity: true)
        lasts.removeAll(keepingCapacity: true)
        openTags.removeAll(keepingCapacity: true)
        instances = 0
        self.relaxed = relaxed
        let fragment = try add(pattern)
        first = firsts.map { Int($0) }
        last = lasts.map(\.position)
        isNullable = fragment.empty != nil
    }

    var count: Int { labels.count }

    /// How many steps there are.
    var choiceCount: Int { stretches.reduce(0) { $0 + $1.count } }

    /// Hands on what is asked of the choices behind a position, in their order.
    func eachChoice(of position: Int, _ put: (Int) -> Void, _ value: (_ target: Int, _ depth: Int) -> Int) {
        let stretch = stretches[position]
        for choice in choices[stretch.start..<stretch.start + stretch.count] { put(value(Int(choice.target), Int(choice.depth))) }
    }

    /// For each position those from which a step leads to it, in order.
    var predecessors: [[Int32]] {
        var counts = Array(repeating: 0, count: count)
        for stretch in stretches { for choice in choices[stretch.start..<stretch.start + stretch.count] { counts[Int(choice.target)] += 1 } }
        var result: [[Int32]] = []
        result.reserveCapacity(count)
        for count in counts {
            result.append([])
            result[result.count - 1].reserveCapacity(count)
        }
        for (position, stretch) in stretches.enumerated() {
            for choice in choices[stretch.start..<stretch.start + stretch.count] { result[Int(choice.target)].append(Int32(position)) }
        }
        return result
    }

    private var top: Fragment { Fragment(firsts: firsts.count, lasts: lasts.count) }

    private mutating func add(_ pattern: ResolvedPattern) throws(AutomatonError) -> Fragment {
        switch pattern {
        case .empty:
            return top
        case .label(let label):
            guard count < Self.maximumPositions else { throw .tooLarge(positions: count + 1) }
            var fragment = top
            fragment.empty = nil
            firsts.append(Int32(count))
            lasts.append((count, 0))
            labels.append(label)
            tags.append(openTags)
            stretches.append((choices.count, 0, 0))
            return fragment
        case .sequence(let parts):
            var result = top
            for part in parts { result = join(result, try add(part)) }
            return result
        case .alternatives(let branches):
            var result = top
            result.empty = nil
            for branch in branches {
                let fragment = try add(branch)
                if result.empty == nil, let empty = fragment.empty { result.empty = fragment.firsts - result.firsts + empty }
            }
            return result
        case .capture(let index, let inner):
            openTags.append(Automaton.CaptureTag(capture: index, instance: instances))
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
        var result = top
        for _ in 0..<low { result = join(result, try add(inner)) }
        guard let high else {
            var star = try add(inner)
            loop(&star, lazy: lazy)
            return join(result, star)
        }
        guard high > low else { return result }
        // x{0,3} is (x(x(x)?)?)?: each further copy only behind the one before, and only where it takes something.
        var copies: [Fragment] = []
        copies.reserveCapacity(high - low)
        for _ in low..<high { copies.append(try add(inner)) }
        var tail = top
        for var copy in copies.reversed() {
            copy.empty = nil
            // What the copies behind it are for its ends: a choice between them and leaving.
            tail = join(copy, tail)
            tail.empty = lazy ? 0 : firsts.count - tail.firsts
        }
        return join(result, tail)
    }

    /// Leads the ends of the fragment on top back to its beginnings.
    private mutating func loop(_ fragment: inout Fragment, lazy: Bool) {
        for index in fragment.lasts..<lasts.count {
            let end = lasts[index]
            let (links, _) = link(end.position, at: end.exit, to: fragment.firsts..<firsts.count)
            lasts[index].exit = lazy ? end.exit : end.exit + links
        }
        fragment.empty = lazy ? 0 : firsts.count - fragment.firsts
    }

    /// `a` then `b`, of which `b` is on top and `a` right under it.
    private mutating func join(_ a: Fragment, _ b: Fragment) -> Fragment {
        var result = a
        // The ends of `b`, then those of `a` behind which `b` may be left out.
        for index in a.lasts..<b.lasts {
            let end = lasts[index]
            let (_, exit) = link(end.position, at: end.exit, to: b.firsts..<firsts.count, empty: b.empty)
            if let exit { lasts.append((end.position, exit)) }
        }
        lasts.removeSubrange(a.lasts..<b.lasts)
        if let empty = a.empty {
            // The beginnings of `b` come in where `a` may be left.
            let place = a.firsts + empty
            if place < b.firsts {
                spare.removeAll(keepingCapacity: true)
                spare.append(contentsOf: firsts[place..<b.firsts])
                firsts.removeSubrange(place..<b.firsts)
                firsts.append(contentsOf: spare)
            }
            result.empty = b.empty.map { empty + $0 }
        } else {
            firsts.removeSubrange(b.firsts...)
            result.empty = nil
        }
        return result
    }

    /// Puts targets among the choices behind a position. A target that stands there already keeps the better of both places.
    ///
    /// - Parameter targets: where they stand in `firsts`.
    /// - Returns: How many were put there, and where the place `empty` of the targets came to be.
    private mutating func link(_ position: Int, at exit: Int, to targets: Range<Int>, empty: Int? = nil) -> (count: Int, exit: Int?) {
        var place = exit
        var leaving = empty == 0 ? place : nil
        let depth = Int32(openTags.count)
        for index in targets {
            let target = firsts[index]
            let start = stretches[position].start
            var known = 0
            while known < stretches[position].count, choices[start + known].target != target { known += 1 }
            if known == stretches[position].count {
                insert(Choice(target: target, depth: depth), position, at: place)
                place += 1
            } else if known > place {
                for i in stride(from: start + known, to: start + place, by: -1) { choices[i] = choices[i - 1] }
                choices[start + place] = Choice(target: target, depth: depth)
                place += 1
            } else if known == place {
                // The same step by a better way: it is that one's captures that go on.
                choices[start + known].depth = depth
                place += 1
            }
            if empty == index - targets.lowerBound + 1 { leaving = place }
        }
        return (place - exit, leaving)
    }

    private mutating func insert(_ choice: Choice, _ position: Int, at place: Int) {
        var stretch = stretches[position]
        if stretch.count == stretch.capacity {
            if stretch.start + stretch.capacity != choices.count {
                let start = choices.count
                for i in stretch.start..<stretch.start + stretch.count { choices.append(choices[i]) }
                stretch.start = start
                stretch.capacity = stretch.count
            }
            let more = max(1, stretch.capacity)
            for _ in 0..<more { choices.append(choice) }
            stretch.capacity += more
        }
        for i in stride(from: stretch.start + stretch.count, to: stretch.start + place, by: -1) { choices[i] = choices[i - 1] }
        choices[stretch.start + place] = choice
        stretch.count += 1
        stretches[position] = stretch
    }
}
