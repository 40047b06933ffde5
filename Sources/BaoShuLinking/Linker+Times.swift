/// When what is told holds: times of facts against each other and against the article's day.
extension Linker {
    /// Whether one time comes behind another, as their values are written; the present behind all others.
    func isLater(_ time: LinkRole?, than other: LinkRole?) -> Bool { (article.value(of: time) ?? "") > (article.value(of: other) ?? "") }

    /// Whether one time is over before another, of which it is no part.
    func isEarlier(_ time: LinkRole?, than other: LinkRole?) -> Bool {
        guard let value = article.value(of: time), let later = article.value(of: other), value.first?.isNumber == true else { return false }
        // 3月份 is no time before 一季度.
        if let last = value.split(separator: "/").last.flatMap(TimeRun.months), let first = later.split(separator: "/").first.flatMap(TimeRun.months) {
            return last.upperBound < first.lowerBound
        }
        return value < later && !later.hasPrefix(value)
    }

    /// Whether a time is a day of the calendar, or an hour of one.
    func isDay(_ time: LinkRole) -> Bool { article.value(of: time).map { LinkedArticle.isDay($0) && !$0.hasSuffix("_REF") } ?? false }

    /// Whether a time is a day, or a run of days (3月27日至29日) that is not to come.
    func isDays(_ time: LinkRole) -> Bool {
        guard let value = article.value(of: time), !value.hasSuffix("_REF") else { return false }
        let ends = value.split(separator: "/", omittingEmptySubsequences: false)
        guard ends.count <= 2, ends.allSatisfy(LinkedArticle.isDay) else { return false }
        return ends.count == 1 || article.date.map { ends[1].prefix($0.count) <= $0 } ?? false
    }

    /// Whether a time is a day, or an hour of one, or a month, a quarter, a half or a run of months before that of the article.
    func isDayOrPast(_ time: LinkRole) -> Bool {
        guard let value = article.value(of: time) else { return false }
        return LinkedArticle.isDay(value) || isOver(value)
    }

    /// Whether a time is a month, a quarter, a year or a run of them.
    func isPeriod(_ time: LinkRole) -> Bool { article.value(of: time).map(LinkedArticle.isPeriod) ?? false }

    /// The same for one that is over or goes on: what is planned for a later one tells nothing of it.
    func isPeriodToldOf(_ time: LinkRole) -> Bool { isPeriod(time) && !isFuture(time) }

    /// Whether a time lies in a year before that of the article, or in months that were over: no plan speaks of it.
    func isPast(_ time: LinkRole?) -> Bool {
        guard let day = article.date?.prefix(4), let value = article.value(of: time), Int(value.prefix(4)) != nil, Int(day) != nil else { return false }
        // 2011-2019年，面积将达到19万平方米: a run of years is past with its last one.
        if let last = value.split(separator: "/").last, last.utf8.count == 4, last >= day { return false }
        return value.prefix(4) < day || isOver(value)
    }

    /// Whether the last month of a period (6 of 2023-H1 and of 2023-Q2, 5 of 2023-01/2023-05) is before that of the article; false of days, of years and of
    /// what goes on.
    private func isOver(_ value: String) -> Bool {
        guard let day = article.date, let own = LinkedArticle.months(String(day.prefix(7))) else { return false }
        guard let part = value.split(separator: "/").last, part.utf8.count == 7, let months = LinkedArticle.months(String(part)) else { return false }
        return months.upperBound < own.lowerBound
    }

    /// Whether a time is a year, a month or a day (2024-06-01TAF) behind the article's: what is said of it is planned (到2025年达到5600亿元).
    func isFuture(_ time: LinkRole?) -> Bool {
        // 明年1月起: so is what begins there.
        guard let day = article.date, day.utf8.count == 10, let stated = article.value(of: time) else { return false }
        let value = (stated.hasSuffix("/..") ? stated.dropLast(3) : stated[...]).prefix(10)
        guard [4, 7, 10].contains(value.utf8.count) else { return false }
        guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else { return false }
        // 春节前，他新招了十几个员工: feasts are spoken of while they draw near.
        if value.utf8.count == 10, let mention = time?.mention, carry.times.feasts.contains(mention) { return false }
        return value > day.prefix(value.utf8.count)
    }

    /// Whether a time is a year behind that of the article.
    func isYearToCome(_ time: LinkRole?) -> Bool { article.value(of: time)?.utf8.count == 4 && isFuture(time) }

    /// A time that stands behind the quantity in its clause.
    func laterTime(_ index: Int) -> LinkRole? {
        guard links[index].isSet(.laterTime) else { return nil }
        let place = clauses.place(of: links[index].start)
        for other in links[(index + 1)...] {
            guard clauses.place(of: other.start).clause == place.clause, other.kind == .scope else { return nil }
            if let words = other.time { return article.time(words, isOpen: other.isSet(.open)) }
        }
        return nil
    }

