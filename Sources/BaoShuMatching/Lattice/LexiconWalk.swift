import BaoShuRules

/// Walks over the tables of a lexicon trie.
extension LexiconTables {
    @inline(__always) func number(_ entry: Int32) -> Int { Int(entry & ~(more | moreLive)) }

    /// The next entry with the same surface, or -1.
    @inline(__always) func next(_ entry: Int32) -> Int32 { entry & more == 0 ? -1 : nextEntry[number(entry)] }

    /// The same among those that make edges or block.
    @inline(__always) func nextLive(_ entry: Int32) -> Int32 { entry & moreLive == 0 ? -1 : nextEntry[number(entry)] }

    @inline(__always) func hash(_ unit: UInt16) -> UInt32 { UInt32(unit) &* multiplier }

    /// Where the search for a step begins.
    @inline(__always) func place(_ hash: UInt32, in table: UInt32) -> Int { Int(table &>> 5 &+ (hash &>> 16) & (UInt32(1) &<< (table & 31) &- 1)) }

    /// The step of a node's table over a unit.
    @inline(__always) func find(_ unit: UInt16, _ hash: UInt32, in table: UInt32) -> UnsafePointer<Step>? {
        let first = steps + Int(table &>> 5)
        let mask = UInt32(1) &<< (table & 31) &- 1
        var place = (hash &>> 16) & mask
        for _ in 0...mask {
            let step = first + Int(place)
            if step.pointee.unit == unit { return UnsafePointer(step) }
            if step.pointee.unit == .max { return nil }
            place = (place &+ 1) & mask
        }
        return nil
    }
}

extension LexiconTables.UnitRecord {
    /// Whether a surface may go on behind this unit with one of a hash: where it says no, none does.
    @inline(__always) func allows(_ hash: UInt32) -> Bool {
        (Int32(bitPattern: hash) < 0 ? highFilter : lowFilter) &>> UInt64(hash &>> 25) & 1 != 0
    }
}

extension LexiconTables.Step {
    /// The same behind this step.
    @inline(__always) func allows(_ hash: UInt32) -> Bool { filter &>> (hash &>> 27) & 1 != 0 }
}

extension LexiconTrie {
    /// The entries of every surface that begins at one place: `body(end, entry)`, shortest first; it says whether to go on.
    ///
    /// - Complexity: O(longest surface)
    @inline(__always) func hits(in text: UnsafeBufferPointer<UInt16>, at start: Int, _ body: (_ end: Int, _ entry: Int) -> Bool) {
        guard start < text.count, let units = text.baseAddress else { return }
        let tables = tables
        let record = tables.records + Int(units[start])
        var entry = record.pointee.entry
        var end = start + 1
        var step: UnsafePointer<LexiconTables.Step>?
        while true {
            while entry >= 0 {
                guard body(end, tables.number(entry)) else { return }
                entry = tables.next(entry)
            }
            guard end < text.count else { return }
            let hash = tables.hash(units[end])
            guard step?.pointee.allows(hash) ?? record.pointee.allows(hash), let next = tables.find(units[end], hash, in: step?.pointee.table ?? record.pointee.table)
            else { return }
            step = next
            entry = next.pointee.entry
            end += 1
        }
    }
}
