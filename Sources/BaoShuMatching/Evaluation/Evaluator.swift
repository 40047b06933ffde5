import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuValues

/// Evaluates the expressions of `where` and `set` over the captures of one match.
///
/// A class that a matcher keeps: a match costs no copies, only new captures. Nobody else writes it while it works: accesses to what
/// it reads all the time are not checked.
final class Evaluator {
    let program: RuleProgram
    let boundaries: BoundaryFinder
    /// What words do to the noun phrases beside numbers.
    let words: PhraseWords
    let lattice: Lattice
    let expressions: ExpressionTable
    @exclusivity(unchecked) var captures = Captures()
    @exclusivity(unchecked) var context = MatchContext()
    /// The original text and the way from folded to original offsets, for words.
    @exclusivity(unchecked) var folded = FoldedText()
    @exclusivity(unchecked) var text: [UInt16] = [] { didSet { forgetText() } }
    /// The mentions of earlier stages: set anew for every stage.
    @exclusivity(unchecked) var mentions: [StageMention] = [] { didSet { isSeen = false } }
    /// Whether `seen` and what was read of the text around the mentions is of the mentions in hand.
    private var isSeen = false
    /// The mentions as plain memory.
    let seen = Memory<SeenMention>(capacity: 64)
    /// What was read of the stage's text: where its mentions are, and the noun phrases before and behind numbers.
    let places = MentionPlaces()
    let phrases = PhraseCache()
    let followers = PhraseCache()
    let kinds: PhraseReader.Kinds
    /// Values that are no compact ones: of the expression in hand.
    @exclusivity(unchecked) var boxes: [RuleValue] = []
    /// Words of lexicons that conditions ask about.
    let finder: WordFinder
    let regionalUnits: RegionalUnits
    /// The date expressions in the making: where they begin, and their steps.
    @exclusivity(unchecked) var bases: [DateBase] = []
    @exclusivity(unchecked) var steps: [DateStep] = []
    /// Cells that were read before.
    let cells = CellCache()
    /// The fields that functions ask for by themselves.
    let known: KnownFields
    /// For each rule the expressions of its mentions, compiled when they are first asked for.
    let mentionPrograms: Memory<MentionProgram>
    let isCompiled: Memory<Bool>
    /// Who holds which place, while links are settled.
    let claims = Memory<Int32>()
    /// The program's tables of weights, which it keeps.
    let weights: Memory<Unmanaged<CharacterWeights>>
    /// Fields of the mention in hand.
    let gathered = Memory<StageField>(capacity: 32)

    init(program: RuleProgram, lattice: Lattice, boundaries: BoundaryFinder, words: PhraseWords, fields: ExpressionTable) {
        expressions = fields
        finder = WordFinder(program: program)
        regionalUnits = RegionalUnits(program: program, texts: fields.texts)
        self.program = program
        self.lattice = lattice
        self.boundaries = boundaries
        self.words = words
        known = KnownFields(fields)
        kinds = PhraseReader.Kinds(program: program, texts: fields.texts)
        weights = Memory(program.weights.map { Unmanaged.passUnretained($0) })
        mentionPrograms = Memory(capacity: max(1, program.rules.count))
        isCompiled = Memory(capacity: max(1, program.rules.count))
        isCompiled.base.initialize(repeating: false, count: max(1, program.rules.count))
    }

    /// Forgets what was read of the words of the text before.
    private func forgetText() {
        finder.forget()
        regionalUnits.forget()
    }

    /// Makes `seen` what `mentions` are.
    @inline(__always) func look() {
        if !isSeen { seeMentions() }
    }

    /// Lets go of the mentions, which are about to be written; what was seen of them stays.
    func keepSeen() {
        look()
        mentions = []
        isSeen = true
    }

    private func seeMentions() {
        seen.clear(for: mentions.count)
        for (index, mention) in mentions.enumerated() { seen.base[index] = SeenMention(mention) }
        places.forget()
        phrases.forget()
        followers.forget()
        isSeen = true
    }

    /// What the evaluator knows of a text.
    struct Text {
        var context = MatchContext()
        var folded = FoldedText()
        var units: [UInt16] = []
    }

    /// Each has the text that the other had.
    func exchange(with other: inout Text) {
        swap(&context, &other.context)
        swap(&folded, &other.folded)
        swap(&text, &other.units)
        mentions = []
    }

    // MARK: Expressions of the syntax tree: for explaining, and for the reference

