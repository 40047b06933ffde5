import BaoShuRules
import BaoShuText

extension Explainer {
    /// Why a rule makes no mention over a place (original offset, UTF-16), or anywhere where no place is given: of all its attempts
    /// the one that came furthest.
    package func why(rule name: String, at offset: Int? = nil) -> WhyNot? {
        program.rules.firstIndex { $0.name == name }.flatMap { why(index: $0, at: offset) }
    }

    /// The same by the rule's number in the program.
    package func why(index: Int, at offset: Int? = nil) -> WhyNot? {
        let rule = program.rules[index]
        let place = offset.map { matcher.folded.folded($0) }
        guard let trace = traces.first(where: { $0.stage == rule.stage }) else {
            return answer(.nowhere, rule, "stage `\(program.stages[rule.stage].name)` did not run over this text")
        }
        if let proposed = proposed(index, rule, place, trace) { return proposed }
        var best: WhyNot?
        var bestEnd = -1
        let starts = place.map { max(0, $0 - rule.limit)..<min($0 + 1, trace.lattice.count) } ?? 0..<trace.lattice.count
        for start in starts {
            guard let (attempt, end) = attempt(index, rule, from: start, over: place, trace) else { continue }
            let (a, b) = (attempt.progress, best?.progress ?? -1)
            // Of attempts that came equally far the one over more words; of those the one that begins at the place asked for.
            if a > b || (a == b && (end > bestEnd || (end == bestEnd && start == place))) { (best, bestEnd) = (attempt, end) }
        }
        return best ?? answer(.nowhere, rule, nothingBegins(rule, place))
    }

    private func answer(
        _ kind: WhyNot.Kind, _ rule: Rule, _ message: String, place: SourcePlace? = nil, _ range: Range<Int>? = nil, notes: [String] = []
    ) -> WhyNot {
        WhyNot(
            kind: kind, rule: rule.name, rulePlace: rule.place, message: message, place: place, span: range.map { matcher.original($0) },
            words: range.map { words($0.lowerBound, $0.upperBound) } ?? "", notes: notes)
    }

    private func nothingBegins(_ rule: Rule, _ place: Int?) -> String {
        var wanted: [String] = []
        for position in rule.automaton.first {
            let text = elements.text(position, of: rule)
            if !wanted.contains(text) { wanted.append(text) }
        }
        let here = place.map { $0 < matcher.lattice.count ? "at \(quoted($0, min($0 + 4, matcher.lattice.count)))" : "at the end" } ?? "in the text"
        return "nothing \(here) begins it: it begins with \(list(wanted))"
    }

    private func list(_ texts: [String]) -> String {
        texts.prefix(8).joined(separator: " or ") + (texts.count > 8 ? " or \(texts.count - 8) more" : "")
    }

    // MARK: Proposals

    /// What became of the rule's proposal over a place.
    private func proposed(_ index: Int, _ rule: Rule, _ place: Int?, _ trace: StageTrace) -> WhyNot? {
        func covers(_ proposal: Proposal) -> Bool { proposal.rule == index && (place.map { proposal.start <= $0 && $0 < proposal.end } ?? true) }
        for (number, winner) in trace.outcome.winners.enumerated() where covers(trace.proposals[winner]) {
            let mention = result.mentions[trace.before.count + number]
            let range = mention.start..<mention.end
            if mention.isAbsorbed, let other = taker(of: trace.before.count + number) {
                let taker = program.rules[other.rule]
                return answer(
                    .taken, rule, "it made a mention, and `\(taker.name)` of the later stage `\(program.stages[taker.stage].name)` took its words, with \(quoted(other.start, other.end))",
                    place: taker.place, range)
            }
            let type = program.types[mention.type]
            if type.isInternal || type.isMasked {
                return answer(.unwritten, rule, "it made a mention, but type `\(type.name)` is \(type.isInternal ? "internal" : "masked") and not written", range)
            }
            return answer(.made, rule, "it made a mention", range)
        }
        if let link = linked(rule, trace, covers) { return link }
        for (number, loss) in trace.outcome.losses where covers(trace.proposals[number]) {
            return lost(rule, trace.proposals[number], loss, trace)
        }
        return nil
    }

