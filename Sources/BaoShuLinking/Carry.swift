internal import BaoShuModel
internal import BaoShuText

/// What holds at a place of an article: who and when the sentences before spoke of. The linker moves it along the text.
///
/// | what | set by | holds |
/// | --- | --- | --- |
/// | time of a clause | a date, once the sentence has a fact | to the end of the clause |
/// | time of a sentence | a date before the sentence's first fact | to the end of the sentence, and on where the next one goes on with it (其中) or tells of growth, that of the next paragraph (分产业看) too, or is part of a plan |
/// | subject | the first name of a clause, or the owner that a fact states | until another, at most to the end of the paragraph, that of a person or a team to the end of the sentence, or on from one that goes on with 他, that of an office too where it has no figure of its own, and one that is named in passing; then that of the article |
/// | indicator | a fact that states its own | to the end of the sentence, and on where the next one goes on with it |
/// | plan | a word of intent (将, 力争) | to the end of the sentence or of the paragraph, as the word says, or of the article where it is a plan as a whole and nothing was told before; a word of completion (已, 目前) ends it, news of the day the article's too |
/// | any of these | what stands in a bracket | to the end of the bracket; then what held before it |
struct Carry {
    private struct Outside {
        var place: ClausePlace
        var clauseTime, sentenceTime, factTime, clauseSubject, sentenceSubject, paragraphSubject, weakSubject, factSubject, indicator: LinkRole?
    }

    /// The article's subject.
    private(set) var articleSubject: LinkRole?
    /// What held before the bracket that the text is in.
    private var outside: Outside?
    private var place = ClausePlace(block: -1, sentence: -1, clause: -1)

