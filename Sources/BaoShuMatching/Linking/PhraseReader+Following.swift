/// The noun phrase behind a number: what is counted.
extension PhraseReader {
    /// The phrase that begins where a number ends.
    func phrase(after position: Int) -> Range<Int>? {
        guard var start = countedStart(behind: position) else { return nil }
        let limit = min(lattice.count, start + Self.reach)
        var onlyNames = false
        var meetsNumber = false
        var meetsMeasure = false
        var i = start
        var item = start
        scan: while i < limit {
            let unit = lattice.units[i]
            if unit == 0x3001, i > start, lists(from: i + 1, limit: limit, behind: i - max(item, start)) {
                i += 1
                item = i
                continue
            }
            if endsClause(unit, at: i) || unit == 0x3001 || Self.opening(of: unit) != nil { break }
            // 六成的动车组由青岛驶出: the noun ends before the one who does it.
            if i > start + 1, stands(.doer, at: i), !isInsideKept(i, wordEnd: i + 1), !isOpened(at: i, beyond: i + 1), trimmedEnd(i, floor: start) == i { break }
            if i > start + 1, stands(.join, at: i), isParty(at: i + 1), mentionEdges(in: start..<i).last(where: { kind(of: $0.index) == .entity })?.end != i { break }
            if let close = Self.closing(of: unit), let end = closer(close, openedAt: i, limit: limit) {
                // 73件首饰（重达3.84千克，总价值121万元）被盗: what is counted ends before a long aside.
                // 6个班（300人）: or before another number.
                if unit == 0x28, i > start, mentionEdges(in: i..<end).contains(where: { kind(of: $0.index) == .measured && (end - i > Self.longAside || $0.start == i + 1 && $0.end == end - 1) }) {
                    break
                }
                i = end
                continue
            }
            var skipTo: Int?
            for index in lattice.edgeRange(at: i) {
                let edge = lattice.edges[index]
                if case .mention(let mention) = edge.source {
                    switch kind(of: Int(mention)) {
                    case .measured:
                        // 115座税收亿元以上高产楼宇: a number that bounds a noun belongs to the phrase.
                        guard i > start, isBound(Int(mention), at: i), !stands(.possessive, at: i - 1), !endsClause(Int(edge.end)) else {
                            meetsNumber = true
                            break scan
                        }
                        skipTo = max(skipTo ?? 0, Int(edge.end))
                    case .temporal:
                        // 青岛市2022年科技型中小企业: place and year stand before the name.
                        guard i == start || onlyNames else { break scan }
                        start = Int(edge.end)
                        skipTo = start
                    case .lasting:
                        skipTo = max(skipTo ?? 0, Int(edge.end))
                    case .entity, .neutral:
                        if i == start { onlyNames = true }
                        skipTo = max(skipTo ?? 0, Int(edge.end))
                    }
                } else if i > start,
                    has(.stop, edge) || has(.act, edge) && (follows(.group, at: i) || follows(.owner, at: i))
                        || has(.verb, edge) && endsNoun(at: i, from: start, limit: limit) && !isOpened(at: i, beyond: Int(edge.end)), !isInsideKept(i, wordEnd: Int(edge.end))
                {
                    meetsMeasure = isMeasured(at: Int(edge.end))
                    break scan
                }
            }
            if skipTo == nil { onlyNames = false }
            i = skipTo ?? i + 1
        }
        if meetsNumber, let join = joinedName(in: start..<i) { (i, meetsNumber) = (join, false) }
        let end = trimmedEnd(i, floor: start)
        guard end > start else { return nil }
        if meetsMeasure || meetsNumber, let counted = countedEnd(start..<end) { return start..<counted }
        return start..<(meetsNumber && !follows(.join, at: i) ? measureStart(start..<end) ?? end : end)
    }

    /// Where what is counted begins behind a number; nil where nothing is.
    private func countedStart(behind position: Int) -> Int? {
        var start = position
        while start < lattice.count, lattice.units[start] == 0x20 || stands(.possessive, at: start) { start += 1 }
        // 突破50种以上智能装备: the mark of a bound is none of what is counted.
        if let mark = lattice.edgeRange(at: start).first(where: { Int(lattice.edges[$0].end) > start + 1 && has(.cue, lattice.edges[$0]) }) { start = Int(lattice.edges[mark].end) }
        // 问题有12个已办结: nothing is counted behind it.
        return begins(with: [.stop, .act], at: start) && !isKept(at: start) || isTold(at: start) ? nil : start
    }

    /// 82个县及新疆生产建设兵团60个团: a name that is joined to a phrase has the next figure. Where it is joined.
    private func joinedName(in phrase: Range<Int>) -> Int? {
        guard let join = phrase.last(where: { stands(.join, at: $0) && !isInsideKept($0, wordEnd: $0 + 1) }), join > phrase.lowerBound,
            mentionEdges(in: (join + 1)..<phrase.upperBound).contains(where: { $0.start == join + 1 && kind(of: $0.index) == .entity })
        else { return nil }
        return join
    }

    /// Whether a word stands there that only says when, and ends the clause: 后 in 突破2000万标准箱后，.
    func isTold(at position: Int) -> Bool {
        position < lattice.count && lattice.edgeRange(at: position).contains { has(.when, lattice.edges[$0]) && endsClause(Int(lattice.edges[$0].end)) }
    }

