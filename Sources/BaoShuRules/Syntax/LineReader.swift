/// Splits a rule file into statements: a line at column 1 and the indented lines under it.
struct StatementLines {
    struct Line: BitwiseCopyable {
        /// 1-based.
        var number: Int
        /// How many blanks stand before its first character.
        var indent: Int
        /// Its bytes in the file, and the first behind the blanks.
        var start: Int
        var textStart: Int
        var end: Int
    }

    var head: Line
    var body: ArraySlice<Line>

    /// All statements of a file. Indented lines before the first statement come as a statement with an empty head.
    ///
    /// - Parameter bytes: well-formed UTF-8.
    static func split(_ bytes: UnsafeBufferPointer<UInt8>) -> [StatementLines] {
        var lines: [Line] = []
        // Where statements begin among the lines.
        var heads: [Int] = []
        var number = 0
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count {
            number += 1
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            defer { start = end + 1 }
            let stop = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
            var indent = 0
            var text = start
            while text < stop {
                if bytes[text] == 0x20 || bytes[text] == 0x09 {
                    text += 1
                } else if bytes[text] == 0xE3, text + 2 < stop, bytes[text + 1] == 0x80, bytes[text + 2] == 0x80 {
                    // An ideographic space.
                    text += 3
                } else {
                    break
                }
                indent += 1
            }
            guard text < stop, bytes[text] != 0x23 else { continue }
            // The closing brace of a statement may stand at the first column.
            if lines.isEmpty || (indent == 0 && bytes[start] != 0x7D) {
                heads.append(lines.count)
                if indent > 0 { lines.append(Line(number: number, indent: 0, start: start, textStart: start, end: start)) }
            }
            lines.append(Line(number: number, indent: indent, start: start, textStart: text, end: stop))
        }
        return heads.indices.map { index in
            let end = index + 1 < heads.count ? heads[index + 1] : lines.count
            return StatementLines(head: lines[heads[index]], body: lines[(heads[index] + 1)..<end])
        }
    }
}
