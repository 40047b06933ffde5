/// All surfaces of all lexicons in one trie over folded UTF-16 units.
///
/// A text is walked from every place, so what counts is how little memory a walk touches that it did not touch just before: what is known
/// of a unit stands in one record, with a filter that says whether a unit can follow it in any surface; the steps onward from a node stand
/// in a small table of its own, each with a filter for what can follow it.
///
/// Unchecked: its memory is written in `init` and never again.
package final class LexiconTrie: @unchecked Sendable {
    package let tables: LexiconTables

    /// - Parameters:
    ///   - kinds: for each entry the kind of its edge.
    ///   - describe: fills in what the units are besides, by unit.
    init(_ b: LexiconTrieBuilder, kinds: UnsafePointer<UInt16>, describe: (UnsafeMutablePointer<LexiconTables.UnitRecord>) -> Void) {
        let nextEntry = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, b.nextEntry.count))
        nextEntry.initialize(repeating: -1, count: max(1, b.nextEntry.count))
        /// Links the entries of a surface, those that make edges or block before those that do not, and gives the first.
        func chain(_ first: Int32) -> (entry: Int32, kind: UInt16) {
            guard first >= 0 else { return (-1, 0) }
            guard b.nextEntry[Int(first)] >= 0 else { return (first, kinds[Int(first)]) }
            var (live, idle): ([Int32], [Int32]) = ([], [])
            var entry = first
            while entry >= 0 {
                if kinds[Int(entry)] != 0 { live.append(entry) } else { idle.append(entry) }
                entry = b.nextEntry[Int(entry)]
            }
            let all = live + idle
            var next: Int32 = -1
            for index in all.indices.reversed() {
                nextEntry[Int(all[index])] = next
                next = all[index] | (index + 1 < all.count ? LexiconTables.more : 0) | (index + 1 < live.count ? LexiconTables.moreLive : 0)
            }
            return (next, kinds[Int(all[0])])
        }
        let records = UnsafeMutablePointer<LexiconTables.UnitRecord>.allocate(capacity: LexiconTables.firstInnerNode)
        records.initialize(repeating: LexiconTables.UnitRecord(), count: LexiconTables.firstInnerNode)
        // How many steps lead from each node, and the filter of those from inner ones.
        var counts = [Int32](repeating: 0, count: b.firstEntry.count)
        var filters = [UInt32](repeating: 0, count: b.firstEntry.count)
        for key in b.keys where key != .max {
            let (node, unit) = (Int(key >> 16), UInt16(truncatingIfNeeded: key))
            counts[node] += 1
            let hash = LexiconTables.hash(unit)
            if node < LexiconTables.firstInnerNode { records[node].allow(hash) } else { filters[node] |= 1 << (hash >> 27) }
        }
        // Their tables one after the other, with room for one more where there is more than one step.
        var places = [UInt32](repeating: 0, count: b.firstEntry.count)
        var total = 0
        for node in counts.indices where counts[node] > 0 {
            var log = 0
            while counts[node] > 1, 1 << log < Int(counts[node]) * 5 / 4 + 1 { log += 1 }
            places[node] = UInt32(total) << 5 | UInt32(log)
            total += 1 << log
        }
        let steps = UnsafeMutablePointer<LexiconTables.Step>.allocate(capacity: total + 1)
        steps.initialize(repeating: LexiconTables.Step(), count: total + 1)
        for (slot, key) in b.keys.enumerated() where key != .max {
            let (node, unit, target) = (Int(key >> 16), UInt16(truncatingIfNeeded: key), Int(b.targets[slot]))
            let (table, mask) = (Int(places[node] >> 5), 1 << Int(places[node] & 31) - 1)
            var place = Int(LexiconTables.hash(unit) >> 16) & mask
            while steps[table + place].unit != LexiconTables.noUnit { place = (place + 1) & mask }
            let (entry, kind) = chain(b.firstEntry[target])
            steps[table + place] = LexiconTables.Step(unit: unit, kind: kind, entry: entry, filter: filters[target], table: places[target])
        }
        for unit in 0..<LexiconTables.firstInnerNode {
            (records[unit].entry, records[unit].kind) = chain(b.firstEntry[unit])
            records[unit].table = places[unit]
        }
        describe(records)
        tables = LexiconTables(records: records, steps: steps, nextEntry: nextEntry)
    }

    deinit {
        tables.records.deallocate()
        tables.steps.deallocate()
        tables.nextEntry.deallocate()
    }
}

/// The tables of a trie as plain memory, for loops over a text; they live as long as their trie. How they are walked is written where the
/// loops are: nothing is inlined across the modules of a package.
///
/// An entry stands in them as its number, with `more` set where others have the same surface and `moreLive` where another of them makes an
/// edge or blocks; -1 is none. The steps onward from a node
/// stand in a table of 2^log steps at `first`, written `first << 5 | log`; none where the node's filter is empty.
package struct LexiconTables: BitwiseCopyable {
    /// What is known of a unit: 32 bytes.
    package struct UnitRecord: BitwiseCopyable {
        /// For the upper seven bits of the hash of a second unit whether any surface goes on with such a one.
        package fileprivate(set) var lowFilter: UInt64 = 0
        package fileprivate(set) var highFilter: UInt64 = 0
        /// The first entry of the surface that is just this unit, and its kind.
        package fileprivate(set) var entry: Int32 = -1
        package fileprivate(set) var table: UInt32 = 0
        package fileprivate(set) var kind: UInt16 = 0
        /// Its character class.
        package var characterClass: UInt16 = 0
        /// Whether a numeral may begin with it.
        package var mayBeginNumeral = false
        /// Whether an opening or closing mark of a balanced pair may begin with it, or it ends a line.
        package var mayBeginPair = false

        fileprivate mutating func allow(_ hash: UInt32) {
            if hash >> 31 == 0 { lowFilter |= 1 << UInt64(hash >> 25) } else { highFilter |= 1 << UInt64(hash >> 25 & 63) }
        }
    }

    /// A step from a node over a unit: 16 bytes.
    package struct Step: BitwiseCopyable {
        package fileprivate(set) var unit: UInt16 = LexiconTables.noUnit
        /// Of the entry.
        package fileprivate(set) var kind: UInt16 = 0
        /// The first entry that ends here.
        package fileprivate(set) var entry: Int32 = -1
        /// For the upper five bits of the hash of a unit whether a step leads on over such a one.
        package fileprivate(set) var filter: UInt32 = 0
        package fileprivate(set) var table: UInt32 = 0
    }

    /// No character (U+FFFF): marks what is empty.
    static let noUnit: UInt16 = 0xFFFF
    /// The nodes of surfaces of one unit are the units; those of longer ones count from here.
    static let firstInnerNode = 0x10000
    /// Set in an entry's number where the chain goes on in `nextEntry`.
    static let more: Int32 = 1 << 30
    static let moreLive: Int32 = 1 << 29

    /// By unit.
    package let records: UnsafeMutablePointer<UnitRecord>
    package let steps: UnsafeMutablePointer<Step>
    /// For each entry the next one with the same surface.
    package let nextEntry: UnsafeMutablePointer<Int32>
    package let more: Int32 = Self.more
    package let moreLive: Int32 = Self.moreLive
    /// The hash of a unit is its product with it.
    package let multiplier: UInt32 = Self.multiplier

    private static let multiplier: UInt32 = 0x9E37_79B1

    static func hash(_ unit: UInt16) -> UInt32 { UInt32(unit) &* multiplier }
}
