import BaoShuValues

/// What the words of a date say, before the day of the article and the dates around it decide what they mean.
///
/// Rules build expressions in `set`; `TemporalResolver` gives them their values once all dates of the text are known.
package enum DateExpression: Sendable, Equatable {
    /// Nothing to decide: `P3D`, `TMO`, `PAST_REF`.
    case value(TemporalValue)
    /// A start, and steps into it from coarse to fine: 今年 + 5月 + 30日.
    case chain(DateBase, [DateStep])
    /// From one through another; what the second leaves out is the first's.
    indirect case range(DateExpression, DateExpression)
    /// A time, of a day where one is stated.
    indirect case time(DateExpression?, TimeOfDay)
}

/// Where a chain of steps begins.
package enum DateBase: Sendable, Hashable {
    /// Nothing is said: 5月30日, 24日, 周五, 国庆节. The context supplies the year or the month; a weekday stays open.
    case open
    case calendar(CalendarValue)
    /// So many lengths from the one that holds the article's day: 今年, 上周, 明天.
    case article(CalendarGrain, Int)
    /// So many lengths from the one of the date just named: 当年, 次日.
    case mentioned(CalendarGrain, Int)
    /// The year that governs the words: 全年, 年度.
    case governing
    /// The same; where no year is named, in the first months of a year the one before, which news then tells of as a whole.
    case reviewed
    /// The period just named, so many years on: 同期, 去年同期.
    case period(Int)
    /// The period just named, in a year: 2019年同期.
    case periodOf(Int)
}

/// A step into a stretch of the calendar.
package enum DateStep: Sendable, Hashable {
    case month(Int)
    case day(Int)
    case quarter(Int)
    case half(Int)
    case season(CalendarValue.Season)
    case weekday(Int)
    case weekend
    /// The decade of a century, 0 to 9.
    case decade(Int)
    /// The nth week of a year or a month.
    case week(Int)
    /// The first n months, quarters, weeks or days.
    case first(Int, CalendarGrain)
    /// The last n of them.
    case last(Int, CalendarGrain)
    /// From one month through another.
    case months(Int, Int)
    /// A month of the Chinese calendar, or a day of it.
    case lunar(month: Int, isLeap: Bool, day: Int?)
    case festival(Festival)
    /// The year of one of the twelve animals, 0 (rat) to 11 (pig).
    case zodiac(Int)
}

/// How the day of a festival is found in a year.
package enum Festival: Sendable, Hashable {
    case fixed(month: Int, day: Int)
    /// A month and a day of the Chinese calendar; month 13 is the eve of its new year, day 0 the last day of the month.
    case lunar(month: Int, day: Int)
    /// The nth weekday of a month, counted from its end where negative.
    case weekday(month: Int, nth: Int, weekday: Int)
    /// A solar term, 1 (小寒) to 24 (冬至).
    case term(Int)
    /// Days from Easter Sunday.
    case easter(Int)
    /// The stretch of days off that holds the day of one; where none does, that day.
    indirect case daysOff(Festival, [ClosedRange<Day>])

    /// The day in a Gregorian year; nil where it has none.
    package func day(year: Int) -> Day? {
        switch self {
        case .fixed(let month, let day): return Day(year: year, month: month, day: day)
        case .lunar(13, _): return LunarCalendar.shared.year(year)?.firstDay.adding(days: -1)
        // The 12th month falls into January for the most part: 2024年腊八 is of the lunar year that began in 2023.
        case .lunar(12, let day):
            return [year - 1, year].lazy.compactMap { LunarCalendar.shared.day(of: LunarDate(year: $0, month: 12, day: day)) }.first { $0.year == year }
        case .lunar(let month, 0):
            guard let found = LunarCalendar.shared.year(year)?.months.last(where: { $0.number == month }) else { return nil }
            return found.firstDay.adding(days: found.length - 1)
        case .lunar(let month, let day): return LunarCalendar.shared.day(of: LunarDate(year: year, month: month, day: day))
        case .weekday(let month, let nth, let weekday):
            guard let length = Day.length(ofMonth: month, year: year), let first = Day(year: year, month: month, day: 1), nth != 0 else { return nil }
            let offset = (weekday - first.weekday + 7) % 7
            let days = (offset..<length).filter { ($0 - offset) % 7 == 0 }
            let index = nth > 0 ? nth - 1 : days.count + nth
            return days.indices.contains(index) ? first.adding(days: days[index]) : nil
        case .term(let number): return SolarTerms.day(ofTerm: number, year: year)
        case .easter(let days): return Self.easterSunday(year: year)?.adding(days: days)
        case .daysOff(let festival, _): return festival.day(year: year)
        }
    }

    /// The day in a Gregorian year, or the days off around it.
    package func value(year: Int) -> TemporalValue? {
        guard let day = day(year: year) else { return nil }
        guard case .daysOff(_, let stretches) = self, let stretch = stretches.first(where: { $0.contains(day) }), stretch.lowerBound < stretch.upperBound else { return .day(day) }
        return .interval(.day(stretch.lowerBound), .day(stretch.upperBound))
    }

    /// The Gregorian reckoning of Easter (Meeus, Astronomical Algorithms, chapter 8).
    private static func easterSunday(year: Int) -> Day? {
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return Day(year: year, month: n / 31, day: n % 31 + 1)
    }
}

/// A date expression and, once the resolver has run, its value.
package struct Temporal: Sendable, Equatable {
    package var expression: DateExpression
    package var value: TemporalValue?
    /// The words say the year themselves, and stand in no title.
    package var isStated = false
    /// It stands in a clause about what is to come.
    package var isPlanned = false

    package init(_ expression: DateExpression) {
        self.expression = expression
        // A value that needs no context is known at once, so that conditions may compare it.
        if case .value(let value) = expression { self.value = value }
    }
}
