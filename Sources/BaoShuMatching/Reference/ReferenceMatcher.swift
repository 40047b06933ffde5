import BaoShuRules
import BaoShuModel
import BaoShuText

/// The matcher's meaning, spelt out: every rule tried at every place by the definition of its pattern, conflicts settled by looking
/// at every pair. Shares no code with the automata and the passes; only the evaluation of `where` and `set` is the matcher's own.
///
/// For tests: polynomial, but slow.
package final class ReferenceMatcher {
    package let program: RuleProgram
    private let matcher: Matcher
    private let patterns: [ReferencePattern]
    private let guards: [[ReferencePattern?]]
    private let preferences: [[ReferencePattern?]]
    private var surfaces: [[UInt16]: [Int]] = [:]
    private var longest = 0
    private var words = ReferenceWords()

    package init(program: RuleProgram) {
        self.program = program
        matcher = Matcher(program: program)
        patterns = program.rules.map { ReferencePattern($0.pattern) }
        guards = program.rules.map { $0.guards.map { $0.pattern.map { ReferencePattern($0) } } }
        preferences = program.rules.map { $0.prefer.map { $0.pattern.map { ReferencePattern($0) } } }
        indexSurfaces()
    }

    /// Every surface with its entries, read again from the rows of the lexicons: a row's entries are its surfaces in order.
    private func indexSurfaces() {
        struct Row: Hashable {
            var lexicon: UInt16
            var start: Int
        }
        var taken: [Row: Int] = [:]
        for (index, entry) in program.entries.enumerated() {
            let number = taken[Row(lexicon: entry.lexicon, start: entry.row), default: 0]
            taken[Row(lexicon: entry.lexicon, start: entry.row)] = number + 1
            let cell = program.lexicons[Int(entry.lexicon)].bytes[entry.row...].prefix { $0 != 0x09 && $0 != 0x0A }
            let folded = program.fold.fold(String(decoding: cell.split(separator: 0x7C)[number], as: UTF8.self))
            surfaces[folded, default: []].append(index)
            longest = max(longest, folded.count)
        }
    }

    /// Runs stages as ``Matcher/match(_:context:stages:)`` does.
    ///
    /// - Throws: Where the words, numerals and pairs of the text are not those that the matcher sees.
    package func match(_ text: [UInt16], context: MatchContext, stages: Range<Int>? = nil) throws(ReferenceError) -> Matcher.Result {
        var result = Matcher.Result()
        matcher.begin(text, context: context)
        result.isTraditional = matcher.isTraditional
        for stage in stages ?? program.stages.indices where !program.stages[stage].rules.isEmpty {
            try run(stage, text, context, &result)
        }
        return result
    }

    private func run(_ stage: Int, _ text: [UInt16], _ context: MatchContext, _ result: inout Matcher.Result) throws(ReferenceError) {
        matcher.lattice.setEdges(mentions: matcher.mentionEdges(result.mentions), stages: matcher.stagesOfEdges, program: program, stage: stage, keepsAll: true)
        matcher.lattice.listByEnd()
        words = ReferenceWords(program, lattice: matcher.lattice, surfaces: surfaces, longest: longest)
        try words.finish(like: matcher.lattice, asked: asked(in: stage))
        var proposals: [Proposal] = []
        for rule in program.rules.indices where program.rules[rule].stage == stage {
            for start in words.units.indices {
                if let proposal = propose(rule, start, text, context, result.mentions) { proposals.append(proposal) }
            }
        }
        let winners = settle(proposals, stage, result.mentions)
        let seen = result.mentions
        for proposal in winners {
            for index in seen.indices where overlaps(seen[index].start, seen[index].end, proposal) && !program.types[seen[index].type].isInternal {
                result.mentions[index].isAbsorbed = true
            }
            result.mentions.append(matcher.mention(of: proposal))
        }
        // What comes behind the matching is the matcher's own.
        if result.isTraditional { matcher.setOwnMoney(&result.mentions, from: seen.count) }
        if result.mentions.dropFirst(seen.count).contains(where: \.hasDates) { result.date = matcher.resolveDates(&result.mentions) }
        matcher.findAgain(stage: stage, winners: winners, result: &result)
    }

    /// The terminals in the matches and guards of a stage's rules.
    private func asked(in stage: Int) -> Set<Int> {
        var result: Set<Int> = []
        func add(_ pattern: ResolvedPattern) {
            switch pattern {
            case .empty, .label(.characters): break
            case .label(.terminal(let terminal)): result.insert(terminal)
            case .sequence(let parts), .alternatives(let parts): parts.forEach(add)
            case .capture(_, let inner), .repeated(let inner, _, _, _): add(inner)
            }
        }
        for rule in program.rules where rule.stage == stage {
            add(rule.pattern)
            for item in rule.guards + rule.prefer { item.pattern.map(add) }
        }
        return result
    }

    // MARK: Proposals

    /// The longest match whose guards and conditions hold; a preferred one before all that are not.
    private func propose(_ index: Int, _ start: Int, _ text: [UInt16], _ context: MatchContext, _ mentions: [StageMention]) -> Proposal? {
        let rule = program.rules[index]
        let limit = min(words.units.count, start + rule.limit)
        var valid: [Proposal] = []
        for end in patterns[index].ends(from: start, limit: limit, words: words).sorted(by: >) where end > start {
            matcher.gathered.clear()
            var absorbed: [(Int, Int, Int)] = []
            let way = patterns[index].taken(from: start, to: end)
            for taken in way.captures {
                matcher.gathered.add(taken.capture, start: taken.start, end: taken.end, edges: taken.edges)
            }
            let captures = matcher.gathered.captures.kept(in: matcher.arena)
            for edge in way.edges.map({ words.edges[$0] }) {
                if case .mention(let mention) = edge.source { absorbed.append((Int(mention), Int(edge.start), Int(edge.end))) }
            }
            guard zip(rule.guards, guards[index]).allSatisfy({ holds($0, $1, start, end, captures, context) }) else { continue }
            let evaluator = matcher.evaluator(captures, mentions: mentions)
            guard rule.conditions.allSatisfy({ evaluator.holds($0.expression) }), let span = matcher.span(of: rule, captures, start, end) else { continue }
            let isPreferred = zip(rule.prefer, preferences[index]).contains { holds($0, $1, start, end, captures, context) }
            let inside = absorbed.filter { $0.1 >= span.lowerBound && $0.2 <= span.upperBound }.map { Int32($0.0) }
            valid.append(
                Proposal(
                    rule: index, match: start..<end, span: span, captures: captures, isPreferred: isPreferred,
                    absorbed: inside.withUnsafeBufferPointer { matcher.arena.copy($0) }))
        }
        return valid.first(where: \.isPreferred) ?? valid.first
    }

    private func holds(_ item: Guard, _ pattern: ReferencePattern?, _ start: Int, _ end: Int, _ captures: Captures, _ context: MatchContext) -> Bool {
        let units = words.units
        var (start, end) = (start, end)
        if let anchor = item.anchor {
            // From a capture that took no part there is nothing to look from: the guard holds.
            guard let first = captures.first(anchor), let last = captures.last(anchor) else { return true }
            (start, end) = (first.start, last.end)
        }
        let result: Bool
        switch item.kind {
        case .after:
            let places = max(0, start - RuleContext.limit)...start
            result = places.contains { pattern?.ends(from: $0, limit: start, words: words).contains(start) ?? false }
        case .before:
            result = !(pattern?.ends(from: end, limit: min(units.count, end + RuleContext.limit), words: words).isEmpty ?? true)
        case .boundary(let atStart, let atEnd):
            result = (!atStart || matcher.boundaries.isBoundary(start)) && (!atEnd || matcher.boundaries.isBoundary(end))
        case .lineStart: result = start == 0 || units[start - 1] == 0x0A
        case .lineEnd: result = end == units.count || units[end] == 0x0A
        case .sentenceStart: result = start == 0 || [0x0A, 0x3002, 0x21, 0x3F].contains(units[start - 1])
        case .sentenceEnd: result = end == units.count || [0x0A, 0x3002, 0x21, 0x3F].contains(units[end])
        case .role(let roles):
            let offset = matcher.folded.original(start..<start).lowerBound
            let block = context.blocks.first { $0.span.contains(offset) }
            result = block.map { roles.contains($0.role.rawValue) } ?? false
        }
        return result != item.negated
    }

    // MARK: Conflicts

    private func overlaps(_ start: Int, _ end: Int, _ proposal: Proposal) -> Bool { start < proposal.end && end > proposal.start }

    private func settle(_ proposals: [Proposal], _ stage: Int, _ mentions: [StageMention]) -> [Proposal] {
        let rules = program.rules
        let open = proposals.filter { p in
            let isBlocked = words.blocks.contains { program.blockStage[$0.lexicon] == stage && overlaps($0.start, $0.end, p) }
            let isHeld = mentions.indices.contains { index in
                let mention = mentions[index]
                return !mention.isAbsorbed && !program.types[mention.type].isInternal && overlaps(mention.start, mention.end, p)
                    && !p.absorbed.contains(Int32(index)) && !rules[p.rule].over.contains(mention.rule)
            }
            return !isBlocked && !isHeld
        }
        // A proposal stands unless one that stands is over it; there is no cycle of rules, so this ends.
        var known: [Int: Bool] = [:]
        func stands(_ index: Int) -> Bool {
            if let known = known[index] { return known }
            let p = open[index]
            let result = !open.indices.contains { other in
                rules[open[other].rule].over.contains(p.rule) && overlaps(open[other].start, open[other].end, p) && stands(other)
            }
            known[index] = result
            return result
        }
        var rest = open.indices.filter(stands).map { open[$0] }
        func precedes(_ p: Proposal, _ q: Proposal) -> Bool {
            if p.start != q.start { return p.start < q.start }
            if p.end != q.end { return p.end > q.end }
            if p.isPreferred != q.isPreferred { return p.isPreferred }
            if p.rule != q.rule { return rules[p.rule].name < rules[q.rule].name }
            if p.matchEnd - p.matchStart != q.matchEnd - q.matchStart { return p.matchEnd - p.matchStart > q.matchEnd - q.matchStart }
            return p.matchStart < q.matchStart
        }
        var winners: [Proposal] = []
        while let best = rest.min(by: precedes) {
            winners.append(best)
            rest.removeAll { overlaps(best.start, best.end, $0) }
        }
        return winners
    }
}
