import BaoShuRules

/// Writes diagnostics for people: code, severity, `file:line:column`, the source line with a caret under the culprit, the second
/// place, and what to do.
package struct DiagnosticRendering {
    /// Whether to colour by ANSI escapes.
    package var isColoured: Bool
    /// Written before each path, such as the folder of the rules; empty for paths as they are.
    package var prefix: String
    private var lines: [String: [[Unicode.Scalar]]] = [:]
    private let files: RuleFiles

    package init(files: RuleFiles, isColoured: Bool = false, prefix: String = "") {
        self.files = files
        self.isColoured = isColoured
        self.prefix = prefix
    }

    /// One diagnostic, ended by a line feed.
    package mutating func render(_ diagnostic: Diagnostic) -> String {
        let isError = diagnostic.severity == .error
        let places = [diagnostic.place] + (diagnostic.other.map { [$0.place] } ?? [])
        let gutter = places.map { String($0.line).count }.max() ?? 1
        let blank = String(repeating: " ", count: gutter)
        let head = colour("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", isError ? "1;31" : "1;33")
        var result = "\(head): \(colour(diagnostic.message, "1"))\n"
        result += "\(blank)\(colour("-->", "34")) \(shown(diagnostic.place))\n"
        result += excerpt(diagnostic.place, gutter: gutter, mark: "^", label: nil, isError ? "31" : "33")
        if let other = diagnostic.other {
            result += "\(blank)\(colour(":::", "34")) \(shown(other.place))\n"
            result += excerpt(other.place, gutter: gutter, mark: "-", label: other.message, "34")
        }
        if let suggestion = diagnostic.suggestion { result += "\(blank) \(colour("=", "34")) help: \(suggestion)\n" }
        return result
    }

    /// How many of each severity there are: `2 errors, 1 warning`.
    package static func summary(_ diagnostics: [Diagnostic]) -> String {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        func count(_ n: Int, _ what: String) -> String { "\(n) \(what)\(n == 1 ? "" : "s")" }
        return "\(count(errors, "error")), \(count(warnings, "warning"))"
    }

    private func shown(_ place: SourcePlace) -> String { "\(prefix)\(place.file):\(place.line):\(place.column)" }

    private func colour(_ text: String, _ code: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }

    private mutating func excerpt(_ place: SourcePlace, gutter: Int, mark: String, label: String?, _ code: String) -> String {
        guard let line = line(place) else { return "" }
        let blank = String(repeating: " ", count: gutter)
        let bar = colour("|", "34")
        let number = String(repeating: " ", count: gutter - String(place.line).count) + String(place.line)
        // A very long line (a table's) is shown around the culprit only.
        let first = max(0, min(place.column - 1, line.count) - 80)
        let last = min(line.count, first + 160)
        let visible = line[first..<last].map { Self.visible($0) }
        let before = visible.prefix(max(0, place.column - 1 - first))
        let marked = visible.dropFirst(before.count).prefix(max(1, place.length))
        var text = String.UnicodeScalarView()
        text.append(contentsOf: visible)
        let padding = String(repeating: " ", count: DisplayWidth.of(before))
        let carets = String(repeating: mark, count: max(1, DisplayWidth.of(marked)))
        var result = "\(blank) \(bar)\n\(colour(number, "34")) \(bar) \(first > 0 ? "…" : "")\(String(text))\(last < line.count ? "…" : "")\n"
        result += "\(blank) \(bar) \(first > 0 ? " " : "")\(padding)\(colour(carets + (label.map { " " + $0 } ?? ""), code))\n"
        return result
    }

    /// Tabs and control characters take one column.
    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar
    }

    private mutating func line(_ place: SourcePlace) -> [Unicode.Scalar]? {
        if lines[place.file] == nil {
            guard let bytes = files.files[place.file] else { return nil }
            var scalars = Substring(String(decoding: bytes, as: UTF8.self)).unicodeScalars
            if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
            lines[place.file] = scalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.last == "\r" ? Array(line.dropLast()) : Array(line)
            }
        }
        guard let found = lines[place.file], found.indices.contains(place.line - 1) else { return nil }
        return found[place.line - 1]
    }
}
