/// A point or stretch of the calendar, of which parts may be unknown: ISO 8601, with TIMEX3's forms for what ISO 8601 lacks.
package enum CalendarValue: Sendable, Hashable {
    case date(PartialDate)
    /// 1 to 4: `2024-Q1`.
    case quarter(PartialYear, Int)
    /// 1 or 2: `2024-H1`.
    case half(PartialYear, Int)
    case season(PartialYear, Season)
    /// An ISO 8601 week: `2024-W22`, `XXXX-WXX`.
    case week(PartialYear, Int?)
    /// Saturday and Sunday of a week: `2024-W22-WE`, `XXXX-WXX-WE`.
    case weekend(PartialYear, Int?)
    /// A weekday (Monday is 1) of a week that is not known: `XXXX-WXX-6`. One that is known is a day.
    case weekday(PartialYear, Int?, Int)

    /// TIMEX3's codes. Meteorological seasons of three months; the winter of a year begins in its December.
    package enum Season: String, Sendable, Hashable, CaseIterable {
        case spring = "SP"
        case summer = "SU"
        case autumn = "FA"
        case winter = "WI"

        var firstMonth: Int {
            switch self {
            case .spring: 3
            case .summer: 6
            case .autumn: 9
            case .winter: 12
            }
        }
    }

    package static func day(_ day: Day) -> CalendarValue { .date(PartialDate(day)) }

    /// Whether every number is within its range.
    package var isValid: Bool {
        switch self {
        case .date: true
        case .quarter(let year, let number): year.isValid && (1...4).contains(number)
        case .half(let year, let number): year.isValid && (1...2).contains(number)
        case .season(let year, _): year.isValid
        case .week(let year, let week), .weekend(let year, let week): CalendarValue.has(year, week)
        case .weekday(let year, let week, let day): CalendarValue.has(year, week) && (1...7).contains(day)
        }
    }

    private static func has(_ year: PartialYear, _ week: Int?) -> Bool {
        guard year.isValid else { return false }
        guard let week else { return true }
        guard let year = year.known else { return (1...53).contains(week) }
        return Day(year: year, week: week) != nil
    }

    package var year: PartialYear {
        switch self {
        case .date(let date): date.year
        case .quarter(let year, _), .half(let year, _), .season(let year, _), .week(let year, _), .weekend(let year, _),
            .weekday(let year, _, _):
            year
        }
    }

    /// The same of another year; nil where that year has none such (29 February, week 53).
    package func with(year: PartialYear) -> CalendarValue? {
        let value: CalendarValue
        switch self {
        case .date(let date):
            guard let date = date.with(year: year) else { return nil }
            return .date(date)
        case .quarter(_, let number): value = .quarter(year, number)
        case .half(_, let number): value = .half(year, number)
        case .season(_, let season): value = .season(year, season)
        case .week(_, let week): value = .week(year, week)
        case .weekend(_, let week): value = .weekend(year, week)
        case .weekday(_, let week, let day):
            if let year = year.known, let week { return Day(year: year, week: week, weekday: day).map(CalendarValue.day) }
            value = .weekday(year, week, day)
        }
        return value.isValid ? value : nil
    }

    /// The days it covers; nil where what decides them is unknown.
    package var extent: Extent? {
        if case .date(let date) = self { return date.extent }
        guard isValid, let year = year.known else { return nil }
        func months(from month: Int, count: Int) -> Extent? {
            Day(year: year, month: month, day: 1).flatMap { Extent(from: $0, months: count) }
        }
        switch self {
        case .date: return nil
        case .quarter(_, let number): return months(from: number * 3 - 2, count: 3)
        case .half(_, let number): return months(from: number * 6 - 5, count: 6)
        case .season(_, let season): return months(from: season.firstMonth, count: 3)
        case .week(_, let week), .weekend(_, let week):
            let start = if case .week = self { 1 } else { 6 }
            guard let week, let from = Day(year: year, week: week, weekday: start), let through = from.adding(days: 7 - start) else { return nil }
            return Extent(from: from, through: through)
        case .weekday(_, let week, let weekday):
            guard let week, let day = Day(year: year, week: week, weekday: weekday) else { return nil }
            return Extent(from: day, through: day)
        }
    }
}

extension CalendarValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .date(let date): date.description
        case .quarter(let year, let number): "\(year)-Q\(number)"
        case .half(let year, let number): "\(year)-H\(number)"
        case .season(let year, let season): "\(year)-\(season.rawValue)"
        case .week(let year, let week): "\(year)-W\(number(week))"
        case .weekend(let year, let week): "\(year)-W\(number(week))-WE"
        case .weekday(let year, let week, let day): "\(year)-W\(number(week))-\(day)"
        }
    }

    private func number(_ week: Int?) -> String { week.map { padded($0, to: 2) } ?? "XX" }
}
