internal import BaoShuMatching
internal import BaoShuText

/// Whose a figure is, by the names and words beside its measure, and whose it is not: 首尔 of 首尔航线, 青岛 of 海信集团在青岛销售额12亿元.
extension Linker {
    /// 3家中国500强企业、6家省级企业: whether the name is a part of what the item before in a list counts.
    func isCountedBefore(_ words: TextSpan, _ quantity: TextSpan) -> Bool {
        guard let last = facts.last, let counted = last.indicator?.span, counted.lowerBound <= words.lowerBound, words.upperBound <= counted.upperBound else { return false }
        return counted.upperBound.value + 1 == quantity.lowerBound.value && article.text[counted.upperBound.value] == 0x3001 && article.mention(endingAt: counted.lowerBound) == last.quantity
    }

    /// 我省选手获得世界级比赛12金、洲级比赛6金: whose the item before in a list was said to be.
    mutating func ownerOfList(_ fact: LinkedFact, _ own: TextSpan?) -> LinkRole? {
        if listed == fact.link { return facts.last?.subject }
        guard links[fact.link].subject == nil, let own, let last = facts.last, let subject = last.subject, last.link == listed || links[last.link].subject != nil,
            !links[last.link].isSet(.ownSubject), !isCounted(subject), !isCount(subject)
        else { return nil }
        let end = article.span(of: last.quantity).upperBound.value
        guard end + 1 == own.lowerBound.value, article.text[end] == 0x3001 else { return nil }
        listed = fact.link
        return subject
    }

    /// 海信集团在青岛销售额12亿元: whether the name is where somebody who is spoken of does something. The dead and the hurt (在加沙2万人死亡) are of the place.
    func isWhere(_ words: TextSpan, _ fact: LinkedFact) -> Bool {
        guard words.lowerBound.value > 0, article.words.sites.contains(article.text[words.lowerBound.value - 1]), !links[fact.link].isSet(.struck),
            let place = article.mention(at: words), article.isPlace(place), let held = carry.subjects.current(carriesOn: false)
        else { return false }
        return held.mention.map(article.isOrganization) ?? held.span.map { article.text[$0.lowerBound.value] == 0x201C } ?? false
    }

    /// 首尔航线旅客1万人次: where somebody else is spoken of it is theirs, and the name says of what kind.
    func keepKind(_ fact: inout LinkedFact, _ link: Link) {
        guard let words = link.subject, kinds[words.lowerBound] == words.upperBound, fact.subject == article.role(words) else { return }
        guard let held = carry.subjects.current(carriesOn: false), !article.areSame(held, fact.subject) else { return }
        fact.subject = held
        if let own = fact.indicator?.span, own.lowerBound == words.upperBound { fact.indicator = article.role(TextSpan(words.lowerBound.value, own.upperBound.value)) }
    }

    /// 乌军袭击了瓦卢伊基市，造成7人受伤: those whom it struck are of the place, not of who speaks or strikes.
    func moveToPlace(_ fact: inout LinkedFact, from quantity: TextSpan) {
        guard let named = fact.subject?.mention else { return }
        let attacker = carry.attacker?.mention.map { article.text[article.span(of: $0).indices] }
        func attacks(_ mention: Int) -> Bool { article.text[article.span(of: mention).indices] == attacker }
        guard article.isOrganization(named) || attacks(named) else { return }
        let block = clauses.place(of: quantity.lowerBound).block
        guard block >= 0 else { return }
        let place = article.lastParty(in: TextSpan(article.blocks[block].span.lowerBound.value, quantity.lowerBound.value)) { !article.isOrganization($0) && !attacks($0) }
        let own = carry.subjects.article.flatMap { $0.mention.map { article.isOrganization($0) || attacks($0) } == false ? $0 : nil }
        fact.subject = place ?? own ?? fact.subject
    }

