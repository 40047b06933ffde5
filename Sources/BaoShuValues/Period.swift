/// A length of time as ISO 8601 writes it, its parts exact and kept apart: `P1Y6M`, `PT0.5H`, `P5WT3H`.
package struct Period: Sendable, Hashable, CustomStringConvertible {
    package enum Unit: Int, Sendable, Hashable, CaseIterable, Comparable {
        case year, month, week, day, hour, minute, second

        var designator: Character {
            switch self {
            case .year: "Y"
            case .month, .minute: "M"
            case .week: "W"
            case .day: "D"
            case .hour: "H"
            case .second: "S"
            }
        }

        package static func < (a: Unit, b: Unit) -> Bool { a.rawValue < b.rawValue }
    }

    private struct Part: Sendable, Hashable {
        var unit: Unit
        var count: ExactNumber
    }

    /// The parts in the order of the units; a unit that is not stated has none.
    private var parts: [Part] = []

    package init() {}

    package init(_ count: ExactNumber, _ unit: Unit) { parts = [Part(unit: unit, count: count)] }

    /// Half of a unit, in the next finer one, as Chinese counts it: 半年 is P6M, 半月 P15D, 半天 PT12H, 半小时 PT30M.
    package static func half(_ unit: Unit) -> Period {
        switch unit {
        case .year: Period(6, .month)
        case .month: Period(15, .day)
        case .week: Period(ExactNumber(coefficient: 35, exponent: -1), .day)
        case .day: Period(12, .hour)
        case .hour: Period(30, .minute)
        case .minute: Period(30, .second)
        case .second: Period(ExactNumber(coefficient: 5, exponent: -1), .second)
        }
    }

    /// The count of a unit; zero where it is not stated.
    package subscript(unit: Unit) -> ExactNumber {
        get { stated(unit) ?? .zero }
        set {
            let place = parts.firstIndex { $0.unit >= unit } ?? parts.count
            if place < parts.count, parts[place].unit == unit { parts[place].count = newValue } else { parts.insert(Part(unit: unit, count: newValue), at: place) }
        }
    }

    private func stated(_ unit: Unit) -> ExactNumber? { parts.first { $0.unit == unit }?.count }

    /// The finest unit that is stated.
    package var finestUnit: Unit? { parts.last?.unit }
    package var isEmpty: Bool { parts.isEmpty }

    /// Part by part, nothing carried: P1Y + P6M is P1Y6M, P1M + P1M is P2M.
    package static func + (a: Period, b: Period) -> Period {
        var sum = a
        for part in b.parts { sum[part.unit] = a.stated(part.unit).map { $0 + part.count } ?? part.count }
        return sum
    }

    package static prefix func - (a: Period) -> Period {
        var negative = a
        negative.parts = a.parts.map { Part(unit: $0.unit, count: -$0.count) }
        return negative
    }

    package static func * (a: Period, factor: ExactNumber) -> Period {
        var product = a
        product.parts = a.parts.map { Part(unit: $0.unit, count: $0.count * factor) }
        return product
    }

    /// ISO 8601; `P0D` where nothing is stated. A fraction that does not end has no form there and is written `a/b`.
    package var description: String {
        if parts.isEmpty { return "P0D" }
        var text = "P"
        var clock = false
        for part in parts {
            if part.unit >= .hour, !clock {
                clock = true
                text += "T"
            }
            text += part.count.decimalIfItEnds.description
            text.append(part.unit.designator)
        }
        return text
    }

    /// Reads what `description` writes: units in order, each at most once, each with a decimal (no fraction).
    package init?(iso8601 text: String) {
        var bytes = Array(text.utf8)[...]
        guard bytes.popFirst() == UInt8(ascii: "P"), !bytes.isEmpty else { return nil }
        var clock = false
        var last: Unit?
        while let next = bytes.first {
            if next == UInt8(ascii: "T") {
                guard !clock else { return nil }
                clock = true
                bytes.removeFirst()
                guard !bytes.isEmpty else { return nil }
                continue
            }
            let number = bytes.prefix { $0 < UInt8(ascii: "A") || $0 > UInt8(ascii: "Z") }
            guard number.first != UInt8(ascii: "+"), let count = ExactNumber(decimal: number), let letter = bytes.dropFirst(number.count).first else { return nil }
            let designator = Character(UnicodeScalar(letter))
            guard let unit = Unit.allCases.first(where: { $0.designator == designator && ($0 >= .hour) == clock }) else { return nil }
            if let last, unit <= last { return nil }
            parts.append(Part(unit: unit, count: count))
            last = unit
            bytes = bytes.dropFirst(number.count + 1)
        }
    }
}

extension Day {
    /// The day moved by whole years, months, weeks and days, in this order; nil for clock units, fractions, and results outside
    /// the years 1 to 9999.
    package func adding(_ period: Period) -> Day? {
        if let finest = period.finestUnit, finest > .day { return nil }
        guard let years = period[.year].intValue, let months = period[.month].intValue, let weeks = period[.week].intValue,
            let days = period[.day].intValue, let moved = adding(years: years)?.adding(months: months)
        else { return nil }
        let (weekDays, overflow) = weeks.multipliedReportingOverflow(by: 7)
        return overflow ? nil : moved.adding(days: weekDays)?.adding(days: days)
    }
}
