/// What several figures in a row measure, as a list in front of them names it.
extension PhraseReader {
    /// The items of a list of `count` names in the phrase before a position, else in the clause before that; empty where there are
    /// not as many.
    func list(before position: Int, count: Int) -> [Range<Int>] {
        var end = position
        for clause in 0..<3 {
            let floor = clauseStart(before: end)
            var phraseEnd = trimmedEnd(end, floor: floor)
            // 东盟、欧盟分别为第一、第二大贸易伙伴，进出口分别增长…: what an earlier clause says of them is none of their names.
            if clause > 0, let said = (floor..<phraseEnd).first(where: { (begins(with: [.cut, .tail], at: $0) || begins(with: [.cut, .verb], at: $0)) && !isInsideKept($0, wordEnd: $0 + 1) }),
                said > floor + 2,
                !mentionEdges(in: said..<phraseEnd).contains(where: { kind(of: $0.index) == .measured })
            {
                (end, phraseEnd) = (said, said)
            }
            // What cuts a phrase inside the list is a part of its last item (日本实际对华投资).
            let firstComma = (floor..<phraseEnd).first { lattice.units[$0] == 0x3001 }
            var start = ledStart(cutStart(floor, end: firstComma ?? phraseEnd), end: end)
            // 9月份制造业、建筑业…: a time in front belongs to none of them.
            if let time = mentionEdges(in: start..<max(start, phraseEnd)).first(where: { $0.start == start && kind(of: $0.index) == .temporal }) { start = ledStart(time.end, end: end) }
            var items = split(start..<max(start, trimmedEnd(end, floor: start)), count: count)
            // 前三大贸易伙伴为欧盟、美国和东盟: what an earlier clause says they are.
            if clause > 0, items.count == count, count > 1, let name = mentionEdges(in: items[0]).last, name.end == items[0].upperBound, kind(of: name.index) == .entity,
                items.dropFirst().allSatisfy({ item in mentionEdges(in: item).contains { $0.start == item.lowerBound && $0.end == item.upperBound } })
            {
                items[0] = name.start..<name.end
            }
            // 青岛、烟台、潍坊三市占比近五成，分别出口…: of names in an earlier clause what it says of them is no part of the last, but where as many figures tell of it.
            if clause > 0, items.count == count, count > 1, let name = mentionEdges(in: items[count - 1]).first, name.start == items[count - 1].lowerBound, kind(of: name.index) == .entity,
                (1..<count).contains(mentionEdges(in: items[count - 1].lowerBound..<position).count { kind(of: $0.index) == .measured }),
                items.dropLast().allSatisfy({ item in mentionEdges(in: item).contains { $0.end == item.upperBound && kind(of: $0.index) == .entity } })
            {
                items[count - 1] = name.start..<name.end
            }
            // Nor are figures and times (到2025年和2030年，产值分别达到…) what is measured; but 五大产业 may be.
            let holdsFigure = items.contains { item in
                mentionEdges(in: item).contains {
                    switch kind(of: $0.index) {
                    case .measured: $0.start > item.lowerBound || item.upperBound - $0.end < 2
                    case .temporal: $0.end == item.upperBound && $0.start <= item.lowerBound + 1
                    default: false
                    }
                }
            }
            if items.count == count, !holdsFigure { return withoutOwner(items) }
            // 汽车和家电恢复加快，产值分别增长2.1%和1.8%，分别比一季度提升…: as many figures nearer by are what is told on of.
            if count > 1, hasFigures(count, of: floor..<end) { break }
            guard floor > 0, Self.endsClause(lattice.units[floor - 1]), ![0x0A, 0x3002].contains(lattice.units[floor - 1]) else { break }
            end = floor - 1
        }
        return []
    }