    private var clauseTime: LinkRole?
    private(set) var sentenceTime: LinkRole?
    /// That of the sentence, or of the one before that it goes on with, where it is the end of the year that is told of (年末).
    private var aside: LinkRole?
    /// The end of a part of one (6月末), of which what there is may be told on.
    private var asideIsOfPart = false
    private var paragraphTime: LinkRole?
    /// What the paragraph said of that time was planned.
    private var isTimePlanned = false
    /// The last period of which the paragraph spoke, with figures or without, and the last that is no month (7月当月 beside 前7个月).
    private var spokenTime: LinkRole?
    private var broadTime: LinkRole?
    /// The months of the last.
    private var broadMonths: ClosedRange<Int>?
    /// The sentence tells of a length of time (十年来): of no period before it.
    private var isLasting = false
    /// The mentions of feasts that draw near (春节前，他新招了十几个员工): what is told of them is no plan.
    private(set) var feasts: [Int] = []
    /// Days off of which the paragraph spoke (“五一”假期): a period too.
    private var feast: LinkRole?
    /// Those of the paragraph right before.
    private var outerFeast: LinkRole?
    /// That of the last paragraph before that told of one, where it told of growth, for one that says no time and names nobody.
    private var outerTime: LinkRole?
    /// The times of which the paragraph has told figures.
    private var toldTimes: Set<LinkRole?> = []
    /// It is that of the paragraph right before: one further back is that of growth alone.
    private var outerIsNear = false
    private var toldOfGrowth = false
    /// That of a release, of which the paragraph tells (发布2022年统计公报).
    private var releaseTime: LinkRole?
    /// That of which the headline says that the article tells (2019年统计公报).
    private(set) var bulletinTime: LinkRole?
    /// That of the sentence before in the paragraph, with figures or without, and where the sentence tells on of what was held then, that.
    private var lastTime: LinkRole?
    private var heldTime: LinkRole?
    /// That of the paragraph before, for the first sentence of one that goes on with it (分产业看).
    private var earlierTime: LinkRole?
    /// It is one of which the paragraph spoke as a period.
    private var earlierIsPeriod = false
    private(set) var factTime: LinkRole?
    private(set) var clauseSubject: LinkRole?
    private var sentenceSubject: LinkRole?
    /// The organization that the sentence named last as the one who does what it tells.
    private var doer: LinkRole?
    /// Where the clause says that it did so.
    private(set) var placeOfDeed: LinkRole?
    /// It is an office's, which has what the next sentence tells only where it has a figure of its own.
    private var isOffice = false
    /// The person whom the paragraph spoke of last.
    private var person: LinkRole?
    /// The paragraph goes on about the person.
    private var isToldOf = false
    private var paragraphSubject: LinkRole?
    /// That of the paragraph before, as `earlierTime`.
    private var earlierSubject: LinkRole?
    /// The same, to the end of the paragraph.
    private var outerSubject: LinkRole?
    /// Whose figures the paragraph told before the sentence named a part (其中，河北进度75%。播种面积…), with that of the fact before it.
    private var whole: (subject: LinkRole?, factSubject: LinkRole?)?
    private var weakSubject: LinkRole?
    /// The one who struck another place in the paragraph, whose the dead there are not.
    var attacker: LinkRole?
    /// What 全市 or 全县 was of, and the last character of the words.
    private var area: (kind: UInt16, place: LinkRole)?
    /// Whose the figures were before the last one was named.
    private(set) var formerSubject: LinkRole?
    /// 全国 or 我国, where it is the first of whom an article speaks that names none as its own.
    private var country: LinkRole?
    private var hasNamed = false
    private var shareOf: LinkRole?
    private var clauseHasFact = false
    /// Whether the clause around the bracket had a fact, and whether the bracket has one.
    private var clauseHadFact = false
    private var bracketHasFact = false
    private(set) var plans = Plans()
    private var factSubject: LinkRole?
    private(set) var indicator: LinkRole?
    private var earlierIndicator: LinkRole?
    private var sentenceHasFact = false
    /// The year that is over of which the sentence gives figures that are not yet final (2019年，全县…。预计实现生产总值391亿元).
    private var estimated: LinkRole?
    /// Against what the sentence said that figures grew, and the one before it.
    private(set) var bases = (yoy: false, mom: false)
    private var earlierBases = (yoy: false, mom: false)
    /// That of all that the sentence says grew (与上年相比，床位增加4.9万张，人员增加7.5万人).
    private(set) var sentenceBasis: LinkedFact.Basis?
    /// That by which the paragraph tells (从环比看).
    private var paragraphBasis: LinkedFact.Basis?
    /// The indicators of the last list of figures in the sentence.
    var list: [TextSpan] = []
    /// Whose those figures are, with what is measured of each, where the list is of such.
    var parties: (names: [LinkRole], measure: TextSpan?)?
    /// The times that the sentence told of last, side by side (2022年和2023年): as many figures are each of one.
    private(set) var times: [LinkRole] = []
    /// How many figures in a row were of the indicator that holds.
    private(set) var figureCount = 0
    private var planTime: LinkRole?

    init(articleSubject: LinkRole?) { self.articleSubject = articleSubject }

    var sentence: Int { place.sentence }
    var block: Int { place.block }
    /// Whether a place is in the sentence that the text is in.
    func holds(_ other: ClausePlace) -> Bool { other.block == place.block && other.sentence == place.sentence }
    /// The whole that the fact before was a share of, in the same sentence.
    var sharedWhole: LinkRole? { shareOf }

    mutating func move(to next: ClausePlace) {
        guard next != place else { return }
        if place.bracket != next.bracket {
            if let outside, place.bracket != 0 { leaveBracket(outside) }
            if next.bracket != 0 {
                var opening = next
                opening.bracket = 0
                advance(to: opening)
                enterBracket(next.bracket)
                return
            }
        }
        advance(to: next)
    }

    /// A label (相关链接) stands before the paragraph that comes next: it goes on with no time of those before.
    mutating func passLabel() {
        (sentenceTime, paragraphTime, spokenTime, broadTime, outerTime, toldOfGrowth) = (nil, nil, nil, nil, nil, false)
    }

