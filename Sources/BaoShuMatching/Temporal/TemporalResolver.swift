import BaoShuRules
import BaoShuValues

/// Gives date expressions their values, in the order of the text: by the article's day, and by the dates named before.
///
/// News looks back: of the years that a bare 10月底 may mean, the latest that has begun; in a clause about a plan the next to come.
struct TemporalResolver {
    /// The article's day, of which digits may be unknown.
    let reference: PartialDate?
    let referenceDay: Day?
    private(set) var discourse = Discourse()

    /// What a resolved date adds to what later ones refer to.
    struct Discourse {
        struct Named {
            var value: TemporalValue
            var place: Place
            /// The year stands there in digits or by a relative word.
            var statesYear: Bool
            /// The steps from the festival on, where it names one: its day is not the same in every year.
            var festival: ArraySlice<DateStep> = []

            /// 春节假期, 去年同期: the same so many years on.
            func sameFestival(byYears count: Int) -> TemporalValue? {
                guard !festival.isEmpty, let year = value.lastCalendar?.year.known, let date = PartialDate(year: .year(year + count)) else { return nil }
                return festival.reduce(TemporalValue?.some(.calendar(.date(date)))) { value, step in value.flatMap { step.apply(to: $0) } }
            }
        }
        /// The date named last.
        var last: Named?
        /// The date named last whose year is known.
        var year: Named?
        /// The one before it with another year, in the same sentence.
        var day: Named?
        /// The first year that the first paragraph, a title, names as a whole (2023年统计公报).
        var titleYear: Int?
    }

    /// Where a date stands.
    struct Place: Equatable {
        var paragraph: Int
        var sentence: Int
        /// The clause is about a plan.
        var isPlan: Bool
    }

    /// Months of a year in which news tells of the last one.
    static let monthsOfReview = 3

    /// Days that may go by between writing and print.
    static let mostDaysInPrint = 15

    init(reference: String?) {
        var date: PartialDate?
        if let reference, case .date(let parsed)? = CalendarValue(reference) { date = parsed }
        self.reference = date
        referenceDay = date?.knownDay
    }

    /// The value of an expression; nil where the context cannot decide it. Notes it for those that come after.
    mutating func resolve(_ expression: DateExpression, at place: Place, isNoted: Bool) -> TemporalValue? {
        let value = evaluate(expression, at: place, after: nil)
        if isNoted, let value { note(value, expression, place) }
        return value
    }

    // MARK: Discourse

    private mutating func note(_ value: TemporalValue, _ expression: DateExpression, _ place: Place) {
        guard let calendar = value.lastCalendar, !expression.isComparison else { return }
        let named = Discourse.Named(value: value, place: place, statesYear: expression.statesYear, festival: expression.festival)
        discourse.last = named
        if calendar.year.known != nil, named.statesYear { discourse.year = named }
        if place.paragraph == 0, discourse.titleYear == nil, named.statesYear, case .date(let date) = calendar, date.precision == .year { discourse.titleYear = calendar.year.known }
        if calendar.isDay { discourse.day = named }
    }

    // MARK: Expressions

    private func evaluate(_ expression: DateExpression, at place: Place, after first: TemporalValue?) -> TemporalValue? {
        switch expression {
        case .value(let value): return value
        case .chain(.open, let steps): return open(steps, at: place, after: first)
        case .chain(let base, let steps):
            var value = self.base(base, at: place, after: first)
            for step in steps { value = value.flatMap { step.apply(to: $0) } }
            return value
        case .range(let first, let last):
            guard let from = evaluate(first, at: place, after: nil), let through = evaluate(last, at: place, after: from) else { return nil }
            return .from(from, through: through)
        case .time(let day, let time):
            guard let day else {
                // The second end of a range is on the day of the first.
                if case .time(let calendar, _)? = first { return .time(calendar, time) }
                return .time(nil, time)
            }
            // 每晚22时至次日6时: no day is named.
            if case .time(nil, _)? = first, case .chain(.mentioned(.day, _), _) = day { return .time(nil, time) }
            guard case .calendar(let calendar)? = evaluate(day, at: place, after: first) else { return .time(nil, time) }
            return .time(calendar, time)
        }
    }

