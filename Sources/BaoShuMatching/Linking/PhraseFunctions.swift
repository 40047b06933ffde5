import BaoShuRules

extension Evaluator {
    private var reader: PhraseReader {
        let known = places ?? MentionPlaces(lattice)
        places = known
        return PhraseReader(program: program, lattice: lattice, mentions: mentions, words: words, places: known)
    }

    /// The folded span of an argument: of a capture, or of words that another function gave.
    private func span(of argument: CompiledExpression) -> Range<Int>? {
        if case .words(let start, let end) = evaluate(argument) { start..<end } else { nil }
    }

    /// The noun phrase to the left of an argument; a cue that belongs to a quantity is passed over.
    private func phrase(before argument: CompiledExpression) -> PhraseReader.Phrase? {
        guard let span = span(of: argument) else { return nil }
        var position = span.lowerBound
        if let mention = mention(startingAt: position), let cue = mentions[mention].parts.first(where: { $0.name == "cue" }), cue.end <= position { position = cue.start }
        // 清单（70项）: what is counted stands before the bracket.
        if position > 0, lattice.units[position - 1] == 0x28, span.upperBound < lattice.count, lattice.units[span.upperBound] == 0x29 { position -= 1 }
        // Several rules ask for the phrase before one number.
        if let known = phrases[position] { return known }
        let phrase = reader.phrase(before: position)
        phrases[position] = phrase
        return phrase
    }

    private func mention(startingAt position: Int) -> Int? {
        for index in lattice.edgeRange(at: position) { if case .mention(let mention) = lattice.edges[index].source { return Int(mention) } }
        return nil
    }

    func phraseBefore(_ argument: CompiledExpression) -> RuleValue {
        phrase(before: argument)?.core.map { .words($0.lowerBound, $0.upperBound) } ?? .absent
    }

    func ownerBefore(_ argument: CompiledExpression) -> RuleValue {
        phrase(before: argument)?.owner.map { .words($0.lowerBound, $0.upperBound) } ?? .absent
    }

    func phraseAfter(_ argument: CompiledExpression) -> RuleValue {
        guard let span = span(of: argument) else { return .absent }
        var position = span.upperBound
        if let mention = mention(startingAt: span.lowerBound), let cue = mentions[mention].parts.first(where: { $0.name == "cue" }), cue.start >= position { position = cue.end }
        return reader.phrase(after: position).map { .words($0.lowerBound, $0.upperBound) } ?? .absent
    }

    /// The items of a list, as many as a repeated capture has values: of the phrase before an argument, else of the clause before it.
    func listBefore(_ argument: CompiledExpression, _ counted: CompiledExpression) -> RuleValue {
        guard let span = span(of: argument), case .capture(let index) = counted else { return .absent }
        let items = reader.list(before: span.lowerBound, count: captures.count(of: index))
        return items.isEmpty ? .absent : .list(items.map { .words($0.lowerBound, $0.upperBound) })
    }

    func isHeaded(_ argument: CompiledExpression) -> RuleValue {
        guard let span = span(of: argument) else { return .absent }
        return .flag(reader.ends(with: .head, span))
    }

    /// Whether words begin with an Arabic digit.
    func inDigits(_ argument: CompiledExpression) -> RuleValue {
        guard let span = span(of: argument) else { return .absent }
        return .flag((0x30...0x39).contains(lattice.units[span.lowerBound]))
    }

    /// Whether a word of a lexicon stands in the clause around an argument.
    func clauseHas(_ argument: CompiledExpression, _ name: CompiledExpression) -> RuleValue {
        guard let span = span(of: argument), case .text(let name) = name, let lexicon = program.lexicons.firstIndex(where: { $0.name == name }) else { return .absent }
        let reader = reader
        for position in reader.clauseStart(before: span.lowerBound)..<reader.clauseEnd(after: span.upperBound) {
            for index in lattice.edgeRange(at: position) {
                if case .entry(let entry) = lattice.edges[index].source, Int(program.entries[Int(entry)].lexicon) == lexicon { return .flag(true) }
            }
        }
        return .flag(false)
    }

    /// Whether words end with an entry of a lexicon.
    func wordsEnd(_ argument: CompiledExpression, _ name: CompiledExpression) -> RuleValue {
        guard case .text(let name) = name, let lexicon = program.lexicons.firstIndex(where: { $0.name == name }) else { return .absent }
        guard let span = span(of: argument) else { return .flag(false) }
        for position in max(span.lowerBound, span.upperBound - 8)..<span.upperBound {
            for index in lattice.edgeRange(at: position) where Int(lattice.edges[index].end) == span.upperBound {
                if case .entry(let entry) = lattice.edges[index].source, Int(program.entries[Int(entry)].lexicon) == lexicon { return .flag(true) }
            }
        }
        return .flag(false)
    }

    /// Whether a phrase ends with an argument and the cue behind it: punctuation or the end of the text follows.
    func endsPhrase(_ argument: CompiledExpression) -> RuleValue {
        guard let span = span(of: argument) else { return .absent }
        var position = span.upperBound
        if let mention = mention(startingAt: span.lowerBound), let cue = mentions[mention].parts.first(where: { $0.name == "cue" }), cue.start >= position { position = cue.end }
        while position < lattice.count, lattice.units[position] == 0x20 { position += 1 }
        guard position < lattice.count else { return .flag(true) }
        let unit = lattice.units[position]
        return .flag(PhraseReader.endsClause(unit) || PhraseReader.opening(of: unit) != nil || [0x3001, 0x28, 0x2026].contains(unit) || reader.stands(.join, at: position))
    }

    /// The words from the start of one argument to the end of another.
    func wordsBetween(_ first: CompiledExpression, _ last: CompiledExpression) -> RuleValue {
        guard let a = span(of: first), let b = span(of: last), a.lowerBound < b.upperBound else { return .absent }
        return .words(a.lowerBound, b.upperBound)
    }

    /// Whether words contain an entry of a lexicon.
    func wordsHave(_ argument: CompiledExpression, _ name: CompiledExpression) -> RuleValue {
        guard case .text(let name) = name, let lexicon = program.lexicons.firstIndex(where: { $0.name == name }) else { return .absent }
        guard let span = span(of: argument) else { return .flag(false) }
        for position in span {
            for index in lattice.edgeRange(at: position) where Int(lattice.edges[index].end) <= span.upperBound {
                if case .entry(let entry) = lattice.edges[index].source, Int(program.entries[Int(entry)].lexicon) == lexicon { return .flag(true) }
            }
        }
        return .flag(false)
    }

    /// Whether an argument stands in quotation marks with fewer than 24 characters between them: a title or a slogan.
    func isQuoted(_ argument: CompiledExpression) -> RuleValue {
        guard let span = span(of: argument) else { return .absent }
        var i = span.lowerBound
        while i > 0, span.lowerBound - i < 24 {
            let unit = lattice.units[i - 1]
            if unit == 0x201D || unit == 0x300B || unit == 0x0A || unit == 0x3002 { return .flag(false) }
            if unit == 0x201C || unit == 0x300A || unit == 0x2018 {
                var j = span.upperBound
                while j < lattice.count, j - i < 26 {
                    if [0x201D, 0x300B, 0x2019].contains(lattice.units[j]) { return .flag(true) }
                    if [0x2C, 0x3002, 0x0A].contains(lattice.units[j]) { return .flag(false) }
                    j += 1
                }
                return .flag(false)
            }
            i -= 1
        }
        return .flag(false)
    }
}
