package import BaoShuMatching
package import BaoShuModel
internal import BaoShuText

/// Makes facts of what the link rules found, carrying subject, time and indicator on from clause to clause.
///
/// The rules say what each number is beside (`fact`) and what governs the clauses around it (`scope`); `Carry` says how long that
/// holds. Facts come out in the order of their quantities.
package struct Linker {
    let article: LinkedArticle
    let clauses: ClauseTable
    /// By where their quantity is.
    let links: [Link]
    var carry: Carry
    var facts: [LinkedFact] = []
    /// Facts whose indicator stands behind them in the sentence (从2013年的13.9亿元到2023年的456亿元，收入增长…), with it.
    private(set) var waiting: [(fact: LinkedFact, sentence: Int)] = []
    let matches: [LinkMatch]

    /// Sets the facts of a document.
    ///
    /// - Parameter words: what is to be known of the words of the text in which the links were found.
    /// - Complexity: O(*n* + *l* log *l*) for *n* code units and *l* links.
    package static func link(_ matches: [LinkMatch], in document: inout AnnotatedDocument, words: LinkWords) {
        let article = LinkedArticle(document, words)
        var facts: [Fact] = []
        if matches.indices.contains(where: { matches[$0].type == LinkMatch.factType }) {
            var linker = Linker(article, matches, Self.ordered(matches))
            linker.run()
            facts = linker.facts.map(linker.stated)
        }
        if article.hasTables {
            // Those of each stage come by start.
            let heads = matches.filter { $0.type == LinkMatch.tableHeadType }.sorted { $0.span.lowerBound < $1.span.lowerBound }
            facts += TableLinker(article: article, heads: heads).facts()
        }
        func isInOrder(_ a: Fact, _ b: Fact) -> Bool { a.quantity != b.quantity ? a.quantity < b.quantity : a.rule <= b.rule }
        if !facts.indices.dropFirst().allSatisfy({ isInOrder(facts[$0 - 1], facts[$0]) }) { facts.sort { ($0.quantity, $0.rule) < ($1.quantity, $1.rule) } }
        document.facts = facts
    }

    /// The links by where their quantity is, those with one first, then by the names of their rules.
    private static func ordered(_ matches: [LinkMatch]) -> [Link] {
        let links = matches.indices.map { Link(matches, $0) }
        func isInOrder(_ a: Link, _ b: Link) -> Bool {
            if a.position != b.position { return a.position < b.position }
            if (a.quantityCount == 0) != (b.quantityCount == 0) { return a.quantityCount > 0 }
            return matches[a.number].rule <= matches[b.number].rule
        }
        // Where no rule looks ahead they come in order.
        if links.indices.dropFirst().allSatisfy({ isInOrder(links[$0 - 1], links[$0]) }) { return links }
        var order = links.map { UInt64($0.position.value << 1 | ($0.quantityCount == 0 ? 1 : 0)) << 32 | UInt64($0.number) }
        func number(_ place: UInt64) -> Int { Int(place & 0xFFFF_FFFF) }
        order.sort()
        // Those of one place by their rules.
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, order[end] >> 32 == order[start] >> 32 { end += 1 }
            if end - start > 1 { order[start..<end].sort { (matches[number($0)].rule, $0) < (matches[number($1)].rule, $1) } }
            start = end
        }
        return order.map { links[number($0)] }
    }

    /// A fact as it is written.
    private func stated(_ fact: LinkedFact) -> Fact {
        let link = links[fact.link]
        var fields: [Field] = []
        let grown = fact.growsAs.flatMap { links[$0.link].text(.change, in: matches, of: $0.number) }
        if let change = grown ?? link.text(.change, in: matches, of: fact.number) {
            // 增长-2.4%: a fall of 2.4%.
            let value = article.value(of: fact.quantity)
            let falls = change == "up" && value?.hasPrefix("-") == true
            if falls, let value { fields.append(Field("value", .text(String(value.dropFirst())))) }
            fields.append(Field("change", .text(falls ? "down" : change)))
        }
        switch fact.basis {
        case .none: break
        case .stated: if let basis = link.text(.basis, in: matches, of: fact.number) { fields.append(Field("basis", .text(basis))) }
        case .yoy, .mom, .since: fields.append(Field("basis", .text(fact.basis.rawValue)))
        }
        if fact.isTarget { fields.append(Field("target", .flag(true))) }
        var indicator = article.stated(fact.indicator)
        if var head = fact.head, let words = indicator?.span {
            // 青岛市城镇、农村收入: whose it is, is no part of it.
            if let subject = fact.subject?.span, let rest = article.words(head, behind: subject) {
                let isOwned = article.words.possessives.contains(article.text[rest.lowerBound.value]) && rest.indices.count > 2
                head = isOwned ? TextSpan(rest.lowerBound.value + 1, rest.upperBound.value) : rest
            }
            // 价格 right behind the last of a list is in one place with it.
            var pieces: [TextSpan] = []
            for piece in [fact.first, fact.lead, head, words].compactMap(\.self) {
                if let last = pieces.last, last.upperBound == piece.lowerBound {
                    pieces[pieces.count - 1] = TextSpan(last.lowerBound.value, piece.upperBound.value)
                } else {
                    pieces.append(piece)
                }
            }
            indicator = Fact.Role(heads: pieces.dropLast(), span: pieces.last)
        }
        return Fact(
            quantity: fact.quantity, fields: fields, indicator: indicator, subject: article.stated(fact.subject),
            time: article.stated(fact.time), shareOf: article.stated(fact.shareOf), rule: matches[link.number].rule)
    }

    /// The projects whose total the sentence told last, and where its last figure of them stands.
    var invested: (projects: LinkRole, end: UTF16Offset)?

    /// The whole that the last share was told of, and what had it.
    private var shared: (whole: LinkRole, indicator: LinkRole?)?

    /// The last that was measured of nobody (an index).
    private var unownedIndicator: LinkRole?

    /// Whether the items of the list that is carried are nobody.
    private(set) var listIsOfNouns = false
    /// The facts of the list of figures that came last.
    private(set) var listFacts = 0..<0

    /// What is known of the times of the sentence in hand (`Linker+Times.swift`).
    var figuresOfTimes = FiguresOfTimes()
    /// Where a link ended that told what a figure was before it changed in a run of years or months, the run, and its last; of one that changed as another
    /// did before it (timesOfChangeBefore) the last alone.
    var changed: (end: UTF16Offset, time: LinkRole?, last: LinkRole)?
    var untimed = Untimed()

    /// Whether the article tells of quarters by annual rate.
    let isByAnnualRate: Bool

    /// The names that only say of what kind something is, by where they begin: where each ends (首尔 of 首尔航线).
    let kinds: [UTF16Offset: UTF16Offset]

    /// Those with whom one trades, by where their names begin: what leads over to the first of them (对), for the others their names.
    let partners: [UTF16Offset: TextSpan]

    /// What was measured last of an item that others may follow (播种面积 of 粮食播种面积).
    private(set) var itemMeasure: TextSpan?
    /// Whether it is what there is of several grades (企业技术中心 of 国家级企业技术中心).
    private(set) var itemIsGraded = false

    /// The last link whose owner was that of the item before in a list.
    var listed = -1

    /// The words that spoke last of one that is spoken of already (该港).
    private(set) var spokenSo: TextSpan?

    /// Their figures are the table linker's.
    private static func isTable(_ role: BlockRole) -> Bool { role == .tableHeader || role == .tableRow }

    /// The block looked through last, and whether it is text.
    private var seenBlock: (number: Int, isText: Bool)?

    private init(_ article: LinkedArticle, _ matches: [LinkMatch], _ links: [Link]) {
        self.article = article
        self.matches = matches
        self.links = links
        clauses = ClauseTable(article)
        var sources: [TextSpan] = []
        for link in links where link.isSet(.source) { if let words = link.subject { sources.append(words) } }
        let clauses = clauses
        var kinds: [UTF16Offset: UTF16Offset] = [:]
        for link in links where link.isSet(.kind) { if let words = link.subject { kinds[words.lowerBound] = words.upperBound } }
        self.kinds = kinds
        isByAnnualRate = links.contains { $0.isSet(.annual) }
        var partners: [UTF16Offset: TextSpan] = [:]
        for link in links where link.isSet(.partner) { if let words = link.subject { partners[words.lowerBound] = link.indicator ?? words } }
        self.partners = partners
        carry = Carry(articleSubject: article.subject(besides: sources) { clauses.place(of: $0.lowerBound).bracket == 0 })
    }

    private mutating func run() {
        var quotes = quotes()[...]
        for index in links.indices {
            let link = links[index]
            while let quote = quotes.first, quote.start <= link.position {
                quotes.removeFirst()
                carry.move(to: clauses.place(of: quote.start))
                carry.quote(links[quote.link].subject.map(article.role))
            }
            let place = clauses.place(of: link.position)
            if place.block >= 0, Self.isTable(article.blocks[place.block].role) { continue }
            passBlocks(before: place.block)
            carry.move(to: place)
            if link.isSet(.source) { continue }
            switch link.kind {
            case .scope where link.isSet(.that): speakOfThat(link)
            case .scope where link.isSet(.province): carry.speakOfProvince(article, as: link.subject.map(article.role))
            case .scope where link.isSet(.area):
                carry.speakOfArea(article, as: link.subject.map(article.role), mayBeRegion: link.isSet(.region), isOfCity: link.isSet(.city))
                // 县政府改造小区12个: the body in front of the measure is the county's.
                if let words = link.subject, article.mention(at: words) != nil { spokenSo = words }
            case .scope where link.shared != nil: (itemMeasure, itemIsGraded) = (link.shared, link.isSet(.graded))
            case .scope where link.isSet(.held): carry.tellOn(isDays)
            case .scope where link.isSet(.attacks): carry.attacker = link.subject.map(article.role)
            case .scope:
                let hadTime = carry.times.sentence != nil
                var scope = Scope(link, matches, article)
                if let words = link.indicator, repeatsTold(words) { scope.indicator = nil }
                carry.take(scope, in: article)
                // 厦门文博会落幕: the article is about what the headline names after the place.
                if let words = link.subject, place.block >= 0, LinkedArticle.headlineRoles.contains(article.blocks[place.block].role) { carry.headline(words, article) }
                if !hadTime, link.isSet(.continues) { settle(carry.times.sentence, of: carry.indicator) }
            case .fact: state(index)
            case .other: break
            }
        }
    }

    /// 该工程, 该港, 公司: the one that is spoken of where it is called so (青岛港), else the last name before it that is, else what the words say.
    /// Of a firm the organization that is spoken of, whatever it is called.
    private mutating func speakOfThat(_ link: Link) {
        guard let words = link.subject else { return }
        spokenSo = words
        // 展览共分5个部分: where a thing is spoken of by words, it is that one.
        if link.isSet(.thing), let held = carry.subjects.current(carriesOn: false), held.mention == nil { return }
        let noun = article.text[(link.indicator ?? words).indices]
        var scope = Scope(link, matches, article)
        scope.indicator = nil
        func isCalled(_ span: TextSpan) -> Bool { article.text[span.indices].suffix(noun.count) == noun }
        let held = carry.subjects.current(carriesOn: false)
        if let held, let span = held.span ?? held.mention.map({ article.span(of: $0) }), isCalled(span) { return }
        // 隧道全长17公里，工程总投资180亿元: what was built may be called otherwise than by its name.
        if link.isSet(.works), let mention = held?.mention, article.isPlace(mention), !article.isDivision(mention), !link.isSet(.thing) || facts.last?.subject?.mention == mention { return }
        if let named = article.lastParty(in: TextSpan(0, words.lowerBound.value), where: { isCalled(article.span(of: $0)) }) {
            scope.subject = named
        } else if scope.isWeak || link.isSet(.area), let mention = held?.mention, article.isOrganization(mention) != link.isSet(.area) {
            // Of a division the place that is spoken of, whatever it is called (长沙 of 该市).
            return
        } else if link.isSet(.area), let named = article.office(before: article.role(words)) {
            scope.subject = named
        }
        scope.isWeak = false
        carry.take(scope, in: article)
    }

    /// Tells what is carried of the labels and headings that stand between the last link and the next one's block.
    private mutating func passBlocks(before block: Int) {
        if block > 0, block != carry.block, article.blocks[block - 1].role == .sectionLabel { carry.passLabel() }
        let isHeading = { (passed: Int) in !article.isText(passed) && !LinkedArticle.headlineRoles.contains(article.blocks[passed].role) }
        if block > carry.block, (max(0, carry.block)..<block).contains(where: isHeading) { carry.passHeading() }
    }

    /// The facts of one link: one for each of its quantities.
    private mutating func state(_ index: Int) {
        let link = links[index]
        guard let measured = measured(by: link) else { return }
        if measured.indicators.count > 1 { (carry.list, carry.parties, listIsOfNouns) = (measured.indicators, measured.parties, measured.areNouns) }
        let told = facts.count
        // 收案、结案均居全省第二位: one figure is of each of them.
        if link.isSet(.ofAll), let span = matches[link.number].quantities.first, let quantity = article.mention(at: span) {
            for number in measured.indicators.indices { state(LinkedFact(quantity: quantity, link: index, number: number), at: span, measured) }
            return
        }
        for (number, span) in matches[link.number].quantities.enumerated() {
            guard let quantity = article.mention(at: span) else { continue }
            state(LinkedFact(quantity: quantity, link: index, number: number), at: span, measured)
        }
        if link.quantityCount > 1, facts.count == told + link.quantityCount { listFacts = told..<facts.count }
    }

    /// Adds the fact of one quantity, with all that is known of it, and says to what follows what it tells.
    private mutating func state(_ quantity: LinkedFact, at span: TextSpan, _ measured: Measured) {
        var fact = quantity
        let link = links[fact.link]
        var own: TextSpan? =
            if let parties = measured.parties {
                parties.measure
            } else {
                measured.indicators.count == link.quantityCount || link.isSet(.ofAll) && !measured.indicators.isEmpty ? measured.indicators[fact.number] : link.indicator ?? measured.indicators.first
            }
        if link.isSet(.ofUnit) { own = article.unitWords(of: fact.quantity) ?? own }
        // 79%[1-2]: marks measure nothing.
        if let words = own, !hasLetter(words) { own = nil }
        // 占12%，居第二位，占比提高1个百分点: the whole says what the share is of.
        let isOfShare = link.isSet(.bare) && link.isSet(.shareOfSame) && carry.sharedWhole != nil && shared.map { $0.whole == carry.sharedWhole && $0.indicator == carry.indicator } ?? false
        if let words = own, measured.told == nil, link.isSet(.bare), let head = carry.indicator?.span {
            // 增速为8%，增速比上年提高…: no word is said twice.
            if isOfShare || article.text[head.indices].suffix(words.indices.count) == article.text[words.indices] { own = nil } else { (fact.lead, fact.head) = (item(of: head), head) }
        }
        if let item = own, measured.parties == nil, let measure = measureOfItem(item, link, fact, at: span) { (fact.head, own) = (item, measure) }
        let isRepeated = own.map { article.isRank(fact.quantity) && repeatsTold($0) } ?? false
        if isRepeated { own = nil }
        var name = measured.parties?.names[fact.number]
        if measured.areNouns, let measure = own { (fact.head, own) = (name?.span, self.measure(measure, of: fact.number, in: measured)) }
        if let told = measured.told?[fact.number] { (fact.first, fact.lead, fact.head, name) = (told.lead, told.head, told.indicator?.span, told.subject) }
        if let lead = measured.lead, own != nil { (fact.lead, fact.head, name) = (lead, name?.span, nil) }
        let carriesOn = own == nil
        let held = carriesOn && !isRepeated ? heldBeside(link, fact) : nil
        let resumed = carriesOn ? lastOfSameUnit(link, fact, at: span) : nil
        if let earlier = held ?? resumed { (fact.first, fact.lead, fact.head) = (earlier.first, earlier.lead, earlier.head) }
        fact.indicator = own.map(article.role) ?? (held ?? resumed)?.indicator ?? carry.indicator
        if carriesOn, fact.indicator == nil, link.isSet(.needsIndicator) { return }
        let awaits = fact.indicator == nil && link.isSet(.awaitsIndicator)
        guard fact.indicator != nil || awaits else { return }
        let stated = link.subject.flatMap { isCountedBefore($0, span) || isWhere($0, fact) ? nil : owner($0) }
        fact.subject = (measured.areNouns ? nil : name) ?? stated ?? ownerOfList(fact, own) ?? carry.subjects.current(carriesOn: carriesOn)
        if measured.areNouns, let head = fact.head, let first = measured.parties?.names.first?.span {
            if let mention = article.mention(beginningAt: first.lowerBound), article.isParty(mention) {
                // 深圳口岸的汽车、电池出口: whose it is stands before the first.
                fact.subject = LinkRole(span: article.span(of: mention), mention: mention)
            } else if let held = fact.subject?.span, held.overlaps(head) {
                // 消费、投资对增长的贡献率: what opens the clause is no one here.
                fact.subject = carry.subjects.former.flatMap { $0.span?.overlaps(head) ?? false ? nil : $0 }
            }
        }
        keepKind(&fact, link)
        standApart(&fact, link, at: span)
        let projects = investedIn(link, fact, at: span)
        let counted = countedBefore(link, fact, isCarried: carriesOn)
        if let counted = counted ?? projects { fact.subject = counted }
        if link.isSet(.struck) { moveToPlace(&fact, from: span) }
        // 沪指报3086点，跌0.28%: an index is nobody's.
        if link.isSet(.unowned) { unownedIndicator = fact.indicator }
        if let unownedIndicator, fact.indicator == unownedIndicator, link.subject == nil { fact.subject = nil }
        let goesOn = setTime(of: &fact, measured, isCarried: carriesOn)
        fact.shareOf =
            link.isSet(.shareOfCarried)
            ? (isOfRate(carry.indicator) ? nil : carry.indicator)
            : link.shareOf.map(article.role) ?? (link.isSet(.shareOfSame) && (!waiting.isEmpty || isOfShare || facts.last?.shareOf == carry.sharedWhole) ? carry.sharedWhole : nil)
                ?? (link.isSet(.shareOfCounted) ? wholeCounted(fact) : nil)
        fact.isTarget = resumed?.isTarget ?? isTarget(fact, isCarried: carriesOn)
        if fact.isTarget, article.value(of: fact.time) == "PRESENT_REF" { fact.time = nil }
        fact.basis = basis(of: fact, isCarried: carriesOn)
        growAsBefore(&fact, isCarried: carriesOn)
        partSubject(of: &fact, from: span, ownsIndicator: own != nil)
        if awaits {
            waiting.append((fact, carry.sentence))
            return
        }
        carry.stated(
            fact, setsIndicator: own != nil && !link.isSet(.bare) && !link.isSet(.ofUnit) && (!link.isSet(.side) || carry.indicator == nil),
            setsSubject: (measured.parties == nil || measured.areNouns) && !link.isSet(.ownSubject) && projects == nil && counted == nil && !isCounted(fact.subject),
            setsTime: link.time != nil && !link.isSet(.side) && isLater(fact.time, than: carry.times.fact) || link.isSet(.timeless) && link.isSet(.awaitsIndicator), keepsTime: link.isSet(.earlier),
            isCompared: link.base != nil && link.has(.change) && article.value(of: fact.time)?.contains("-") == true,
            isContrast: carriesOn && link.time == nil && isEarlier(fact.time, than: carry.times.formerTime))
        if fact.basis == .stated { carry.compare(link.text(.basis, in: matches, of: fact.number), isRate: article.isRate(fact.quantity)) }
        if matches[link.number].quantities.count > 1 || goesOn { settle(fact.time, of: fact.indicator) }
        if goesOn { settleMeasures(fact.time) }
        facts.append(fact)
        if let whole = fact.shareOf { shared = (whole, fact.indicator) }
        if link.isSet(.total), let projects = fact.subject { invested = (projects, span.upperBound) }
        if own != nil { settleWaiting(by: fact) }
    }

    /// Whether a figure is planned, not reached.
    private func isTarget(_ fact: LinkedFact, isCarried: Bool) -> Bool {
        let link = links[fact.link]
        if link.isSet(.target) { return true }
        if link.isSet(.timeless) { return isFuture(fact.time) }
        if link.isSet(.struck) { return false }
        if let isPlanned = isPlannedBehind(fact.link, isCount: article.isCount(fact.quantity) && link.quantityCount == 1) { return isPlanned && !isPast(fact.time) }
        // 预计净利润为30亿元，同比增长60%: by how much what is planned would grow.
        let isPlanned = carry.plans.isForetold || isCarried && carry.plans.isPlan && facts.last.map { $0.isTarget && $0.indicator == fact.indicator } ?? false
        // 到2027年，规模突破800亿元，年均增长12%: growth up to a year to come.
        return (!link.has(.basis) || isPlanned || isYearToCome(fact.time)) && (carry.plans.isPlan && !isPast(fact.time) || isFuture(fact.time))
    }

    /// Whether a link stands in a block with a sentence that ends as one, no heading. Links come by place: a block is looked through once.
    mutating func isText(_ link: Link) -> Bool {
        let block = clauses.place(of: link.position).block
        guard block >= 0 else { return false }
        if let seen = seenBlock, seen.number == block { return seen.isText }
        let isText = article.isText(block)
        seenBlock = (block, isText)
        return isText
    }

    /// Gives what was found last to the facts of the same sentence that wait for it.
    private mutating func settleWaiting(by fact: LinkedFact) {
        for case (var earlier, let sentence) in waiting where sentence == carry.sentence {
            earlier.indicator = fact.indicator
            earlier.subject = fact.subject
            facts.append(earlier)
        }
        waiting = []
    }
}
