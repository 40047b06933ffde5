import BaoShuRules

/// Reads the noun phrase beside a number: what is measured, and whose it is.
///
/// A phrase lies inside one clause. To the left of a number it reaches back to the clause's start, to a date, to another number
/// or to a name; to the right it reaches to the next punctuation, number or date. The words of the lexicon `phrase` trim it.
struct PhraseReader {
    /// Most code units that a phrase is looked for in.
    static let reach = 90
    /// A bracket of more code units than this is an aside, no other name (CPI) of what it follows.
    static let longAside = 9
    /// Most code units of what a measure is toward (对经济增长的贡献率).
    private static let longestToward = 12
    /// Most code units of those for whom something is done, with the word before them.
    private static let longestBenefit = 12

    /// Most code units of the last noun of a list without 和, and of one that ends the clause.
    static let (longestListed, longestLast) = (6, 3)

    let lattice: LatticeView
    let mentions: UnsafePointer<SeenMention>
    // Not counted: the evaluator that makes readers keeps both, and makes one for each phrase.
    unowned(unsafe) let words: PhraseWords
    let places: UnsafeBufferPointer<MentionPlaces.Place>
    unowned(unsafe) let kinds: Kinds

    struct Phrase: Equatable {
        /// What is measured; nil where only the owner stands there.
        var core: Range<Int>?
        /// Whose it is.
        var owner: Range<Int>?
    }

    // MARK: To the left

    /// The phrase that ends where a number or a word before it begins.
    ///
    /// - Complexity: O(*reach*)
    func phrase(before position: Int) -> Phrase {
        let floor = clauseStart(before: position)
        let inside = mentionEdges(in: floor..<position)
        let reached = reach(from: position, to: floor, inside)
        let opening = reached.start
        let end = withoutAside(trimmedEnd(reached.end, floor: opening), floor: opening)
        var firstAct: Int?
        let cut = cutStart(opening, end: end, firstAct: &firstAct)
        let start = withoutLeads(cut, end: end, opening: opening, owner: reached.owner, served: reached.served, inside)
        guard start < end else { return Phrase(core: nil, owner: reached.owner) }
        if let firstAct, reached.owner == nil || reached.owner?.upperBound == opening, let (doer, rest) = doer(from: opening, to: end, cut: start, firstAct: firstAct) {
            let owner = (doer.lowerBound == opening ? reached.owner?.lowerBound ?? opening : doer.lowerBound)..<doer.upperBound
            return measured(rest..<end, owner: owner)
        }
        return measured(start..<end, owner: reached.owner)
    }

    private func measured(_ range: Range<Int>, owner: Range<Int>?) -> Phrase {
        // 比增加30%: a word that only leads over to the number measures nothing.
        if range.count == 1, stands(.tail, at: range.lowerBound) { return Phrase(core: nil, owner: owner) }
        return split(range, owner: owner)
    }

    /// How far a phrase reaches to the left, and what was met on the way.
    private struct Reach {
        var start: Int
        /// Before a time that stands between the phrase and the number.
        var end: Int
        var owner: Range<Int>?
        /// Where those begin for whom something is done, behind how many they are.
        var served: Int?
    }

    /// What a mention means for the phrase that it was met in.
    private enum Step {
        /// The phrase goes on before it.
        case over
        /// The phrase begins behind it.
        case stop
    }

    /// Goes to the left from a number, over what a phrase may hold.
    private func reach(from position: Int, to floor: Int, _ inside: [MentionPlaces.Place]) -> Reach {
        var reach = Reach(start: floor, end: position)
        var i = position
        var next = inside.count - 1
        while i > floor {
            while next >= 0, inside[next].end > i { next -= 1 }
            if next >= 0, inside[next].end == i {
                let mention = inside[next]
                next -= 1
                switch step(at: mention, from: position, to: floor, inside[..<(next + 1)], &reach) {
                case .over:
                    i = mention.start
                    continue
                case .stop:
                    reach.start = i
                    return reach
                }
            }
            let unit = lattice.units[i - 1]
            if let open = Self.opening(of: unit), let begin = opener(open, closedAt: i - 1, floor: floor) {
                i = begin
                continue
            }
            // 2000人以上、总献血量: with what bounds the number, too.
            if Self.closing(of: unit) != nil
                || unit == 0x3001 && i >= 2
                    && inside.contains(where: { ($0.end == i - 1 || $0.end == i - 3 && stands(.cue, from: $0.end, to: i - 1)) && kind(of: $0.index) == .measured })
            {
                reach.start = i
                return reach
            }
            i -= 1
        }
        return reach
    }

