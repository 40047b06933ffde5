import BaoShuValues
import TestSupport
import Testing

@Suite struct RelativeTests {
    @Test(arguments: [
        (CalendarGrain.century, "20XX"), (.decade, "202X"), (.year, "2024"), (.half, "2024-H1"), (.season, "2024-SP"), (.quarter, "2024-Q2"),
        (.month, "2024-05"), (.week, "2024-W22"), (.weekend, "2024-W22-WE"), (.day, "2024-05-30"),
    ])
    func holdsTheDay(grain: CalendarGrain, text: String) throws {
        let day = try #require(Day(iso8601: "2024-05-30"))
        let value = try #require(CalendarValue(grain, containing: day))
        #expect(value.description == text)
        if grain != .weekend { #expect(try #require(value.extent).contains(day)) }
    }

    @Test(arguments: [
        ("2024", -1, "2023"), ("199X", 1, "200X"), ("19XX", 1, "20XX"), ("2024-05", -5, "2023-12"), ("2024-05", 8, "2025-01"), ("2024-05-30", 2, "2024-06-01"),
        ("2024-Q1", -1, "2023-Q4"), ("2024-Q4", 1, "2025-Q1"), ("2024-Q2", -9, "2022-Q1"), ("2024-H1", -1, "2023-H2"), ("2024-W01", -1, "2023-W52"),
        ("2020-W52", 2, "2021-W01"), ("2017-W12-WE", 2, "2017-W14-WE"), ("2024-SP", -1, "2023-WI"), ("2024-WI", 1, "2025-SP"),
    ])
    func shifts(text: String, count: Int, result: String) throws {
        #expect(try #require(CalendarValue(text)).shifted(by: count)?.description == result)
    }

    @Test(arguments: ["XXXX-05", "XXXX-Q1", "XXXX-WXX", "9999", "9999-12", "9999-12-31", "99XX"])
    func doesNotShift(text: String) throws {
        let value = try #require(CalendarValue(text))
        #expect(value.shifted(by: 1) == nil)
        #expect(value.shifted(by: .max) == nil)
        #expect(value.shifted(by: .min) == nil)
    }

    /// Every grain shifts to the neighbour that begins where it ends.
    @Test(arguments: [CalendarGrain.decade, .year, .half, .season, .quarter, .month, .week, .day])
    func neighboursTouch(grain: CalendarGrain) throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let day = try #require(Day(daysSinceEpoch: Int.random(in: -300_000...300_000, using: &random)))
            let value = try #require(CalendarValue(grain, containing: day))
            let (extent, next) = (try #require(value.extent), try #require(value.shifted(by: 1)?.extent))
            #expect(extent.contains(day))
            #expect(extent.to == next.from)
            #expect(value.shifted(by: 1)?.shifted(by: -1) == value)
            let count = Int.random(in: -40...40, using: &random)
            #expect(value.shifted(by: count)?.shifted(by: -count) == value)
        }
    }

    @Test(arguments: [
        ("2024-05-30", "P5Y", true, "2019"), ("2024-05-30", "P3D", false, "2024-06-02"), ("2024-05-30", "P3M", true, "2024-02"), ("2024-05-30", "P2W", true, "2024-W20"),
        ("2024-05-30", "P1Y6M", false, "2025-11"),
    ])
    func counts(day: String, period: String, back: Bool, result: String) throws {
        let period = try #require(Period(iso8601: period))
        #expect(CalendarValue.counted(from: try #require(Day(iso8601: day)), by: back ? -period : period)?.description == result)
    }

    @Test(arguments: ["PT10M", "P0.5Y", "P9999Y"])
    func doesNotCount(period: String) throws {
        #expect(CalendarValue.counted(from: try #require(Day(iso8601: "2024-05-30")), by: try #require(Period(iso8601: period))) == nil)
    }

    static let open: [(String, String, String)] = [
        ("XXXX-10", "2021-05-20", "2020-10"), ("XXXX-05-30", "2024-05-30", "2024-05-30"), ("XXXX-XX-29", "2018-03-22", "2018-01-29"),
        ("XXXX-02-29", "2023-03-01", "2020-02-29"), ("XXXX-WXX-5", "2024-05-30", "2024-05-24"), ("XXXX-Q1", "2024-05-30", "2024-Q1"),
        ("XXXX-WXX-WE", "2024-05-30", "2024-W21-WE"), ("2024-XX-15", "2024-05-10", "2024-04-15"), ("2019-07", "2024-05-10", "2019-07"),
        ("XXXX", "2024-05-10", "2024"),
    ]

    @Test(arguments: open)
    func nearest(text: String, day: String, latest: String) throws {
        let (value, day) = (try #require(CalendarValue(text)), try #require(Day(iso8601: day)))
        #expect(value.latest(beginningBy: day)?.description == latest)
    }

    @Test func periods() throws {
        var period = Period(1, .year) + .half(.year)
        #expect(period.description == "P1Y6M")
        period[.day] = 3
        #expect(period.description == "P1Y6M3D")
        #expect(period.finestUnit == .day)
        #expect(Period.half(.month).description == "P15D")
        #expect(Period.half(.day).description == "PT12H")
        #expect(Period.half(.hour).description == "PT30M")
        #expect(Period(try #require(ExactNumber("1/2")), .hour).description == "PT0.5H")
        #expect((Period(15, .minute) * 3).description == "PT45M")
        #expect((Period(1, .month) + Period(1, .month)).description == "P2M")
        #expect(Period().description == "P0D")
    }
}
