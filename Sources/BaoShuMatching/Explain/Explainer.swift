import BaoShuModel
import BaoShuRules
import BaoShuText

/// Says what the rules made of a text and why, and why a rule did not match.
///
/// Runs the matcher once, keeping what happened in each stage; the answers come from that. One per thread.
package final class Explainer {
    package let program: RuleProgram
    let matcher: Matcher
    var text: [UInt16] = []
    var context = MatchContext()
    var result = Matcher.Result()
    var traces: [StageTrace] = []
    let elements: ElementRendering

    package init(program: RuleProgram) {
        self.program = program
        matcher = Matcher(program: program)
        elements = ElementRendering(program: program)
    }

    /// Runs the stages over a text. The other functions answer about it.
    package func run(_ text: [UInt16], context: MatchContext, stages: Range<Int>? = nil) {
        self.text = text
        self.context = context
        matcher.traces = []
        result = matcher.match(text, context: context, stages: stages)
        traces = matcher.traces ?? []
        matcher.traces = nil
    }

    // MARK: Mentions

    /// The mentions of the text, in its order; those over `offset` only, where one is given (original, UTF-16).
    ///
    /// - Parameter all: Give those too that do not stand in the output, with the reason.
    package func mentions(at offset: Int? = nil, all: Bool = true) -> [ExplainedMention] {
        var found: [ExplainedMention] = []
        for trace in traces {
            for (number, winner) in trace.outcome.winners.enumerated() {
                let mention = result.mentions[trace.before.count + number]
                let span = matcher.original(mention.start..<mention.end)
                if let offset, !span.contains(UTF16Offset(offset)) { continue }
                let absence = absence(of: trace.before.count + number)
                if !all, absence != nil { continue }
                found.append(explained(mention, trace.proposals[winner], trace, absence: absence))
            }
            for again in trace.foundAgain {
                let mention = result.mentions[again.mention]
                let span = matcher.original(mention.start..<mention.end)
                if let offset, !span.contains(UTF16Offset(offset)) { continue }
                let absence = absence(of: again.mention)
                if !all, absence != nil { continue }
                found.append(foundAgain(mention, trace.proposals[trace.outcome.winners[again.winner]], absence: absence))
            }
        }
        return found.sorted { ($0.span.lowerBound, $1.span.upperBound) < ($1.span.lowerBound, $0.span.upperBound) }
    }

    /// A mention that was made by the name alone: no pattern matched there.
    private func foundAgain(_ mention: StageMention, _ name: Proposal, absence: String?) -> ExplainedMention {
        let rule = program.rules[mention.rule]
        let words = words(mention.start, mention.end)
        return ExplainedMention(
            rule: rule.name, place: rule.place, type: program.types[mention.type].name, stage: program.stages[rule.stage].name,
            span: matcher.original(mention.start..<mention.end), words: words, match: words, absence: absence, captures: [], sets: [],
            namedBy: (self.words(name.start, name.end), matcher.original(name.start..<name.end)))
    }

    // MARK: Links

    /// The links of the text, in its order; those whose match covers `offset` only, where one is given (original, UTF-16).
    package func links(at offset: Int? = nil) -> [ExplainedLink] {
        var found: [ExplainedLink] = []
        for trace in traces {
            for (number, proposal) in trace.links.enumerated() where trace.linkWinners[number] == nil {
                let span = matcher.original(proposal.matchStart..<proposal.matchEnd)
                if let offset, !span.contains(UTF16Offset(offset)) { continue }
                let rule = program.rules[proposal.rule]
                let (captures, sets) = steps(of: proposal, rule, trace)
                let quantities = rule.captures.firstIndex(of: Rule.quantityCapture).map { proposal.captures.all($0) } ?? []
                found.append(
                    ExplainedLink(
                        rule: rule.name, place: rule.place, type: program.types[rule.type].name, span: span, words: words(proposal.matchStart, proposal.matchEnd),
                        quantities: quantities.map { matcher.original($0.start..<$0.end) }, captures: captures, sets: sets))
            }
        }
        return found.sorted { ($0.span.lowerBound, $1.span.upperBound, $0.rule) < ($1.span.lowerBound, $0.span.upperBound, $1.rule) }
    }

    /// The links as the linker takes them.
    package var linkMatches: [LinkMatch] { result.links }

    /// What the linker asks of the rules' words.
    package var linkWords: LinkWords { matcher.linkWords }

    /// The mentions of the output.
    package func outputMentions() -> Mentions { matcher.mentions(of: result) }

    // MARK: Support

    /// Why a mention does not stand in the output; nil where it does.
    private func absence(of index: Int) -> String? {
        let mention = result.mentions[index]
        let type = program.types[mention.type]
        if mention.isAbsorbed {
            guard let other = taker(of: index) else { return "taken by a later stage" }
            return "taken by `\(program.rules[other.rule].name)` of stage `\(program.stages[program.rules[other.rule].stage].name)`, on \(quoted(other.start, other.end))"
        }
        if type.isInternal { return "type `\(type.name)` is internal" }
        if type.isMasked { return "type `\(type.name)` is masked" }
        return nil
    }

    func taker(of index: Int) -> StageMention? {
        let mention = result.mentions[index]
        return result.mentions[(index + 1)...].first { $0.start < mention.end && $0.end > mention.start && program.rules[$0.rule].stage > program.rules[mention.rule].stage }
    }

    private func explained(_ mention: StageMention, _ proposal: Proposal, _ trace: StageTrace, absence: String?) -> ExplainedMention {
        let rule = program.rules[mention.rule]
        let (captures, sets) = steps(of: proposal, rule, trace, mention: mention)
        return ExplainedMention(
            rule: rule.name, place: rule.place, type: program.types[mention.type].name, stage: program.stages[rule.stage].name,
            span: matcher.original(mention.start..<mention.end), words: words(mention.start, mention.end), match: words(proposal.matchStart, proposal.matchEnd),
            absence: absence, captures: captures, sets: sets)
    }

    private typealias Steps = (
        captures: [(name: String, words: String, fields: [(name: String, value: String)])], sets: [(field: String, value: String, expression: String, place: SourcePlace)]
    )

    /// What a proposal captured, and what each `set` makes of it.
    ///
    /// - Parameter mention: what became of it, whose dates the day of the article and the dates around them have decided.
    private func steps(of proposal: Proposal, _ rule: Rule, _ trace: StageTrace, mention: StageMention? = nil) -> Steps {
        let evaluator = evaluator(proposal.captures, trace)
        let rendering = ExpressionRendering(rule: rule, program: program)
        var captures: [(name: String, words: String, fields: [(name: String, value: String)])] = []
        for (index, name) in rule.captures.enumerated() {
            for value in proposal.captures.all(index) { captures.append((name, words(value.start, value.end), fields(of: value, in: proposal.captures, evaluator))) }
        }
        var sets: [(field: String, value: String, expression: String, place: SourcePlace)] = []
        for (set, place) in zip(rule.sets, rule.setPlaces) {
            var value = evaluator.evaluate(set.value)
            if case .temporal = value, let decided = mention?.field(set.field), !decided.isAbsent { value = decided }
            sets.append((set.field, shown(value), rendering.text(set.value), place))
        }
        return (captures, sets)
    }

    /// Everything that the words, numerals and mentions of a capture say.
    private func fields(of value: CaptureValue, in captures: Captures, _ evaluator: Evaluator) -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        func add(_ name: String, _ value: RuleValue) {
            if !value.isAbsent, !result.contains(where: { $0.name == name }) { result.append((name, shown(value))) }
        }
        for index in captures.edges(of: value) {
            let edge = evaluator.lattice.edges[index]
            switch edge.source {
            case .entry(let entry):
                let lexicon = program.lexicons[Int(program.entries[Int(entry)].lexicon)]
                add("lexicon", .text(lexicon.name))
                for column in lexicon.columns { add(column.name, evaluator.field(column.name, of: edge)) }
            case .numeral: for name in ["value", "low", "high", "form"] { add(name, evaluator.field(name, of: edge)) }
            case .mention(let mention):
                add("rule", evaluator.field("rule", of: edge))
                for field in evaluator.mentions[Int(mention)].fields { add(field.name, field.value) }
            case .balanced: break
            }
        }
        return result
    }

    /// Pairs of rules that matched the same words with nothing to decide between them.
    package func ambiguities() -> [(winner: Int, loser: Int, words: String)] {
        traces.flatMap { trace in
            trace.outcome.ambiguities.map { pair in
                let (p, q) = (trace.proposals[pair.winner], trace.proposals[pair.loser])
                return (p.rule, q.rule, words(p.start, p.end))
            }
        }
    }

    func evaluator(_ captures: Captures, _ trace: StageTrace) -> Evaluator {
        let evaluator = Evaluator(program: program, lattice: trace.lattice, boundaries: matcher.boundaries, words: matcher.words, fields: matcher.evaluator.expressions)
        (evaluator.mentions, evaluator.captures, evaluator.context) = (trace.before, captures, context)
        (evaluator.folded, evaluator.text) = (matcher.folded, text)
        return evaluator
    }

    func words(_ start: Int, _ end: Int) -> String { String(decoding: text[matcher.original(start..<end).indices], as: UTF16.self) }
    func quoted(_ start: Int, _ end: Int) -> String { "\"\(words(start, end).replacing("\n", with: "\\n"))\"" }
    func shown(_ value: RuleValue) -> String { matcher.shown(value, text: text) }
}
