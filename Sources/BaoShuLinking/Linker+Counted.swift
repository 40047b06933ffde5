internal import BaoShuMatching
internal import BaoShuText

/// Things that were counted as those whose figures are told: 12家企业实现营收26亿元, 项目90个、总投资82亿元.
extension Linker {
    /// 407个乡镇的降雨量: those counted have this figure, and no other.
    func isCounted(_ subject: LinkRole?) -> Bool {
        guard let subject, subject.mention == nil, let start = subject.span?.lowerBound, let before = article.mention(endingAt: start) else { return false }
        return article.isQuantity(before)
    }

    /// 41个城市平均优良天数比例: the same, with how many they are.
    func isCount(_ subject: LinkRole?) -> Bool {
        guard let subject, subject.mention == nil, let span = subject.span else { return false }
        // 储备项目320个: or behind them.
        return [article.mention(beginningAt: span.lowerBound), article.mention(endingAt: span.upperBound)].contains { $0.map(article.isQuantity) ?? false }
    }

    /// 12家独角兽企业实现营收26亿元；50家瞪羚企业实现营收37亿元: the 50 stand beside the 12, and are none of them.
    func standApart(_ fact: inout LinkedFact, _ link: Link, at quantity: TextSpan) {
        if link.subject == nil, isCount(fact.subject), clauses.beginsClause(at: quantity.lowerBound) { fact.subject = carry.subjects.stated }
    }

    /// 企业3200家，其中盈利企业2100家，占65.6%: the whole of which the figure right before is such a share, as the numbers themselves show; else the one of
    /// which the sentence has told shares.
    ///
    /// - Complexity: O(1): the last few facts are looked through.
    func wholeCounted(_ fact: LinkedFact) -> LinkRole? {
        let now = clauses.place(of: links[fact.link].position)
        func isNear(_ other: LinkedFact) -> Bool {
            let then = clauses.place(of: links[other.link].position)
            return then.block == now.block && now.sentence - then.sentence <= 1
        }
        if let share = article.range(of: fact.quantity), let part = facts.last, isNear(part), let amount = article.range(of: part.quantity), let unit = article.unit(of: part.quantity) {
            for other in facts.dropLast().suffix(Self.mostFiguresToWhole).reversed() {
                guard isNear(other), article.unit(of: other.quantity) == unit, !links[other.link].has(.change), other.shareOf == nil, let all = article.range(of: other.quantity),
                    all.lowerBound > amount.lowerBound
                else { continue }
                // As far as the share was rounded: 65.6% to a tenth, 60% to some.
                let slack = article.isApproximate(fact.quantity) ? 4 : Self.slack(of: share.lowerBound)
                if share.upperBound + slack >= 100 * amount.lowerBound / all.upperBound, share.lowerBound - slack <= 100 * amount.upperBound / all.lowerBound { return other.indicator }
            }
        }
        return facts.last.flatMap { carry.holds(clauses.place(of: links[$0.link].position)) ? carry.sharedWhole : nil }
    }

    private static let mostFiguresToWhole = 6

    private static func slack(of share: Double) -> Double {
        let tenths = (share * 10).rounded()
        guard abs(share * 10 - tenths) < 0.001 else { return 0.02 }
        guard tenths.truncatingRemainder(dividingBy: 10) == 0 else { return 0.1 }
        return tenths.truncatingRemainder(dividingBy: 100) == 0 ? 2.5 : 1
    }

    /// 五个园区实现产值12亿元，同比增长5%，增幅提高2个百分点: how that figure grew is of those counted, too.
    func countedBefore(_ link: Link, _ fact: LinkedFact, isCarried: Bool) -> LinkRole? {
        guard link.has(.change), link.subject == nil, let last = facts.last, isCarried && last.indicator == fact.indicator || link.isSet(.side) && links[last.link].has(.change),
            isCounted(last.subject) || isCount(last.subject)
        else { return nil }
        let (now, then) = (clauses.place(of: link.position), clauses.place(of: links[last.link].position))
        return now.block == then.block && now.sentence == then.sentence && now.clause - then.clause <= 2 ? last.subject : nil
    }

    /// 项目90个、总投资82亿元、年度投资20亿元、带动就业300人: sums and people beside a total are of the same projects, up to a semicolon, to another count and to one who
    /// is named.
    mutating func investedIn(_ link: Link, _ fact: LinkedFact, at span: TextSpan) -> LinkRole? {
        guard let (projects, end) = invested else { return nil }
        let (now, then) = (clauses.place(of: link.position), clauses.place(of: end))
        let isOfThem = article.isMoney(fact.quantity) || link.isSet(.ofTotal)
        guard isOfThem, end <= span.lowerBound, now.block == then.block, now.sentence == then.sentence, now.clause == then.clause || carry.subjects.clause == nil,
            !article.text[end.value..<span.lowerBound.value].contains(where: { $0 == 0xFF1B || $0 == 0x3B })
        else {
            invested = nil
            return nil
        }
        // What was looked at up to here is not looked at again.
        invested = (projects, span.upperBound)
        return link.subject == nil && !link.has(.change) ? projects : nil
    }
}
