package import BaoShuWriting

/// Writes series for people or for programs, one after the other.
package struct SeriesRendering {
    package enum Style {
        /// To read: a heading for each subject and indicator, a line for each value, its sentence below.
        case text(sentences: Bool)
        /// One row for each reading.
        case table(TableFormat)
    }

    private let style: Style

    package init(_ style: Style) { self.style = style }

    /// What stands before the first series.
    package var head: [UInt8] {
        guard case .table(let format) = style else { return [] }
        var bytes: [UInt8] = format.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        format.append(
            row: [
                "subject", "indicator", "time", "value", "low", "high", "terms", "mod", "unit", "change", "basis", "share_of", "target", "disagrees",
                "documents", "sources", "sentence",
            ], to: &bytes)
        return bytes
    }

    /// Adds a series.
    package func append(_ series: FactSeries, isFirst: Bool, to output: inout [UInt8]) {
        switch style {
        case .text(let sentences): Self.append(series, sentences: sentences, isFirst: isFirst, to: &output)
        case .table(let format): Self.append(series, format, to: &output)
        }
    }

    private static func append(_ series: FactSeries, sentences: Bool, isFirst: Bool, to output: inout [UInt8]) {
        var lines = isFirst ? [] : [""]
        lines.append([series.subject, series.indicator].compactMap { $0 }.joined(separator: " · "))
        for point in series.points {
            for reading in point.readings {
                let mark = point.disagrees ? "≠" : " "
                let fact = reading.first
                lines.append("\(mark) \(pad(point.time ?? "–", to: 16)) \(pad(value(of: fact), to: 30)) \(reading.documents.joined(separator: ", "))")
                if sentences { lines.append("    \(shortened(fact.sentence))") }
            }
        }
        for line in lines {
            output += line.utf8
            output.append(0x0A)
        }
    }

    private static func append(_ series: FactSeries, _ format: TableFormat, to output: inout [UInt8]) {
        for point in series.points {
            for reading in point.readings {
                let fact = reading.first
                let measure = fact.measure
                var sources: [String] = []
                var seen: Set<String> = []
                for fact in reading.facts {
                    let source = [fact.source, fact.date].compactMap { $0 }.joined(separator: " ")
                    if seen.insert(source).inserted { sources.append(source) }
                }
                format.append(
                    row: [
                        series.subject ?? "", series.indicator, point.time ?? "", measure.value ?? "", measure.low ?? "", measure.high ?? "",
                        measure.terms.joined(separator: ":"), measure.mod ?? "", measure.unit ?? "", fact.change ?? "", fact.basis ?? "",
                        fact.shareOf ?? "", fact.isTarget ? "true" : "", point.disagrees ? "true" : "", reading.documents.joined(separator: "; "),
                        sources.joined(separator: "; "), fact.sentence,
                    ], to: &output)
            }
        }
    }

    private static func value(of fact: FactRecord) -> String {
        var parts: [String] = []
        switch fact.change {
        case "up": parts.append("▲ \(fact.measure.text)")
        case "down": parts.append("▼ \(fact.measure.text)")
        case "flat": parts.append("= \(fact.measure.text)")
        default: parts.append(fact.measure.text)
        }
        if let basis = fact.basis { parts.append(basis) }
        if let whole = fact.shareOf { parts.append("of \(whole)") }
        if fact.isTarget { parts.append("target") }
        return parts.joined(separator: " ")
    }

    private static func shortened(_ sentence: String) -> String {
        let scalars = sentence.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) }
        return scalars.count <= 120 ? String(scalars) : String(scalars.prefix(119)) + "…"
    }

    /// Filled up with blanks to a width on the screen, a Han character being two wide.
    private static func pad(_ text: String, to width: Int) -> String {
        let taken = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        return text + String(repeating: " ", count: max(0, width - taken))
    }
}
