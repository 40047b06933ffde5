/// Splits a rule file into statements: a line at column 1 and the indented lines under it.
struct StatementLines {
    struct Line {
        var number: Int
        var indent: Int
        var text: [Unicode.Scalar]
    }

    var head: Line
    var body: [Line]

    /// All statements of a file. Indented lines before the first statement come as a statement with an empty head.
    static func split(_ text: String) -> [StatementLines] {
        var result: [StatementLines] = []
        var number = 0
        var current: [Unicode.Scalar] = []
        func finish() {
            number += 1
            defer { current.removeAll(keepingCapacity: true) }
            if current.last == "\r" { current.removeLast() }
            var indent = 0
            while indent < current.count, current[indent] == " " || current[indent] == "\t" || current[indent] == "\u{3000}" { indent += 1 }
            guard indent < current.count, current[indent] != "#" else { return }
            let line = Line(number: number, indent: indent, text: current)
            if indent == 0, !result.isEmpty, current[0] == "}" {
                // The closing brace of a statement may stand at the first column.
                result[result.count - 1].body.append(line)
            } else if indent == 0 {
                result.append(StatementLines(head: line, body: []))
            } else if result.isEmpty {
                result.append(StatementLines(head: Line(number: number, indent: 0, text: []), body: [line]))
            } else {
                result[result.count - 1].body.append(line)
            }
        }
        var scalars = text.unicodeScalars
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        for scalar in scalars {
            if scalar == "\n" { finish() } else { current.append(scalar) }
        }
        if !current.isEmpty { finish() }
        return result
    }
}
