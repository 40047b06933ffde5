/// What headings without a byline open: an article, a section, a table.
extension PageSegmentation {
    mutating func decideUnanchoredGroups() {
        var headlineLevel: Int?
        let ranks = Set(lines.lazy.filter(\.isMarked).map(\.level))
        let unmarkedPage = !lines.indices.contains { opening[$0] && lines[$0].isMarked }
        let follows = firstAfterPictures()
        var i = 0
        while i < lines.count {
            if starts[i] { headlineLevel = level(ofMatterFrom: i) }
            guard kinds[i] == .head, !opening[i] else { i += 1; continue }
            var end = i + 1
            while end < lines.count, kinds[end] == .head, !opening[end], !starts[end] { end += 1 }
            if decide(group: i..<end, follows: follows, headlineLevel: headlineLevel, unmarkedPage: unmarkedPage, hasRanks: ranks.count > 1) {
                headlineLevel = level(ofMatterFrom: i)
            }
            i = end
        }
    }

    /// True where the group begins an article.
    private mutating func decide(group: Range<Int>, follows: [Int], headlineLevel: Int?, unmarkedPage: Bool, hasRanks: Bool) -> Bool {
        var matter = group
        let next = follows[group.upperBound]
        let atEnd = next == lines.count || starts[next]
        let picture = group.upperBound < lines.count && kinds[group.upperBound].isPicture && atEnd
        if group.upperBound < lines.count, kinds[group.upperBound] == .table {
            // 中超积分榜: a table that is a story of its own.
            if group.lowerBound > 0, lines[group.upperBound - 1].has(.opensArticle) || isOver(group.lowerBound - 1) { return begin(group) }
            isTableTitle[group.upperBound - 1] = true
            matter = group.lowerBound..<(group.upperBound - 1)
            // 单位：亿元, under the title.
            if let last = matter.last, lines[last + 1].has(.hasInnerColon), lines[last + 1].width <= Self.widestUnit {
                isTableTitle[last] = true
                matter = group.lowerBound..<last
            }
            if matter.isEmpty { return false }
        } else if atEnd, !picture, group.lowerBound > 0 {
            return false
        }
        let first = group.lowerBound
        if isPageTop(first) { return begin(matter) }
        if !isTableTitle[group.upperBound - 1], tellsOfPicture(group, next: next) { return begin(matter) }
        if matter.count > 1, lines[first].has(.endsWithDash), !atEnd { return begin(matter) }
        // What was signed is over.
        if first > 0, isOver(first - 1) { return begin(matter) }
        // 体坛快讯: so is what stood above the standing label of a column.
        if first > 1, kinds[first - 1] == .label, !opening[first - 1], !atEnd, endsParagraph(lines[first - 2]) || kinds[first - 2].isPicture, matter.count == 1 || !lines[first].has(.isNumbered) {
            return begin(matter)
        }
        let level = matter.map { lines[$0].level }.filter { $0 > 0 }.min()
        let widest = matter.map { lines[$0].width }.max() ?? 0
        if let level {
            // What goes on from another page has no heading but what begins another story: a picture's.
            guard let headlineLevel, headlineLevel > 0 else { return picture || widest > look.evidence.column && matter.count > 1 ? begin(matter) : false }
            if level < headlineLevel { return begin(matter) }
            // On a page that knows several ranks a subhead is seldom of the first.
            if level == headlineLevel, widest >= (level == 1 && hasRanks ? 8 : 28) || matter.count > 1 || matter.contains(where: { lines[$0].has(.opensArticle) }) {
                doubts.append(Doubt(line: first, code: "layout_uncertain_start", message: "an article begins here by the rank of its heading alone"))
                return begin(matter)
            }
            return atEnd ? false : beginByWords(matter)
        }
        if !atEnd, matter.contains(where: { lines[$0].has(.opensArticle) }) { return begin(matter) }
        // An interview goes on under its subheads.
        if !atEnd, lines[next].has(.startsWithSpeaker) { return false }
        // On a page that marks some headings, those under an unmarked headline may be unmarked too.
        guard unmarkedPage || headlineLevel == 0 else { return false }
        if matter != group || (matter.count > 1 && widest >= 28 && !matter.contains { lines[$0].has(.isNumbered) }) || (picture && widest >= 24) { return begin(matter) }
        if widest > look.evidence.column, !atEnd, !lines[first].has(.isNumbered) {
            doubts.append(Doubt(line: first, code: "layout_uncertain_start", message: "an article begins here by the length of its heading alone"))
            return begin(matter)
        }
        return atEnd ? false : beginByWords(matter)
    }

