import BaoShuRules

extension Evaluator {
    private var reader: PhraseReader { PhraseReader(lattice: lattice.view, mentions: seen.base, words: words, places: places.byEnd(lattice), kinds: kinds) }

    /// The folded span of an argument: of a capture, or of words that another function gave.
    private func span(of argument: Int32) -> Range<Int>? {
        let value = value(argument)
        return value.kind == .words ? value.start..<value.end : nil
    }

    /// The cue of the mention that begins at a place.
    private func cue(ofMentionAt position: Int) -> (start: Int, end: Int)? {
        guard let mention = mention(startingAt: position), let fields = seen.base[mention].fields else { return nil }
        return fields._withUnsafeGuaranteedRef { fields in
            var index = fields.ownCount
            while index < fields.count {
                let head = fields[index]
                if head.name == known.cue { return (head.value.start, head.value.end) }
                index += 1 + Int(head.value.id)
            }
            return nil
        }
    }

    /// The noun phrase to the left of an argument; a cue that belongs to a quantity is passed over.
    private func phrase(before argument: Int32) -> PhraseReader.Phrase? {
        span(of: argument).map { phrase(before: $0) }
    }

    private func phrase(before span: Range<Int>) -> PhraseReader.Phrase {
        var position = span.lowerBound
        if let cue = cue(ofMentionAt: position), cue.end <= position { position = cue.start }
        // 清单（70项）: what is counted stands before the bracket.
        let view = lattice.view
        if position > 0, view.units[position - 1] == 0x28, span.upperBound < view.count, view.units[span.upperBound] == 0x29 { position -= 1 }
        return phrases.phrase(at: position) { reader.phrase(before: position) }
    }

    private func mention(startingAt position: Int) -> Int? {
        let view = lattice.view
        for index in view.edgeRange(at: position) { if let mention = view.edges[index].mention { return mention } }
        return nil
    }

    func phraseBefore(_ argument: Int32) -> CompactValue {
        phrase(before: argument)?.core.map { .words($0.lowerBound, $0.upperBound) } ?? .absent
    }

    func ownerBefore(_ argument: Int32) -> CompactValue {
        phrase(before: argument)?.owner.map { .words($0.lowerBound, $0.upperBound) } ?? .absent
    }

    func phraseAfter(_ argument: Int32) -> CompactValue {
        guard let span = span(of: argument) else { return .absent }
        var position = span.upperBound
        if let cue = cue(ofMentionAt: span.lowerBound), cue.start >= position { position = cue.end }
        let phrase = followers.phrase(at: position) { PhraseReader.Phrase(core: reader.phrase(after: position)) }
        return phrase.core.map { .words($0.lowerBound, $0.upperBound) } ?? .absent
    }

    /// The items of a list, as many as a repeated capture has values: of the phrase before an argument, else of the clause before it.
    func listBefore(_ argument: Int32, _ counted: Int32) -> CompactValue {
        guard let span = span(of: argument), let index = capture(counted) else { return .absent }
        let items = reader.list(before: span.lowerBound, count: captures.count(of: index))
        return items.isEmpty ? .absent : compact(.list(items.map { .words($0.lowerBound, $0.upperBound) }))
    }

    /// What the figures measure that stand before an argument, as many as a repeated capture has values: 出口12亿元、进口8亿元 before
    /// 分别增长8%和9%. Absent where there are not as many, or one more that may be meant.
    func figuresBefore(_ argument: Int32, _ counted: Int32) -> CompactValue {
        guard let span = span(of: argument), let index = capture(counted) else { return .absent }
        let figures = reader.figures(before: span.lowerBound, count: captures.count(of: index)) { phrase(before: $0).core }
        return figures.isEmpty ? .absent : compact(.list(figures.map { .words($0.lowerBound, $0.upperBound) }))
    }

    func isHeaded(_ argument: Int32) -> CompactValue {
        guard let span = span(of: argument) else { return .absent }
        return .flag(reader.ends(with: .head, span))
    }

    /// Whether words begin with an Arabic digit.
    func inDigits(_ argument: Int32) -> CompactValue {
        guard let span = span(of: argument) else { return .absent }
        return .flag((0x30...0x39).contains(lattice.view.units[span.lowerBound]))
    }

