/// All surfaces of all lexicons in one trie over folded UTF-16 units.
///
/// A text is walked from every place, so what counts is how little memory a walk touches that it did not touch just before: what is known
/// of a unit stands in one record, with a filter that says whether a unit can follow it in any surface; the steps onward from a node stand
/// in a small table of its own, each with a filter for what can follow it; the entries of a surface stand side by side.
///
/// Unchecked: its memory is written in `init` and never again.
package final class LexiconTrie: @unchecked Sendable {
    package let tables: LexiconTables

    /// - Parameters:
    ///   - entries: those whose numbers the builder has.
    ///   - yields: for each kind of edge whether its words are names of units of measure, before which a scale word gives way.
    ///   - describe: fills in what the units are besides, by unit.
    init(_ b: LexiconTrieBuilder, entries: [LexiconEntry], yields: [Bool], describe: (UnsafeMutablePointer<LexiconTables.UnitRecord>) -> Void) {
        // Through pointers, once: what is read for every step costs more through arrays than the step itself.
        tables = b.steps.withUnsafeBufferPointer { steps in
            b.firstEntry.withUnsafeBufferPointer { firstEntry in
                b.nextEntry.withUnsafeBufferPointer { nextEntry in
                    entries.withUnsafeBufferPointer { entries in
                        let lists = EntryLists(entries: entries, nextEntry: nextEntry, yields: yields)
                        return Self.tables(inner: steps, firstEntry: firstEntry, lists: lists)
                    }
                }
            }
        }
        describe(tables.records)
    }

    /// - Parameter inner: for each inner node the step to it, `node << 16 | unit`.
    private static func tables(
        inner: UnsafeBufferPointer<UInt64>, firstEntry: UnsafeBufferPointer<Int32>, lists: EntryLists
    ) -> LexiconTables {
        let records = LargeMemory.allocate(LexiconTables.UnitRecord.self, capacity: LexiconTables.firstInnerNode)
        records.initialize(repeating: LexiconTables.UnitRecord(), count: LexiconTables.firstInnerNode)
        // How many steps lead from each node, the filter of those from inner ones, and where their table is.
        let nodes = UnsafeMutablePointer<(count: Int32, filter: UInt32, table: UInt32)>.allocate(capacity: firstEntry.count)
        nodes.initialize(repeating: (0, 0, 0), count: firstEntry.count)
        defer { nodes.deallocate() }
        for step in inner {
            let (node, hash) = (Int(step >> 16), LexiconTables.hash(UInt16(truncatingIfNeeded: step)))
            nodes[node].count += 1
            if node < LexiconTables.firstInnerNode { records[node].allow(hash) } else { nodes[node].filter |= 1 << (hash >> 27) }
        }
        // The tables one after the other, filled to five eighths at most where there is more than one step.
        var total = 0
        for node in 0..<firstEntry.count where nodes[node].count > 0 {
            var log = 0
            while nodes[node].count > 1, 5 << log < Int(nodes[node].count) * 8 { log += 1 }
            nodes[node].table = UInt32(total) << 8 | UInt32(log)
            total += 1 << log
        }
        let steps = LargeMemory.allocate(LexiconTables.Step.self, capacity: total + 1)
        steps.initialize(repeating: LexiconTables.Step(), count: total + 1)
        for index in inner.indices {
            let (node, unit, target) = (Int(inner[index] >> 16), UInt16(truncatingIfNeeded: inner[index]), LexiconTables.firstInnerNode + index)
            let (table, mask) = (steps + Int(nodes[node].table >> 8), 1 << Int(nodes[node].table & 31) - 1)
            let home = Int(LexiconTables.hash(unit) >> 16) & mask
            var place = home
            while table[place].unit != LexiconTables.noUnit { place = (place + 1) & mask }
            let list = lists.list(of: firstEntry[target])
            table[place] = LexiconTables.Step(
                unit: unit, edgeCount: list.edgeCount, list: list.first, filter: nodes[target].filter,
                table: nodes[target].table | (list.blocks ? LexiconTables.blocks : 0) | (list.yields ? LexiconTables.yields : 0))
            if place != home { table[home].table |= LexiconTables.displaced }
        }
        for unit in 0..<LexiconTables.firstInnerNode {
            records[unit].table = nodes[unit].table
            guard firstEntry[unit] >= 0 else { continue }
            let list = lists.list(of: firstEntry[unit])
            (records[unit].list, records[unit].edgeCount, records[unit].blocks) = (list.first, list.edgeCount, list.blocks)
        }
        return LexiconTables(records: records, steps: steps, words: lists.finish(), mostEdges: lists.mostEdges)
    }

    deinit {
        tables.records.deallocate()
        tables.steps.deallocate()
        tables.words.deallocate()
    }
}

