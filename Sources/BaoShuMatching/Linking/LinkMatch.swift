import BaoShuModel
import BaoShuRules
import BaoShuText

/// What a `link` rule found: fields over mentions and words, with spans of the original text.
///
/// Links take no characters: they may overlap each other and the mentions they are made of.
package struct LinkMatch: Sendable {
    package enum Value: Sendable, Equatable {
        case words(TextSpan)
        case text(String)
        case flag(Bool)
        case list([TextSpan])
    }

    package var rule: String
    /// The type behind the rule's arrow: `fact`, or one that only the linker reads.
    package var type: String
    package var span: TextSpan
    /// Spans of the values of the capture `q`, in the order of the text.
    package var quantities: [TextSpan]
    package var fields: [(name: String, value: Value)]

    package func words(_ name: String) -> TextSpan? {
        if case .words(let span) = self[name] { span } else { nil }
    }

    package func text(_ name: String) -> String? {
        if case .text(let text) = self[name] { text } else { nil }
    }

    package func isSet(_ name: String) -> Bool {
        switch self[name] {
        case .flag(let flag): flag
        case .text(let text): text == "true"
        default: false
        }
    }

    private subscript(name: String) -> Value? {
        for index in fields.indices where fields[index].name == name { return fields[index].value }
        return nil
    }
}

extension Matcher {
    private func quantities(_ p: Proposal) -> [CaptureValue] {
        guard let capture = program.rules[p.rule].captures.firstIndex(of: "q") else { return [] }
        return p.captures.all(capture)
    }

    /// Settles a stage's link proposals. Those that state one quantity compete: `over` decides, then the longer match, then
    /// `prefer`, then the rule's name. Links without quantities compete where one rule is over the other, and with their own kind.
    ///
    /// - Returns: For each proposal the one that it lost to; nil for those that stand.
    func settle(links proposals: [Proposal]) -> [Int?] {
        func precedes(_ a: Int, _ b: Int) -> Bool {
            let (p, q) = (proposals[a], proposals[b])
            if program.rules[p.rule].over.contains(q.rule) { return true }
            if program.rules[q.rule].over.contains(p.rule) { return false }
            let (x, y) = (p.matchEnd - p.matchStart, q.matchEnd - q.matchStart)
            if x != y { return x > y }
            if p.isPreferred != q.isPreferred { return p.isPreferred }
            return (program.rules[p.rule].name, p.matchStart) < (program.rules[q.rule].name, q.matchStart)
        }
        // Links without quantities stand beside each other unless one is over the other.
        func competes(_ a: Int, _ b: Int) -> Bool {
            let (p, q) = (proposals[a], proposals[b])
            return p.rule == q.rule || !quantities(p).isEmpty || program.rules[p.rule].over.contains(q.rule) || program.rules[q.rule].over.contains(p.rule)
        }
        // A claim is a quantity's start, or for a link without quantities every place of it, kept apart by type.
        var holder: [Int: Int] = [:]
        var claims: [[Int]] = []
        var winner = Array(repeating: Int?.none, count: proposals.count)
        for (index, p) in proposals.enumerated() {
            let starts = quantities(p).map(\.start)
            let type = program.rules[p.rule].type
            claims.append(starts.isEmpty ? (p.matchStart..<p.matchEnd).map { -1 - ($0 * 4096 + type) } : starts)
            for claim in claims[index] { if let other = holder[claim], competes(index, other), !precedes(index, other) { winner[index] = other } }
            guard winner[index] == nil else { continue }
            for claim in claims[index] {
                if let other = holder[claim], competes(index, other) {
                    winner[other] = index
                    for freed in claims[other] where holder[freed] == other { holder[freed] = nil }
                }
                holder[claim] = index
            }
        }
        return winner
    }

    /// What the proposals that stand say, by start.
    func links(of proposals: [Proposal], settled: [Int?]) -> [LinkMatch] {
        var result: [LinkMatch] = []
        for (index, p) in proposals.enumerated() where settled[index] == nil {
            let rule = program.rules[p.rule]
            let evaluator = evaluator(p.captures)
            var fields: [(name: String, value: LinkMatch.Value)] = []
            for (name, expression) in runs[p.rule].sets where !fields.contains(where: { $0.name == name }) {
                switch evaluator.evaluate(expression) {
                case .absent, .object: continue
                case .list(let values):
                    let spans = values.compactMap { value in if case .words(let start, let end) = value { folded.original(start..<end) } else { nil } }
                    if !spans.isEmpty { fields.append((name, .list(spans))) }
                case .words(let start, let end): fields.append((name, .words(folded.original(start..<end))))
                case .flag(let flag): fields.append((name, .flag(flag)))
                case let value: if let text = value.text { fields.append((name, .text(text))) }
                }
            }
            result.append(
                LinkMatch(
                    rule: rule.name, type: program.types[rule.type].name, span: folded.original(p.matchStart..<p.matchEnd),
                    quantities: quantities(p).map { folded.original($0.start..<$0.end) }, fields: fields))
        }
        return result.sorted { ($0.span.lowerBound, $0.span.upperBound, $0.rule) < ($1.span.lowerBound, $1.span.upperBound, $1.rule) }
    }

    /// Whether a link's match stays inside what its rule's `within` allows; without one, inside a sentence.
    func staysWithin(_ scope: LinkScope?, _ start: Int, _ end: Int) -> Bool {
        for i in start..<end {
            switch lattice.view.units[i] {
            case 0x0A: return false
            case 0x3002, 0x21, 0x3F: if i < end - 1 { return false }
            case 0x2C, 0x3B: if scope == .clause, i > start, i < end - 1, !isBetweenDigits(i) { return false }
            default: break
            }
        }
        return true
    }

    private func isBetweenDigits(_ i: Int) -> Bool {
        func isDigit(_ unit: UInt16) -> Bool { (0x30...0x39).contains(unit) }
        return isDigit(lattice.units[i - 1]) && i + 1 < lattice.count && isDigit(lattice.units[i + 1])
    }
}