    /// Whether a word of a lexicon stands in the clause around an argument.
    func clauseHas(_ argument: Int32, _ name: Int32) -> CompactValue {
        let view = lattice.view
        guard let span = span(of: argument), let isOne = kinds(ofLexicon: name) else { return .absent }
        let reader = reader
        let (start, end) = (reader.clauseStart(before: span.lowerBound), reader.clauseEnd(after: span.upperBound))
        for index in Int(view.firstEdge[start])..<Int(view.firstEdge[end]) {
            if isOne[Int(view.edges[index].kind)] { return .flag(true) }
        }
        return .flag(false)
    }

    /// For each kind of edge whether it is that of words of the lexicon that an argument names.
    private func kinds(ofLexicon argument: Int32) -> UnsafePointer<Bool>? {
        table(argument).map { UnsafePointer(program.terminalTable + $0 * program.kindCount) }
    }

    /// Whether words end with an entry of a lexicon, or are one.
    func wordsEnd(_ argument: Int32, _ name: Int32, whole: Bool = false) -> CompactValue {
        let view = lattice.view
        guard let isOne = kinds(ofLexicon: name) else { return .absent }
        guard let span = span(of: argument) else { return .flag(false) }
        let floor = max(span.lowerBound, span.upperBound - 8)
        for number in view.edgeNumbers(endingAt: span.upperBound) {
            let edge = view.edges[number]
            if isOne[Int(edge.kind)], whole ? Int(edge.start) == span.lowerBound : Int(edge.start) >= floor { return .flag(true) }
        }
        return .flag(false)
    }

    /// Whether a phrase ends with an argument and the cue behind it: punctuation or the end of the text follows.
    func endsPhrase(_ argument: Int32) -> CompactValue {
        guard let span = span(of: argument) else { return .absent }
        var position = span.upperBound
        if let cue = cue(ofMentionAt: span.lowerBound), cue.start >= position { position = cue.end }
        // 规模约10万人左右: a cue on either side.
        if position < lattice.count, reader.endsClause(position) { return .flag(true) }
        while position < lattice.count, lattice.view.units[position] == 0x20 { position += 1 }
        guard position < lattice.count else { return .flag(true) }
        if reader.isTold(at: position) { return .flag(true) }
        let unit = lattice.view.units[position]
        return .flag(PhraseReader.endsClause(unit) || PhraseReader.opening(of: unit) != nil || [0x3001, 0x28, 0x2026].contains(unit) || reader.stands(.join, at: position))
    }

    /// The words from the start of one argument to the end of another.
    func wordsBetween(_ first: Int32, _ last: Int32) -> CompactValue {
        guard let a = span(of: first), let b = span(of: last), a.lowerBound < b.upperBound else { return .absent }
        return .words(a.lowerBound, b.upperBound)
    }

    /// Whether words contain an entry of a lexicon.
    func wordsHave(_ argument: Int32, _ name: Int32) -> CompactValue {
        let view = lattice.view
        guard let isOne = kinds(ofLexicon: name) else { return .absent }
        guard let span = span(of: argument) else { return .flag(false) }
        for index in Int(view.firstEdge[span.lowerBound])..<Int(view.firstEdge[span.upperBound]) {
            if isOne[Int(view.edges[index].kind)], Int(view.edges[index].end) <= span.upperBound { return .flag(true) }
        }
        return .flag(false)
    }

    /// Whether an argument stands in quotation marks with fewer than 24 characters between them: a title or a slogan.
    func isQuoted(_ argument: Int32) -> CompactValue {
        guard let span = span(of: argument) else { return .absent }
        var i = span.lowerBound
        while i > 0, span.lowerBound - i < 24 {
            let unit = lattice.view.units[i - 1]
            if unit == 0x201D || unit == 0x300B || unit == 0x0A || unit == 0x3002 { return .flag(false) }
            if unit == 0x201C || unit == 0x300A || unit == 0x2018 {
                var j = span.upperBound
                while j < lattice.count, j - i < 26 {
                    if [0x201D, 0x300B, 0x2019].contains(lattice.view.units[j]) { return .flag(true) }
                    if [0x2C, 0x3002, 0x0A].contains(lattice.view.units[j]) { return .flag(false) }
                    j += 1
                }
                return .flag(false)
            }
            i -= 1
        }
        return .flag(false)
    }
}