    /// A heading stands between: what was told of before it is over, but for the time of the paragraph right before.
    mutating func passHeading() { (country, outerTime) = (nil, nil) }

    private mutating func advance(to next: ClausePlace) {
        guard next != place else { return }
        if next.block != place.block {
            earlierTime = sentenceTime ?? paragraphTime
            if earlierTime == spokenTime, let broadTime { earlierTime = broadTime }
            earlierIsPeriod = earlierTime != nil && (earlierTime == spokenTime || earlierTime == broadTime)
            outerFeast = feast
            outerIsNear = toldOfGrowth
            if toldOfGrowth {
                // 今年以来，经济稳定增长，一季度收入增长8%: the period that has the figures.
                outerTime = toldTimes.contains(broadTime) || !toldTimes.contains(spokenTime) ? broadTime ?? spokenTime : spokenTime
            } else if spokenTime != nil || paragraphTime != nil {
                outerTime = nil
            }
            (spokenTime, broadTime, toldOfGrowth) = (nil, nil, false)
            toldTimes = []
            earlierSubject = factSubject ?? paragraphSubject
            outerSubject = earlierSubject
            paragraphTime = nil
            paragraphBasis = nil
            releaseTime = nil
            feast = nil
            lastTime = nil
            paragraphSubject = nil
            weakSubject = nil
            attacker = nil
            (person, isToldOf) = (nil, false)
            earlierIndicator = nil
            factSubject = nil
        }
        if next.block != place.block || next.sentence != place.sentence {
            if next.block == place.block { (earlierTime, earlierSubject) = (nil, nil) }
            if let whole, next.block == place.block { (paragraphSubject, factSubject) = (whole.subject, whole.factSubject) }
            whole = nil
            if next.block == place.block { lastTime = sentenceTime ?? heldTime }
            heldTime = nil
            if sentenceTime == nil || next.block != place.block { aside = nil }
            sentenceTime = nil
            isLasting = false
            sentenceBasis = nil
            plans.beginSentence(inSameParagraph: next.block == place.block)
            estimated = nil
            factTime = nil
            if factSubject == person || factSubject == sentenceSubject && !isOffice, !isToldOf { factSubject = nil }
            // 规模以上工业企业实现利润12亿元。地方财政收入…: where a name holds, what was called by words has the figures of its sentence.
            // Where 全县 is, too (服务业实现营业收入12亿元。工业用电量…).
            if factSubject?.mention == nil, paragraphSubject?.mention != nil || area != nil { factSubject = nil }
            (sentenceSubject, isOffice, doer) = (nil, false, nil)
            weakSubject = nil
            if next.block == place.block { earlierIndicator = indicator ?? earlierIndicator }
            indicator = nil
            sentenceHasFact = false
            earlierBases = next.block == place.block ? bases : (false, false)
            bases = (false, false)
            shareOf = nil
            (list, parties) = ([], nil)
            times = []
            figureCount = 0
        }
        clauseTime = nil
        (clauseSubject, placeOfDeed) = (nil, nil)
        clauseHasFact = false
        plans.beginClause()
        place = next
    }

    /// What is said in the bracket has its own subject, and takes on what holds before it.
    private mutating func enterBracket(_ number: Int) {
        outside = Outside(
            place: place, clauseTime: clauseTime, sentenceTime: sentenceTime, factTime: factTime, clauseSubject: clauseSubject,
            sentenceSubject: sentenceSubject, paragraphSubject: paragraphSubject, weakSubject: weakSubject, factSubject: factSubject, indicator: indicator)
        place.bracket = number
        clauseSubject = nil
        clauseHadFact = clauseHasFact
        clauseHasFact = false
        bracketHasFact = false
    }

