import BaoShuRules

extension Matcher {
    /// A name to find again: its folded words, and the proposal that named it.
    private struct Remembered {
        var words: ArraySlice<UInt16>
        var rule: Int
        var key: String
        /// The winner that named it.
        var winner: Int
    }

    /// Names longer than this are found again without asking for token boundaries: breakers that do not know a name often join its ends to
    /// the words beside it.
    private static let surelyName = 2

    /// Finds what rules with `remember` named in this stage again, by the whole name or by the words of their capture, wherever no other
    /// mention stands and no token is cut in two.
    ///
    /// - Complexity: O(*n* × longest name), times the names that begin with one character.
    func findAgain(stage: Int, winners: [Proposal], result: inout Result) {
        var names: [UInt16: [Remembered]] = [:]
        var seen: Set<[UInt16]> = []
        func remember(_ words: ArraySlice<UInt16>, rule: Int, key: String, winner: Int, minimum: Int) {
            guard words.count >= minimum, let first = words.first, seen.insert(Array(words)).inserted else { return }
            names[first, default: []].append(Remembered(words: words, rule: rule, key: key, winner: winner))
        }
        for (number, proposal) in winners.enumerated() {
            guard let remembering = program.rules[proposal.rule].remember else { continue }
            let key = entityKey(start: proposal.start, end: proposal.end, rule: proposal.rule, in: result)
            remember(lattice.units[proposal.start..<proposal.end], rule: proposal.rule, key: key, winner: number, minimum: remembering.minimum)
            for value in remembering.capture.map({ proposal.captures.all($0) }) ?? [] {
                remember(lattice.units[value.start..<value.end], rule: proposal.rule, key: key, winner: number, minimum: remembering.minimum)
            }
        }
        guard !names.isEmpty else { return }
        for key in names.keys { names[key]?.sort { $0.words.count > $1.words.count } }
        var taken = Array(repeating: false, count: lattice.count)
        for mention in result.mentions where !mention.isAbsorbed && !program.types[mention.type].isInternal {
            for position in mention.start..<mention.end { taken[position] = true }
        }
        var position = 0
        while position < lattice.count {
            defer { position += 1 }
            guard !taken[position], let candidates = names[lattice.units[position]] else { continue }
            for name in candidates {
                let end = position + name.words.count
                guard end <= lattice.count, !taken[end - 1], lattice.units[position..<end].elementsEqual(name.words), !taken[position..<end].contains(true),
                    name.words.count > Self.surelyName || boundaries.isBoundary(position) && boundaries.isBoundary(end)
                else { continue }
                let key = RuleValue.text(name.key)
                if let last = traces?.indices.last { traces?[last].foundAgain.append((result.mentions.count, name.winner)) }
                result.mentions.append(
                    StageMention(rule: name.rule, type: program.rules[name.rule].type, start: position, end: end, fields: [(name: EntityNumbering.keyField, value: key)], parts: []))
                position = end - 1
                break
            }
        }
    }

    /// The key by which mentions of one thing are told: the field that the rule set, or the words.
    private func entityKey(start: Int, end: Int, rule: Int, in result: Result) -> String {
        let mention = result.mentions.last { $0.start == start && $0.end == end && $0.rule == rule }
        return mention?.field(EntityNumbering.keyField).text ?? EntityNumbering.words(lattice.units[start..<end])
    }
}
