import BaoShuRules
import BaoShuValues

extension Evaluator {
    /// The functions about names: they look words up in lexicons that no pattern element matched.
    func callOnNames(_ function: RuleFunction, _ arguments: [CompiledExpression]) -> RuleValue {
        if function == .codes { return codes(arguments) }
        if function == .parted {
            guard case .capture(let capture) = arguments[0], let first = captures.values[capture].first else { return .absent }
            return .flag(boundaries.isBoundary(first.start))
        }
        guard case .capture(let capture) = arguments[0], let first = captures.values[capture].first, case .table(let table) = arguments[1] else { return .absent }
        let span = first.start..<(captures.values[capture].last?.end ?? first.end)
        switch function {
        case .weigh:
            var sum = 0
            for value in captures.values[capture] { sum += program.weights[table].sum(lattice.units[value.start..<value.end]) }
            return .number(ExactNumber(sum))
        case .listed: return .flag(isListed(span, lexicon: table))
        case .holds:
            if arguments.count == 3, case .table(let exempt) = arguments[2] { return .flag(holdsWord(span, lexicon: table, exempt: exempt)) }
            return .flag(holdsWord(span, lexicon: table, exempt: -1))
        case .crossed: return .flag(isCrossed(span, lexicon: table))
        default: return .absent
        }
    }

    /// Whether the words are, from end to end, a word of the lexicon.
    private func isListed(_ span: Range<Int>, lexicon: Int) -> Bool {
        var found = false
        program.trie.hits(in: lattice.units, at: span.lowerBound) { end, entry in
            if end == span.upperBound, Int(program.entries[entry].lexicon) == lexicon { found = true }
            return !found && end <= span.upperBound
        }
        return found
    }

    /// Whether a word of the lexicon stands inside, outside the words of the exempt one.
    private func holdsWord(_ span: Range<Int>, lexicon: Int, exempt: Int) -> Bool {
        var start = span.lowerBound
        while start < span.upperBound {
            var found = 0, exempted = 0
            program.trie.hits(in: lattice.units, at: start) { end, entry in
                if end <= span.upperBound {
                    let owner = Int(program.entries[entry].lexicon)
                    if owner == lexicon { found = end }
                    if owner == exempt { exempted = end }
                }
                return end <= span.upperBound
            }
            if found > 0, found > exempted || found == exempted && exempt < 0 { return true }
            start = max(start + 1, exempted)
        }
        return false
    }

    /// Whether a word of the lexicon lies across an end of the words: begins before and ends inside, or begins inside and ends behind.
    private func isCrossed(_ span: Range<Int>, lexicon: Int) -> Bool {
        var found = false
        for start in max(0, span.lowerBound - 4)..<span.upperBound where !found {
            program.trie.hits(in: lattice.units, at: start) { end, entry in
                let crosses = start < span.lowerBound ? end > span.lowerBound && end < span.upperBound : start > span.lowerBound && end > span.upperBound
                if crosses, Int(program.entries[entry].lexicon) == lexicon { found = true }
                return !found
            }
        }
        return found
    }

    /// `codes(system, value)`: the field `codes` of a name, an object with the code system's name as its key.
    private func codes(_ arguments: [CompiledExpression]) -> RuleValue {
        guard let system = asText(evaluate(arguments[0])).text, let code = asText(evaluate(arguments[1])).text else { return .absent }
        return .object([.init(name: system, value: .text(code))])
    }
}