    func evaluate(_ expression: CompiledExpression) -> RuleValue {
        let mark = expressions.mark
        defer { expressions.forget(behind: mark) }
        let node = expressions.compile(expression)
        start()
        return ruleValue(value(node))
    }

    func holds(_ expression: CompiledExpression) -> Bool {
        let mark = expressions.mark
        defer { expressions.forget(behind: mark) }
        let node = expressions.compile(expression)
        start()
        return truth(node) == true
    }

    // MARK: Compiled expressions

    /// Begins an expression: what was kept for the one before is gone.
    @inline(__always) func start() {
        look()
        if !boxes.isEmpty { boxes.removeAll(keepingCapacity: true) }
        if !bases.isEmpty {
            bases.removeAll(keepingCapacity: true)
            steps.removeAll(keepingCapacity: true)
        }
    }

    func value(_ index: Int32) -> CompactValue {
        let node = expressions.nodes.base[Int(index)]
        switch node.operation {
        case .constant: return expressions.constants.base[Int(node.a)]
        case .words:
            guard let first = captures.first(Int(node.a)) else { return .absent }
            return .words(first.start, captures.last(Int(node.a))?.end ?? first.end)
        case .text: return captures.first(Int(node.a)).map { .folded($0.start, $0.end) } ?? .absent
        case .length: return captures.first(Int(node.a)).map { .number($0.end - $0.start) } ?? .absent
        case .start: return captures.first(Int(node.a)).map { .number($0.start) } ?? .absent
        case .end: return captures.first(Int(node.a)).map { .number($0.end) } ?? .absent
        case .field:
            guard let first = captures.first(Int(node.a)) else { return .absent }
            return field(Int(node.b), of: first)
        case .first:
            for item in node.a..<(node.a + node.b) {
                let value = value(expressions.lists.base[Int(item)])
                if !value.isAbsent { return value }
            }
            return .absent
        case .conditional: return value(truth(node.a) == true ? node.b : node.c)
        case .negate:
            let value = value(node.a)
            if value.kind == .number, let negative = value.decimal.flatMap({ -$0 }) { return .number(negative) }
            return number(value).map { compact(-$0) } ?? .absent
        case .arithmetic: return arithmetic(node.symbol, value(node.a), value(node.b))
        case .weight: return weight(of: Int(node.a), table: Int(node.b)).map { .number($0) } ?? .absent
        case .call: return call(node.function, UnsafeBufferPointer(start: UnsafePointer(expressions.lists.base + Int(node.a)), count: Int(node.b)))
        case .table: return .absent
        default: return truth(index).map { .flag($0) } ?? .absent
        }
    }

    /// Whether the conditions hold whose tests begin with one.
    func holds(testsFrom first: Int32) -> Bool {
        var next = first
        while next >= 0 {
            let test = expressions.tests.base + Int(next)
            if let truth = truth(of: test.pointee.node, test.pointee.step) {
                next = truth ? test.pointee.whenTrue : test.pointee.whenFalse
            } else {
                next = test.pointee.whenAbsent
            }
        }
        return next == ConditionTest.holds
    }

    /// nil where it is absent, which counts as unknown: such a condition does not hold.
    func truth(_ index: Int32) -> Bool? {
        let node = expressions.nodes.base[Int(index)]
        switch node.operation {
        case .and: return truth(node.a) == true && truth(node.b) == true
        case .or: return truth(node.a) == true || truth(node.b) == true
        case .not: return truth(node.a).map { !$0 }
        default: return truth(of: node, index)
        }
    }

