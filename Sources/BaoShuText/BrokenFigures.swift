/// Blanks inside a figure: those that a machine read into it (增长 5. 9%, 达 921 .7 亿元, 总值 2 053. 4 亿元), and those that part thousands (产量 3 500 吨,
/// 55 235 367 人: GB/T 15835—2011).
///
/// They are closed only where Han stands before the figure and a unit may stand behind it, so that the numbers of a list (：1. 5家) and the cells of a
/// row stay apart. A narrow blank parts thousands wherever it stands between them.
enum BrokenFigures {
    /// Six-per-em, thin and narrow no-break space.
    static let narrowBlanks: [UInt16] = [0x2006, 0x2009, 0x202F]

    /// Code units of the longest figure that is looked at on either side of a blank.
    private static let longest = 12
    /// More digits behind a point are another number (附件1. 2024年).
    private static let mostDecimals = 3
    /// Groups of thousands that are looked at behind the first two: to 10 to the 15th.
    private static let mostGroups = 3

    /// Whether a blank stands between parts of figures before a place; what is behind the place need not be folded yet.
    static func mayBe(_ units: UnsafeMutableBufferPointer<UInt16>, behind place: Int) -> Bool {
        place >= 2 && isPart(units[place]) && isPart(units[place - 2])
    }

    /// Whether the blank before a place is inside a figure.
    ///
    /// - Parameters:
    ///   - place: the last unit of what was gone over.
    ///   - rest: where what follows begins, which may be further on.
    ///   - group: where the last group of thousands begins of a figure whose blanks were closed.
    ///   - isNarrow: whether the blank is a narrow one.
    /// - Complexity: O(1): what is looked at is bounded.
    static func isBroken(_ units: UnsafeMutableBufferPointer<UInt16>, behind place: Int, rest: Int, group: Int, isNarrow: Bool) -> Bool {
        guard mayBe(units, behind: place) else { return false }
        if isNarrow { return endsGroup(place - 2, group: group, in: units) && 1 + digits(from: rest, in: units) == 3 }
        guard let points = pointsBefore(place - 2, in: units) else { return false }
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
        guard endsGroup(place - 2, group: group, in: units), 1 + self.digits(from: rest, in: units) == 3 else { return false }
        // The last of the groups has decimals or a unit.
        var end = rest + 2
        for _ in 0..<mostGroups where end < units.count && units[end] == blank && self.digits(from: end + 1, in: units) == 3 { end += 4 }
        if end + 1 < units.count, units[end] == blank, units[end + 1] == point { end += 1 }
        return end < units.count && units[end] == point || isUnit(at: end, in: units)
    }

    /// Whether a group of one to three digits ends at a place, which is no 0 by itself, or one of three behind others.
    private static func endsGroup(_ last: Int, group: Int, in units: UnsafeMutableBufferPointer<UInt16>) -> Bool {
        var first = last
        while first > 0, first > group, last - first < 3, FoldedText.isDigit(units[first - 1]) { first -= 1 }
        if first == group { return last - first == 2 }
        return last - first < 3 && FoldedText.isDigit(units[first]) && units[first] != 0x30 && (first == 0 || !isPart(units[first - 1]) && units[first - 1] != comma)
    }

    private static let point: UInt16 = 0x2E
    private static let comma: UInt16 = 0x2C
    private static let blank: UInt16 = 0x20

    private static func isPart(_ unit: UInt16) -> Bool { FoldedText.isDigit(unit) || unit == point }

    /// How many points the figure has that ends at a place; nil where it does not begin right behind Han, or is long.
    private static func pointsBefore(_ last: Int, in units: UnsafeMutableBufferPointer<UInt16>) -> Int? {
        var (i, points) = (last, 0)
        while i >= 0, last - i < longest, isPart(units[i]) || units[i] == comma {
            if units[i] == point { points += 1 }
            i -= 1
        }
        return i >= 0 && i < last && FoldedText.isHan(units[i]) && FoldedText.isDigit(units[i + 1]) ? points : nil
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
