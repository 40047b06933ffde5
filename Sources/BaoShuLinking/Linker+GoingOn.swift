internal import BaoShuMatching
internal import BaoShuText

/// What a figure that says too little by itself goes on with: 增速…，居全省首位; 其中甲区6个、乙区8个.
extension Linker {
    /// Most code units of a word that leads over to an item (其中).
    private static let longestOpening = 2

    /// 增速比上季度提高1.2个百分点，比上年提高5.3个百分点: what is held against one thing after another is the same.
    /// So is what holds a place for how it grew: 增速高于全国2个百分点，居全省首位.
    func heldBeside(_ link: Link, _ fact: LinkedFact) -> LinkedFact? {
        guard let last = facts.last else { return nil }
        let before = links[last.link]
        // 粮食播种面积22万亩，油菜15万亩，增长3%: growth is of the item, too.
        if let measure = itemMeasure, last.head != nil, last.indicator?.span == measure, before.quantityCount == 1, !before.isSet(.bare), isInSentence(link, of: before) { return last }
        if before.quantityCount == 1, last.head != nil, article.isRank(fact.quantity), isNext(link, behind: before) { return last }
        guard link.has(.change), article.isPoints(fact.quantity) else { return nil }
        // 一般贸易占65.2%，比上年提高1.2个百分点: by how much a share grew is of what has it.
        let isShare = last.shareOf != nil || before.isSet(.shareOfSame) || before.isSet(.shareOfCarried)
        guard isShare || before.has(.change) && article.isPoints(last.quantity) else { return nil }
        return isNext(link, behind: before) ? last : nil
    }

    /// 项目27个，总投资84亿元，其中甲区6个、乙区8个: the figures of places go on with what was last told in their unit, in the same sentence.
    ///
    /// - Complexity: O(1): the last few facts are looked through.
    func lastOfSameUnit(_ link: Link, _ fact: LinkedFact, at quantity: TextSpan) -> LinkedFact? {
        guard let unit = article.unit(of: fact.quantity), !article.isRate(fact.quantity) else { return nil }
        // 上市公司82家，募集资金1950亿元，其中今年新增6家: firms are no money.
        let isOfOther = link.has(.change) && facts.last.map { article.unit(of: $0.quantity) != unit && !links[$0.link].has(.change) } ?? false
        guard isOfOther || link.isSet(.ownSubject) && link.isSet(.needsIndicator) else { return nil }
        let now = clauses.place(of: quantity.lowerBound)
        for earlier in facts.suffix(4).reversed() {
            let then = clauses.place(of: links[earlier.link].position)
            guard then.block == now.block, then.sentence == now.sentence else { return nil }
            guard article.unit(of: earlier.quantity) == unit, !links[earlier.link].has(.change) else { continue }
            return earlier.indicator == carry.indicator ? nil : earlier
        }
        return nil
    }

    /// 粮食播种面积22万亩，油菜15万亩: what was measured of the item before is measured of one that is named without a measure, where the sentence tells of both in one
    /// unit; nil of any other. So is what there is of one grade of another (国家级企业技术中心45家、省级230家).
    ///
    /// - Complexity: O(1): the last few facts are looked through.
    func measureOfItem(_ item: TextSpan, _ link: Link, _ fact: LinkedFact, at quantity: TextSpan) -> TextSpan? {
        guard link.isSet(.likewise), link.quantityCount == 1, let measure = itemMeasure, measure.upperBound <= link.start, let unit = article.unit(of: fact.quantity) else { return nil }
        if itemIsGraded {
            // 省级 as 国家级: both end alike.
            guard measure.lowerBound.value > 0, article.text[measure.lowerBound.value - 1] == article.text[item.upperBound.value - 1] else { return nil }
            let told = facts.suffix(4).last { article.unit(of: $0.quantity) == unit && $0.indicator?.span?.upperBound == measure.upperBound }
            return told.map { isInSentence(link, of: links[$0.link]) } == true ? measure : nil
        }
        // 其中蔬菜3万亩: it opens its clause, but for a word that leads over to it.
        guard (0...Self.longestOpening).contains(where: { clauses.beginsClause(at: UTF16Offset(item.lowerBound.value - $0)) }) else { return nil }
        let now = clauses.place(of: quantity.lowerBound)
        // 用电量增长5%，生产平稳，制造业增长6%: a clause without a figure is of something else.
        // But 其中，制造业增长6% is none.
        let passed = clauses.beginsClause(at: UTF16Offset(item.lowerBound.value - Self.longestOpening - 1)) ? 2 : 1
        guard let last = facts.last, clauses.place(of: links[last.link].position).clause + passed >= now.clause else { return nil }
        for earlier in facts.suffix(4).reversed() {
            let before = links[earlier.link]
            let then = clauses.place(of: before.position)
            guard then.block == now.block, then.sentence == now.sentence else { return nil }
            guard article.unit(of: earlier.quantity) == unit, before.has(.change) == link.has(.change) else { continue }
            return then.clause < now.clause && earlier.indicator?.span?.upperBound == measure.upperBound ? measure : nil
        }
        return nil
    }

    /// 贷款余额2.6万亿元，余额居全省第二位: whether words are the last word of what was told, which says the same.
    func repeatsTold(_ words: TextSpan) -> Bool {
        guard words.indices.count == 2, let told = carry.indicator?.span, told.indices.count > 3 else { return false }
        return article.text[told.indices].suffix(2) == article.text[words.indices] && article.words.isTokenBoundary(UTF16Offset(told.upperBound.value - 2))
    }

    /// 汽车销量12万辆，其中新能源车5万辆，占比41%: the item whose measure was told last; nil where that is none.
    func item(of measure: TextSpan) -> TextSpan? {
        guard measure == itemMeasure, let last = facts.last, last.indicator?.span == measure, links[last.link].quantityCount == 1 else { return nil }
        return last.head
    }

    func isInSentence(_ link: Link, of other: Link) -> Bool {
        let (now, then) = (clauses.place(of: link.position), clauses.place(of: other.position))
        return now.block == then.block && now.sentence == then.sentence
    }

    /// Whether a link stands in the clause behind another's, in one sentence.
    func isNext(_ link: Link, behind other: Link) -> Bool {
        let (now, then) = (clauses.place(of: link.position), clauses.place(of: other.position))
        return now.block == then.block && now.sentence == then.sentence && now.clause == then.clause + 1
    }

    /// 网办率98.5%，“最多跑一次”事项占比99.2%: what the fact before told is a rate, nothing that has shares.
    func isOfRate(_ indicator: LinkRole?) -> Bool {
        guard let last = facts.last, last.indicator == indicator, last.shareOf == nil else { return false }
        return article.isRate(last.quantity) && !links[last.link].has(.change)
    }
}
