import BaoShuValues

extension DateStep {
    /// The stretch that the step picks out of a stretch of the calendar; nil where there is none such.
    func apply(to base: TemporalValue) -> TemporalValue? {
        switch self {
        case .first(let count, .day): return days(count, of: base, fromEnd: false)
        case .last(let count, .day): return days(count, of: base, fromEnd: true)
        default: break
        }
        guard case .calendar(let base) = base else { return nil }
        switch self {
        case .month(let number): return yearOnly(base).flatMap { PartialDate(year: $0, month: number) }.map { .calendar(.date($0)) }
        case .day(let number):
            guard case .date(let date) = base, date.precision == .month else { return nil }
            return PartialDate(year: date.year, month: date.month, day: number).map { .calendar(.date($0)) }
        case .quarter(let number): return checked(base) { .quarter($0, number) }
        case .half(let number): return checked(base) { .half($0, number) }
        case .season(let season): return checked(base) { .season($0, season) }
        case .weekday(let number):
            guard case .week(let year, let week) = base else { return nil }
            if let year = year.known, let week { return Day(year: year, week: week, weekday: number).map { .day($0) } }
            return .calendar(.weekday(year, week, number))
        case .weekend:
            guard case .week(let year, let week) = base else { return nil }
            return .calendar(.weekend(year, week))
        case .decade(let number):
            guard case .date(let date) = base, case .century(let digits) = date.year, (0...9).contains(number) else { return nil }
            return PartialDate(year: .decade(digits * 10 + number)).map { .calendar(.date($0)) }
        case .week(let number): return week(number, of: base)
        case .first(let count, let grain): return units(count, grain, of: base, fromEnd: false)
        case .last(let count, let grain): return units(count, grain, of: base, fromEnd: true)
        case .months(let first, let last):
            guard let year = yearOnly(base), let from = PartialDate(year: year, month: first), let through = PartialDate(year: year, month: last) else { return nil }
            if first == last { return .calendar(.date(from)) }
            if first > last {
                guard let next = year.known, let through = PartialDate(year: .year(next + 1), month: last) else { return nil }
                return .interval(.calendar(.date(from)), .calendar(.date(through)))
            }
            return .interval(.calendar(.date(from)), .calendar(.date(through)))
        case .lunar(let month, let isLeap, let day): return lunar(month, isLeap, day, of: base)
        case .zodiac(let branch):
            guard let year = yearOnly(base)?.known else { return .calendar(.date(PartialDate(year: .unknown)!)) }
            return (year + 8) % 12 == branch ? .calendar(base) : nil
        case .festival(let festival):
            guard let year = yearOnly(base) else { return nil }
            if let known = year.known { return festival.value(year: known) }
            if case .daysOff(let festival, _) = festival { return DateStep.festival(festival).apply(to: .calendar(base)) }
            if case .fixed(let month, let day) = festival { return PartialDate(year: year, month: month, day: day).map { .calendar(.date($0)) } }
            return .calendar(.date(PartialDate(year: year, month: nil, day: nil)!))
        }
    }

    private func yearOnly(_ base: CalendarValue) -> PartialYear? {
        if case .date(let date) = base, date.precision == .year { return date.year }
        return nil
    }

    private func checked(_ base: CalendarValue, _ make: (PartialYear) -> CalendarValue) -> TemporalValue? {
        guard let year = yearOnly(base) else { return nil }
        let value = make(year)
        return value.isValid ? .calendar(value) : nil
    }

    /// The nth week: of a year by ISO 8601, of a month the week of its nth Monday.
    private func week(_ number: Int, of base: CalendarValue) -> TemporalValue? {
        guard case .date(let date) = base else { return nil }
        if date.precision == .year {
            let value = CalendarValue.week(date.year, number)
            return value.isValid ? .calendar(value) : nil
        }
        guard let extent = date.extent, let from = extent.from, let to = extent.to, date.precision == .month else { return nil }
        guard let monday = from.adding(days: (8 - from.weekday) % 7 + 7 * (number - 1)), monday < to else { return nil }
        return CalendarValue(.week, containing: monday).map { .calendar($0) }
    }

    private func units(_ count: Int, _ grain: CalendarGrain, of base: CalendarValue, fromEnd: Bool) -> TemporalValue? {
        guard count > 0 else { return nil }
        var pieces: (first: CalendarValue?, last: CalendarValue?)
        switch grain {
        case .month, .quarter:
            guard let year = yearOnly(base) else { return nil }
            let total = grain == .month ? 12 : 4
            guard count <= total else { return nil }
            let (from, through) = fromEnd ? (total - count + 1, total) : (1, count)
            func piece(_ number: Int) -> CalendarValue? {
                grain == .month ? PartialDate(year: year, month: number).map { .date($0) } : .quarter(year, number)
            }
            pieces = (piece(from), piece(through))
        case .week:
            guard let year = yearOnly(base), !fromEnd else { return nil }
            pieces = (.week(year, 1), .week(year, count))
        default: return nil
        }
        guard let first = pieces.first, let last = pieces.last, first.isValid, last.isValid else { return nil }
        return first == last ? .calendar(first) : .interval(.calendar(first), .calendar(last))
    }

    /// The first or the last days of a stretch.
    private func days(_ count: Int, of base: TemporalValue, fromEnd: Bool) -> TemporalValue? {
        guard count > 0, let extent = base.extent, let from = extent.from, let to = extent.to else { return nil }
        let (first, last) = fromEnd ? (to.adding(days: -count), to.adding(days: -1)) : (from, from.adding(days: count - 1))
        guard let first, let last, first >= from, last < to else { return nil }
        return first == last ? .day(first) : .interval(.day(first), .day(last))
    }

    private func lunar(_ month: Int, _ isLeap: Bool, _ day: Int?, of base: CalendarValue) -> TemporalValue? {
        guard let year = yearOnly(base) else { return nil }
        guard let known = year.known else { return .calendar(.date(PartialDate(year: year, month: nil, day: nil)!)) }
        if let day { return LunarCalendar.shared.day(of: LunarDate(year: known, month: month, isLeapMonth: isLeap, day: day)).map { .day($0) } }
        guard let found = LunarCalendar.shared.year(known)?.months.first(where: { $0.number == month && $0.isLeap == isLeap }),
            let last = found.firstDay.adding(days: found.length - 1)
        else { return nil }
        return .interval(.day(found.firstDay), .day(last))
    }
}