    /// The same of a step that is none of `and`, `or` and `not`.
    @inline(__always) private func truth(of node: ExpressionNode, _ index: Int32) -> Bool? {
        switch node.operation {
        case .isAbsent: return value(node.a).isAbsent
        case .isCaptureAbsent: return captures.first(Int(node.a)) == nil
        case .isFieldAbsent: return captures.first(Int(node.a)).map { field(Int(node.b), of: $0).isAbsent } ?? true
        case .isField: return captures.first(Int(node.a)).map { equals(field(Int(node.b), of: $0), .text(node.c)) } ?? false
        case .isFieldNot: return captures.first(Int(node.a)).map { !equals(field(Int(node.b), of: $0), .text(node.c)) } ?? true
        case .isFieldOneOf:
            guard let first = captures.first(Int(node.a)) else { return false }
            let value = field(Int(node.b), of: first)
            if value.isAbsent { return false }
            let texts = expressions.lists.base + Int(node.c)
            for item in 0..<Int(texts[-1]) where equals(value, .text(texts[item])) { return true }
            return false
        case .compare: return compare(node.symbol, value(node.a), value(node.b))
        case .compareConstant: return compare(node.symbol, fieldOrValue(node.a), expressions.constants.base[Int(node.b)])
        case .within:
            let value = value(node.a)
            return !value.isAbsent && isWithin(value, self.value(node.b), self.value(node.c))
        case .withinConstants: return isWithin(fieldOrValue(node.a), expressions.constants.base[Int(node.b)], expressions.constants.base[Int(node.c)])
        case .oneOf:
            let value = value(node.a)
            if value.isAbsent { return false }
            for item in node.b..<(node.b + node.c) where equals(value, self.value(expressions.lists.base[Int(item)])) { return true }
            return false
        case .isText:
            guard let first = captures.first(Int(node.a)) else { return false }
            return isOneOf(node.b, first.start, first.end)
        case .listed: return span(of: Int(node.a)).map { isListed($0, lexicon: Int(node.b)) }
        case .holds: return span(of: Int(node.a)).map { holdsWord($0, lexicon: Int(node.b), exempt: Int(node.c)) }
        case .crossed: return span(of: Int(node.a)).map { isCrossed($0, lexicon: Int(node.b), beside: node.c < 0 ? nil : span(of: Int(node.c))) }
        case .parted: return captures.first(Int(node.a)).map { boundaries.isBoundary($0.start) }
        default: return truth(of: value(index))
        }
    }

    /// The value of a step, which is a field more often than not.
    @inline(__always) private func fieldOrValue(_ index: Int32) -> CompactValue {
        let node = expressions.nodes.base[Int(index)]
        guard node.operation == .field else { return value(index) }
        return captures.first(Int(node.a)).map { field(Int(node.b), of: $0) } ?? .absent
    }

    private func truth(of value: CompactValue) -> Bool? {
        switch value.kind {
        case .absent: nil
        case .flag: value.payload != 0
        case .text, .folded, .boxed, .kept:
            switch ruleValue(value) {
            case .flag(let flag): flag
            case .absent: nil
            case .text(let text): !["", "0", "false", "no"].contains(text)
            default: true
            }
        default: true
        }
    }

    // MARK: Words

    /// Words as their text.
    func asText(_ value: RuleValue) -> RuleValue {
        if case .words(let start, let end) = value { return .text(string(start, end)) }
        return value
    }

    /// The original words at a folded span.
    func string(_ start: Int, _ end: Int) -> String {
        let span = folded.original(start..<end)
        return text.withUnsafeBufferPointer { String(utf16: UnsafeBufferPointer(rebasing: $0[span.indices])) }
    }

    /// The folded words at a span, for comparing.
    func foldedString(_ start: Int, _ end: Int) -> String {
        let units = UnsafeBufferPointer(start: lattice.view.units + start, count: end - start)
        guard units.contains(where: UTF16.isSurrogate) else { return String(utf16: units) }
        // What stands for a character beyond the basic plane says not which.
        let whole = (start..<end).flatMap { UTF16.isSurrogate(lattice.view.units[$0]) ? Array(text[folded.original($0..<$0 + 1).indices]) : [lattice.view.units[$0]] }
        return String(decoding: whole, as: UTF16.self)
    }
}

extension String {
    /// The text of code units; a surrogate without its other half becomes U+FFFD.
    init(utf16 units: UnsafeBufferPointer<UInt16>) {
        // The standard library decodes unit by unit through a witness table; words are short and nearly all of the first plane.
        if units.count > 64 || units.contains(where: { $0 & 0xF800 == 0xD800 }) {
            self.init(decoding: units, as: UTF16.self)
            return
        }
        self.init(unsafeUninitializedCapacity: units.count * 3) { bytes in
            var count = 0
            func put(_ byte: UInt16) {
                bytes.initializeElement(at: count, to: UInt8(truncatingIfNeeded: byte))
                count += 1
            }
            for unit in units {
                if unit < 0x80 {
                    put(unit)
                } else if unit < 0x800 {
                    put(0xC0 | unit >> 6)
                    put(0x80 | unit & 0x3F)
                } else {
                    put(0xE0 | unit >> 12)
                    put(0x80 | unit >> 6 & 0x3F)
                    put(0x80 | unit & 0x3F)
                }
            }
            return count
        }
    }
}
