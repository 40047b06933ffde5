import BaoShuRules

/// Lays out rule files in one way: clauses indented by two, their keywords in one column, rows of lexicons and the arrows of tests
/// aligned, at most one blank line in a row. Comments stay where they are. Formatting twice changes nothing more.
package enum RuleFormatter {
    /// The file laid out anew; nil where the file would say something else then. What stands behind a quote that nothing closes is left as it is.
    package static func format(_ text: String) -> String? {
        // Some editors write a byte order mark and carriage returns.
        let text = String(String.UnicodeScalarView(text.unicodeScalars.drop { $0 == "\u{FEFF}" }.filter { $0 != "\r" }))
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        var result: [Line] = []
        var statement = ""
        var clauseIndent: Int?
        var depth = 0
        var hasColumns = false
        for line in lines {
            let trimmed = trim(line)
            if trimmed.isEmpty {
                if !(result.last?.text.isEmpty ?? true) { result.append(Line(kind: .blank, text: "")) }
                continue
            }
            let indent = Self.indent(of: line)
            if trimmed.hasPrefix("#") {
                result.append(Line(kind: .comment, text: indent == 0 ? trimmed : "  " + trimmed))
                continue
            }
            if indent == 0 {
                if !trimmed.hasPrefix("}") {
                    statement = String(trimmed.prefix { $0 != " " && $0 != "\t" })
                    clauseIndent = nil
                    depth = 0
                }
                depth += braces(trimmed)
                hasColumns = trimmed.contains("{")
                result.append(Line(kind: .head, text: statement == "lexicon" || trimmed.hasPrefix("}") ? trimmed : squeezed(trimmed)))
                continue
            }
            let level = clauseIndent ?? indent
            clauseIndent = level
            switch statement {
            // Plain words, as many on a line as the author liked, are no columns.
            case "lexicon": result.append(hasColumns ? Line(kind: .row, text: trimmed) : Line(kind: .kept, text: "  " + squeezed(trimmed)))
            case "rule", "link":
                result.append(indent > level ? Line(kind: .continuation, text: "          " + squeezed(trimmed)) : clause(trimmed))
            default:
                // What stands in braces over several lines keeps its own indentation.
                if depth > 0 || !(trimmed.hasPrefix("test ") || trimmed.hasPrefix("reject ")) {
                    result.append(Line(kind: .kept, text: String(repeating: " ", count: indent) + squeezed(trimmed)))
                } else {
                    result.append(clause(trimmed))
                }
                depth += braces(trimmed)
            }
        }
        alignRows(&result)
        alignArrows(&result)
        let formatted = result.map(\.text).joined(separator: "\n") + "\n"
        return says(formatted, theSameAs: text) ? formatted : nil
    }

    private struct Line {
        enum Kind { case head, clause, continuation, row, comment, blank, kept }
        var kind: Kind
        var text: String
    }

    private static func trim(_ line: String) -> String {
        var scalars = Substring(line).unicodeScalars
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return String(scalars)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\u{3000}" || scalar == "\r" }
    private static func indent(of line: String) -> Int { line.unicodeScalars.prefix { isBlank($0) }.count }

    /// The clause with its keyword in the column that all share.
    private static func clause(_ text: String) -> Line {
        let keyword = text.unicodeScalars.prefix { !isBlank($0) }
        let rest = trim(String(text.unicodeScalars.dropFirst(keyword.count)))
        // `not after` and its like run on; their second word stands in for the column.
        if rest.isEmpty { return Line(kind: .clause, text: "  " + String(keyword)) }
        let gap = ["not", "in", "after", "before", "boundary", "line", "sentence", "prefer"].contains(String(keyword)) ? 1 : max(1, 8 - keyword.count)
        return Line(kind: .clause, text: "  " + String(keyword) + String(repeating: " ", count: gap) + squeezed(rest))
    }

    /// Blanks in a row become one, and an arrow stands between two, outside of quotes and comments.
    private static func squeezed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isQuoted = false, isEscaped = false, isComment = false
        var before = 0
        for scalar in text.unicodeScalars {
            if isComment {
                result.append(scalar)
            } else if isQuoted {
                result.append(scalar)
                if isEscaped { isEscaped = false } else if scalar == "\\" { isEscaped = true } else if scalar == "\"" { isQuoted = false }
            } else if isBlank(scalar) {
                before += 1
                if result.last != " " { result.append(" ") }
            } else {
                if scalar == "#" {
                    isComment = true
                    // A remark keeps two blanks before it.
                    if before > 0 { result.append(" ") }
                }
                if scalar == "\"" { isQuoted = true }
                if scalar == ">", result.last == "=" {
                    result.removeLast()
                    if let last = result.last, last != " " { result.append(" ") }
                    result.append(contentsOf: "=> ".unicodeScalars)
                    before = 1
                    continue
                }
                result.append(scalar)
                before = 0
            }
        }
        return String(result)
    }

    private static func braces(_ text: String) -> Int {
        var depth = 0, isQuoted = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            if !isQuoted, scalar == "#" { break }
            if !isQuoted, scalar == "{" { depth += 1 }
            if !isQuoted, scalar == "}" { depth -= 1 }
        }
        return depth
    }

    // MARK: Columns

    /// Rows that follow one another stand in columns, all but the last of which are padded.
    private static func alignRows(_ lines: inout [Line]) {
        var start = 0
        while start < lines.count {
            guard lines[start].kind == .row else { start += 1; continue }
            var end = start
            while end < lines.count, lines[end].kind == .row { end += 1 }
            let rows = lines[start..<end].map { cells($0.text) }
            // A row of `block` words is a list; a surface with very many alternatives does not push all the cells out.
            func isTable(_ row: [String]) -> Bool { row.first != "block" && row.count > 1 }
            var widths: [Int] = []
            for row in rows where isTable(row) {
                for (column, cell) in row.enumerated().dropLast() {
                    let width = DisplayWidth.of(cell.unicodeScalars)
                    if column == widths.count { widths.append(0) }
                    if width <= 40 { widths[column] = max(widths[column], width) }
                }
            }
            for (index, row) in rows.enumerated() {
                var text = "  "
                for (column, cell) in row.enumerated() {
                    text += cell
                    if column + 1 < row.count { text += String(repeating: " ", count: isTable(row) ? max(2, widths[column] - DisplayWidth.of(cell.unicodeScalars) + 2) : 1) }
                }
                lines[start + index].text = text
            }
            start = end
        }
    }

    /// The words of a row; a remark at its end is one.
    private static func cells(_ text: String) -> [String] {
        var result: [String] = []
        var current = String.UnicodeScalarView()
        var isQuoted = false, isEscaped = false
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if isQuoted {
                current.append(scalar)
                if isEscaped { isEscaped = false } else if scalar == "\\" { isEscaped = true } else if scalar == "\"" { isQuoted = false }
            } else if isBlank(scalar), scalar != "\u{3000}" {
                if !current.isEmpty { result.append(String(current)) }
                current = String.UnicodeScalarView()
            } else if scalar == "#", current.isEmpty, index > 0 {
                var remark = String.UnicodeScalarView()
                remark.append(contentsOf: scalars[index...])
                result.append(String(remark))
                return result
            } else {
                if scalar == "\"", current.isEmpty { isQuoted = true }
                current.append(scalar)
            }
        }
        if !current.isEmpty { result.append(String(current)) }
        return result
    }

    /// The arrows of tests that follow one another stand under each other.
    private static func alignArrows(_ lines: inout [Line]) {
        func arrow(_ line: Line) -> (before: String, after: String)? {
            guard line.kind == .clause, line.text.hasPrefix("  test ") || line.text.hasPrefix("  todo ") else { return nil }
            var isQuoted = false
            let scalars = Array(line.text.unicodeScalars)
            for index in scalars.indices.dropLast() {
                if scalars[index] == "\"", index == 0 || scalars[index - 1] != "\\" { isQuoted.toggle() }
                if !isQuoted, scalars[index] == "=", scalars[index + 1] == ">" {
                    var before = String.UnicodeScalarView(), after = String.UnicodeScalarView()
                    before.append(contentsOf: scalars[..<index])
                    after.append(contentsOf: scalars[index...])
                    var text = String(before)
                    while text.hasSuffix(" ") { text.removeLast() }
                    return (text, String(after))
                }
            }
            return nil
        }
        var start = 0
        while start < lines.count {
            guard arrow(lines[start]) != nil else { start += 1; continue }
            var end = start
            while end < lines.count, arrow(lines[end]) != nil { end += 1 }
            let parts = lines[start..<end].map { arrow($0)! }
            // One very long text does not push all the others out.
            let width = parts.map { DisplayWidth.of($0.before.unicodeScalars) }.filter { $0 <= 60 }.max() ?? 0
            for (index, part) in parts.enumerated() {
                let gap = max(2, width - DisplayWidth.of(part.before.unicodeScalars) + 2)
                lines[start + index].text = part.before + String(repeating: " ", count: gap) + part.after
            }
            start = end
        }
    }

    // MARK: Safety

    /// Whether two texts say the same: everything but blanks outside of quotes, line by line.
    private static func says(_ a: String, theSameAs b: String) -> Bool {
        func essence(_ text: String) -> [[String]] {
            text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                let trimmed = trim(String(line))
                return (indent(of: String(line)) == 0 || trimmed.isEmpty ? [] : [">"]) + cells(squeezed(trimmed))
            }.filter { !$0.isEmpty && $0 != [""] }
        }
        return essence(a) == essence(b)
    }
}
