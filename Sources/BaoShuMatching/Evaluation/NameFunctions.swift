import BaoShuRules
import BaoShuValues

/// The functions about names: they look words up in lexicons that no pattern element matched.
extension Evaluator {
    /// From the first value of a capture to the last; nil where it took no part.
    func span(of capture: Int) -> Range<Int>? {
        guard let first = captures.first(capture), let last = captures.last(capture) else { return nil }
        return first.start..<last.end
    }

    /// What the characters of a capture weigh together.
    func weight(of capture: Int, table: Int) -> Int? {
        var sum: Int?
        let units = lattice.view.units
        weights.base[table]._withUnsafeGuaranteedRef { weights in captures.forEach(capture) { value in sum = (sum ?? 0) + weights.sum(units, value.start, value.end) } }
        return sum
    }

    /// Whether the words are, from end to end, a word of the lexicon.
    func isListed(_ span: Range<Int>, lexicon: Int) -> Bool {
        var hit = finder.hits(at: span.lowerBound, lattice.view, expressions)
        while hit.pointee.end > 0 {
            if Int(hit.pointee.end) == span.upperBound, Int(hit.pointee.lexicon) == lexicon { return true }
            hit += 1
        }
        return false
    }

    /// Whether a word of the lexicon stands inside, outside the words of the exempt one.
    func holdsWord(_ span: Range<Int>, lexicon: Int, exempt: Int) -> Bool {
        let view = lattice.view
        var start = span.lowerBound
        while start < span.upperBound {
            var found = 0, exempted = 0
            var hit = finder.hits(at: start, view, expressions)
            while hit.pointee.end > 0, Int(hit.pointee.end) <= span.upperBound {
                if Int(hit.pointee.lexicon) == lexicon { found = Int(hit.pointee.end) }
                if Int(hit.pointee.lexicon) == exempt { exempted = Int(hit.pointee.end) }
                hit += 1
            }
            if found > 0, found > exempted || found == exempted && exempt < 0 { return true }
            start = max(start + 1, exempted)
        }
        return false
    }

    /// Whether a word of the lexicon lies across an end of the words: begins before and ends inside, or begins inside and ends behind.
    ///
    /// - Parameter other: words that begin in it do not count.
    func isCrossed(_ span: Range<Int>, lexicon: Int, beside other: Range<Int>?) -> Bool {
        let view = lattice.view
        for start in max(0, span.lowerBound - 4)..<span.upperBound where start != span.lowerBound && other?.contains(start) != true {
            var hit = finder.hits(at: start, view, expressions)
            while hit.pointee.end > 0 {
                let end = Int(hit.pointee.end)
                let crosses = start < span.lowerBound ? end > span.lowerBound && end < span.upperBound : end > span.upperBound
                if crosses, Int(hit.pointee.lexicon) == lexicon { return true }
                hit += 1
            }
        }
        return false
    }

    /// `codes(system, value)`: the field `codes` of a name, an object with the code system's name as its key.
    func codes(_ arguments: Arguments) -> CompactValue {
        let (system, code) = (value(arguments[0]), value(arguments[1]))
        if system.kind == .text, code.kind == .text { return CompactValue(.code, id: code.id, payload: Int(system.id)) }
        guard let system = asText(ruleValue(system)).text, let code = asText(ruleValue(code)).text else { return .absent }
        return compact(.object([.init(name: system, value: .text(code))]))
    }
}
