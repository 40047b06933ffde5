internal import BaoShuText

/// Of whom the sentences of an article tell: what they named themselves, and what those before them did.
struct CarriedSubjects {
    /// The article's own.
    private(set) var article: LinkRole?
    private(set) var clause: LinkRole?
    private var sentence: LinkRole?
    /// It is an office's, which has what the next sentence tells only where it has a figure of its own.
    private var isOffice = false
    private var paragraph: LinkRole?
    /// One named in passing.
    private var weak: LinkRole?
    /// That of the fact before.
    private var fact: LinkRole?
    /// Whose the figures were before the last one was named.
    private(set) var former: LinkRole?
    /// The organization that the sentence named last as the one who does what it tells.
    private var doer: LinkRole?
    /// Where the clause says that it did so.
    private(set) var placeOfDeed: LinkRole?
    /// The person whom the paragraph spoke of last.
    private var person: LinkRole?
    /// The paragraph goes on about the person.
    private var isToldOf = false
    /// That of the paragraph before, for the first sentence of one that goes on with it (分产业看).
    private var earlier: LinkRole?
    /// The same, to the end of the paragraph.
    private var outer: LinkRole?
    /// Whose figures the paragraph told before the sentence named a part (其中，河北进度75%。播种面积…), with that of the fact before it.
    private var whole: (paragraph: LinkRole?, sentence: LinkRole?, fact: LinkRole?)?
    /// The part stands beside figures of the whole, which a semicolon goes on with (全省出口12亿元，其中青岛5亿元；进口8亿元).
    private var partEndsAtSemicolon = false
    /// What 全市 or 全县 was of, and the last character of the words.
    private var area: (kind: UInt16, place: LinkRole)?
    /// 全国 or 我国, where it is the first of whom an article speaks that names none as its own.
    private var country: LinkRole?
    private var hasNamed = false
    /// The first city that the text speaks of by its bare name, where the headline names nobody: what 全市 and 我市 are of.
    private var city: LinkRole?

    init(article: LinkRole?) { self.article = article }

    // MARK: Places

    mutating func beginParagraph() {
        earlier = fact ?? paragraph
        outer = earlier
        (paragraph, weak, fact) = (nil, nil, nil)
        (person, isToldOf) = (nil, false)
    }

    mutating func beginSentence(inSameParagraph: Bool) {
        if inSameParagraph {
            earlier = nil
            if let whole { (paragraph, fact) = (whole.paragraph, whole.fact) }
        }
        whole = nil
        if fact == person || fact == sentence && !isOffice, !isToldOf { fact = nil }
        // 规模以上工业企业实现利润12亿元。地方财政收入…: where a name holds, what was called by words has the figures of its sentence.
        // Where 全县 is, too (服务业实现营业收入12亿元。工业用电量…).
        if fact?.mention == nil, paragraph?.mention != nil || area != nil { fact = nil }
        (sentence, isOffice, doer, weak) = (nil, false, nil, nil)
    }

    mutating func beginClause() { (clause, placeOfDeed) = (nil, nil) }

    /// A semicolon stands between.
    mutating func beginPart() {
        guard let whole, partEndsAtSemicolon else { return }
        (paragraph, sentence, fact) = (whole.paragraph, whole.sentence, whole.fact)
        self.whole = nil
    }

    /// What is said in a bracket has its own.
    mutating func enterBracket() { clause = nil }

    /// Behind a bracket what held before it holds again.
    mutating func restore(_ before: CarriedSubjects) {
        (clause, sentence, paragraph, weak, fact) = (before.clause, before.sentence, before.paragraph, before.weak, before.fact)
    }

    mutating func passHeading() { country = nil }

    // MARK: What is said

