extension RuleCompiler {
    /// Notes for every guard with which characters it can begin.
    mutating func finishGuards() {
        for i in parts.rules.indices {
            for j in parts.rules[i].guards.indices { parts.rules[i].guards[j].firstClasses = firstClasses(parts.rules[i].guards[j]) }
            for j in parts.rules[i].prefer.indices { parts.rules[i].prefer[j].firstClasses = firstClasses(parts.rules[i].prefer[j]) }
        }
    }

    private func firstClasses(_ item: Guard) -> [Bool] {
        let automaton: Automaton
        switch item.kind {
        case .after(let pattern), .before(let pattern): automaton = pattern
        default: return []
        }
        guard !automaton.isNullable else { return [] }
        var result = Array(repeating: false, count: parts.classCount)
        for position in automaton.first {
            guard case .characters(let set) = automaton.labels[position] else { return [] }
            for unitClass in 0..<parts.classCount where parts.setHolds[set * parts.classCount + unitClass] { result[unitClass] = true }
        }
        return result
    }

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
        return StageProgram(
            name: name, rules: rules, labels: labels, predecessors: predecessors, last: last, begins: begins,
            positionsOfSet: sets.sorted { $0.key < $1.key }.map { (set: $0.key, positions: $0.value) },
            positionsOfTerminal: terminals.sorted { $0.key < $1.key }.map { (terminal: $0.key, positions: $0.value) })
    }
}
