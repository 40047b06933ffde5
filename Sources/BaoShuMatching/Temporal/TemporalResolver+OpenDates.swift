import BaoShuValues

/// Dates that leave out their year, month or week: 10月底, 24日, 周五.
extension TemporalResolver {
    func open(_ steps: [DateStep], at place: Place, after first: TemporalValue?) -> TemporalValue? {
        guard let head = steps.first else { return nil }
        func build(_ base: CalendarValue) -> TemporalValue? {
            steps.reduce(TemporalValue?.some(.calendar(base))) { value, step in value.flatMap { step.apply(to: $0) } }
        }
        switch head {
        case .weekday, .weekend: return build(.week(.unknown, nil))
        case .day: return openMonth(at: place, after: first?.lastCalendar, build)
        default: return openYear(at: place, after: first?.lastCalendar, build)
        }
    }

    private func openYear(at place: Place, after first: CalendarValue?, _ build: (CalendarValue) -> TemporalValue?) -> TemporalValue? {
        func of(_ year: PartialYear) -> TemporalValue? { PartialDate(year: year).flatMap { build(.date($0)) } }
        if let first {
            guard let year = first.year.known else { return of(.unknown) }
            if let same = of(.year(year)), let a = first.extent?.from, let b = same.extent?.from, b >= a { return same }
            return of(.year(year + 1)) ?? of(.year(year))
        }
        if let governed = governed(at: place, of) { return governed }
        guard let day = referenceDay else {
            guard let year = reference?.year.known else { return of(.unknown) }
            return of(.year(year))
        }
        // 从7月1日开始，至9月30日结束: behind a day to come in the same sentence comes a later one; so behind one of a month that runs, where that is planned (预计6月底完工，9月开园).
        if let last = discourse.last, last.place.paragraph == place.paragraph, last.place.sentence == place.sentence, let calendar = last.value.lastCalendar, let year = calendar.year.known,
            let extent = calendar.extent, let from = extent.from, from > day || last.place.isPlan && extent.to.map({ $0 >= day }) ?? false, calendar.isDay || calendar.isMonth,
            let same = of(.year(year)), let then = same.extent?.from, then >= from
        {
            return same
        }
        // The year after that of its own at most: of years past, none before the last can be the next to come, nor of those ahead any but the next the latest.
        if place.isPlan {
            for year in (day.year - 3)...(day.year + 12) {
                guard let next = of(.year(year)), let extent = next.extent, let from = extent.from, let to = extent.to else { continue }
                // A day just past was still to come when the words were written: it is not that of the next year.
                if to > day || next.lastCalendar?.isDay ?? false && day.days(to: from) > -Self.mostDaysInPrint { return next }
            }
        }
        for year in stride(from: day.year + 2, through: day.year - 12, by: -1) {
            guard let candidate = of(.year(year)), let extent = candidate.extent, let from = extent.from else { continue }
            let hasBegun =
                if candidate.isRunFromJanuary { extent.to.map { day.days(to: $0) <= candidate.outlook } ?? false } else if candidate.isPartOfYear {
                    // 四季度, in January: that of the last year.
                    from.year <= day.year && (day.month > Self.monthsOfReview || day.days(to: from) <= 120)
                } else { day.days(to: from) <= candidate.outlook }
            if hasBegun { return candidate }
        }
        return of(.year(day.year))
    }

    /// By a year that stands in the same sentence, or by a month or day with its year in the same paragraph.
    private func governed(at place: Place, _ of: (PartialYear) -> TemporalValue?) -> TemporalValue? {
        guard let named = discourse.year, named.place.paragraph == place.paragraph, let calendar = named.value.lastCalendar, let year = calendar.year.known else { return nil }
        let isFine = calendar.isDay || calendar.isMonth
        guard named.place.sentence == place.sentence || isFine, var same = of(.year(year)) else { return nil }
        // The last month of the lunar year comes in the next one's January: beside a day in January it is of the lunar year before.
        if isFine, let from = same.extent?.from, from.year > year, let named = calendar.extent?.from, let before = of(.year(year - 1)), let earlier = before.extent?.from,
            abs(named.days(to: earlier)) < abs(named.days(to: from))
        {
            same = before
        }
        guard let day = referenceDay else { return same }
        if year == day.year { return named.place.sentence == place.sentence ? same : nil }
        // A day about that of the article is the article's own year.
        if let near = of(.year(day.year)), near.lastCalendar?.isDay ?? false, let from = near.extent?.from, abs(day.days(to: from)) <= 10 { return near }
        if isFine, let a = calendar.extent?.from, let b = same.extent?.from, b < a {
            if let next = of(.year(year + 1)), let from = next.extent?.from, from <= day { return next }
            if named.place.sentence != place.sentence { return nil }
        }
        return same
    }