    private mutating func leaveBracket(_ outside: Outside) {
        place = outside.place
        // 今天（9月26日）: what states nothing is an aside on the words before it.
        clauseHasFact = clauseHadFact
        guard bracketHasFact else { return }
        (clauseTime, sentenceTime, factTime) = (outside.clauseTime, outside.sentenceTime, outside.factTime)
        (clauseSubject, sentenceSubject, paragraphSubject) = (outside.clauseSubject, outside.sentenceSubject, outside.paragraphSubject)
        (weakSubject, factSubject) = (outside.weakSubject, outside.factSubject)
        indicator = outside.indicator
    }

    /// Takes on what governs the clauses from here on.
    mutating func take(_ scope: Scope, in article: LinkedArticle) {
        if scope.continues { goOn(with: scope) }
        if scope.isLasting { isLasting = true }
        if scope.nears, let mention = scope.time?.mention { feasts.append(mention) }
        if scope.reach == "sentence", let basis = scope.basis { sentenceBasis = basis }
        if scope.isPart, whole == nil { whole = (paragraphSubject, factSubject) }
        if scope.isPart, scope.opensSentence { plans.takeParts() }
        if let time = scope.time { takeTime(time, of: scope, in: article) }
        if let subject = scope.subject { takeSubject(subject, of: scope) }
        if scope.isAgain, let person, clauseSubject == nil, !clauseHasFact { (sentenceSubject, factSubject, isToldOf) = (person, nil, true) }
        if scope.isEstimate, sentenceTime == nil, let year = broadTime, let value = article.value(of: year), value.utf8.count == 4, let day = article.date?.prefix(4), value < day { estimated = year }
        if let words = scope.indicator { indicator = words }
        if let isPlan = scope.isPlan { plans.take(isPlan, reach: scope.reach) }
    }

    /// The sentence goes on with what the one before said, or the paragraph before.
    private mutating func goOn(with scope: Scope) {
        // 同比
        if scope.reach == "sentence" { toldOfGrowth = true }
        if sentenceTime == nil, paragraphTime == nil, scope.reach == "paragraph" {
            sentenceTime = earlierTime
            // The next paragraph may go on with it too (从贸易方式看，…。从市场主体看，…。).
            if earlierIsPeriod { (spokenTime, broadTime) = (earlierTime, earlierTime) }
        }
        sentenceTime = sentenceTime ?? aside ?? paragraphTime
        if scope.reach == "paragraph", paragraphSubject == nil, clauseSubject == nil { paragraphSubject = earlierSubject }
        if scope.reach != "sentence" { indicator = indicator ?? earlierIndicator }
        if !bases.yoy, !bases.mom { bases = earlierBases }
        if let basis = scope.basis {
            bases = (basis == .yoy, basis == .mom)
            paragraphBasis = basis
        }
    }

    private mutating func takeTime(_ time: LinkRole, of scope: Scope, in article: LinkedArticle) {
        if scope.reach == "paragraph" { releaseTime = time }
        if scope.reach == "article" { bulletinTime = time }
        if scope.isBeside { times.append(time) } else { times = [time] }
        if sentenceHasFact && scope.reach != "sentence" || scope.reach == "clause" {
            clauseTime = clauseTime ?? time
            return
        }
        clauseTime = time
        sentenceTime = time
        // 今天最高气温24℃，明天稍有回升，预计在27℃左右: the figure before is of another day.
        factTime = nil
        if scope.isFeast { (feast, spokenTime, broadTime, broadMonths) = (time, time, time, nil) }
        if scope.isYear, planTime == nil { planTime = time }
        // 2023年，收入增长8%。年末失业率3%。支出增长5%: the end of the year, or of the half, of which the text tells is that of its sentence.
        let around = broadTime ?? outerTime
        aside = scope.isEnd && scope.isMonth && isLonger(around, with: scope.months, article) ? time : nil
        asideIsOfPart = article.value(of: around)?.utf8.count != 4
        // 上半年，收入增长8%。⏎上半年，公司加大投入。⏎研发投入占5%: a paragraph that speaks of the same period goes on with it.
        if outerIsNear, scope.isPeriod, article.value(of: time) == article.value(of: outerTime) { toldOfGrowth = true }
        guard scope.isPeriod, !plans.isPlan, aside == nil else { return }
        spokenTime = time
        // 上半年，…。其中二季度…: so is a part of one.
        let isPart = if broadTime != nil, let broadMonths, let months = scope.months { broadMonths.contains(months.lowerBound) && broadMonths.contains(months.upperBound) } else { false }
        if !scope.isMonth, !isPart { (broadTime, broadMonths) = (time, scope.months) }
    }