    /// Whether the clause says right behind the figure that it was reached (12个小区已开工), or of a count that it will be (12个小区将开工); nil where it
    /// says neither.
    func isPlannedBehind(_ index: Int, isCount: Bool) -> Bool? {
        let place = clauses.place(of: links[index].position)
        for other in links[(index + 1)...] {
            let distance = other.start.value - links[index].position.value
            guard clauses.place(of: other.start) == place, other.kind == .scope, distance <= Self.longestToDone else { return nil }
            guard distance > 0, other.isSet(.reached) else { continue }
            if other.isSet(.done) { return false }
            return isCount ? true : nil
        }
        return nil
    }

    /// Most code units from a figure to 已: its own, and those of what is counted.
    private static let longestToDone = 20

    /// Sets when a fact holds.
    ///
    /// - Returns: whether the fact goes on with a period before.
    mutating func setTime(of fact: inout LinkedFact, _ measured: Measured, isCarried: Bool) -> Bool {
        let link = links[fact.link]
        fact.time = link.time.flatMap { article.time($0, isOpen: link.isSet(.open)) } ?? carry.times.time(carriesOn: isCarried, under: carry.plans, isOver: isDayOrPast) ?? laterTime(fact.link)
        // 2023年，收入增长8.1%。支出下降2.3%: growth that goes on with a period before is over the same.
        let tellsGrowth = link.has(.change) && (link.isSet(.impliesYoy) || link.has(.basis) || link.base != nil)
        let goesOn = fact.time == nil && (tellsGrowth || link.isSet(.goesOn)) && !link.isSet(.target)
        if goesOn {
            let isText = isText(link)
            let untimed = CarriedTimes.Untimed(
                isGrowth: link.has(.change), isCount: article.isCount(fact.quantity), isRate: article.isRate(fact.quantity), isList: measured.parties != nil, isText: isText)
            fact.time = carry.goOn(with: untimed, in: article, isPeriodToldOf)
        }
        if fact.time == nil, !carry.plans.isPlan, !link.isSet(.target) { fact.time = carry.times.bulletin }
        // What a grant amounts to holds whenever it is given; 到2027年，占比由目前的68%提高到85%: what is reached is of the time to come.
        // 上半年，占比由去年的40%上升到63%: and so is what has been reached of the one that the sentence tells of.
        if link.isSet(.timeless) { fact.time = link.isSet(.awaitsIndicator) && (isFuture(carry.times.sentence) || isReached(carry.times.sentence)) ? carry.times.sentence : nil }
        // 2022年和2023年，出口额分别为3亿元和4亿元: each is of its time, where they are not of several things.
        if link.time == nil, measured.parties == nil, measured.indicators.count < 2 { fact.time = timeAmongSeveral(fact) ?? fact.time }
        setTimeInChange(of: &fact, isCarried: isCarried)
        return goesOn
    }

    /// Figures side by side that may each be of one of several times, one in each link.
    struct FiguresOfTimes {
        var links: [Int] = []
        /// The last of those looked at.
        var end = -1
    }

    /// The time of a figure that is one of as many as the sentence told of times side by side (2022年和2023年), or in a run (2021年至2023年); nil where there are more
    /// or fewer.
    private mutating func timeAmongSeveral(_ fact: LinkedFact) -> LinkRole? {
        if carry.times.sideBySide.count > 1 { return numberAmongFigures(fact, of: carry.times.sideBySide.count).map { carry.times.sideBySide[$0] } }
        guard let time = fact.time, let run = article.run(of: time), links[fact.link].indicator.map({ !article.text[$0.indices].contains(0x3001) }) ?? true else { return nil }
        // 前两个月，对东盟出口12亿元，对欧盟出口11亿元，分别占全国的5%、6%: these are of what was told of all months.
        if let last = facts.last, carry.holds(clauses.place(of: links[last.link].position)), last.time == time { return nil }
        return numberAmongFigures(fact, of: run.count).map(time.element)
    }

    /// The number of a figure among so many, in one link (分别为3亿元和4亿元) or in one each (分别接待游客3万人次和4万人次); nil where there are more or fewer.
    private mutating func numberAmongFigures(_ fact: LinkedFact, of count: Int) -> Int? {
        let link = links[fact.link]
        guard link.quantityCount == 1 else { return link.quantityCount == count ? fact.number : nil }
        if fact.link > figuresOfTimes.end {
            let figures = figuresSideBySide(from: fact.link)
            figuresOfTimes = FiguresOfTimes(links: figures, end: figures.last ?? fact.link)
        }
        return figuresOfTimes.links.count == count ? figuresOfTimes.links.firstIndex(of: fact.link) : nil
    }