    /// Takes on one who is named.
    ///
    /// - Parameter hasFact: The clause has told a figure: what it names behind that is not whose it is.
    mutating func take(_ subject: LinkRole, of scope: Scope, hasFact: Bool) {
        // One that is named is told of from there on.
        if subject.mention != nil { country = nil }
        if scope.isCountry, !hasNamed { country = subject }
        if subject.mention != nil || scope.isCountry { hasNamed = true }
        guard clause == nil || scope.isAnew, !hasFact else { return }
        if scope.isWeak {
            weak = subject
            return
        }
        // 海尔集团加快布局，在合肥、重庆建成12座工厂: who built them has them; what the next clause tells is of the place.
        if scope.isLocated, let doer {
            (clause, paragraph, placeOfDeed, fact) = (doer, subject, subject, nil)
            return
        }
        if scope.isBody, scope.reach != "clause" { doer = subject }
        former = current(carriesOn: false)
        clause = subject
        if scope.isPerson { person = subject }
        if scope.isCity, city == nil, article == nil { city = subject }
        isOffice = scope.reach == "clause"
        if scope.isPerson || isOffice || scope.reach == "sentence" { sentence = subject } else { paragraph = subject }
        fact = nil
    }

    /// What the sentence names from here on is a part of what it spoke of.
    mutating func takePart(endsAtSemicolon: Bool) { if whole == nil { (whole, partEndsAtSemicolon) = ((paragraph, sentence, fact), endsAtSemicolon) } }

    /// The sentence speaks of the person before again (他).
    mutating func speakOfPersonAgain() {
        guard let person, clause == nil else { return }
        (sentence, fact, isToldOf) = (person, nil, true)
    }

    /// The sentence goes on with the paragraph before.
    mutating func goOnWithParagraphBefore() { if paragraph == nil, clause == nil { paragraph = earlier } }

    /// The paragraph quotes one who speaks for somebody.
    mutating func quote(_ subject: LinkRole?) { (paragraph, fact) = (subject, nil) }

    /// The clause speaks of the whole city or county: what an office in it, or one called by words, was the subject of ends, and the article's own place
    /// holds, or where the article has none, that of an organization before (青岛市商务局), else the words (全市).
    ///
    /// - Parameters:
    ///   - mayBeRegion: The words are those for an autonomous region, too (全区).
    ///   - isOfCity: The words are those for a city (全市).
    mutating func speakOfArea(_ article: LinkedArticle, as words: LinkRole, mayBeRegion: Bool, isOfCity: Bool) {
        guard clause == nil else { return }
        // The article's own where it is named before.
        let current = current(carriesOn: false).flatMap { named in article.isBehind(named, words) ? nil : named }
        let kind = article.kind(of: words)
        var own: LinkRole?
        if let current, let mention = current.mention, article.isPlace(mention), kind == area?.kind, let told = area?.place, told != current, article.isCalled(current, as: words) {
            // 全市…。平度市…。截至30日，全市…: it is the one that was spoken of so, not a city in it.
            own = told.mention == nil ? words : told
        } else if let current, let mention = current.mention, article.isPlace(mention) {
            if let other = other(than: current, article, as: words, mayBeRegion: mayBeRegion, isOfCity: isOfCity) {
                own = other
                if other.mention == nil, let kind { area = (kind, other) }
            } else {
                // 木寨村 before 全县, 济宁大安机场 before 全市: the county that it lies in, the city of the article.
                // 山东 before 全市: the city that was named.
                guard !article.isCalled(current, as: words), !article.isBareCity(current), !mayBeRegion || !article.isAutonomousRegion(current) else { return }
                own = article.whole(current, as: words) ?? self.article.flatMap { article.isCalled($0, as: words) || article.isBareCity($0) && $0 != current ? $0 : nil }
                let isCountry = article.isCountry(mention)
                if own == nil, !article.isDivision(mention) || article.isProvince(mention) || isCountry { own = article.called(words) }
                // 市图书馆 before 全市, 中国: nor has a site in it what the whole has, or the country.
                if own == nil, isOfCity, isCountry || !article.isDivision(mention) && !article.isBareName(current) {
                    let whole = article.office(before: words) ?? words
                    own = whole
                    if whole.mention == nil, let kind { area = (kind, whole) }
                }
            }
            guard own != nil, own != current else { return }
        } else if let mention = current?.mention, article.isPerson(mention) {
            return
        } else {
            own = article.area(words, besides: self.article ?? (isOfCity ? city : nil))
            // 全区…。西区…。全区…: the words that spoke of the whole first go on, but for a city that was named behind them.
            if let place = own, let told = area, told.kind == kind, told.place.mention == nil, mayBeRegion || place == words, article.isBehind(place, told.place) { own = told.place }
            if let own, let kind { area = (kind, own) }
        }
        if let own { hold(own) }
    }

