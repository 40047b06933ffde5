import BaoShuValues
import Testing

@Suite struct TemporalValueTests {
    static let covered: [(String, String?, String?)] = [
        ("2024-05-30", "2024-05-30", "2024-05-31"), ("2024-02", "2024-02-01", "2024-03-01"), ("2024-12", "2024-12-01", "2025-01-01"),
        ("2023", "2023-01-01", "2024-01-01"), ("199X", "1990-01-01", "2000-01-01"), ("19XX", "1900-01-01", "2000-01-01"),
        ("2024-Q1", "2024-01-01", "2024-04-01"), ("2024-Q4", "2024-10-01", "2025-01-01"), ("2024-H1", "2024-01-01", "2024-07-01"),
        ("2024-H2", "2024-07-01", "2025-01-01"), ("2024-SP", "2024-03-01", "2024-06-01"), ("2024-SU", "2024-06-01", "2024-09-01"),
        ("2024-FA", "2024-09-01", "2024-12-01"), ("2024-WI", "2024-12-01", "2025-03-01"), ("2024-W22", "2024-05-27", "2024-06-03"),
        ("2021-W01", "2021-01-04", "2021-01-11"), ("2017-W14-WE", "2017-04-08", "2017-04-10"), ("2024-W22-4", "2024-05-30", "2024-05-31"),
        ("2021-01/2021-10", "2021-01-01", "2021-11-01"), ("2021-11-15/2021-11-19", "2021-11-15", "2021-11-20"),
        ("2023/2025", "2023-01-01", "2026-01-01"), ("1999/..", "1999-01-01", nil), ("../2020", nil, "2021-01-01"), ("2024-Q3/2025-H1", "2024-07-01", "2025-07-01"),
    ]

    @Test(arguments: covered)
    func extents(text: String, from: String?, to: String?) throws {
        let value = try #require(TemporalValue(text))
        #expect(value.description == text)
        let extent = try #require(value.extent)
        #expect(extent.from?.description == from)
        #expect(extent.to?.description == to)
    }

    @Test(arguments: [
        "XXXX-05-30", "XXXX-XX-29", "XXXX-05", "XXXX", "2024-XX-15", "XXXX-Q1", "XXXX-H2", "XXXX-SU", "XXXX-WXX-6", "XXXX-WXX-WE", "XXXX-WXX", "2024-WXX",
        "XXXX-02-29", "TMO", "TMI", "TAF", "TEV", "TNI", "T07:30", "T16:40:50", "T24:00", "2024-08-24TMO", "2024-08-24T09:00", "XXXX-WXX-6TNI",
        "T05:00/T06:00", "2016-12-15T19:00/2016-12-15T20:00", "XXXX-01-10/XXXX-01-20", "2024/2023", "PRESENT_REF", "PAST_REF", "FUTURE_REF", "P1Y6M",
        "PT6H", "P2W", "P15D", "PT0.5H", "P5WT3H", "P1Y1M21D", "P3.5D", "PT15M", "P1DT12H", "9999-12-31",
    ])
    func withoutExtent(text: String) throws {
        let value = try #require(TemporalValue(text))
        #expect(value.description == text)
        #expect(value.extent == nil)
    }

    @Test(arguments: [
        "", "X", "2024-", "2024-5", "2024-13", "2024-02-30", "2023-02-29", "XXXX-02-30", "2024-Q5", "2024-Q0", "2024-Q", "2024-H3", "2024-W54", "2023-W53", "2024-W1",
        "2024-W22-8", "2024-W22-0", "2024-W22-WE-1", "202", "20240", "1X9X", "X024", "1XXX", "T", "T7:30", "T25:00", "T24:01", "T07", "T07:60", "T07:30:61",
        "TXX", "2024T", "P", "PT", "P1", "P1X", "P1M1Y", "P1DT", "P1H", "PT1D", "P+1D", "P1/2D", "P1Y1Y", "../..", "2024/", "/2024", "2024/2025/2026", "PAST", "日前", "0000", "2024-05-30 ",
    ])
    func rejects(text: String) {
        #expect(TemporalValue(text) == nil)
    }

    @Test func builds() throws {
        let january = try #require(PartialDate(year: .year(2021), month: 1))
        let october = try #require(PartialDate(year: .year(2021), month: 10))
        let span = TemporalValue.from(.calendar(.date(january)), through: .calendar(.date(october)))
        #expect(span.description == "2021-01/2021-10")
        #expect(TemporalValue.from(span, through: .calendar(.quarter(.year(2022), 1))).description == "2021-01/2022-Q1")
        #expect(TemporalValue.time(nil, .clock(try #require(ClockTime(hour: 9)))).description == "T09:00")
        #expect(PartialDate(year: .year(2024), month: 2, day: 30) == nil)
        #expect(PartialDate(year: .year(10_000)) == nil)
        #expect(PartialDate(year: .unknown, month: 2, day: 29)?.with(year: .year(2023)) == nil)
        #expect(CalendarValue.weekday(.unknown, 22, 4).with(year: .year(2024))?.description == "2024-05-30")
    }

    @Test func numbersOutOfRangeHaveNoExtent() {
        let values: [CalendarValue] = [
            .quarter(.year(2024), 7), .half(.year(2024), -1), .week(.year(2023), 53), .weekend(.year(0), 1), .weekday(.year(2024), 1, 9), .quarter(.year(.max), 4), .quarter(.year(2024), .max),
        ]
        for value in values {
            #expect(!value.isValid)
            #expect(value.extent == nil)
            #expect(value.shifted(by: 1) == nil)
        }
    }
}
