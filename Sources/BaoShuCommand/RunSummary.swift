import BaoShu

/// A run in words and figures, for people.
struct RunSummary {
    var tally: RunTally
    var duration: Duration
    /// The file that was written.
    var output: String?

    /// A few lines for the end of a run.
    var text: String {
        var lines = ["\(output ?? "standard output"): \(count(tally.documents, "article")), \(tally.failures) failed"]
        if tally.earlierDocuments + tally.earlierFailures > 0 {
            lines.append("  \(count(tally.earlierDocuments, "article")), \(tally.earlierFailures) failed stood there before; what follows is without them")
        }
        if tally.undated > 0 { lines.append("  \(count(tally.undated, "article")) without a date; --date or --date-from gives one") }
        let types = tally.mentions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let mentions = types.reduce(0) { $0 + $1.value }
        var rows = types.map { ($0.key, Self.grouped($0.value)) }
        rows.insert(("mentions", Self.grouped(mentions)), at: 0)
        if tally.facts > 0 { rows.append(("facts", Self.grouped(tally.facts))) }
        let width = rows.map(\.0.utf8.count).max() ?? 0
        let digits = rows.map(\.1.utf8.count).max() ?? 0
        for (index, (name, figure)) in rows.enumerated() {
            let indent = index == 0 || name == "facts" ? "  " : "    "
            let padding = String(repeating: " ", count: width + 4 - indent.utf8.count - name.utf8.count + digits - figure.utf8.count)
            lines.append("\(indent)\(name)\(padding) \(figure)")
        }
        lines.append("  \(speed)")
        return lines.joined(separator: "\n")
    }

    /// One short line for a run under way.
    var progress: String { "\(count(tally.documents, "article")), \(Self.grouped(tally.failures)) failed, \(speed)" }

    private var speed: String {
        let seconds = duration / .seconds(1)
        let megabytes = Double(tally.bytes) / 1e6
        return "\(Self.fixed(megabytes)) MB in \(Self.fixed(seconds)) s, \(Self.fixed(megabytes / max(seconds, 0.001))) MB/s"
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(Self.grouped(number)) \(noun)\(number == 1 ? "" : "s")" }

    /// With a comma after every third digit from the right.
    static func grouped(_ number: Int) -> String {
        var result = ""
        let digits = String(number)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }

    /// With two digits behind the point.
    static func fixed(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100)." + String(String(100 + hundredths % 100).dropFirst())
    }
}