    /// - Parameter before: The mentions of the clause that end no later than this one begins, or lie in it.
    private func step(at mention: MentionPlaces.Place, from position: Int, to floor: Int, _ before: ArraySlice<MentionPlaces.Place>, _ reach: inout Reach) -> Step {
        let i = mention.end
        switch kind(of: mention.index) {
        case .measured:
            if i < position, isBound(mention.index, at: mention.start) || follows(.cue, from: i) || isPartOfNoun(mention), trimmedEnd(reach.end, floor: i) > i { return .over }
            if follows(.benefit, at: mention.start) { reach.served = i }
            return .stop
        case .temporal:
            // 贸易额去年突破: a time right before the number is passed over.
            // So is one with an aside on it: 车流量昨天（1月25日）达到.
            let rest = asideEnd(from: i, to: reach.end)
            if trimmedEnd(reach.end, floor: rest) == rest {
                reach.end = mention.start
                return .over
            }
            // 预期指数全年均值: between a measure and what is told of it.
            let told = i..<max(i, trimmedEnd(reach.end, floor: i))
            if i < position, told.count <= 3, ends(with: .head, told), mention.start > floor + 1, ends(with: .head, floor..<mention.start), before.last?.end != mention.start { return .over }
            if before.isEmpty { reach.owner = named(before: mention.start, from: floor) }
            return .stop
        case .lasting:
            // 行业营收10年增长: so is a length of time; elsewhere it belongs to the words around it (24小时降雨量).
            if trimmedEnd(reach.end, floor: i) == i { reach.end = mention.start }
            // 黄龙景区前4天累计接待: the first days are a time between those who do something and what they do.
            if mention.start > floor + 1, stands(.row, at: mention.start - 1), begins(with: [.act], at: i) || begins(with: [.tail], at: i),
                let owner = before.isEmpty ? named(before: mention.start - 1, from: floor) : firstDays(of: before, at: mention.start - 1)
            {
                reach.owner = owner
                return .stop
            }
            return .over
        case .entity:
            if i < position, isListed(at: i) || follows(.toward, at: mention.start) || isExample(i, before: position) { return .over }
            // 来自亚洲和大洋洲30个国家: nor is the name behind such a word, or the last of a list, the owner of what is counted right behind it.
            let isJoinedToName = before.last.map { $0.end == mention.start - 1 && kind(of: $0.index) == .entity } ?? false
            if i == position, follows(.toward, at: mention.start), !isJoined(at: mention.start) || isJoinedToName {
                return .stop
            }
            // 在青投资172个项目: nor is a place of one character where something is done.
            if i < position, mention.end - mention.start == 1, mention.start > floor, stands(.lead, at: mention.start - 1), stands(.stop, at: mention.start - 1), !stands(.possessive, at: i) {
                return .stop
            }
            reach.owner = mention.start..<mention.end
            // 财政部在香港发行: where it is done, is not whose it is.
            if i < position, mention.start > floor, stands(.lead, at: mention.start - 1), stands(.stop, at: mention.start - 1), stands(.tail, at: mention.start - 1),
                !stands(.cut, at: mention.start - 1), !stands(.possessive, at: i), let doer = before.last(where: { kind(of: $0.index) == .entity && $0.end < mention.start })
            {
                reach.owner = doer.start..<doer.end
            }
            return .stop
        case .neutral:
            // 产量连续第三年稳定在: a place in a row is passed over as a time is.
            if follows(.row, at: mention.start), trimmedEnd(reach.end, floor: i) == i { reach.end = mention.start }
            return .over
        }
    }