    private func base(_ base: DateBase, at place: Place, after first: TemporalValue?) -> TemporalValue? {
        switch base {
        case .open: return nil
        case .calendar(let value): return .calendar(value)
        case .article(let grain, let count): return article(grain, count)
        case .governing: return .calendar(.date(PartialDate(year: namedYear(at: place) ?? reference?.year ?? .unknown)!))
        case .reviewed: return .calendar(.date(PartialDate(year: namedYear(at: place) ?? reviewedYear(at: place))!))
        case .mentioned(let grain, let count): return next(grain, count, after: first) ?? mentioned(grain, count, at: place)
        case .period(let years):
            guard let last = discourse.last, last.place.paragraph == place.paragraph else { return article(.year, years) }
            return last.sameFestival(byYears: years) ?? last.value.shifted(byYears: years) ?? article(.year, years)
        case .periodOf(let year):
            guard let last = discourse.last, last.place.paragraph == place.paragraph, let named = last.value.lastCalendar?.year.known,
                let shifted = last.sameFestival(byYears: year - named) ?? last.value.shifted(byYears: year - named)
            else { return PartialDate(year: .year(year)).map { .calendar(.date($0)) } }
            return shifted
        }
    }

    private func article(_ grain: CalendarGrain, _ count: Int) -> TemporalValue? {
        if let day = referenceDay {
            return CalendarValue(grain, containing: day)?.shifted(by: count).map { .calendar($0) }
        }
        return .calendar(partialArticle(grain, count))
    }

    /// Relative to an article's day of which only parts are known.
    private func partialArticle(_ grain: CalendarGrain, _ count: Int) -> CalendarValue {
        let unknown = CalendarValue.date(PartialDate(year: .unknown)!)
        switch grain {
        case .year:
            guard let year = reference?.year.known, let date = PartialDate(year: .year(year + count)) else { return unknown }
            return .date(date)
        case .century, .decade: return unknown
        case .half: return .half(.unknown, 1)
        case .season: return unknown
        case .quarter: return unknown
        case .week: return .week(.unknown, nil)
        case .weekend: return .weekend(.unknown, nil)
        case .month:
            guard let month = reference?.month else { return .date(PartialDate(year: reference?.year ?? .unknown, month: nil)!) }
            let index = month - 1 + count
            let turn = index >= 0 ? index / 12 : -((-index + 11) / 12)
            let year = reference?.year.known.map { PartialYear.year($0 + turn) } ?? .unknown
            return .date(PartialDate(year: year, month: index - turn * 12 + 1) ?? PartialDate(year: .unknown, month: index - turn * 12 + 1)!)
        case .day:
            // Of a leap year's day the one before 1 March is not known without the year; that of a common year is taken.
            guard let month = reference?.month, let day = reference?.day, let moved = Day(year: 2023, month: month, day: day)?.adding(days: count) else {
                return .date(PartialDate(year: .unknown, month: nil, day: nil)!)
            }
            return .date(PartialDate(year: .unknown, month: moved.month, day: moved.day)!)
        }
    }

    /// The second end of a range that counts from the first: 6月10日22时至次日6时, 11月至次年3月. Nil where the first has no such grain.
    private func next(_ grain: CalendarGrain, _ count: Int, after first: TemporalValue?) -> TemporalValue? {
        guard let calendar = first?.lastCalendar else { return nil }
        switch grain {
        case .year:
            guard let year = calendar.year.known else { return nil }
            return PartialDate(year: .year(year + count)).map { .calendar(.date($0)) }
        case .month where calendar.isMonth || calendar.isDay, .day where calendar.isDay:
            guard let day = calendar.extent?.from else { return nil }
            return CalendarValue(grain, containing: day)?.shifted(by: count).map { .calendar($0) }
        default: return nil
        }
    }

