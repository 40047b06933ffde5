extension RuleCompiler {
    /// Finds the rules that each rule stands over.
    func resolveOver() {
        var known: [String: [Int]] = [:]
        for (index, names) in overNames.enumerated() where !names.isEmpty {
            var over = Array(repeating: false, count: parts.rules.count)
            for named in names {
                let matches = known[named.name] ?? rules(named: named.name)
                known[named.name] = matches
                // A rule that names itself is in a circle; one that is among those it names is not meant.
                let isRule = matches.count == 1 && parts.rules[matches[0]].name == named.name
                if matches.isEmpty || (!isRule && matches == [index]) {
                    reportUndefined(named, "no rule or type `\(named.name)`", suggestion: Suggestion.text(named.name, among: ruleNames.keys.sorted() + types.keys.sorted()))
                }
                for other in matches where isRule || other != index {
                    if parts.rules[other].stage > parts.rules[index].stage {
                        report(
                            .unreachableOver, source(named.place), "`over \(named.name)` has no effect: that rule is of a later stage", other: .init(place: parts.rules[other].place, message: "here"))
                    }
                    over[other] = true
                }
            }
            parts.rules[index].over = over.indices.filter { over[$0] }
        }
        reportCycles()
    }

    /// The rules that a name behind `over` stands for: those of a prefix, one, or those of a type.
    private func rules(named name: String) -> [Int] {
        if name.hasSuffix(".*") {
            let prefix = String(name.dropLast())
            return parts.rules.indices.filter { parts.rules[$0].name.hasPrefix(prefix) }
        }
        if let rule = ruleNames[name] { return [rule.index] }
        guard let type = types[name] else { return [] }
        return parts.rules.indices.filter { parts.rules[$0].type == type.index }
    }

    /// Depth-first search for a cycle; each is reported once, at its first rule. Without recursion: chains of `over` may be long.
    private func reportCycles() {
        let over = parts.rules.map(\.over)
        var state = Array(repeating: 0, count: over.count)
        var found: [[Int]] = []
        for root in over.indices where state[root] == 0 {
            var path: [(rule: Int, done: Int)] = [(root, 0)]
            state[root] = 1
            while let top = path.last {
                guard top.done < over[top.rule].count else {
                    state[top.rule] = 2
                    path.removeLast()
                    continue
                }
                let next = over[top.rule][top.done]
                path[path.count - 1].done += 1
                if state[next] == 0 {
                    state[next] = 1
                    path.append((next, 0))
                } else if state[next] == 1, let start = path.firstIndex(where: { $0.rule == next }) {
                    found.append(path[start...].map(\.rule))
                }
            }
        }
        for cycle in found {
            let shown = cycle.count > 8 ? Array(cycle.prefix(4)) : cycle
            let names = (shown.map { parts.rules[$0].name } + (cycle.count > 8 ? ["…"] : []) + [parts.rules[cycle[0]].name]).joined(separator: " over ")
            report(.overCycle, parts.rules[cycle[0]].place, "rules stand over each other in a circle: \(names)")
        }
        if !found.isEmpty { for i in parts.rules.indices { parts.rules[i].over = [] } }
    }
}
