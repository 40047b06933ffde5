import BaoShuRules
import BaoShuText

/// A text as the automata see it: a character class at each position, and edges by their start.
final class Lattice {
    /// Folded code units.
    private(set) var units: [UInt16] = []
    /// Edges of lexicons, numerals and balanced pairs, by start, longest first.
    var fixed: UnsafeBufferPointer<Edge> { UnsafeBufferPointer(start: fixedMemory.base, count: fixedCount) }
    private(set) var numerals: [Numeral] = []
    /// Block entries that hold: half-open spans with their lexicon.
    private(set) var blocks: [(start: Int, end: Int, lexicon: Int)] = []
    /// For each position the class of its character, and the edges of the stage in hand.
    private let classMemory = Memory<UInt16>()
    private let unitMemory = Memory<UInt16>()
    private let edgeMemory = Memory<Edge>()
    private let firstEdge = Memory<Int32>()
    private let byEnd = Memory<Int32>()
    private let firstByEnd = Memory<Int32>()
    private var edgeCount = 0
    /// The fixed edges by the stages that ask for them; parted when a stage first asks.
    private var stageEdges: StageEdges?
    private var isParted = false

    private var yields: [Bool] = []
    private var freed: [(start: Int, end: Int, lexicon: Int)] = []
    private let counts = Memory<Int32>()
    private let unsorted = Memory<Edge>()
    private var unsortedCount = 0
    private let fixedMemory = Memory<Edge>()
    private var fixedCount = 0

    /// The tables as plain memory.
    private(set) var view: LatticeView

    init() {
        firstEdge.base[0] = 0
        firstEdge.base[1] = 0
        view = LatticeView(count: 0, units: unitMemory.base, classes: classMemory.base, edges: edgeMemory.base, firstEdge: firstEdge.base, byEnd: byEnd.base, firstByEnd: firstByEnd.base)
    }

    var count: Int { view.count }

    /// The edges of the stage in hand, by start, longest first.
    var edges: UnsafeBufferPointer<Edge> { UnsafeBufferPointer(start: view.edges, count: edgeCount) }

    /// The lattice as it is now, for looking at it later.
    func copy() -> Lattice {
        let copy = Lattice()
        (copy.units, copy.numerals, copy.blocks) = (units, numerals, blocks)
        copy.fixedMemory.clear(for: fixedCount)
        copy.fixedMemory.base.initialize(from: fixedMemory.base, count: fixedCount)
        copy.fixedCount = fixedCount
        copy.edgeCount = edgeCount
        copy.classMemory.clear(for: count)
        copy.classMemory.base.initialize(from: view.classes, count: count)
        copy.unitMemory.clear(for: count)
        copy.unitMemory.base.initialize(from: view.units, count: count)
        copy.edgeMemory.clear(for: edgeCount)
        copy.edgeMemory.base.initialize(from: view.edges, count: edgeCount)
        copy.firstEdge.clear(for: count + 2)
        copy.firstEdge.base.initialize(from: view.firstEdge, count: count + 2)
        copy.refreshView()
        copy.sortByEnd()
        copy.refreshView()
        return copy
    }

    private func refreshView(edges: UnsafePointer<Edge>? = nil) {
        view = LatticeView(
            count: units.count, units: unitMemory.base, classes: classMemory.base, edges: edges ?? UnsafePointer(edgeMemory.base), firstEdge: firstEdge.base, byEnd: byEnd.base,
            firstByEnd: firstByEnd.base)
    }

    // MARK: Building

    /// Finds the words, numerals and balanced pairs of a text.
    ///
    /// - Complexity: O(*n*), times the longest surface at most.
    func build(_ text: FoldedText, program: RuleProgram) {
        units = text.units
        let count = units.count
        classMemory.clear(for: count)
        unitMemory.clear(for: count)
        let (classes, copied) = (classMemory.base, unitMemory.base)
        units.withUnsafeBufferPointer { units in
            program.classOf.withUnsafeBufferPointer { classOf in
                for i in 0..<count {
                    copied[i] = units[i]
                    classes[i] = classOf[Int(units[i])]
                }
            }
        }
        blocks.removeAll(keepingCapacity: true)
        freed.removeAll(keepingCapacity: true)
        numerals.removeAll(keepingCapacity: true)
        yields.removeAll(keepingCapacity: true)
        yields.append(contentsOf: repeatElement(false, count: count))
        unsortedCount = 0
        addWords(program)
        addNumerals(program)
        addBalanced(program)
        sortFixed()
        dropFreedBlocks()
        dropInnerBlocks()
        edgeCount = 0
        isParted = false
        firstEdge.clear(for: count + 2)
        firstEdge.base.initialize(repeating: 0, count: count + 2)
        refreshView()
    }

    private func addWords(_ program: RuleProgram) {
        let yieldKinds = program.numerals.first(where: { $0.yieldTerminal != nil })?.yieldKinds ?? []
        let units = UnsafeBufferPointer(start: unitMemory.base, count: units.count)
        let edges = unsorted
        var filled = 0
        var room = edges.capacity
        let kinds = program.entryKinds
        program.trie.hits(in: units) { start, end, index in
            let kind = kinds[index]
            if kind != 0 {
                if filled == room {
                    edges.grow(to: filled + 1, keeping: filled)
                    room = edges.capacity
                }
                edges.base[filled] = Edge(start: Int32(start), end: Int32(end), kind: kind, source: .entry(Int32(index)))
                filled += 1
                if end > start + 1, !yieldKinds.isEmpty, yieldKinds[Int(kind)] { yields[start] = true }
                return
            }
            let entry = program.entries[index]
            if entry.isFree {
                freed.append((start, end, Int(entry.lexicon)))
            } else if entry.isBlock {
                blocks.append((start, end, Int(entry.lexicon)))
            }
        }
        unsortedCount = filled
    }

