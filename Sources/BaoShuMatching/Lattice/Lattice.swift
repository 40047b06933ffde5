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

/// A text as the automata see it: a character class at each position, and edges by their start.
///
/// A value that is cheap to copy: its arrays stand behind one reference, copied on write.
struct Lattice {
    private final class Storage {
        var units: [UInt16] = []
        var classes: [UInt16] = []
        var fixed: [Edge] = []
        var numerals: [Numeral] = []
        var blocks: [(start: Int, end: Int, lexicon: Int)] = []
        var edges: [Edge] = []
        var firstEdge: [Int32] = []
        var byEnd: [Int32] = []
        var firstByEnd: [Int32] = []
        var view = LatticeView()
        private var arena = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16)
        private var arenaSize = 16

        init() {}

        deinit { arena.deallocate() }

        /// Copies the tables into one piece of memory.
        func refreshView(_ program: RuleProgram) {
            let (n, e) = (units.count, edges.count)
            let size = e * MemoryLayout<Edge>.stride + n * 4 + (2 * n + e + 8) * 4 + 64
            if size > arenaSize {
                arena.deallocate()
                arenaSize = size + size / 2
                arena = .allocate(byteCount: arenaSize, alignment: 16)
            }
            var offset = 0
            func place<Element>(_ array: [Element]) -> UnsafePointer<Element> {
                offset = (offset + 7) & ~7
                let pointer = (arena + offset).assumingMemoryBound(to: Element.self)
                array.withUnsafeBufferPointer { if let base = $0.baseAddress { pointer.initialize(from: base, count: $0.count) } }
                offset += array.count * MemoryLayout<Element>.stride
                return UnsafePointer(pointer)
            }
            view = LatticeView(
                count: n, edges: place(edges), units: place(units), classes: place(classes), firstEdge: place(firstEdge), byEnd: place(byEnd),
                firstByEnd: place(firstByEnd), setHolds: program.setTable, classCount: program.classCount, terminalAccepts: program.terminalTable,
                kindCount: program.kindCount)
        }

