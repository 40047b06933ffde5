import BaoShuValues
import Testing

@Suite struct SolarTermsTests {
    /// The day in April of 清明, from 2000 on.
    @Test(arguments: zip(2000..., [4, 5, 5, 5, 4, 5, 5, 5, 4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 5]).map { ($0, $1) })
    func qingming(year: Int, day: Int) throws {
        #expect(SolarTerms.day(ofTerm: 7, year: year) == Day(year: year, month: 4, day: day))
    }

    /// The day in December of 冬至, from 2000 on.
    @Test(arguments: zip(2000..., [21, 22, 22, 22, 21, 22, 22, 22, 21, 22, 22, 22, 21, 22, 22, 22, 21, 22, 22, 22, 21, 21, 22, 22, 21, 21]).map { ($0, $1) })
    func winterSolstice(year: Int, day: Int) throws {
        #expect(SolarTerms.day(ofTerm: 24, year: year) == Day(year: year, month: 12, day: day))
    }

    /// All terms of 2024.
    @Test(
        arguments: zip(
            1...,
            [
                "01-06", "01-20", "02-04", "02-19", "03-05", "03-20", "04-04", "04-19", "05-05", "05-20", "06-05", "06-21", "07-06", "07-22",
                "08-07", "08-22", "09-07", "09-22", "10-08", "10-23", "11-07", "11-22", "12-06", "12-21",
            ]
        ).map { ($0, $1) })
    func year2024(number: Int, day: String) {
        #expect(SolarTerms.day(ofTerm: number, year: 2024)?.description == "2024-" + day)
    }

    @Test(arguments: [(2017, "2017-02-03"), (2020, "2020-02-04"), (2021, "2021-02-03"), (2023, "2023-02-04"), (2025, "2025-02-03"), (1984, "1984-02-04")])
    func springBegins(year: Int, day: String) throws {
        #expect(SolarTerms.day(ofTerm: 3, year: year)?.description == day)
        #expect(SolarTerms.term(on: try #require(Day(iso8601: day))) == 3)
    }

    @Test func inOrderInEveryYear() throws {
        for year in SolarTerms.years {
            let days = try (1...24).map { try #require(SolarTerms.day(ofTerm: $0, year: year)) }
            for (index, day) in days.enumerated() {
                #expect(day.year == year && day.month == index / 2 + 1)
                if index > 0 { #expect((14...16).contains(days[index - 1].days(to: day))) }
            }
        }
    }

    @Test func outside() {
        #expect(SolarTerms.day(ofTerm: 0, year: 2024) == nil)
        #expect(SolarTerms.day(ofTerm: 25, year: 2024) == nil)
        #expect(SolarTerms.day(ofTerm: 1, year: 1899) == nil)
        #expect(SolarTerms.day(ofTerm: 1, year: .max) == nil)
        #expect(SolarTerms.term(on: .first) == nil)
        #expect(Day(year: 2024, month: 4, day: 5).flatMap(SolarTerms.term(on:)) == nil)
    }
}
