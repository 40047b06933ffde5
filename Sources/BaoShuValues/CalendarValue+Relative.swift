/// The length of a calendar value, for values found relative to a day.
package enum CalendarGrain: String, Sendable, Hashable, CaseIterable {
    case century, decade, year, half, season, quarter, month, week, weekend, day
}

extension CalendarValue {
    /// The century, year, quarter, week and so on that holds a day; the weekend is that of its week.
    ///
    /// January and February are in the winter of the year before. Nil only at the edge of the years 1 to 9999.
    package init?(_ grain: CalendarGrain, containing day: Day) {
        let (year, month, _) = day.parts
        switch grain {
        case .century: self = .date(PartialDate(year: .century(year / 100))!)
        case .decade: self = .date(PartialDate(year: .decade(year / 10))!)
        case .year: self = .date(PartialDate(year: .year(year))!)
        case .month: self = .date(PartialDate(year: .year(year), month: month)!)
        case .day: self = .day(day)
        case .half: self = .half(.year(year), (month + 5) / 6)
        case .quarter: self = .quarter(.year(year), (month + 2) / 3)
        case .week: self = .week(.year(day.week.year), day.week.week)
        case .weekend: self = .weekend(.year(day.week.year), day.week.week)
        case .season:
            let season = Season.allCases[(month + 9) % 12 / 3]
            self = .season(.year(month < 3 ? year - 1 : year), season)
        }
        guard isValid else { return nil }
    }

    /// The value of the same length so many lengths later (earlier where negative): 2024-Q1 by -1 is 2023-Q4.
    /// Nil where its year is unknown or the result lies outside the years 1 to 9999.
    package func shifted(by count: Int) -> CalendarValue? {
        guard isValid, abs(max(-4_000_000, count)) < 4_000_000 else { return nil }
        let value: CalendarValue
        switch self {
        case .date(let date):
            switch date.year {
            case .unknown: return nil
            case .century(let digits): return date.with(year: .century(digits + count)).map(CalendarValue.date)
            case .decade(let digits): return date.with(year: .decade(digits + count)).map(CalendarValue.date)
            case .year(let year):
                switch date.precision {
                case .year: return date.with(year: .year(year + count)).map(CalendarValue.date)
                case .month:
                    guard let month = date.month, let day = Day(year: year, month: month, day: 1)?.adding(months: count) else { return nil }
                    return CalendarValue(.month, containing: day)
                case .day: return date.knownDay?.adding(days: count).map(CalendarValue.day)
                }
            }
        case .quarter(let year, let number):
            guard let (year, index) = CalendarValue.carry(year, number - 1 + count, per: 4) else { return nil }
            value = .quarter(.year(year), index + 1)
        case .half(let year, let number):
            guard let (year, index) = CalendarValue.carry(year, number - 1 + count, per: 2) else { return nil }
            value = .half(.year(year), index + 1)
        case .season(let year, let season):
            let index = Season.allCases.firstIndex(of: season) ?? 0
            guard let (year, index) = CalendarValue.carry(year, index + count, per: 4) else { return nil }
            value = .season(.year(year), Season.allCases[index])
        case .week, .weekend, .weekday:
            guard let start = extent?.from?.adding(days: 7 * count) else { return nil }
            switch self {
            case .week: return CalendarValue(.week, containing: start)
            case .weekend: return CalendarValue(.weekend, containing: start)
            default: return .day(start)
            }
        }
        return value.isValid ? value : nil
    }

    private static func carry(_ year: PartialYear, _ index: Int, per count: Int) -> (year: Int, index: Int)? {
        guard let year = year.known else { return nil }
        let floor = index >= 0 ? index / count : -((-index + count - 1) / count)
        return (year + floor, index - floor * count)
    }

    /// Counted from a day: the day moved by the period, as a value of the period's finest part. Five years before 2024-05-30 is 2019,
    /// three days after it 2024-06-02. Nil for a period with clock units or fractions, or an empty one.
    package static func counted(from day: Day, by period: Period) -> CalendarValue? {
        guard let moved = day.adding(period), let unit = period.finestUnit else { return nil }
        return switch unit {
        case .year: CalendarValue(.year, containing: moved)
        case .month: CalendarValue(.month, containing: moved)
        case .week: CalendarValue(.week, containing: moved)
        case .day: .day(moved)
        case .hour, .minute, .second: nil
        }
    }

    /// The latest value that fits and begins on the day or before it: what a bare 10月底 means to news that looks back.
    /// A value whose days are known fits itself alone; nil where none fits within 12 years.
    package func latest(beginningBy day: Day) -> CalendarValue? {
        candidates(around: day).last { ($0.extent?.from).map { $0 <= day } ?? false }
    }

    /// The values with every digit known that fit this one, in order, from 12 years before the day to 12 years after.
    private func candidates(around day: Day) -> [CalendarValue] {
        if extent != nil { return [self] }
        guard case .unknown = year else {
            return year.known.map { fitting(year: $0) } ?? []
        }
        return ((day.year - 12)...(day.year + 12)).flatMap { fitting(year: $0) }
    }

    private func fitting(year: Int) -> [CalendarValue] {
        func weeks(_ value: (Int) -> CalendarValue?) -> [CalendarValue] {
            (1...53).compactMap { week in value(week).flatMap { $0.isValid ? $0 : nil } }
        }
        switch self {
        case .date(let date) where date.precision == .day:
            let months = date.month.map { $0...$0 } ?? 1...12
            return months.compactMap { month in
                date.day.flatMap { Day(year: year, month: month, day: $0) }.map(CalendarValue.day)
            }
        case .week(_, nil): return weeks { .week(.year(year), $0) }
        case .weekend(_, nil): return weeks { .weekend(.year(year), $0) }
        case .weekday(_, nil, let weekday): return weeks { Day(year: year, week: $0, weekday: weekday).map(CalendarValue.day) }
        default: return with(year: .year(year)).map { [$0] } ?? []
        }
    }
}
