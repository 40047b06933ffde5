import BaoShuMatching
import BaoShuRules

/// A profile as tables: rules by time, lexicons by how often their words stood in the text.
package enum ProfileRendering {
    package static func render(_ profile: MatchProfile, _ program: RuleProgram, limit: Int) -> String {
        let total = profile.rules.reduce(Duration.zero) { $0 + $1.time }
        var result = "  time ms   share     tried  proposed  mentions  rule\n"
        let order = profile.rules.indices.sorted { (profile.rules[$1].time, program.rules[$0].name) < (profile.rules[$0].time, program.rules[$1].name) }
        for index in order.prefix(limit) {
            let figures = profile.rules[index]
            let milliseconds = figures.time / .milliseconds(1)
            let share = total == .zero ? 0 : figures.time / total
            result += [pad(decimal(milliseconds), 9), pad(decimal(share * 100) + "%", 7), pad("\(figures.tried)", 9), pad("\(figures.proposed)", 9), pad("\(figures.won)", 9)].joined(separator: " ")
            result += "  \(program.rules[index].name)\n"
        }
        if order.count > limit { result += "… and \(order.count - limit) rules more\n" }
        let never = program.rules.indices.filter { profile.rules[$0].won == 0 }.map { program.rules[$0].name }.sorted()
        if !never.isEmpty {
            let rest = never.count > limit ? ", … and \(never.count - limit) more" : ""
            result += "\(never.count) rules without a mention: \(never.prefix(limit).joined(separator: ", "))\(rest)\n"
        }
        result += "\n    words  lexicon\n"
        for index in profile.lexicons.indices.sorted(by: { (profile.lexicons[$1], program.lexicons[$0].name) < (profile.lexicons[$0], program.lexicons[$1].name) }).prefix(limit) {
            result += "\(pad("\(profile.lexicons[index])", 9))  \(program.lexicons[index].name)\n"
        }
        return result
    }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func pad(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.utf8.count)) + text }
}
