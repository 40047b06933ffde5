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
    private let links: [Link]
    private var carry: Carry
    private var facts: [LinkedFact] = []
    /// Facts whose indicator stands behind them in the sentence (从2013年的13.9亿元到2023年的456亿元，收入增长…), with it.
    private var waiting: [(fact: LinkedFact, sentence: Int)] = []
    private let matches: [LinkMatch]

    /// Sets the facts of a document.
    ///
    /// - Complexity: O(*n* + *l* log *l*) for *n* code units and *l* links.
    package static func link(_ matches: [LinkMatch], in document: inout AnnotatedDocument) {
        let article = LinkedArticle(document)
        var facts: [Fact] = []
        if matches.contains(where: { $0.type == LinkMatch.factType }) {
            var linker = Linker(article, matches, Self.ordered(matches))
            linker.run()
            facts = linker.facts.map(linker.stated)
        }
        if article.hasTables { facts += TableLinker(article: article, heads: matches.filter { $0.type == LinkMatch.tableHeadType }).facts() }
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
        var order = links.map { UInt64($0.position.value << 1 | ($0.quantityCount == 0 ? 1 : 0)) << 24 | UInt64($0.number) }
        order.sort()
        // Those of one place by their rules.
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, order[end] >> 24 == order[start] >> 24 { end += 1 }
            if end - start > 1 { order[start..<end].sort { (matches[Int($0 & 0xFF_FFFF)].rule, $0) < (matches[Int($1 & 0xFF_FFFF)].rule, $1) } }
            start = end
        }
        return order.map { links[Int($0 & 0xFF_FFFF)] }
    }

    /// A fact as it is written.
    private func stated(_ fact: LinkedFact) -> Fact {
        let link = links[fact.link]
        var fields: [Field] = []
        if let change = link.text(.change, in: matches, of: fact.number) { fields.append(Field("change", .text(change))) }
        switch fact.basis {
        case .none: break
        case .stated: if let basis = link.text(.basis, in: matches, of: fact.number) { fields.append(Field("basis", .text(basis))) }
        case .yoy: fields.append(Field("basis", .text("yoy")))
        case .mom: fields.append(Field("basis", .text("mom")))
        case .since: fields.append(Field("basis", .text("since")))
        }
        if fact.isTarget { fields.append(Field("target", .flag(true))) }
        return Fact(
            quantity: fact.quantity, fields: fields, indicator: article.stated(fact.indicator), subject: article.stated(fact.subject),
            time: article.stated(fact.time), shareOf: article.stated(fact.shareOf), rule: matches[link.number].rule)
    }

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
        carry = Carry(articleSubject: article.subject(besides: sources) { clauses.place(of: $0.lowerBound).bracket == 0 })
    }

    private mutating func run() {
        for index in links.indices {
            let link = links[index]
            let place = clauses.place(of: link.position)
            if place.block >= 0, Self.isTable(article.blocks[place.block].role) { continue }
            carry.move(to: place)
            if link.isSet(.source) { continue }
            switch link.kind {
            case .scope where link.isSet(.that): speakOfThat(link)
            case .scope where link.isSet(.area): carry.speakOfArea(article)
            case .scope:
                let hadTime = carry.sentenceTime != nil
                carry.take(Scope(link, matches, article))
                if !hadTime, link.isSet(.continues) { settle(carry.sentenceTime, of: carry.indicator) }
            case .fact: state(index)
            case .other: break
            }
        }
    }

    /// 该工程, 该港, 公司: the one that is spoken of where it is called so (青岛港), else the last name before it that is, else what the words say.
    /// Of a firm the organization that is spoken of, whatever it is called.
    private mutating func speakOfThat(_ link: Link) {
        guard let words = link.subject else { return }
        // 展览共分5个部分: where a thing is spoken of by words, it is that one.
        if link.isSet(.thing), let held = carry.subject(carriesOn: false), held.mention == nil { return }
        let noun = article.text[(link.indicator ?? words).indices]
        var scope = Scope(link, matches, article)
        scope.indicator = nil
        func isCalled(_ span: TextSpan) -> Bool { article.text[span.indices].suffix(noun.count) == noun }
        let held = carry.subject(carriesOn: false)
        if let held, let span = held.span ?? held.mention.map({ article.span(of: $0) }), isCalled(span) { return }
        if let named = article.lastParty(before: words.lowerBound, where: isCalled) {
            scope.subject = named
        } else if scope.isWeak, let mention = held?.mention, article.isOrganization(mention) {
            return
        }
        scope.isWeak = false
        carry.take(scope)
    }

    /// The facts of one link: one for each of its quantities.
    private mutating func state(_ index: Int) {
        let link = links[index]
        var indicators = link.hasIndicators ? matches[link.number].list("indicator") : []
        // 产销量分别为…，同比分别增长…: as many as the list before.
        if indicators.isEmpty, link.quantityCount > 1, link.indicator == nil, carry.list.count == link.quantityCount { indicators = carry.list }
        // Figures for several things of which the text does not say which: the indicator before is that of one at most.
        // But 产销分别为A和B，环比分别增长…，同比分别增长… are all of one.
        if indicators.count != link.quantityCount, link.isSet(.each), link.indicator == nil, carry.figureCount == 0 || carry.figureCount % link.quantityCount != 0 { return }
        var parties = parties(in: indicators)
        if indicators.count == link.quantityCount, link.isSet(.ofEach), let measure = link.shared { share(measure, among: &indicators, &parties) }
        if parties == nil, link.quantityCount > 1, let last = carry.parties, last.names.count == link.quantityCount {
            // 产量分别为…，同比分别增长…，占比分别为…: of those in the list before, too.
            if indicators == carry.list { parties = last } else if indicators.isEmpty, let measure = link.indicator { parties = (last.names, measure) }
        }
        if indicators.count > 1 { (carry.list, carry.parties) = (indicators, parties) }
        let quantities = matches[link.number].quantities
        for (number, span) in quantities.enumerated() {
            guard let quantity = article.mention(at: span) else { continue }
            var fact = LinkedFact(quantity: quantity, link: index, number: number)
            let own: TextSpan?
            if let parties {
                own = parties.measure ?? link.shared
            } else {
                own = indicators.count == link.quantityCount ? indicators[number] : link.indicator ?? indicators.first
            }
            if let own {
                fact.indicator = article.role(own)
            } else {
                fact.indicator = carry.indicator
                if fact.indicator == nil, link.isSet(.needsIndicator) { continue }
            }
            let awaits = fact.indicator == nil && link.isSet(.awaitsIndicator)
            guard fact.indicator != nil || awaits else { continue }
            let carriesOn = own == nil
            fact.subject = parties?.names[number] ?? link.subject.map(owner) ?? carry.subject(carriesOn: carriesOn)
            // 乌军袭击了瓦卢伊基市，造成7人受伤: those whom it struck are of the place, not of who speaks or strikes.
            if link.isSet(.struck), let named = fact.subject?.mention, article.isOrganization(named) {
                let block = clauses.place(of: span.lowerBound).block
                let place = article.lastParty(before: span.lowerBound) { words in
                    clauses.place(of: words.lowerBound).block == block && article.mention(at: words).map { !article.isOrganization($0) } ?? false
                }
                fact.subject = place ?? carry.articleSubject.flatMap { $0.mention.map(article.isOrganization) == false ? $0 : nil } ?? fact.subject
            }
            fact.time = link.time.flatMap { article.time($0, isOpen: link.isSet(.open)) } ?? carry.time(carriesOn: carriesOn, isOver: isDayOrPast) ?? laterTime(index)
            // 2023年，收入增长8.1%。支出下降2.3%: growth that goes on with a period before is over the same.
            let goesOn = fact.time == nil && ((link.isSet(.impliesYoY) || link.has(.basis) || link.base != nil) && link.has(.change) || link.isSet(.goesOn)) && !link.isSet(.target)
            if goesOn {
                let isText = isText(link)
                fact.time = carry.goOn(fromBefore: isText, isGrowth: link.has(.change), isPeriodToldOf)
            }
            if link.isSet(.shareOfCarried) {
                fact.shareOf = carry.indicator
            } else {
                fact.shareOf = link.shareOf.map(article.role) ?? (link.isSet(.shareOfSame) ? carry.sharedWhole : nil)
            }
            // What a grant amounts to holds whenever it is given.
            if link.isSet(.timeless) { fact.time = nil }
            // 预计净利润为30亿元，同比增长60%: by how much what is planned would grow.
            let isPlanned = carry.isForetold || carriesOn && carry.isPlan && facts.last.map { $0.isTarget && $0.indicator == fact.indicator } ?? false
            let isPlan = link.isSet(.target) || (!link.isSet(.timeless) && !link.isSet(.struck) && (!link.has(.basis) || isPlanned) && (carry.isPlan && !isPast(fact.time) || isFuture(fact.time)))
            if isPlan, article.value(of: fact.time) == "PRESENT_REF" { fact.time = nil }
            fact.basis = link.has(.basis) ? .stated : sameBasis(link, fact, isCarried: carriesOn) ?? basisBetween(link, fact) ?? impliedBasis(link, fact) ?? basis(over: link.base, fact)
            fact.isTarget = isPlan
            partSubject(of: &fact, from: span, ownsIndicator: own != nil)
            if awaits {
                waiting.append((fact, carry.sentence))
                continue
            }
            carry.stated(
                fact, setsIndicator: own != nil && !link.isSet(.side), setsSubject: parties == nil && !link.isSet(.ownSubject) && !isCounted(fact.subject),
                setsTime: link.time != nil && isLater(fact.time, than: carry.factTime) || link.isSet(.timeless) && link.isSet(.awaitsIndicator))
            if fact.basis == .stated { carry.compare(link.text(.basis, in: matches, of: number), isRate: article.isRate(quantity)) }
            if quantities.count > 1 || goesOn { settle(fact.time, of: fact.indicator) }
            facts.append(fact)
            if own != nil { settleWaiting(by: fact) }
        }
    }

    /// Keeps whose a fact is apart from what is measured and from the number itself.
    private func partSubject(of fact: inout LinkedFact, from quantity: TextSpan, ownsIndicator: Bool) {
        if let subject = fact.subject, let indicator = fact.indicator, subject.span != nil, subject.span == indicator.span { fact.subject = carry.subject(carriesOn: false) }
        // 本届车展展览面积: whose it is, is no part of what is measured.
        if ownsIndicator, fact.subject?.mention == nil, let subject = fact.subject?.span, let words = fact.indicator?.span, let rest = article.words(words, behind: subject) {
            fact.indicator = article.role(rest)
        }
        // 总投资870亿元的31个项目: the 31 are not their own.
        if let subject = fact.subject?.span, subject.lowerBound <= quantity.lowerBound, quantity.upperBound <= subject.upperBound { fact.subject = carry.statedSubject }
        // A name further on in the text is not whose this is.
        if let subject = fact.subject, carry.isArticleSubject(subject), let named = subject.span ?? subject.mention.map({ article.span(of: $0) }),
            named.lowerBound > quantity.lowerBound, !isInHeadline(named)
        {
            fact.subject = nil
        }
    }

    /// Whether a link stands in a block with a sentence that ends as one, no heading. Links come by place: a block is looked through once.
    private mutating func isText(_ link: Link) -> Bool {
        let block = clauses.place(of: link.position).block
        guard block >= 0 else { return false }
        if let seen = seenBlock, seen.number == block { return seen.isText }
        let isText = article.text[article.blocks[block].span.indices].contains(0x3002)
        seenBlock = (block, isText)
        return isText
    }

    /// Whose the words in front of a measure say it is; where they are a part of what the clause speaks of (杭州 of 杭州亚运会, the last of a
    /// list of names), that.
    private func owner(_ words: TextSpan) -> LinkRole {
        guard let named = carry.clauseSubject, let span = named.span ?? named.mention.map({ article.span(of: $0) }), span != words,
            span.lowerBound <= words.lowerBound, words.upperBound <= span.upperBound
        else { return article.role(words) }
        return named
    }

    /// 407个乡镇的降雨量: those counted have this figure, and no other.
    private func isCounted(_ subject: LinkRole?) -> Bool {
        guard let subject, subject.mention == nil, let start = subject.span?.lowerBound, let before = article.mention(endingAt: start) else { return false }
        return article.isQuantity(before)
    }

    /// What a sentence said of a measure before its time was told is of the same time: where it turns out to go on with the one before
    /// (营收59507亿元，同比增长12.4%), and where one of several in a row says more of it (接待游客46万人次，门票收入1200万元，同比分别增长8%和9%).
    private mutating func settle(_ time: LinkRole?, of indicator: LinkRole?) {
        guard let time else { return }
        for index in facts.indices.reversed() {
            let link = links[facts[index].link]
            guard carry.holds(clauses.place(of: link.position)) else { return }
            if facts[index].time == nil, facts[index].indicator == indicator, !link.isSet(.timeless) { facts[index].time = time }
        }
    }

    /// The names of a list whose last one is followed by what is measured of each (韩国、德国和日本对华投资分别增长…), or by nothing; nil
    /// where the list is of other things.
    private func parties(in items: [TextSpan]) -> (names: [LinkRole], measure: TextSpan?)? {
        guard items.count > 1, let last = items.last else { return nil }
        var names: [LinkRole] = []
        for (number, item) in items.dropLast().enumerated() {
            // 对东盟、欧盟, 对前三大贸易伙伴东盟、欧盟: what they are may stand before the first.
            guard let name = article.mention(endingAt: item.upperBound), article.isParty(name), number == 0 || article.span(of: name).lowerBound == item.lowerBound else { return nil }
            names.append(LinkRole(span: article.span(of: name), mention: name))
        }
        guard let name = article.mention(beginningAt: last.lowerBound), article.isParty(name) else { return nil }
        let span = article.span(of: name)
        guard span.upperBound <= last.upperBound else { return nil }
        names.append(LinkRole(span: span, mention: name))
        return (names, span.upperBound < last.upperBound ? TextSpan(span.upperBound.value, last.upperBound.value) : nil)
    }

    /// Gives what stands behind a list to each of its items (第一产业、第二产业用电量分别为…, 消费、投资对增长的贡献率分别为…): they are whose it is. Where
    /// the items name measures of their own (工业用电量、居民用电量; 项目个数和总投资额), it is the end of the last.
    private func share(_ measure: TextSpan, among items: inout [TextSpan], _ parties: inout (names: [LinkRole], measure: TextSpan?)?) {
        guard items.count > 1, let last = items.last, last.upperBound <= measure.lowerBound else { return }
        if let named = parties {
            parties = (named.names, TextSpan((named.measure ?? measure).lowerBound.value, measure.upperBound.value))
        } else if last.upperBound.value - last.lowerBound.value == 1 || items.dropLast().contains(where: { article.text[$0.upperBound.value - 1] == article.text[measure.upperBound.value - 1] }) {
            items[items.count - 1] = TextSpan(last.lowerBound.value, measure.upperBound.value)
        } else {
            parties = (items.map(article.role), measure)
        }
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

    /// Whether one time comes behind another, as their values are written; the present behind all others.
    private func isLater(_ time: LinkRole?, than other: LinkRole?) -> Bool { (article.value(of: time) ?? "") > (article.value(of: other) ?? "") }

    /// Whether a time is a day, or an hour of one, or a month or a run of months before that of the article.
    private func isDayOrPast(_ time: LinkRole) -> Bool {
        guard let value = article.value(of: time) else { return false }
        if LinkedArticle.isDay(value) { return true }
        guard let day = article.date, let end = value.split(separator: "/").last, end.utf8.count == 7, !end.contains("Q") else { return false }
        return end < day.prefix(7)
    }

    /// Whether a time is a month, a quarter, a year or a run of them.
    private func isPeriod(_ time: LinkRole) -> Bool { article.value(of: time).map(LinkedArticle.isPeriod) ?? false }

    private func isPeriodToldOf(_ time: LinkRole) -> Bool { isPeriod(time) && !isFuture(time) }

    /// Whether a time lies in a year before that of the article: no plan speaks of it.
    private func isPast(_ time: LinkRole?) -> Bool {
        guard let day = article.date?.prefix(4), let year = article.value(of: time)?.prefix(4), Int(year) != nil, Int(day) != nil else { return false }
        return year < day
    }

    /// Whether a time is a year, or a month, behind the article's: what is said of it is planned (到2025年达到5600亿元).
    private func isFuture(_ time: LinkRole?) -> Bool {
        guard let day = article.date, let value = article.value(of: time), value.utf8.count == 4 || value.utf8.count == 7, day.utf8.count == 10 else { return false }
        guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else { return false }
        return value > day.prefix(value.utf8.count)
    }

    /// Growth stated beside the figure of a year, a quarter or a run of months is growth over the year before, and so is what follows in
    /// a sentence that said 同比; one that only said 环比 goes on with the month before.
    private func impliedBasis(_ link: Link, _ fact: LinkedFact) -> LinkedFact.Basis? {
        guard link.isSet(.impliesYoY) else { return nil }
        // A fall within a day is none over the year.
        if let value = article.value(of: fact.time), LinkedArticle.isDay(value) { return nil }
        if carry.bases.yoy { return .yoy }
        if carry.bases.mom { return .mom }
        return fact.time.map(isPeriod) == true ? .yoy : nil
    }

    /// 比上年增加17.8亿斤，增长1.3%: the rate of a change is over what the change is.
    private func sameBasis(_ link: Link, _ fact: LinkedFact, isCarried: Bool) -> LinkedFact.Basis? {
        guard isCarried, link.has(.change), link.base == nil, let last = facts.last, last.indicator == fact.indicator, links[last.link].has(.change),
            article.isRate(fact.quantity), !article.isRate(last.quantity)
        else { return nil }
        let (now, then) = (clauses.place(of: link.position), clauses.place(of: links[last.link].position))
        guard now.block == then.block, now.sentence == then.sentence, now.clause <= then.clause + 1 else { return nil }
        guard last.basis == .stated else { return last.basis == .none ? nil : last.basis }
        return switch links[last.link].text(.basis, in: matches, of: last.number) {
        case "yoy": .yoy
        case "mom": .mom
        case "since": .since
        default: nil
        }
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
        guard link.has(.change), facts.count > 1, let last = facts.last, let now = article.value(of: fact.time), article.value(of: last.time) == now else { return nil }
        let first = facts[facts.count - 2]
        let sentence = clauses.place(of: link.position).sentence
        for figure in [first, last] {
            guard figure.indicator == fact.indicator, !links[figure.link].has(.change), clauses.place(of: links[figure.link].position).sentence == sentence else { return nil }
        }
        guard let then = article.value(of: first.time), then < now else { return nil }
        return Self.basis(of: now, over: then)
    }

    private static func basis(of now: String, over from: String) -> LinkedFact.Basis {
        if isNext(now, to: from) { return .mom }
        guard let earlier = Int(from.prefix(4)), let year = Int(now.prefix(4)), earlier + 1 == year else { return .since }
        return from.count == 4 || from.dropFirst(4) == now.dropFirst(4) || from.hasSuffix("-12") || isSameFeast(now, from) ? .yoy : .since
    }

    /// Whether two days, or runs of days, of two years lie so near each other in them as those of a feast (春节) do.
    private static func isSameFeast(_ value: String, _ earlier: String) -> Bool {
        func month(_ value: String) -> Int? { value.utf8.count >= 10 ? Int(value.dropFirst(5).prefix(2)) : nil }
        guard let now = month(value), let then = month(earlier) else { return false }
        return abs(now - then) <= 1
    }

    /// Whether a month (2024-10) or a quarter (2024-Q4) is the one behind another.
    private static func isNext(_ value: String, to earlier: String) -> Bool {
        func count(_ value: String) -> (number: Int, perYear: Int)? {
            guard value.utf8.count == 7, let year = Int(value.prefix(4)) else { return nil }
            if let month = Int(value.suffix(2)), value.utf8.dropFirst(4).first == 0x2D { return (year * 12 + month, 12) }
            guard value.dropFirst(4).hasPrefix("-Q"), let quarter = Int(value.suffix(1)) else { return nil }
            return (year * 4 + quarter, 4)
        }
        guard let now = count(value), let then = count(earlier) else { return false }
        return now.perYear == then.perYear && now.number == then.number + 1
    }

    /// A time that stands behind the quantity in its clause.
    private func laterTime(_ index: Int) -> LinkRole? {
        guard links[index].isSet(.laterTime) else { return nil }
        let place = clauses.place(of: links[index].start)
        for other in links[(index + 1)...] {
            guard clauses.place(of: other.start).clause == place.clause, other.kind == .scope else { return nil }
            if let words = other.time { return article.time(words, isOpen: other.isSet(.open)) }
        }
        return nil
    }

    private func isInHeadline(_ span: TextSpan) -> Bool {
        let block = clauses.place(of: span.lowerBound).block
        return block >= 0 && LinkedArticle.headlineRoles.contains(article.blocks[block].role)
    }
}
