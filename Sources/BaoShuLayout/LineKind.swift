/// What a line is by itself and by its cues, before its place among the others decides its role.
enum LineKind: UInt8 {
    /// Running text, whole or broken; what is left when nothing else fits.
    case text
    /// Headline matter, a subhead or the title of a graphic.
    case head
    case byline, editor, dateline, jump, caption, credit, table, label, folio
    /// An item of a list, or one of many short lines in a row. Body, but never joined.
    case item

    /// A picture's own words, which may stand anywhere in a story.
    var isPicture: Bool { self == .caption || self == .credit }
}

/// The kinds that cues and looks alone decide; headings are found later.
///
/// - Complexity: O(*l*) for *l* lines.
func lineKinds(_ lines: [PageLine]) -> [LineKind] {
    var kinds = lines.map(kindByCue)
    markTables(lines, &kinds)
    markSignatures(lines, &kinds)
    markPageHead(lines, &kinds)
    markListLines(lines, &kinds)
    markAuthors(lines, &kinds)
    markBullets(lines, &kinds)
    markVerse(lines, &kinds)
    for i in lines.indices where kinds[i] == .text {
        let line = lines[i]
        if line.has(.pointsAtPicture) {
            // ■ before a few words that do not end is a heading, unless a picture's gap or credit stands beside it.
            let short = !line.endsSentence && line.width <= 20 && !line.has(.endsWithCredit) && !line.has(.hasInnerStop)
            let picture = line.blanksAbove >= 3 || (line.has(.pointsUpOrBack) && !line.isMarked) || (i + 1 < lines.count && kinds[i + 1] == .credit)
            kinds[i] = short && !picture ? .head : .caption
        } else if line.has(.startsAsCaption) || (line.has(.endsWithCredit) && line.width <= longestCaption) {
            kinds[i] = .caption
        } else if standsUnderPicture(i, lines, kinds) {
            kinds[i] = .caption
        } else if i > 0, kinds[i - 1] == .caption, captionGoesOn(lines[i - 1], lines[i]) {
            kinds[i] = .caption
        }
    }
    return kinds
}

/// Whether a paragraph with the photographer's line under it is the picture's: the gap that the picture left is above it, or it is short.
private func standsUnderPicture(_ i: Int, _ lines: [PageLine], _ kinds: [LineKind]) -> Bool {
    let line = lines[i]
    guard i > 0, i + 1 < lines.count, kinds[i + 1] == .credit, !lines[i + 1].has(.isBracketed), !line.isMarked, !line.has([.startsWithDateline, .startsWithJump]) else {
        return false
    }
    // Words without a stop, the credit right under them and a whole paragraph above.
    guard line.endsSentence else { return lines[i + 1].blanksAbove == 0 && line.width <= shortCaption && endsParagraph(lines[i - 1]) && !line.has(.endsWithDash) }
    if line.blanksAbove >= 2 { return line.width <= longestCaption }
    return line.width <= shortCaption && lines[i - 1].endsSentence && kinds[i - 1] == .text
}

/// Half-widths of a paragraph that may still be a caption, and of one that hardly is anything else.
private let longestCaption: Int32 = 320
private let shortCaption: Int32 = 80

/// Half-widths of a line that a paper's column would hardly hold more of.
private let fullLine: Int32 = 60

/// Whether a caption is broken off and the line under it is its rest.
func captionGoesOn(_ caption: PageLine, _ next: PageLine) -> Bool {
    if next.isMarked || next.has(.pointsAtPicture) || next.has([.startsWithDateline, .startsWithJump]) { return false }
    if caption.has(.goesOn) || caption.has(.leftOpen) || caption.has(.endsWithComma) { return true }
    // 上图 今年又是…，还大力: one that fills its line and does not end goes on to where it ends.
    if caption.has(.startsAsCaption), caption.width >= fullLine, !endsParagraph(caption), !caption.has(.endsWithCredit), endsParagraph(next) { return true }
    // One of several sentences ends its last one too, unless a name or a credit stands behind it; its rest is no long paragraph.
    return next.width <= 240 && caption.has(.hasInnerStop) && !endsParagraph(caption) && !caption.has(.closes) && !caption.has(.endsWithCredit)
}

private func kindByCue(_ line: PageLine) -> LineKind {
    if line.has(.isByline) { return .byline }
    if line.has(.isCredit) { return .credit }
    if line.has(.isEditor) { return .editor }
    if line.has(.isDateline) { return .dateline }
    if line.has(.isJump) { return .jump }
    if line.has(.isFolio) { return .folio }
    if line.has(.isLabel) { return .label }
    if line.has(.isItem), !line.isMarked { return .item }
    if line.has(.startsWithSquare), !line.endsSentence, !line.has(.hasComma), line.width <= 120, line.cells == 1 { return .byline }
    return .text
}

