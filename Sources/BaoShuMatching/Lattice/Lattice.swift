import BaoShuRules
import BaoShuText

/// A text as the automata see it: a character class at each position, and edges by their start.
/// Nobody else writes it while it works: accesses to what it reads all the time are not checked.
final class Lattice {
    /// Folded code units.
    @exclusivity(unchecked) var units: [UInt16] = []
    /// Edges of lexicons, numerals and balanced pairs, by start, longest first.
    var fixed: UnsafeBufferPointer<Edge> { UnsafeBufferPointer(start: fixedMemory.base, count: fixedCount) }
    @exclusivity(unchecked) var numerals: [Numeral] = []
    /// Block entries that hold: half-open spans with their lexicon.
    @exclusivity(unchecked) var blocks: [(start: Int, end: Int, lexicon: Int)] = []
    /// For each position the class of its character, and the edges of the stage in hand.
    let classMemory = Memory<UInt16>()
    let unitMemory = Memory<UInt16>()
    private let edgeMemory = Memory<Edge>()
    private let firstEdge = Memory<Int32>()
    /// Of the text in hand alone.
    private let firstByEnd = Memory<Int32>()
    private let nextByEnd = Memory<Int32>()
    @exclusivity(unchecked) private var edgeCount = 0
    /// The fixed edges by the stages that ask for them; parted when a stage first asks.
    @exclusivity(unchecked) private var stageEdges: StageEdges?
    @exclusivity(unchecked) private var isParted = false

    let fixedMemory = Memory<Edge>()
    @exclusivity(unchecked) var fixedCount = 0
    /// What building writes in.
    let scratch = LatticeScratch()

    /// The tables as plain memory.
    @exclusivity(unchecked) private(set) var view: LatticeView

    init() {
        firstEdge.base[0] = 0
        firstEdge.base[1] = 0
        view = LatticeView(count: 0, units: unitMemory.base, classes: classMemory.base, edges: edgeMemory.base, firstEdge: firstEdge.base, firstByEnd: firstByEnd.base, nextByEnd: nextByEnd.base)
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
        copy.listByEnd()
        return copy
    }

    /// Each has the text that the other had.
    func exchange(with other: Lattice) {
        swap(&units, &other.units)
        swap(&numerals, &other.numerals)
        swap(&blocks, &other.blocks)
        classMemory.exchange(with: other.classMemory)
        unitMemory.exchange(with: other.unitMemory)
        edgeMemory.exchange(with: other.edgeMemory)
        firstEdge.exchange(with: other.firstEdge)
        fixedMemory.exchange(with: other.fixedMemory)
        swap(&edgeCount, &other.edgeCount)
        swap(&stageEdges, &other.stageEdges)
        swap(&isParted, &other.isParted)
        swap(&fixedCount, &other.fixedCount)
        swap(&view, &other.view)
    }

    /// No edges of a stage: those of the one before speak of another text.
    func clearEdges() {
        edgeCount = 0
        isParted = false
        firstEdge.clear(for: units.count + 2)
        firstEdge.base.initialize(repeating: 0, count: units.count + 2)
        refreshView()
    }

    private func refreshView(edges: UnsafePointer<Edge>? = nil) {
        view = LatticeView(
            count: units.count, units: unitMemory.base, classes: classMemory.base, edges: edges ?? UnsafePointer(edgeMemory.base), firstEdge: firstEdge.base,
            firstByEnd: firstByEnd.base, nextByEnd: nextByEnd.base)
    }

    // MARK: Stages

    /// Sets the edges of a stage: the fixed ones that it asks for, and the mentions so far.
    ///
    /// - Parameters:
    ///   - mentions: by start, longest first.
    ///   - stages: those of all fixed edges.
    ///   - keepsAll: as of ``StageEdges/part(_:classes:count:keepsAll:)``.
    func setEdges(mentions: UnsafeBufferPointer<Edge>, stages: StagesOfEdges, program: RuleProgram, stage: Int, keepsAll: Bool) {
        let parts = stageEdges ?? StageEdges(stages)
        stageEdges = parts
        if !isParted {
            parts.part(fixed, classes: classMemory.base, count: units.count, keepsAll: keepsAll)
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
            // Most edges stand before the next mention: one comparison each.
            var nextStart = mentions[0].start
            for index in 0..<fixed.count {
                let edge = fixed[index]
                if edge.start >= nextStart {
                    while next < mentions.count, mentions[next].start < edge.start || mentions[next].start == edge.start && mentions[next].end > edge.end {
                        result[filled] = mentions[next]
                        filled &+= 1
                        next &+= 1
                    }
                    nextStart = next < mentions.count ? mentions[next].start : .max
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
    }

    /// Lists the edges of the stage in hand by their end, for rules that look back. The lists are made where they are read and not kept
    /// with a text that waits: one memory, which stays near, serves all.
    func listByEnd() {
        let count = units.count
        nextByEnd.clear(for: edgeCount)
        firstByEnd.clear(for: count + 2)
        let (edges, first, next) = (view.edges, firstByEnd.base, nextByEnd.base)
        first.initialize(repeating: -1, count: count + 2)
        // From the back: what is put before a list comes first in it.
        var index = edgeCount - 1
        while index >= 0 {
            let end = Int(edges[index].end)
            next[index] = first[end]
            first[end] = Int32(truncatingIfNeeded: index)
            index &-= 1
        }
        refreshView(edges: edges)
    }

    // MARK: Reading

    @inline(__always) func edgeRange(at position: Int) -> Range<Int> { view.edgeRange(at: position) }

    func unitClass(_ position: Int) -> Int { view.unitClass(position) }
}
