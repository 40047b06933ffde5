import BaoShuValues
import TestSupport
import Testing

@Suite struct DayTests {
    @Test func agreesWithICU() throws {
        let icu = try ICUCalendar(chinese: false)
        var random = SeededGenerator(seed: 7)
        for _ in 0..<10_000 {
            let year = Bool.random(using: &random) ? Int.random(in: 1900...2100, using: &random) : Int.random(in: 100...9900, using: &random)
            let month = Int.random(in: 1...12, using: &random)
            let length = try #require(Day.length(ofMonth: month, year: year))
            let day = try #require(Day(year: year, month: month, day: Int.random(in: 1...length, using: &random)))
            let parts = try icu.parts(of: day)
            #expect(day.parts == (Int(parts.year), Int(parts.month), Int(parts.day)))
            #expect(day.parts.year == year && day.parts.month == month)
            #expect(day.weekday == Int(parts.weekday))
            #expect(day.week == (Int(parts.week_year), Int(parts.week)))
            let months = Int.random(in: -1000...1000, using: &random)
            #expect(day.adding(months: months) == (try icu.adding(months: months, to: day)))
            #expect(Day(iso8601: day.description) == day)
            #expect(Day(year: day.week.year, week: day.week.week, weekday: day.weekday) == day)
        }
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-03-31", -1, "2024-02-29"), ("2024-02-29", 12, "2025-02-28"),
        ("2024-12-15", 1, "2025-01-15"), ("2024-01-15", -13, "2022-12-15"),
    ])
    func addsMonths(day: String, months: Int, result: String) throws {
        #expect(try #require(Day(iso8601: day)).adding(months: months)?.description == result)
    }

    @Test(arguments: ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "0000-01-01", "2024-1-1", "2024/01/01", "", "２０２４-01-01", "2024-01-01T"])
    func rejects(text: String) {
        #expect(Day(iso8601: text) == nil)
    }

    @Test func edges() {
        #expect(Day.first.description == "0001-01-01")
        #expect(Day.last.description == "9999-12-31")
        #expect(Day.first.weekday == 1)
        #expect(Day.first.week == (1, 1))
        #expect(Day.last.adding(days: 1) == nil)
        #expect(Day.first.adding(days: -1) == nil)
        #expect(Day.first.adding(months: -1) == nil)
        #expect(Day.last.adding(years: 1) == nil)
        for extreme in [Int.min, Int.max] {
            #expect(Day.last.adding(days: extreme) == nil)
            #expect(Day.last.adding(months: extreme) == nil)
            #expect(Day.last.adding(years: extreme) == nil)
            #expect(Day(daysSinceEpoch: extreme) == nil)
            #expect(Day(year: extreme, month: 1, day: 1) == nil)
            #expect(Day(year: extreme, week: 1) == nil)
        }
        #expect(Day(year: 2023, week: 53) == nil)
        #expect(Day(year: 2020, week: 53)?.description == "2020-12-28")
    }

    @Test(arguments: [
        ("2024-05-30", "P5Y", "2029-05-30"), ("2024-05-30", "P3D", "2024-06-02"), ("2024-01-31", "P1M1D", "2024-03-01"), ("2024-05-30", "P2W", "2024-06-13"),
    ])
    func addsPeriods(day: String, period: String, result: String) throws {
        #expect(try #require(Day(iso8601: day)).adding(try #require(Period(iso8601: period)))?.description == result)
    }

    @Test(arguments: ["PT1H", "P0.5Y", "P1.5D", "P99999999999999999999Y", "P9223372036854775807W"])
    func noDay(period: String) throws {
        #expect(Day.first.adding(try #require(Period(iso8601: period))) == nil)
    }
}
