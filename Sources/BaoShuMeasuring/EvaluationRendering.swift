internal import Foundation

/// An evaluation as text for people and as JSON for programs.
package enum EvaluationRendering {
    /// The tables of figures, aligned.
    package static func table(_ scores: Scores, rules: Bool = false) -> String {
        var rows: [[String]] = []
        func heading(_ title: String) { rows.append([title, "P", "R", "F1", "gold"]) }
        func row(_ name: String, _ tally: Tally) {
            rows.append(["  " + name, figure(tally.precision), figure(tally.recall), figure(tally.f1), String(tally.gold)])
        }
        heading("mention spans")
        for type in scores.types { row(type.name, type.spans) }
        heading("mention spans with value")
        for type in scores.types { if let values = type.values { row(type.name, values) } }
        heading("groups")
        for group in scores.groups { row(group.name + (TypeGroup(rawValue: group.name)?.hasValues == true ? ", with value" : ", span"), group.tally) }
        if let linked = scores.linkedFacts, let facts = scores.facts {
            heading("facts")
            row("value and indicator", linked)
            row("every field right", facts)
        }
        if rules {
            rows.append(["rules", "P", "", "", "made"])
            for rule in scores.rules {
                let made = rule.tally.truePositives + rule.tally.falsePositives
                rows.append(["  " + rule.name, figure(rule.tally.precision), "", "", String(made)])
            }
        }
        return aligned(rows)
    }

    /// What was missed, wrong or too much, each in its context: two to four lines an item.
    package static func misses(_ outcomes: [Outcome], limit: Int = .max, type: String? = nil) -> String {
        var text = ""
        var shown = 0
        let misses = outcomes.filter { $0.status != .right && (type == nil || $0.type == type) }
        for outcome in misses {
            guard shown < limit else {
                text += "… and \(misses.count - shown) more\n"
                break
            }
            shown += 1
            text += line(outcome)
        }
        return text
    }

    /// What is not right, counted by cause: how much is missing, wrong and too much.
    package static func causes(_ outcomes: [Outcome], type: String? = nil) -> String {
        var counts: [String: [Outcome.Status: Int]] = [:]
        for outcome in outcomes where type == nil || outcome.type == type {
            if let cause = outcome.cause { counts[(outcome.type == "fact" ? "fact: " : "") + cause.group, default: [:]][outcome.status, default: 0] += 1 }
        }
        guard !counts.isEmpty else { return "" }
        var rows = [["causes", "", "miss.", "wrong", "extra"]]
        func total(_ tallies: [Outcome.Status: Int]) -> Int { tallies.values.reduce(0, +) }
        for (group, tallies) in counts.sorted(by: { (total($1.value), $0.key) < (total($0.value), $1.key) }) {
            rows.append(["  " + group, ""] + [.missing, .wrong, .extra].map { tallies[$0].map(String.init) ?? "" })
        }
        return aligned(rows)
    }

    /// What changed since an earlier run.
    package static func difference(_ difference: RunDifference) -> String {
        var text = "newly right: \(difference.newlyRight.count)\n"
        for outcome in difference.newlyRight { text += line(outcome) }
        text += "newly wrong: \(difference.newlyWrong.count)\n"
        for outcome in difference.newlyWrong { text += line(outcome) }
        return text
    }

    /// All figures and outcomes as one JSON object, keys sorted; also the form in which a run is saved.
    package static func json(_ scores: Scores, _ outcomes: [Outcome]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(Report(scores, outcomes)), as: UTF8.self) + "\n"
    }

    private static func line(_ outcome: Outcome) -> String {
        let words = outcome.type == "fact" ? outcome.text : "\(outcome.before)[\(outcome.text)]\(outcome.after)"
        var text = "\(outcome.place): \(outcome.status.rawValue) \(outcome.type): \(words.replacing("\n", with: "⏎"))"
        if let rule = outcome.rule { text += " (\(rule))" }
        text += "\n"
        if let expected = outcome.expected, !expected.isEmpty { text += "    expected \(expected)\n" }
        if let got = outcome.got, !got.isEmpty { text += "    got      \(got)\n" }
        if let cause = outcome.cause, cause.kind != .noGold, cause.kind != .otherValue { text += "    \(cause.kind.rawValue)\(cause.detail.map { ": \($0.replacing("\n", with: "⏎"))" } ?? "")\n" }
        return text
    }

    /// A figure from 0 to 1 with three decimals, rounded to nearest.
    private static func figure(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        return "\(thousandths / 1000)." + String(String(1000 + thousandths % 1000).dropFirst())
    }

    /// Rows with the first column to the left and the others to the right.
    private static func aligned(_ rows: [[String]]) -> String {
        var widths = [32, 6, 6, 6, 6]
        for row in rows { widths[0] = max(widths[0], row[0].unicodeScalars.count) }
        var text = ""
        for row in rows {
            var line = row[0] + String(repeating: " ", count: widths[0] - row[0].unicodeScalars.count)
            for (cell, width) in zip(row, widths).dropFirst() { line += String(repeating: " ", count: max(1, width - cell.count)) + cell }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }
}

/// The JSON of an evaluation.
private struct Report: Encodable {
    struct Figures: Encodable {
        var truePositives: Int
        var falsePositives: Int
        var falseNegatives: Int
        var precision: Double
        var recall: Double
        var f1: Double

        init(_ tally: Tally) {
            func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
            truePositives = tally.truePositives
            falsePositives = tally.falsePositives
            falseNegatives = tally.falseNegatives
            precision = rounded(tally.precision)
            recall = rounded(tally.recall)
            f1 = rounded(tally.f1)
        }
    }

    struct TypeFigures: Encodable {
        var spans: Figures
        var values: Figures?
    }

    struct RuleFigures: Encodable {
        var truePositives: Int
        var falsePositives: Int
    }

    struct FactFigures: Encodable {
        var valueAndIndicator: Figures
        var everyField: Figures
    }

    var texts: Int
    var groups: [String: Figures]
    var types: [String: TypeFigures]
    var rules: [String: RuleFigures]
    var facts: FactFigures?
    /// How many are missing, wrong and extra, by cause.
    var causes: [String: [String: Int]] = [:]
    var outcomes: [Outcome]

    init(_ scores: Scores, _ outcomes: [Outcome]) {
        texts = scores.texts
        groups = Dictionary(uniqueKeysWithValues: scores.groups.map { ($0.name, Figures($0.tally)) })
        types = Dictionary(
            uniqueKeysWithValues: scores.types.map { ($0.name, TypeFigures(spans: Figures($0.spans), values: $0.values.map(Figures.init))) })
        rules = Dictionary(
            uniqueKeysWithValues: scores.rules.map {
                ($0.name, RuleFigures(truePositives: $0.tally.truePositives, falsePositives: $0.tally.falsePositives))
            })
        if let linked = scores.linkedFacts, let right = scores.facts {
            facts = FactFigures(valueAndIndicator: Figures(linked), everyField: Figures(right))
        }
        for outcome in outcomes {
            if let cause = outcome.cause { causes[(outcome.type == "fact" ? "fact: " : "") + cause.group, default: [:]][outcome.status.rawValue, default: 0] += 1 }
        }
        self.outcomes = outcomes
    }
}
