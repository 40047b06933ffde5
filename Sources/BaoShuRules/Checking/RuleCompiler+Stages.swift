extension RuleCompiler {
    /// Builds for every stage the combined automaton of the backward pass.
    mutating func buildStages() {
        for (index, name) in stageNames.enumerated() {
            let rules = parts.rules.indices.filter { parts.rules[$0].stage == index }
            parts.stages.append(stage(name, rules: rules))
        }
    }

    private mutating func stage(_ name: String, rules: [Int]) -> StageProgram {
        var labels: [AutomatonLabel] = []
        var predecessors: [[Int32]] = []
        var last: [Int32] = []
        var begins: [Int32] = []
        for (number, rule) in rules.enumerated() {
            // The exact automaton was built, so the smaller relaxed one can be.
            guard let relaxed = try? AutomatonBuilder.build(parts.rules[rule].pattern, relaxed: true) else { continue }
            let base = labels.count
            labels += relaxed.labels
            predecessors += Array(repeating: [], count: relaxed.count)
            begins += Array(repeating: -1, count: relaxed.count)
            for position in 0..<relaxed.count {
                for next in relaxed.follow[position] { predecessors[base + next].append(Int32(base + position)) }
                if relaxed.isLast[position] { last.append(Int32(base + position)) }
            }
            for position in relaxed.first { begins[base + position] = Int32(number) }
        }
        var sets: [Int: [Int32]] = [:]
        var terminals: [Int: [Int32]] = [:]
        for (position, label) in labels.enumerated() {
            switch label {
            case .characters(let set): sets[set, default: []].append(Int32(position))
            case .terminal(let terminal): terminals[terminal, default: []].append(Int32(position))
            }
        }
        var asked = Set(terminals.keys)
        var looksBack = false
        for rule in rules {
            for item in parts.rules[rule].guards + parts.rules[rule].prefer {
                guard case .after(let automaton) = item.kind else {
                    if case .before(let automaton) = item.kind { asked.formUnion(Self.terminals(of: automaton)) }
                    continue
                }
                asked.formUnion(Self.terminals(of: automaton))
                looksBack = looksBack || !Self.terminals(of: automaton).isEmpty
            }
        }
        // The functions of link rules look at any word.
        let linking = rules.contains { parts.rules[$0].isLink }
        let edgeKinds = parts.kinds.map { linking || $0.contains(where: asked.contains) }
        return StageProgram(
            name: name, rules: rules, labels: labels, predecessors: predecessors, last: last, begins: begins, edgeKinds: edgeKinds, looksBack: looksBack,
            positionsOfSet: sets.sorted { $0.key < $1.key }.map { (set: $0.key, positions: $0.value) },
            positionsOfTerminal: terminals.sorted { $0.key < $1.key }.map { (terminal: $0.key, positions: $0.value) })
    }

    private static func terminals(of automaton: Automaton) -> [Int] {
        automaton.labels.compactMap { if case .terminal(let terminal) = $0 { terminal } else { nil } }
    }
}