    /// What words for the whole of a city or a district speak of where the place that is spoken of is none, by its code (黄岛区 before 全市): the one that it lies
    /// in, the article's own, or the words; nil where it may be one.
    private func other(than current: LinkRole, _ article: LinkedArticle, as words: LinkRole, mayBeRegion: Bool, isOfCity: Bool) -> LinkRole? {
        func mayBe(_ place: LinkRole) -> Bool { isOfCity ? article.mayBeCity(place) : article.mayBeDistrict(place) }
        guard isOfCity || mayBeRegion, !article.isCalled(current, as: words), current.mention.map(article.isProvince) == false, !mayBe(current) else { return nil }
        if let whole = article.whole(current, as: words) { return whole }
        if let own = self.article, article.isCalled(own, as: words) || article.isBareCity(own) && mayBe(own) { return own }
        return (isOfCity ? city ?? article.city(of: current, before: words) : nil) ?? article.office(before: words) ?? words
    }

    /// The clause speaks of the whole province: the one that is spoken of, or the article's own, else the words (全省), where a city or an office was.
    mutating func speakOfProvince(_ article: LinkedArticle, as words: LinkRole) {
        guard clause == nil else { return }
        if let mention = current(carriesOn: false)?.mention, article.isProvince(mention) || article.isPerson(mention) { return }
        let own =
            self.article.flatMap { $0.mention.map(article.isProvince) == true ? $0 : nil }
            ?? words.span.flatMap { article.lastParty(in: TextSpan(0, $0.lowerBound.value), where: article.isProvince) } ?? article.office(before: words) ?? words
        if own.mention == nil, let kind = article.kind(of: words) { area = (kind, own) }
        hold(own)
    }

    private mutating func hold(_ own: LinkRole) { (clause, paragraph, fact) = (own, own, nil) }

    /// The headline speaks of words that begin with the article's own place: it is about those.
    mutating func headline(_ words: TextSpan, _ article: LinkedArticle) {
        guard let own = self.article?.mention.map(article.span(of:)), own.lowerBound == words.lowerBound, own.upperBound < words.upperBound else { return }
        self.article = article.role(words)
    }

    /// A fact says whose it is: what the sentence tells further on is, too.
    mutating func carry(_ subject: LinkRole?) {
        fact = subject
        // 烟台市规上工业企业营业收入…、利润…: the clause goes on with the owner that its name begins.
        if let named = clause?.span, let owner = subject?.span, named.lowerBound == owner.lowerBound, named.upperBound < owner.upperBound { clause = subject }
    }

    // MARK: What holds

    func current(carriesOn: Bool) -> LinkRole? { clause ?? fact ?? sentence ?? paragraph ?? weak ?? article ?? areaWords ?? country }

    /// The one that holds but for those of facts.
    var stated: LinkRole? { clause ?? sentence ?? paragraph ?? weak ?? article }

    /// 全市 in an article that names no place: what it tells further on is of it.
    private var areaWords: LinkRole? { area.flatMap { $0.place.mention == nil ? $0.place : nil } }

    /// Whether one is that of the article, and nothing nearer says it.
    func isOfArticleAlone(_ role: LinkRole) -> Bool { role == article && clause != role && paragraph != role }

    /// Whether the paragraph has named nobody whom the one before did not.
    ///
    /// 全市收入12亿元。 全市支出…: who is named again is nobody new, but what they have of something (共有企业480家) is of the present.
    func areThoseOfParagraphBefore(isCount: Bool, in article: LinkedArticle) -> Bool {
        sentence == nil && (paragraph == nil || !isCount && article.areSame(paragraph, outer))
    }
}
