import BaoShuRules

/// Writes pattern elements as an author would.
struct ElementRendering {
    let program: RuleProgram

    /// A position of a rule's automaton, with the capture that it stands in: `u=<currency>`.
    func text(_ position: Int, of rule: Rule) -> String {
        let element = text(rule.automaton.labels[position])
        guard let tag = rule.automaton.tags[position].last else { return element }
        return "\(rule.captures[tag.capture])=\(element)"
    }

    func text(_ label: AutomatonLabel) -> String {
        switch label {
        case .characters(let set): characters(program.setRanges[set])
        case .terminal(let terminal): text(program.terminals[terminal])
        }
    }

    private func text(_ terminal: Terminal) -> String {
        switch terminal {
        case .lexicon(let lexicons, let filters):
            let names = lexicons.prefix(4).map { program.lexicons[$0].name } + (lexicons.count > 4 ? ["…"] : [])
            let conditions = filters.map { filter in " " + (filter.column.map { "\($0)\(filter.negated ? "!=" : "=")" } ?? "") + filter.value }
            return "<\(names.joined(separator: "|"))\(conditions.joined())>"
        case .numeral(let index): return program.numerals[index].name
        case .type(let index): return program.types[index].name
        case .balanced(let index): return "balanced(\(quote(program.balanced[index].open)), \(quote(program.balanced[index].close)))"
        }
    }

    private func characters(_ ranges: [ClosedRange<UInt16>]) -> String {
        if ranges.isEmpty { return "{}" }
        if ranges.count == 1, ranges[0].count == 1 { return quote([ranges[0].lowerBound]) }
        for name in BuiltInClass.all where name != "letter" {
            if let known = BuiltInClass.ranges(name), CharacterSetKey(known).ranges == ranges { return "{\(name)}" }
        }
        if ranges == [0x09...0x09, 0x20...0x20] { return "_" }
        let total = ranges.reduce(0) { $0 + $1.count }
        if total <= 12 { return "{\(quote(ranges.flatMap { Array($0) }))}" }
        // What it leaves out says more of a class that takes nearly all.
        if total > 0x8000 {
            let left = CharacterSetKey(ranges).negated.ranges
            if left.reduce(0, { $0 + $1.count }) <= 16 { return "{^ \(quote(left.flatMap { Array($0) }))}" }
        }
        return "{\(quote(ranges.prefix(4).map(\.lowerBound)))…}"
    }

    private func quote(_ units: [UInt16]) -> String {
        "\"" + String(decoding: units, as: UTF16.self).replacing("\n", with: "\\n").replacing("\t", with: "\\t") + "\""
    }
}
