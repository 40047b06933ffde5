/// Where the articles of a page begin, and which lines are headings.
///
/// What begins an article, in order of strength: a byline, dateline or jump mark together with the heading lines directly above it; two headings in a
/// row, or one of a rank no lower than the article's own headline; a heading with nothing under it but a picture and its caption.
struct PageSegmentation {
    let lines: [PageLine]
    let look: HeadingEvidence
    var kinds: [LineKind]
    /// `starts[i]`: line `i` is the first of an article.
    var starts: [Bool]
    /// `opening[i]`: the heading on line `i` belongs to the headline matter of an article.
    var opening: [Bool]
    /// `isTableTitle[i]`: the heading on line `i` names the table under it.
    var isTableTitle: [Bool]
    /// Lines at which the decision could have been another, with what was decided.
    var doubts: [Doubt] = []

    struct Doubt {
        var line: Int
        var code: String
        var message: String
    }

    /// A page with more headings in a row than this has no headlines there but a list.
    static let longestHeadlineMatter = 8

    private static let mostUnmarkedKickers = 2

    /// - Complexity: O(*l*) for *l* lines: what is looked back at is bounded.
    init(_ lines: [PageLine], _ look: HeadingEvidence) {
        self.lines = lines
        self.look = look
        kinds = lineKinds(lines)
        starts = [Bool](repeating: false, count: lines.count)
        opening = starts
        isTableTitle = starts
        guard !lines.isEmpty else { return }
        findAnchoredStarts()
        findHeadings()
        findQuestions()
        findLists()
        decideUnanchoredGroups()
        starts[0] = true
        takeInPageHead()
        doubts.sort { ($0.line, $0.code) < ($1.line, $1.code) }
    }

    /// What stands at the page's head belongs to its first article.
    private mutating func takeInPageHead() {
        var first = 0
        while first < lines.count, kinds[first] == .folio || kinds[first] == .editor || (kinds[first] == .label && !opening[first]) { first += 1 }
        for i in 1..<max(1, min(first + 1, lines.count)) { starts[i] = false }
    }

    // MARK: Bylines, datelines and jump marks with what stands above them

    private mutating func findAnchoredStarts() {
        var i = 0
        while i < lines.count {
            switch kinds[i] {
            case .byline:
                var after = i + 1
                while after < lines.count, kinds[after] == .byline { after += 1 }
                openAtByline(i, after)
                i = after
                continue
            case .editor:
                // 策划：王平 采写：李海 between a headline and its story.
                if i + 1 < lines.count, kinds[i + 1] == .text, endsParagraph(lines[i + 1]) || lines[i + 1].width > 2 * look.evidence.column, let top = headsEnding(at: i - 1) {
                    kinds[i] = .byline
                    open(top, upTo: i)
                }
            case .dateline, .jump: openAtMark(i)
            case .text:
                if lines[i].has([.startsWithDateline, .startsWithJump]) {
                    openAtMark(i)
                } else if lines[i].has(.startsWithSquare), let top = headsAbove(i) {
                    // A byline with the story's first words behind it.
                    open(top, upTo: i)
                } else if lines[i].has(.endsWithJumpFrom), look.mayBeHead(i) {
                    open(headsAbove(i) ?? i, upTo: i + 1)
                }
            default: break
            }
            i += 1
        }
    }

    private mutating func openAtByline(_ i: Int, _ after: Int) {
        if let top = headsAbove(i) {
            open(top, upTo: i)
        } else if lines[i].has(.isBracketed), i > 0 {
            // (张德功 李 强) signs the story above it.
            return
        } else if i > 0, kinds[i - 1] == .caption, lines[i].blanksAbove <= 1 {
            // Who took the picture and told of it.
            for k in i..<after { kinds[k] = .credit }
            return
        } else if let top = headsAboveLead(i) {
            openOverLead(top, i)
        } else if i == 0 || standsOverText(i, after), !isInLetter(i) {
            starts[labelsTop(above: i)] = true
        }
    }

    /// Whether a letter, 编辑同志：, stands above a byline, which then is of who wrote it.
    private func isInLetter(_ i: Int) -> Bool {
        var k = i - 1
        while k >= 0, i - k <= Self.longestLetter, kinds[k] == .text || kinds[k] == .item {
            if kinds[k] == .item, lines[k].has(.endsWithColon) { return true }
            if starts[k] { return false }
            k -= 1
        }
        return false
    }

    /// Lines of a letter to the paper.
    private static let longestLetter = 12

    /// The topmost of the standing labels right above a byline whose story has no headline: 图片新闻.
    private func labelsTop(above i: Int) -> Int {
        var top = i
        while top > 0, kinds[top - 1] == .label, !starts[top - 1], !opening[top - 1] { top -= 1 }
        return top
    }

    /// A byline below its story is followed by the next story's heading; one whose headline is lost has text under it.
    private func standsOverText(_ i: Int, _ after: Int) -> Bool {
        guard after < lines.count, !lines[i].has(.isBracketed) else { return false }
        // A picture with its story, told by its caption.
        if kinds[after] == .caption, lines[i].blanksAbove >= 2 || lines[after].blanksAbove >= 2 { return lines[after].width >= look.evidence.column && endsParagraph(lines[after]) }
        if kinds[after] == .dateline || kinds[after] == .jump { return true }
        guard kinds[after] == .text, !lines[after].isMarked else { return false }
        return !look.mayBeHead(after) || lines[after].width > 2 * look.evidence.column || look.evidence.fillsColumn(lines[after].width)
    }

