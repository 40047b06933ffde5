import BaoShuMatching
import BaoShuValues
import CICU
import TestSupport
import Testing

/// Relative expressions against ICU's Gregorian calendar, festivals against its Chinese one.
struct AgreementTests {
    @Test func relativeWordsAgreeWithICU() throws {
        let icu = try Calendar(kind: CICU_CALENDAR_GREGORIAN)
        var random = SeededGenerator(seed: 20_240_530)
        for _ in 0..<10_000 {
            let offset = Int(random.next() % 73_000) - 25_000
            let day = try #require(Day(daysSinceEpoch: offset))
            let today = try icu.parts(day.daysSinceEpoch)
            let count = Int(random.next() % 400)
            func value(_ base: DateBase, _ steps: [DateStep] = []) -> String {
                resolveDate(.chain(base, steps), on: day.description)?.description ?? "nothing"
            }
            func iso(_ days: Int) throws -> String {
                let parts = try icu.parts(days)
                return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
            }
            #expect(try value(.article(.day, -count)) == iso(day.daysSinceEpoch - count))
            #expect(try value(.article(.day, count)) == iso(day.daysSinceEpoch + count))
            #expect(value(.article(.year, -1)) == padded(today.year - 1, 4))
            let before = try icu.parts(icu.adding(months: -count, to: day.daysSinceEpoch))
            #expect(value(.article(.month, -count)) == "\(padded(before.year, 4))-\(padded(before.month, 2))")
            let weekday = Int(random.next() % 7) + 1
            let weeks = Int(random.next() % 5) - 2
            let monday = day.daysSinceEpoch - Int(today.weekday) + 1
            #expect(try value(.article(.week, weeks), [.weekday(weekday)]) == iso(monday + 7 * weeks + weekday - 1))
            let week = try icu.parts(monday + 7 * weeks)
            #expect(value(.article(.week, weeks)) == "\(padded(week.week_year, 4))-W\(padded(week.week, 2))")
        }
    }

    /// A bare month and day is never more than 90 days ahead of the article and less than a year behind it.
    @Test func bareDaysLieAboutTheArticle() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<10_000 {
            let day = try #require(Day(daysSinceEpoch: Int(random.next() % 40_000)))
            let (month, number) = (Int(random.next() % 12) + 1, Int(random.next() % 28) + 1)
            let value = try #require(resolveDate(.chain(.open, [.month(month), .day(number)]), on: day.description)?.description)
            let found = try #require(Day(iso8601: value))
            #expect(found.month == month && found.day == number)
            #expect((-276...90).contains(day.days(to: found)), "\(day) \(value)")
        }
    }

    /// ICU 72 errs in these years by a day (LunarCalendarTests).
    private static let icuErrs: Set<Int> = [1954, 1955, 1987, 1998, 2012, 2018, 2027, 2030]

    @Test(arguments: [("春节", 1, 1), ("元宵节", 1, 15), ("端午节", 5, 5), ("七夕节", 7, 7), ("中元节", 7, 15), ("中秋节", 8, 15), ("重阳节", 9, 9)])
    func lunarFestivalsAgreeWithICU(_ name: String, _ month: Int32, _ number: Int32) throws {
        let icu = try Calendar(kind: CICU_CALENDAR_CHINESE)
        let reader = try DateReader()
        for year in 1950...2050 where !Self.icuErrs.contains(year) {
            let read = reader.read("\(year)年\(name)当天")
            let value = try #require(read.first?.split(separator: " ").last)
            let day = try #require(Day(iso8601: String(value)), "\(year) \(read)")
            let parts = try icu.parts(day.daysSinceEpoch)
            #expect(parts.month == month && parts.day == number && parts.leap == 0 && parts.year == year + 2637, "\(year) \(value)")
        }
    }

    @Test func newYearsEveIsTheDayBefore() throws {
        for year in 1950...2050 {
            let eve = try #require(Festival.lunar(month: 13, day: 0).day(year: year))
            #expect(eve.adding(days: 1) == LunarCalendar.shared.year(year)?.firstDay)
        }
    }
}

private func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

/// A calendar of ICU.
private final class Calendar {
    private let handle: OpaquePointer

    init(kind: some BinaryInteger) throws {
        var handle: OpaquePointer?
        try #require(cicu_calendar_open(Int32(kind), &handle) == 0)
        self.handle = try #require(handle)
    }

    deinit { cicu_calendar_close(handle) }

    func parts(_ days: Int) throws -> cicu_day {
        var parts = cicu_day()
        try #require(cicu_calendar_day(handle, Int64(days), &parts) == 0)
        return parts
    }

    func adding(months: Int, to days: Int) throws -> Int {
        var result: Int64 = 0
        try #require(cicu_calendar_add_months(handle, Int64(days), Int32(months), &result) == 0)
        return Int(result)
    }
}
