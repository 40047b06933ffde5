/// A day of the proleptic Gregorian calendar, years 1 to 9999, as ISO 8601 counts them.
///
/// A day has no time zone: documents are dated in China, at +08:00, and nothing here reads the clock or the zone of the machine.
package struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01, negative before it.
    package let daysSinceEpoch: Int

    package static let first = Day(unchecked: -719_162)
    package static let last = Day(unchecked: 2_932_896)

    private init(unchecked days: Int) { daysSinceEpoch = days }

    /// Nil outside the years 1 to 9999.
    package init?(daysSinceEpoch days: Int) {
        guard days >= Day.first.daysSinceEpoch, days <= Day.last.daysSinceEpoch else { return nil }
        daysSinceEpoch = days
    }

    /// Nil where there is no such day: 2023-02-29, a 13th month, a year outside 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard let length = Day.length(ofMonth: month, year: year), day >= 1, day <= length else { return nil }
        // Years counted from March end with the leap day, so that the days before a month follow one formula.
        let (marchYear, marchMonth) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let before = marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400
        daysSinceEpoch = before + (153 * marchMonth + 2) / 5 + day - 1 - Day.epochFromMarchOfYearZero
    }

    /// Days from 0000-03-01 to 1970-01-01.
    private static let epochFromMarchOfYearZero = 719_468

    package var year: Int { parts.year }
    /// 1 to 12.
    package var month: Int { parts.month }
    /// The day of the month, 1 to 31.
    package var day: Int { parts.day }

    /// Year, month and day at once.
    package var parts: (year: Int, month: Int, day: Int) {
        let days = daysSinceEpoch + Day.epochFromMarchOfYearZero
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The day of the week by ISO 8601: Monday is 1, Sunday 7.
    package var weekday: Int { (daysSinceEpoch + 719_162) % 7 + 1 }

    /// The ISO 8601 week that holds the day: week 1 is the one with the year's first Thursday, and `year` the year it belongs to.
    package var week: (year: Int, week: Int) {
        // The week's Thursday, which decides its year; it may lie outside the days that have a `Day`.
        let thursday = daysSinceEpoch - weekday + 4
        if thursday > Day.last.daysSinceEpoch { return (10_000, 1) }
        let year = Day(unchecked: thursday).year
        let newYear = Day(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
        return (year, (thursday - newYear) / 7 + 1)
    }

    /// A day of an ISO 8601 week; nil where the year has no such week or weekday.
    package init?(year: Int, week: Int, weekday: Int = 1) {
        guard (1...7).contains(weekday), (1...53).contains(week), let fourth = Day(year: year, month: 1, day: 4) else { return nil }
        let monday = fourth.daysSinceEpoch - fourth.weekday + 1 + (week - 1) * 7
        guard let day = Day(daysSinceEpoch: monday + weekday - 1), day.week == (year, week) else { return nil }
        self = day
    }

    package static func isLeap(year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// The days of a month, nil where there is no such month or the year lies outside 1 to 9999.
    package static func length(ofMonth month: Int, year: Int) -> Int? {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        if month == 2 { return isLeap(year: year) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    package static func < (a: Day, b: Day) -> Bool { a.daysSinceEpoch < b.daysSinceEpoch }
}

extension Day {
    /// Nil outside the years 1 to 9999, as for the two below.
    package func adding(days: Int) -> Day? {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
        return overflow ? nil : Day(daysSinceEpoch: sum)
    }

    /// The same day of a later month, or its last day where it has no such day: 31 January and a month is 28 or 29 February.
    package func adding(months: Int) -> Day? {
        guard abs(months.clamped) < 200_000 else { return nil }
        let (year, month, day) = parts
        let index = year * 12 + month - 1 + months
        guard index >= 12 else { return nil }
        guard let length = Day.length(ofMonth: index % 12 + 1, year: index / 12) else { return nil }
        return Day(year: index / 12, month: index % 12 + 1, day: min(day, length))
    }

    package func adding(years: Int) -> Day? { abs(years.clamped) < 10_000 ? adding(months: years * 12) : nil }

    /// The days from this one to another, negative where that is earlier.
    package func days(to other: Day) -> Int { other.daysSinceEpoch - daysSinceEpoch }

    /// `YYYY-MM-DD` (ISO 8601, extended format).
    package var description: String {
        let (year, month, day) = parts
        return isoDay(year, month, day)
    }

    /// How long ``description`` is.
    @inlinable package static var textLength: Int { 10 }

    /// Writes the description straight into memory, and gives its length.
    package func write(to bytes: UnsafeMutablePointer<UInt8>) -> Int {
        let (year, month, day) = parts
        return writeDay(year, month, day, to: UnsafeMutableBufferPointer(start: bytes, count: Self.textLength))
    }

    /// Reads `YYYY-MM-DD`, nothing else.
    package init?(iso8601 text: String) { self.init(iso8601: text.utf8[...]) }

    init?(iso8601 text: Substring.UTF8View) {
        // Year, month and day so far.
        var numbers = (0, 0, 0)
        var count = 0
        for byte in text {
            switch (count, byte) {
            case (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")): break
            case (0..<4, 0x30...0x39): numbers.0 = numbers.0 * 10 + Int(byte - 0x30)
            case (5..<7, 0x30...0x39): numbers.1 = numbers.1 * 10 + Int(byte - 0x30)
            case (8..<10, 0x30...0x39): numbers.2 = numbers.2 * 10 + Int(byte - 0x30)
            default: return nil
            }
            count += 1
        }
        guard count == 10 else { return nil }
        self.init(year: numbers.0, month: numbers.1, day: numbers.2)
    }
}

extension Int {
    /// The number within ±1,000,000, so that its magnitude exists and products of it do not overflow.
    fileprivate var clamped: Int { Swift.max(-1_000_000, Swift.min(1_000_000, self)) }
}

/// The number in decimal, with zeros before it to `width`.
func padded(_ number: Int, to width: Int) -> String {
    guard number >= 0, number < 10_000, width <= 4 else {
        let text = String(number)
        return String(repeating: "0", count: Swift.max(0, width - text.utf8.count)) + text
    }
    let length = Swift.max(width, number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4)
    // So short a string takes no memory.
    return String(unsafeUninitializedCapacity: length) { bytes in
        writeDigits(number, to: bytes, 0, length)
        return length
    }
}

/// Writes the last `length` digits of a number, which is not negative.
private func writeDigits(_ number: Int, to bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ length: Int) {
    var rest = number
    for place in stride(from: start + length - 1, through: start, by: -1) {
        bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
    }
}

/// `YYYY-MM-DD` of a year from 0 to 9999.
func isoDay(_ year: Int, _ month: Int, _ day: Int) -> String {
    String(unsafeUninitializedCapacity: Day.textLength) { writeDay(year, month, day, to: $0) }
}

private func writeDay(_ year: Int, _ month: Int, _ day: Int, to bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    writeDigits(year, to: bytes, 0, 4)
    bytes[4] = UInt8(ascii: "-")
    writeDigits(month, to: bytes, 5, 2)
    bytes[7] = UInt8(ascii: "-")
    writeDigits(day, to: bytes, 8, 2)
    return Day.textLength
}

/// The value of exactly `count` ASCII digits.
func digits(_ text: some Collection<UInt8>, count: Int) -> Int? {
    guard text.count == count else { return nil }
    var value = 0
    for byte in text {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
}
