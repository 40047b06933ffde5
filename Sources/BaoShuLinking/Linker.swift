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
    private var carry: Carry
    private var facts: [Fact] = []
    /// Facts whose indicator stands behind them in the sentence (从2013年的13.9亿元到2023年的456亿元，收入增长…), with it.
    private var waiting: [(fact: Fact, sentence: Int)] = []

    /// Sets the facts of a document.
    ///
    /// - Complexity: O(*n* + *l* log *l*) for *n* code units and *l* links.
    package static func link(_ links: [LinkMatch], in document: inout AnnotatedDocument) {
        var facts: [Fact] = []
        let article = LinkedArticle(document)
        if links.contains(where: { $0.type == "fact" }) {
            var sources: [TextSpan] = []
            for index in links.indices where links[index].isSet("source") { if let words = links[index].words("subject") { sources.append(words) } }
            var linker = Linker(article: article, sources: sources)
            linker.run(links)
            facts = linker.facts
        }
        if article.hasTables { facts += TableLinker(article: article, heads: links.filter { $0.type == "table_head" }).facts() }
        func isInOrder(_ a: Fact, _ b: Fact) -> Bool { a.quantity != b.quantity ? a.quantity < b.quantity : a.rule <= b.rule }
        if !facts.indices.dropFirst().allSatisfy({ isInOrder(facts[$0 - 1], facts[$0]) }) { facts.sort { ($0.quantity, $0.rule) < ($1.quantity, $1.rule) } }
        document.facts = facts
    }

    /// Their figures are the table linker's.
    private static let tableRoles: Set<BlockRole> = [.tableHeader, .tableRow]

    private init(article: LinkedArticle, sources: [TextSpan]) {
        self.article = article
        clauses = ClauseTable(article)
        carry = Carry(articleSubject: article.subject(besides: sources))
    }

    private mutating func run(_ links: [LinkMatch]) {
        let order = Self.order(of: links)
        for (index, number) in order.enumerated() {
            let place = clauses.place(of: Self.position(links[number]))
            if place.block >= 0, Self.tableRoles.contains(article.blocks[place.block].role) { continue }
            carry.move(to: place)
            if links[number].isSet("source") { continue }
            if links[number].type == "scope" {
                carry.take(Scope(links[number], article: article))
            } else if links[number].type == "fact" {
                state(links[number], next: order[(index + 1)...], links)
            }
        }
    }

    private static func position(_ link: LinkMatch) -> UTF16Offset { link.quantities.first?.lowerBound ?? link.span.lowerBound }

    /// The links by where their quantity is, those with one first, then by the names of their rules.
    private static func order(of links: [LinkMatch]) -> [Int] {
        let places = links.map { position($0).value << 1 | ($0.quantities.isEmpty ? 1 : 0) }
        return links.indices.sorted { a, b in places[a] != places[b] ? places[a] < places[b] : (links[a].rule, a) < (links[b].rule, b) }
    }

    /// The facts of one link: one for each of its quantities.
    private mutating func state(_ link: LinkMatch, next: ArraySlice<Int>, _ links: [LinkMatch]) {
        var indicators = link.list("indicator")
        // 产销量分别为…，同比分别增长…: as many as the list before.
        if indicators.isEmpty, link.quantities.count > 1, link.words("indicator") == nil, carry.list.count == link.quantities.count { indicators = carry.list }
        if indicators.count > 1 { carry.list = indicators }
        let parties = parties(in: indicators)
        for (number, span) in link.quantities.enumerated() {
            guard let quantity = article.mention(at: span) else { continue }
            var fact = Fact(quantity: quantity, rule: link.rule)
            if let change = link.text("change") { fact.fields.append(Field("change", .text(change))) }
            let own: TextSpan?
            if let parties {
                own = parties.measure ?? link.words("shared")
            } else {
                own = indicators.count == link.quantities.count ? indicators[number] : link.words("indicator") ?? indicators.first
            }
            if let own {
                fact.indicator = role(own)
            } else {
                fact.indicator = carry.indicator
                if fact.indicator == nil, link.isSet("needs_indicator") { continue }
            }
            let awaits = fact.indicator == nil && link.isSet("awaits_indicator")
            guard fact.indicator != nil || awaits else { continue }
            let carriesOn = own == nil
            fact.subject = parties?.names[number] ?? link.words("subject").map(role) ?? carry.subject(carriesOn: carriesOn)
            fact.time = link.words("time").flatMap { time($0, link) } ?? carry.time(carriesOn: carriesOn) ?? laterTime(link, next, links)
            if link.isSet("share_of_carried") {
                fact.shareOf = carry.indicator
            } else {
                fact.shareOf = link.words("share_of").map(role) ?? (link.isSet("share_of_same") ? carry.sharedWhole : nil)
            }
            // What a grant amounts to holds whenever it is given.
            if link.isSet("timeless") { fact.time = nil }
            let isPlan = link.isSet("target") || (!link.isSet("timeless") && carry.isPlan && link.text("basis") == nil && !isPast(fact.time))
            if isPlan, value(of: fact.time) == "PRESENT_REF" { fact.time = nil }
            if let basis = link.text("basis") ?? impliedBasis(link, fact) ?? basis(over: link.words("base"), fact) { fact.fields.append(Field("basis", .text(basis))) }
            if isPlan { fact.fields.append(Field("target", .flag(true))) }
            if let subject = fact.subject, let indicator = fact.indicator, subject.span != nil, subject.span == indicator.span { fact.subject = carry.subject(carriesOn: false) }
            // 总投资870亿元的31个项目: the 31 are not their own.
            if let subject = fact.subject?.span, subject.lowerBound <= span.lowerBound, span.upperBound <= subject.upperBound { fact.subject = carry.statedSubject }
            // A name further on in the text is not whose this is.
            if let subject = fact.subject, carry.isArticleSubject(subject), let named = subject.span ?? subject.mention.map({ article.mentions[$0].span }),
                named.lowerBound > span.lowerBound, !isInHeadline(named)
            {
                fact.subject = nil
            }
            if awaits {
                waiting.append((fact, carry.sentence))
                continue
            }
            carry.stated(fact, setsIndicator: own != nil && !link.isSet("side"), setsSubject: parties == nil)
            facts.append(fact)
            if own != nil { settleWaiting(by: fact) }
        }
    }

    /// The names of a list whose last one is followed by what is measured of each (韩国、德国和日本对华投资分别增长…), or by nothing; nil
    /// where the list is of other things.
    private func parties(in items: [TextSpan]) -> (names: [Fact.Role], measure: TextSpan?)? {
        guard items.count > 1, let last = items.last else { return nil }
        var names: [Fact.Role] = []
        for item in items.dropLast() {
            // 对东盟、欧盟: a preposition may stand before the first.
            guard let name = article.mention(endingAt: item.upperBound), article.isParty(name),
                article.mentions[name].span.lowerBound.value - item.lowerBound.value <= 1
            else { return nil }
            names.append(Fact.Role(span: article.mentions[name].span, mention: name))
        }
        guard let name = article.mention(beginningAt: last.lowerBound), article.isParty(name) else { return nil }
        let span = article.mentions[name].span
        guard span.upperBound <= last.upperBound else { return nil }
        names.append(Fact.Role(span: span, mention: name))
        return (names, span.upperBound < last.upperBound ? TextSpan(span.upperBound.value, last.upperBound.value) : nil)
    }

    /// Gives what was found last to the facts of the same sentence that wait for it.
    private mutating func settleWaiting(by fact: Fact) {
        for case (var earlier, let sentence) in waiting where sentence == carry.sentence {
            earlier.indicator = fact.indicator
            earlier.subject = fact.subject
            facts.append(earlier)
        }
        waiting = []
    }

    private func value(of time: Fact.Role?) -> String? { time?.value ?? time?.mention.flatMap { article.mentions[$0].text("value") } }

    /// Whether a time lies in a year before that of the article: no plan speaks of it.
    private func isPast(_ time: Fact.Role?) -> Bool {
        guard let year = value(of: time)?.prefix(4), let day = article.date?.prefix(4), Int(year) != nil, Int(day) != nil else { return false }
        return year < day
    }

    /// Growth stated beside the figure of a year, a quarter or a run of months is growth over the year before.
    private func impliedBasis(_ link: LinkMatch, _ fact: Fact) -> String? {
        guard link.isSet("implies_yoy"), let value = value(of: fact.time) else { return nil }
        // A fall within a day is none over the year.
        if value.utf8.count == 10, !value.utf8.contains(0x2F) { return nil }
        return value.utf8.first.map { (0x30...0x39).contains($0) } == true && !value.hasSuffix("/..") ? "yoy" : nil
    }

    /// Growth over a named time: over the year before it is `yoy`, else it is counted since then.
    private func basis(over base: TextSpan?, _ fact: Fact) -> String? {
        guard let base, let mention = article.mention(at: base), let from = article.mentions[mention].text("value") else { return nil }
        let now = value(of: fact.time) ?? article.date ?? ""
        guard let earlier = Int(from.prefix(4)), let year = Int(now.prefix(4)), earlier + 1 == year else { return "since" }
        return from.count == 4 || from.dropFirst(4) == now.dropFirst(4) || from.hasSuffix("-12") ? "yoy" : "since"
    }

    /// A time that stands behind the quantity in its clause.
    private func laterTime(_ link: LinkMatch, _ next: ArraySlice<Int>, _ links: [LinkMatch]) -> Fact.Role? {
        guard link.isSet("later_time") else { return nil }
        let place = clauses.place(of: link.span.lowerBound)
        for number in next {
            let other = links[number]
            guard clauses.place(of: other.span.lowerBound) == place, other.type == "scope" else { return nil }
            if let words = other.words("time") { return time(words, other) }
        }
        return nil
    }

    private func time(_ span: TextSpan, _ link: LinkMatch) -> Fact.Role? { Scope.time(span, isOpen: link.isSet("open"), in: article) }

    private func role(_ span: TextSpan) -> Fact.Role { Fact.Role(span: span, mention: article.mention(at: span)) }

    private func isInHeadline(_ span: TextSpan) -> Bool {
        let block = clauses.place(of: span.lowerBound).block
        return block >= 0 && LinkedArticle.headlineRoles.contains(article.blocks[block].role)
    }
}
