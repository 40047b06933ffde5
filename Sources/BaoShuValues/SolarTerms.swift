#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The 24 solar terms (节气) of the years 1900 to 2100: the days at +08:00 on which the sun's apparent longitude reaches a multiple of 15°.
///
/// Numbered within the Gregorian year: 1 is 小寒 (285°), 3 立春, 7 清明, 24 冬至 (270°), so that month m has 2m - 1 and 2m.
/// Only the day is exact; inside, the longitude is in binary floating point, good to about a second of arc (half a minute of time).
package enum SolarTerms {
    package static let years = 1900...2100

    /// The day of a term, 1 to 24; nil outside that and outside `years`.
    ///
    /// Complexity: about five sums of 110 cosines; nothing is kept.
    package static func day(ofTerm number: Int, year: Int) -> Day? {
        guard years.contains(year), (1...24).contains(number) else { return nil }
        return Day(daysSinceEpoch: computeDay(ofTerm: number, year: year))
    }

    /// The day since 1970-01-01 of a term of any year near those of `years`.
    static func computeDay(ofTerm number: Int, year: Int) -> Int {
        let newYear = Day(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
        let target = Double((285 + 15 * (number - 1)) % 360)
        // Days of Terrestrial Time since J2000.0 (2000-01-01 12:00, day 10957.5 of the epoch).
        let start = Double(newYear) - 10957.5
        var time = start + 5 + Double(number - 1) * 15.2184
        for _ in 0..<5 {
            let difference = remainder(target - apparentLongitude(at: time), 360)
            time += difference / 360 * 365.2422
        }
        let local = time + 10957.5 - deltaT(at: Double(year) + Double(number) / 24) / 86400 + 8.0 / 24
        return Int(local.rounded(.down))
    }

    /// The term that falls on a day, 1 to 24; nil where none does.
    package static func term(on day: Day) -> Int? {
        let first = day.month * 2 - 1
        return [first, first + 1].first { self.day(ofTerm: $0, year: day.year) == day }
    }

    /// Terrestrial minus universal time in seconds: the observed values (Astronomical Almanac, IERS) at each tenth year to 2020,
    /// an estimate after it.
    static func deltaT(at year: Double) -> Double {
        let table = [
            -2.7, 10.5, 21.2, 24.0, 24.3, 29.1, 33.2, 40.2, 50.5, 56.9, 63.8, 66.1, 69.4, 71, 75, 80, 85, 91, 97, 104, 111, 118,
        ]
        let index = max(0, min(table.count - 2, Int((year - 1900) / 10)))
        let part = (year - 1900) / 10 - Double(index)
        return table[index] + (table[index + 1] - table[index]) * part
    }

    /// The sun's apparent geocentric longitude in degrees: VSOP87's longitude of the earth (its larger terms, as in Meeus,
    /// Astronomical Algorithms, chapter 32), with aberration and the larger terms of nutation (chapters 22 and 25).
    private static func apparentLongitude(at days: Double) -> Double {
        let millennia = days / 365_250
        var radians = 0.0
        for (power, series) in EarthLongitude.series.enumerated() {
            var sum = 0.0
            for term in series { sum += term.amplitude * cos(term.phase + term.frequency * millennia) }
            radians += sum * 1e-8 * pow(millennia, Double(power))
        }
        let centuries = days / 36525
        func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
        let node = 125.04452 - 1934.136261 * centuries
        let sun = 280.4665 + 36000.7698 * centuries
        let moon = 218.3165 + 481267.8813 * centuries
        let nutation = -17.20 * sine(node) - 1.32 * sine(2 * sun) - 0.23 * sine(2 * moon) + 0.21 * sine(2 * node)
        let anomaly = 357.5291 + 35999.0503 * centuries
        let distance = 1.00014 - 0.01671 * cos(anomaly * .pi / 180)
        // -0.09033″ brings VSOP87's frame to FK5; the constant of aberration is 20.4898″.
        return radians * 180 / .pi + 180 + (nutation - 0.09033 - 20.4898 / distance) / 3600
    }
}