    /// Keeps whose a fact is apart from what is measured and from the number itself.
    func partSubject(of fact: inout LinkedFact, from quantity: TextSpan, ownsIndicator: Bool) {
        if let subject = fact.subject, let indicator = fact.indicator, subject.span != nil, subject.span == indicator.span { fact.subject = carry.subjects.current(carriesOn: false) }
        // 总投资870亿元的31个项目, 四川、北京等17个省: the 31 are not their own, nor are the 17.
        if let subject = fact.subject?.span, subject.lowerBound <= quantity.lowerBound, quantity.upperBound <= subject.upperBound {
            fact.subject = fact.subject == carry.subjects.stated ? carry.subjects.former : carry.subjects.stated
        }
        // 本届车展展览面积: whose it is, is no part of what is measured.
        if ownsIndicator, fact.subject?.mention == nil, let subject = fact.subject?.span, let words = fact.indicator?.span, let rest = article.words(words, behind: subject) {
            fact.indicator = article.role(rest)
        }
        // 工程总投资 of 第二隧道: nor are the words by which it is spoken of.
        if ownsIndicator, fact.subject != nil, let spokenSo, let words = fact.indicator?.span, let rest = article.words(words, behind: spokenSo) {
            fact.indicator = article.role(rest)
        }
        // 新区社会保险人数 of 西海岸新区: nor are the last words of its name.
        if ownsIndicator, let place = fact.subject?.mention, article.isPlace(place), let words = fact.indicator?.span, let rest = article.words(words, behindEndOf: article.span(of: place)) {
            fact.indicator = article.role(rest)
        }
        // A name further on in the text is not whose this is, but where the link says so (总投资15亿元的产业园).
        if let subject = fact.subject, links[fact.link].subject == nil, carry.subjects.isOfArticleAlone(subject), let named = subject.span ?? subject.mention.map({ article.span(of: $0) }),
            named.lowerBound > quantity.lowerBound, !isInHeadline(named)
        {
            fact.subject = nil
        }
    }

    /// Whose the words in front of a measure say it is; where they are a part of what the clause speaks of (杭州 of 杭州亚运会, the last of a
    /// list of names), that; nil for words without a letter, and for where somebody did something.
    func owner(_ words: TextSpan) -> LinkRole? {
        // 米-8直升机: marks and figures own nothing.
        guard hasLetter(words) else { return nil }
        if words == spokenSo, let named = carry.subjects.current(carriesOn: false) { return named }
        if let place = carry.subjects.placeOfDeed, place == article.role(words) { return nil }
        if let named = saidAgain(words) { return named }
        guard let named = carry.subjects.clause, let span = named.span ?? named.mention.map({ article.span(of: $0) }), span != words,
            span.lowerBound <= words.lowerBound, words.upperBound <= span.upperBound
        else { return article.role(words) }
        return named
    }

    /// 大运河博物馆馆长介绍，博物馆…: the one that is spoken of, where words that are no name are the last of its name.
    private func saidAgain(_ words: TextSpan) -> LinkRole? {
        guard words.length > 1, article.mention(at: words) == nil, let held = carry.subjects.current(carriesOn: false), let name = held.span ?? held.mention.map(article.span(of:)),
            name.upperBound <= words.lowerBound, name.length > words.length
        else { return nil }
        return article.text[name.indices].suffix(words.length) == article.text[words.indices] ? held : nil
    }

    /// Whether words have a character of a script: Latin, Greek or Cyrillic letters, Han, kana, Hangul.
    func hasLetter(_ words: TextSpan) -> Bool {
        article.text[words.indices].contains { $0 > 0x33FF && $0 < 0xFF00 || $0 > 0x40 && $0 < 0x5B || $0 > 0x60 && $0 < 0x7B || $0 > 0x36F && $0 < 0x2000 }
    }

    func isInHeadline(_ span: TextSpan) -> Bool {
        let block = clauses.place(of: span.lowerBound).block
        return block >= 0 && LinkedArticle.headlineRoles.contains(article.blocks[block].role)
    }
}
