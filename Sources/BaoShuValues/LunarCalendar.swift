internal import Synchronization

/// A day of the Chinese calendar.
package struct LunarDate: Sendable, Hashable {
    /// The Gregorian year in which the lunar year begins.
    package var year: Int
    /// 1 to 12.
    package var month: Int
    /// Whether the month is the leap month (闰) after the one of its number.
    package var isLeapMonth: Bool
    /// 1 to 30.
    package var day: Int

    package init(year: Int, month: Int, isLeapMonth: Bool = false, day: Int) {
        self.year = year
        self.month = month
        self.isLeapMonth = isLeapMonth
        self.day = day
    }
}

/// A year of the Chinese calendar: its 12 or 13 months in order.
package struct LunarYear: Sendable, Hashable {
    package struct Month: Sendable, Hashable {
        package let number: Int
        package let isLeap: Bool
        package let firstDay: Day
        /// 29 or 30 days.
        package let length: Int
    }

    /// The Gregorian year in which it begins.
    package let year: Int
    package let months: [Month]

    package var firstDay: Day { months[0].firstDay }
    /// 除夕: the day before the next year begins.
    package var lastDay: Day {
        let month = months[months.count - 1]
        return month.firstDay.adding(days: month.length - 1) ?? month.firstDay
    }
}

/// The Chinese calendar for the lunar years 1900 to 2100 by its rules (GB/T 33661-2017): a month begins on the day of the
/// new moon, the month with 冬至 is the 11th, and of 13 months between two such the first without a principal term (中气) is the leap month.
///
/// Years are computed once and kept; any thread may ask. It is not ICU's: that of ICU 72 has 春节 of 1954, 2027 and 2030 on a wrong day.
/// In 2097 one new moon is so near to midnight that the rotation of the earth will decide its day.
package final class LunarCalendar: Sendable {
    package static let shared = LunarCalendar()
    package static let years = 1900...2100

    private let known = Mutex<[Int: LunarYear]>([:])

    package init() {}

    /// The lunar year that begins in a Gregorian year; nil outside `years`.
    ///
    /// Complexity: the first time about 25 solar terms and 30 new moons, well under a millisecond; a look-up afterwards.
    package func year(_ year: Int) -> LunarYear? {
        guard LunarCalendar.years.contains(year) else { return nil }
        return known.withLock { known in
            if let found = known[year] { return found }
            let computed = LunarCalendar.compute(year)
            known[year] = computed
            return computed
        }
    }

    /// The Gregorian day of a lunar one; nil where the year has no such month or day, or lies outside `years`.
    package func day(of date: LunarDate) -> Day? {
        guard let month = year(date.year)?.months.first(where: { $0.number == date.month && $0.isLeap == date.isLeapMonth }),
            (1...month.length).contains(date.day)
        else { return nil }
        return month.firstDay.adding(days: date.day - 1)
    }

    /// The lunar day of a Gregorian one; nil where its lunar year lies outside `years`.
    package func date(of day: Day) -> LunarDate? {
        // The lunar year begins in January or February, so a day belongs to the one of its year or of the year before.
        guard let found = [day.year, day.year - 1].lazy.compactMap(year).first(where: { $0.firstDay <= day && day <= $0.lastDay }),
            let month = found.months.last(where: { $0.firstDay <= day })
        else { return nil }
        return LunarDate(year: found.year, month: month.number, isLeapMonth: month.isLeap, day: month.firstDay.days(to: day) + 1)
    }

    private static func compute(_ year: Int) -> LunarYear? {
        // From the first month of this year to the one of the next: the end of one year from 冬至 to 冬至 and the beginning of another.
        let months = monthsFromSolstice(endingIn: year).drop { $0.number > 10 } + monthsFromSolstice(endingIn: year + 1).prefix { $0.number > 10 }
        let dated = months.compactMap { month in
            Day(daysSinceEpoch: month.start).map {
                LunarYear.Month(number: month.number, isLeap: month.isLeap, firstDay: $0, length: month.end - month.start)
            }
        }
        return dated.isEmpty ? nil : LunarYear(year: year, months: dated)
    }

    /// The months from the one that holds the 冬至 of the year before to the one before that which holds this year's.
    private static func monthsFromSolstice(endingIn year: Int) -> [(number: Int, isLeap: Bool, start: Int, end: Int)] {
        let first = NewMoon.last(by: SolarTerms.computeDay(ofTerm: 24, year: year - 1))
        let last = NewMoon.last(by: SolarTerms.computeDay(ofTerm: 24, year: year))
        let starts = (first...last).map(NewMoon.day)
        // 大寒 to 小雪: with 冬至 the principal terms of the year; they have the even numbers.
        let principal = (1...11).map { SolarTerms.computeDay(ofTerm: 2 * $0, year: year) }
        var leapFound = starts.count < 14
        var number = 10
        return (0..<(starts.count - 1)).map { index in
            let (start, end) = (starts[index], starts[index + 1])
            let isLeap = !leapFound && index > 0 && !principal.contains { start <= $0 && $0 < end }
            if isLeap { leapFound = true } else { number = number % 12 + 1 }
            return (number, isLeap, start, end)
        }
    }
}
