internal import BaoShuText

/// Of when the sentences of an article tell: what they said themselves, and what those before them said.
struct CarriedTimes {
    private var clause: LinkRole?
    /// That of the clause right before.
    private var clauseBefore: LinkRole?
    /// That of the sentence, or of the one before that it goes on with.
    private(set) var sentence: LinkRole?
    /// That of the fact before in the sentence.
    private(set) var fact: LinkRole?
    /// The times that the sentence told of last, side by side (2022年和2023年): as many figures are each of one.
    private(set) var sideBySide: [LinkRole] = []
    /// That of the sentence, where it is the end of the year that is told of (年末), or a month of the period (6月当月).
    private(set) var aside: LinkRole?
    /// The end of a part of one (6月末), of which what there is may be told on.
    private var asideIsOfPart = false
    /// The sentence tells of a length of time (十年来): of no period before it.
    private var isLasting = false
    /// The year that is over of which the sentence gives figures that are not yet final (2019年，全县…。预计实现生产总值391亿元).
    private var estimated: LinkRole?
    /// What held before the time that the sentence told of last, where it had figures of that too.
    private var former: (sentence: LinkRole, spoken: LinkRole?, broad: LinkRole?, broadMonths: ClosedRange<Int>?)?
    /// The time told of last is that of something measured before (2021年有19件，而2012年只有3件): what else is measured is of the time before.
    private var isContrast = false
    private var isPartOfContrast = false
    /// That of the sentence before in the paragraph, with figures or without, and where the sentence tells on of what was held then, that.
    private var last: LinkRole?
    private var held: LinkRole?

    private var paragraph: LinkRole?
    /// What the paragraph said of that time was planned.
    private var isPlanned = false
    /// The last period of which the paragraph spoke, with figures or without, and the last that is no month (7月当月 beside 前7个月).
    private var spoken: LinkRole?
    private var broad: LinkRole?
    /// The months of the last.
    private var broadMonths: ClosedRange<Int>?
    /// Days off of which the paragraph spoke (“五一”假期): a period too.
    private var feast: LinkRole?
    /// Those of the paragraph right before.
    private var outerFeast: LinkRole?
    /// The mentions of feasts that draw near (春节前，他新招了十几个员工): what is told of them is no plan.
    private(set) var feasts: [Int] = []
    /// The times of which the paragraph has told figures.
    private var told: Set<LinkRole?> = []
    private var toldOfGrowth = false
    /// That of a release, of which the paragraph tells (发布2022年统计公报).
    private var release: LinkRole?
    /// That of which the headline says that the article tells (2019年统计公报).
    private(set) var bulletin: LinkRole?
    /// The year of plans that the article spoke of first.
    private var plan: LinkRole?

    /// That of the paragraph before, for the first sentence of one that goes on with it (分产业看).
    private var earlier: LinkRole?
    /// It is one of which the paragraph spoke as a period.
    private var earlierIsPeriod = false
    /// That of the last paragraph before that told of one, where it told of growth, for one that says no time and names nobody.
    private var outer: LinkRole?
    /// It is that of the paragraph right before: one further back is that of growth alone.
    private var outerIsNear = false

    // MARK: Places

    mutating func beginParagraph() {
        earlier = sentence ?? paragraph
        if earlier == spoken, let broad { earlier = broad }
        earlierIsPeriod = earlier != nil && (earlier == spoken || earlier == broad)
        outerFeast = feast
        outerIsNear = toldOfGrowth
        if toldOfGrowth {
            // 今年以来，经济稳定增长，一季度收入增长8%: the period that has the figures.
            outer = told.contains(broad) || !told.contains(spoken) ? broad ?? spoken : spoken
        } else if spoken != nil || paragraph != nil {
            outer = nil
        }
        (spoken, broad, toldOfGrowth) = (nil, nil, false)
        told = []
        (paragraph, release, feast) = (nil, nil, nil)
        (last, aside) = (nil, nil)
    }

    mutating func beginSentence(inSameParagraph: Bool) {
        endContrast()
        former = nil
        if inSameParagraph {
            earlier = nil
            last = sentence ?? held
        }
        if sentence == nil { aside = nil }
        (held, sentence, fact, estimated) = (nil, nil, nil, nil)
        isLasting = false
        sideBySide = []
    }

    mutating func beginClause() {
        clauseBefore = clause
        clause = nil
    }

    /// Behind a bracket what held before it holds again.
    mutating func restore(_ before: CarriedTimes) { (clause, sentence, fact) = (before.clause, before.sentence, before.fact) }

    /// A label (相关链接) stands before the paragraph that comes next: it goes on with no time of those before.
    mutating func passLabel() { (sentence, paragraph, spoken, broad, outer, toldOfGrowth) = (nil, nil, nil, nil, nil, false) }

