import BaoShuRules

/// A pattern read by the definition of its syntax: which ends it reaches from a place, in the order in which its alternatives and
/// repeats are tried, and what it captures on the way to one of them.
///
/// Slow and plain on purpose: the automata are tested against it.
final class ReferencePattern {
    private enum Node {
        case empty
        case label(AutomatonLabel)
        case sequence([Int])
        case alternatives([Int])
        case capture(Int, Int)
        case repeated(Int, min: Int, max: Int?, lazy: Bool)
    }

    /// What a capture took on one way through the pattern.
    struct Taken {
        var capture: Int
        var start: Int
        var end: Int
        var edges: [Int]
    }

    private struct Key: Hashable {
        var node: Int
        /// Which part of a sequence, or how many times a repeat was gone through.
        var step: Int
        var position: Int
    }

    private var nodes: [Node] = []
    private let root: Int
    private var known: [Key: [Int]] = [:]
    // The text in hand.
    private var words = ReferenceWords()
    private var limit = 0

    init(_ pattern: ResolvedPattern) {
        var nodes: [Node] = []
        func add(_ pattern: ResolvedPattern) -> Int {
            let node: Node =
                switch pattern {
                case .empty: .empty
                case .label(let label): .label(label)
                case .sequence(let parts): .sequence(parts.map(add))
                case .alternatives(let branches): .alternatives(branches.map(add))
                case .capture(let index, let inner): .capture(index, add(inner))
                case .repeated(let inner, let low, let high, let lazy): .repeated(add(inner), min: low, max: high, lazy: lazy)
                }
            nodes.append(node)
            return nodes.count - 1
        }
        root = add(pattern)
        self.nodes = nodes
    }

    /// The ends that are reached from a place, best first, none behind `limit`.
    func ends(from start: Int, limit: Int, words: ReferenceWords) -> [Int] {
        self.words = words
        self.limit = limit
        known.removeAll(keepingCapacity: true)
        return ends(root, start)
    }

    /// The captures on the best way from `start` to `end`, and all edges on it. Call it after `ends(from:)` with the same start.
    func taken(from start: Int, to end: Int) -> (captures: [Taken], edges: [Int]) {
        var result: [Taken] = []
        var edges: [Int] = []
        walk(root, start, end, &result, &edges)
        return (result, edges)
    }

    // MARK: Ends

    private func ends(_ node: Int, _ i: Int) -> [Int] {
        switch nodes[node] {
        case .empty: return [i]
        case .label(.characters(let set)): return i < limit && words.holds(set, at: i) ? [i + 1] : []
        case .label(.terminal(let terminal)): return unique(words.edges(from: i, terminal: terminal).map { words.end(of: $0) }.filter { $0 <= limit })
        case .sequence: return sequence(node, 0, i)
        case .alternatives(let branches): return unique(branches.flatMap { ends($0, i) })
        case .capture(_, let inner): return ends(inner, i)
        case .repeated: return repeated(node, 0, i)
        }
    }

    /// From part `step` of a sequence on.
    private func sequence(_ node: Int, _ step: Int, _ i: Int) -> [Int] {
        guard case .sequence(let parts) = nodes[node], step < parts.count else { return [i] }
        let key = Key(node: node, step: step, position: i)
        if let known = known[key] { return known }
        let result = unique(ends(parts[step], i).flatMap { sequence(node, step + 1, $0) })
        known[key] = result
        return result
    }

    /// From a repeat that was gone through `times` times.
    private func repeated(_ node: Int, _ times: Int, _ i: Int) -> [Int] {
        guard case .repeated(let inner, let low, let high, let lazy) = nodes[node] else { return [] }
        let key = Key(node: node, step: times, position: i)
        if let known = known[key] { return known }
        var result: [Int] = []
        if times < low {
            result = ends(inner, i).flatMap { repeated(node, times + 1, $0) }
        } else {
            // Beyond the least number only what takes something counts as a time.
            let more = high.map { times < $0 } ?? true ? ends(inner, i).filter { $0 > i }.flatMap { repeated(node, high == nil ? times : times + 1, $0) } : []
            result = lazy ? [i] + more : more + [i]
        }
        result = unique(result)
        known[key] = result
        return result
    }

    private func unique(_ ends: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return ends.filter { seen.insert($0).inserted }
    }

    // MARK: Captures

    /// The best way of a node from `i` to `e`: at every choice the first that can still reach it.
    private func walk(_ node: Int, _ i: Int, _ e: Int, _ taken: inout [Taken], _ edges: inout [Int]) {
        switch nodes[node] {
        case .empty, .label(.characters): return
        case .label(.terminal(let terminal)):
            if let edge = words.edges(from: i, terminal: terminal).first(where: { words.end(of: $0) == e }) { edges.append(edge) }
        case .sequence(let parts):
            var at = i
            for (step, part) in parts.enumerated() {
                guard let next = ends(part, at).first(where: { sequence(node, step + 1, $0).contains(e) }) else { return }
                walk(part, at, next, &taken, &edges)
                at = next
            }
        case .alternatives(let branches):
            if let branch = branches.first(where: { ends($0, i).contains(e) }) { walk(branch, i, e, &taken, &edges) }
        case .capture(let index, let inner):
            let place = taken.count
            var own: [Int] = []
            walk(inner, i, e, &taken, &own)
            edges += own
            if e > i { taken.insert(Taken(capture: index, start: i, end: e, edges: own), at: place) }
        case .repeated(let inner, let low, let high, let lazy):
            var at = i
            var times = 0
            while true {
                if times >= low, at == e, lazy { return }
                let next = ends(inner, at).first { next in
                    if times >= low, next == at || high.map({ times >= $0 }) ?? false { return false }
                    return repeated(node, times >= low && high == nil ? times : times + 1, next).contains(e)
                }
                guard let next else { return }
                walk(inner, at, next, &taken, &edges)
                at = next
                if times < low || high != nil { times += 1 }
            }
        }
    }
}
