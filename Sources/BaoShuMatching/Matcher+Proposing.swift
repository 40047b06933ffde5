import BaoShuRules

extension Matcher {
    /// The longest match of a rule at a place whose guards and conditions hold; a preferred shorter one comes before it.
    func propose(_ index: Int, at start: Int) -> Proposal? {
        let view = lattice.view
        // A pointer: most starts fail at the first guard, and the whole is long to copy.
        let run = tables.base + index
        for item in run.pointee.startGuards where !holds(item, start: start, end: start, view) { return nil }
        forward.findEnds(of: run.pointee.automaton, from: start, limit: run.pointee.limit, view: view)
        let ends = forward.ends
        var first: Proposal?
        var number = ends.count - 1
        matches: while number >= 0 {
            let end = Int(ends[number])
            number -= 1
            if first != nil, run.pointee.prefer.isEmpty { break }
            for item in run.pointee.endGuards where !holds(item, start: -1, end: end, view) { continue matches }
            if run.pointee.isLink, !staysWithin(runs[index].within, start, end) { continue }
            if run.pointee.needsPath {
                forward.findPath(of: run.pointee.automaton, from: start, to: end, view: view)
                gathered.gather(forward.path, run.pointee.automaton)
            } else {
                gathered.clear()
            }
            let captures = gathered.captures
            evaluator.captures = captures
            for item in run.pointee.anchoredGuards where !holds(item, from: captures, start: start, end: end, view) { continue matches }
            if !run.pointee.conditions.isEmpty, !run.pointee.conditions.hold(evaluator) { continue }
            guard let span = span(run.pointee.spanFirst, run.pointee.spanLast, captures, start, end) else { continue }
            for item in run.pointee.boundaries where !holds(item, from: captures, start: start, end: end, view) { continue matches }
            let preferred = !run.pointee.prefer.isEmpty && run.pointee.prefer.contains { holds($0, from: captures, start: start, end: end, view) }
            if first != nil, !preferred { continue }
            let proposal = Proposal(
                rule: index, match: start..<end, span: span, captures: captures.kept(in: arena), isPreferred: preferred,
                absorbed: run.pointee.takesMentions ? absorbed(span, view) : UnsafeBufferPointer(start: nil, count: 0))
            if preferred { return proposal }
            first = proposal
        }
        return first
    }

    /// The mentions that the match in hand took inside a span.
    private func absorbed(_ span: Range<Int>, _ view: LatticeView) -> UnsafeBufferPointer<Int32> {
        let path = forward.path
        absorbedMentions.clear(for: path.count)
        var count = 0
        for step in path where step.edge >= 0 && Int(step.start) >= span.lowerBound && Int(step.end) <= span.upperBound {
            guard let mention = view.edges[Int(step.edge)].mention else { continue }
            absorbedMentions.base[count] = Int32(mention)
            count += 1
        }
        return arena.copy(UnsafeBufferPointer(start: absorbedMentions.base, count: count))
    }

    func span(of rule: Rule, _ captures: Captures, _ start: Int, _ end: Int) -> Range<Int>? {
        span(rule.span?.first ?? -1, rule.span?.last ?? -1, captures, start, end)
    }

    private func span(_ spanFirst: Int, _ spanLast: Int, _ captures: Captures, _ start: Int, _ end: Int) -> Range<Int>? {
        guard spanFirst >= 0 else { return start..<end }
        guard let first = captures.first(spanFirst) ?? captures.first(spanLast), let last = captures.last(spanLast) ?? captures.last(spanFirst), first.start < last.end
        else { return nil }
        return first.start..<last.end
    }
}