    /// What became of a link over a place. Links hold whole matches, and lose only to links of the same quantity or kind.
    private func linked(_ rule: Rule, _ trace: StageTrace, _ covers: (Proposal) -> Bool) -> WhyNot? {
        let numbers = trace.links.indices.filter { covers(trace.links[$0]) }
        guard let number = numbers.first(where: { trace.linkWinners[$0] == nil }) ?? numbers.first else { return nil }
        let proposal = trace.links[number]
        let range = proposal.matchStart..<proposal.matchEnd
        guard let other = trace.linkWinners[number].map({ trace.links[$0] }) else { return answer(.made, rule, "it made a link", range) }
        let winner = program.rules[other.rule]
        let theirs = quoted(other.matchStart, other.matchEnd)
        if rule.name == winner.name { return answer(.rival, rule, "it matches, but its own link over \(theirs) stands", range) }
        let why =
            winner.over.contains(proposal.rule)
            ? "is over it" : range.count < other.matchEnd - other.matchStart ? "is longer" : other.isPreferred && !proposal.isPreferred ? "is preferred" : "comes first by its name"
        return answer(.rival, rule, "it matches, but `\(winner.name)` states the same with \(theirs) and \(why)", place: winner.place, range)
    }

    private func lost(_ rule: Rule, _ proposal: Proposal, _ loss: Loss, _ trace: StageTrace) -> WhyNot {
        let range = proposal.start..<proposal.end
        func named(_ index: Int) -> String { "`\(program.rules[index].name)`" }
        switch loss {
        case .block(let start, let end):
            let lexicon =
                trace.lattice.blocks.first { $0.start == start && $0.end == end && program.blockStage[$0.lexicon] == trace.stage }.map { " of lexicon `\(program.lexicons[$0.lexicon].name)`" } ?? ""
            return answer(.block, rule, "it matches, but the block word \(quoted(start, end))\(lexicon) takes these characters", range)
        case .over(let other, let start, let end):
            return answer(.over, rule, "it matches, but \(named(other)) is over it and has \(quoted(start, end))", place: program.rules[other].place, range)
        case .longer(let other, let start, let end):
            let why = start < proposal.start ? "begins earlier" : "is longer"
            return answer(
                .longer, rule, "it matches, but \(other == proposal.rule ? "its own match of" : "\(named(other)) with") \(quoted(start, end)) \(why)", place: program.rules[other].place, range)
        case .preferred(let other):
            if other == proposal.rule { return answer(.preferred, rule, "it matches, but its own match that takes in more words around it stands", range) }
            return answer(.preferred, rule, "it matches, but \(named(other)) matches the same words and is preferred", place: program.rules[other].place, range)
        case .ambiguous(let other):
            return answer(
                .ambiguous, rule, "it matches, but \(named(other)) matches the same words and nothing decides between them; the first by name was taken", place: program.rules[other].place, range)
        case .earlierStage(let index):
            let mention = trace.before[index]
            let other = program.rules[mention.rule]
            return answer(
                .earlier, rule, "it matches, but \(named(mention.rule)) of the earlier stage `\(program.stages[other.stage].name)` has \(quoted(mention.start, mention.end))", place: other.place, range
            )
        }
    }

    // MARK: Attempts

    /// What stops the rule from one start, and how far it came.
    private func attempt(_ index: Int, _ rule: Rule, from start: Int, over place: Int?, _ trace: StageTrace) -> (WhyNot, end: Int)? {
        matcher.forward.findEnds(of: matcher.runs[index].automaton, from: start, limit: rule.limit, view: trace.lattice.view)
        let ends = matcher.forward.ends.map { Int($0) }.filter { end in place.map { $0 < end } ?? true }
        guard let longest = ends.last else { return stopped(rule, from: start, over: place, trace) }
        // The longest match is the one that the author has in mind; the shorter ones failed too.
        var first: WhyNot?
        for end in ends.reversed() {
            let failure = failure(index, rule, start, end, trace)
            if first == nil || (failure.map { $0.progress > first!.progress } ?? false) { first = failure }
        }
        return first.map { ($0, longest) }
    }

    private func failure(_ index: Int, _ rule: Rule, _ start: Int, _ end: Int, _ trace: StageTrace) -> WhyNot? {
        let range = start..<end
        matcher.forward.findPath(of: matcher.runs[index].automaton, from: start, to: end, view: trace.lattice.view)
        matcher.gathered.gather(matcher.forward.path, matcher.runs[index].automaton)
        let captures = matcher.gathered.captures
        for item in rule.guards where !matcher.holds(item, captures: captures, start: start, end: end, lattice: trace.lattice) {
            return answer(
                .guard, rule, "it matches \(quoted(start, end)), but the guard `\(text(item, rule))` does not hold: \(surroundings(item, rule, captures, start, end))", place: item.place, range)
        }
        if rule.isLink, !matcher.staysWithin(rule.within, start, end) {
            return answer(.reach, rule, "it matches \(quoted(start, end)), but a link of it stays within a \(rule.within?.rawValue ?? "sentence")", range)
        }
        let evaluator = evaluator(captures, trace)
        let rendering = ExpressionRendering(rule: rule, program: program)
        for condition in rule.conditions where !evaluator.holds(condition.expression) {
            let culprit = rendering.conjuncts(condition.expression).first { !evaluator.holds($0) } ?? condition.expression
            let notes = rendering.questions(culprit).map { "\(rendering.text($0)) = \(shown(evaluator.asText(evaluator.evaluate($0))))" }
            return answer(.condition, rule, "it matches \(quoted(start, end)), but `where \(rendering.text(culprit))` does not hold", place: condition.place, range, notes: notes)
        }
        if matcher.span(of: rule, captures, start, end) == nil {
            return answer(.span, rule, "it matches \(quoted(start, end)), but the captures of its `span` took no part", range)
        }
        return nil
    }

