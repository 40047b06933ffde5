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
            #expect(try value(.article(.day, -count)) == iso(day.daysSinceEpoch - count, icu))
            #expect(try value(.article(.day, count)) == iso(day.daysSinceEpoch + count, icu))
            #expect(value(.article(.year, -1)) == padded(today.year - 1, 4))
            let before = try icu.parts(icu.adding(months: -count, to: day.daysSinceEpoch))
            #expect(value(.article(.month, -count)) == "\(padded(before.year, 4))-\(padded(before.month, 2))")
            let weekday = Int(random.next() % 7) + 1
            let weeks = Int(random.next() % 5) - 2
            let monday = day.daysSinceEpoch - Int(today.weekday) + 1
            #expect(try value(.article(.week, weeks), [.weekday(weekday)]) == iso(monday + 7 * weeks + weekday - 1, icu))
            let week = try icu.parts(monday + 7 * weeks)
            #expect(value(.article(.week, weeks)) == "\(padded(week.week_year, 4))-W\(padded(week.week, 2))")
        }
    }

    /// The same by the words that the rules read, for 10,000 days of reference with three words each.
    @Test func relativeWordsAreReadAsICUCounts() throws {
        let icu = try Calendar(kind: CICU_CALENDAR_GREGORIAN)
        let reader = try DateReader()
        var random = SeededGenerator(seed: 19_980_101)
        var wrong: [String] = []
        for _ in 0..<10_000 {
            let today = random.below(58_000) - 18_000
            let expected = try (0..<3).map { _ in try Self.words(&random, on: today, icu) }
            // Words of different paragraphs, so that none is the context of another.
            let read = reader.read(expected.map(\.words).joined(separator: "。\n"), on: try iso(today, icu), through: "calendar")
            let wanted = expected.map { "\($0.words) → \($0.value)" }
            if read != wanted { wrong.append("\(try iso(today, icu)): \(read), wanted \(wanted)") }
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong:\n\(wrong.prefix(20).joined(separator: "\n"))")
    }

    /// A relative expression and its value, counted by ICU.
    private static func words(_ random: inout SeededGenerator, on today: Int, _ icu: Calendar) throws -> (words: String, value: String) {
        let parts = try icu.parts(today)
        let (year, count) = (Int(parts.year), 2 + random.below(30))
        switch random.below(10) {
        case 0:
            let (word, days) = random.one(of: [("今天", 0), ("今日", 0), ("昨天", -1), ("昨日", -1), ("前天", -2), ("明天", 1), ("明日", 1), ("后天", 2)])
            return (word, try iso(today + days, icu))
        case 1: return ("\(count)天前", try iso(today - count, icu))
        case 2: return ("\(count)天后", try iso(today + count, icu))
        case 3:
            let (word, years) = random.one(of: [("今年", 0), ("去年", -1), ("前年", -2), ("明年", 1), ("后年", 2)])
            return (word, padded(year + years, 4))
        case 4: return ("\(count)年前", padded(year - count, 4))
        case 5:
            let (word, months) = random.one(of: [("本月", 0), ("上月", -1), ("上个月", -1), ("下月", 1), ("下个月", 1)])
            let month = try icu.parts(icu.adding(months: months, to: today))
            return (word, "\(padded(month.year, 4))-\(padded(month.month, 2))")
        case 6, 7:
            let (word, weeks) = random.one(of: [("上周", -1), ("本周", 0), ("下周", 1)])
            let weekday = random.below(7)
            let monday = today - Int(parts.weekday) + 1
            return (word + ["一", "二", "三", "四", "五", "六", "日"][weekday], try iso(monday + 7 * weeks + weekday, icu))
        case 8:
            let (word, years) = random.one(of: [("去年", -1), ("明年", 1)])
            let month = 1 + random.below(12)
            return ("\(word)\(month)月", "\(padded(year + years, 4))-\(padded(month, 2))")
        default:
            let (word, years) = random.one(of: [("去年", -1), ("明年", 1)])
            let quarter = 1 + random.below(4)
            return ("\(word)\(["一", "二", "三", "四"][quarter - 1])季度", "\(padded(year + years, 4))-Q\(quarter)")
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

private func iso(_ days: Int, _ icu: Calendar) throws -> String {
    let parts = try icu.parts(days)
    return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
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