    private mutating func takeSubject(_ subject: LinkRole, of scope: Scope) {
        // One that is named is told of from there on.
        if subject.mention != nil { country = nil }
        if scope.isCountry, !hasNamed { country = subject }
        if subject.mention != nil || scope.isCountry { hasNamed = true }
        guard clauseSubject == nil || scope.isAnew, !clauseHasFact else { return }
        if scope.isWeak {
            weakSubject = subject
            return
        }
        // 海尔集团加快布局，在合肥、重庆建成12座工厂: who built them has them; what the next clause tells is of the place.
        if scope.isLocated, let doer {
            (clauseSubject, paragraphSubject, placeOfDeed, factSubject) = (doer, subject, subject, nil)
            return
        }
        if scope.isBody, scope.reach != "clause" { doer = subject }
        formerSubject = self.subject(carriesOn: false)
        clauseSubject = subject
        if scope.isPerson { person = subject }
        isOffice = scope.reach == "clause"
        if scope.isPerson || isOffice || scope.reach == "sentence" { sentenceSubject = subject } else { paragraphSubject = subject }
        factSubject = nil
    }

    /// Against what the words before say that rates grew.
    var impliedBasis: LinkedFact.Basis? { bases.yoy ? .yoy : bases.mom ? .mom : paragraphBasis }

    /// 26日，大会闭幕。大会签约项目31个: the sentence tells on of what the one before said was held on a day.
    mutating func tellOn(_ isDay: (LinkRole) -> Bool) { heldTime = lastTime.flatMap { isDay($0) ? $0 : nil } }

    /// The paragraph quotes one who speaks for somebody.
    mutating func quote(_ subject: LinkRole?) { (paragraphSubject, factSubject) = (subject, nil) }

    /// The clause speaks of the whole city or county: what an office in it, or one called by words, was the subject of ends, and the article's own place
    /// holds, or where the article has none, that of an organization before (青岛市商务局), else the words (全市).
    mutating func speakOfArea(_ article: LinkedArticle, as words: LinkRole?) {
        guard clauseSubject == nil, !clauseHasFact else { return }
        guard let words else { return }
        // The article's own where it is named before.
        let current = subject(carriesOn: false).flatMap { named in article.isBehind(named, words) ? nil : named }
        let kind = article.kind(of: words)
        var own: LinkRole?
        if let current, let mention = current.mention, article.isPlace(mention), kind == area?.kind, let told = area?.place, told != current, article.isCalled(current, as: words) {
            // 全市…。平度市…。截至30日，全市…: it is the one that was spoken of so, not a city in it.
            own = told.mention == nil ? words : told
        } else if let current, let mention = current.mention, article.isPlace(mention) {
            // 木寨村 before 全县, 济宁大安机场 before 全市: the county that it lies in, the city of the article.
            guard !article.isCalled(current, as: words), article.span(of: mention).length > 2 || !article.isDivision(mention) else { return }
            own = article.whole(current, as: words) ?? articleSubject.flatMap { article.isCalled($0, as: words) || article.isBareCity($0) && $0 != current ? $0 : nil }
            if own == nil, !article.isDivision(mention) { own = article.called(words) }
            guard own != nil, own != current else { return }
        } else if let mention = current?.mention, article.isPerson(mention) {
            return
        } else {
            own = article.area(words, besides: articleSubject)
            if let own, let kind { area = (kind, own) }
        }
        guard let own else { return }
        clauseSubject = own
        paragraphSubject = own
        factSubject = nil
    }

