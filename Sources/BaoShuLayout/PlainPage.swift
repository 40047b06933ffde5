import BaoShuText

/// A page without the marks of Markdown, HTML and TeX that OCR programs write: emphasis, images, bullets, tables of bars or of tags, figures
/// between dollar signs. Tables come to have a tab between their cells, those with columns of blanks too.
package struct PlainPage {
    package let text: [UInt16]
    /// From the text to the page; what was put in for a mark has no source.
    package let map: SourceMap
    /// Where an item of a list begins, one character each.
    package let items: [TextSpan]

    /// - Returns: nil where the page has no such marks.
    /// - Complexity: O(*n*) for *n* code units: what is looked ahead for is bounded.
    package init?(_ page: [UInt16]) {
        guard page.contains(where: Self.mayBeMark) || BlankColumns.mayStand(in: page) else { return nil }
        let plain = page.withUnsafeBufferPointer { page in
            var writer = PlainPageWriter(page)
            writer.write()
            return (text: writer.text, map: writer.map, items: writer.items)
        }
        if plain.text == page { return nil }
        (text, map, items) = plain
    }

    private static func mayBeMark(_ unit: UInt16) -> Bool {
        unit == Mark.bar || unit == Mark.star || unit == Mark.dollar || unit == Mark.less || unit == Mark.ampersand || unit == Mark.exclamation || unit == Mark.minus || unit == Mark.greater
            || unit == Mark.equals || unit == Mark.underscore
    }
}

/// Writes what is left of a page's lines.
private struct PlainPageWriter {
    private(set) var text: [UInt16] = []
    private(set) var map = SourceMap()
    private(set) var items: [TextSpan] = []

    private let page: UnsafeBufferPointer<UInt16>
    /// Whether a table's row is open, whether it has a cell and one is open; how many line ends were passed over in it.
    private var isInRow = false
    private var rowHasCell = false
    private var isInCell = false
    private var passedLineEnds = 0
    /// Empty cells that the last cell stands for too.
    private var spannedCells = 0
    private var columns: BlankColumns
    /// The line before was an item of a list.
    private var isInList = false

    init(_ page: UnsafeBufferPointer<UInt16>) {
        self.page = page
        columns = BlankColumns(page)
    }

    // MARK: Lines

    mutating func write() {
        var start = 0
        while start < page.count {
            var end = start
            while end < page.count, !PageCharacter.breaksLine(page[end]) { end += 1 }
            var next = min(end + 1, page.count)
            if next < page.count, page[end] == 0x0D, page[next] == 0x0A { next += 1 }
            if writeLine(start, end) {
                if isInRow, passedLineEnds < Self.mostLinesOfRow {
                    passedLineEnds += 1
                } else {
                    isInRow = false
                    copy(end, next)
                }
            }
            start = next
        }
    }

    /// A row whose end is missing must not take in the rest of the page.
    private static let mostLinesOfRow = 64

    /// - Returns: whether its line end stays.
    private mutating func writeLine(_ from: Int, _ to: Int) -> Bool {
        var (start, end) = (from, to)
        while start < end, PageCharacter.isBlank(page[start]) { start += 1 }
        while end > start, PageCharacter.isBlank(page[end - 1]) { end -= 1 }
        if isImage(start, end) || isRuleOfPage(start, end) { return true }
        if end - start >= 3, page[start] == Mark.bar, page[end - 1] == Mark.bar {
            if isRuleOfTable(start, end) { return false }
            writeCells(start + 1, end - 1)
            return true
        }
        if columns.isRow(start, end) {
            var first = true
            for cell in columns.cells(start, end) {
                if !first { text.append(PageCharacter.tab) }
                writeInline(cell.lowerBound, cell.upperBound)
                first = false
            }
            return true
        }
        // *…*: a line in italics.
        if end - start > 4, page[start] == Mark.star, page[end - 1] == Mark.star, page[start + 1] != Mark.star, page[start + 1] != 0x20, page[end - 2] != Mark.star {
            writeInline(start + 1, end - 1)
            return true
        }
        let isItem = isBullet(start, end)
        if start < end { isInList = isItem }
        if isItem {
            items.append(TextSpan(text.count, text.count + 1))
            writeInline(start + 2, to)
        } else {
            writeInline(from, to)
        }
        return true
    }