    /// Whether a list of what is counted goes on behind its comma (1500位政界、工商界和学者代表): with a noun, and at its end with 和 before a figure, a
    /// name or a time comes, or with a short one that ends the clause or stands before what is done (45万分钟译制、配音节目在海外播出).
    ///
    /// - Parameter length: how long the item in front of the comma is.
    private func lists(from position: Int, limit: Int, behind length: Int) -> Bool {
        guard position < limit, !begins(with: [.stop], at: position), !begins(with: [.act], at: position), !begins(with: [.lead], at: position), !begins(with: [.cut], at: position) else {
            return false
        }
        var last = position
        var shortest = length
        for i in position..<limit {
            if i > last, i - last <= Self.longestListed, begins(with: [.stop], at: i), !isKept(at: i), !isInsideKept(i, wordEnd: i + 1) { return i - last > 1 }
            if i - last > 1, i - last <= Self.longestLast, endsClause(lattice.units[i], at: i) { return true }
            // 3000余名困境、留守、流动儿童: words of two characters that tell of what kind.
            if i - last == Self.longestLast + 1, shortest == 2, endsClause(lattice.units[i], at: i) { return true }
            if lattice.units[i] == 0x3001 {
                shortest = i - last == 2 ? shortest : 0
                last = i + 1
            }
            if endsClause(lattice.units[i], at: i) || stands(.possessive, at: i) || Self.opening(of: lattice.units[i]) != nil { return false }
            for index in lattice.edgeRange(at: i) { if case .mention = lattice.edges[index].source { return false } }
            // 参与 is no list.
            if i > position + 1, stands(.join, at: i), i + 2 < limit, !isInsideKept(i, wordEnd: i + 1), !begins(with: [.stop], at: i - 1) {
                return !(i + 1...i + 2).contains { isMeasured(at: $0) }
            }
        }
        return false
    }

    /// Whether a noun may end before a verb: with 的 before it the verb is one itself (38个大项的角逐), with 的 behind it in its clause it is part
    /// of what describes another (61个学区停课 against 61个学区停课的消息), and a phrase that begins like what is done is all of it (33次将车辆护送到医院).
    private func endsNoun(at position: Int, from start: Int, limit: Int) -> Bool {
        guard position > start + 1, !stands(.possessive, at: position - 1), !begins(with: [.lead], at: start) else { return false }
        var i = position
        while i < limit, !endsClause(lattice.units[i], at: i), lattice.units[i] != 0x3001 {
            // 44个国家设立的46家文化中心: what is behind the next figure is not of this noun.
            if isMeasured(at: i) { return true }
            if stands(.possessive, at: i) { return isMeasured(at: i + 1) }
            i += 1
        }
        return true
    }

    /// Whether a name begins there that is no part of what is counted before it: 外文局 in 20家出版机构与外文局签约, but not 东北地区 in
    /// 11个中西部和东北地区省份.
    private func isParty(at position: Int) -> Bool {
        lattice.edgeRange(at: position).contains { index in
            guard case .mention(let mention) = lattice.edges[index].source, kind(of: Int(mention)) == .entity else { return false }
            let end = Int(lattice.edges[index].end)
            return !stands(.possessive, at: end) && !begins(with: [.group], at: end)
        }
    }

    /// Whether a figure begins at a place.
    private func isMeasured(at position: Int) -> Bool {
        position < lattice.count && lattice.edgeRange(at: position).contains { if case .mention(let mention) = lattice.edges[$0].source { kind(of: Int(mention)) == .measured } else { false } }
    }

    /// Where what is counted ends before what is measured of it: 重点商圈 in 35个重点商圈的客流总量达到1548万人次, 城市 in 339个城市颗粒物浓度为29微克. Nil
    /// where nothing is measured.
    private func countedEnd(_ range: Range<Int>) -> Int? {
        guard let head = headStart(range), head - range.lowerBound > 1 else { return nil }
        if let of = range.last(where: { stands(.possessive, at: $0) && !isInsideKept($0, wordEnd: $0 + 1) }), of - range.lowerBound > 1 { return of }
        return (range.lowerBound + 2..<head + 1).last { end in follows(.group, at: end) && !isInsideKept(end - 1, wordEnd: end) && range.upperBound - end > 1 }
    }

    /// Where the measure begins that ends a phrase before a number, which is that number's: 进出口额 in 21个园区进出口额1.8亿元. Nil
    /// where no word of two characters names one or nothing would be left.
    private func measureStart(_ range: Range<Int>) -> Int? {
        guard var head = headStart(range) else { return nil }
        // 小麦平均亩产: a word that is kept whole is not cut for its head.
        if let kept = keptStart(endingAt: range.upperBound, floor: range.lowerBound) { head = min(head, kept) }
        if range.upperBound - head == 1 {
            guard let longer = headStart(range.lowerBound..<head), head - longer > 1 else { return nil }
            head = longer
        }
        let end = trimmedEnd(head, floor: range.lowerBound)
        return end - range.lowerBound > 1 ? end : nil
    }
}
