/// What the page as a whole says about its lines: which pairs of characters it uses, and how wide its columns are.
///
/// Both help to tell a short line that a column's end cut off from a heading. A cut line fills its column, and the characters on the two sides of
/// the cut stand side by side elsewhere on the page (孵化|器); a heading does neither.
struct PageEvidence {
    /// Half-widths of a text column.
    let column: Int32
    /// The page keeps the line ends of print: most of its lines are one line of a column.
    let isWrapped: Bool
    /// Pairs of characters, as an open hash table; 0 for a free slot. Exact: a pair that the page does not have would make text of a heading.
    private let pairs: [UInt32]

    /// A broadsheet's column of news holds 19 to 20 characters: what is assumed where the page has too few broken lines to tell.
    static let usualColumn: Int32 = 39
    /// A paragraph's first line is indented by two characters.
    static let indent: Int32 = 4
    /// More text than a page has says nothing new.
    static let pairLimit = 1 << 19

    /// - Complexity: O(*n*); memory bounded by 4 MB.
    init(_ lines: [PageLine], _ page: UnsafeBufferPointer<UInt16>) {
        var size = 1 << 10
        while size < 2 * min(page.count, Self.pairLimit) { size <<= 1 }
        var table = [UInt32](repeating: 0, count: size)
        var left = Self.pairLimit
        for line in lines where left > 0 {
            var i = line.start
            let end = min(line.end - 1, line.start + left)
            while i < end {
                if PageCharacter.isLetter(page[i]), PageCharacter.isLetter(page[i + 1]) { table[Self.slot(page[i], page[i + 1], in: table)] = Self.key(page[i], page[i + 1]) }
                i += 1
            }
            left -= line.end - line.start
        }
        pairs = table
        let printed = Self.printedLineWidth(lines)
        isWrapped = printed != nil
        column = printed ?? Self.columnWidth(lines)
    }

    /// True where the two characters stand side by side somewhere on one line of the page.
    func hasPair(_ a: UInt16, _ b: UInt16) -> Bool { pairs[Self.slot(a, b, in: pairs)] != 0 }

    private static func key(_ a: UInt16, _ b: UInt16) -> UInt32 { UInt32(a) << 16 | UInt32(b) }

    /// Where a pair stands in a table, or where it may be put.
    private static func slot(_ a: UInt16, _ b: UInt16, in table: [UInt32]) -> Int {
        let (key, mask) = (key(a, b), table.count - 1)
        let hash = key &* 2_654_435_761
        var slot = Int(hash >> 8 ^ hash) & mask
        while table[slot] != 0, table[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    /// True where a line of this width, its first indented, ends about where a column of the page does.
    ///
    /// Squeezed punctuation lets a line run over by a character, a word kept whole lets it fall short by two or two.
    func fillsColumn(_ width: Int32) -> Bool {
        if isWrapped { return width >= column - 6 }
        let rest = (width + Self.indent) % column
        let short = column - rest
        return width + Self.indent >= column - 5 && (short <= 4 || rest <= 3)
    }

    /// The width that most lines have or just miss, where the page keeps the line ends of print.
    private static func printedLineWidth(_ lines: [PageLine]) -> Int32? {
        var counts = [Int](repeating: 0, count: 128), all = 0
        for line in lines where line.level == 0 && line.cells == 1 && !line.endsSentence {
            all += 1
            if line.width < 128 { counts[Int(line.width)] += 1 }
        }
        guard all >= 16 else { return nil }
        for width in (20..<128).reversed() {
            let near = counts[width] + counts[width - 1] + counts[width - 2] + counts[width - 3]
            if counts[width] > 1, near * 5 >= all * 3 { return Int32(width) }
        }
        return nil
    }

    /// The column width that the lengths of broken lines fit best, where there are enough of them and they fit well.
    private static func columnWidth(_ lines: [PageLine]) -> Int32 {
        var widths: [Int32] = []
        for line in lines where line.level == 0 && line.cells == 1 && line.traits.isDisjoint(with: [.endsSentence, .endsWithDash]) {
            if line.width > 56, line.width < 180 { widths.append(line.width + indent) }
            if widths.count == 512 { break }
        }
        guard widths.count >= 6 else { return usualColumn }
        var best = usualColumn, bestMiss = Int32.max
        for column in Int32(22)...Int32(56) {
            var miss: Int32 = 0
            for width in widths {
                let rest = width % column
                miss += min(rest, column - rest) * 256 / column
            }
            if miss < bestMiss { (best, bestMiss) = (column, miss) }
        }
        // By chance the miss is a quarter of the column on average; only a clearly better fit is believed.
        return bestMiss < Int32(widths.count) * 256 / 10 ? best : usualColumn
    }
}
