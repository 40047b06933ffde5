import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuTokens
import BaoShuValues

/// Runs a program's stages over texts. One per thread: it keeps the scratch memory and the lazily made automaton states.
package final class Matcher {
    package let program: RuleProgram
    let resolver: Resolver
    /// For each stage where its rules may begin: the passes over the text, where they look, and the edges that some rules begin with.
    private let backward: [[BackwardPass]]
    private let rolesOfPasses: [[RoleSet?]]
    private let alarms: [Alarms]
    private let edgeStarts: [[EdgeStarts]]
    /// What the rules of each pass, and of each group of edges, are for.
    private let uses: [(passes: [RuleRun.Use], edges: [RuleRun.Use])]
    /// For each stage whether it has only link rules, some of which state facts.
    private let seeksFacts: [Bool]
    let forward = ForwardPass()
    let lattice = Lattice()
    let stagesOfEdges: StagesOfEdges
    @exclusivity(unchecked) var folded = FoldedText()
    let breaker: WordBreaker?
    let boundaries: BoundaryFinder
    let words: PhraseWords
    let remembered = RememberedNames()
    let output: MentionOutput
    let runs: [RuleRun]
    let tables: Memory<RuleTables>
    /// Evaluates over the captures of the match in hand.
    let evaluator: Evaluator
    let gathered = CaptureBuffer()
    /// The memory of the proposals of the text and the stage in hand.
    let arena = Arena()
    /// The texts of the batch in hand; kept for the next batch.
    @exclusivity(unchecked) var parked: [ParkedText] = []
    /// Where the stages may begin in them.
    let parkedStarts = Memory<Unmanaged<StageStarts>>()

    /// What happened in each stage of the last text; kept only where an explainer asked for it.
    @exclusivity(unchecked) var traces: [StageTrace]?

    /// Where the time goes; kept only where it is asked for.
    @exclusivity(unchecked) package var profile: MatchProfile?

    /// The first stages over a text that is matched next, run when its day was not known.
    struct Begun {
        var stages: Range<Int>
        var result: Result
    }

    /// What `statedDates` left of the text that the lattice holds.
    @exclusivity(unchecked) var begun: Begun?

    // Reused buffers.
    let starts = StageStarts()
    /// Those of the text in hand, for passes over it alone.
    private let ownStarts: Memory<Unmanaged<StageStarts>>
    private var inHand: UnsafeBufferPointer<Unmanaged<StageStarts>> { UnsafeBufferPointer(start: ownStarts.base, count: 1) }
    let order = MentionOrder()
    private let earlierMemory = Memory<Resolver.Earlier>()
    @exclusivity(unchecked) private var proposalBuffer: [Proposal] = []
    let absorbedMentions = Memory<Int32>()
    /// For each stage the rules that hold only in some roles, and for each of its rules whether the text in hand has none of those.
    private let roleRules: [[(number: Int, roles: RoleSet)]]
    private let idle: [Memory<Bool>]
    /// The roles of blocks in which alone some rule can begin.
    private let roles: RoleSet

    package init(program: RuleProgram) {
        self.program = program
        resolver = Resolver(program: program)
        let members = SymbolLists(program)
        stagesOfEdges = StagesOfEdges(program: program, accepted: members)
        let scratch = Memory<UInt16>()
        backward = program.stages.map { $0.automata.map { BackwardPass(program: program, members: members, $0, scratch: scratch) } }
        rolesOfPasses = program.stages.map { $0.automata.map { $0.roles.map { RoleSet(names: $0) } } }
        alarms = backward.map { Alarms(program: program, passes: $0) }
        edgeStarts = program.stages.map { stage in stage.edgeStarted.map { EdgeStarts($0, of: stage, program: program, accepted: members) } }
        breaker = try? WordBreaker()
        boundaries = BoundaryFinder(breaker: breaker)
        let fields = ExpressionTable(program: program)
        let stepTables = StepTables(program: program, members: members, count: program.rules.reduce(0) { $0 + $1.automatonCount })
        runs = program.rules.map { RuleRun($0, program: program, fields: fields, tables: stepTables) }
        let runs = runs
        uses = program.stages.map { stage in
            func use(_ numbers: some Sequence<Int>) -> RuleRun.Use { numbers.first { $0 >= 0 }.map { runs[stage.rules[$0]].use } ?? .mentions }
            return (stage.automata.map { use($0.begins.lazy.map { Int($0) }) }, stage.edgeStarted.map { use($0) })
        }
        seeksFacts = program.stages.map { stage in stage.rules.contains { runs[$0].use == .facts } && !stage.rules.contains { runs[$0].use == .mentions } }
        roleRules = program.stages.map { stage in stage.rules.indices.compactMap { number in runs[stage.rules[number]].roles.map { (number, $0) } } }
        roles = runs.reduce(into: []) { $0.formUnion($1.roles ?? []) }
        idle = program.stages.map { stage in
            let idle = Memory<Bool>(capacity: max(1, stage.rules.count))
            idle.base.initialize(repeating: false, count: idle.capacity)
            return idle
        }
        ownStarts = Memory([Unmanaged.passUnretained(starts)])
        tables = Memory(capacity: max(1, runs.count))
        for (index, run) in runs.enumerated() { (tables.base + index).initialize(to: run.tables) }
        words = PhraseWords(program: program)
        output = MentionOutput(program: program, texts: fields.texts)
        evaluator = Evaluator(program: program, lattice: lattice, boundaries: boundaries, words: words, fields: fields)
    }

    /// What the rules found in a text.
    package struct Result {
        package var mentions: [StageMention] = []
        /// What the `link` rules found, by start.
        package var links: [LinkMatch] = []
        package var diagnostics: [DocumentDiagnostic] = []
        /// More than one in twenty of the text's code units is a traditional or variant character.
        package var isTraditional = false
        /// The article's day, ISO 8601: the context's, or that of a dateline in the text.
        package var date: String?
        /// The names that the text gives, where its context shares them.
        package var names: [PageName] = []
    }

    /// Runs all stages up to `last` (all where nil).
    ///
    /// - Complexity: O(*n*) for *n* code units, whatever the rules and the text.
    package func match(_ text: [UInt16], context: MatchContext, stages: Range<Int>? = nil) -> Result {
        let stages = stages ?? program.stages.indices
        if let begun = goneOn(text, context, stages) { return begun }
        var result = started(text, context: context)
        for stage in stages where !program.stages[stage].rules.isEmpty { run(stage: stage, result: &result) }
        return result
    }

    /// The same for a text whose first stages were run when its day was not known: they find the same words, only the values of dates
    /// change. nil where the text is another, or where what happens in the stages is to be explained.
    private func goneOn(_ text: [UInt16], _ context: MatchContext, _ stages: Range<Int>) -> Result? {
        guard let begun else { return nil }
        self.begun = nil
        guard begun.stages.lowerBound == stages.lowerBound, begun.stages.upperBound <= stages.upperBound, traces == nil, evaluator.text == text,
            evaluator.context.blocks.elementsEqual(context.blocks, by: { $0.span == $1.span && $0.role == $1.role && $0.dateline == $1.dateline })
        else { return nil }
        var result = begun.result
        result.date = context.date
        evaluator.context = context
        if result.mentions.contains(where: { $0.hasDates }) { result.date = resolveDates(&result.mentions) }
        for stage in begun.stages.upperBound..<stages.upperBound where !program.stages[stage].rules.isEmpty {
            run(stage: stage, result: &result)
        }
        return result
    }

    /// Takes a text in hand before its first stage.
    func started(_ text: [UInt16], context: MatchContext) -> Result {
        var result = Result()
        result.date = context.date
        begin(text, context: context)
        result.isTraditional = isTraditional
        if profile != nil { countWords() }
        return result
    }

    /// Whether the text in hand is written in traditional characters.
    var isTraditional: Bool { folded.variantCount * 20 > folded.units.count }

    /// Folds a text and finds its words, numerals and pairs.
    func begin(_ text: [UInt16], context: MatchContext) {
        // Traces keep the proposals of the text before.
        if traces == nil { arena.reset() } else { arena.renew() }
        order.reset()
        // Nothing else may hold the buffers while they are written.
        evaluator.folded = FoldedText()
        boundaries.clear()
        folded.fold(text, with: program.fold)
        lattice.build(folded, program: program)
        boundaries.start(text: text, folded: folded)
        (evaluator.folded, evaluator.text, evaluator.context) = (folded, text, context)
    }

    func run(stage: Int, result: inout Result) {
        prepare(stage: stage, mentions: result.mentions)
        findStarts(stage: stage, in: inHand)
        finish(stage: stage, result: &result)
    }

    /// Sets what is needed to find where a stage's rules may begin in the text in hand.
    func prepare(stage: Int, mentions: [StageMention]) {
        let mayStart = setEdges(stage: stage, mentions: mentions)
        starts.view = mayStart ? lattice.view : nil
        starts.alarms = mayStart && !backward[stage].isEmpty ? alarms[stage].set(lattice.view, in: starts.alarmMemory) : nil
        starts.roles = evaluator.context.roles
        starts.seeksFacts = !evaluator.context.hasTables && profile == nil && seeksFacts[stage]
        starts.count = 0
    }

    /// Tries the rules of a stage where they may begin, and adds what stands to the result.
    func finish(stage: Int, result: inout Result) {
        let awaitsNames = !evaluator.context.names.isEmpty && evaluator.context.names.contains { program.rules[$0.rule].stage == stage }
        let mayStart = starts.view != nil
        if !mayStart, traces == nil, !awaitsNames { return }
        // What the stages before proposed has become mentions.
        if traces == nil { arena.reset() }
        evaluator.mentions = result.mentions
        var proposals: [Proposal] = [], links: [Proposal] = []
        swap(&proposals, &proposalBuffer)
        proposals.removeAll(keepingCapacity: true)
        defer { swap(&proposals, &proposalBuffer) }
        if mayStart {
            let own = evaluator.context.roles
            if program.stages[stage].looksBack { lattice.listByEnd() }
            for rule in roleRules[stage] { idle[stage].base[rule.number] = !own.meets(rule.roles) }
            propose(stage: stage, proposals: &proposals, links: &links)
            if starts.seeksFacts {
                // What helps to state facts is looked for only where there is one, and what stands in later lines than the last helps none.
                if links.isEmpty { return }
                starts.count = 0
                findStarts(stage: stage, in: inHand, upTo: traces == nil ? endOfLine(behind: links) : nil, helping: true)
                propose(stage: stage, proposals: &proposals, links: &links)
            }
            // As one pass over the text would find them, whichever passes the rules are in.
            links.sort { ($0.matchStart, $1.rule) < ($1.matchStart, $0.rule) }
        }
        let settledLinks = links.isEmpty ? [] : settle(links: links)
        if !links.isEmpty {
            let found = self.links(of: links, settled: settledLinks)
            // Nearly always there are none before: then nothing is copied.
            if result.links.isEmpty { result.links = found } else { result.links += found }
        }
        profile?.count(links, standing: links.indices.filter { settledLinks[$0] == nil })
        guard !proposals.isEmpty || traces != nil || awaitsNames else { return }
        let blocks = lattice.blocks.filter { program.blockStage[$0.lexicon] == stage }.map { (start: $0.start, end: $0.end) }
        let earlier = earlier(result.mentions)
        let outcome = resolver.settle(proposals, blocks: blocks, earlier: earlier, explain: traces != nil)
        traces?.append(
            StageTrace(
                stage: stage, lattice: lattice.copy(), arena: arena.chunks, proposals: proposals, outcome: outcome, before: result.mentions, links: links,
                linkWinners: settledLinks))
        profile?.count(proposals, standing: outcome.winners)
        let winners = outcome.winners.map { proposals[$0] }
        evaluator.keepSeen()
        take(winners, over: earlier, result: &result)
        findAgain(stage: stage, winners: winners, result: &result)
        for (winner, loser) in outcome.ambiguities {
            let (p, q) = (proposals[winner], proposals[loser])
            let names = "`\(program.rules[p.rule].name)` and `\(program.rules[q.rule].name)`"
            result.diagnostics.append(DocumentDiagnostic(code: "ambiguous", message: "\(names) match the same words; the first by name was taken", span: folded.original(p.start..<p.end)))
        }
    }

    /// The end of the line in which the last of some matches ends.
    private func endOfLine(behind matches: [Proposal]) -> Int {
        let view = lattice.view
        var end = matches.reduce(0) { max($0, $1.matchEnd) }
        while end < view.count, view.units[end] != 0x0A { end += 1 }
        return end
    }

    /// Sets the edges that the stage's rules see.
    ///
    /// - Returns: whether a rule may begin anywhere.
    private func setEdges(stage: Int, mentions: [StageMention]) -> Bool {
        order.update(mentions)
        let mentionEdges = order.edges(mentions, program: program)
        if backward[stage].isEmpty, traces == nil, !edgeStarts[stage].contains(where: { $0.mayStart(at: mentionEdges) }) { return false }
        lattice.setEdges(mentions: mentionEdges, stages: stagesOfEdges, program: program, stage: stage, keepsAll: traces != nil || evaluator.context.roles.meets(roles))
        return true
    }

    /// Finds where a stage's rules may begin in texts prepared for it: each pass over all of them before the next, so that its states stay
    /// in the processor's nearest cache.
    ///
    /// - Parameters:
    ///   - limit: where they are no longer looked for; nil for the ends of the texts.
    ///   - helping: look for rules that help to state facts; else for those that state them where the text seeks those, for all where not.
    func findStarts(stage: Int, in texts: UnsafeBufferPointer<Unmanaged<StageStarts>>, upTo limit: Int? = nil, helping: Bool = false) {
        func find(for use: RuleRun.Use, roles: RoleSet? = nil, _ body: (StageStarts, LatticeView) -> Int) {
            for text in texts {
                text._withUnsafeGuaranteedRef { text in
                    guard let view = text.view, helping ? use == .help : !text.seeksFacts || use == .facts, roles.map(text.roles.meets) ?? true else { return }
                    text.count = body(text, view)
                }
            }
        }
        let (passes, edges) = uses[stage]
        for (number, group) in edgeStarts[stage].enumerated() {
            find(for: edges[number]) { text, view in group.find(view, upTo: limit ?? view.count, into: text.found, keeping: text.count) }
        }
        for (number, pass) in backward[stage].enumerated() {
            find(for: passes[number], roles: rolesOfPasses[stage][number]) { text, view in
                guard let alarms = text.alarms else { return text.count }
                return pass.run(view, self.alarms[stage].marks(ofPass: number, alarms), upTo: limit ?? view.count, into: text.found, keeping: text.count)
            }
        }
    }

    private static let manyStarts = 1 << 12
    private static let mostReserved = 1 << 19

    /// Tries the rules where they may begin, from left to right for each pass.
    private func propose(stage: Int, proposals: inout [Proposal], links: inout [Proposal]) {
        let rules = program.stages[stage].rules
        let (starts, count) = (starts.found.base, starts.count)
        let idle = idle[stage].base
        // A long text has many: what grows by doubling is copied, and its pages are made anew each time.
        if count > Self.manyStarts { proposals.reserveCapacity(proposals.count + min(count, Self.mostReserved)) }
        var left = count
        while left > 0 {
            left -= 1
            let (position, number) = (Int(starts[left].position), Int(starts[left].rule))
            if idle[number] { continue }
            let proposal = profile == nil ? propose(rules[number], at: position) : proposeMeasured(rules[number], at: position)
            guard let proposal else { continue }
            if runs[rules[number]].isLink { links.append(proposal) } else { proposals.append(proposal) }
        }
    }

    /// Makes mentions of the proposals that won, in place of the earlier ones that they took.
    private func take(_ winners: [Proposal], over earlier: UnsafeBufferPointer<Resolver.Earlier>, result: inout Result) {
        let seen = result.mentions.count
        var next = 0
        for proposal in winners {
            // Both come by start, and of either no two overlap: one walk over both.
            while next < earlier.count, earlier[next].end <= proposal.start { next += 1 }
            while next < earlier.count, earlier[next].start < proposal.end {
                result.mentions[earlier[next].index].isAbsorbed = true
                next += 1
            }
            result.mentions.append(mention(of: proposal))
        }
        if result.isTraditional { setOwnMoney(&result.mentions, from: seen) }
        if result.mentions.dropFirst(seen).contains(where: \.hasDates) { result.date = resolveDates(&result.mentions) }
    }

    private func proposeMeasured(_ rule: Int, at position: Int) -> Proposal? {
        let began = ContinuousClock.now
        defer { profile?.rules[rule].add(ContinuousClock.now - began) }
        return propose(rule, at: position)
    }

    private func countWords() {
        for edge in lattice.fixed { if case .entry(let entry) = edge.source { profile?.lexicons[Int(program.entries[Int(entry)].lexicon)] += 1 } }
    }

    /// The edges that later rules see of mentions, by start, longest first; valid until the next call.
    func mentionEdges(_ mentions: [StageMention]) -> UnsafeBufferPointer<Edge> {
        order.reset()
        order.update(mentions)
        return order.edges(mentions, program: program)
    }

    /// The mentions that are to be written, by start; valid until the next call.
    private func earlier(_ mentions: [StageMention]) -> UnsafeBufferPointer<Resolver.Earlier> {
        earlierMemory.clear(for: order.count)
        var filled = 0
        for number in order.numbers {
            let index = Int(number)
            if program.types[mentions[index].type].isInternal { continue }
            earlierMemory.base[filled] = Resolver.Earlier(index: index, rule: mentions[index].rule, start: mentions[index].start, end: mentions[index].end)
            filled += 1
        }
        return UnsafeBufferPointer(start: earlierMemory.base, count: filled)
    }

    /// The evaluator over other captures than those of the match in hand.
    func evaluator(_ captures: Captures, mentions: [StageMention]? = nil) -> Evaluator {
        evaluator.captures = captures
        if let mentions { evaluator.mentions = mentions }
        return evaluator
    }
}
