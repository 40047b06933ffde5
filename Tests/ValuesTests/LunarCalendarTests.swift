import BaoShuValues
import Testing

@Suite struct LunarCalendarTests {
    /// 春节 of 1950 to 2050, month and day, as published.
    static let newYears = """
        0217 0206 0127 0214 0203 0124 0212 0131 0218 0208  0128 0215 0205 0125 0213 0202 0121 0209 0130 0217
        0206 0127 0215 0203 0123 0211 0131 0218 0207 0128  0216 0205 0125 0213 0202 0220 0209 0129 0217 0206
        0127 0215 0204 0123 0210 0131 0219 0207 0128 0216  0205 0124 0212 0201 0122 0209 0129 0218 0207 0126
        0214 0203 0123 0210 0131 0219 0208 0128 0216 0205  0125 0212 0201 0122 0210 0129 0217 0206 0126 0213
        0203 0123 0211 0131 0219 0208 0128 0215 0204 0124  0212 0201 0122 0210 0130 0217 0206 0126 0214 0202
        0123
        """.split { $0 == " " || $0 == "\n" }.enumerated().map { (index, text) in
            let number = Int(text)!
            return Day(year: 1950 + index, month: number / 100, day: number % 100)!
        }

    /// The leap months of 1950 to 2050.
    static let leapMonths = [
        1952: 5, 1955: 3, 1957: 8, 1960: 6, 1963: 4, 1966: 3, 1968: 7, 1971: 5, 1974: 4, 1976: 8, 1979: 6, 1982: 4, 1984: 10, 1987: 6,
        1990: 5, 1993: 3, 1995: 8, 1998: 5, 2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6,
        2028: 5, 2031: 3, 2033: 11, 2036: 6, 2039: 5, 2042: 2, 2044: 7, 2047: 5, 2050: 3,
    ]

    @Test func newYearsAreThePublishedOnes() throws {
        #expect(Self.newYears.count == 101)
        for (year, day) in zip(1950..., Self.newYears) {
            #expect(LunarCalendar.shared.year(year)?.firstDay == day)
            #expect(LunarCalendar.shared.year(year - 1)?.lastDay == day.adding(days: -1))
        }
    }

    @Test func leapMonthsAreThePublishedOnes() throws {
        for year in 1950...2050 {
            let months = try #require(LunarCalendar.shared.year(year)).months
            #expect(months.first(where: \.isLeap)?.number == Self.leapMonths[year])
            #expect(months.count == (Self.leapMonths[year] == nil ? 12 : 13))
        }
    }

    @Test func everyYearIsWhole() throws {
        for year in LunarCalendar.years {
            let found = try #require(LunarCalendar.shared.year(year))
            #expect(found.months.filter { !$0.isLeap }.map(\.number) == Array(1...12))
            #expect(found.months.allSatisfy { $0.length == 29 || $0.length == 30 })
            for (month, next) in zip(found.months, found.months.dropFirst()) {
                #expect(month.firstDay.adding(days: month.length) == next.firstDay)
                #expect(!next.isLeap || next.number == month.number)
            }
            if let next = LunarCalendar.shared.year(year + 1) { #expect(found.lastDay.adding(days: 1) == next.firstDay) }
        }
    }

    @Test(arguments: [
        (2024, 1, 15, "2024-02-24"), (2024, 5, 5, "2024-06-10"), (2024, 7, 7, "2024-08-10"), (2024, 7, 15, "2024-08-18"), (2024, 8, 15, "2024-09-17"),
        (2024, 9, 9, "2024-10-11"), (2024, 12, 8, "2025-01-07"), (2023, 5, 5, "2023-06-22"), (2023, 8, 15, "2023-09-29"), (2021, 8, 15, "2021-09-21"),
        (2020, 8, 15, "2020-10-01"), (2020, 5, 5, "2020-06-25"), (2018, 10, 1, "2018-11-08"), (1998, 8, 15, "1998-10-05"), (2022, 9, 9, "2022-10-04"),
    ])
    func festivals(year: Int, month: Int, day: Int, gregorian: String) throws {
        let date = LunarDate(year: year, month: month, day: day)
        let found = try #require(LunarCalendar.shared.day(of: date))
        #expect(found.description == gregorian)
        #expect(LunarCalendar.shared.date(of: found) == date)
    }

    @Test func everyDayThereAndBack() throws {
        let calendar = LunarCalendar()
        var day = try #require(Day(year: 1950, month: 1, day: 1))
        let end = try #require(Day(year: 2051, month: 1, day: 1))
        while day < end {
            let date = try #require(calendar.date(of: day))
            #expect(calendar.day(of: date) == day)
            day = try #require(day.adding(days: 1))
        }
    }

    @Test func outsideOrAbsent() {
        let calendar = LunarCalendar.shared
        #expect(calendar.year(1899) == nil && calendar.year(2101) == nil && calendar.year(.max) == nil)
        #expect(calendar.day(of: LunarDate(year: 2024, month: 1, isLeapMonth: true, day: 1)) == nil)
        #expect(calendar.day(of: LunarDate(year: 2024, month: 13, day: 1)) == nil)
        #expect(calendar.day(of: LunarDate(year: 2024, month: 1, day: 30)) == nil)
        #expect(calendar.day(of: LunarDate(year: 2024, month: 1, day: 0)) == nil)
        #expect(calendar.date(of: .first) == nil && calendar.date(of: .last) == nil)
    }

    /// ICU 72 reckons new moons less closely, so a few of its months begin a day off; the years listed are those of 1950 to 2050
    /// in which it differs from the published calendar.
    @Test func agreesWithICUButWhereItErrs() throws {
        let icu = try ICUCalendar(chinese: true)
        var different: Set<Int> = []
        for year in 1950...2050 {
            for month in try #require(LunarCalendar.shared.year(year)).months {
                let parts = try icu.parts(of: month.firstDay)
                let same = parts.day == 1 && Int(parts.month) == month.number && (parts.leap != 0) == month.isLeap && Int(parts.year) == year + 2637
                if !same { different.insert(year) }
            }
        }
        #expect(different.isSubset(of: [1954, 1955, 1987, 1998, 2012, 2018, 2027, 2030]), "\(different.sorted())")
    }
}
