internal import BaoShuMatching
internal import BaoShuText

/// Names beside a measure that are whose it is not: 首尔 of 首尔航线, 青岛 of 海信集团在青岛销售额12亿元.
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
        guard words.lowerBound.value > 0, article.words.sites.contains(article.text[words.lowerBound.value - 1]), !links[fact.link].isSet(.struck), let place = article.mention(at: words), article.isPlace(place),
            let held = carry.subjects.current(carriesOn: false)
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
}
