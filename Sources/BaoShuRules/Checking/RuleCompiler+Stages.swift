extension RuleCompiler {
    /// Builds for every stage the combined automaton of the backward pass.
    func buildStages() {
        for (index, name) in stageNames.enumerated() {
            let rules = parts.rules.indices.filter { parts.rules[$0].stage == index }
            parts.stages.append(stage(name, rules: rules))
        }
    }

    private func stage(_ name: String, rules: [Int]) -> StageProgram {
        let sizes = parts.setRanges.map { $0.reduce(0) { $0 + $1.count } }
        // Sets of characters that may stand anywhere in a text (blanks and digits are not), and those that hold nearly all of them.
        let (isBroad, isAny) = (sizes.map { $0 >= 256 }, sizes.map { $0 >= 8192 })
        // The exact automata were built, so the smaller relaxed ones can be.
        let relaxed = rules.map { RelaxedAutomaton(parts.rules[$0].pattern, &automatonBuilder, isAny) }
        var asked = Array(repeating: false, count: parts.terminals.count)
        var looksBack = false
        for case let automaton? in relaxed { Self.note(automaton.labels, in: &asked) }
        for rule in rules {
            for item in parts.rules[rule].guards + parts.rules[rule].prefer {
                switch item.kind {
                case .before(let automaton): Self.note(automaton.labels, in: &asked)
                case .after(let automaton): if Self.note(automaton.labels, in: &asked) { looksBack = true }
                default: break
                }
            }
        }
        let linking = rules.contains { parts.rules[$0].isLink }
        // Functions over phrases look at the words that end at a place.
        looksBack = looksBack || linking || rules.contains { readsPhrases(parts.rules[$0]) }
        let readKinds = linking ? kindsOfFunctions(rules) : Array(repeating: false, count: parts.kinds.count)
        let edgeKinds = parts.kinds.indices.map { kind in readKinds[kind] || parts.kinds[kind].contains { asked[$0] } }
        let known = rules.indices.filter { relaxed[$0] != nil }
        let started = known.filter { parts.rules[rules[$0]].roles == nil && beginsWithEdge(parts.rules[rules[$0]].automaton, isBroad) }
        // Rules for some blocks have automata of their own: most texts have no such block.
        let others = Dictionary(grouping: Set(known).subtracting(started).sorted()) { parts.rules[rules[$0]].roles ?? [] }
        var automata: [StageAutomaton] = []
        for (roles, numbers) in others.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let groups = linking ? byType(numbers, of: rules).flatMap { self.groups(of: $0, relaxed, isBroad) } : groups(of: numbers, relaxed, isBroad)
            automata += groups.map { stageAutomaton($0, of: rules, relaxed, roles: roles) }
        }
        let edgeStarted = byType(started, of: rules).flatMap { numbers in
            stride(from: 0, to: numbers.count, by: StageProgram.edgeStartedRules).map { Array(numbers[$0..<min($0 + StageProgram.edgeStartedRules, numbers.count)]) }
        }
        return StageProgram(name: name, rules: rules, edgeStarted: edgeStarted, automata: automata, edgeKinds: edgeKinds, readKinds: readKinds, looksBack: looksBack)
    }

    /// Whether whatever it matches begins with a mention of an earlier stage, and does not go on with almost any character: then such an
    /// edge and what stands behind it tell where it may begin.
    private func beginsWithEdge(_ automaton: Automaton, _ isBroad: [Bool]) -> Bool {
        guard !automaton.isNullable else { return false }
        return automaton.first.allSatisfy { position in
            guard case .terminal(let terminal) = automaton.labels[position] else { return false }
            switch parts.terminals[terminal] {
            case .lexicon, .numeral, .balanced: return false
            case .type: break
            }
            return automaton.isLast[position]
                || automaton.follow[position].allSatisfy { if case .characters(let set) = automaton.labels[$0] { !isBroad[set] } else { true } }
        }
    }

    /// Link rules of one type together: those that state facts are looked for first.
    private func byType(_ numbers: [Int], of rules: [Int]) -> [[Int]] {
        Dictionary(grouping: numbers) { parts.rules[rules[$0]].isLink ? parts.rules[rules[$0]].type : -1 }.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Marks the terminals among labels.
    ///
    /// - Returns: whether there are any.
    @discardableResult private static func note(_ labels: [AutomatonLabel], in asked: inout [Bool]) -> Bool {
        var found = false
        for case .terminal(let terminal) in labels {
            asked[terminal] = true
            found = true
        }
        return found
    }

    /// The functions of link rules read the words of the lexicon `phrase`, of the lexicons that the rules name in them, and all mentions:
    /// a length of time ends a phrase, whether or not a rule speaks of one.
    private func kindsOfFunctions(_ rules: [Int]) -> [Bool] {
        var kinds = Array(repeating: false, count: parts.kinds.count)
        var read = Array(repeating: false, count: parts.lexicons.count)
        if let phrase = lexiconIndex["phrase"] { read[phrase.index] = true }
        for rule in rules {
            for condition in parts.rules[rule].conditions { noteLexicons(of: condition.expression, in: &read) }
            for set in parts.rules[rule].sets { noteLexicons(of: set.value, in: &read) }
        }
        for type in parts.types.indices where !parts.types[type].isInternal && parts.typeKinds[type] != 0 { kinds[Int(parts.typeKinds[type])] = true }
        for lexicon in read.indices where read[lexicon] {
            for entry in parts.entries[entryRanges[lexicon]] { kinds[Int(entry.kind)] = true }
        }
        return kinds
    }

    /// Whether an expression of a rule calls a function over phrases.
    private func readsPhrases(_ rule: Rule) -> Bool {
        var found = false
        for expression in rule.conditions.map(\.expression) + rule.sets.map(\.value) + rule.parts.flatMap({ $0.fields.map(\.value) }) {
            expression.visit { if case .call(let function, _) = $0, function.readsPhrases { found = true } }
        }
        return found
    }

    private func noteLexicons(of expression: CompiledExpression, in read: inout [Bool]) {
        expression.visit { inner in
            // Only the arguments of a function name lexicons; other texts are texts.
            guard case .call(let function, let arguments) = inner, function != .weigh else { return }
            for argument in arguments.dropFirst() {
                switch argument {
                case .text(let name): if let lexicon = lexiconIndex[name] { read[lexicon.index] = true }
                case .table(let lexicon): if read.indices.contains(lexicon) { read[lexicon] = true }
                default: break
                }
            }
        }
    }

    /// Parts rules so that each automaton has few states, which are soon made and stay in the processor's caches.
    ///
    /// Rules with free characters make a state for every set of them that a place can be inside of: those with a few are kept apart from
    /// those with none, and both they and those that can run over a whole clause share an automaton with a few that end alike. Rules that can end with
    /// almost any character are looked for almost everywhere: they are together.
    private func groups(of numbers: [Int], _ relaxed: [RelaxedAutomaton?], _ isBroad: [Bool]) -> [[Int]] {
        var plain: [Int] = [], common: [Int] = []
        var loose: [(number: Int, ends: [Int])] = [], running: [(number: Int, ends: [Int])] = []
        for number in numbers {
            guard let automaton = relaxed[number] else { continue }
            if automaton.ends(over: isBroad) {
                common.append(number)
            } else if automaton.runs(over: isBroad) {
                running.append((number, automaton.ends))
            } else if automaton.holds(isBroad) {
                loose.append((number, automaton.ends))
            } else {
                plain.append(number)
            }
        }
        if loose.count < Self.runningRules {
            plain = (plain + loose.map(\.number)).sorted()
            loose = []
        }
        return [plain, common].filter { !$0.isEmpty } + Self.parted(loose, by: Self.looseRules) + Self.parted(running, by: Self.runningRules)
    }

    /// How many rules share an automaton: of those that can run over a clause, and of those with a few free characters.
    private static let runningRules = 8
    private static let looseRules = 16

    /// Rules in groups of some that end alike.
    private static func parted(_ rules: [(number: Int, ends: [Int])], by size: Int) -> [[Int]] {
        let rules = rules.sorted { $0.ends != $1.ends ? $0.ends.lexicographicallyPrecedes($1.ends) : $0.number < $1.number }
        return stride(from: 0, to: rules.count, by: size).map { rules[$0..<min($0 + size, rules.count)].map(\.number).sorted() }
    }

    private func stageAutomaton(_ numbers: [Int], of rules: [Int], _ relaxed: [RelaxedAutomaton?], roles: [String]) -> StageAutomaton {
        var labels: [AutomatonLabel] = []
        var predecessors: [[Int32]] = []
        var last: [Int32] = []
        var begins: [Int32] = []
        for number in numbers {
            guard let relaxed = relaxed[number] else { continue }
            let base = labels.count
            labels += relaxed.labels
            for before in relaxed.predecessors { predecessors.append(before.map { Int32(base) + $0 }) }
            begins += Array(repeating: -1, count: relaxed.labels.count)
            for position in relaxed.last { last.append(Int32(base + position)) }
            for position in relaxed.first { begins[base + position] = Int32(number) }
        }
        // A link stays in its sentence.
        let needsMention = numbers.allSatisfy { number in
            guard parts.rules[rules[number]].isLink, let relaxed = relaxed[number] else { return false }
            return relaxed.needs { if case .terminal(let terminal) = $0, case .type = parts.terminals[terminal] { true } else { false } }
        }
        var sets: [Int: [Int32]] = [:]
        var terminals: [Int: [Int32]] = [:]
        for (position, label) in labels.enumerated() {
            switch label {
            case .characters(let set): sets[set, default: []].append(Int32(position))
            case .terminal(let terminal): terminals[terminal, default: []].append(Int32(position))
            }
        }
        return StageAutomaton(
            roles: roles.isEmpty ? nil : roles, needsMention: needsMention, labels: labels, predecessors: predecessors, last: last, begins: begins,
            positionsOfSet: sets.sorted { $0.key < $1.key }.map { (set: $0.key, positions: $0.value) },
            positionsOfTerminal: terminals.sorted { $0.key < $1.key }.map { (terminal: $0.key, positions: $0.value) })
    }
}