    /// The name, with the noun behind it, whose first days a place tells of (九寨沟景区前4天); nil where more stands between.
    private func firstDays(of before: ArraySlice<MentionPlaces.Place>, at end: Int) -> Range<Int>? {
        guard let name = before.last, kind(of: name.index) == .entity, (0...4).contains(end - name.end), name.end == end || follows(.group, at: end) || follows(.owner, at: end) else { return nil }
        return name.start..<end
    }

    /// Where a phrase ends without an aside at its end that is long, which belongs to none of the words (业务收入（不包括储蓄银行直接营业收入）累计完成), or in
    /// which another phrase begins (家庭（包括五保户）共有).
    private func withoutAside(_ end: Int, floor: Int) -> Int {
        guard end > floor, lattice.units[end - 1] == 0x29, let open = opener(0x28, closedAt: end - 1, floor: floor), open > floor,
            end - open > Self.longAside || cutStart(open + 1, end: end - 1) > open + 1
        else { return end }
        return trimmedEnd(open, floor: floor)
    }

    /// Where a phrase begins without the words that lead over to it.
    private func withoutLeads(_ cut: Int, end: Int, opening: Int, owner: Range<Int>?, served: Int?, _ inside: [MentionPlaces.Place]) -> Int {
        var start = ledStart(cut, end: end)
        // 近五年发表论文210篇: with its first word the length of time is no part of the measure.
        if start > opening, let time = inside.last(where: { $0.start < start && start < $0.end }), kind(of: time.index) == .lasting, time.end < end { start = ledStart(time.end, end: end) }
        // So is one behind 连续: 连续31天客流.
        if let time = inside.first(where: { $0.start > start }), kind(of: time.index) == .lasting, time.end < end, follows(.row, at: time.start), begins(with: [.row], at: start) {
            start = ledStart(time.end, end: end)
        }
        // 长江、黄河等主要江河水质: nor is what names the list.
        if let owner, owner.upperBound == start, end - start > 2, stands(.rest, at: start), !isOpened(at: start, beyond: start + 1) { start += 1 }
        // 三天接待游客3万人次, 连续11年救助学生: nor where what was done in it follows.
        if let time = inside.last(where: { $0.start == start || $0.start == start + 2 && follows(.row, at: $0.start) }), kind(of: time.index) == .lasting, end - time.end > 2,
            begins(with: [.act], at: time.end) || begins(with: [.stop], at: time.end)
        {
            start = time.end
        }
        // 广场上鸣礼炮: where it is done, behind the name.
        if let owner, owner.upperBound == start, end - start > 2, stands(.tail, at: start), stands(.cue, at: start), !stands(.toward, at: start), !stands(.lead, at: start),
            !isOpened(at: start, beyond: start + 1)
        {
            start += 1
        }
        // 累计为重点项目招聘各类人才, 为136家企业放款: those for whom something is done are no part of it.
        if let served = served ?? benefitEnd(from: max(opening, start - Self.longestBenefit), start, end: end, inside), let deed = deedStart(from: served, end: end) { start = max(start, deed) }
        return start
    }

    /// 美丽中国馆等8个场馆: whether a name is the beginning of what one of a list is called.
    private func isExample(_ end: Int, before position: Int) -> Bool {
        (2...4).contains(position - end) && stands(.rest, at: position - 1)
    }

    /// Where those begin for whom something is done, in a phrase that begins with them or with the word before them (累计为重点项目招聘各类人才); nil
    /// where a name begins there, which the measure keeps.
    private func benefitEnd(from opening: Int, _ start: Int, end: Int, _ inside: [MentionPlaces.Place]) -> Int? {
        guard end - start > 3, let first = (opening...start).lazy.compactMap({ wordEnd(of: .benefit, at: $0) }).last(where: { $0 >= start && $0 < end }) else { return nil }
        return inside.contains { $0.start == first && kind(of: $0.index) == .entity } ? nil : first
    }