    /// The clause speaks of the whole province: the one that is spoken of, or the article's own, else the words (全省), where a city or an office was.
    mutating func speakOfProvince(_ article: LinkedArticle, as words: LinkRole?) {
        guard clauseSubject == nil, !clauseHasFact, let words else { return }
        let current = subject(carriesOn: false)
        if let mention = current?.mention, article.isProvince(mention) || article.isPerson(mention) { return }
        clauseSubject =
            articleSubject.flatMap { $0.mention.map(article.isProvince) == true ? $0 : nil }
            ?? words.span.flatMap { article.lastParty(in: TextSpan(0, $0.lowerBound.value), where: article.isProvince) } ?? article.office(before: words) ?? words
        if let clauseSubject, clauseSubject.mention == nil, let kind = article.kind(of: words) { area = (kind, clauseSubject) }
        paragraphSubject = clauseSubject
        factSubject = nil
    }

    /// The headline speaks of words that begin with the article's own place: it is about those.
    mutating func headline(_ words: TextSpan, _ article: LinkedArticle) {
        guard let own = articleSubject?.mention.map(article.span(of:)), own.lowerBound == words.lowerBound, own.upperBound < words.upperBound else { return }
        articleSubject = article.role(words)
    }

    /// Whether a time has some months and others.
    private func isLonger(_ time: LinkRole?, with months: ClosedRange<Int>?, _ article: LinkedArticle) -> Bool {
        guard let time, let months, let value = article.value(of: time), let all = LinkedArticle.months(value) else { return false }
        return all.contains(months.lowerBound) && all.count > months.count
    }

    /// Whether a subject is that of the article, and nothing nearer says it.
    func isArticleSubject(_ role: LinkRole) -> Bool { role == articleSubject && clauseSubject != role && paragraphSubject != role }

    /// The subject that holds but for those of facts.
    var statedSubject: LinkRole? { clauseSubject ?? sentenceSubject ?? paragraphSubject ?? weakSubject ?? articleSubject }

    func subject(carriesOn: Bool) -> LinkRole? { clauseSubject ?? factSubject ?? sentenceSubject ?? paragraphSubject ?? weakSubject ?? articleSubject ?? areaWords ?? country }

    /// 全市 in an article that names no place: what it tells further on is of it.
    private var areaWords: LinkRole? { area.flatMap { $0.place.mention == nil ? $0.place : nil } }

    /// - Parameter isOver: Whether a time is a single day or over: what a later sentence plans is not of it, but where that of the day was planned too
    ///   (今天预计发送旅客12万人次。公路预计…).
    func time(carriesOn: Bool, isOver: (LinkRole) -> Bool) -> LinkRole? {
        if let time = clauseTime ?? (carriesOn ? factTime : nil) ?? sentenceTime { return time }
        guard plans.isPlan, !plans.isOfClause else { return plans.isPlan ? nil : heldTime ?? releaseTime }
        if let estimated { return estimated }
        if let time = paragraphTime { return isTimePlanned || !isOver(time) ? time : nil }
        return plans.isArticle ? planTime : nil
    }

