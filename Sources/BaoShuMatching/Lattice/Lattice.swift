import BaoShuRules
import BaoShuText

/// A stretch of text that is one symbol to the automata: a lexicon's word, a numeral, an earlier mention, a balanced pair.
package struct Edge: Sendable {
    package enum Source: Sendable, Equatable {
        case entry(Int32)
        case numeral(Int32)
        case mention(Int32)
        case balanced(Int32)
    }

    package var start: Int32
    package var end: Int32
    package var kind: UInt16
    package var source: Source
}

/// A text as the automata see it: a character class at each position, and edges by their start. A class, so that handing it on copies nothing.
final class Lattice {
    /// Folded code units and their classes.
    var units: [UInt16] = []
    var classes: [UInt16] = []
    /// Edges of lexicons, numerals and balanced pairs, by start, longest first.
    private(set) var fixed: [Edge] = []
    var numerals: [Numeral] = []
    /// Block entries that hold: half-open spans with their lexicon.
    private(set) var blocks: [(start: Int, end: Int, lexicon: Int)] = []
    /// The edges of the stage in hand, by start, longest first.
    private(set) var edges: [Edge] = []
    /// For each position the index of its first edge; one more at the end.
    private(set) var firstEdge: [Int32] = []
    /// The same edges by their end, made when a guard first looks back.
    private var byEnd: [Int32] = []
    private var firstByEnd: [Int32] = []
    private var yields: [Bool] = []
    private var freed: [(start: Int, end: Int, lexicon: Int)] = []

    var count: Int { units.count }

    // MARK: Building

    /// Finds the words, numerals and balanced pairs of a text.
    ///
    /// - Complexity: O(*n*), times the longest surface at most.
    func build(_ text: FoldedText, program: RuleProgram) {
        units = text.units
        classes.removeAll(keepingCapacity: true)
        classes.reserveCapacity(units.count)
        program.classOf.withUnsafeBufferPointer { classOf in
            for unit in units { classes.append(classOf[Int(unit)]) }
        }
        fixed.removeAll(keepingCapacity: true)
        blocks.removeAll(keepingCapacity: true)
        freed.removeAll(keepingCapacity: true)
        numerals.removeAll(keepingCapacity: true)
        yields.removeAll(keepingCapacity: true)
        yields.append(contentsOf: repeatElement(false, count: units.count))
        let yieldKinds = program.numerals.first(where: { $0.yieldTerminal != nil })?.yieldKinds ?? []
        units.withUnsafeBufferPointer { units in
            program.entries.withUnsafeBufferPointer { entries in
                program.trie.hits(in: units) { start, end, index in
                    let entry = entries[index]
                    if entry.isFree {
                        freed.append((start, end, Int(entry.lexicon)))
                    } else if entry.isBlock {
                        blocks.append((start, end, Int(entry.lexicon)))
                    } else if entry.kind != 0 {
                        fixed.append(Edge(start: Int32(start), end: Int32(end), kind: entry.kind, source: .entry(Int32(index))))
                        if end > start + 1, !yieldKinds.isEmpty, yieldKinds[Int(entry.kind)] { yields[start] = true }
                    }
                }
            }
        }
        addNumerals(program)
        addBalanced(program)
        sort(&fixed)
        dropFreedBlocks()
        dropInnerBlocks()
    }

    /// A free word of the same lexicon ends the blocks that it contains or that begin inside it.
    private func dropFreedBlocks() {
        guard !blocks.isEmpty, !freed.isEmpty else { return }
        var first = 0
        blocks.removeAll { block in
            while first < freed.count, freed[first].end <= block.start { first += 1 }
            var f = first
            while f < freed.count, freed[f].start <= block.start {
                let word = freed[f]
                if word.lexicon == block.lexicon, word.end > block.start, word.start < block.start || word.end >= block.end { return true }
                f += 1
            }
            return false
        }
    }

    private func addNumerals(_ program: RuleProgram) {
        for (number, grammar) in program.numerals.enumerated() {
            let kind = UInt16(program.numeralKinds[number])
            units.withUnsafeBufferPointer { units in
                yields.withUnsafeBufferPointer { yields in
                    NumeralReader(grammar: grammar, text: units, yields: yields).readAll { numeral in
                        fixed.append(Edge(start: Int32(numeral.start), end: Int32(numeral.end), kind: kind, source: .numeral(Int32(numerals.count))))
                        numerals.append(numeral)
                    }
                }
            }
        }
    }

