package import BaoShuMatching
package import BaoShuModel
internal import BaoShuText

/// Makes facts of what the link rules found, carrying subject, time and indicator on from clause to clause.
///
/// The rules say what each number is beside (`fact`) and what governs the clauses around it (`scope`); `Carry` says how long that
/// holds. Facts come out in the order of their quantities.
package struct Linker {
    let document: AnnotatedDocument
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
        if links.contains(where: { $0.type == "fact" }) {
            let sources = links.filter { $0.isSet("source") }.compactMap { $0.words("subject") }
            var linker = Linker(document: document, sources: sources)
            linker.run(links)
            facts = linker.facts
        }
        if document.blocks.contains(where: { $0.role == .tableRow }) {
            facts += TableLinker(document: document, heads: links.filter { $0.type == "table_head" }).facts()
        }
        document.facts = facts.sorted { ($0.quantity, $0.rule) < ($1.quantity, $1.rule) }
    }

    /// Their figures are the table linker's.
    private static let tableRoles: Set<BlockRole> = [.tableHeader, .tableRow]

    private init(document: AnnotatedDocument, sources: [TextSpan]) {
        self.document = document
        clauses = ClauseTable(document)
        carry = Carry(articleSubject: Self.articleSubject(of: document, sources: sources))
    }

    private mutating func run(_ links: [LinkMatch]) {
        func position(_ link: LinkMatch) -> UTF16Offset { link.quantities.first?.lowerBound ?? link.span.lowerBound }
        let ordered = links.sorted { (position($0), $0.quantities.isEmpty ? 0 : 1, $0.rule) < (position($1), $1.quantities.isEmpty ? 0 : 1, $1.rule) }
        for (index, link) in ordered.enumerated() {
            let place = clauses.place(of: position(link))
            if place.block >= 0, Self.tableRoles.contains(document.blocks[place.block].role) { continue }
            carry.move(to: place)
            if link.isSet("source") { continue }
            if link.type == "scope" {
                carry.take(Scope(link, document: document))
            } else if link.type == "fact" {
                state(link, next: ordered[(index + 1)...])
            }
        }
    }

    /// The facts of one link: one for each of its quantities.
    private mutating func state(_ link: LinkMatch, next: ArraySlice<LinkMatch>) {
        var indicators = link.list("indicator")
        // 产销量分别为…，同比分别增长…: as many as the list before.
        if indicators.isEmpty, link.quantities.count > 1, link.words("indicator") == nil, carry.list.count == link.quantities.count { indicators = carry.list }
        if indicators.count > 1 { carry.list = indicators }
        let parties = parties(in: indicators)
        for (number, span) in link.quantities.enumerated() {
            guard let quantity = document.mention(at: span) else { continue }
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
            fact.time = link.words("time").flatMap { time($0, link) } ?? carry.time(carriesOn: carriesOn) ?? laterTime(link, next)
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
            if let subject = fact.subject, carry.isArticleSubject(subject), let named = subject.span ?? subject.mention.map({ document.mentions[$0].span }),
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
            guard let name = document.mentions.indices.first(where: { document.mentions[$0].span.upperBound == item.upperBound && isParty($0) }),
                document.mentions[name].span.lowerBound.value - item.lowerBound.value <= 1
            else { return nil }
            names.append(Fact.Role(span: document.mentions[name].span, mention: name))
        }
        guard let name = document.mentions.indices.first(where: { document.mentions[$0].span.lowerBound == last.lowerBound && isParty($0) }) else { return nil }
        let span = document.mentions[name].span
        guard span.upperBound <= last.upperBound else { return nil }
        names.append(Fact.Role(span: span, mention: name))
        return (names, span.upperBound < last.upperBound ? TextSpan(span.upperBound.value, last.upperBound.value) : nil)
    }

    private func isParty(_ mention: Int) -> Bool { ["place", "organization"].contains(document.mentions[mention].type) }

    /// Gives what was found last to the facts of the same sentence that wait for it.
    private mutating func settleWaiting(by fact: Fact) {
        for case (var earlier, let sentence) in waiting where sentence == carry.sentence {
            earlier.indicator = fact.indicator
            earlier.subject = fact.subject
            facts.append(earlier)
        }
        waiting = []
    }

    private func value(of time: Fact.Role?) -> String? { time?.value ?? time?.mention.flatMap { document.mentions[$0].text("value") } }

    /// Whether a time lies in a year before that of the article: no plan speaks of it.
    private func isPast(_ time: Fact.Role?) -> Bool {
        guard let year = value(of: time)?.prefix(4), let day = document.date?.prefix(4), Int(year) != nil, Int(day) != nil else { return false }
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
        guard let base, let mention = document.mention(at: base), let from = document.mentions[mention].text("value") else { return nil }
        let now = value(of: fact.time) ?? document.date ?? ""
        guard let earlier = Int(from.prefix(4)), let year = Int(now.prefix(4)), earlier + 1 == year else { return "since" }
        return from.count == 4 || from.dropFirst(4) == now.dropFirst(4) || from.hasSuffix("-12") ? "yoy" : "since"
    }

    /// A time that stands behind the quantity in its clause.
    private func laterTime(_ link: LinkMatch, _ next: ArraySlice<LinkMatch>) -> Fact.Role? {
        guard link.isSet("later_time") else { return nil }
        let place = clauses.place(of: link.span.lowerBound)
        for other in next {
            guard clauses.place(of: other.span.lowerBound) == place, other.type == "scope" else { return nil }
            if let words = other.words("time") { return time(words, other) }
        }
        return nil
    }

    private func time(_ span: TextSpan, _ link: LinkMatch) -> Fact.Role? { Scope.time(span, isOpen: link.isSet("open"), in: document) }

    private func role(_ span: TextSpan) -> Fact.Role { Fact.Role(span: span, mention: document.mention(at: span)) }

    private static let headlineRoles: Set<BlockRole> = [.headline, .kicker, .deck]

    private func isInHeadline(_ span: TextSpan) -> Bool {
        let block = clauses.place(of: span.lowerBound).block
        return block >= 0 && Self.headlineRoles.contains(document.blocks[block].role)
    }

    /// Whose the figures of an article are where no sentence says so: the first place or organization of its headlines, else of
    /// its text, that is not only where the figures come from (国家统计局发布).
    private static func articleSubject(of document: AnnotatedDocument, sources: [TextSpan]) -> Fact.Role? {
        let headSpans = document.blocks.filter { headlineRoles.contains($0.role) }.map(\.span)
        let asides: Set<BlockRole> = [.byline, .dateline, .photoCredit, .columnLabel]
        let asideSpans = document.blocks.compactMap { asides.contains($0.role) ? $0.span : $0.dateline }
        let names = document.mentions.indices.filter { index in
            ["place", "organization"].contains(document.mentions[index].type) && !asideSpans.contains { $0.overlaps(document.mentions[index].span) }
                && !sources.contains(document.mentions[index].span)
        }
        let best = names.first { index in headSpans.contains { $0.overlaps(document.mentions[index].span) } } ?? names.first
        return best.map { Fact.Role(span: document.mentions[$0].span, mention: $0) }
    }
}
