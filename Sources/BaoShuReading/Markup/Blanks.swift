/// Blanks of markup and of typesetting.
enum Blanks {
    /// White space of markup (HTML Living Standard, "ASCII whitespace").
    @inline(__always)
    static func isMarkup(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x0A || unit == 0x0D || unit == 0x09 || unit == 0x0C }

    /// Blanks that are dropped at the edges of a paragraph: those of markup, no-break and ideographic spaces, zero-width marks.
    @inline(__always)
    static func isEdge(_ unit: UInt16) -> Bool {
        isMarkup(unit) || unit == 0x3000 || unit == 0xA0 || (0x2000...0x200B).contains(unit) || unit == 0x202F || unit == 0xFEFF
    }

    /// Characters between which a line break in markup is no space.
    @inline(__always)
    static func isWide(_ unit: UInt16) -> Bool { unit >= 0x2E80 || (0x2010...0x2027).contains(unit) || unit == 0xB7 }

    static func trimmed(_ text: ArraySlice<UInt16>) -> ArraySlice<UInt16> {
        var start = text.startIndex, end = text.endIndex
        while start < end, isEdge(text[start]) { start += 1 }
        while end > start, isEdge(text[end - 1]) { end -= 1 }
        return text[start..<end]
    }

    static func trimmed(_ text: [UInt16]) -> [UInt16] {
        let slice = trimmed(text[...])
        return slice.count == text.count ? text : Array(slice)
    }

    /// Trimmed, and with runs of white space as one space, or nothing where a line break stands between wide characters.
    static func collapsed(_ text: [UInt16]) -> [UInt16] {
        var writer = CollapsingText()
        writer.append(text)
        return trimmed(writer.text)
    }
}

/// A text that white space is collapsed in as it grows.
struct CollapsingText {
    var text: [UInt16] = []
    private var space = false
    private var lineBreak = false

    mutating func append(_ units: [UInt16]) {
        units.withUnsafeBufferPointer { append($0) }
    }

    mutating func append(_ units: UnsafeBufferPointer<UInt16>) {
        for unit in units {
            if Blanks.isMarkup(unit) {
                space = true
                if unit == 0x0A || unit == 0x0D { lineBreak = true }
                continue
            }
            if space {
                if let last = text.last, !(lineBreak && Blanks.isWide(last) && Blanks.isWide(unit)) { text.append(0x20) }
                space = false
                lineBreak = false
            }
            text.append(unit)
        }
    }

    mutating func clear() {
        text = []
        space = false
        lineBreak = false
    }
}
