/// Weighs whether an unmarked line that does not end its sentence is a heading or a piece of a broken paragraph.
struct HeadingEvidence {
    let lines: [PageLine]
    let evidence: PageEvidence
    let page: UnsafeBufferPointer<UInt16>

    /// True where nothing in the line's own look forbids that it is headline matter.
    func mayBeHead(_ i: Int) -> Bool {
        let line = lines[i]
        if line.has(.isBracketed) || line.has(.goesOn) || line.has(.isRest) || line.has(.startsWithSpeaker) { return false }
        if line.isMarked { return line.width <= 240 && (!line.endsSentence || line.width <= 80 || line.has(.exclaims)) }
        return !line.endsSentence && !line.has(.hasInnerStop) && line.width <= 4 * evidence.column && !line.has(.endsWithSemicolon)
    }

    /// Above 0 for a heading, below for a fragment; in eighths, for the sake of exact sums.
    ///
    /// - Parameters:
    ///   - next: the line that would continue the paragraph, nil where none could.
    ///   - afterBroken: the text before it is broken off too, so that this would be its rest.
    ///   - onTop: no text stands above it on the page.
    ///   - underByline: a headline and its byline stand right above it, so that the story begins here.
    func score(_ i: Int, next: Int?, afterBroken: Bool, onTop: Bool = false, underByline: Bool = false) -> Int {
        let line = lines[i]
        if line.isMarked { return 32 }
        guard mayBeHead(i) else { return -64 }
        var score = 0
        if line.has(.endsWithDash) || line.has(.isSlogan) { score += 24 }
        if line.has(.isNumbered), !line.has(.hasComma) { score += 12 }
        // Whose notice it is may stand above what it is.
        if line.has(.opensArticle) || (next == i + 1 && lines[i + 1].has(.opensArticle) && line.width <= evidence.column) { score += 24 }
        if line.has(.leftOpen) { score -= 40 }
        if line.has(.endsWithComma) { score -= 40 }
        // A word that needs another behind it ends no heading, and one that needs another before it begins no paragraph.
        if line.has(.endsUnfinished) { score -= 32 }
        if let next, lines[next].has(.startsAsRest) { score -= 40 }
        if let next, lines[next].has(.startsAsStory) { score += 12 }
        if line.has(.endsWithColon) { score -= 40 }
        // An item of a list that its column's end cut off.
        if line.has(.startsWithBullet), line.has(.hasComma) { score -= 24 }
        // A subhead stands on one line of its column, and is seldom two clauses.
        if line.has(.hasComma) { score -= line.width * 10 > evidence.column * 9 ? 16 : 8 }
        score += evidence.fillsColumn(line.width) ? -12 : 8
        if line.width * 5 <= evidence.column * 4 { score += 8 }
        if line.width * 5 > evidence.column * 11 { score -= 12 }
        if line.width * 5 > evidence.column * 16 { score -= 20 }
        if afterBroken { score -= 20 }
        if onTop { score += 16 }
        // The story above is over.
        if i > 0, lines[i - 1].has(.isSigned) { score += 24 }
        // Who and what: 洛阳路街道：为老人安装水表.
        if line.has(.hasInnerColon), line.traits.isDisjoint(with: [.hasComma, .hasInnerColons, .hasInnerBlank]) { score += 12 }
        // Two parts with a blank between them; running text has none.
        if line.has(.hasInnerBlank), line.traits.isDisjoint(with: [.hasComma, .hasInnerColon]) { score += 16 }
        // A story seldom begins with a subhead; a long one less than a short one.
        if underByline { score -= line.width > evidence.column ? 24 : line.width * 10 > evidence.column * 7 ? 20 : 8 }
        if evidence.isWrapped, evidence.fillsColumn(line.width) { score -= 16 }
        if isCutLikeNext(i) { score -= 20 }
        guard let next else { return score + 24 }
        if let seen = junctionIsSeen(i, next) { score += seen ? -16 : 4 }
        // What goes on with a broken paragraph is seldom short and broken too.
        if mayBeHead(next), lines[next].width <= evidence.column, !evidence.fillsColumn(lines[next].width) { score += 12 }
        return score
    }

    /// Whether the two lines under a line are as wide as it and running text: a column's end cut off all three.
    private func isCutLikeNext(_ i: Int) -> Bool {
        guard i + 2 < lines.count, lines[i].width >= Self.narrowestColumn else { return false }
        let under = lines[(i + 1)...(i + 2)]
        guard under.allSatisfy({ !$0.isMarked && $0.cells == 1 && abs($0.width - lines[i].width) <= Self.mostRagged }), !lines[i + 1].endsSentence else { return false }
        return under.contains { $0.has(.hasInnerStop) || $0.has(.hasComma) }
    }

    /// Half-widths of the narrowest column, and those by which lines of one column differ.
    static let narrowestColumn: Int32 = 24
    static let mostRagged: Int32 = 3

    /// Whether the characters on the two sides of a break stand together elsewhere on the page; nil where one is no letter.
    func junctionIsSeen(_ first: Int, _ second: Int) -> Bool? {
        let a = page[lines[first].end - 1], b = page[lines[second].start]
        guard PageCharacter.isLetter(a), PageCharacter.isLetter(b) else { return nil }
        return evidence.hasPair(a, b)
    }
}