    /// Whether a clause names what it tells as many figures of.
    private func hasFigures(_ count: Int, of clause: Range<Int>) -> Bool {
        let mentions = mentionEdges(in: clause)
        let figures = mentions.filter { kind(of: $0.index) == .measured }
        guard figures.count >= count else { return false }
        let opening = mentions.first.map { $0.start == clause.lowerBound && kind(of: $0.index) == .temporal ? $0.end : clause.lowerBound } ?? clause.lowerBound
        return trimmedEnd(figures[0].start, floor: opening) > opening
    }

    /// 青岛银行二季度营业收入、净利润: whose the items are, and when, stands before the first and is no part of it, where no other begins with a name.
    private func withoutOwner(_ items: [Range<Int>]) -> [Range<Int>] {
        func isNamed(_ item: Range<Int>) -> Bool { mentionEdges(in: item).contains { $0.start == item.lowerBound && kind(of: $0.index) == .entity } }
        guard items.count > 1, !items.dropFirst().contains(where: isNamed) else { return items }
        var start = items[0].lowerBound
        for mention in mentionEdges(in: items[0]) where mention.end < items[0].upperBound && mention.start >= start {
            switch kind(of: mention.index) {
            case .temporal: start = mention.end
            case .entity where mention.start == start: start = mention.end
            default: break
            }
        }
        guard start > items[0].lowerBound else { return items }
        if stands(.possessive, at: start) { start += 1 }
        // 青岛市在专利数量、标准数量方面: nor is what leads over from whose they are.
        start = ledStart(start, end: items[0].upperBound)
        // 宁波口岸汽车、电池: what goes on with a name that is none of a measure is part of the item.
        guard start < items[0].upperBound else { return items }
        let rest = start..<items[0].upperBound
        return [rest, items[items.count - 1]].contains { ends(with: .head, $0) } ? [rest] + items.dropFirst() : items
    }

    /// 货物量、客流量“两大指标”: how many they are, and what, stands behind the last.
    private func withoutSum(_ range: Range<Int>) -> Range<Int> {
        let end = range.isEmpty || lattice.units[range.upperBound - 1] != 0x201D ? range.upperBound : range.upperBound - 1
        guard let comma = range.last(where: { lattice.units[$0] == 0x3001 }),
            let sum = mentionEdges(in: comma..<max(comma, end)).last(where: { kind(of: $0.index) == .measured && $0.start > comma + 2 && (2...3).contains(end - $0.end) })
        else { return range }
        let start = lattice.units[sum.start - 1] == 0x201C ? sum.start - 1 : sum.start
        return (start < sum.start) == (end < range.upperBound) ? range.lowerBound..<start : range
    }

    private func split(_ range: Range<Int>, count: Int) -> [Range<Int>] {
        let range = withoutSum(range)
        guard !range.isEmpty else { return [] }
        var items: [Range<Int>] = []
        var start = range.lowerBound
        for i in range where lattice.units[i] == 0x3001 && !isQuoted(i, from: range.lowerBound) {
            if i > start { items.append(start..<i) }
            start = i + 1
        }
        if start < range.upperBound { items.append(start..<range.upperBound) }
        // The last comma of a list is 和, 与 or 及.
        if items.count == count - 1, let last = items.last {
            let joins = last.dropFirst().dropLast().filter { stands(.join, at: $0) }
            // 电子出版物及音像制品和金银珠宝类: of several, one that may lead a phrase (及) joins within an item.
            if let join = joins.first(where: { !stands(.lead, at: $0) }) ?? joins.first {
                // 以及: of two characters.
                let from = join > last.lowerBound + 1 && stands(.join, from: join - 1, to: join + 1) ? join - 1 : join
                items[items.count - 1] = last.lowerBound..<from
                items.append((join + 1)..<last.upperBound)
            }
        }
        // What stands behind 等 names the whole list.
        if let last = items.last, let rest = last.dropFirst().first(where: { stands(.rest, at: $0) }) { items[items.count - 1] = last.lowerBound..<rest }
        return items
    }
}