    private mutating func openAtMark(_ i: Int) {
        if lines[i].has(.jumpsAway), kinds[i] == .jump { return }
        // （新华社北京2月9日电）, under a story.
        if kinds[i] == .dateline, lines[i].has(.isBracketed), i > 0, lines[i - 1].endsSentence, lines[i].blanksAbove <= 2 { return }
        // Already open: a byline, or a label under it, stands between the headline and this line.
        var above = i - 1, steps = 0
        while above >= 0, steps < 4, kinds[above].isPicture || kinds[above] == .label || kinds[above] == .folio {
            above -= 1
            steps += 1
        }
        if above >= 0, kinds[above] == .byline { return }
        if let top = headsAbove(i) {
            open(top, upTo: i)
        } else if !lines[i].has(.startsWithJump), kinds[i] != .jump, let top = headsAboveLead(i) {
            openOverLead(top, i)
        } else if kinds[i] != .dateline || i == 0 || (i + 1 < lines.count && kinds[i + 1] == .text) {
            // A dateline alone, with no text to follow, is a source line at a story's end.
            starts[i] = true
        }
    }

    /// Opens an article whose lead stands between its headline and its byline or dateline.
    private mutating func openOverLead(_ top: Int, _ i: Int) {
        // A question to the one who answers below is text.
        open(top, upTo: lines[i - 1].has(.startsWithSpeaker) ? i - 1 : i)
        doubts.append(Doubt(line: top, code: "layout_lead", message: "a paragraph between headline and byline or dateline was read as the article's lead"))
    }

    private mutating func open(_ top: Int, upTo end: Int) {
        starts[top] = true
        for k in top..<end where kinds[k] == .text || kinds[k] == .head || kinds[k] == .label {
            if kinds[k] != .label { kinds[k] = .head }
            opening[k] = true
        }
    }

    /// The topmost of the heading lines directly above a line, pictures between allowed; nil where there is none.
    private func headsAbove(_ i: Int) -> Int? {
        if let top = headsEnding(at: i - 1) { return top }
        var above = i - 1
        while above >= 0, i - above <= 5, kinds[above].isPicture || kinds[above] == .folio { above -= 1 }
        guard above < i - 1, above >= 0, look.score(above, next: nil, afterBroken: false) > 0 else { return nil }
        return headsEnding(at: above)
    }

    private func headsEnding(at last: Int) -> Int? {
        var top: Int?
        var k = last
        // Over a marked headline a kicker or two may be unmarked; more of them are a list that ends there.
        var marked: Int?
        while k >= 0, last - k < Self.longestHeadlineMatter, canOpen(k, nearest: top == nil) {
            if lines[k].isMarked { marked = k }
            if let marked, marked - k > Self.mostUnmarkedKickers, kinds[k] != .label, !lines[k].isMarked {
                top = marked
                break
            }
            top = k
            if starts[k] { break }
            k -= 1
        }
        // A label alone is no headline.
        guard let top, (top...last).contains(where: { kinds[$0] != .label }) else { return nil }
        return top
    }

    private func canOpen(_ k: Int, nearest: Bool) -> Bool {
        switch kinds[k] {
        case .label: return true
        case .head: return !opening[k]
        case .text:
            let line = lines[k]
            if opening[k] || line.has([.startsWithDateline, .startsWithJump, .endsWithJumpTo]) { return false }
            if look.mayBeHead(k) { return true }
            // A question or a cry may be a headline; the longer it is, the more the article must need one.
            return line.has(.exclaims) && !line.has(.startsWithSpeaker) && line.traits.isDisjoint(with: [.hasInnerStop, .isBracketed, .goesOn]) && line.width <= (nearest ? 60 : 40)
                && !closesParagraph(k)
        default: return false
        }
    }

    /// Whether two broken lines of one column stand above a line, of which it is the rest.
    private func closesParagraph(_ k: Int) -> Bool {
        guard k >= 2, (k - 2..<k).allSatisfy({ kinds[$0] == .text && !lines[$0].isMarked && !endsParagraph(lines[$0]) }) else { return false }
        return abs(lines[k - 1].width - lines[k - 2].width) <= HeadingEvidence.mostRagged && lines[k].width <= lines[k - 1].width
    }

    /// A headline whose lead, a paragraph of its own, stands between it and the byline.
    private func headsAboveLead(_ i: Int) -> Int? {
        let lead = i - 1
        guard lead > 0, kinds[lead] == .text, !lines[lead].has([.startsWithDateline, .startsWithJump]), lines[lead].endsSentence, lines[lead].width <= 400 else { return nil }
        guard let top = headsEnding(at: lead - 1) else { return nil }
        let strong = top == 0 || lead - top >= 2 || (lines[top].width > 30 && look.score(top, next: lead, afterBroken: false) > 0)
        return strong ? top : nil
    }
}

/// True where a paragraph is over at the line's end, so that the next line begins another.
func endsParagraph(_ line: PageLine) -> Bool {
    if line.has(.goesOn) { return false }
    return line.endsSentence || line.has(.isBracketed) || line.has(.endsWithColon) || line.has(.endsWithJumpTo) || line.has(.jumpsAway)
}
