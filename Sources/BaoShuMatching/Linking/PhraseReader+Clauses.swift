import BaoShuRules

/// Where clauses begin and end, and what stands in brackets and quotation marks. Punctuation is as folded.
extension PhraseReader {
    /// Where the clause around a position begins.
    func clauseStart(before position: Int) -> Int {
        var i = position
        let floor = max(0, position - Self.reach)
        let units = lattice.units
        while i > floor {
            let unit = units[i - 1]
            // 断面（Ⅰ—Ⅲ类）比例, 1月22日（春运第十三天，腊月二十八）: what stands in a bracket ends no clause around it.
            if unit == 0x29, let open = aside(closedAt: i - 1, floor: floor) {
                i = open
                continue
            }
            if endsClause(unit, at: i - 1) { return i }
            i -= 1
        }
        return i
    }

    /// Where the bracket opens that is closed at a place, in the same sentence and with no other in it.
    private func aside(closedAt end: Int, floor: Int) -> Int? {
        var i = end - 1
        while i >= floor {
            switch lattice.units[i] {
            case 0x28: return i
            case 0x29, 0x0A, 0x3002: return nil
            default: i -= 1
            }
        }
        return nil
    }

    func clauseEnd(after position: Int) -> Int {
        var i = position
        let limit = min(lattice.count, position + Self.reach)
        let units = lattice.units
        while i < limit, !endsClause(units[i], at: i) { i += 1 }
        return i
    }

    /// Whether a clause ends with the unit at a position.
    @inline(__always)
    func endsClause(_ unit: UInt16, at i: Int) -> Bool {
        // Han ends nothing, and most units are Han.
        if unit >= 0x4E00, unit < 0xFF00 { return false }
        if unit == 0x2E { return opensItem(i) }
        return unit == 0x20 ? isGap(i) : Self.endsClause(unit) && !isInsideNumber(i)
    }

    /// 2.新建公园18个: the dot behind the number of an item, at the head of a line.
    private func opensItem(_ dot: Int) -> Bool {
        func isDigit(_ i: Int) -> Bool { (0x30...0x39).contains(lattice.units[i]) }
        var first = dot
        while first > 0, dot - first < 2, isDigit(first - 1) { first -= 1 }
        guard first < dot, first == 0 || lattice.units[first - 1] == 0x0A else { return false }
        return dot + 1 < lattice.count && !isDigit(dot + 1)
    }

    /// A blank that divides, as between the parts of a headline (油价收跌逾2% 布油失守80美元): Han behind it, and no Latin word
    /// or figure in front. A quoted name may stand apart from the measure word before it (638个 “希望小屋”).
    private func isGap(_ i: Int) -> Bool {
        guard i > 0, i + 1 < lattice.count else { return false }
        let (before, after) = (lattice.units[i - 1], lattice.units[i + 1])
        guard (0x4E00...0x9FFF).contains(after) else { return false }
        return (0x4E00...0x9FFF).contains(before) || [0x25, 0x201D, 0x300B].contains(before)
    }

    private func isInsideNumber(_ i: Int) -> Bool {
        // 1,234 and 7:30, 1—8月
        guard [0x2C, 0x3A, 0x2014].contains(lattice.units[i]), i > 0, i + 1 < lattice.count else { return false }
        func isDigit(_ unit: UInt16) -> Bool { (0x30...0x39).contains(unit) }
        guard isDigit(lattice.units[i + 1]) else { return false }
        // 4.3%—4.8%
        guard isDigit(lattice.units[i - 1]) else { return lattice.units[i] == 0x2014 && isInsideMention(i) }
        // 总量居全省第4，2024年达8000亿元: a comma between two numbers.
        return lattice.units[i] != 0x2C || isInsideMention(i)
    }

    private func isInsideMention(_ position: Int) -> Bool {
        let place = firstPlace(endingBehind: position)
        return place < places.count && places[place].start < position
    }

    // MARK: Punctuation

    static func endsClause(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x2C, 0xFF0C, 0x3B, 0xFF1B, 0x3A, 0xFF1A, 0x3002, 0x21, 0xFF01, 0x3F, 0xFF1F, 0x0A, 0x09, 0x2014: true
        // What opens an item of a list: ● ■ ◆ ★ • ※ ③, but ○, which is a digit too.
        case 0x25A0..<0x25CB, 0x25CC...0x25FF, 0x2605, 0x2606, 0x2022, 0x203B, 0x2460...0x249B: true
        default: false
        }
    }

    /// The opening mark of a closing one.
    static func opening(of unit: UInt16) -> UInt16? {
        switch unit {
        case 0x201D: 0x201C
        case 0x2019: 0x2018
        case 0x29: 0x28
        case 0x300B: 0x300A
        default: nil
        }
    }

    /// The closing mark of an opening one.
    static func closing(of unit: UInt16) -> UInt16? {
        switch unit {
        case 0x201C: 0x201D
        case 0x2018: 0x2019
        case 0x28: 0x29
        case 0x300A: 0x300B
        default: nil
        }
    }

    func opener(_ open: UInt16, closedAt end: Int, floor: Int) -> Int? {
        var i = end - 1
        while i >= floor {
            if lattice.units[i] == open { return i }
            i -= 1
        }
        return nil
    }

    func closer(_ close: UInt16, openedAt start: Int, limit: Int) -> Int? {
        var i = start + 1
        while i < limit {
            if lattice.units[i] == close { return i + 1 }
            if lattice.units[i] == 0x0A { return nil }
            i += 1
        }
        return nil
    }

    func isQuoted(_ position: Int, from start: Int) -> Bool {
        var depth = 0
        for i in start..<position {
            if Self.closing(of: lattice.units[i]) != nil { depth += 1 }
            if Self.opening(of: lattice.units[i]) != nil { depth -= 1 }
        }
        return depth > 0
    }
}