    /// 2012年至2022年，收入由6301元增加到12741元: the first is of the first year, and what it came to of the last.
    private mutating func setTimeInChange(of fact: inout LinkedFact, isCarried: Bool) {
        let link = links[fact.link]
        if link.isSet(.from), link.time == nil {
            changed = nil
            let end = matches[link.number].span.upperBound
            if link.isSet(.timeless), link.quantityCount == 1, let (first, last) = timesOfChangeBefore() {
                fact.time = first
                changed = (end, nil, last)
                return
            }
            guard let time = carry.times.time(carriesOn: isCarried, under: carry.plans, isOver: isDayOrPast), let run = article.run(of: time), link.quantityCount <= 2 else { return }
            fact.time = time.element(fact.number == 0 ? 0 : run.count - 1)
            changed = (end, time, time.element(run.count - 1))
        } else if let changed, link.quantityCount == 1, changed.time.map({ $0 == fact.time }) ?? (link.time == nil), (0...Self.longestToReached).contains(link.position.value - changed.end.value) {
            fact.time = changed.last
        }
    }

    /// 学校由2018年的120所增加到2022年的156所，学生由3.2万人增加到4.6万人: the times of the change that the sentence told right before, of another measure.
    private func timesOfChangeBefore() -> (LinkRole, LinkRole)? {
        guard facts.count > 1 else { return nil }
        let (first, last) = (facts[facts.count - 2], facts[facts.count - 1])
        guard let then = first.time, let now = last.time, first.indicator == last.indicator, isLater(now, than: then), article.unit(of: first.quantity) == article.unit(of: last.quantity),
            !links[first.link].has(.change), !links[last.link].has(.change), carry.holds(clauses.place(of: links[first.link].position))
        else { return nil }
        return (then, now)
    }

    /// Most code units between the word that tells of reaching and the figure (增加到近12741元).
    private static let longestToReached = 2

    /// The links from one on whose only figures have no more between them than a comma, or a word in its place.
    private func figuresSideBySide(from first: Int) -> [Int] {
        var found: [Int] = []
        var end = links[first].position
        for index in links.indices[first...] where links[index].kind == .fact {
            guard links[index].quantityCount == 1, links[index].position.value - end.value <= 1, let quantity = matches[links[index].number].quantities.first else { break }
            found.append(index)
            end = quantity.upperBound
        }
        return found
    }

    /// Whether the period that a sentence tells of is later than that of the figure before, from which one rose or fell.
    private func isReached(_ time: LinkRole?) -> Bool {
        guard let time, let first = waiting.last(where: { $0.sentence == carry.sentence })?.fact ?? facts.last, first.time != nil else { return false }
        return isPeriod(time) && isLater(time, than: first.time)
    }

    /// The facts of a sentence without a time by what they measure, as far as they were looked at, so that each of them is once.
    struct Untimed {
        var sentence: Int?
        /// The first fact that was not looked at.
        var end = 0
        var facts: [LinkRole?: [Int]] = [:]
    }

    /// What a sentence said of a measure before its time was told is of the same time: where it turns out to go on with the one before
    /// (营收59507亿元，同比增长12.4%), and where one of several in a row says more of it (接待游客46万人次，门票收入1200万元，同比分别增长8%和9%).
    mutating func settle(_ time: LinkRole?, of indicator: LinkRole?) {
        guard let time else { return }
        if untimed.sentence != carry.sentence {
            var first = facts.count
            while first > 0, carry.holds(clauses.place(of: links[facts[first - 1].link].position)) { first -= 1 }
            untimed = Untimed(sentence: carry.sentence, end: first)
        }
        for index in untimed.end..<facts.count where facts[index].time == nil && !links[facts[index].link].isSet(.timeless) {
            untimed.facts[facts[index].indicator, default: []].append(index)
        }
        untimed.end = facts.count
        for index in untimed.facts.removeValue(forKey: indicator) ?? [] { facts[index].time = time }
    }

    /// 实际利用外资1.3亿美元，完成自营出口4.8亿美元: where a sentence turns out to go on with the time before, what it measured so far did too, but for
    /// counts, which may be of the present (共有企业480家，实现产值12亿元). A sentence does so once.
    ///
    /// - Precondition: `settle` was called for the fact.
    mutating func settleMeasures(_ time: LinkRole?) {
        guard let time else { return }
        for (indicator, indices) in untimed.facts {
            let counts = indices.filter { article.isCount(facts[$0].quantity) }
            for index in indices where !article.isCount(facts[index].quantity) { facts[index].time = time }
            untimed.facts[indicator] = counts
        }
    }
}