/// Who signs a notice or a letter, and the day, at its end: one to three short lines above a line that is a day. At the top of a page the day is the
/// page's.
private func markSignatures(_ lines: [PageLine], _ kinds: inout [LineKind]) {
    markSigningBodies(lines, &kinds)
    let firstEnd = lines.firstIndex(where: \.endsSentence) ?? lines.count
    for i in lines.indices where lines[i].has(.isSigningDay) && kinds[i] == .text {
        guard firstEnd < i else {
            kinds[i] = .folio
            continue
        }
        kinds[i] = .item
        var above = i - 1
        while above > 0, i - above <= 3, kinds[above] == .text, !lines[above].isMarked, !lines[above].endsSentence, lines[above].width <= 60, lines[above].cells == 1 {
            kinds[above] = .item
            above -= 1
        }
    }
}

/// The body that signs a notice without a day: the last line before a marked heading or the page's end.
private func markSigningBodies(_ lines: [PageLine], _ kinds: inout [LineKind]) {
    var inNotice = false
    for i in lines.indices {
        if lines[i].isMarked || kinds[i] == .byline || kinds[i] == .dateline { inNotice = false }
        if lines[i].has(.opensArticle) { inNotice = true }
        guard inNotice, kinds[i] == .text, lines[i].has(.isSigningBody), !lines[i].isMarked, i > 0, !lines[i - 1].isMarked else { continue }
        // Behind where to write or ring it needs no mark under it.
        if i + 1 == lines.count || lines[i + 1].isMarked || kinds[i - 1] == .item { kinds[i] = .item }
    }
}

/// The name of a page's section above the line with its day, and what is left of that line when it was read in pieces: short lines at the page's
/// top above a line of its edge, with a headline to follow.
private func markPageHead(_ lines: [PageLine], _ kinds: inout [LineKind]) {
    // Where to ring or write, on top of everything.
    var contacts = 0
    while contacts < lines.count, kinds[contacts] == .item || kinds[contacts] == .folio || kinds[contacts] == .editor { contacts += 1 }
    if contacts < lines.count, lines[contacts].isMarked || !endsParagraph(lines[contacts]) && lines[contacts].has(.endsWithComma) == false {
        for i in 0..<contacts where kinds[i] == .item { kinds[i] = .folio }
    }
    func isShort(_ i: Int) -> Bool { (kinds[i] == .text || kinds[i] == .label) && lines[i].width <= 16 && !endsParagraph(lines[i]) && !lines[i].has(.endsWithComma) && lines[i].cells == 1 }
    var end = 0, above = 0
    while above < min(lines.count, 10), kinds[above] == .folio || kinds[above] == .editor || isShort(above) {
        above += 1
        if kinds[above - 1] == .folio { end = above }
    }
    guard end > 0, end < lines.count, kinds[end] != .text || lines[end].isMarked || !(endsParagraph(lines[end]) || lines[end].has(.endsWithComma)) else { return }
    for i in 0..<end where kinds[i] == .text { kinds[i] = .folio }
}

/// Results, prices, draws: lines with figures and blanks in a row, none of which is a sentence; and what each of several is, on one line.
private func markListLines(_ lines: [PageLine], _ kinds: inout [LineKind]) {
    func isOne(_ i: Int) -> Bool {
        let line = lines[i]
        return kinds[i] == .text && !line.isMarked && line.hasDigit && line.has(.hasInnerBlank) && line.width <= 80
            && line.traits.isDisjoint(with: [.endsSentence, .endsWithComma, .hasComma, .goesOn, .leftOpen, .endsWithDash])
    }
    for i in lines.indices where kinds[i] == .text {
        let line = lines[i]
        if !line.isMarked, line.hasDigit, line.has(.hasInnerColons), line.has(.hasInnerBlank), !line.endsSentence, !line.has(.endsWithComma), !line.has(.leftOpen) { kinds[i] = .item }
    }
    var i = 0
    while i < lines.count {
        guard isOne(i) else { i += 1; continue }
        var end = i + 1
        while end < lines.count, isOne(end) { end += 1 }
        if end - i >= fewestListLines { for k in i..<end { kinds[k] = .item } }
        i = end
    }
}

/// Fewer lines in a row may be a headline and what belongs to it.
private let fewestListLines = 3

