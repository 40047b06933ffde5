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
/// | basis | what is held against what (同比) | to the end of the sentence, and on where the next one goes on with it, or of the paragraph where it says that it tells so (从环比看) |
/// | plan | a word of intent (将, 力争) | to the end of the sentence or of the paragraph, as the word says, or of the article where it is a plan as a whole and nothing was told before; a word of completion (已, 目前) ends it, news of the day the article's too |
/// | any of these | what stands in a bracket | to the end of the bracket; then what held before it |
struct Carry {
    private(set) var times = CarriedTimes()
    private(set) var subjects: CarriedSubjects
    private(set) var bases = CarriedBases()
    private(set) var plans = Plans()
    private(set) var indicator: LinkRole?
    private var earlierIndicator: LinkRole?
    /// How many figures in a row were of the indicator that holds.
    private(set) var figureCount = 0
    /// The indicators of the last list of figures in the sentence.
    var list: [TextSpan] = []
    /// Whose those figures are, with what is measured of each, where the list is of such.
    var parties: (names: [LinkRole], measure: TextSpan?)?
    /// The whole that the fact before was a share of, in the same sentence.
    private(set) var sharedWhole: LinkRole?
    /// The one who struck another place in the paragraph, whose the dead there are not.
    var attacker: LinkRole?

    private var place = ClausePlace(block: -1, sentence: -1, clause: -1)
    private var sentenceHasFact = false
    private var partHasFact = false
    private var clauseHasFact = false
    /// What held before the bracket that the text is in.
    private var outside: Outside?

    private struct Outside {
        var place: ClausePlace
        var times: CarriedTimes
        var subjects: CarriedSubjects
        var indicator: LinkRole?
        /// Whether the clause around the bracket had a fact, and whether the bracket has one.
        var clauseHadFact: Bool
        var bracketHasFact = false
    }

    init(articleSubject: LinkRole?) { subjects = CarriedSubjects(article: articleSubject) }

    // MARK: Places

    var sentence: Int { place.sentence }
    var block: Int { place.block }
    /// Whether a place is in the sentence that the text is in.
    func holds(_ other: ClausePlace) -> Bool { other.block == place.block && other.sentence == place.sentence }

