/// Splits a page into its lines that are not blank, and looks at each.
///
/// - Complexity: O(*n*) in the code units of the page, two passes.
func pageLines(of page: UnsafeBufferPointer<UInt16>) -> [PageLine] {
    var lines: [PageLine] = []
    var number = 0, blanks = 0, i = 0
    while i < page.count {
        var j = i
        while j < page.count, !PageCharacter.breaksLine(page[j]) { j += 1 }
        number += 1
        if let line = pageLine(page, from: i, to: j, number: number, blanksAbove: blanks) {
            lines.append(line)
            blanks = 0
        } else {
            blanks += 1
        }
        // CR LF is one line end.
        i = j + 1
        if j + 1 < page.count, page[j] == 0x0D, page[j + 1] == 0x0A { i += 1 }
    }
    for next in lines.indices.dropFirst() where goesOn(lines[next - 1], lines[next], page) {
        lines[next - 1].traits.insert(.goesOn)
        lines[next].traits.insert(.isRest)
    }
    // 地铁6号线今天开通！ with a blank line and the story under it: a title, which ends no sentence of the text.
    if exclaimsAsTitle(lines, page) { lines[0].traits.remove(.endsSentence) }
    return lines
}

/// Half-widths of a title on top of a page that ends in ！ or ？.
private let exclaimingTitle: ClosedRange<Int32> = 12...80

/// Whether the first line exclaims and stands by itself above longer lines of text.
private func exclaimsAsTitle(_ lines: [PageLine], _ page: UnsafeBufferPointer<UInt16>) -> Bool {
    guard lines.count > 1, case let title = lines[0], title.has(.exclaims), !title.isMarked, title.cells <= 1, exclaimingTitle.contains(title.width), lines[1].blanksAbove > 0 else { return false }
    // “真没想到！” is what somebody says.
    guard title.traits.isDisjoint(with: [.hasInnerStop, .closes, .leftOpen]), !PageCharacter.opens(page[title.start]) else { return false }
    return lines[1..<min(lines.count, 4)].contains { $0.endsSentence && !$0.has(.exclaims) && $0.width > title.width }
}

/// Whether the characters on the two sides of a break can only belong together.
private func goesOn(_ line: PageLine, _ next: PageLine, _ page: UnsafeBufferPointer<UInt16>) -> Bool {
    if line.isMarked || next.isMarked || line.cells > 1 || next.cells > 1 { return false }
    let last = page[line.end - 1], first = page[next.start]
    func before(_ place: Int) -> UInt16 { place > line.start ? page[place - 1] : 0 }
    func behind(_ place: Int) -> UInt16 { place + 1 < next.end ? page[place + 1] : 0 }
    if PageCharacter.isComma(first) || PageCharacter.isSemicolon(first) || PageCharacter.closes(first) { return true }
    // 。！？; the others of their kind may begin a line.
    if first == 0x3002 || first == 0xFF01 || first == 0xFF1F { return true }
    if PageCharacter.opens(last) { return true }
    // 0.|57, ４．|２, 1:|100
    if PageCharacter.isDigit(first), last == 0x2E || last == 0xFF0E || PageCharacter.isColon(last), PageCharacter.isDigit(before(line.end - 1)) { return true }
    // One half of a long dash, or of six dots, on each line.
    guard last == first, PageCharacter.isDash(last) || last == 0x2026 else { return false }
    return before(line.end - 1) != last && behind(next.start) != first
}