/// Names by themselves between a headline and its text are those of the authors, and so are those that a byline's next line goes on with.
private func markAuthors(_ lines: [PageLine], _ kinds: inout [LineKind]) {
    // 王 涛 徐|晶晶: the rest of a name.
    for i in lines.indices.dropFirst() where kinds[i] == .text && kinds[i - 1] == .byline && lines[i - 1].has(.endsInSingle) && lines[i].width <= 4 && !lines[i].isMarked {
        kinds[i] = .byline
    }
    for i in lines.indices.dropFirst().dropLast() where lines[i].has(.isAuthor) && kinds[i] == .text && !lines[i].isMarked {
        let above = lines[i - 1], below = lines[i + 1]
        if kinds[i - 1] == .byline, !above.has(.isBracketed), lines[i].has(.hasInnerBlank) || lines[i].blanksAbove == 0 || above.has(.endsInSingle) {
            kinds[i] = .byline
            continue
        }
        guard kinds[i - 1] == .text, above.isMarked || (!above.endsSentence && !above.has(.endsWithComma) && above.width <= 52 && (above.width > lines[i].width || isTitled(lines[i]))) else {
            continue
        }
        if kinds[i + 1] == .text, !below.isMarked, below.width > 40 || endsParagraph(below) || below.has(.endsWithComma) { kinds[i] = .byline }
    }
}

/// Whether more than names stand on an author's line, 市财政局局长 王平: then it is no part of a headline, however long.
private func isTitled(_ line: PageLine) -> Bool { line.width > widestNames && line.has(.hasInnerBlank) || line.has(.closes) }

/// Half-widths of a line of names and blanks alone that is not longer than most headlines.
private let widestNames: Int32 = 14

/// Items that a mark begins: sentences, or one of several such lines. What else a mark stands before may be a heading.
private func markBullets(_ lines: [PageLine], _ kinds: inout [LineKind]) {
    // Of ▲ or ▶ several in a row begin items; one alone points at a picture.
    func begins(_ i: Int, _ mark: PageLine.Traits) -> Bool {
        lines.indices.contains(i) && lines[i].has(mark) && (kinds[i] == .text || kinds[i] == .item) && !lines[i].isMarked && !lines[i].has(.endsWithCredit) && !lines[i].has(.startsAsCaption)
    }
    // So do ■ before sentences, if there are more of them than pictures would stand side by side.
    var first = 0
    while first < lines.count {
        var end = first
        while begins(end, .pointsAtPicture), lines[end].endsSentence, end == first || lines[end].blanksAbove <= 1 { end += 1 }
        if end - first >= fewestListLines { for k in first..<end { kinds[k] = .item } }
        first = max(end, first + 1)
    }
    func isBullet(_ i: Int) -> Bool {
        for mark in [PageLine.Traits.startsWithTriangle, .startsWithArrow] where begins(i, mark) { return begins(i - 1, mark) || begins(i + 1, mark) }
        return lines.indices.contains(i) && kinds[i] != .byline && lines[i].has(.startsWithBullet) && !lines[i].isMarked
    }
    let hasOneOpenTriangle = lines.count { $0.has(.startsWithOpenTriangle) } == 1
    for i in lines.indices where lines[i].has(.startsWithBullet) && kinds[i] == .text && !lines[i].isMarked && !isBullet(i - 1) && !isBullet(i + 1) {
        // ◆ and the like over the photographer's line, and △ where no other stands on the page, point at a picture.
        let isOnly = hasOneOpenTriangle && lines[i].has(.startsWithOpenTriangle) && lines[i].endsSentence
        if isOnly || i + 1 < lines.count && kinds[i + 1] == .credit && lines[i].width <= longestCaption { kinds[i] = .caption }
    }
    for i in lines.indices where isBullet(i) && kinds[i] == .text && (lines[i].endsSentence || isBullet(i - 1) || isBullet(i + 1)) {
        // One whose sentence may go on below stays text, unless the items of its list end without a stop.
        let isOver = endsParagraph(lines[i]) || i + 1 == lines.count || isBullet(i + 1) || lines[i + 1].isMarked || kinds[i + 1] != .text
        if isOver || (isBullet(i - 1) && !endsParagraph(lines[i - 1])) { kinds[i] = .item }
    }
}

/// Table rows: runs of lines in cells. A lone line with a tab is text unless its cells are short.
private func markTables(_ lines: [PageLine], _ kinds: inout [LineKind]) {
    for i in lines.indices where lines[i].cells > 1 && kinds[i] == .text {
        let line = lines[i]
        let beside = (i > 0 && lines[i - 1].cells > 1) || (i + 1 < lines.count && lines[i + 1].cells > 1)
        if beside || (line.cells > 2 && line.width / line.cells <= 24) { kinds[i] = .table }
    }
    for i in lines.indices.dropFirst() where kinds[i] == .text && kinds[i - 1] == .table {
        // A row with one cell that is not empty.
        if lines[i].blanksAbove == 0, lines[i].has(.hasEdgeTab), !lines[i].endsSentence, lines[i].width <= 40 { kinds[i] = .table }
    }
}