    private func text(_ item: Guard, _ rule: Rule) -> String {
        let kind =
            switch item.kind {
            case .after: "after …"
            case .before: "before …"
            case .boundary(true, true): "boundary"
            case .boundary(let start, _): start ? "boundary at start" : "boundary at end"
            case .lineStart: "line start"
            case .lineEnd: "line end"
            case .sentenceStart: "sentence start"
            case .sentenceEnd: "sentence end"
            case .role(let roles): "in \(roles.joined(separator: ", "))"
            }
        return (item.negated ? "not " : "") + kind + (item.anchor.map { " at \(rule.captures[$0])" } ?? "")
    }

    private func surroundings(_ item: Guard, _ rule: Rule, _ captures: Captures, _ start: Int, _ end: Int) -> String {
        var (start, end) = (start, end)
        if let anchor = item.anchor, let first = captures.first(anchor), let last = captures.last(anchor) { (start, end) = (first.start, last.end) }
        let count = matcher.lattice.count
        let behind = start == 0 ? "it begins the text" : "\(quoted(max(0, start - 6), start)) stands before it"
        let ahead = end >= count ? "it ends the text" : "\(quoted(end, min(end + 6, count))) stands behind it"
        switch item.kind {
        case .after, .lineStart, .sentenceStart: return behind
        case .before, .lineEnd, .sentenceEnd: return ahead
        case .boundary(let atStart, let atEnd): return atStart && atEnd ? "\(behind), \(ahead)" : atStart ? behind : ahead
        case .role: return context.role(at: matcher.folded.original(start..<start).lowerBound.value).map { "it stands in \($0.rawValue)" } ?? "it stands in no block"
        }
    }

    /// How far the pattern came from a start where it does not match, and what it wanted next.
    private func stopped(_ rule: Rule, from start: Int, over place: Int?, _ trace: StageTrace) -> (WhyNot, end: Int)? {
        let automaton = rule.automaton
        var reached: [Int: Set<Int>] = [start: []]
        var wanted: [Int: [Int]] = [:]
        var offsets = [start]
        while let at = offsets.min() {
            offsets.removeAll { $0 == at }
            var choices: [Int] = at == start ? automaton.first : []
            for position in reached[at, default: []].sorted() { choices += automaton.follow[position].filter { !choices.contains($0) } }
            wanted[at] = choices
            for position in choices {
                for end in ends(automaton.labels[position], from: at, trace) where end - start <= rule.limit {
                    if reached[end, default: []].insert(position).inserted, !offsets.contains(end) { offsets.append(end) }
                }
            }
        }
        guard let farthest = wanted.keys.max(), farthest > start, place.map({ farthest > $0 || farthest == $0 }) ?? true else { return nil }
        var texts: [String] = []
        for position in wanted[farthest] ?? [] {
            let text = elements.text(position, of: rule)
            if !texts.contains(text) { texts.append(text) }
        }
        let count = trace.lattice.count
        let found = farthest >= count ? "the text ends" : "found \(quoted(farthest, min(farthest + 4, count)))"
        let limit = texts.isEmpty || farthest - start >= rule.limit ? "; a match of it has at most \(rule.limit) characters" : ""
        return (answer(.element, rule, "it matches \(quoted(start, farthest)) and then wants \(list(texts)); \(found)\(limit)", start..<farthest), farthest)
    }

    private func ends(_ label: AutomatonLabel, from at: Int, _ trace: StageTrace) -> [Int] {
        guard at < trace.lattice.count else { return [] }
        switch label {
        case .characters(let set): return program.holds(set: set, unitClass: trace.lattice.unitClass(at)) ? [at + 1] : []
        case .terminal(let terminal):
            return trace.lattice.edgeRange(at: at).map { trace.lattice.edges[$0] }.filter { program.accepts(terminal: terminal, kind: Int($0.kind)) }.map { Int($0.end) }
        }
    }
}