    /// Whether a day is one that an article of a day may be about: of the days right before it, or its own.
    private func isNews(_ value: TemporalValue?, of day: Day, days: Int) -> Bool { value?.extent?.from.map { (-days...0).contains(day.days(to: $0)) } ?? false }

    private func openMonth(at place: Place, after first: CalendarValue?, _ build: (CalendarValue) -> TemporalValue?) -> TemporalValue? {
        func of(_ year: PartialYear, _ month: Int?) -> TemporalValue? { PartialDate(year: year, month: month).flatMap { build(.date($0)) } }
        /// The first month not before one in which the day comes on or after another.
        func following(_ date: PartialDate) -> TemporalValue? {
            guard let month = date.month else { return nil }
            if let same = of(date.year, month), let a = date.day, let b = same.firstDayNumber, b < a {
                return of(month == 12 ? date.year.known.map { .year($0 + 1) } ?? .unknown : date.year, month % 12 + 1)
            }
            return of(date.year, month)
        }
        if case .date(let date)? = first { return following(date) }
        func candidate(_ months: Int) -> TemporalValue? { referenceDay?.firstOfMonth?.adding(months: months).flatMap { of(.year($0.year), $0.month) } }
        if let named = discourse.last, named.place.paragraph == place.paragraph, case .date(let date)? = named.value.lastCalendar, date.month != nil {
            let sameSentence = named.place.sentence == place.sentence
            if let value = of(date.year, date.month) {
                let late = date.day.map { ($0 > value.firstDayNumber ?? 31) } ?? false
                if !late, let from = value.extent?.from, let day = referenceDay {
                    func hasJustBeen(_ days: Int) -> Bool { [0, -1].contains { isNews(candidate($0), of: day, days: days) } }
                    // 自去年12月启动以来，截至10日: a month long past says nothing of a day that is the article's own.
                    let isOwn = date.day == nil && day.days(to: from) < -45 && hasJustBeen(3)
                    // 下周，25日前后有雨。25日南风转北风: behind a day to come comes another, where none of that number has just been.
                    let goesOn = date.day != nil && !hasJustBeen(10) && named.value.extent.flatMap(\.from).map { $0 > day && from >= $0 } ?? false
                    if !isOwn, sameSentence || goesOn || day.days(to: from) <= 3 { return value }
                } else if !late, referenceDay == nil {
                    return value
                }
            }
        }
        guard let day = referenceDay else {
            guard let month = reference?.month else { return of(reference?.year ?? .unknown, nil) }
            return of(reference?.year ?? .unknown, month) ?? of(.unknown, nil)
        }
        if place.isPlan {
            for months in -3...3 { if let next = candidate(months), let from = next.extent?.from, from >= day { return next } }
        }
        for months in stride(from: 3, through: -3, by: -1) {
            if let latest = candidate(months), let from = latest.extent?.from, day.days(to: from) <= 3 { return latest }
        }
        return nil
    }
}

extension Day {
    fileprivate var firstOfMonth: Day? { Day(year: year, month: month, day: 1) }
}

extension TemporalValue {
    /// The number of the day where it is a day or begins with one.
    fileprivate var firstDayNumber: Int? {
        switch self {
        case .calendar(.date(let date)), .time(.date(let date)?, _): date.day
        case .interval(let first, _): first?.firstDayNumber
        default: nil
        }
    }

    /// How many days ahead of the article a bare date may still lie without a word of plan beside it.
    fileprivate var outlook: Int {
        switch lastCalendar {
        case .date(let date): date.precision == .day ? 90 : 31
        default: 15
        }
    }

    /// The months of a year from January on: news of them comes when they are over (前10个月 in December is of this year, 前11个月
    /// in January of the last).
    fileprivate var isRunFromJanuary: Bool {
        guard case .interval(let first, _) = self, case .date(let from)? = first?.firstCalendar, case .date(let through)? = lastCalendar else { return false }
        return from.month == 1 && from.precision == .month && through.precision == .month
    }

    /// A half, quarter or season, which without a word of plan is the article's year's, past or to come.
    fileprivate var isPartOfYear: Bool {
        switch self {
        case .calendar(.half), .calendar(.quarter), .calendar(.season): true
        case .interval(let first, _): first?.isPartOfYear ?? false
        default: false
        }
    }
}