    /// `![words](address)` and nothing else.
    private func isImage(_ start: Int, _ end: Int) -> Bool {
        guard end - start >= 5, page[start] == Mark.exclamation, page[start + 1] == 0x5B, page[end - 1] == 0x29 else { return false }
        var i = start + 2
        while i + 1 < end, !(page[i] == 0x5D && page[i + 1] == 0x28) { i += 1 }
        guard i + 1 < end else { return false }
        i += 2
        while i < end, page[i] != 0x29 { i += 1 }
        return i == end - 1
    }

    /// `---`, `***`, `===`: a line across the column.
    private func isRuleOfPage(_ start: Int, _ end: Int) -> Bool {
        guard end - start >= 3, page[start] == Mark.minus || page[start] == Mark.star || page[start] == Mark.underscore || page[start] == Mark.equals else { return false }
        return page[start..<end].allSatisfy { $0 == page[start] || $0 == 0x20 }
    }

    /// `|---|:--:|`: the line under a table's head.
    private func isRuleOfTable(_ start: Int, _ end: Int) -> Bool {
        var dashes = 0
        for i in start..<end {
            switch page[i] {
            case Mark.minus: dashes += 1
            case Mark.bar, 0x3A, 0x20: break
            default: return false
            }
        }
        return dashes > 0
    }

    /// `- words`, `* words`, `> words`; a dash before a figure may be a sign, unless behind an item.
    private func isBullet(_ start: Int, _ end: Int) -> Bool {
        guard end - start > 2, page[start + 1] == 0x20 else { return false }
        switch page[start] {
        case Mark.minus: return !PageCharacter.isDigit(page[start + 2]) || isInList
        case Mark.star, Mark.greater: return true
        default: return false
        }
    }

    private mutating func writeCells(_ from: Int, _ to: Int) {
        var start = from
        while start <= to {
            var end = start
            while end < to, page[end] != Mark.bar { end += 1 }
            var (first, last) = (start, end)
            while first < last, PageCharacter.isBlank(page[first]) { first += 1 }
            while last > first, PageCharacter.isBlank(page[last - 1]) { last -= 1 }
            if start > from { text.append(PageCharacter.tab) }
            writeInline(first, last)
            start = end + 1
        }
    }

    // MARK: Inside a line

    private mutating func writeInline(_ from: Int, _ to: Int) {
        var emphases = 0
        var i = from
        while i + 1 < to {
            if page[i] == Mark.star, page[i + 1] == Mark.star { (emphases, i) = (emphases + 1, i + 2) } else { i += 1 }
        }
        emphases -= emphases % 2
        i = from
        var copied = from
        while i < to {
            var next = i
            switch page[i] {
            case Mark.star where emphases > 0 && i + 1 < to && page[i + 1] == Mark.star:
                copy(copied, i)
                emphases -= 1
                next = i + 2
            case Mark.dollar:
                guard let end = endOfFormula(i, to) else { break }
                copy(copied, i)
                writeFormula(i + 1, end)
                next = end + 1
            case Mark.less:
                guard let tag = PageTag(page, at: i, to) else { break }
                copy(copied, i)
                write(tag)
                next = tag.end
            case Mark.ampersand:
                guard let entity = entity(i, to) else { break }
                copy(copied, i)
                text.append(entity.unit)
                next = entity.end
            default: break
            }
            if next > i { (i, copied) = (next, next) } else { i += 1 }
        }
        copy(copied, to)
    }

    private mutating func copy(_ from: Int, _ to: Int) {
        guard from < to else { return }
        // Between a row's cells blanks are only the layout of the tags.
        if isInRow, !isInCell, page[from..<to].allSatisfy(PageCharacter.isBlank) { return }
        map.append(start: UTF16Offset(text.count), source: UTF16Offset(from), length: to - from)
        text.append(contentsOf: page[from..<to])
    }

    private mutating func breakLine() { if let last = text.last, last != 0x0A { text.append(0x0A) } }

    // MARK: Tags

