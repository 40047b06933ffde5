import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuTokens
import BaoShuValues

/// Runs a program's stages over texts. One per thread: it keeps the scratch memory and the lazily made automaton states.
package final class Matcher {
    package let program: RuleProgram
    let resolver: Resolver
    var backward: [BackwardPass]
    /// Stages of which every rule begins with a mention of an earlier stage.
    private let beginsWithMentions: [Bool]
    var forward = ForwardPass()
    var lattice = Lattice()
    var folded = FoldedText()
    let boundaries: BoundaryFinder
    let words: PhraseWords
    private let runs: [RuleRun]

    /// What happened in each stage of the last text; kept only where an explainer asked for it.
    var traces: [StageTrace]?

    /// Where the time goes; kept only where it is asked for.
    package var profile: MatchProfile?

    // Reused buffers.
    var ends: [Int] = []
    var path: [ForwardPass.Step] = []
    var starts: [(position: Int32, rule: Int32)] = []

    package init(program: RuleProgram) {
        self.program = program
        resolver = Resolver(program: program)
        backward = program.stages.indices.map { BackwardPass(program: program, stage: $0) }
        beginsWithMentions = program.stages.map { stage in stage.rules.allSatisfy { program.rules[$0].beginsWithMention(program) } }
        boundaries = BoundaryFinder()
        runs = program.rules.map { RuleRun($0, program: program) }
        words = PhraseWords(program: program)
    }

    /// What the rules found in a text.
    package struct Result {
        package var mentions: [StageMention] = []
        /// What the `link` rules found, by start.
        package var links: [LinkMatch] = []
        package var diagnostics: [DocumentDiagnostic] = []
        /// Traditional and variant characters in the text.
        package var variantCount = 0
        /// The article's day, ISO 8601: the context's, or that of a dateline in the text.
        package var date: String?
    }

    /// Runs all stages up to `last` (all where nil).
    ///
    /// - Complexity: O(*n*) for *n* code units, whatever the rules and the text.
    package func match(_ text: [UInt16], context: MatchContext, stages: Range<Int>? = nil) -> Result {
        var result = Result()
        result.date = context.date
        folded.fold(text, with: program.fold)
        result.variantCount = folded.variantCount
        lattice.build(folded, program: program)
        boundaries.start(text: text, folded: folded)
        if profile != nil { countWords() }
        for stage in stages ?? program.stages.indices where !program.stages[stage].rules.isEmpty {
            run(stage: stage, text: text, context: context, result: &result)
        }
        return result
    }

    private func run(stage: Int, text: [UInt16], context: MatchContext, result: inout Result) {
        var mentionEdges: [Edge] = []
        for (index, mention) in result.mentions.enumerated() where !mention.isAbsorbed && program.typeKinds[mention.type] != 0 {
            mentionEdges.append(Edge(start: Int32(mention.start), end: Int32(mention.end), kind: UInt16(program.typeKinds[mention.type]), source: .mention(Int32(index))))
        }
        lattice.setEdges(mentions: mentionEdges, program: program)
        starts.removeAll(keepingCapacity: true)
        if beginsWithMentions[stage] {
            startAtMentions(mentionEdges, stage: stage)
        } else {
            backward[stage].run(lattice) { starts.append((Int32($0), Int32($1))) }
        }
        let rules = program.stages[stage].rules
        var proposals: [Proposal] = []
        var links: [Proposal] = []
        for start in starts.reversed() {
            let began = profile == nil ? nil : ContinuousClock.now
            defer { if let began { profile?.rules[rules[Int(start.rule)]].add(ContinuousClock.now - began) } }
            if let proposal = propose(rules[Int(start.rule)], at: Int(start.position), text: text, context: context, mentions: result.mentions) {
                if program.rules[proposal.rule].isLink { links.append(proposal) } else { proposals.append(proposal) }
            }
        }
        if !links.isEmpty { result.links += self.links(of: links, text: text, context: context, mentions: result.mentions) }
        guard !proposals.isEmpty || traces != nil else { return }
        let blocks = lattice.blocks.filter { program.blockStage[$0.lexicon] == stage }.map { (start: $0.start, end: $0.end) }
        let earlier = result.mentions.indices.filter { !result.mentions[$0].isAbsorbed && !program.types[result.mentions[$0].type].isInternal }
            .map { (index: $0, rule: result.mentions[$0].rule, start: result.mentions[$0].start, end: result.mentions[$0].end) }
            .sorted { $0.start < $1.start }
        let outcome = resolver.settle(proposals, blocks: blocks, earlier: earlier, explain: traces != nil)
        traces?.append(StageTrace(stage: stage, lattice: lattice, proposals: proposals, outcome: outcome, before: result.mentions))
        if let profile {
            for proposal in proposals { profile.rules[proposal.rule].proposed += 1 }
            for index in outcome.winners { profile.rules[proposals[index].rule].won += 1 }
        }
        let sees = result.mentions
        var next = 0
        for index in outcome.winners {
            let proposal = proposals[index]
            // Both come by start, and of either no two overlap: one walk over both.
            while next < earlier.count, earlier[next].end <= proposal.start { next += 1 }
            while next < earlier.count, earlier[next].start < proposal.end {
                result.mentions[earlier[next].index].isAbsorbed = true
                next += 1
            }
            result.mentions.append(mention(of: proposal, text: text, context: context, mentions: sees))
        }
        if result.mentions.dropFirst(sees.count).contains(where: \.hasDates) { result.date = resolveDates(&result.mentions, context: context) }
        findAgain(stage: stage, winners: outcome.winners.map { proposals[$0] }, result: &result)
        for (winner, loser) in outcome.ambiguities {
            let (p, q) = (proposals[winner], proposals[loser])
            let names = "`\(program.rules[p.rule].name)` and `\(program.rules[q.rule].name)`"
            result.diagnostics.append(DocumentDiagnostic(code: "ambiguous", message: "\(names) match the same words; the first by name was taken", span: folded.original(p.start..<p.end)))
        }
    }

    private func countWords() {
        for edge in lattice.fixed { if case .entry(let entry) = edge.source { profile?.lexicons[Int(program.entries[Int(entry)].lexicon)] += 1 } }
    }

    /// Where each rule of a stage can begin, for stages whose rules all begin with mentions: no pass over the text is needed.
    private func startAtMentions(_ edges: [Edge], stage: Int) {
        let rules = program.stages[stage].rules
        for edge in edges.sorted(by: { $0.start > $1.start }) {
            for (number, rule) in rules.enumerated() where program.rules[rule].begins(withKind: Int(edge.kind), program) {
                starts.append((edge.start, Int32(number)))
            }
        }
    }

    /// The longest match of a rule at a place whose guards and conditions hold; a preferred shorter one comes before it.
    private func propose(_ index: Int, at start: Int, text: [UInt16], context: MatchContext, mentions: [StageMention]) -> Proposal? {
        let rule = runs[index]
        guard rule.startGuards.allSatisfy({ holds($0, start: start, end: start, context: context) }) else { return nil }
        forward.ends(of: rule.automaton, from: start, limit: rule.limit, lattice: lattice, program: program, into: &ends)
        var first: Proposal?
        for end in ends.reversed() {
            if first != nil, rule.prefer.isEmpty { break }
            guard rule.endGuards.allSatisfy({ holds($0, start: -1, end: end, context: context) }) else { continue }
            if rule.isLink, !staysWithin(program.rules[index], start, end) { continue }
            forward.path(of: rule.automaton, from: start, to: end, lattice: lattice, program: program, into: &path)
            let captures = Captures(path: path, automaton: rule.automaton, count: rule.captureCount)
            guard rule.anchoredGuards.allSatisfy({ holds($0, captures: captures, start: start, end: end, context: context) }) else { continue }
            if !rule.conditions.isEmpty {
                let evaluator = evaluator(captures, text: text, context: context, mentions: mentions)
                guard rule.conditions.allSatisfy({ evaluator.holds($0) }) else { continue }
            }
            guard let span = span(of: rule.span, captures, start, end), rule.boundaries.allSatisfy({ holds($0, captures: captures, start: start, end: end, context: context) }) else { continue }
            let preferred = !rule.prefer.isEmpty && rule.prefer.contains { holds($0, captures: captures, start: start, end: end, context: context) }
            if first != nil, !preferred { continue }
            var absorbed: [Int] = []
            for step in path where step.edge >= 0 && step.start >= span.lowerBound && step.end <= span.upperBound {
                if case .mention(let mention) = lattice.edges[step.edge].source { absorbed.append(Int(mention)) }
            }
            let proposal = Proposal(
                rule: index, matchStart: start, matchEnd: end, start: span.lowerBound, end: span.upperBound, captures: captures, isPreferred: preferred, absorbed: absorbed)
            if preferred { return proposal }
            first = proposal
        }
        return first
    }

    func span(of rule: Rule, _ captures: Captures, _ start: Int, _ end: Int) -> Range<Int>? { span(of: rule.span, captures, start, end) }

    private func span(of span: (first: Int, last: Int)?, _ captures: Captures, _ start: Int, _ end: Int) -> Range<Int>? {
        guard let span else { return start..<end }
        guard let first = captures.values[span.first].first ?? captures.values[span.last].first, let last = captures.values[span.last].last ?? captures.values[span.first].last,
            first.start < last.end
        else { return nil }
        return first.start..<last.end
    }

    func evaluator(_ captures: Captures, text: [UInt16], context: MatchContext, mentions: [StageMention]) -> Evaluator {
        Evaluator(program: program, lattice: lattice, mentions: mentions, captures: captures, context: context, folded: folded, text: text, boundaries: boundaries, words: words)
    }

    func mention(of proposal: Proposal, text: [UInt16], context: MatchContext, mentions: [StageMention]) -> StageMention {
        let rule = program.rules[proposal.rule]
        let evaluator = evaluator(proposal.captures, text: text, context: context, mentions: mentions)
        var fields: [(name: String, value: RuleValue)] = []
        for (name, expression) in rule.sets {
            let value = evaluator.evaluate(expression)
            if !value.isAbsent, !fields.contains(where: { $0.name == name }) { fields.append((name, value)) }
        }
        var parts: [StagePart] = []
        for part in rule.parts {
            guard let first = proposal.captures.values[part.first].first, let last = proposal.captures.values[part.last].last else { continue }
            var values: [(name: String, value: RuleValue)] = []
            for (name, expression) in part.fields {
                let value = evaluator.evaluate(expression)
                if !value.isAbsent { values.append((name, value)) }
            }
            if part.fields.isEmpty, let numeral = evaluator.numeral(in: first) {
                for name in ["value", "low", "high"] {
                    let value = Evaluator.field(name, of: numeral)
                    if !value.isAbsent { values.append((name, value)) }
                }
            }
            parts.append(StagePart(name: part.name, start: first.start, end: last.end, fields: values))
        }
        return StageMention(rule: proposal.rule, type: rule.type, start: proposal.start, end: proposal.end, fields: fields, parts: parts)
    }

    // MARK: Guards

    /// Whether a guard holds for a match whose captures are known. One that looks from a capture that took no part holds.
    private func holds(_ run: GuardRun, captures: Captures, start: Int, end: Int, context: MatchContext) -> Bool {
        guard let anchor = run.item.anchor else { return holds(run, start: start, end: end, context: context) }
        guard let first = captures.values[anchor].first, let last = captures.values[anchor].last else { return true }
        return holds(run, start: first.start, end: last.end, context: context)
    }

    func holds(_ item: Guard, captures: Captures, start: Int, end: Int, context: MatchContext) -> Bool {
        holds(GuardRun(item, program: program), captures: captures, start: start, end: end, context: context)
    }

    /// Most guards fail at their first character: one look at a table.
    private func holds(_ run: GuardRun, start: Int, end: Int, context: MatchContext) -> Bool {
        if !run.firstClasses.isEmpty {
            switch run.item.kind {
            case .after: if start <= 0 || !run.firstClasses[lattice.view.unitClass(start - 1)] { return run.item.negated }
            case .before: if end >= lattice.view.count || !run.firstClasses[lattice.view.unitClass(end)] { return run.item.negated }
            default: break
            }
        }
        return holds(run.item, start: start, end: end, context: context)
    }

    /// Whether a guard holds for a match; `start` is -1 where only its end is in question.
    func holds(_ item: Guard, start: Int, end: Int, context: MatchContext) -> Bool {
        let result: Bool
        switch item.kind {
        case .after(let automaton): result = ForwardPass.looksBehind(automaton, from: start, lattice: lattice, program: program)
        case .before(let automaton): result = ForwardPass.looksAhead(automaton, from: end, lattice: lattice, program: program)
        case .boundary(let atStart, let atEnd):
            result = (!atStart || start < 0 || boundaries.isBoundary(start)) && (!atEnd || end == start || boundaries.isBoundary(end))
        case .lineStart: result = start == 0 || lattice.units[start - 1] == 0x0A
        case .lineEnd: result = end >= lattice.count || lattice.units[end] == 0x0A
        case .sentenceStart: result = start == 0 || Self.endsSentence(lattice.units[start - 1])
        case .sentenceEnd: result = end >= lattice.count || Self.endsSentence(lattice.units[end])
        case .role(let roles):
            let offset = folded.original(start..<start).lowerBound.value
            result = context.role(at: offset).map { roles.contains($0) } ?? false
        }
        return result != item.negated
    }

    private static func endsSentence(_ unit: UInt16) -> Bool { [0x0A, 0x3002, 0x21, 0x3F].contains(unit) }
}

extension MatchContext {
    /// The role of the block at an original offset.
    func role(at offset: Int) -> String? {
        var low = 0, high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].span.upperBound.value <= offset { low = middle + 1 } else { high = middle }
        }
        guard low < blocks.count, blocks[low].span.lowerBound.value <= offset else { return nil }
        return blocks[low].role.rawValue
    }
}

extension Rule {
    /// Whether whatever it matches begins with a mention of an earlier stage.
    fileprivate func beginsWithMention(_ program: RuleProgram) -> Bool {
        !automaton.isNullable && automaton.first.allSatisfy { position in
            guard case .terminal(let terminal) = automaton.labels[position], case .type = program.terminals[terminal] else { return false }
            return true
        }
    }

    fileprivate func begins(withKind kind: Int, _ program: RuleProgram) -> Bool {
        automaton.first.contains { position in
            if case .terminal(let terminal) = automaton.labels[position] { program.accepts(terminal: terminal, kind: kind) } else { false }
        }
    }
}
