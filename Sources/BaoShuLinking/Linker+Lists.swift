internal import BaoShuText

/// What the quantities of a link measure, and whose they are, where a list stands before them.
extension Linker {
    /// What the quantities of a link measure, and whose they are where a list says so.
    struct Measured {
        /// As many as there are quantities, or one, or none.
        var indicators: [TextSpan]
        var parties: (names: [LinkRole], measure: TextSpan?)?
        /// The items are nobody: with what stands behind the list each names a measure (食品类 and 价格 of 食品类、居住类价格).
        var areNouns = false
        /// The items are those with whom it is done: what leads over to the first stands with each before the measure (对 of 对东盟、欧盟出口).
        var lead: TextSpan?
        /// The facts whose indicators the link goes on with, as many as it has figures (涨幅 of 汽车、家电价格分别上涨3%和2%，涨幅分别扩大…).
        var told: [LinkedFact]?
    }

    /// - Returns: nil where the text does not say which of several things the quantities are of.
    func measured(by link: Link) -> Measured? {
        // 三队分获8枚、7枚和5枚金牌，丁队3金2银1铜: the medals of each kind are of one.
        if link.isSet(.ofUnit) { return Measured(indicators: []) }
        if let goesOn = goesOn(link) { return goesOn }
        var indicators = link.hasIndicators ? matches[link.number].list("indicator") : []
        // 产销量分别为…，同比分别增长…: as many as the list before.
        if indicators.isEmpty, link.quantityCount > 1, link.indicator == nil, carry.list.count == link.quantityCount { indicators = carry.list }
        // Figures for several things of which the text does not say which: the indicator before is that of one at most.
        // But 产销分别为A和B，环比分别增长…，同比分别增长… are all of one.
        if indicators.count != link.quantityCount, link.isSet(.each), link.indicator == nil, carry.figureCount == 0 || carry.figureCount % link.quantityCount != 0 { return nil }
        var parties = parties(in: indicators)
        var areNouns = false
        if indicators.count == link.quantityCount, link.isSet(.ofEach), let measure = link.shared {
            let isNamed = parties != nil
            share(measure, among: &indicators, &parties)
            areNouns = !isNamed && !link.isSet(.owned) && !(parties?.names.contains { $0.mention.map(article.isParty) ?? false } ?? true)
        }
        if parties == nil, link.quantityCount > 1, let last = carry.parties, last.names.count == link.quantityCount {
            // 产量分别为…，同比分别增长…，占比分别为…: of those in the list before, too.
            if indicators == carry.list { parties = last } else if indicators.isEmpty, let measure = link.indicator { parties = (last.names, measure) }
            areNouns = parties != nil && listIsOfNouns
        }
        if let named = parties {
            // 三市出口增长较快，分别出口…，同比分别增长…: what was told of the same names last.
            parties = if link.shared == nil, let last = carry.parties, last.names == named.names { last } else { (named.names, measure(of: named, by: link)) }
        }
        let lead = (parties?.names).flatMap(self.lead)
        return Measured(indicators: indicators, parties: parties, areNouns: areNouns && lead == nil, lead: lead)
    }

    /// What a word that opens a clause (涨幅) is of, where as many figures of a list stand before it in the sentence; nil where it is of something else.
    private func goesOn(_ link: Link) -> Measured? {
        guard link.isSet(.bare), link.quantityCount > 1, listFacts.count == link.quantityCount, let words = link.shared ?? link.indicator,
            clauses.beginsClause(at: words.lowerBound)
        else { return nil }
        let told = Array(facts[listFacts])
        let isOfSentence = told.allSatisfy { $0.first == nil && $0.indicator?.span != nil && carry.holds(clauses.place(of: links[$0.link].position)) }
        // 增速分别为8%和9%，增速分别提高…: no word is said twice.
        let isSaid = told.contains { $0.indicator?.span.map { article.text[$0.indices].suffix(words.indices.count) == article.text[words.indices] } ?? true }
        return isOfSentence && !isSaid ? Measured(indicators: [words], told: told) : nil
    }