    /// A heading stands between: what was told of before it is over, but for the time of the paragraph right before.
    mutating func passHeading() { outer = nil }

    // MARK: What is said

    /// Takes on a time that the text says.
    ///
    /// - Parameters:
    ///   - isClause: It is that of the clause alone, as the sentence has told of another.
    ///   - isPlan: What is told here is planned.
    mutating func take(_ time: LinkRole, of scope: Scope, isClause: Bool, isPlan: Bool, in article: LinkedArticle) {
        if scope.reach == "paragraph" { release = time }
        if scope.reach == "article" { bulletin = time }
        if scope.isBeside { sideBySide.append(time) } else { sideBySide = [time] }
        // 6月13日、14日，日均收获…: of both days.
        let both = scope.isBeside ? nil : clause.flatMap { article.through($0, time) }
        if isClause {
            clause = both ?? clause ?? time
            return
        }
        let time = both ?? time
        endContrast()
        former = sentence.flatMap { told.contains($0) && $0 != time ? ($0, spoken, broad, broadMonths) : nil }
        clause = time
        sentence = time
        // 今天最高气温24℃，明天稍有回升，预计在27℃左右: the figure before is of another day.
        fact = nil
        if scope.isFeast { (feast, spoken, broad, broadMonths) = (time, time, time, nil) }
        if scope.isYear, plan == nil { plan = time }
        // 2023年，收入增长8%。年末失业率3%。支出增长5%: the end of the year, or of the half, of which the text tells is that of its sentence.
        let around = scope.isAside ? broad : broad ?? outer
        // 今年以来，各地加快建设。其中，3月份增长8%: where nothing was told of the longer time, the month is what the text tells of.
        let isTold = !scope.isAside || told.contains(around) || broad == nil
        aside = (scope.isEnd && scope.isMonth || scope.isAside) && isTold && isLonger(around, with: scope.months, article) ? time : nil
        asideIsOfPart = !scope.isAside && article.value(of: around)?.utf8.count != 4
        // 上半年，收入增长8%。⏎上半年，公司加大投入。⏎研发投入占5%: a paragraph that speaks of the same period goes on with it.
        if outerIsNear, scope.isPeriod, article.value(of: time) == article.value(of: outer) { toldOfGrowth = true }
        guard scope.isPeriod, !isPlan, aside == nil else { return }
        spoken = time
        // 上半年，…。其中二季度…: so is a part of one.
        let isPart = if broad != nil, let broadMonths, let months = scope.months { broadMonths.contains(months.lowerBound) && broadMonths.contains(months.upperBound) } else { false }
        if !scope.isMonth, !isPart { (broad, broadMonths) = (time, scope.months) }
    }

    /// Whether a time has some months and others.
    private func isLonger(_ time: LinkRole?, with months: ClosedRange<Int>?, _ article: LinkedArticle) -> Bool {
        guard let time, let months, let value = article.value(of: time), let all = LinkedArticle.months(value) else { return false }
        return all.contains(months.lowerBound) && all.count > months.count
    }

    /// What is told further on is of the time before again.
    private mutating func endContrast() {
        if isContrast, let former {
            sentence = former.sentence
            (spoken, broad, broadMonths) = (former.spoken, former.broad, former.broadMonths)
            self.former = nil
        }
        (isContrast, isPartOfContrast) = (false, false)
    }

    /// The time that held before the one that the sentence told of last.
    var formerTime: LinkRole? { former?.sentence }

    /// What is told from here on is a part of what was told last: 11月底前完成150个，其中甲县30个.
    mutating func takePart() {
        isPartOfContrast = isContrast
        clause = clause ?? clauseBefore
    }

    /// The sentence tells of a length of time.
    mutating func tellOfLength() { isLasting = true }

    /// A feast is spoken of while it draws near.
    mutating func near(_ mention: Int) { feasts.append(mention) }

    /// The sentence foretells what the year that the paragraph speaks of came to.
    mutating func estimate(in article: LinkedArticle) {
        guard sentence == nil, let year = broad, let value = article.value(of: year), value.utf8.count == 4, let day = article.date?.prefix(4), value < day else { return }
        estimated = year
    }

    /// The sentence goes on with what the one before said, or the paragraph before.
    mutating func goOn(reach: String?) {
        // 同比
        if reach == "sentence" { toldOfGrowth = true }
        if sentence == nil, paragraph == nil, reach == "paragraph" {
            sentence = earlier
            // The next paragraph may go on with it too (从贸易方式看，…。从市场主体看，…。).
            if earlierIsPeriod { (spoken, broad) = (earlier, earlier) }
        }
        sentence = sentence ?? aside ?? paragraph
    }

