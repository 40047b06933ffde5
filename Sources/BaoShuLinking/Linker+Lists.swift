internal import BaoShuText

/// What the quantities of a link measure, and whose they are, where a list stands before them.
extension Linker {
    /// What the quantities of a link measure, and whose they are where a list says so.
    struct Measured {
        /// As many as there are quantities, or one, or none.
        var indicators: [TextSpan]
        var parties: (names: [LinkRole], measure: TextSpan?)?
    }

    /// - Returns: nil where the text does not say which of several things the quantities are of.
    func measured(by link: Link) -> Measured? {
        var indicators = link.hasIndicators ? matches[link.number].list("indicator") : []
        // 产销量分别为…，同比分别增长…: as many as the list before.
        if indicators.isEmpty, link.quantityCount > 1, link.indicator == nil, carry.list.count == link.quantityCount { indicators = carry.list }
        // Figures for several things of which the text does not say which: the indicator before is that of one at most.
        // But 产销分别为A和B，环比分别增长…，同比分别增长… are all of one.
        if indicators.count != link.quantityCount, link.isSet(.each), link.indicator == nil, carry.figureCount == 0 || carry.figureCount % link.quantityCount != 0 { return nil }
        var parties = parties(in: indicators)
        if indicators.count == link.quantityCount, link.isSet(.ofEach), let measure = link.shared { share(measure, among: &indicators, &parties) }
        if parties == nil, link.quantityCount > 1, let last = carry.parties, last.names.count == link.quantityCount {
            // 产量分别为…，同比分别增长…，占比分别为…: of those in the list before, too.
            if indicators == carry.list { parties = last } else if indicators.isEmpty, let measure = link.indicator { parties = (last.names, measure) }
        }
        return Measured(indicators: indicators, parties: parties)
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
}
