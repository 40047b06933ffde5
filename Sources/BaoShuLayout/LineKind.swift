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
    for i in lines.indices where kinds[i] == .text {
        let line = lines[i]
        if line.has(.pointsAtPicture) {
            // ■ before a few words that do not end is a heading, unless a picture's gap or credit stands beside it.
            let short = !line.endsSentence && line.width <= 20
            let picture = line.blanksAbove >= 3 || (i + 1 < lines.count && kinds[i + 1] == .credit)
            kinds[i] = short && !picture ? .head : .caption
        } else if line.has(.startsAsCaption) || (line.has(.endsWithCredit) && line.width <= 320) {
            kinds[i] = .caption
        } else if i > 0, kinds[i - 1] == .caption, captionGoesOn(lines[i - 1], lines[i]) {
            kinds[i] = .caption
        }
    }
    return kinds
}

/// Whether a caption is broken off and the line under it is its rest.
func captionGoesOn(_ caption: PageLine, _ next: PageLine) -> Bool {
    if next.isMarked || next.has(.pointsAtPicture) || next.has([.startsWithDateline, .startsWithJump]) { return false }
    if caption.has(.goesOn) || caption.has(.leftOpen) || caption.has(.endsWithComma) { return true }
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
    if line.has(.isItem) { return .item }
    if line.has(.startsWithSquare), !line.endsSentence, !line.has(.hasComma), line.width <= 120, line.cells == 1 { return .byline }
    return .text
}

/// Who signs a notice or a letter, and the day, at its end: one to three short lines above a line that is a day. At the top of a page the day is the
/// page's.
private func markSignatures(_ lines: [PageLine], _ kinds: inout [LineKind]) {
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