    private func append(_ edge: Edge) {
        unsorted.grow(to: unsortedCount + 1, keeping: unsortedCount)
        unsorted.base[unsortedCount] = edge
        unsortedCount += 1
    }

    /// A free word of the same lexicon ends the blocks that it contains or that begin inside it.
    private func dropFreedBlocks() {
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

    private func addNumerals(_ program: RuleProgram) {
        for (number, grammar) in program.numerals.enumerated() {
            let kind = UInt16(program.numeralKinds[number])
            yields.withUnsafeBufferPointer { yields in
                NumeralReader.read(UnsafeBufferPointer(start: unitMemory.base, count: units.count), grammar: grammar, yields: yields) { numeral in
                    append(Edge(start: Int32(numeral.start), end: Int32(numeral.end), kind: kind, source: .numeral(Int32(numerals.count))))
                    numerals.append(numeral)
                }
            }
        }
    }

    private func addBalanced(_ program: RuleProgram) {
        let (units, count) = (unitMemory.base, units.count)
        func matches(_ word: [UInt16], at i: Int) -> Bool {
            guard i + word.count <= count else { return false }
            for j in word.indices where units[i + j] != word[j] { return false }
            return true
        }
        for (number, pair) in program.balanced.enumerated() {
            var open: [Int] = []
            var i = 0
            while i < count {
                if units[i] == 0x0A {
                    open.removeAll(keepingCapacity: true)
                    i += 1
                } else if matches(pair.open, at: i) {
                    open.append(i)
                    i += pair.open.count
                } else if matches(pair.close, at: i) {
                    i += pair.close.count
                    if let start = open.popLast(), i - start <= pair.limit {
                        append(Edge(start: Int32(start), end: Int32(i), kind: UInt16(program.balancedKinds[number]), source: .balanced(Int32(number))))
                    }
                } else {
                    i += 1
                }
            }
        }
    }

    /// A block word that begins or ends inside a numeral is none: the 十分 in 三十分钟, the 统一 in 统一百货.
    private func dropInnerBlocks() {
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

    /// By start, then longest first; the rest keeps its order. Starts nearly come in order, so counting them is quickest.
    private func sortFixed() {
        let count = unsortedCount
        counts.clear(for: units.count + 2)
        counts.base.initialize(repeating: 0, count: units.count + 2)
        fixedMemory.clear(for: count)
        fixedCount = count
        let (source, result, counts) = (unsorted.base, fixedMemory.base, counts.base)
        for i in 0..<count { counts[Int(source[i].start) + 1] += 1 }
        for i in 1..<(units.count + 2) { counts[i] += counts[i - 1] }
        for i in 0..<count {
            let start = Int(source[i].start)
            result[Int(counts[start])] = source[i]
            counts[start] += 1
        }
        // Few edges share a start: insertion sort, stable.
        var i = 1
        while i < count {
            let edge = result[i]
            var place = i
            while place > 0, result[place - 1].start == edge.start, result[place - 1].end < edge.end {
                result[place] = result[place - 1]
                place -= 1
            }
            if place < i { result[place] = edge }
            i += 1
        }
    }

    // MARK: Stages

    /// Sets the edges of a stage: the fixed ones that it asks for, and the mentions so far.
    ///
    /// - Parameter mentions: by start, longest first.
    func setEdges(mentions: UnsafeBufferPointer<Edge>, program: RuleProgram, stage: Int) {
        let parts = stageEdges ?? StageEdges(program: program)
        stageEdges = parts
        if !isParted {
            parts.part(fixed)
            isParted = true
        }
        let fixed = parts.edges(of: stage)
        let count = units.count
        if mentions.isEmpty {
            firstEdge.index(fixed, count: count)
            edgeCount = fixed.count
            refreshView(edges: fixed.baseAddress)
        } else {
            edgeMemory.clear(for: fixed.count + mentions.count)
            let result = edgeMemory.base
            var (filled, next) = (0, 0)
            for edge in fixed {
                while next < mentions.count, mentions[next].start < edge.start || mentions[next].start == edge.start && mentions[next].end > edge.end {
                    result[filled] = mentions[next]
                    filled &+= 1
                    next &+= 1
                }
                result[filled] = edge
                filled &+= 1
            }
            while next < mentions.count {
                result[filled] = mentions[next]
                filled &+= 1
                next &+= 1
            }
            edgeCount = filled
            firstEdge.index(UnsafeBufferPointer(start: result, count: filled), count: count)
            refreshView()
        }
        if program.stages[stage].looksBack {
            sortByEnd()
            refreshView(edges: view.edges)
        }
    }

    private func sortByEnd() {
        let count = units.count
        byEnd.clear(for: edgeCount)
        firstByEnd.clear(for: count + 2)
        let (edges, first, order) = (view.edges, firstByEnd.base, byEnd.base)
        first.initialize(repeating: 0, count: count + 2)
        for index in 0..<edgeCount { first[Int(edges[index].end)] += 1 }
        // Each count becomes the end of its stretch, then, filled from the back, its start.
        var sum: Int32 = 0
        for i in 0..<(count + 2) {
            sum += first[i]
            first[i] = sum
        }
        var index = edgeCount - 1
        while index >= 0 {
            let end = Int(edges[index].end)
            first[end] -= 1
            order[Int(first[end])] = Int32(index)
            index -= 1
        }
    }

    // MARK: Reading

    @inline(__always) func edgeRange(at position: Int) -> Range<Int> { view.edgeRange(at: position) }

    func unitClass(_ position: Int) -> Int { view.unitClass(position) }
}
