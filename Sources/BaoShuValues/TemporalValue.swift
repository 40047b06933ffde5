/// The value of a date, a time, a duration or a recurring time: all that the annotation guide's date part can write.
package enum TemporalValue: Sendable, Hashable {
    /// `2024-05-30`, `2024-Q1`, `XXXX-WXX-WE`
    case calendar(CalendarValue)
    /// A time, of a day where that is stated: `2024-08-24T09:00`, `XXXX-WXX-6TNI`, `TMO`
    case time(CalendarValue?, TimeOfDay)
    /// Both ends inclusive, as written: `2021-01/2021-10`; a nil end is open, `1999/..`.
    indirect case interval(TemporalValue?, TemporalValue?)
    /// `PRESENT_REF` and its like
    case reference(Reference)
    /// A length of time, or for a recurring time the length it recurs by: `P1Y6M`
    case duration(Period)

    /// TIMEX3's references to no calendar day.
    package enum Reference: String, Sendable, Hashable, CaseIterable {
        case past = "PAST_REF"
        case present = "PRESENT_REF"
        case future = "FUTURE_REF"
    }

    package static func day(_ day: Day) -> TemporalValue { .calendar(.day(day)) }

    /// From one value through another. An end that is an interval gives its own outer end.
    package static func from(_ first: TemporalValue, through last: TemporalValue) -> TemporalValue {
        var (first, last): (TemporalValue?, TemporalValue?) = (first, last)
        if case .interval(let start, _)? = first { first = start }
        if case .interval(_, let end)? = last { last = end }
        return .interval(first, last)
    }

    /// The days it covers; nil for times, durations, references and what is not resolved. A half-open interval has an open end.
    package var extent: Extent? {
        switch self {
        case .calendar(let value): return value.extent
        case .interval(let first, let last):
            if first == nil, last == nil { return nil }
            var extent = Extent(from: nil, to: nil)
            if let first {
                guard let from = first.extent?.from else { return nil }
                extent.from = from
            }
            if let last {
                guard let to = last.extent?.to else { return nil }
                extent.to = to
            }
            if let from = extent.from, let to = extent.to, from >= to { return nil }
            return extent
        case .time, .reference, .duration: return nil
        }
    }
}

extension TemporalValue: CustomStringConvertible {
    /// The text of `value` in the output.
    package var description: String {
        switch self {
        case .calendar(let value): value.description
        case .time(let day, let time): (day?.description ?? "") + time.description
        case .interval(let first, let last): "\(first?.description ?? "..")/\(last?.description ?? "..")"
        case .reference(let reference): reference.rawValue
        case .duration(let period): period.description
        }
    }
}
