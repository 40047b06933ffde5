/// Headings that no byline, dateline or jump mark makes known.
extension PageSegmentation {
    mutating func findHeadings() {
        let rest = continuations()
        var broken = false, onTop = true
        for i in lines.indices {
            if starts[i] { broken = false }
            if opening[i] || kinds[i] == .byline || kinds[i] == .table { onTop = false }
            switch kinds[i] {
            case .text:
                let line = lines[i]
                let mayHead = !line.has([.startsWithDateline, .startsWithJump]) && !line.has(.endsWithJumpTo) && (!line.endsSentence || line.isMarked)
                if mayHead ? isHeading(i, next: rest[i], afterBroken: broken, onTop: onTop) : asksReaders(i) {
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

    /// Whether a short question stands between the label of a column and the first who speaks in it: 问：.
    private func asksReaders(_ i: Int) -> Bool {
        guard i + 1 < lines.count, lines[i + 1].has(.startsWithSpeaker) || lines[i + 1].has(.isItem) && lines[i + 1].has(.endsWithColon),
            i == 0 || kinds[i - 1] == .label || kinds[i - 1] == .head && lines[i - 1].has(.opensArticle) || starts[i]
        else { return false }
        let line = lines[i]
        return line.has(.exclaims) && !line.has(.startsWithSpeaker) && !line.has(.hasInnerStop) && line.width <= look.evidence.column
    }

    private mutating func isHeading(_ i: Int, next: Int?, afterBroken: Bool, onTop: Bool) -> Bool {
        if lines[i].isMarked { return look.mayBeHead(i) }
        let underByline = isUnderByline(i)
        var score = look.score(i, next: next, afterBroken: afterBroken, onTop: onTop, underByline: underByline)
        if i > 0, kinds[i - 1] == .head, lines[i - 1].has(.endsWithDash), look.mayBeHead(i) { score += Self.underKickerWeight }
        if isUnderColumnName(i) { score += Self.underColumnNameWeight }
        if score <= 0, score + Self.toldWeight > 0, let next, !afterBroken, !underByline, isToldBelow(i, next) { score += Self.toldWeight }
        if abs(score) <= 4, look.mayBeHead(i) {
            let what = score > 0 ? "a heading" : "part of a paragraph"
            doubts.append(Doubt(line: i, code: "layout_uncertain_heading", message: "this line was read as \(what), on little evidence"))
        }
        return score > 0
    }

    /// What it weighs that a kicker which ends in a dash stands right above.
    private static let underKickerWeight = 24

    /// What it weighs that the name of a column stands right above.
    private static let underColumnNameWeight = 28

    /// Whether a line no longer than a headline stands under the name of a column, and above a whole paragraph.
    private func isUnderColumnName(_ i: Int) -> Bool {
        guard i > 1, kinds[i - 1] == .label, !opening[i - 1], endsParagraph(lines[i - 2]) || kinds[i - 2].isPicture, i + 1 < lines.count else { return false }
        return kinds[i + 1] == .text && endsParagraph(lines[i + 1]) && lines[i].width <= look.evidence.column && lines[i + 1].width > lines[i].width && !look.evidence.isWrapped
    }

    /// What it weighs that the text under a line says again what the line says.
    private static let toldWeight = 24

    /// Whether the paragraph under a line says again what the line says, as a story does with its headline and the rest of a sentence does not with its
    /// beginning.
    private func isToldBelow(_ i: Int, _ next: Int) -> Bool {
        guard !look.evidence.isWrapped, endsParagraph(lines[next]), lines[next].width > 2 * lines[i].width else { return false }
        return TopicChange(lines: lines, page: look.page).isTold(i..<(i + 1), in: next..<(next + 1))
    }

    /// Whether a headline with its byline stands right above a line.
    private func isUnderByline(_ i: Int) -> Bool {
        var above = i - 1
        while above >= 0, i - above <= 4, kinds[above] == .byline { above -= 1 }
        return above >= 0 && above < i - 1 && opening[above]
    }

    /// Short questions and cries between long paragraphs are subheads in an article that has unmarked subheads elsewhere.
    mutating func findQuestions() {
        let hasSubheads = articlesWithSubheads()
        for i in lines.indices.dropFirst().dropLast() where hasSubheads[i] && kinds[i] == .text && kinds[i - 1] == .text && kinds[i + 1] == .text {
            let line = lines[i]
            guard line.has(.exclaims), !line.has(.hasInnerStop), line.width >= 12, line.width * 5 <= look.evidence.column * 4 else { continue }
            guard !starts[i], !starts[i + 1], endsParagraph(lines[i - 1]), lines[i + 1].width > look.evidence.column else { continue }
            // 问：, 记者：: what somebody asks.
            guard !PageCharacter.opens(look.page[line.start]), !(line.start..<min(line.start + 5, line.end)).contains(where: { PageCharacter.isColon(look.page[$0]) }) else { continue }
            kinds[i] = .head
            doubts.append(Doubt(line: i, code: "layout_uncertain_heading", message: "this question or cry was read as a heading, like others of the page"))
        }
    }

    /// For each line whether unmarked headings stand inside the article that it is part of, as far as articles are known yet.
    private func articlesWithSubheads() -> [Bool] {
        var result = [Bool](repeating: false, count: lines.count)
        var start = 0
        for end in 1...lines.count where end == lines.count || starts[end] {
            let any = (start..<end).contains { kinds[$0] == .head && !opening[$0] && !lines[$0].isMarked }
            if any { for i in start..<end { result[i] = true } }
            start = end
        }
        return result
    }

    /// More unmarked headings in a row than an article can have are lines of a list, and so are numbered ones.
    mutating func findLists() {
        var i = 0
        while i < lines.count {
            guard isListLine(i, numbered: lines[i].has(.isNumbered)) else { i += 1; continue }
            let numbered = lines[i].has(.isNumbered)
            var end = i + 1
            while end < lines.count, isListLine(end, numbered: numbered), !starts[end] { end += 1 }
            if end - i > (numbered ? 2 : Self.longestHeadlineMatter) { for k in i..<end { kinds[k] = .item } }
            if !numbered { markTail(i..<end) }
            i = end
        }
    }

    /// Of several headings in a row that nothing stands under, those behind one with a mark of its own, ■, are its items.
    private mutating func markTail(_ range: Range<Int>) {
        guard range.count > 2, range.upperBound == lines.count || starts[range.upperBound] || lines[range.upperBound].isMarked else { return }
        guard lines[range.lowerBound].has(.pointsAtPicture) || range.lowerBound > 0 && kinds[range.lowerBound - 1] == .item else { return }
        for k in range where !lines[k].has(.pointsAtPicture) { kinds[k] = .item }
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
}