    mutating func move(to next: ClausePlace) {
        guard next != place else { return }
        if place.bracket != next.bracket {
            if place.bracket != 0 { leaveBracket() }
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

    /// A label (相关链接) stands before the paragraph that comes next.
    mutating func passLabel() { times.passLabel() }

    /// A heading stands between: what was told of before it is over.
    mutating func passHeading() {
        subjects.passHeading()
        times.passHeading()
    }

    private mutating func advance(to next: ClausePlace) {
        guard next != place else { return }
        let isInParagraph = next.block == place.block
        if !isInParagraph { beginParagraph() }
        if !isInParagraph || next.sentence != place.sentence { beginSentence(inSameParagraph: isInParagraph) } else if next.part != place.part { beginPart() }
        times.beginClause()
        subjects.beginClause()
        plans.beginClause()
        clauseHasFact = false
        place = next
    }

    private mutating func beginParagraph() {
        times.beginParagraph()
        subjects.beginParagraph()
        attacker = nil
    }

    private mutating func beginSentence(inSameParagraph: Bool) {
        times.beginSentence(inSameParagraph: inSameParagraph)
        subjects.beginSentence(inSameParagraph: inSameParagraph)
        bases.beginSentence(inSameParagraph: inSameParagraph)
        plans.beginSentence(inSameParagraph: inSameParagraph)
        earlierIndicator = inSameParagraph ? indicator ?? earlierIndicator : nil
        (indicator, figureCount, sharedWhole) = (nil, 0, nil)
        (list, parties) = ([], nil)
        (sentenceHasFact, partHasFact) = (false, false)
    }

    /// A semicolon stands between.
    private mutating func beginPart() {
        subjects.beginPart()
        partHasFact = false
    }

    /// What is said in the bracket has its own subject, and takes on what holds before it.
    private mutating func enterBracket(_ number: Int) {
        outside = Outside(place: place, times: times, subjects: subjects, indicator: indicator, clauseHadFact: clauseHasFact)
        place.bracket = number
        subjects.enterBracket()
        clauseHasFact = false
    }

    private mutating func leaveBracket() {
        guard let outside else { return }
        place = outside.place
        // 今天（9月26日）: what states nothing is an aside on the words before it.
        clauseHasFact = outside.clauseHadFact
        guard outside.bracketHasFact else { return }
        times.restore(outside.times)
        subjects.restore(outside.subjects)
        indicator = outside.indicator
    }

    // MARK: What is said

    /// Takes on what governs the clauses from here on.
    mutating func take(_ scope: Scope, in article: LinkedArticle) {
        if scope.continues { goOn(with: scope, in: article) }
        if scope.isLasting { times.tellOfLength() }
        if scope.nears, let mention = scope.time?.mention { times.near(mention) }
        if scope.reach == "sentence", let basis = scope.basis { bases.takeSentence(basis, over: scope.base) }
        if scope.isPart {
            subjects.takePart(endsAtSemicolon: partHasFact)
            times.takePart()
            if scope.opensSentence { plans.takeParts() }
        }
        if let time = scope.time {
            times.take(time, of: scope, isClause: sentenceHasFact && scope.reach != "sentence" || scope.reach == "clause", isPlan: plans.isPlan, in: article)
        }
        if let subject = scope.subject { subjects.take(subject, of: scope, hasFact: clauseHasFact) }
        if scope.isAgain, !clauseHasFact { subjects.speakOfPersonAgain() }
        if scope.isEstimate { times.estimate(in: article) }
        if let words = scope.indicator { indicator = words }
        if let isPlan = scope.isPlan {
            // 将安排项目220个。安排预备项目48个: a plan too, where one was foretold.
            if isPlan, scope.continues { plans.takeParts() } else { plans.take(isPlan, reach: scope.reach) }
        }
    }

    /// The sentence goes on with what the one before said, or the paragraph before.
    private mutating func goOn(with scope: Scope, in article: LinkedArticle) {
        // 2023年，学校加快建设。建成学校12所: what was done is told on, what is told of is not.
        if scope.isPlan == true {
            times.goOnWithSentence(in: article)
            return
        }
        times.goOn(reach: scope.reach)
        if scope.reach == "paragraph" { subjects.goOnWithParagraphBefore() }
        if scope.reach != "sentence" { indicator = indicator ?? earlierIndicator }
        bases.goOn(scope.basis)
    }

    /// 26日，大会闭幕。大会签约项目31个: the sentence tells on of what the one before said was held on a day.
    mutating func tellOn(_ isDay: (LinkRole) -> Bool) { times.tellOn(isDay) }

    /// The paragraph quotes one who speaks for somebody.
    mutating func quote(_ subject: LinkRole?) { subjects.quote(subject) }

    /// The clause speaks of the whole city or county.
    ///
    /// - Parameters:
    ///   - mayBeRegion: The words are those for an autonomous region, too (全区).
    ///   - isOfCity: The words are those for a city (全市).
    mutating func speakOfArea(_ article: LinkedArticle, as words: LinkRole?, mayBeRegion: Bool, isOfCity: Bool) {
        if let words, !clauseHasFact { subjects.speakOfArea(article, as: words, mayBeRegion: mayBeRegion, isOfCity: isOfCity) }
    }

    /// The clause speaks of the whole province.
    mutating func speakOfProvince(_ article: LinkedArticle, as words: LinkRole?) {
        if let words, !clauseHasFact { subjects.speakOfProvince(article, as: words) }
    }

    /// The headline speaks of words that begin with the article's own place.
    mutating func headline(_ words: TextSpan, _ article: LinkedArticle) { subjects.headline(words, article) }

    /// The text says against what a figure grew.
    mutating func compare(_ basis: String?, isRate: Bool) {
        times.tellGrowth()
        bases.compare(basis, isRate: isRate)
    }

    /// The period with which a fact that says no time goes on; nil where what is told is planned, or where it goes on with none.
    mutating func goOn(with untimed: CarriedTimes.Untimed, in article: LinkedArticle, _ isPeriod: (LinkRole) -> Bool) -> LinkRole? {
        plans.isPlan ? nil : times.goOn(with: untimed, of: subjects, in: article, isPeriod)
    }

    /// - Parameters:
    ///   - setsTime: Its time stands in its own words and is later than that which held before them.
    ///   - keepsTime: It is what the figures beside it are held against, and its time is not theirs.
    ///   - isCompared: It tells how some months went against others (降幅较前8个月收窄0.6个百分点).
    ///   - isContrast: It is what was measured before in the sentence, at an earlier time (而2012年只有3件).
    mutating func stated(_ fact: LinkedFact, setsIndicator: Bool, setsSubject: Bool, setsTime: Bool, keepsTime: Bool, isCompared: Bool, isContrast: Bool) {
        (sentenceHasFact, partHasFact, clauseHasFact) = (true, true, true)
        outside?.bracketHasFact = true
        plans.stated(isTarget: fact.isTarget)
        times.stated(isTarget: fact.isTarget, isGrowth: fact.basis == .yoy || isCompared, isContrast: isContrast, setsIndicator: setsIndicator)
        if let whole = fact.shareOf { sharedWhole = whole }
        figureCount = fact.indicator == indicator ? figureCount + 1 : 1
        if setsIndicator {
            indicator = fact.indicator
            // 2021年至2023年，营收分别为…，同比分别增长…: what goes on is of all of them.
            if !keepsTime { times.carry(fact.time?.whole) }
        } else if setsTime, !keepsTime {
            // 由2012年的3200元增加到2023年的2.86万元，增长8倍: what goes on is of the later year.
            times.carry(fact.time)
        }
        if setsSubject { subjects.carry(fact.subject) }
    }
}
