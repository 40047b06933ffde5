import BaoShuRules

/// Which edges each stage asks for; made once for a program, for all texts.
struct StagesOfEdges {
    /// For each kind of edge the stages that ask for it, as bits; stages past the 63rd share the last bit and get more than they ask for.
    fileprivate let ofKind: Memory<UInt64>
    fileprivate let needs: EdgeNeeds
    fileprivate let listCount: Int

    init(program: RuleProgram, accepted: SymbolLists) {
        ofKind = Memory(capacity: max(1, program.kindCount))
        ofKind.base.initialize(repeating: 0, count: program.kindCount)
        for (number, stage) in program.stages.enumerated() {
            for kind in 0..<program.kindCount where stage.edgeKinds[kind] { ofKind.base[kind] |= 1 << UInt64(min(number, 63)) }
        }
        listCount = min(64, max(1, program.stages.count))
        needs = EdgeNeeds(program: program, accepted: accepted, stages: listCount)
    }
}

/// The edges of a text by the stages that ask for them: parted in one walk, so that no stage looks at another's words.
final class StageEdges {
    private let stages: StagesOfEdges
    private let lists: [Memory<Edge>]
    private let counts: Memory<Int>
    /// For each place the bits of the elements that end there.
    private let standing = Memory<UInt64>()

    init(_ stages: StagesOfEdges) {
        self.stages = stages
        lists = (0..<stages.listCount).map { _ in Memory<Edge>() }
        counts = Memory(capacity: lists.count)
        counts.base.initialize(repeating: 0, count: lists.count)
    }

    /// Parts the edges of a text; their order stays.
    ///
    /// - Parameters:
    ///   - edges: by start.
    ///   - classes: those of the text's characters.
    ///   - length: code units of the text.
    ///   - keepsAll: Keep those too that no rule can come to; else rules for blocks of some roles are taken not to be tried.
    /// - Complexity: O(edges × stages that ask for one)
    func part(_ edges: UnsafeBufferPointer<Edge>, classes: UnsafePointer<UInt16>, count length: Int, keepsAll: Bool) {
        let (needs, stagesOfKind, counts) = (self.stages.needs, self.stages.ofKind.base, counts.base)
        standing.clear(for: length + 1)
        let standing = standing.base
        let (ofClass, ofKind) = (needs.ofClass.base, needs.ofKind.base)
        standing[0] = 0
        for i in 0..<length { standing[i &+ 1] = ofClass[Int(classes[i])] }
        counts.initialize(repeating: 0, count: lists.count)
        withUnsafeTemporaryAllocation(of: (base: UnsafeMutablePointer<Edge>, room: Int).self, capacity: lists.count) { tables in
            for (number, list) in lists.enumerated() { tables.initializeElement(at: number, to: (list.base, list.capacity)) }
            for edge in edges {
                let kind = Int(edge.kind)
                standing[Int(edge.end)] |= ofKind[kind]
                var stages = stagesOfKind[kind]
                if !keepsAll { stages = needs.stages(stages, kind: kind, behind: standing[Int(edge.start)]) }
                while stages != 0 {
                    let stage = stages.trailingZeroBitCount
                    stages &= stages &- 1
                    let count = counts[stage]
                    if count == tables[stage].room {
                        lists[stage].grow(to: count + 1, keeping: count)
                        tables[stage] = (lists[stage].base, lists[stage].capacity)
                    }
                    tables[stage].base[count] = edge
                    counts[stage] = count &+ 1
                }
            }
        }
    }

    /// The edges of a stage, by start, longest first.
    func edges(of stage: Int) -> UnsafeBufferPointer<Edge> {
        let list = min(stage, 63)
        return UnsafeBufferPointer(start: lists[list].base, count: counts.base[list])
    }
}

extension Memory<Int32> {
    /// For each place of a text the index of the first edge that starts there or behind.
    ///
    /// - Parameter edges: by start.
    func index(_ edges: UnsafeBufferPointer<Edge>, count: Int) {
        // Eight places are written at once; those too many are written again.
        clear(for: count + 2 + 8)
        let base = UnsafeMutableRawPointer(base)
        var position = 0
        for number in 0..<edges.count {
            let start = Int(edges[number].start)
            let filling = SIMD8(repeating: Int32(truncatingIfNeeded: number))
            var place = position
            repeat {
                base.storeBytes(of: filling, toByteOffset: place &* 4, as: SIMD8<Int32>.self)
                place &+= 8
            } while place <= start
            position = max(position, start &+ 1)
        }
        (self.base + position).initialize(repeating: Int32(truncatingIfNeeded: edges.count), count: count + 2 - position)
    }
}
