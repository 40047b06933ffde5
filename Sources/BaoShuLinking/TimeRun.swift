/// A run of years, halves, quarters or months, as a time's value has it: `2021/2023`, `2023-Q1/2023-Q3`, `2023-11/2024-02`.
struct TimeRun: Equatable {
    /// How many of them a year has: 1, 2, 4 or 12.
    private let perYear: Int
    private let numbers: ClosedRange<Int>

    /// nil where a value is none of several, is open, or has unknown digits.
    init?(_ value: String) {
        let ends = value.split(separator: "/", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]), first.perYear == last.perYear, first.number < last.number else { return nil }
        perYear = first.perYear
        numbers = first.number...last.number
    }

    var count: Int { numbers.count }

    var isOfYears: Bool { perYear == 1 }

    /// The value of one, from 0; past the last that of the last.
    subscript(index: Int) -> String {
        let (year, part) = min(numbers.lowerBound + index, numbers.upperBound).quotientAndRemainder(dividingBy: perYear)
        let digits = String(10_000 + year).dropFirst()
        switch perYear {
        case 1: return String(digits)
        case 12: return "\(digits)-" + String(101 + part).dropFirst()
        default: return "\(digits)-\(perYear == 4 ? "Q" : "H")\(part + 1)"
        }
    }

    /// The months of a year, half, quarter or month, counted on from the year 0; nil of any other time.
    static func months(_ value: Substring) -> ClosedRange<Int>? {
        guard let (perYear, number) = number(value) else { return nil }
        let length = 12 / perYear
        return number * length...number * length + length - 1
    }

    /// Whether a value is one quarter.
    static func isQuarter(_ value: String) -> Bool { number(value[...])?.perYear == 4 }

    /// The number of a year, half, quarter or month, counted on from the year 0.
    private static func number(_ value: Substring) -> (perYear: Int, number: Int)? {
        let parts = value.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = parts.first, year.utf8.count == 4, let year = Int(year), year >= 0 else { return nil }
        if parts.count == 1 { return (1, year) }
        guard parts.count == 2, parts[1].utf8.count == 2 else { return nil }
        let perYear = parts[1].hasPrefix("Q") ? 4 : parts[1].hasPrefix("H") ? 2 : 12
        guard let part = Int(perYear == 12 ? parts[1] : parts[1].dropFirst()), (1...perYear).contains(part) else { return nil }
        return (perYear, year * perYear + part - 1)
    }
}
