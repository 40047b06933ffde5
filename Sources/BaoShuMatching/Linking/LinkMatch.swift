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
        /// One for each of the link's quantities.
        case texts([String])
    }

    /// The type of those that state a fact.
    package static let factType = "fact"
    /// The type of links that tell what stands in the columns of a table.
    package static let tableHeadType = "table_head"

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
    private func quantities(_ p: Proposal, _ folded: borrowing FoldedText) -> [TextSpan] {
        let capture = Int(evaluator.mentionProgram(of: p.rule).quantities)
        if capture < 0 { return [] }
        let count = p.captures.count(of: capture)
        if count == 0 { return [] }
        var spans: [TextSpan] = []
        spans.reserveCapacity(count)
        p.captures.forEach(capture) { spans.append(folded.original($0.start..<$0.end)) }
        return spans
    }

    /// Settles a stage's link proposals. Those that state one quantity compete: `over` decides, then the longer match, then
    /// `prefer`, then the rule's name. Links without quantities compete where one rule is over the other, and with their own kind.
    ///
    /// - Returns: For each proposal the one that it lost to; nil for those that stand.
    func settle(links proposals: [Proposal]) -> [Int?] {
        func precedes(_ a: Int, _ b: Int) -> Bool {
            let (p, q) = (proposals[a], proposals[b])
            if resolver.isOver(p.rule, q.rule) { return true }
            if resolver.isOver(q.rule, p.rule) { return false }
            let (x, y) = (p.matchEnd - p.matchStart, q.matchEnd - q.matchStart)
            if x != y { return x > y }
            if p.isPreferred != q.isPreferred { return p.isPreferred }
            return p.rule == q.rule ? p.matchStart < q.matchStart : resolver.isNamedBefore(p.rule, q.rule)
        }
        let quantityOf = proposals.map { p in
            let capture = Int(evaluator.mentionProgram(of: p.rule).quantities)
            return capture >= 0 && p.captures.first(capture) != nil ? capture : -1
        }
        // Links without quantities stand beside each other unless one is over the other.
        func competes(_ a: Int, _ b: Int) -> Bool {
            let (p, q) = (proposals[a], proposals[b])
            return p.rule == q.rule || quantityOf[a] >= 0 || resolver.isOver(p.rule, q.rule) || resolver.isOver(q.rule, p.rule)
        }
        // A claim is a quantity's start, or for a link without quantities every place of it, kept apart by type: a row of places for
        // all quantities and one for each type.
        let width = lattice.count + 1
        let types = types(of: proposals.indices.lazy.filter { quantityOf[$0] < 0 }.map { proposals[$0].rule })
        let row = proposals.indices.map { index in quantityOf[index] < 0 ? ((types.firstIndex(of: program.rules[proposals[index].rule].type) ?? 0) + 1) * width : 0 }
        func forEachClaim(_ index: Int, _ body: (Int) -> Void) {
            let p = proposals[index]
            if quantityOf[index] >= 0 {
                p.captures.forEach(quantityOf[index]) { body($0.start) }
            } else {
                for place in p.matchStart..<p.matchEnd { body(row[index] + place) }
            }
        }
        evaluator.claims.clear(for: (types.count + 1) * width)
        let holder = evaluator.claims.base
        holder.update(repeating: -1, count: (types.count + 1) * width)
        var winner = Array(repeating: Int?.none, count: proposals.count)
        for index in proposals.indices {
            // Neighbouring places mostly have one holder, which is asked about once.
            var asked = -1
            forEachClaim(index) { claim in
                let other = Int(holder[claim])
                if other < 0 || other == asked { return }
                asked = other
                if competes(index, other), !precedes(index, other) { winner[index] = other }
            }
            guard winner[index] == nil else { continue }
            forEachClaim(index) { claim in
                let other = Int(holder[claim])
                if other >= 0, competes(index, other) {
                    winner[other] = index
                    forEachClaim(other) { freed in if holder[freed] == Int32(other) { holder[freed] = -1 } }
                }
                holder[claim] = Int32(index)
            }
        }
        return winner
    }

    /// The types that some rules make, each once.
    private func types(of rules: some Sequence<Int>) -> [Int] {
        var types: [Int] = []
        for rule in rules where !types.contains(program.rules[rule].type) { types.append(program.rules[rule].type) }
        return types
    }

    /// What the proposals that stand say, by start.
    func links(of proposals: [Proposal], settled: [Int?]) -> [LinkMatch] {
        var order: [(index: Int, span: TextSpan)] = []
        for (index, p) in proposals.enumerated() where settled[index] == nil { order.append((index, folded.original(p.matchStart..<p.matchEnd))) }
        order.sort { a, b in
            if a.span != b.span { return (a.span.lowerBound, a.span.upperBound) < (b.span.lowerBound, b.span.upperBound) }
            let (p, q) = (proposals[a.index].rule, proposals[b.index].rule)
            return p == q ? a.index < b.index : resolver.isNamedBefore(p, q)
        }
        var result: [LinkMatch] = []
        result.reserveCapacity(order.count)
        let (evaluator, folded) = (evaluator, folded)
        let (texts, lists) = (evaluator.expressions.texts, evaluator.expressions.lists)
        for (index, span) in order {
            let p = proposals[index]
            evaluator.captures = p.captures
            let sets = evaluator.mentionProgram(of: p.rule)
            evaluator.start()
            var fields: [(name: String, value: LinkMatch.Value)] = []
            fields.reserveCapacity(Int(sets.fieldCount))
            for number in 0..<Int(sets.fieldCount) {
                let set = lists.base + Int(sets.fields) + 2 * number
                let value = evaluator.value(set[1])
                if value.isAbsent { continue }
                let name = texts[set[0]]
                if fields.contains(where: { $0.name == name }) { continue }
                switch value.kind {
                case .code, .base: continue
                case .words: fields.append((name, .words(folded.original(value.start..<value.end))))
                case .text: fields.append((name, .text(texts[value.id])))
                case .flag: fields.append((name, .flag(value.payload != 0)))
                default:
                    switch evaluator.ruleValue(value) {
                    case .absent, .object: continue
                    case .list(let values):
                        let spans = values.compactMap { value in if case .words(let start, let end) = value { folded.original(start..<end) } else { nil } }
                        if !spans.isEmpty {
                            fields.append((name, .list(spans)))
                        } else if !values.isEmpty, case let all = values.compactMap(\.text), all.count == values.count {
                            fields.append((name, .texts(all)))
                        }
                    case let value: if let text = value.text { fields.append((name, .text(text))) }
                    }
                }
            }
            result.append(
                LinkMatch(rule: texts[evaluator.expressions.ruleNames[p.rule]], type: texts[evaluator.expressions.typeNames[p.rule]], span: span, quantities: quantities(p, folded), fields: fields))
        }
        return result
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
