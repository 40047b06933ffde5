/// A tag of HTML that OCR programs write.
struct PageTag {
    enum Name { case table, row, cell, paragraph, lineBreak, other }

    let name: Name
    let isClosing: Bool
    /// The columns of a cell.
    let span: Int
    /// Behind its `>`.
    let end: Int

    private static let longest = 200
    private static let mostColumns = 64

    private static let names: [String: Name] = [
        "table": .table, "thead": .other, "tbody": .other, "tfoot": .other, "tr": .row, "td": .cell, "th": .cell, "p": .paragraph, "div": .paragraph, "caption": .paragraph,
        "center": .paragraph, "br": .lineBreak, "span": .other, "b": .other, "strong": .other, "i": .other, "em": .other, "u": .other, "sub": .other, "sup": .other, "font": .other,
        "img": .other, "html": .table, "body": .table, "figure": .paragraph,
    ]

    init?(_ page: UnsafeBufferPointer<UInt16>, at start: Int, _ to: Int) {
        var i = start + 1
        isClosing = i < to && page[i] == 0x2F
        if isClosing { i += 1 }
        var letters = ""
        while i < to, letters.utf8.count < 8, let letter = Self.letter(page[i]) {
            letters.unicodeScalars.append(letter)
            i += 1
        }
        guard let name = Self.names[letters] else { return nil }
        let limit = min(to, start + Self.longest)
        var close = i
        while close < limit, page[close] != 0x3E, page[close] != 0x3C { close += 1 }
        guard close < limit, page[close] == 0x3E, close == i || page[i] == 0x20 || page[i] == 0x2F else { return nil }
        self.name = name
        span = name == .cell ? Self.columns(page[i..<close]) : 1
        end = close + 1
    }

    private static func letter(_ unit: UInt16) -> Unicode.Scalar? {
        let lower = unit | 0x20
        return (0x61...0x7A).contains(lower) ? Unicode.Scalar(lower) : nil
    }

    private static let colspan = Array("colspan=".utf16)

    /// The number of an attribute `colspan`; 1 where there is none.
    private static func columns(_ attributes: Slice<UnsafeBufferPointer<UInt16>>) -> Int {
        guard let found = attributes.firstRange(of: colspan) else { return 1 }
        var number = 0
        for unit in attributes[found.upperBound...].drop(while: { $0 == 0x22 || $0 == 0x27 }).prefix(while: { (0x30...0x39).contains($0) }).prefix(3) { number = number * 10 + Int(unit - 0x30) }
        return min(max(number, 1), mostColumns)
    }
}