private func pageLine(_ page: UnsafeBufferPointer<UInt16>, from: Int, to: Int, number: Int, blanksAbove: Int) -> PageLine? {
    var start = from, end = to
    while start < end, PageCharacter.isBlank(page[start]) { start += 1 }
    while end > start, PageCharacter.isBlank(page[end - 1]) { end -= 1 }
    var marks = start
    while marks < end, page[marks] == PageCharacter.numberSign { marks += 1 }
    // One # right before a word is a hash tag and stays; more of them, or one before a blank, are heading marks.
    var level = marks - start
    if level == 1, marks < end, !PageCharacter.isBlank(page[marks]) { level = 0 }
    if level > 0 {
        start = marks
        while start < end, PageCharacter.isBlank(page[start]) { start += 1 }
        var closing = end
        while closing > start, page[closing - 1] == PageCharacter.numberSign { closing -= 1 }
        if closing < end, closing > start, PageCharacter.isBlank(page[closing - 1]) {
            end = closing
            while end > start, PageCharacter.isBlank(page[end - 1]) { end -= 1 }
        }
    }
    guard start < end else { return nil }
    var line = PageLine(start: start, end: end, number: number, blanksAbove: blanksAbove, level: level)
    look(at: &line, page)
    if (start > from && page[start - 1] == PageCharacter.tab) || (end < to && page[end] == PageCharacter.tab) { line.traits.insert(.hasEdgeTab) }
    return line
}

private func look(at line: inout PageLine, _ page: UnsafeBufferPointer<UInt16>) {
    var open = 0, tabs: Int32 = 0, bars: Int32 = 0
    var parts = 1, part = 0, shortest = Int.max, longest = 0, plain = true
    for i in line.start..<line.end {
        let c = page[i]
        line.width &+= PageCharacter.halfWidths(c)
        if PageCharacter.isHan(c) {
            part += 1
            continue
        }
        if PageCharacter.isMiddleDot(c) {
            parts += 1
            shortest = min(shortest, part)
            longest = max(longest, part)
            part = 0
            continue
        }
        plain = false
        if PageCharacter.isComma(c) {
            // The one in 一、 is no part of what the line says.
            if i != line.start + 1 || !PageCharacter.isHan(page[line.start]) { line.traits.insert(.hasComma) }
        } else if PageCharacter.opens(c) {
            open += 1
        } else if PageCharacter.closes(c) {
            open = max(0, open - 1)
        } else if c == 0x3002, i + 2 < line.end {
            line.traits.insert(.hasInnerStop)
        } else if PageCharacter.isDigit(c) {
            line.hasDigit = true
        } else if c == PageCharacter.tab {
            tabs += 1
        } else if c == PageCharacter.verticalBar {
            bars += 1
        } else if PageCharacter.isBlank(c) {
            line.traits.insert(.hasInnerBlank)
        } else if PageCharacter.isColon(c), i > line.start, i + 1 < line.end, PageCharacter.isHan(page[i - 1]) {
            line.traits.insert(line.has(.hasInnerColon) ? .hasInnerColons : .hasInnerColon)
        }
    }
    if open > 0 { line.traits.insert(.leftOpen) }
    shortest = min(shortest, part)
    longest = max(longest, part)
    if plain, parts > 1, shortest >= 3, longest - shortest <= 2 { line.traits.insert(.isSlogan) }
    if plain, parts > 1, shortest >= 2, longest <= 6 { line.traits.insert(.isDotted) }
    if tabs > 0 {
        line.cells = tabs + 1
    } else if bars > 1, page[line.start] == PageCharacter.verticalBar, page[line.end - 1] == PageCharacter.verticalBar {
        line.cells = bars - 1
    }
    lookAtStart(of: &line, page)
    lookAtEnd(of: &line, page)
}