        init(copying other: Storage) {
            (units, classes, fixed, numerals, blocks) = (other.units, other.classes, other.fixed, other.numerals, other.blocks)
            (edges, firstEdge, byEnd, firstByEnd) = (other.edges, other.firstEdge, other.byEnd, other.firstByEnd)
            // The view points into the other's memory: it is made anew with the edges.
        }
    }

    private var storage = Storage()
    private var yields: [Bool] = []
    private var freed: [(start: Int, end: Int, lexicon: Int)] = []

    /// Folded code units and their classes.
    private(set) var units: [UInt16] {
        get { storage.units }
        _modify { yield &storage.units }
    }
    private(set) var classes: [UInt16] {
        get { storage.classes }
        _modify { yield &storage.classes }
    }
    /// Edges of lexicons, numerals and balanced pairs, by start, longest first.
    private(set) var fixed: [Edge] {
        get { storage.fixed }
        _modify { yield &storage.fixed }
    }
    private(set) var numerals: [Numeral] {
        get { storage.numerals }
        _modify { yield &storage.numerals }
    }
    /// Block entries that hold: half-open spans with their lexicon.
    private(set) var blocks: [(start: Int, end: Int, lexicon: Int)] {
        get { storage.blocks }
        _modify { yield &storage.blocks }
    }
    /// The edges of the stage in hand, by start, longest first.
    private(set) var edges: [Edge] {
        get { storage.edges }
        _modify { yield &storage.edges }
    }
    /// For each position the index of its first edge; one more at the end.
    private(set) var firstEdge: [Int32] {
        get { storage.firstEdge }
        _modify { yield &storage.firstEdge }
    }
    /// The same edges by their end, for looking back.
    private var byEnd: [Int32] {
        get { storage.byEnd }
        _modify { yield &storage.byEnd }
    }
    private var firstByEnd: [Int32] {
        get { storage.firstByEnd }
        _modify { yield &storage.firstByEnd }
    }

    var count: Int { storage.units.count }

    /// Called before anything is written.
    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(copying: storage) }
    }

    /// The tables as plain memory, for the hot loops; valid until the lattice is built anew.
    @inline(__always) var view: LatticeView { storage.view }

    // MARK: Building

    /// Finds the words, numerals and balanced pairs of a text.
    ///
    /// - Complexity: O(*n*), times the longest surface at most.
    mutating func build(_ text: FoldedText, program: RuleProgram) {
        makeUnique()
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
    private mutating func dropFreedBlocks() {
        guard !blocks.isEmpty, !freed.isEmpty else { return }
        var first = 0
        let freed = freed
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

    private mutating func addNumerals(_ program: RuleProgram) {
        for (number, grammar) in program.numerals.enumerated() {
            let kind = UInt16(program.numeralKinds[number])
            units.withUnsafeBufferPointer { units in
                yields.withUnsafeBufferPointer { yields in
                    NumeralReader.read(units, grammar: grammar, yields: yields) { numeral in
                        fixed.append(Edge(start: Int32(numeral.start), end: Int32(numeral.end), kind: kind, source: .numeral(Int32(numerals.count))))
                        numerals.append(numeral)
                    }
                }
            }
        }
    }

    private mutating func addBalanced(_ program: RuleProgram) {
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
    private mutating func dropInnerBlocks() {
        guard !blocks.isEmpty, !numerals.isEmpty else { return }
        var first = 0
        let numerals = numerals
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
    mutating func setEdges(mentions: [Edge], program: RuleProgram, stage: Int) {
        makeUnique()
        let kinds = program.stages[stage].edgeKinds
        let fixed = storage.fixed.filter { kinds[Int($0.kind)] }
        let all = mentions.isEmpty ? fixed : Self.merged(fixed, mentions)
        let count = storage.units.count
        var first = storage.firstEdge
        storage.firstEdge = []
        first.removeAll(keepingCapacity: true)
        first.reserveCapacity(count + 2)
        var next = 0
        for position in 0...count {
            while next < all.count, Int(all[next].start) < position { next += 1 }
            first.append(Int32(next))
        }
        first.append(Int32(all.count))
        storage.firstEdge = first
        sortByEnd(all, count: count)
        storage.edges = all
        storage.refreshView(program)
    }

    /// Two lists of edges as one, by start, longest first; the first is in that order, the second is brought into it.
    private static func merged(_ fixed: [Edge], _ mentions: [Edge]) -> [Edge] {
        func precedes(_ a: Edge, _ b: Edge) -> Bool { a.start != b.start ? a.start < b.start : a.end > b.end }
        let mentions = mentions.enumerated().sorted { precedes($0.element, $1.element) || (!precedes($1.element, $0.element) && $0.offset < $1.offset) }.map(\.element)
        var result: [Edge] = []
        result.reserveCapacity(fixed.count + mentions.count)
        var next = 0
        for edge in fixed {
            while next < mentions.count, precedes(mentions[next], edge) {
                result.append(mentions[next])
                next += 1
            }
            result.append(edge)
        }
        result += mentions[next...]
        return result
    }

    private func sortByEnd(_ edges: [Edge], count: Int) {
        var first = storage.firstByEnd
        var order = storage.byEnd
        storage.firstByEnd = []
        storage.byEnd = []
        first.removeAll(keepingCapacity: true)
        first.append(contentsOf: repeatElement(0, count: count + 2))
        for edge in edges { first[Int(edge.end)] += 1 }
        // Each count becomes the end of its stretch, then, filled from the back, its start.
        var sum: Int32 = 0
        for i in first.indices {
            sum += first[i]
            first[i] = sum
        }
        order.removeAll(keepingCapacity: true)
        order.append(contentsOf: repeatElement(0, count: edges.count))
        var index = edges.count - 1
        while index >= 0 {
            let end = Int(edges[index].end)
            first[end] -= 1
            order[Int(first[end])] = Int32(index)
            index -= 1
        }
        storage.firstByEnd = first
        storage.byEnd = order
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
}

/// A lattice and the tables of its program as plain memory.
struct LatticeView {
    private(set) var count = 0
    private var edgePointer: UnsafePointer<Edge>!
    private var unitPointer: UnsafePointer<UInt16>!
    private var classes: UnsafePointer<UInt16>!
    private var firstEdge: UnsafePointer<Int32>!
    private var byEnd: UnsafePointer<Int32>!
    private var firstByEnd: UnsafePointer<Int32>!
    private var setHolds: UnsafeMutablePointer<Bool>!
    private var classCount = 0
    private var terminalAccepts: UnsafeMutablePointer<Bool>!
    private var kindCount = 0

    init() {}

    init(
        count: Int, edges: UnsafePointer<Edge>, units: UnsafePointer<UInt16>, classes: UnsafePointer<UInt16>, firstEdge: UnsafePointer<Int32>,
        byEnd: UnsafePointer<Int32>, firstByEnd: UnsafePointer<Int32>, setHolds: UnsafeMutablePointer<Bool>, classCount: Int,
        terminalAccepts: UnsafeMutablePointer<Bool>, kindCount: Int
    ) {
        self.count = count
        edgePointer = edges
        unitPointer = units
        self.classes = classes
        self.firstEdge = firstEdge
        self.byEnd = byEnd
        self.firstByEnd = firstByEnd
        self.setHolds = setHolds
        self.classCount = classCount
        self.terminalAccepts = terminalAccepts
        self.kindCount = kindCount
    }

    @inline(__always) func edge(_ index: Int) -> Edge { edgePointer.unsafelyUnwrapped[index] }
    @inline(__always) func unit(_ position: Int) -> UInt16 { unitPointer.unsafelyUnwrapped[position] }
    @inline(__always) func unitClass(_ position: Int) -> Int { Int(classes.unsafelyUnwrapped[position]) }
    @inline(__always) func edgeRange(at position: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(firstEdge.unsafelyUnwrapped[position]), Int(firstEdge.unsafelyUnwrapped[position + 1])))
    }
    @inline(__always) func edges(endingAt position: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(firstByEnd.unsafelyUnwrapped[position]), Int(firstByEnd.unsafelyUnwrapped[position + 1])))
    }
    @inline(__always) func edge(byEnd index: Int) -> Edge { edge(Int(byEnd.unsafelyUnwrapped[index])) }
    @inline(__always) func holds(_ set: Int, at position: Int) -> Bool { setHolds.unsafelyUnwrapped[set * classCount + unitClass(position)] }
    @inline(__always) func accepts(_ terminal: Int, _ edge: Edge) -> Bool { terminalAccepts.unsafelyUnwrapped[terminal * kindCount + Int(edge.kind)] }
}