    /// The sentence goes on with the period of the one right before, with figures or without.
    mutating func goOnWithSentence(in article: LinkedArticle) {
        if sentence == nil, let last, let value = article.value(of: last), last.isOpen || LinkedArticle.isPeriod(value) { sentence = last }
    }

    /// 26日，大会闭幕。大会签约项目31个: the sentence tells on of what the one before said was held on a day.
    mutating func tellOn(_ isDay: (LinkRole) -> Bool) { held = last.flatMap { isDay($0) ? $0 : nil } }

    /// The text says against what a figure grew.
    mutating func tellGrowth() { toldOfGrowth = true }

    /// A fact was stated, a goal or not.
    ///
    /// - Parameters:
    ///   - isContrast: It is what was measured before in the sentence, at an earlier time (而2012年只有3件).
    ///   - setsIndicator: It measures something of its own.
    mutating func stated(isTarget: Bool, isGrowth: Bool, isContrast: Bool, setsIndicator: Bool) {
        if isContrast {
            self.isContrast = true
        } else if setsIndicator, clause == nil || !self.isContrast, !isPartOfContrast {
            endContrast()
            former = nil
        }
        if let sentence, !self.isContrast {
            told.insert(sentence)
            if sentence != aside { (paragraph, isPlanned) = (sentence, isTarget) }
        }
        if isGrowth { toldOfGrowth = true }
    }

    /// What the sentence tells further on is of this time.
    mutating func carry(_ time: LinkRole?) { fact = time }

    // MARK: What holds

    /// - Parameter isOver: Whether a time is a single day or over: what a later sentence plans is not of it, but where that of the day was planned too
    ///   (今天预计发送旅客12万人次。公路预计…).
    func time(carriesOn: Bool, under plans: Plans, isOver: (LinkRole) -> Bool) -> LinkRole? {
        if isContrast, !carriesOn, !isPartOfContrast, let time = clause ?? former?.sentence { return time }
        if let time = clause ?? (carriesOn ? fact : nil) ?? sentence { return time }
        guard plans.isPlan, !plans.isOfClause else { return plans.isPlan ? nil : held ?? release }
        if let estimated { return estimated }
        if let time = paragraph { return isPlanned || !isOver(time) ? time : nil }
        return plans.isArticle ? plan : nil
    }

    /// What a fact tells that says no time of its own.
    struct Untimed {
        var isGrowth: Bool
        var isCount: Bool
        var isRate: Bool
        /// It is one of a list of figures, each somebody's.
        var isList: Bool
        /// It may go on with the paragraph before.
        var isText: Bool
    }

    /// The period of a sentence before in the paragraph, which the sentence goes on with, or of the paragraph before, where this one says no time
    /// and names nobody; nil where it was planned, and for what tells of no growth where the paragraph did not.
    mutating func goOn(with untimed: Untimed, of subjects: CarriedSubjects, in article: LinkedArticle, _ isPeriod: (LinkRole) -> Bool) -> LinkRole? {
        guard !isLasting else { return nil }
        // 上半年，收入增长8%。6月末有企业480家。员工860人: that many there are then, too.
        if let aside, asideIsOfPart, !untimed.isGrowth, untimed.isCount || untimed.isRate {
            sentence = aside
            return aside
        }
        let isOwn = spoken != nil || paragraph != nil
        guard untimed.isGrowth || toldOfGrowth || !isOwn else { return nil }
        // 2023年，收入增长8%。目前，有企业480家。员工860人: what the paragraph tells of the present is not of the period before.
        guard untimed.isGrowth || paragraph == nil || paragraph == spoken else { return nil }
        // Over days off the next paragraph tells of who had how many, too.
        // 主要来源地投资增长。韩国、日本投资分别增长…: nor are those of a list anybody new.
        // 前7个月，全省出口增长9.6%。 新区出口增长62%: but what is told of months is told of others, too.
        let goesOnForOthers = untimed.isGrowth && article.value(of: outer)?.contains("-") == true
        let namesNobody = untimed.isList || goesOnForOthers || subjects.areThoseOfParagraphBefore(isCount: untimed.isCount, in: article)
        let outer = untimed.isText && !isOwn && (outerIsNear || untimed.isGrowth) && (namesNobody || outerFeast != nil && self.outer == outerFeast) ? self.outer : nil
        guard let time = [spoken, isPlanned ? nil : paragraph, outer].lazy.compactMap({ $0 }).first(where: { $0 == feast || $0 == outerFeast || isPeriod($0) }) else { return nil }
        if time == outerFeast { feast = time }
        sentence = time
        // What follows goes on with it.
        if outer != nil { (spoken, broad, toldOfGrowth) = (time, time, true) }
        return time
    }
}
