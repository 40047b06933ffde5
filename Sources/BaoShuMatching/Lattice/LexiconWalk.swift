import BaoShuRules

/// Walks over the tables of a lexicon trie.
extension LexiconTables {
    @inline(__always) func hash(_ unit: UInt16) -> UInt32 { UInt32(unit) &* multiplier }

    /// Where a step stands, if not displaced.
    @inline(__always) func home(_ hash: UInt32, in table: UInt32) -> UnsafeMutablePointer<Step> {
        steps + Int((table &>> 8) &+ ((hash &>> 16) & (UInt32(1) &<< (table & 31) &- 1)))
    }

    /// The step of a node's table over a unit.
    @inline(__always) func find(_ unit: UInt16, _ hash: UInt32, in table: UInt32) -> UnsafePointer<Step>? {
        let home = home(hash, in: table)
        if home.pointee.unit == unit { return UnsafePointer(home) }
        return home.pointee.table & displaced == 0 ? nil : findDisplaced(unit, hash, in: table)
    }

    private func findDisplaced(_ unit: UInt16, _ hash: UInt32, in table: UInt32) -> UnsafePointer<Step>? {
        let first = steps + Int(table &>> 8)
        let mask = UInt32(1) &<< (table & 31) &- 1
        var place = (hash &>> 16) & mask
        for _ in 0..<mask {
            place = (place &+ 1) & mask
            let step = first + Int(place)
            if step.pointee.unit == unit { return UnsafePointer(step) }
            if step.pointee.unit == .max { return nil }
        }
        return nil
    }
}

extension LexiconTables.UnitRecord {
    /// Whether a surface may go on behind this unit with one of a hash: where it says no, none does.
    @inline(__always) func allows(_ hash: UInt32) -> Bool {
        let (low, high) = (hash &>> 30 & 1 != 0 ? filter1 : filter0, hash &>> 30 & 1 != 0 ? filter3 : filter2)
        return (hash &>> 31 != 0 ? high : low) &>> UInt64(hash &>> 24) & 1 != 0
    }
}

extension LexiconTables.Step {
    /// The same behind this step.
    @inline(__always) func allows(_ hash: UInt32) -> Bool { filter &>> (hash &>> 27) & 1 != 0 }
}

// Here and not beside what it reads: of another module it would be a call, at each place of a text.
extension SurfaceEntry {
    @inline(__always) var number: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
    @inline(__always) var isFollowed: Bool { bits >> 63 != 0 }
    /// Number and kind, with zeros behind them.
    @inline(__always) var ofEdge: UInt64 { bits & 0xFFFF_FFFF_FFFF }
}

extension LexiconTables {
    /// The entries of every surface that begins at one place: `body(end, entry)`, shortest first; it says whether to go on.
    ///
    /// - Complexity: O(longest surface)
    @inline(__always) func hits(in text: UnsafeBufferPointer<UInt16>, at start: Int, _ body: (_ end: Int, _ entry: Int) -> Bool) {
        guard start < text.count, let units = text.baseAddress else { return }
        let record = records + Int(units[start])
        var list = record.pointee.list
        var end = start + 1
        var step: UnsafePointer<LexiconTables.Step>?
        while true {
            if list != noList {
                var word = words + Int(list)
                while true {
                    guard body(end, word.pointee.number) else { return }
                    if !word.pointee.isFollowed { break }
                    word += 1
                }
            }
            guard end < text.count else { return }
            let hash = hash(units[end])
            guard step?.pointee.allows(hash) ?? record.pointee.allows(hash), let next = find(units[end], hash, in: step?.pointee.table ?? record.pointee.table)
            else { return }
            step = next
            list = next.pointee.list
            end += 1
        }
    }
}
