/// A year of which the last digits may be unknown.
package enum PartialYear: Sendable, Hashable, CustomStringConvertible {
    /// `XXXX`
    case unknown
    /// The first two digits: `century(19)` is `19XX`.
    case century(Int)
    /// The first three digits: `decade(199)` is `199X`.
    case decade(Int)
    /// 1 to 9999.
    case year(Int)

    /// The year where all its digits are known.
    package var known: Int? {
        if case .year(let year) = self { year } else { nil }
    }

    package var isValid: Bool {
        switch self {
        case .unknown: true
        case .century(let digits): (0...99).contains(digits)
        case .decade(let digits): (0...999).contains(digits)
        case .year(let year): (1...9999).contains(year)
        }
    }

    /// The years it may be, nil where nothing is known.
    package var years: ClosedRange<Int>? {
        guard isValid else { return nil }
        return switch self {
        case .unknown: nil
        case .century(let digits): max(1, digits * 100)...(digits * 100 + 99)
        case .decade(let digits): max(1, digits * 10)...(digits * 10 + 9)
        case .year(let year): year...year
        }
    }

    package var description: String {
        switch self {
        case .unknown: "XXXX"
        case .century(let digits): padded(digits, to: 2) + "XX"
        case .decade(let digits): padded(digits, to: 3) + "X"
        case .year(let year): padded(year, to: 4)
        }
    }

    /// Reads `2024`, `199X`, `19XX` or `XXXX`.
    package init?(_ text: some Collection<UInt8>) {
        guard text.count == 4 else { return nil }
        let known = text.prefix { $0 != UInt8(ascii: "X") }
        guard text.dropFirst(known.count).allSatisfy({ $0 == UInt8(ascii: "X") }) else { return nil }
        guard let value = digits(known, count: known.count) else { return nil }
        switch known.count {
        case 4: self = .year(value)
        case 3: self = .decade(value)
        case 2: self = .century(value)
        case 0: self = .unknown
        default: return nil
        }
        guard isValid else { return nil }
    }
}

/// A year, a month or a day with X for what is unknown: `2024`, `199X`, `2024-05`, `XXXX-05-30`, `XXXX-XX-29`.
package struct PartialDate: Sendable, Hashable, CustomStringConvertible {
    package enum Precision: Sendable, Hashable { case year, month, day }

    // Packed, as dates are copied a lot: the digits of the year that are known, how many are not, and 0 for no month and no day.
    private let yearDigits: Int16
    private let unknownDigits: UInt8
    private let monthNumber: UInt8
    private let dayNumber: UInt8
    package let precision: Precision

    package var year: PartialYear {
        switch unknownDigits {
        case 0: .year(Int(yearDigits))
        case 1: .decade(Int(yearDigits))
        case 2: .century(Int(yearDigits))
        default: .unknown
        }
    }

    /// 1 to 12; nil where unknown, or where the precision is a year.
    package var month: Int? { monthNumber == 0 ? nil : Int(monthNumber) }
    /// 1 to 31; nil where unknown, or where the precision is no day.
    package var day: Int? { dayNumber == 0 ? nil : Int(dayNumber) }

    /// `year` is valid, `month` is 1 to 12 and `day` 1 to 31 where they are there.
    private init(valid year: PartialYear, _ month: Int?, _ day: Int?, _ precision: Precision) {
        (yearDigits, unknownDigits) =
            switch year {
            case .year(let year): (Int16(year), 0)
            case .decade(let digits): (Int16(digits), 1)
            case .century(let digits): (Int16(digits), 2)
            case .unknown: (0, 4)
            }
        (monthNumber, dayNumber) = (UInt8(month ?? 0), UInt8(day ?? 0))
        self.precision = precision
    }

    /// Nil for a year that is not valid.
    package init?(year: PartialYear) {
        guard year.isValid else { return nil }
        self.init(valid: year, nil, nil, .year)
    }

    /// Nil where there is no such month. A nil month is written `XX`.
    package init?(year: PartialYear, month: Int?) {
        guard year.isValid, PartialDate.isMonth(month) else { return nil }
        self.init(valid: year, month, nil, .month)
    }

    /// Nil where no year (or month) that fits has such a day: XXXX-02-29 is one, XXXX-02-30 and 2023-02-29 are none.
    package init?(year: PartialYear, month: Int?, day: Int?) {
        guard year.isValid, PartialDate.isMonth(month) else { return nil }
        if let day {
            // A year that is not wholly known may be a leap year, as every century and decade holds one.
            let length = month.map { Day.length(ofMonth: $0, year: year.known ?? 2000) ?? 0 } ?? 31
            guard (1...length).contains(day) else { return nil }
        }
        self.init(valid: year, month, day, .day)
    }

    package init(_ day: Day) {
        let parts = day.parts
        self.init(valid: .year(parts.year), parts.month, parts.day, .day)
    }

    private static func isMonth(_ month: Int?) -> Bool { month.map { $0 >= 1 && $0 <= 12 } ?? true }

    /// The day where all of it is known.
    package var knownDay: Day? {
        guard let year = year.known, let month, let day else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// The same with another year; nil where that year has no such day.
    package func with(year: PartialYear) -> PartialDate? {
        switch precision {
        case .year: PartialDate(year: year)
        case .month: PartialDate(year: year, month: month)
        case .day: PartialDate(year: year, month: month, day: day)
        }
    }

    /// The days it covers, half-open; nil where a digit that decides them is unknown (a decade or century has its years).
    package var extent: Extent? {
        switch precision {
        case .year:
            guard let years = year.years, let from = Day(year: years.lowerBound, month: 1, day: 1),
                let last = Day(year: years.upperBound, month: 12, day: 31)
            else { return nil }
            return Extent(from: from, through: last)
        case .month:
            guard let year = year.known, let month, let from = Day(year: year, month: month, day: 1) else { return nil }
            return Extent(from: from, months: 1)
        case .day:
            return knownDay.flatMap { Extent(from: $0, through: $0) }
        }
    }

    package var description: String {
        String(unsafeUninitializedCapacity: 10) { text in
            var value = Int(yearDigits)
            for place in stride(from: 3 - Int(unknownDigits), through: 0, by: -1) {
                text.initializeElement(at: place, to: UInt8(ascii: "0") + UInt8(value % 10))
                value /= 10
            }
            for place in (4 - Int(unknownDigits))..<4 { text.initializeElement(at: place, to: UInt8(ascii: "X")) }
            if precision == .year { return 4 }
            PartialDate.write(monthNumber, to: text, at: 4)
            if precision == .month { return 7 }
            PartialDate.write(dayNumber, to: text, at: 7)
            return 10
        }
    }

    private static func write(_ number: UInt8, to text: UnsafeMutableBufferPointer<UInt8>, at place: Int) {
        text.initializeElement(at: place, to: UInt8(ascii: "-"))
        text.initializeElement(at: place + 1, to: number == 0 ? UInt8(ascii: "X") : UInt8(ascii: "0") + number / 10)
        text.initializeElement(at: place + 2, to: number == 0 ? UInt8(ascii: "X") : UInt8(ascii: "0") + number % 10)
    }
}
