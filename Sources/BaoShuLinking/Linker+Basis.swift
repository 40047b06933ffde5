internal import BaoShuText

/// Against what a figure grew, where its own words do not say it.
extension Linker {
    /// - Parameter isCarried: Its indicator is that of the words before.
    func basis(of fact: LinkedFact, isCarried: Bool) -> LinkedFact.Basis {
        let link = links[fact.link]
        if link.has(.basis) { return .stated }
        if link.has(.change), link.base == nil, let said = carry.bases.sentence {
            // 与10月相比，11月用电量增长4.5%: over the month before.
            if said == .since, let base = carry.bases.sentenceBase { return basis(over: base, fact) }
            return said
        }
        return sameBasis(link, fact, isCarried: isCarried) ?? basisBetween(link, fact) ?? impliedBasis(link, fact, isCarried: isCarried) ?? basis(over: link.base, fact)
    }

    /// Growth stated beside the figure of a year, a quarter or a run of months is growth over the year before, and so is what follows in
    /// a sentence that said 同比; one that only said 环比 goes on with the month before.
    private func impliedBasis(_ link: Link, _ fact: LinkedFact, isCarried: Bool) -> LinkedFact.Basis? {
        guard link.isSet(.impliesYoy) else {
            // 牛肉产量同比增加5万吨。其中，羊肉产量364万吨，增加18万吨: so is that of an amount where what it is added to stands before it.
            guard isCarried, carry.bases.said.yoy, link.has(.change), link.base == nil, let last = facts.last, last.indicator == fact.indicator, !links[last.link].has(.change),
                article.unit(of: last.quantity) == article.unit(of: fact.quantity)
            else { return nil }
            return .yoy
        }
        // A fall within a day is none over the year.
        if let value = article.value(of: fact.time), LinkedArticle.isDay(value) { return nil }
        if let basis = carry.bases.implied { return basis }
        // 上周成交3141套，涨幅11.3%: that of a week is over the week before, if over anything.
        if let value = article.value(of: fact.time), value.contains("-W") { return nil }
        // 2016年至2020年，生产总值增长35%: from the first of several years to the last.
        if let run = article.run(of: fact.time), run.isOfYears, run.count > 2 { return .since }
        // 一季度经济按年率计算增长0.7%: over the quarter before.
        if isByAnnualRate, let value = article.value(of: fact.time), TimeRun.isQuarter(value) { return nil }
        return fact.time.map(isPeriod) == true ? .yoy : nil
    }

    /// 增长13.7%，高于前一季度的9.6%: what growth is held against is growth, too, and so is what follows it at another time (一季度增长0.8%，二季度为1.4%) or of
    /// another place (城阳区增长12%，莱西市仅为3%).
    func growAsBefore(_ fact: inout LinkedFact, isCarried: Bool) {
        let link = links[fact.link]
        guard isCarried, !link.has(.change), fact.shareOf == nil, fact.basis == .none, article.isRate(fact.quantity), let last = facts.last,
            fact.time != nil && last.time != fact.time || fact.subject != nil && last.subject != fact.subject,
            last.indicator == fact.indicator, last.head == fact.head, article.isRate(last.quantity), last.shareOf == nil
        else { return }
        let (now, then) = (clauses.place(of: link.position), clauses.place(of: links[last.link].position))
        guard now.block == then.block, now.sentence == then.sentence, now.clause <= then.clause + 1 else { return }
        let source = last.growsAs ?? (last.link, last.number)
        guard links[source.link].has(.change) else { return }
        fact.growsAs = source
        let stated = last.basis == .stated ? links[last.link].statedBasis(in: matches, of: last.number) : last.basis
        fact.basis = stated ?? .none
    }

