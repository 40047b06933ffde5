/// Where the articles of a page begin, and which lines are headings.
///
/// What begins an article, in order of strength: a byline, dateline or jump mark together with the heading lines directly above it; two headings in a
/// row, or one of a rank no lower than the article's own headline; a heading with nothing under it but a picture and its caption.
struct PageSegmentation {
    let lines: [PageLine]
    let look: HeadingEvidence
    private(set) var kinds: [LineKind]
    /// `starts[i]`: line `i` is the first of an article.
    private(set) var starts: [Bool]
    /// `opening[i]`: the heading on line `i` belongs to the headline matter of an article.
    private(set) var opening: [Bool]
    /// `isTableTitle[i]`: the heading on line `i` names the table under it.
    private(set) var isTableTitle: [Bool]
    /// Lines at which the decision could have been another, with what was decided.
    private(set) var doubts: [Doubt] = []

    struct Doubt {
        var line: Int
        var code: String
        var message: String
    }

    /// A page with more headings in a row than this has no headlines there but a list.
    static let longestHeadlineMatter = 8

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
            case .dateline, .jump: openAtMark(i)
            case .text:
                if lines[i].has([.startsWithDateline, .startsWithJump]) {
                    openAtMark(i)
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
        } else if let top = headsAboveLead(i) {
            open(top, upTo: i)
            doubts.append(Doubt(line: top, code: "layout_lead", message: "a paragraph between headline and byline was read as the article's lead"))
        } else if i == 0 || standsOverText(i, after) {
            starts[i] = true
        }
    }

    /// A byline below its story is followed by the next story's heading; one whose headline is lost has text under it.
    private func standsOverText(_ i: Int, _ after: Int) -> Bool {
        guard after < lines.count, !lines[i].has(.isBracketed) else { return false }
        if kinds[after] == .dateline || kinds[after] == .jump { return true }
        guard kinds[after] == .text, !lines[after].isMarked else { return false }
        return !look.mayBeHead(after) || lines[after].width > 2 * look.evidence.column || look.evidence.fillsColumn(lines[after].width)
    }

    private mutating func openAtMark(_ i: Int) {
        if lines[i].has(.jumpsAway), kinds[i] == .jump { return }
        // Already open: a byline, or a label under it, stands between the headline and this line.
        var above = i - 1, steps = 0
        while above >= 0, steps < 4, kinds[above].isPicture || kinds[above] == .label || kinds[above] == .folio {
            above -= 1
            steps += 1
        }
        if above >= 0, kinds[above] == .byline { return }
        if let top = headsAbove(i) {
            open(top, upTo: i)
        } else if kinds[i] != .dateline || i == 0 || (i + 1 < lines.count && kinds[i + 1] == .text) {
            // A dateline alone, with no text to follow, is a source line at a story's end.
            starts[i] = true
        }
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
        while k >= 0, last - k < Self.longestHeadlineMatter, canOpen(k, nearest: top == nil) {
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
            return line.has(.exclaims) && !line.has(.hasInnerStop) && !line.has(.isBracketed) && line.width <= (nearest ? 60 : 40)
        default: return false
        }
    }

    /// A headline whose lead, a paragraph of its own, stands between it and the byline.
    private func headsAboveLead(_ i: Int) -> Int? {
        let lead = i - 1
        guard lead > 0, kinds[lead] == .text, lines[lead].endsSentence, lines[lead].width <= 400 else { return nil }
        guard let top = headsEnding(at: lead - 1) else { return nil }
        let strong = top == 0 || lead - top >= 2 || (lines[top].width > 30 && look.score(top, next: lead, afterBroken: false) > 0)
        return strong ? top : nil
    }

    // MARK: Headings without such a mark

    private mutating func findHeadings() {
        let rest = continuations()
        var broken = false, onTop = true
        for i in lines.indices {
            if starts[i] { broken = false }
            if opening[i] || kinds[i] == .byline || kinds[i] == .table { onTop = false }
            switch kinds[i] {
            case .text:
                let line = lines[i]
                if !line.has([.startsWithDateline, .startsWithJump]), !line.has(.endsWithJumpTo), !line.endsSentence || line.isMarked,
                    isHeading(i, next: rest[i], afterBroken: broken, onTop: onTop)
                {
                    kinds[i] = .head
                    broken = false
                } else {
                    broken = !endsParagraph(line)
                    onTop = false
                }
            case .head, .byline, .dateline, .jump: broken = false
            default: break
            }
        }
    }

    private mutating func isHeading(_ i: Int, next: Int?, afterBroken: Bool, onTop: Bool) -> Bool {
        if lines[i].isMarked { return look.mayBeHead(i) }
        let score = look.score(i, next: next, afterBroken: afterBroken, onTop: onTop)
        if abs(score) <= 4, look.mayBeHead(i) {
            let what = score > 0 ? "a heading" : "part of a paragraph"
            doubts.append(Doubt(line: i, code: "layout_uncertain_heading", message: "this line was read as \(what), on little evidence"))
        }
        return score > 0
    }

    /// Short questions and cries between long paragraphs are subheads on a page that has unmarked subheads elsewhere.
    private mutating func findQuestions() {
        guard lines.indices.contains(where: { kinds[$0] == .head && !opening[$0] && !lines[$0].isMarked }) else { return }
        for i in lines.indices.dropFirst().dropLast() where kinds[i] == .text && kinds[i - 1] == .text && kinds[i + 1] == .text {
            let line = lines[i]
            guard line.has(.exclaims), !line.has(.hasInnerStop), line.width >= 12, line.width * 5 <= look.evidence.column * 4 else { continue }
            guard !starts[i], !starts[i + 1], endsParagraph(lines[i - 1]), lines[i + 1].width > look.evidence.column else { continue }
            guard !PageCharacter.opens(look.page[line.start]) else { continue }
            kinds[i] = .head
            doubts.append(Doubt(line: i, code: "layout_uncertain_heading", message: "this question or cry was read as a heading, like others of the page"))
        }
    }

    /// More unmarked headings in a row than an article can have are lines of a list, and so are numbered ones.
    private mutating func findLists() {
        var i = 0
        while i < lines.count {
            guard isListLine(i, numbered: lines[i].has(.isNumbered)) else { i += 1; continue }
            let numbered = lines[i].has(.isNumbered)
            var end = i + 1
            while end < lines.count, isListLine(end, numbered: numbered), !starts[end] { end += 1 }
            if end - i > (numbered ? 2 : Self.longestHeadlineMatter) { for k in i..<end { kinds[k] = .item } }
            i = end
        }
    }

    private func isListLine(_ i: Int, numbered: Bool) -> Bool {
        kinds[i] == .head && !opening[i] && !lines[i].isMarked && lines[i].has(.isNumbered) == numbered
    }

    /// For each line the text line that would go on with its paragraph: the next one, over pictures and the like; -1 turned to nil where a heading,
    /// an article or a table comes first.
    private func continuations() -> [Int?] {
        var result = [Int?](repeating: nil, count: lines.count)
        var next: Int?
        for i in lines.indices.reversed() {
            result[i] = next
            if starts[i] { next = nil; continue }
            switch kinds[i] {
            case .text: next = lines[i].isMarked || lines[i].has([.startsWithDateline, .startsWithJump]) ? nil : i
            case .caption, .credit, .folio, .editor: break
            default: next = nil
            }
        }
        return result
    }

    // MARK: What headings without a byline open

    private mutating func decideUnanchoredGroups() {
        var headlineLevel: Int?
        let unmarkedPage = !lines.indices.contains { opening[$0] && lines[$0].isMarked }
        let follows = firstAfterPictures()
        var i = 0
        while i < lines.count {
            if starts[i] { headlineLevel = level(ofMatterFrom: i) }
            guard kinds[i] == .head, !opening[i] else { i += 1; continue }
            var end = i + 1
            while end < lines.count, kinds[end] == .head, !opening[end], !starts[end] { end += 1 }
            if decide(group: i..<end, follows: follows, headlineLevel: headlineLevel, unmarkedPage: unmarkedPage) {
                headlineLevel = level(ofMatterFrom: i)
            }
            i = end
        }
    }

    /// True where the group begins an article.
    private mutating func decide(group: Range<Int>, follows: [Int], headlineLevel: Int?, unmarkedPage: Bool) -> Bool {
        var matter = group
        let next = follows[group.upperBound]
        let atEnd = next == lines.count || starts[next]
        let picture = group.upperBound < lines.count && kinds[group.upperBound].isPicture && atEnd
        if group.upperBound < lines.count, kinds[group.upperBound] == .table {
            isTableTitle[group.upperBound - 1] = true
            matter = group.lowerBound..<(group.upperBound - 1)
            if matter.isEmpty { return false }
        } else if atEnd, !picture, group.lowerBound > 0 {
            return false
        }
        let first = group.lowerBound
        if isPageTop(first) { return begin(matter) }
        let level = matter.map { lines[$0].level }.filter { $0 > 0 }.min()
        let widest = matter.map { lines[$0].width }.max() ?? 0
        if let level {
            guard let headlineLevel, headlineLevel > 0 else { return widest > look.evidence.column && matter.count > 1 ? begin(matter) : false }
            if level < headlineLevel { return begin(matter) }
            if level == headlineLevel, widest >= 28 || matter.count > 1 {
                doubts.append(Doubt(line: first, code: "layout_uncertain_start", message: "an article begins here by the rank of its heading alone"))
                return begin(matter)
            }
            return false
        }
        guard unmarkedPage else { return false }
        if matter != group || (matter.count > 1 && widest >= 28 && !matter.contains { lines[$0].has(.isNumbered) }) || (picture && widest >= 24) { return begin(matter) }
        if widest > look.evidence.column, !atEnd, !lines[first].has(.isNumbered) {
            doubts.append(Doubt(line: first, code: "layout_uncertain_start", message: "an article begins here by the length of its heading alone"))
            return begin(matter)
        }
        return false
    }

    private mutating func begin(_ matter: Range<Int>) -> Bool {
        var top = matter.lowerBound
        while top > 0, matter.lowerBound - top < 3, kinds[top - 1] == .label, !opening[top - 1], !starts[top] { top -= 1 }
        starts[top] = true
        for k in top..<matter.upperBound { opening[k] = true }
        return true
    }

    /// True where nothing but labels and folios stands above a line; asked of the first lines of a page only.
    private func isPageTop(_ i: Int) -> Bool {
        i <= 8 && kinds[..<i].allSatisfy { $0 == .folio || $0 == .label || $0 == .editor }
    }

    /// For each line (and the end) the first line from there on that is no picture's; the end's index is the number of lines.
    private func firstAfterPictures() -> [Int] {
        var result = [Int](repeating: lines.count, count: lines.count + 1)
        for i in lines.indices.reversed() { result[i] = kinds[i].isPicture && !starts[i] ? result[i + 1] : i }
        return result
    }

    /// The highest rank among the headings that open an article (0 where none is marked), bounded look ahead.
    private func level(ofMatterFrom start: Int) -> Int? {
        var best: Int?
        var k = start
        while k < lines.count, k - start <= 2 * Self.longestHeadlineMatter, k == start || !starts[k] {
            if opening[k], lines[k].isMarked { best = min(best ?? Int.max, lines[k].level) }
            if kinds[k] == .text { break }
            k += 1
        }
        return best ?? 0
    }
}

/// True where a paragraph is over at the line's end, so that the next line begins another.
func endsParagraph(_ line: PageLine) -> Bool {
    line.endsSentence || line.has(.isBracketed) || line.has(.endsWithColon) || line.has(.endsWithJumpTo) || line.has(.jumpsAway)
}