    /// Where what is done for somebody begins, behind who that is.
    private func deedStart(from served: Int, end: Int) -> Int? {
        (served + 2..<max(served + 2, min(served + Self.longestBenefit, end - 1))).first { position in
            wordEnd(of: .deed, at: position).map { !isInsideKept(position, wordEnd: $0) } ?? false
        }
    }

    /// Whose a figure is where a time stands between the two (汽车3月份产销): words that open the clause, and nothing that only leads over to the time.
    private func named(before time: Int, from floor: Int) -> Range<Int>? {
        let start = ledStart(cutStart(floor, end: time), end: time)
        guard start == floor || begins(with: [.cue], at: floor), (2...8).contains(time - start), trimmedEnd(time, floor: start) == time else { return nil }
        for i in start..<time {
            if !(0x4E00...0x9FFF).contains(lattice.units[i]) { return nil }
            if begins(with: [.stop], at: i) || begins(with: [.verb], at: i) || begins(with: [.toward], at: i) { return nil }
        }
        return start..<time
    }

    /// Whose a figure is where what a group does parts the group from what is measured (核心产业 and 产值 in 核心产业实现产值, 公安机关 and 破获案件 in
    /// 公安机关共破获案件), and where that begins; nil where nothing does.
    private func doer(from opening: Int, to end: Int, cut: Int, firstAct: Int) -> (doer: Range<Int>, rest: Int)? {
        let first = max(opening + 2, firstAct)
        guard first < end - 2 else { return nil }
        for position in first..<(end - 2) {
            for index in lattice.edgeRange(at: position) {
                let edge = lattice.edges[index]
                guard has(.act, edge), has(.cut, edge) || has(.lead, edge) || has(.head, edge) || has(.cause, edge), follows(.group, at: position) || follows(.owner, at: position),
                    !isInsideKept(position, wordEnd: Int(edge.end))
                else { continue }
                // 景区接待游客: what is done may be what is measured.
                let rest = max(cut, has(.head, edge) ? position : ledStart(Int(edge.end), end: end))
                let start = ledStart(cutStart(opening, end: position), end: position)
                // 深入社区、学校开展宣讲: what begins with what is done names nobody.
                if begins(with: [.toward], at: start) { continue }
                if end - rest > 2 || ends(with: .head, rest..<end), end - rest > 1, position - start > 1 { return (start..<position, rest) }
            }
        }
        return nil
    }

    /// Parts a phrase into its owner and what is measured: at the last 的 before a measure's head, or behind a word that ends a
    /// name.
    private func split(_ range: Range<Int>, owner: Range<Int>?) -> Phrase {
        let headed = ends(with: .head, range)
        if headed, let of = range.last(where: { stands(.possessive, at: $0) && !isQuoted($0, from: range.lowerBound) && !isInsideKept($0, wordEnd: $0 + 1) }), of > range.lowerBound,
            range.upperBound - of > 2
        {
            let from = owner.map { $0.upperBound == range.lowerBound ? $0.lowerBound : range.lowerBound } ?? range.lowerBound
            let isName = ends(with: .owner, from..<of) || ends(with: .group, from..<of) || owner?.upperBound == of
            // 总费用与生产总值的比率: two characters alone say too little; 对经济增长的贡献率: to what, is of the measure.
            if !isName, range.upperBound - of <= 3 { return Phrase(core: range, owner: owner) }
            if !isName, let toward = (range.lowerBound..<of).last(where: { stands(.onto, at: $0) && !isInsideKept($0, wordEnd: $0 + 1) }), of - toward <= Self.longestToward {
                return Phrase(core: toward..<range.upperBound, owner: toward - range.lowerBound > 1 ? from..<toward : owner)
            }
            return Phrase(core: (of + 1)..<range.upperBound, owner: isName ? from..<of : owner)
        }
        // 由市财政出资: the one behind 由 does what the head names.
        if headed, let by = range.last(where: { stands(.doer, at: $0) }), let head = headStart(range), head - by > 2, head - by < 16,
            !endsKept(at: by + 1, floor: range.lowerBound)
        {
            return Phrase(core: head..<range.upperBound, owner: (by + 1)..<head)
        }
        if headed {
            var best: Int?
            for position in range {
                for index in lattice.edgeRange(at: position) {
                    let edge = lattice.edges[index]
                    let end = Int(edge.end)
                    if has(.owner, edge), !isInsideKept(position, wordEnd: end), end < range.upperBound - 1, position > range.lowerBound || owner != nil || end - position > 2 {
                        best = max(best ?? 0, end)
                    }
                }
            }
            // 与沙特阿拉伯等国家进出口额: with whom, is of the measure.
            if let best, ends(with: .head, best..<range.upperBound), !begins(with: [.toward], at: range.lowerBound) {
                var from = owner.map { $0.upperBound == range.lowerBound ? $0.lowerBound : range.lowerBound } ?? range.lowerBound
                // 过去三年新区绿化面积: nor is how long it took.
                if let time = mentionEdges(in: from..<best).first, kind(of: time.index) == .lasting, ledStart(from, end: best) == time.start || time.start == from, best - time.end > 1 {
                    from = time.end
                }
                return Phrase(core: ledStart(best, end: range.upperBound)..<range.upperBound, owner: from..<best)
            }
        }
        var start = range.lowerBound
        if stands(.possessive, at: start), range.count > 2 { start += 1 }
        return Phrase(core: start..<range.upperBound, owner: owner)
    }