    private func addBalanced(_ program: RuleProgram) {
        for (number, pair) in program.balanced.enumerated() {
            var open: [Int] = []
            var i = 0
            while i < units.count {
                if units[i] == 0x0A {
                    open.removeAll(keepingCapacity: true)
                    i += 1
                } else if matches(pair.open, at: i) {
                    open.append(i)
                    i += pair.open.count
                } else if matches(pair.close, at: i) {
                    i += pair.close.count
                    if let start = open.popLast(), i - start <= pair.limit {
                        fixed.append(Edge(start: Int32(start), end: Int32(i), kind: UInt16(program.balancedKinds[number]), source: .balanced(Int32(number))))
                    }
                } else {
                    i += 1
                }
            }
        }
    }

    private func matches(_ word: [UInt16], at i: Int) -> Bool {
        guard i + word.count <= units.count else { return false }
        for j in word.indices where units[i + j] != word[j] { return false }
        return true
    }

    /// A block word that begins or ends inside a numeral is none: the 十分 in 三十分钟, the 统一 in 统一百货.
    private func dropInnerBlocks() {
        guard !blocks.isEmpty, !numerals.isEmpty else { return }
        var first = 0
        blocks.removeAll { block in
            while first < numerals.count, numerals[first].end <= block.start { first += 1 }
            var n = first
            while n < numerals.count, numerals[n].start < block.end {
                if numerals[n].start < block.start || numerals[n].end > block.end { return true }
                n += 1
            }
            return false
        }
    }

    /// Sets the edges of a stage: the fixed ones and the mentions so far.
    func setEdges(mentions: [Edge]) {
        edges.removeAll(keepingCapacity: true)
        if mentions.isEmpty {
            edges.append(contentsOf: fixed)
        } else {
            var all = fixed + mentions
            sort(&all)
            edges = all
        }
        firstEdge.removeAll(keepingCapacity: true)
        firstEdge.reserveCapacity(units.count + 2)
        var next = 0
        for position in 0...units.count {
            while next < edges.count, Int(edges[next].start) < position { next += 1 }
            firstEdge.append(Int32(next))
        }
        firstEdge.append(Int32(edges.count))
        byEnd.removeAll(keepingCapacity: true)
        firstByEnd.removeAll(keepingCapacity: true)
    }

    /// By start, then longest first; the rest keeps its order. Starts nearly come in order, so counting them is quickest.
    private func sort(_ edges: inout [Edge]) {
        guard edges.count > 1 else { return }
        var counts = Array(repeating: Int32(0), count: units.count + 2)
        for edge in edges { counts[Int(edge.start) + 1] += 1 }
        for i in 1..<counts.count { counts[i] += counts[i - 1] }
        var next = counts
        var result = edges
        for edge in edges {
            result[Int(next[Int(edge.start)])] = edge
            next[Int(edge.start)] += 1
        }
        // Few edges share a start: insertion sort, stable.
        var i = 0
        while i < result.count {
            var j = i + 1
            while j < result.count, result[j].start == result[i].start { j += 1 }
            if j - i > 1 {
                for k in (i + 1)..<j {
                    let edge = result[k]
                    var m = k
                    while m > i, result[m - 1].end < edge.end {
                        result[m] = result[m - 1]
                        m -= 1
                    }
                    result[m] = edge
                }
            }
            i = j
        }
        edges = result
    }

    // MARK: Reading

    @inline(__always) func edgeRange(at position: Int) -> Range<Int> { Int(firstEdge[position])..<Int(firstEdge[position + 1]) }

    /// The indices of the edges that end at a position.
    func edges(endingAt position: Int) -> ArraySlice<Int32> {
        if firstByEnd.isEmpty {
            firstByEnd = Array(repeating: 0, count: units.count + 2)
            for edge in edges { firstByEnd[Int(edge.end) + 1] += 1 }
            for i in 1..<firstByEnd.count { firstByEnd[i] += firstByEnd[i - 1] }
            var next = firstByEnd
            byEnd = Array(repeating: 0, count: edges.count)
            for (index, edge) in edges.enumerated() {
                byEnd[Int(next[Int(edge.end)])] = Int32(index)
                next[Int(edge.end)] += 1
            }
        }
        return byEnd[Int(firstByEnd[position])..<Int(firstByEnd[position + 1])]
    }
}
