extension RuleCompiler {
    /// Warnings about what is declared but idle, untested, or twice there.
    mutating func lint(_ files: [RuleFile]) {
        for (name, lexicon) in lexiconIndex.sorted(by: { $0.key < $1.key }) where !usedLexicons.contains(lexicon.index) {
            let onlyBlocks = lexiconDeclarations[lexicon.index].rows.allSatisfy(\.isBlock) && lexiconDeclarations[lexicon.index].files.isEmpty
            if !onlyBlocks || lexiconDeclarations[lexicon.index].rows.isEmpty { report(.unused, lexicon.place, "lexicon `\(name)` is never used") }
        }
        for (name, declaration) in patterns.sorted(by: { $0.key < $1.key }) where !usedPatterns.contains(name) {
            report(.unused, declaration.name.place, "pattern `\(name)` is never used")
        }
        for (name, type) in types.sorted(by: { $0.key < $1.key }) where !usedTypes.contains(type.index) {
            report(.unused, type.place, "type `\(name)` is never used")
        }
        for (name, declared) in charClasses.sorted(by: { $0.key < $1.key }) where !usedChars.contains(name) {
            report(.unused, declared.place, "class `\(name)` is never used")
        }
        for (index, rule) in parts.rules.enumerated() {
            var hasTest = false, hasReject = false
            for test in parts.tests where test.subject == .rule(index) {
                if test.kind == .reject { hasReject = true } else { hasTest = true }
            }
            if !hasTest { report(.missingTest, rule.place, "rule `\(rule.name)` has no test") }
            if !hasReject { report(.missingReject, rule.place, "rule `\(rule.name)` has no reject") }
        }
    }
}
