extension RuleCompiler {
    /// Warnings about what is declared but idle, untested, or twice there.
    func lint(_ files: [RuleFile]) {
        // What an error keeps from being read may use it, or make it match.
        if !diagnostics.contains(where: { $0.severity == .error }) {
            lintUnused()
            lintIdlePatterns()
        }
        lintShadows()
        lintClasses()
        for (index, rule) in parts.rules.enumerated() {
            var hasTest = false, hasReject = false
            for test in parts.tests where test.subject == .rule(index) {
                if test.kind == .reject { hasReject = true } else { hasTest = true }
            }
            if !hasTest { report(.missingTest, rule.place, "rule `\(rule.name)` has no test") }
            if !hasReject { report(.missingReject, rule.place, "rule `\(rule.name)` has no reject") }
        }
    }

    private func lintUnused() {
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
    }

    /// One name for two things: the one that is taken hides the other.
    private func lintShadows() {
        for (name, numeral) in numerals.sorted(by: { $0.key < $1.key }) {
            guard let pattern = patterns[name] else { continue }
            report(
                .shadowed, numeral.place, "number `\(name)` is hidden by the pattern of that name", other: .init(place: pattern.name.place, message: "the pattern"), suggestion: "rename one of them")
        }
        for (name, type) in types.sorted(by: { $0.key < $1.key }) {
            if let pattern = patterns[name] {
                report(
                    .shadowed, type.place, "in a match `\(name)` is the pattern, not the type of that name", other: .init(place: pattern.name.place, message: "the pattern"),
                    suggestion: "rename one of them")
            } else if let numeral = numerals[name] {
                report(
                    .shadowed, type.place, "in a match `\(name)` is the number, not the type of that name", other: .init(place: numeral.place, message: "the number"), suggestion: "rename one of them")
            }
            if let rule = ruleNames[name], overNames.contains(where: { $0.contains { $0.name == name } }) {
                report(.shadowed, type.place, "behind `over`, `\(name)` is the rule, not the type of that name", other: .init(place: rule.place, message: "the rule"), suggestion: "rename the rule")
            }
        }
        for (name, lexicon) in lexiconIndex.sorted(by: { $0.key < $1.key }) {
            guard let members = lexiconClasses[name], members != [lexicon.index], let member = members.first(where: { $0 != lexicon.index }) else { continue }
            report(
                .shadowed, lexicon.place, "<\(name)> is this lexicon, not the class of that name", other: .init(place: lexiconDeclarations[member].name.place, message: "of the class"),
                suggestion: "rename one of them")
        }
    }

    /// Elements that no text can satisfy, and guards that hold anywhere.
    private func lintIdlePatterns() {
        // Of a lexicon without words that is told where it is declared.
        for use in lexiconUses where use.lexicons.contains(where: { !entryRanges[$0].isEmpty }) && !parts.entries.contains(where: { use.terminalAccepts(parts, $0) }) {
            report(.ineffective, use.place, "no row of lexicon `\(use.name)` fits here, so this matches nothing", suggestion: "look at its rows and at the conditions behind its name")
        }
        for use in typeUses where !parts.rules.contains(where: { $0.type == use.type && $0.stage < use.stage }) {
            report(.ineffective, use.place, "no rule of an earlier stage makes `\(parts.types[use.type].name)`, so this matches nothing", suggestion: "a rule sees the mentions of earlier stages only")
        }
        for rule in parts.rules {
            for item in rule.guards + rule.prefer {
                switch item.kind {
                case .after(let automaton) where automaton.isNullable, .before(let automaton) where automaton.isNullable:
                    report(.ineffective, item.place, "this guard can match nothing at all, so it \(item.negated ? "never" : "always") holds", suggestion: "make at least one element obligatory")
                default: break
                }
            }
        }
    }

    /// A surface in two lexicons of a class that a capture is made of: of its columns, which says what?
    private func lintClasses() {
        for use in lexiconUses where use.isCaptured && lexiconIndex[use.name] == nil {
            let members = lexiconClasses[use.name] ?? []
            guard members.count > 1, lintedClasses.insert(use.name).inserted else { continue }
            var seen: [[UInt16]: (lexicon: Int, row: Int)] = [:]
            for member in members {
                let lexicon = parts.lexicons[member]
                for entry in parts.entries where Int(entry.lexicon) == member && !entry.isBlock {
                    let cell = lexicon.bytes[entry.row...].prefix { $0 != 0x09 && $0 != 0x0A }
                    for surface in cell.split(separator: 0x7C) {
                        let text = String(decoding: surface, as: UTF8.self)
                        let folded = folder.fold(text)
                        guard let first = seen[folded], first.lexicon != member else { seen[folded] = (member, entry.row); continue }
                        let other = parts.lexicons[first.lexicon]
                        let differing = lexicon.columns.indices.first { index in
                            guard let theirs = other.columnIndex(lexicon.columns[index].name) else { return false }
                            return lexicon.cell(row: entry.row, column: index) != other.cell(row: first.row, column: theirs)
                        }
                        guard let differing else { continue }
                        report(
                            .duplicateSurface, lexiconDeclarations[member].name.place,
                            "\"\(text)\" stands here and in lexicon `\(other.name)` of the class `\(use.name)`, with another `\(lexicon.columns[differing].name)`",
                            other: .init(place: lexiconDeclarations[first.lexicon].name.place, message: "the other"), suggestion: "a capture of <\(use.name)> takes the first of them; take one out")
                    }
                }
            }
        }
    }
}

/// A lexicon or class named in a pattern.
struct LexiconUse {
    var name: String
    var place: Place
    var lexicons: [Int]
    var filters: [TerminalFilter]
    var isCaptured: Bool

    /// Whether an entry satisfies the element.
    func terminalAccepts(_ parts: ProgramParts, _ entry: LexiconEntry) -> Bool {
        !entry.isBlock && lexicons.contains(Int(entry.lexicon)) && filters.allSatisfy { RuleCompiler.passes($0, entry, parts.lexicons[Int(entry.lexicon)]) }
    }
}

/// An output type named in a pattern.
struct TypeUse {
    var type: Int
    var stage: Int
    var place: Place
}