    /// Whether who signs it, or the day that it is signed on, ends a story on a line.
    private func isOver(_ i: Int) -> Bool {
        if lines[i].has([.isSigningDay, .isSigned]) { return true }
        // Several in a row are a list.
        return kinds[i] == .item && lines[i].has(.isSigningBody) && (i == 0 || !lines[i - 1].has(.isSigningBody))
    }

    /// Whether headings stand over a picture whose caption is the whole story: it is long, its photographer is named, and no text follows.
    private func tellsOfPicture(_ group: Range<Int>, next: Int) -> Bool {
        guard !lines[group.lowerBound].has(.isNumbered), next == lines.count || starts[next] || kinds[next] != .text && kinds[next] != .item else { return false }
        let pictures = group.upperBound..<next
        let isLong = pictures.contains { kinds[$0] == .caption && lines[$0].width >= Self.shortestPictureStory }
        return isLong && pictures.contains { kinds[$0] == .credit || lines[$0].has(.endsWithCredit) }
    }

    /// Half-widths of a caption that tells more than what is seen.
    private static let shortestPictureStory: Int32 = 40
    /// Half-widths of the line that tells a table's unit.
    private static let widestUnit: Int32 = 24

    /// Begins an article where headings are of what is told under them and not of the story above.
    private mutating func beginByWords(_ matter: Range<Int>) -> Bool {
        guard !lines[matter.lowerBound].has(.isNumbered) else { return false }
        var above = matter.lowerBound
        while above > 0, matter.lowerBound - above < Self.mostLinesCompared, above == matter.lowerBound || !starts[above] { above -= 1 }
        var below = matter.upperBound
        while below < lines.count, below - matter.upperBound < Self.mostLinesCompared, kinds[below] != .head, !starts[below] { below += 1 }
        let topic = TopicChange(lines: lines, page: look.page)
        guard !hasSubheadsLike(matter, in: above..<matter.lowerBound), topic.isNewStory(matter, above: above..<matter.lowerBound, below: matter.upperBound..<below) else { return false }
        doubts.append(Doubt(line: matter.lowerBound, code: "layout_uncertain_start", message: "an article begins here by the words of its heading alone"))
        return begin(matter)
    }

    /// Whether the story so far has subheads of a heading's rank, no shorter than it: then it is one more.
    private func hasSubheadsLike(_ matter: Range<Int>, in story: Range<Int>) -> Bool {
        guard matter.count == 1 else { return false }
        let line = lines[matter.lowerBound]
        let like = story.filter { kinds[$0] == .head && !opening[$0] && !isTableTitle[$0] && lines[$0].level == line.level && lines[$0].width + Self.raggedSubheads >= line.width }
        return !like.isEmpty
    }

    /// Half-widths by which subheads of one story differ.
    private static let raggedSubheads: Int32 = 12

    /// Lines above and below a heading that are compared with it.
    private static let mostLinesCompared = 48

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

    /// For each line (and the end) the first line from there on that is no picture's and none of the page's edge; the end's index is the number of lines.
    private func firstAfterPictures() -> [Int] {
        var result = [Int](repeating: lines.count, count: lines.count + 1)
        for i in lines.indices.reversed() { result[i] = (kinds[i].isPicture || kinds[i] == .editor || kinds[i] == .folio) && !starts[i] ? result[i + 1] : i }
        return result
    }

    /// The highest rank among the headings that open an article: 0 where none is marked, nil where there is none; bounded look ahead.
    private func level(ofMatterFrom start: Int) -> Int? {
        var best: Int?, isOpened = false
        var k = start
        while k < lines.count, k - start <= 2 * Self.longestHeadlineMatter, k == start || !starts[k] {
            if opening[k], kinds[k] != .label { isOpened = true }
            if opening[k], lines[k].isMarked { best = min(best ?? Int.max, lines[k].level) }
            if kinds[k] == .text { break }
            k += 1
        }
        return best ?? (isOpened ? 0 : nil)
    }
}