    private mutating func write(_ tag: PageTag) {
        switch tag.name {
        case .row:
            breakLine()
            (isInRow, rowHasCell, isInCell, spannedCells, passedLineEnds) = (!tag.isClosing, false, false, 0, 0)
        case .cell:
            isInCell = !tag.isClosing
            if tag.isClosing { break }
            if rowHasCell { text.append(contentsOf: repeatElement(PageCharacter.tab, count: 1 + spannedCells)) }
            (rowHasCell, spannedCells) = (true, tag.span - 1)
        case .table, .paragraph:
            isInRow = isInRow && tag.name == .paragraph
            if !isInRow { breakLine() }
        case .lineBreak: if isInRow { text.append(0x20) } else { breakLine() }
        case .other: break
        }
    }

    /// `&nbsp;` and the few others that stand for characters of tags.
    private func entity(_ start: Int, _ to: Int) -> (unit: UInt16, end: Int)? {
        for (name, unit) in Self.entities {
            let end = start + name.count
            if end <= to, page[start..<end].elementsEqual(name) { return (unit, end) }
        }
        return nil
    }

    private static let entities: [(name: [UInt16], unit: UInt16)] = [
        ("&nbsp;", 0x20), ("&#160;", 0x20), ("&emsp;", 0x3000), ("&ensp;", 0x20), ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&#39;", 0x27),
    ].map { (Array($0.0.utf16), $0.1) }

    // MARK: Formulas

    /// Where a figure between dollar signs ends: digits, signs and a few words of TeX, nothing else.
    private func endOfFormula(_ start: Int, _ to: Int) -> Int? {
        var i = start + 1
        var digits = 0
        while i < min(to, start + 64) {
            if page[i] == Mark.dollar { return digits > 0 ? i : nil }
            if let word = word(at: i, to) {
                i = word.end
                continue
            }
            switch page[i] {
            case 0x30...0x39: digits += 1
            // Signs, points, blanks, braces, units in letters.
            case 0x20, 0x25, 0x28, 0x29, 0x2B...0x2F, 0x3A, 0x3C...0x3E, 0x5F, 0x7B, 0x7D, 0x7E, 0x41...0x5A, 0x61...0x7A, 0x4E00...0x9FFF: break
            default: return nil
            }
            i += 1
        }
        return nil
    }

    private mutating func writeFormula(_ from: Int, _ to: Int) {
        var i = from
        while i < to {
            if let word = word(at: i, to) {
                text.append(contentsOf: word.units)
                i = word.end
            } else {
                if page[i] != 0x20, page[i] != Mark.underscore, page[i] != 0x7B, page[i] != 0x7D { copy(i, i + 1) }
                i += 1
            }
        }
    }

    /// A word of TeX, with the characters that it stands for.
    private func word(at start: Int, _ to: Int) -> (units: [UInt16], end: Int)? {
        guard page[start] == 0x5C || page[start] == 0x5E else { return nil }
        for (name, units) in Self.words {
            let end = start + name.count
            if end <= to, page[start..<end].elementsEqual(name) { return (units, end) }
        }
        return nil
    }

    private static let words: [(name: [UInt16], units: [UInt16])] = [
        ("^{\\circ}", "°"), ("^\\circ", "°"), ("\\circ", "°"), ("\\%", "%"), ("\\mathrm", ""), ("\\text", ""), ("\\sim", "~"), ("\\times", "×"), ("\\pm", "±"), ("\\cdot", "·"),
        ("\\leq", "≤"), ("\\geq", "≥"), ("\\le", "≤"), ("\\ge", "≥"), ("^{2}", "²"), ("^2", "²"), ("^{3}", "³"), ("^3", "³"), ("\\,", ""), ("\\ ", ""), ("\\;", ""), ("\\quad", " "),
    ].map { (Array($0.0.utf16), Array($0.1.utf16)) }
}

private enum Mark {
    static let exclamation: UInt16 = 0x21
    static let dollar: UInt16 = 0x24
    static let ampersand: UInt16 = 0x26
    static let star: UInt16 = 0x2A
    static let minus: UInt16 = 0x2D
    static let less: UInt16 = 0x3C
    static let equals: UInt16 = 0x3D
    static let greater: UInt16 = 0x3E
    static let underscore: UInt16 = 0x5F
    static let bar: UInt16 = 0x7C
}
