/// A part of the day, or a clock time, at +08:00.
package enum TimeOfDay: Sendable, Hashable, CustomStringConvertible {
    case part(DayPart)
    case clock(ClockTime)

    package var description: String {
        switch self {
        case .part(let part): part.rawValue
        case .clock(let time): time.description
        }
    }
}

/// TIMEX3's parts of the day.
package enum DayPart: String, Sendable, Hashable, CaseIterable {
    case morning = "TMO"
    case midday = "TMI"
    case afternoon = "TAF"
    case evening = "TEV"
    case night = "TNI"
}

/// A time of the 24-hour clock, to the minute or the second: `T07:30`, `T16:40:50`.
package struct ClockTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 0 to 24; 24 only as 24:00, the end of the day (ISO 8601).
    package let hour: Int
    /// 0 to 59.
    package let minute: Int
    /// 0 to 59, or 60 for a leap second; nil where it is not stated.
    package let second: Int?

    /// Nil where a number is out of its range.
    package init?(hour: Int, minute: Int = 0, second: Int? = nil) {
        guard (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second ?? 0) else { return nil }
        if hour == 24, minute != 0 || (second ?? 0) != 0 { return nil }
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    package static func < (a: ClockTime, b: ClockTime) -> Bool { a.seconds < b.seconds }

    private var seconds: Int { (hour * 60 + minute) * 60 + (second ?? 0) }

    package var description: String {
        let text = "T\(padded(hour, to: 2)):\(padded(minute, to: 2))"
        return second.map { "\(text):\(padded($0, to: 2))" } ?? text
    }
}
