/// Letters that stand for digits on a page that was read by a machine: 2O13年, l5日, 1O万.
///
/// They are read as digits only in a run of figures that is no part of a word or a code (H2O, O2O, CO2, 5l stay as they are).
enum MisreadDigits {
    static func isLetter(_ unit: UInt16) -> Bool { unit == letterO || unit == letterL || unit == letterI }

    /// Sets the digits in place.
    ///
    /// - Complexity: O(*n*)
    static func read(in units: UnsafeMutableBufferPointer<UInt16>) {
        var start = 0
        while start < units.count {
            guard isFigure(units[start]) else {
                start += 1
                continue
            }
            let end = self.end(ofRunAt: start, in: units)
            if isMisread(start..<end, in: units) {
                for i in start..<end where isLetter(units[i]) { units[i] = units[i] == letterO ? 0x30 : 0x31 }
            }
            start = end
        }
    }

    private static let letterO: UInt16 = 0x4F
    private static let letterL: UInt16 = 0x6C
    private static let letterI: UInt16 = 0x49

    private static func isFigure(_ unit: UInt16) -> Bool { isDigit(unit) || isLetter(unit) }

    private static func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

    private static func isLatin(_ unit: UInt16) -> Bool { (0x41...0x5A).contains(unit) || (0x61...0x7A).contains(unit) }

    /// Figures, with points and colons between them, and commas before three of them.
    private static func end(ofRunAt start: Int, in units: UnsafeMutableBufferPointer<UInt16>) -> Int {
        func figures(behind mark: Int) -> Int {
            var end = mark + 1
            while end < min(units.count, mark + 5), isFigure(units[end]) { end += 1 }
            return end - mark - 1
        }
        var end = start + 1
        while end < units.count {
            switch units[end] {
            case 0x2E, 0x3A: guard figures(behind: end) > 0 else { return end }
            case 0x2C: guard figures(behind: end) == 3 else { return end }
            default: guard isFigure(units[end]) else { return end }
            }
            end += 1
        }
        return end
    }

    private static func isMisread(_ run: Range<Int>, in units: UnsafeMutableBufferPointer<UInt16>) -> Bool {
        let last = run.upperBound - 1
        // O2O and 5l: no figure begins with O, and an l at the end is a litre.
        guard units[run.lowerBound] != letterO, units[run.lowerBound] != letterI, units[last] != letterL, units[last] != letterI else { return false }
        guard run.contains(where: { isLetter(units[$0]) }), run.contains(where: { isDigit(units[$0]) }) else { return false }
        if run.lowerBound > 0 {
            let before = units[run.lowerBound - 1]
            if isLatin(before) || isCodeMark(before) { return false }
            if before == 0x2D, run.lowerBound > 1, isLatin(units[run.lowerBound - 2]) { return false }
        }
        guard run.upperBound < units.count else { return true }
        let after = units[run.upperBound]
        if isLatin(after) || isCodeMark(after) { return false }
        return !(after == 0x2D || after == 0x2E) || run.upperBound + 1 == units.count || !isLatin(units[run.upperBound + 1])
    }

    /// What stands in addresses and file names: _ / @ # & =
    private static func isCodeMark(_ unit: UInt16) -> Bool { [0x5F, 0x2F, 0x40, 0x23, 0x26, 0x3D].contains(unit) }
}