    /// 比上年增加17.8亿斤，增长1.3%: the rate of a change is over what the change is.
    private func sameBasis(_ link: Link, _ fact: LinkedFact, isCarried: Bool) -> LinkedFact.Basis? {
        guard isCarried, link.has(.change), link.base == nil, let last = facts.last, last.indicator == fact.indicator, links[last.link].has(.change),
            article.isRate(fact.quantity), !article.isRate(last.quantity)
        else { return nil }
        let (now, then) = (clauses.place(of: link.position), clauses.place(of: links[last.link].position))
        guard now.block == then.block, now.sentence == then.sentence, now.clause <= then.clause + 1 else { return nil }
        guard last.basis == .stated else { return last.basis == .none ? nil : last.basis }
        return links[last.link].statedBasis(in: matches, of: last.number)
    }

    /// Growth over a named time: over the year before it is `yoy`, over the month or quarter before `mom`, else it is counted since then.
    private func basis(over base: TextSpan?, _ fact: LinkedFact) -> LinkedFact.Basis {
        guard let base, let mention = article.mention(at: base), let from = article.value(of: mention) else { return .none }
        // 比年初增长: the start of a year is no month before.
        if article.isStart(mention) { return .since }
        let now = article.value(of: fact.time)
        return Self.basis(of: now.flatMap { $0.first?.isNumber == true ? $0 : nil } ?? article.date ?? "", over: from)
    }

    /// 由2012年的3200元增加到2023年的2.86万元，增长8倍: over the first of two figures that the sentence gives.
    private func basisBetween(_ link: Link, _ fact: LinkedFact) -> LinkedFact.Basis? {
        guard link.has(.change), let now = article.value(of: fact.time) else { return nil }
        let sentence = clauses.place(of: link.position).sentence
        // 从2013年的13.9亿元到2023年的456亿元，营业收入增长…: what is measured may stand behind the two.
        let awaiting = waiting.filter { $0.sentence == sentence }.map(\.fact)
        let figures = awaiting.count > 1 ? awaiting.suffix(2) : facts.suffix(2)
        guard figures.count == 2, let first = figures.first, let last = figures.last, article.value(of: last.time) == now else { return nil }
        for figure in figures {
            guard figure.indicator == nil || figure.indicator == fact.indicator, !links[figure.link].has(.change), clauses.place(of: links[figure.link].position).sentence == sentence
            else { return nil }
        }
        guard let then = article.value(of: first.time), then < now else { return nil }
        return Self.basis(of: now, over: then)
    }

    private static func basis(of now: String, over from: String) -> LinkedFact.Basis {
        if isNext(now, to: from) { return .mom }
        guard let earlier = Int(from.prefix(4)), let year = Int(now.prefix(4)), earlier + 1 == year else { return .since }
        // 9月末比上年末增加: since then; 2023年比上年末增加: over the year.
        let isYearEnd = from.hasSuffix("-12") && (now.count == 4 || now.hasSuffix("-12"))
        return from.count == 4 || isSamePart(now, from) || isYearEnd || isSameFeast(now, from) ? .yoy : .since
    }

    /// Whether two times are the same part of their years: 2024-Q1 and 2023-Q1, 2024-01/2024-09 and 2023-01/2023-09.
    private static func isSamePart(_ value: String, _ earlier: String) -> Bool {
        func parts(_ value: String) -> [Substring] { value.split(separator: "/").map { $0.dropFirst(4) } }
        return parts(value) == parts(earlier)
    }

    /// Whether two days, or runs of days, of two years lie so near each other in them as those of a feast (春节) do.
    private static func isSameFeast(_ value: String, _ earlier: String) -> Bool {
        func month(_ value: String) -> Int? { value.utf8.count >= 10 ? Int(value.dropFirst(5).prefix(2)) : nil }
        guard let now = month(value), let then = month(earlier) else { return false }
        return abs(now - then) <= 1
    }

    /// Whether a month (2024-10) or a quarter (2024-Q4) is the one behind another.
    private static func isNext(_ value: String, to earlier: String) -> Bool {
        guard let now = TimeRun.months(value[...]), let then = TimeRun.months(earlier[...]), now.count == then.count, now.count <= 3 else { return false }
        return now.lowerBound == then.upperBound + 1
    }
}
