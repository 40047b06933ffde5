import BaoShuModel

/// An article while its parts may still move: blocks made of lines of the page.
struct DraftArticle {
    struct DraftBlock {
        var role: BlockRole
        /// Indices of the page's lines, joined with nothing between.
        var lines: [Int]
    }

    var blocks: [DraftBlock] = []
    /// Codes and messages with the line they are about.
    var doubts: [PageSegmentation.Doubt] = []
}

/// Gives every line of one article its role and joins the lines of broken paragraphs.
struct ArticleDrafting {
    let lines: [PageLine]
    let segmentation: PageSegmentation
    let look: HeadingEvidence

    /// - Complexity: O(*l*) for *l* lines of the article.
    func draft(_ range: Range<Int>) -> DraftArticle {
        var article = DraftArticle()
        let kinds = segmentation.kinds
        let matter = range.filter { segmentation.opening[$0] }
        let (matterRoles, isClose) = HeadlineMatter(lines: lines, kinds: kinds, column: look.evidence.column).roles(of: matter)
        if isClose, let first = matter.first {
            article.doubts.append(.init(line: first, code: "layout_uncertain_headline", message: "which of these lines are the headline is told by their lengths alone"))
        }
        if matter.isEmpty, let first = range.first {
            article.doubts.append(.init(line: first, code: "layout_no_headline", message: "no headline was found for this article"))
        }
        var nextMatter = 0
        /// The body block whose last sentence is not over, if any.
        var open: Int?
        for i in range {
            let role: BlockRole
            if nextMatter < matter.count, matter[nextMatter] == i {
                role = matterRoles[nextMatter]
                nextMatter += 1
            } else if kinds[i] == .text {
                role = nextMatter > 0 && nextMatter < matter.count || isLead(i, range) ? leadRole(i) : .body
            } else {
                role = plainRole(i, range)
            }
            if role == .body, kinds[i] == .text, let block = open, continues(article.blocks[block].lines.last!, i) {
                doubtJoin(article.blocks[block].lines.last!, i, &article)
                article.blocks[block].lines.append(i)
                open = endsParagraph(lines[i]) ? nil : block
                continue
            }
            if role == .caption, let last = article.blocks.last, last.role == .caption, captionGoesOn(lines[last.lines.last!], lines[i]) {
                article.blocks[article.blocks.count - 1].lines.append(i)
                continue
            }
            article.blocks.append(.init(role: role, lines: [i]))
            switch role {
            case .body: open = endsParagraph(lines[i]) || kinds[i] == .item ? nil : article.blocks.count - 1
            // What interrupts a column without ending the paragraph that runs round it.
            case .caption, .photoCredit, .graphicTitle, .tableTitle, .tableHeader, .tableRow: break
            default: open = nil
            }
        }
        return article
    }

    // MARK: Roles

    private func plainRole(_ i: Int, _ range: Range<Int>) -> BlockRole {
        switch segmentation.kinds[i] {
        case .byline, .editor: .byline
        case .dateline: .dateline
        case .jump: .jumpMark
        case .caption: .caption
        case .credit: .photoCredit
        case .label, .folio: .sectionLabel
        case .table: isTableHeader(i, range) ? .tableHeader : .tableRow
        case .head: headingRole(i, range)
        case .text, .item: .body
        }
    }

    private func headingRole(_ i: Int, _ range: Range<Int>) -> BlockRole {
        if segmentation.isTableTitle[i] { return .tableTitle }
        let kinds = segmentation.kinds
        if i > range.lowerBound, kinds[i - 1] == .byline, lines[i].width <= 10, !lines[i].isMarked { return .sectionLabel }
        var next = i + 1
        while next < range.upperBound, kinds[next].isPicture { next += 1 }
        // 联系人：张三 电话…: matter of a list, not a title.
        if next == range.upperBound { return !lines[i].isMarked && lines[i].hasDigit && lines[i].has(.hasInnerColon) ? .body : .graphicTitle }
        if kinds[next] == .head {
            // Of two headings in a row the first names a graphic that was lost, unless it is the higher one.
            let higher = lines[i].isMarked && lines[i].level < lines[next].level
            if !higher, next > i + 1 || lines[next].blanksAbove >= 2 { return .graphicTitle }
        }
        return .subhead
    }

    /// The first row of a table, where it has rows under it and no figures in it.
    private func isTableHeader(_ i: Int, _ range: Range<Int>) -> Bool {
        let kinds = segmentation.kinds
        return (i == range.lowerBound || kinds[i - 1] != .table) && i + 1 < range.upperBound && kinds[i + 1] == .table && !lines[i].hasDigit
    }

    /// A paragraph right under the headline matter with a byline under it.
    private func isLead(_ i: Int, _ range: Range<Int>) -> Bool {
        i > range.lowerBound && segmentation.opening[i - 1] && i + 1 < range.upperBound && segmentation.kinds[i + 1] == .byline
            && !lines[i].has([.startsWithDateline, .startsWithJump, .startsWithSpeaker])
    }

    private func leadRole(_ i: Int) -> BlockRole { lines[i].width <= 120 ? .deck : .body }

    // MARK: Broken paragraphs

    private func continues(_ first: Int, _ second: Int) -> Bool {
        let a = lines[first], b = lines[second]
        if b.has([.startsWithDateline, .startsWithJump, .startsWithSpeaker]) || b.isMarked || b.has(.startsWithBullet) || b.has(.isBracketed) { return false }
        guard a.has(.endsWithSemicolon) else { return true }
        // So are those of which the next or the last ends so too, or that end before their column does.
        if b.has(.endsWithSemicolon) || !look.evidence.fillsColumn(a.width) || (first > 0 && lines[first - 1].has(.endsWithSemicolon)) { return false }
        // Items of a list, each a paragraph ending in ；, begin alike: 一是 二是, （一） （二）.
        let page = look.page
        for k in 0..<min(3, a.end - a.start, b.end - b.start) where page[a.start + k] == page[b.start + k] { return false }
        return true
    }

    private func doubtJoin(_ first: Int, _ second: Int, _ article: inout DraftArticle) {
        let a = lines[first]
        // A long line that breaks off is hardly anything else; a short one may be a heading.
        if a.has(.goesOn) || a.has(.leftOpen) || a.has(.endsWithComma) || a.width > 2 * look.evidence.column || look.evidence.fillsColumn(a.width) { return }
        if look.junctionIsSeen(first, second) == true { return }
        article.doubts.append(.init(line: second, code: "layout_uncertain_join", message: "two lines were joined because the first does not end its sentence"))
    }
}