    private func mentioned(_ grain: CalendarGrain, _ count: Int, at place: Place) -> TemporalValue? {
        let named = grain == .year ? discourse.year ?? discourse.last : grain == .day ? discourse.day : discourse.last
        // 次日 and 当年 need a date before them; 三天后 counts from one that the paragraph tells of, and from the article's where it is to come.
        if count > 1, place.isPlan || named?.place.paragraph != place.paragraph { return article(grain, count) }
        switch grain {
        case .year:
            guard let year = named?.value.lastCalendar?.year.known else { return article(.year, count) }
            return PartialDate(year: .year(year + count)).map { .calendar(.date($0)) }
        case .day:
            guard let calendar = named?.value.lastCalendar else { return article(.day, count) }
            if let day = calendar.extent?.from { return day.adding(days: count).map { .day($0) } }
            if count == 0 { return .calendar(calendar) }
            return .calendar(.date(PartialDate(year: .unknown, month: nil, day: nil)!))
        default:
            // 一季度增长3%，前一季度增长2%
            if grain == .quarter, let quarter = named?.value.lastCalendar, case .quarter = quarter { return quarter.shifted(by: count).map { .calendar($0) } }
            guard let calendar = named?.value.lastCalendar, let day = calendar.extent?.from, calendar.isDay || calendar.isMonth else { return article(grain, count) }
            return CalendarValue(grain, containing: day)?.shifted(by: count).map { .calendar($0) }
        }
    }

    /// The year named last in the paragraph.
    private func namedYear(at place: Place) -> PartialYear? {
        guard let named = discourse.year, named.place.paragraph == place.paragraph, let year = named.value.lastCalendar?.year.known else { return nil }
        return .year(year)
    }

    /// The year that is told of as a whole: in the first months of a year the last, and where the title names that one, but for plans.
    private func reviewedYear(at place: Place) -> PartialYear {
        if let day = referenceDay, day.month <= Self.monthsOfReview, !place.isPlan { return .year(day.year - 1) }
        if let year = reference?.year.known, discourse.titleYear == year - 1, place.paragraph > 0, !place.isPlan { return .year(year - 1) }
        return reference?.year ?? .unknown
    }
}

extension CalendarValue {
    /// A day, or a weekday of an unknown week.
    var isDay: Bool {
        switch self {
        case .date(let date): date.precision == .day
        case .weekday: true
        default: false
        }
    }
    var isMonth: Bool {
        if case .date(let date) = self { date.precision == .month } else { false }
    }
}

extension TemporalValue {
    /// The last stretch of the calendar that it holds.
    var lastCalendar: CalendarValue? {
        switch self {
        case .calendar(let value): value
        case .time(let value, _): value
        case .interval(let first, let last): last?.lastCalendar ?? first?.lastCalendar
        case .reference, .duration: nil
        }
    }

    /// The same so many years on.
    func shifted(byYears count: Int) -> TemporalValue? {
        switch self {
        case .calendar(let value):
            guard let year = value.year.known else { return count == 0 ? self : nil }
            return value.with(year: .year(year + count)).map { .calendar($0) }
        case .interval(let first, let last):
            let (a, b) = (first?.shifted(byYears: count), last?.shifted(byYears: count))
            return (first == nil) == (a == nil) && (last == nil) == (b == nil) ? .interval(a, b) : nil
        default: return nil
        }
    }
}

extension DateExpression {
    /// What figures are compared with (上年, 去年同期): the text does not go on about it.
    fileprivate var isComparison: Bool {
        guard case .chain(let base, _) = self else { return false }
        switch base {
        case .period, .periodOf: return true
        case .mentioned(let grain, let count): return count < 0 && grain != .day
        default: return false
        }
    }

    /// The steps from a festival on that the words name.
    fileprivate var festival: ArraySlice<DateStep> {
        guard case .chain(_, let steps) = self, let index = steps.firstIndex(where: { if case .festival = $0 { true } else { false } }) else { return [] }
        return steps[index...]
    }

    /// Whether the words say which year they mean.
    var statesYear: Bool {
        switch self {
        case .value: true
        case .chain(.open, _), .chain(.governing, _), .chain(.reviewed, _): false
        // 159年以后: reckoned, not stated.
        case .chain(.mentioned(_, let count), _): count == 0
        case .chain: true
        case .range(let first, let last): first.statesYear || last.statesYear
        case .time(let day, _): day?.statesYear ?? false
        }
    }
}

/// The value of an expression that stands by itself in an article of a day (ISO 8601, unknown digits X).
package func resolveDate(_ expression: DateExpression, on day: String?) -> TemporalValue? {
    var resolver = TemporalResolver(reference: day)
    return resolver.resolve(expression, at: .init(paragraph: 0, sentence: 0, isPlan: false), isNoted: false)
}
