import BaoShuRules
import BaoShuValues

extension Matcher {
    /// Gives all dates found so far their values, in the order of the text.
    ///
    /// - Complexity: O(*m* log *m* + *n*) for *m* mentions in *n* code units.
    /// - Returns: the article's day: that of the context, or of a dateline in the text where no block has one.
    func resolveDates(_ mentions: inout [StageMention]) -> String? {
        let context = evaluator.context
        let (plan, title, dateline, bygone) = (evaluator.known.plan, evaluator.known.title, evaluator.known.dateline, evaluator.known.bygone)
        var ownDateline: (start: Int, end: Int)?
        var dates: [Int] = []
        var plans: [Int] = []
        var titles: [(start: Int, end: Int)] = []
        var bygones: Set<Int> = []
        for (index, mention) in mentions.enumerated() where !mention.isAbsorbed {
            if mention.type == plan {
                plans.append(mention.start)
            } else if mention.type == title {
                titles.append((mention.start, mention.end))
            } else if mention.type == bygone {
                bygones.insert(mention.start)
            } else if mention.type == dateline {
                if ownDateline.map({ mention.start < $0.start }) ?? true { ownDateline = (mention.start, mention.end) }
            } else if mention.hasDates {
                dates.append(index)
            }
        }
        guard !dates.isEmpty else { return context.date }
        // Where nobody else holds the mentions, they are written in place.
        evaluator.mentions = []
        dates.sort { mentions[$0].start < mentions[$1].start }
        plans.sort()
        titles.sort { $0.start < $1.start }
        var reference = context.date
        if let ownDateline, !context.blocks.contains(where: { $0.dateline != nil }),
            let index = dates.first(where: { mentions[$0].start >= ownDateline.start && mentions[$0].end <= ownDateline.end }),
            case .temporal(let temporal) = mentions[index].field("value")
        {
            reference = Self.day(of: temporal.expression, metadata: context.date) ?? reference
        }
        var resolver = TemporalResolver(reference: reference)
        let hasDays = evaluator.known.hasDays
        var places = PlaceFinder(lattice.view, plans: plans)
        var t = 0
        for index in dates {
            let (start, end) = (mentions[index].start, mentions[index].end)
            while t < titles.count, titles[t].end <= start { t += 1 }
            let inTitle = t < titles.count && titles[t].start <= start
            let place = places.place(start, end)
            let isNoted = !inTitle && !bygones.contains(end) && !program.types[mentions[index].type].isInternal
            mentions[index].resolve(evaluator.known, hasDays: hasDays[mentions[index].type]) { temporal, isValue in
                temporal.value = resolver.resolve(temporal.expression, at: place, isNoted: isNoted && isValue)
                temporal.isStated = !inTitle && temporal.expression.statesYear
                temporal.isPlanned = place.isPlan
            }
        }
        return reference
    }

    /// The day that a dateline names; nil where it is none, or too far from the metadata's to be the article's (a text quoted).
    private static func day(of expression: DateExpression, metadata: String?) -> String? {
        guard case .calendar(.date(let date))? = resolveDate(expression, on: metadata), date.day != nil else { return nil }
        guard let metadata, let published = Day(iso8601: metadata) else { return date.month == nil ? nil : date.description }
        guard let day = date.knownDay, (-30...3).contains(published.days(to: day)) else { return nil }
        return day.description
    }
}

extension StageMention {
    /// Gives its date expressions their values, and sets `from` and `to` by the days of `value` where the type declares them.
    fileprivate mutating func resolve(_ known: KnownFields, hasDays: Bool, _ body: (_ temporal: inout Temporal, _ isValue: Bool) -> Void) {
        guard let content = ownContent() else { return }
        var extent: Extent??
        for index in 0..<content.ownCount where content[index].value.kind == .boxed {
            guard case .temporal(var temporal) = content.boxed(content[index].value) else { continue }
            let isValue = content[index].name == known.valueName
            body(&temporal, isValue)
            if isValue { extent = .some(temporal.value?.extent) }
            content.setBoxed(content[index].value, to: .temporal(temporal))
        }
        guard let extent, hasDays else { return }
        content.set(known.from, to: extent?.from.map { CompactValue(.day, payload: $0.daysSinceEpoch) })
        content.set(known.to, to: extent?.to.map { CompactValue(.day, payload: $0.daysSinceEpoch) })
    }
}

/// Tells for places in text order which paragraph, sentence and clause they stand in.
private struct PlaceFinder {
    let units: UnsafePointer<UInt16>
    let count: Int
    let plans: [Int]
    private var at = 0
    private var paragraph = 0
    private var sentence = 0
    private var firstPlan = 0
    /// A clause is looked at this far on either side.
    private static let reach = 48

    init(_ view: LatticeView, plans: [Int]) {
        (units, count) = (view.units, view.count)
        self.plans = plans
    }

    mutating func place(_ start: Int, _ end: Int) -> TemporalResolver.Place {
        while at < start {
            if units[at] == 0x0A { paragraph += 1 }
            if units[at].endsSentence { sentence += 1 }
            at += 1
        }
        while firstPlan < plans.count, plans[firstPlan] < start - Self.reach { firstPlan += 1 }
        guard firstPlan < plans.count, plans[firstPlan] < end + Self.reach else { return TemporalResolver.Place(paragraph: paragraph, sentence: sentence, isPlan: false) }
        var from = start
        while from > 0, start - from < Self.reach, !isClauseEnd(from - 1) { from -= 1 }
        var to = end
        while to < count, to - end < Self.reach, !isClauseEnd(to) { to += 1 }
        var isPlan = false
        var p = firstPlan
        while p < plans.count, plans[p] < to {
            if plans[p] >= from { isPlan = true; break }
            p += 1
        }
        return TemporalResolver.Place(paragraph: paragraph, sentence: sentence, isPlan: isPlan)
    }

    /// Line ends and what ends a sentence, in folded characters.
    private func isClauseEnd(_ i: Int) -> Bool { units[i].endsSentence || units[i] == 0x2C || units[i] == 0x3B }
}
