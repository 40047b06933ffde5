/// Blanks that a machine read into a figure: 增长 5. 9%, 达 921 .7 亿元, 总值 2 053. 4 亿元.
///
/// They are closed only where Han stands before the figure and a unit may stand behind it, so that the numbers of a list (：1. 5家) and the cells of a
/// row stay apart; between thousands only where decimals follow.
enum BrokenFigures {
    /// Code units of the longest figure that is looked at on either side of a blank.
    private static let longest = 12
    /// More digits behind a point are another number (附件1. 2024年).
    private static let mostDecimals = 3

    /// Whether a blank stands between parts of figures before a place; what is behind the place need not be folded yet.
    static func mayBe(_ units: UnsafeMutableBufferPointer<UInt16>, behind place: Int) -> Bool {
        place >= 3 && isPart(units[place]) && isPart(units[place - 2])
    }

    /// Whether the blank before a place is inside a figure.
    ///
    /// - Parameters:
    ///   - place: the last unit of what was gone over.
    ///   - rest: where what follows begins, which may be further on.
    /// - Complexity: O(1): what is looked at is bounded.
    static func isBroken(_ units: UnsafeMutableBufferPointer<UInt16>, behind place: Int, rest: Int) -> Bool {
        guard mayBe(units, behind: place), let points = pointsBefore(place - 2, in: units) else { return false }
        let (left, right) = (units[place - 2], units[place])
        if left == point {
            guard points == 1, FoldedText.isDigit(right) else { return false }
            let digits = 1 + self.digits(from: rest, in: units)
            return digits <= mostDecimals && isUnit(at: rest + digits - 1, in: units)
        }
        guard points == 0 else { return false }
        if right == point {
            let digits = self.digits(from: rest, in: units)
            return (1...mostDecimals).contains(digits) && isUnit(at: rest + digits, in: units)
        }
        // Thousands, where decimals follow.
        let digits = self.digits(from: rest, in: units)
        guard digits == 2 else { return false }
        let end = rest + digits < units.count && units[rest + digits] == blank ? rest + digits + 1 : rest + digits
        return end < units.count && units[end] == point
    }

    private static let point: UInt16 = 0x2E
    private static let blank: UInt16 = 0x20

    private static func isPart(_ unit: UInt16) -> Bool { FoldedText.isDigit(unit) || unit == point }

    /// How many points the figure has that ends at a place; nil where it does not begin right behind Han, or is long.
    private static func pointsBefore(_ last: Int, in units: UnsafeMutableBufferPointer<UInt16>) -> Int? {
        var (i, points) = (last, 0)
        while i >= 0, last - i < longest, isPart(units[i]) {
            if units[i] == point { points += 1 }
            i -= 1
        }
        return i >= 0 && i < last && FoldedText.isHan(units[i]) && units[i + 1] != point ? points : nil
    }

    private static func digits(from start: Int, in units: UnsafeMutableBufferPointer<UInt16>) -> Int {
        var end = start
        while end < units.count, end - start < longest, FoldedText.isDigit(units[end]) { end += 1 }
        return end - start
    }

    /// Whether a unit may stand at a place or behind a blank there: a percent sign, or Han that is no numeral.
    private static func isUnit(at place: Int, in units: UnsafeMutableBufferPointer<UInt16>) -> Bool {
        let place = place < units.count && units[place] == blank ? place + 1 : place
        guard place < units.count else { return false }
        return units[place] == 0x25 || units[place] == 0x2030 || FoldedText.isHan(units[place]) && !FoldedText.isHanDigit(units[place])
    }
}