/// The tables of a trie as plain memory, for loops over a text; they live as long as their trie. How they are walked is written where the
/// loops are: nothing is inlined across the modules of a package.
///
/// The entries of a surface stand from `list` on in `words`: those that make edges, of which there are `edgeCount`, then those that block
/// or free, then the others. The steps onward from a node stand in a table of 2^log steps at `first`, written `first << 8 | log`; there
/// are none where the node's filter is empty.
package struct LexiconTables: BitwiseCopyable {
    /// What is known of a unit: 48 bytes.
    package struct UnitRecord: BitwiseCopyable {
        /// For the upper eight bits of the hash of a second unit whether any surface goes on with such a one: 64 of them each.
        package fileprivate(set) var filter0: UInt64 = 0
        package fileprivate(set) var filter1: UInt64 = 0
        package fileprivate(set) var filter2: UInt64 = 0
        package fileprivate(set) var filter3: UInt64 = 0
        /// The entries of the surface that is just this unit; `noList` for none.
        package fileprivate(set) var list: UInt32 = LexiconTables.noList
        package fileprivate(set) var table: UInt32 = 0
        package fileprivate(set) var edgeCount: UInt16 = 0
        /// Its character class.
        package var characterClass: UInt16 = 0
        /// Whether any of its entries blocks or frees.
        package fileprivate(set) var blocks = false
        /// Whether a numeral may begin with it.
        package var mayBeginNumeral = false
        /// Whether an opening or closing mark of a balanced pair may begin with it, or it ends a line.
        package var mayBeginPair = false

        fileprivate mutating func allow(_ hash: UInt32) {
            let bit: UInt64 = 1 << UInt64(hash >> 24 & 63)
            switch hash >> 30 {
            case 0: filter0 |= bit
            case 1: filter1 |= bit
            case 2: filter2 |= bit
            default: filter3 |= bit
            }
        }
    }

    /// A step from a node over a unit: 16 bytes.
    package struct Step: BitwiseCopyable {
        package fileprivate(set) var unit: UInt16 = LexiconTables.noUnit
        package fileprivate(set) var edgeCount: UInt16 = 0
        /// The entries that end here.
        package fileprivate(set) var list: UInt32 = LexiconTables.noList
        /// For the upper five bits of the hash of a unit whether a step leads on over such a one.
        package fileprivate(set) var filter: UInt32 = 0
        /// With `displaced` set where a step that belongs at this place stands at another, `blocks` where an entry that ends here blocks or
        /// frees, `yields` where one is the name of a unit of measure.
        package fileprivate(set) var table: UInt32 = 0
    }

    /// No character (U+FFFF): marks what is empty.
    static let noUnit: UInt16 = 0xFFFF
    /// The list that stands at the start of `words`; nothing of it is used.
    static let noList: UInt32 = 0
    /// The nodes of surfaces of one unit are the units; those of longer ones count from here.
    static let firstInnerNode = 0x10000
    /// Most steps between nodes: where a table is takes 24 bits, and at worst one has sixteen places for five steps.
    static let mostSteps = 1 << 24 / 16 * 5
    static let displaced: UInt32 = 1 << 5
    static let blocks: UInt32 = 1 << 6
    static let yields: UInt32 = 1 << 7
    private static let multiplier: UInt32 = 0x9E37_79B1

    /// By unit.
    package let records: UnsafeMutablePointer<UnitRecord>
    package let steps: UnsafeMutablePointer<Step>
    /// The entries of surfaces, those of one surface side by side. Four can be read behind every one.
    package let words: UnsafeMutablePointer<SurfaceEntry>
    /// The most edges that a surface makes.
    package let mostEdges: Int
    package let noList: UInt32 = Self.noList
    package let displaced: UInt32 = Self.displaced
    package let blocks: UInt32 = Self.blocks
    package let yields: UInt32 = Self.yields
    /// The hash of a unit is its product with it.
    package let multiplier: UInt32 = Self.multiplier

    static func hash(_ unit: UInt16) -> UInt32 { UInt32(unit) &* multiplier }
}

