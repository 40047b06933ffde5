import BaoShuRules

/// A rule as the matcher runs it: what it needs at every start, sorted by when it is asked. A class, so that running it copies nothing.
final class RuleRun {
    let automaton: Automaton
    let limit: Int
    let captureCount: Int
    let span: (first: Int, last: Int)?
    let conditions: [CompiledExpression]
    let prefer: [Guard]
    let startGuards: [Guard]
    let endGuards: [Guard]
    /// Those that look from a capture.
    let anchoredGuards: [Guard]
    /// Token boundaries are asked for last: finding them costs more than all other guards.
    let boundaries: [Guard]

    init(_ rule: Rule) {
        automaton = rule.automaton
        limit = rule.limit
        captureCount = rule.captures.count
        span = rule.span
        conditions = rule.conditions.map(\.expression)
        prefer = rule.prefer
        startGuards = rule.guards.filter(\.isAtStart)
        endGuards = rule.guards.filter(\.isAtEnd)
        anchoredGuards = rule.guards.filter { $0.anchor != nil && !$0.isBoundary }
        boundaries = rule.guards.filter(\.isBoundary)
    }
}

extension Guard {
    /// Decided by where the match begins.
    var isAtStart: Bool {
        if anchor != nil { return false }
        return switch kind {
        case .after, .lineStart, .sentenceStart, .role: true
        case .boundary: false
        case .before, .lineEnd, .sentenceEnd: false
        }
    }

    /// Asks for token boundaries.
    var isBoundary: Bool { if case .boundary = kind { true } else { false } }

    /// Decided by where the match ends.
    var isAtEnd: Bool {
        if anchor != nil { return false }
        return switch kind {
        case .before, .lineEnd, .sentenceEnd: true
        case .boundary: false
        case .after, .lineStart, .sentenceStart, .role: false
        }
    }
}

