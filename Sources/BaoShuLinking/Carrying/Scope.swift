internal import BaoShuMatching
internal import BaoShuText

/// What governs the clauses from some place on, as a link rule of the type `scope` states it.
struct Scope {
    var subject: LinkRole?
    var time: LinkRole?
    /// The clauses speak of a plan, or of what has been reached.
    var isPlan: Bool?
    /// The sentence goes on with what the one before said (其中).
    var continues = false
    /// Named in passing: only where nothing else is.
    var isWeak = false
    /// A person, whose figures the sentence alone tells, and those that speak of the person again (他).
    var isPerson = false
    var isAgain = false
    /// What the sentence names from here on is a part of what it spoke of (其中).
    var isPart = false
    /// What the clauses behind it measure, where they do not say.
    var indicator: LinkRole?
    /// Against what the sentences of the paragraph tell that figures grew (从环比看).
    var basis: LinkedFact.Basis?
    /// The time against which all of the sentence is told (与10月相比).
    var base: TextSpan?
    /// The time is a whole year.
    var isYear = false
    /// The time is that of days off (“五一”假期).
    var isFeast = false
    /// The time is a month, a quarter, a year or a run of them; of these a month.
    var isPeriod = false
    var isMonth = false
    var months: ClosedRange<Int>?
    /// The time is the end of one (年末).
    var isEnd = false
    /// The time is a month by itself, beside a longer time of which the text tells (6月当月).
    var isAside = false
    /// It opens its sentence.
    var opensSentence = false
    /// The subject takes the place of one that the clause has named before (台风造成广东12人死亡).
    var isAnew = false
    /// The subject is the place where something was done, and that of its clause where the sentence has named nobody who did it.
    var isLocated = false
    /// The subject is an organization.
    var isBody = false
    /// The subject is a city by its bare name (青岛).
    var isCity = false
    /// It foretells what a year came to.
    var isEstimate = false
    /// The subject is the whole country.
    var isCountry = false
    /// It tells of a length of time up to now (十年来).
    var isLasting = false
    /// The time stands in a list behind another (2022年和2023年).
    var isBeside = false
    /// The time is a feast that is spoken of while it draws near.
    var nears = false
    /// `clause`, `sentence`, `paragraph` or `article`: how far it reaches at least.
    var reach: String?

    init(_ link: Link, _ links: [LinkMatch], _ article: LinkedArticle) {
        subject = link.subject.map { article.role($0) }
        time = link.time.flatMap { article.time($0, isOpen: link.isSet(.open)) }
        if link.isSet(.plan) { isPlan = true }
        if link.isSet(.done) { isPlan = false }
        continues = link.isSet(.continues)
        reach = link.text(.reach, in: links)
        basis = link.statedBasis(in: links)
        base = link.base
        isWeak = link.isSet(.weak)
        isAgain = link.isSet(.again)
        isPart = link.isSet(.part)
        opensSentence = link.start.value == 0 || [0x0A, 0x3002].contains(article.text[link.start.value - 1])
        isFeast = link.isSet(.feast)
        isLasting = link.isSet(.lasting)
        nears = link.isSet(.nears)
        isBeside = link.isSet(.beside)
        isAside = link.isSet(.aside)
        isEnd = time?.mention.map { article.isEnd($0) } ?? false
        isEstimate = link.isSet(.estimate)
        isAnew = link.isSet(.anew)
        isLocated = link.isSet(.located)
        isBody = subject?.mention.map { article.isOrganization($0) } ?? false
        isCity = subject.map { article.isBareCity($0) } ?? false
        isCountry = link.isSet(.country)
        isPerson = subject?.mention.map { article.isPerson($0) } ?? false
        indicator = link.indicator.map { article.role($0) }
        let value = time.flatMap { $0.isOpen ? nil : article.value(of: $0) }
        isYear = value?.utf8.count == 4
        isPeriod = value.map(LinkedArticle.isReported) ?? false
        months = isPeriod ? value.flatMap(LinkedArticle.months) : nil
        isMonth = isPeriod && value.flatMap(LinkedArticle.months)?.count == 1
    }
}
