import BaoShuRules

/// What a program has, by stage and type, with counts.
package enum RuleListing {
    package static func render(_ program: RuleProgram) -> String {
        var tests = Array(repeating: (0, 0), count: program.rules.count)
        for test in program.tests {
            guard case .rule(let index) = test.subject else { continue }
            if test.kind == .reject { tests[index].1 += 1 } else { tests[index].0 += 1 }
        }
        var result = ""
        for (number, stage) in program.stages.enumerated() {
            let rules = program.rules.indices.filter { program.rules[$0].stage == number }
            result += "stage \(stage.name): \(rules.count) rules\n"
            let byType = Dictionary(grouping: rules) { program.rules[$0].type }
            for (type, rules) in byType.sorted(by: { program.types[$0.key].name < program.types[$1.key].name }) {
                let declared = program.types[type]
                result += "  \(declared.name)\(declared.isInternal ? " (internal)" : declared.isMasked ? " (masked)" : ""): \(rules.count) rules\n"
                for index in rules.sorted(by: { program.rules[$0].name < program.rules[$1].name }) {
                    let rule = program.rules[index]
                    result += "    \(rule.name)  \(rule.place.file):\(rule.place.line)  \(tests[index].0) tests, \(tests[index].1) rejects\n"
                }
            }
        }
        var entries = Array(repeating: 0, count: program.lexicons.count)
        for entry in program.entries { entries[Int(entry.lexicon)] += 1 }
        result += "lexicons: \(program.lexicons.count), with \(program.entries.count) words\n"
        for index in program.lexicons.indices.sorted(by: { program.lexicons[$0].name < program.lexicons[$1].name }) {
            let lexicon = program.lexicons[index]
            let columns = lexicon.columns.map(\.name).joined(separator: ", ")
            result += "  \(lexicon.name)\(columns.isEmpty ? "" : " { \(columns) }"): \(entries[index]) words\n"
        }
        return result + "\(program.rules.count) rules, \(program.tests.count) tests\n"
    }
}
