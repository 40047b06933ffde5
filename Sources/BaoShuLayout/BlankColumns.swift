/// Tables whose columns are kept apart by blanks alone: lines that follow each other, of as many cells each, with figures in most cells of one.
struct BlankColumns {
    /// Fewer cells may as well be a name written wide, or two lines side by side.
    private static let fewestCells = 3
    /// Half-widths of blank between two cells.
    private static let gap = 2
    /// More code units are no row.
    private static let longestRow = 240
    /// Blank lines that may stand between two rows.
    private static let mostBlankLines = 2

    private let page: UnsafeBufferPointer<UInt16>
    /// Where the rows of the table end that was found last, and where the next look for one is worth while.
    private var tableEnd = 0
    private var looked = 0

    init(_ page: UnsafeBufferPointer<UInt16>) { self.page = page }

    /// False where no two blanks stand together on a page, and no wide one.
    static func mayStand(in page: [UInt16]) -> Bool {
        var before: UInt16 = 0
        for unit in page {
            if unit == PageCharacter.wideBlank || unit == 0x20 && before == 0x20 { return true }
            before = unit
        }
        return false
    }

    /// Whether a line, without the blanks around it, is a row; asked of the lines in order.
    ///
    /// - Complexity: O(*n*) for all lines of a page.
    mutating func isRow(_ start: Int, _ end: Int) -> Bool {
        if start < tableEnd { return count(start, end) >= Self.fewestCells }
        if start < looked { return false }
        let cells = count(start, end)
        guard cells >= Self.fewestCells else { return false }
        var (last, rows, hasFigures) = (end, 1, hasFigures(start, end, cells))
        var next = end
        while let line = lineBehind(next), count(line.lowerBound, line.upperBound) == cells {
            hasFigures = hasFigures || self.hasFigures(line.lowerBound, line.upperBound, cells)
            (last, next, rows) = (line.upperBound, line.upperBound, rows + 1)
        }
        looked = last
        guard rows > 1, hasFigures else { return false }
        tableEnd = last
        return true
    }

    /// The cells of a row.
    func cells(_ start: Int, _ end: Int) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var from = start, i = start
        while i < end {
            let blank = blankEnd(i, end)
            if blank.width >= Self.gap, blank.end < end {
                cells.append(from..<i)
                from = blank.end
            }
            i = max(i + 1, blank.end)
        }
        cells.append(from..<end)
        return cells
    }

    /// How many cells a line has; 0 where it is no row: a tab or a mark of a sentence stands in it, or it is too long.
    private func count(_ start: Int, _ end: Int) -> Int {
        guard start < end, end - start <= Self.longestRow else { return 0 }
        var cells = 1
        var i = start
        while i < end {
            switch page[i] {
            case PageCharacter.tab, 0x3002, 0xFF0C, 0xFF1B: return 0
            default:
                let blank = blankEnd(i, end)
                if blank.width >= Self.gap { cells += 1 }
                i = max(i + 1, blank.end)
            }
        }
        return cells
    }

    /// Whether most cells behind the first begin with a figure, a sign before it or not.
    private func hasFigures(_ start: Int, _ end: Int, _ count: Int) -> Bool {
        var figures = 0
        for cell in cells(start, end).dropFirst() {
            var i = cell.lowerBound
            if i + 1 < cell.upperBound, [0x2B, 0x2D, 0x2212, 0xFF0B, 0xFF0D].contains(page[i]) { i += 1 }
            if PageCharacter.isDigit(page[i]) { figures += 1 }
        }
        return figures * 2 >= count - 1
    }

    private func blankEnd(_ start: Int, _ limit: Int) -> (end: Int, width: Int) {
        var i = start, width = 0
        while i < limit, PageCharacter.isBlank(page[i]) {
            width += page[i] == PageCharacter.wideBlank ? 2 : 1
            i += 1
        }
        return (i, width)
    }

    /// The next line that is not blank, without the blanks around it; nil where more blank lines stand before it than between rows.
    private func lineBehind(_ position: Int) -> Range<Int>? {
        var i = position, lineEnds = 0
        while i < page.count, PageCharacter.isBlank(page[i]) || PageCharacter.breaksLine(page[i]) {
            if PageCharacter.breaksLine(page[i]) { lineEnds += 1 }
            i += 1
            if lineEnds > 1 + Self.mostBlankLines { return nil }
        }
        var end = i
        while end < page.count, !PageCharacter.breaksLine(page[end]) { end += 1 }
        while end > i, PageCharacter.isBlank(page[end - 1]) { end -= 1 }
        return i < end ? i..<end : nil
    }
}