    /// Whether a mark or a word of a list stands before a place.
    private func isJoined(at position: Int) -> Bool { position > 0 && (lattice.units[position - 1] == 0x3001 || stands(.join, at: position - 1)) }

    // MARK: Mentions

    func kind(of mention: Int) -> Kind { kinds.kind(ofType: mentions[mention].type) }

    /// Whether a word of a role begins at a place that is not at a clause's end.
    private func follows(_ role: PhraseRole, from position: Int) -> Bool {
        !endsClause(position) && lattice.edgeRange(at: position).contains { Int(lattice.edges[$0].end) > position + 1 && has(role, lattice.edges[$0]) }
    }

    /// Whether a word of a role fills a stretch.
    func stands(_ role: PhraseRole, from start: Int, to end: Int) -> Bool {
        lattice.edgeRange(at: start).contains { Int(lattice.edges[$0].end) == end && has(role, lattice.edges[$0]) }
    }

    /// A number that only bounds a noun (执行额过千万美元企业).
    func isBound(_ mention: Int, at start: Int) -> Bool {
        if kinds.isBound(mentions[mention]) { return true }
        return start > 0 && stands(.beyond, at: start - 1)
    }

    /// A number that says of whom what follows is: 16—24岁劳动力失业率, 三大运营商用户.
    private func isPartOfNoun(_ mention: MentionPlaces.Place) -> Bool { kinds.isAge(mentions[mention.index]) || follows(.great, at: mention.end) }

    func endsClause(_ position: Int) -> Bool {
        var i = position
        // Past the cue behind it: the edges are sorted longest first.
        if i < lattice.count, let cue = lattice.edgeRange(at: i).first(where: { has(.cue, lattice.edges[$0]) }) { i = Int(lattice.edges[cue].end) }
        return i >= lattice.count || endsClause(lattice.units[i], at: i) || lattice.units[i] == 0x3001
    }

    /// Whether a name that ends at a position is one of a list (、 和 与 及 等 or another title behind it).
    private func isListed(at end: Int) -> Bool { end < lattice.count && (lattice.units[end] == 0x3001 || lattice.units[end] == 0x300A || stands(.join, at: end) || stands(.rest, at: end)) }

    /// The number of the first mention by end that ends behind a position.
    ///
    /// - Complexity: O(log *m*) for *m* mentions.
    func firstPlace(endingBehind position: Int) -> Int {
        var low = 0, high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].end <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The mentions inside a stretch, by end.
    func mentionEdges(in range: Range<Int>) -> [MentionPlaces.Place] {
        let all = places
        var low = firstPlace(endingBehind: range.lowerBound)
        var result: [MentionPlaces.Place] = []
        while low < all.count, all[low].end <= range.upperBound {
            if all[low].start >= range.lowerBound { result.append(all[low]) }
            low += 1
        }
        return result
    }
}