    /// The period of a sentence before in the paragraph, which the sentence goes on with, or of the paragraph before, where this one says no time
    /// and names nobody; nil where it was planned, and for what tells of no growth where the paragraph did not.
    mutating func goOn(fromBefore: Bool, isGrowth: Bool, isList: Bool, isCount: Bool, isRate: Bool, in article: LinkedArticle, _ isPeriod: (LinkRole) -> Bool) -> LinkRole? {
        guard !plans.isPlan, !isLasting else { return nil }
        // 上半年，收入增长8%。6月末有企业480家。员工860人: that many there are then, too.
        if let aside, asideIsOfPart, !isGrowth, isCount || isRate {
            sentenceTime = aside
            return aside
        }
        let isOwn = spokenTime != nil || paragraphTime != nil
        guard isGrowth || toldOfGrowth || !isOwn else { return nil }
        // 2023年，收入增长8%。目前，有企业480家。员工860人: what the paragraph tells of the present is not of the period before.
        guard isGrowth || paragraphTime == nil || paragraphTime == spokenTime else { return nil }
        // Over days off the next paragraph tells of who had how many, too.
        // 全市收入12亿元。 全市支出…: who is named again is nobody new, but what they have of something (共有企业480家) is of the present.
        // 主要来源地投资增长。韩国、日本投资分别增长…: nor are those of a list.
        // 前7个月，全省出口增长9.6%。 新区出口增长62%: but what is told of months is told of others, too.
        let goesOnForOthers = isGrowth && article.value(of: outerTime)?.contains("-") == true
        let namesNobody = isList || goesOnForOthers || sentenceSubject == nil && (paragraphSubject == nil || !isCount && article.areSame(paragraphSubject, outerSubject))
        let outer = fromBefore && !isOwn && (outerIsNear || isGrowth) && (namesNobody || outerFeast != nil && outerTime == outerFeast) ? outerTime : nil
        guard let time = [spokenTime, isTimePlanned ? nil : paragraphTime, outer].lazy.compactMap({ $0 }).first(where: { $0 == feast || $0 == outerFeast || isPeriod($0) }) else { return nil }
        if time == outerFeast { feast = time }
        sentenceTime = time
        // What follows goes on with it.
        if outer != nil { (spokenTime, broadTime, toldOfGrowth) = (time, time, true) }
        return time
    }

    /// The text says against what a figure grew. How much a rate grew over the month (增速比上月加快0.8个百分点) says nothing of the rates.
    mutating func compare(_ basis: String?, isRate: Bool) {
        toldOfGrowth = true
        bases.yoy = bases.yoy || basis == "yoy"
        bases.mom = bases.mom || basis == "mom" && isRate
    }

    /// - Parameters:
    ///   - setsTime: Its time stands in its own words and is later than that which held before them.
    ///   - keepsTime: It is what the figures beside it are held against, and its time is not theirs.
    ///   - isCompared: It tells how some months went against others (降幅较前8个月收窄0.6个百分点).
    mutating func stated(_ fact: LinkedFact, setsIndicator: Bool, setsSubject: Bool, setsTime: Bool, keepsTime: Bool, isCompared: Bool) {
        sentenceHasFact = true
        clauseHasFact = true
        bracketHasFact = true
        plans.stated(isTarget: fact.isTarget)
        if let sentenceTime { toldTimes.insert(sentenceTime) }
        if sentenceTime != nil, sentenceTime != aside { (paragraphTime, isTimePlanned) = (sentenceTime, fact.isTarget) }
        if fact.basis == .yoy || isCompared { toldOfGrowth = true }
        if let whole = fact.shareOf { shareOf = whole }
        figureCount = fact.indicator == indicator ? figureCount + 1 : 1
        if setsIndicator {
            indicator = fact.indicator
            // 2021年至2023年，营收分别为…，同比分别增长…: what goes on is of all of them.
            if !keepsTime { factTime = fact.time?.whole }
        } else if setsTime, !keepsTime {
            // 由2012年的3200元增加到2023年的2.86万元，增长8倍: what goes on is of the later year.
            factTime = fact.time
        }
        if setsSubject {
            factSubject = fact.subject
            // 烟台市规上工业企业营业收入…、利润…: the clause goes on with the owner that its name begins.
            if let clause = clauseSubject?.span, let owner = fact.subject?.span, clause.lowerBound == owner.lowerBound, clause.upperBound < owner.upperBound { clauseSubject = fact.subject }
        }
    }
}