private func lookAtStart(of line: inout PageLine, _ page: UnsafeBufferPointer<UInt16>) {
    let c = page[line.start], length = line.end - line.start
    if PageCharacter.pointsAtPicture(c) { line.traits.insert(.pointsAtPicture) }
    if c == PageCharacter.triangle { line.traits.insert(.startsWithTriangle) }
    if PageCharacter.pointsUpOrBack(c) { line.traits.insert(.pointsUpOrBack) }
    if PageCharacter.isOpenTriangle(c) { line.traits.insert(.startsWithOpenTriangle) }
    if length > 2, PageCharacter.isHan(page[line.end - 1]), PageCharacter.isBlank(page[line.end - 2]) { line.traits.insert(.endsInSingle) }
    if PageCharacter.isArrow(c) { line.traits.insert(.startsWithArrow) }
    if PageCharacter.isBullet(c) { line.traits.insert(.startsWithBullet) }
    if c == PageCharacter.square { line.traits.insert(.startsWithSquare) }
    if PageCharacter.isDash(c) { line.traits.insert(.startsWithDash) }
    guard length > 1 else { return }
    func at(_ i: Int) -> UInt16 { page[line.start + i] }
    if PageCharacter.opensBracket(c) {
        // The first closing bracket is found within the line's own length once, so this stays linear.
        var close = 1
        while close < length, !PageCharacter.closesBracket(at(close)) { close += 1 }
        if close == length - 1 { line.traits.insert(.isBracketed) } else if close <= 3 { line.traits.insert(.isNumbered) }
    } else if PageCharacter.isDigit(c) {
        var i = 1
        while i < length, i < 3, PageCharacter.isDigit(at(i)) { i += 1 }
        if i < length,
            PageCharacter.isBlank(at(i)) || PageCharacter.isComma(at(i)) || at(i) == 0xFF0E
                || (at(i) == 0x2E && i + 1 < length && !PageCharacter.isDigit(at(i + 1)))
        {
            line.traits.insert(.isNumbered)
        }
    } else if PageCharacter.isHan(c), at(1) == 0x3001 {
        line.traits.insert(.isNumbered)
    }
}

/// Whether a sentence is over and only a remark in brackets stands behind it: `…举行。（李娜）`.
private func endsBeforeBracket(_ line: PageLine, _ page: UnsafeBufferPointer<UInt16>) -> Bool {
    guard PageCharacter.closesBracket(page[line.end - 1]) else { return false }
    var open = line.end - 2
    let first = max(line.start, line.end - longestRemark)
    while open > first, !PageCharacter.opensBracket(page[open]) { open -= 1 }
    guard open > first else { return false }
    var last = open - 1
    while last > line.start, PageCharacter.isBlank(page[last]) { last -= 1 }
    return PageCharacter.isFullStop(page[last]) || PageCharacter.isExclamation(page[last])
}

/// Whether a sentence is over and only who said it stands behind a dash: `…下降50%。——《科学健身》`.
private func endsBeforeSource(_ line: PageLine, _ page: UnsafeBufferPointer<UInt16>) -> Bool {
    var dash = line.end - 2
    let first = max(line.start + 1, line.end - longestRemark)
    while dash > first, !PageCharacter.isDash(page[dash]) {
        if PageCharacter.isComma(page[dash]) || PageCharacter.isFullStop(page[dash]) { return false }
        dash -= 1
    }
    guard dash > first, PageCharacter.isDash(page[dash - 1]) else { return false }
    var last = dash - 2
    while last > line.start, PageCharacter.isBlank(page[last]) || PageCharacter.closes(page[last]) { last -= 1 }
    return PageCharacter.isFullStop(page[last]) || PageCharacter.isExclamation(page[last])
}

/// Code units of a remark behind a paragraph's last sentence.
private let longestRemark = 48

private func lookAtEnd(of line: inout PageLine, _ page: UnsafeBufferPointer<UInt16>) {
    // A stop counts inside closing marks too: 。” ！》 。） and before a straight one, which also closes.
    var last = line.end - 1
    if PageCharacter.closes(page[last]) { line.traits.insert(.closes) }
    while last > line.start, line.end - last <= 4, PageCharacter.closes(page[last]) || page[last] == PageCharacter.straightQuote { last -= 1 }
    let c = page[last]
    if endsBeforeBracket(line, page) || endsBeforeSource(line, page) {
        line.traits.insert(.endsSentence)
    } else if PageCharacter.isExclamation(c) {
        line.traits.formUnion([.endsSentence, .exclaims])
    } else if PageCharacter.isFullStop(c) {
        line.traits.insert(.endsSentence)
    } else if last == line.end - 1 {
        if PageCharacter.isComma(c) { line.traits.insert(.endsWithComma) }
        if PageCharacter.isSemicolon(c) { line.traits.insert(.endsWithSemicolon) }
        if PageCharacter.isColon(c) { line.traits.insert(.endsWithColon) }
        if PageCharacter.isDash(c) { line.traits.insert(.endsWithDash) }
    }
}
