import BaoShuText

/// Lays the cues over the lines: each line learns which cues stand at its head or tail, or fill it.
///
/// A cue fills a line where nothing but signs and blanks is left beside it; several bylines or credits side by side may fill one together. A cue
/// that runs over a line end counts on each line for the part that stands there.
///
/// - Complexity: O(*l* + *c*) for *l* lines and *c* cues sorted by start (O(*c* log *c*) otherwise).
func lay(_ cues: [LayoutCue], over lines: inout [PageLine], of page: UnsafeBufferPointer<UInt16>) {
    var sorted = cues
    if !zip(cues, cues.dropFirst()).allSatisfy({ $0.span.lowerBound <= $1.span.lowerBound }) {
        sorted.sort { ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound) }
    }
    var next = 0
    var carried: LayoutCue?
    for l in lines.indices {
        var line = lines[l]
        var reach = PersonsReach(line: line)
        if let cue = carried {
            carried = cue.span.upperBound.value > line.end ? cue : nil
            place(cue, on: &line, &reach, page)
        }
        while next < sorted.count, sorted[next].span.lowerBound.value < line.end {
            let cue = sorted[next]
            next += 1
            guard cue.span.upperBound.value > line.start else { continue }
            if cue.span.upperBound.value > line.end { carried = cue }
            place(cue, on: &line, &reach, page)
        }
        // 回答了记者提问。 ends a sentence, as no byline does.
        if reach.fills(line, page), reach.hasCredit || !line.endsSentence && !line.has(.isRest) { line.cues.insert(reach.hasCredit ? .isCredit : .isByline) }
        lines[l] = line
    }
}

/// How far bylines and credits, one after the other, have filled a line from its head.
private struct PersonsReach {
    var end: Int
    var any = false
    var hasCredit = false
    init(line: PageLine) { end = line.start }

    func fills(_ line: PageLine, _ page: UnsafeBufferPointer<UInt16>) -> Bool { any && noLetters(page, end, line.end) }
}

private func place(_ cue: LayoutCue, on line: inout PageLine, _ reach: inout PersonsReach, _ page: UnsafeBufferPointer<UInt16>) {
    let from = max(cue.span.lowerBound.value, line.start), to = min(cue.span.upperBound.value, line.end)
    guard from < to else { return }
    let atHead = noLetters(page, line.start, from), atTail = noLetters(page, to, line.end)
    switch cue.kind {
    case .byline, .photoCredit:
        if noLetters(page, reach.end, from) {
            reach.end = max(reach.end, to)
            reach.any = true
            reach.hasCredit = reach.hasCredit || cue.kind == .photoCredit
        }
        if cue.kind == .photoCredit, atTail { line.cues.insert(.endsWithCredit) }
    case .editor: if atHead, atTail { line.cues.insert(.isEditor) }
    case .dateline:
        // Behind a byline on the same line it is at the head too.
        guard atHead || (reach.any && noLetters(page, reach.end, from)) else { return }
        line.cues.insert(atTail && atHead ? .isDateline : .startsWithDateline)
        line.datelineStart = from
        line.datelineEnd = to
    case .jumpFrom:
        if atHead { line.cues.insert(atTail ? .isJump : .startsWithJump) } else if atTail { line.cues.insert(.endsWithJumpFrom) }
    case .jumpTo:
        if atTail { line.cues.insert(atHead ? [.isJump, .jumpsAway] : .endsWithJumpTo) }
    case .caption: if atHead { line.cues.insert(.startsAsCaption) }
    case .label: if atHead, atTail { line.cues.insert(.isLabel) }
    case .folio: if atHead, atTail { line.cues.insert(.isFolio) }
    // A sentence with a day in it has a comma.
    case .edgeDay: if line.traits.isDisjoint(with: [.endsSentence, .hasInnerStop, .endsWithColon]), !hasSentenceComma(page, line) { line.cues.insert(.isFolio) }
    case .author: if atHead, atTail { line.cues.insert(.isAuthor) }
    case .opening: if atTail, line.width <= PageLine.widestNotice { line.cues.insert(.opensArticle) }
    case .attendance: if atTail, line.width <= PageLine.widestAttendance { line.cues.insert(.isAttendance) }
    case .signature: if atTail { line.cues.insert(.isSigned) }
    case .signingDay: if atHead, atTail { line.cues.insert(.isSigningDay) }
    case .speaker: if atHead { line.cues.insert(.startsWithSpeaker) }
    case .unfinished: if to == line.end { line.cues.insert(.endsUnfinished) }
    case .rest: if from == line.start { line.cues.insert(.startsAsRest) }
    case .story: if from == line.start { line.cues.insert(.startsAsStory) }
    case .signingBody: if atHead, atTail { line.cues.insert(.isSigningBody) }
    case .numbered: if from == line.start { line.traits.insert(.isNumbered) }
    case .item: if atHead { line.cues.insert(.isItem) }
    }
}

private func hasSentenceComma(_ page: UnsafeBufferPointer<UInt16>, _ line: PageLine) -> Bool {
    page[line.start..<line.end].contains(0xFF0C)
}

/// True where a stretch holds signs and blanks only, and few of them.
private func noLetters(_ page: UnsafeBufferPointer<UInt16>, _ from: Int, _ to: Int) -> Bool {
    guard to - from <= 8 else { return false }
    var i = from
    while i < to {
        if PageCharacter.isLetter(page[i]) { return false }
        i += 1
    }
    return true
}