    /// What leads over to those with whom one trades; nil where some of the names are no such.
    private func lead(_ names: [LinkRole]) -> TextSpan? {
        guard let first = names.first?.span, let lead = partners[first.lowerBound], lead.upperBound <= first.lowerBound else { return nil }
        return names.allSatisfy { $0.span.map { partners[$0.lowerBound] != nil } ?? false } ? lead : nil
    }

    /// What is measured of the names of a list: what stands behind the last, or what the link itself says where that is said further on (青岛、烟台两市出口占比近五成，分别出口12亿元和8亿元).
    private func measure(of parties: (names: [LinkRole], measure: TextSpan?), by link: Link) -> TextSpan? {
        guard let named = parties.measure, let own = link.shared else { return parties.measure ?? link.shared }
        return isFurtherOn(own, than: named) ? own : named
    }

    private func isFurtherOn(_ words: TextSpan, than others: TextSpan) -> Bool {
        others.upperBound < words.lowerBound && clauses.place(of: others.lowerBound).clause < clauses.place(of: words.lowerBound).clause
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
        // 台北市、台中市的分配稅款: 的 is no part of the measure.
        let start = span.upperBound.value + (span.upperBound < last.upperBound && article.words.possessives.contains(article.text[span.upperBound.value]) ? 1 : 0)
        return (names, start < last.upperBound.value ? TextSpan(start, last.upperBound.value) : nil)
    }

    /// What is measured of an item of a list: behind one of a single character, or behind a place in a row, goes on what the last one goes on with (产业用电量 of 第一、第二产业用电量, 口总额 of
    /// 进、出口总额).
    func measure(_ measure: TextSpan, of number: Int, in measured: Measured) -> TextSpan {
        guard let names = measured.parties?.names, let item = names[number].span, let last = names.last?.span, last != item, last.upperBound == measure.lowerBound else { return measure }
        func isRank(_ mention: Int?) -> Bool { mention.map(article.isRank) ?? false }
        guard item.indices.count == 1 || isRank(names[number].mention) else { return measure }
        let own = article.mention(beginningAt: last.lowerBound)
        let start = isRank(own) ? own.map { article.span(of: $0).upperBound.value } ?? 0 : last.lowerBound.value + 1
        return start < measure.lowerBound.value ? TextSpan(start, measure.upperBound.value) : measure
    }

    /// Gives what stands behind or in front of a list to each of its items (农村、城镇居民收入分别为…, 消费、投资对增长的贡献率分别为…): they are whose it is, or said with it. Where
    /// the items name measures of their own (工业用电量、居民用电量; 项目个数和总投资额), it is the end of the last.
    private func share(_ measure: TextSpan, among items: inout [TextSpan], _ parties: inout (names: [LinkRole], measure: TextSpan?)?) {
        guard items.count > 1, let first = items.first, let last = items.last else { return }
        // 产值前三位的是家具、玩具和食品，分别为…: what stands in front of the list is measured of each of them.
        if measure.upperBound <= first.lowerBound { parties = (parties?.names ?? items.map(article.role), measure) }
        guard last.upperBound <= measure.lowerBound else { return }
        if let named = parties {
            let start = named.measure.flatMap { isFurtherOn(measure, than: $0) ? nil : $0.lowerBound } ?? measure.lowerBound
            parties = (named.names, TextSpan(start.value, measure.upperBound.value))
        } else if last.upperBound.value - last.lowerBound.value == 1 || items.dropLast().contains(where: { article.text[$0.upperBound.value - 1] == article.text[measure.upperBound.value - 1] }) {
            items[items.count - 1] = TextSpan(last.lowerBound.value, measure.upperBound.value)
        } else {
            parties = (items.map(article.role), measure)
        }
    }
}