/// An entry of a surface: eight bytes that become those of an edge but for its place.
package struct SurfaceEntry: BitwiseCopyable {
    /// The number of the entry, from the 33rd bit on its kind of edge, and the last bit where another entry of the surface follows.
    package fileprivate(set) var bits: UInt64

    init(number: Int32, kind: Int, isFollowed: Bool) {
        bits = UInt64(UInt32(bitPattern: number)) | UInt64(UInt16(kind)) << 32 | (isFollowed ? 1 << 63 : 0)
    }

    /// Nothing follows.
    fileprivate mutating func close() { bits &= .max >> 1 }
}

/// The lists of entries of a trie in the making.
private final class EntryLists {
    private let words: UnsafeMutablePointer<SurfaceEntry>
    private var count = 1
    private(set) var mostEdges = 0
    private let entries: UnsafeBufferPointer<LexiconEntry>
    private let nextEntry: UnsafeBufferPointer<Int32>
    private let yields: [Bool]

    /// - Parameters:
    ///   - nextEntry: for each entry the next one of its surface, or -1. Each is in one chain at most.
    init(entries: UnsafeBufferPointer<LexiconEntry>, nextEntry: UnsafeBufferPointer<Int32>, yields: [Bool]) {
        (self.entries, self.nextEntry, self.yields) = (entries, nextEntry, yields)
        words = LargeMemory.allocate(SurfaceEntry.self, capacity: entries.count + 5)
        words.initialize(repeating: SurfaceEntry(number: 0, kind: 0, isFollowed: false), count: entries.count + 5)
    }

    /// Writes the list of a surface.
    ///
    /// - Parameter first: its first entry, or -1.
    func list(of first: Int32) -> (first: UInt32, edgeCount: UInt16, blocks: Bool, yields: Bool) {
        guard first >= 0 else { return (LexiconTables.noList, 0, false, false) }
        let start = count
        if nextEntry[Int(first)] < 0 { return single(first) }
        var (edges, blocks, yielding) = (0, false, false)
        // Edges, blocks, others: each in the order of the chain.
        for turn in 0..<3 {
            var number = first
            while number >= 0 {
                let isBlock = entries[Int(number)].isBlock || entries[Int(number)].isFree
                let kind = isBlock ? 0 : Int(entries[Int(number)].kind)
                if turn == (isBlock ? 1 : kind != 0 ? 0 : 2) {
                    words[count] = SurfaceEntry(number: number, kind: kind, isFollowed: true)
                    count += 1
                    if turn == 0 {
                        edges += 1
                        if kind < yields.count, yields[kind] { yielding = true }
                    }
                    if turn == 1 { blocks = true }
                }
                number = nextEntry[Int(number)]
            }
        }
        words[count - 1].close()
        mostEdges = max(mostEdges, edges)
        return (UInt32(start), UInt16(clamping: edges), blocks, yielding)
    }

    /// Most surfaces have one entry.
    private func single(_ number: Int32) -> (first: UInt32, edgeCount: UInt16, blocks: Bool, yields: Bool) {
        let start = UInt32(count)
        let entry = entries[Int(number)]
        let isBlock = entry.isBlock || entry.isFree
        let kind = isBlock ? 0 : Int(entry.kind)
        words[count] = SurfaceEntry(number: number, kind: kind, isFollowed: false)
        count += 1
        if kind != 0 { mostEdges = max(mostEdges, 1) }
        return (start, kind != 0 ? 1 : 0, isBlock, kind != 0 && kind < yields.count && yields[kind])
    }

    /// The lists, with room behind them; the caller's from now on.
    func finish() -> UnsafeMutablePointer<SurfaceEntry> { words }
}
