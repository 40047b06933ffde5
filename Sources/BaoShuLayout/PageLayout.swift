import BaoShuText

/// Reads a newspaper page's text (as OCR gives it, UTF-16) as articles of blocks with roles.
///
/// Every character of the page that is neither blank nor a heading mark comes to stand in exactly one article. The order is that of the page, but
/// for captions that belong to another story. A page of blanks has no article. Nothing is an error: where the page gives no ground to decide, the
/// likelier reading is taken and said so in `diagnostics`.
///
/// - Parameters:
///   - page: the decoded text; lines end in LF, CR LF, CR or another mandatory break of UAX #14.
///   - cues: what the rules found on `page`; without any, blank lines, heading marks and punctuation alone decide.
/// - Complexity: O(*n*) in the code units of the page for cues sorted by start.
package func layOut(page: [UInt16], cues: [LayoutCue]) -> [LaidOutArticle] {
    page.withUnsafeBufferPointer { page in
        var lines = pageLines(of: page)
        lay(cues, over: &lines, of: page)
        markSpeakers(&lines, of: page)
        let look = HeadingEvidence(lines: lines, evidence: PageEvidence(lines, page), page: page)
        let segmentation = PageSegmentation(lines, look)
        let drafting = ArticleDrafting(lines: lines, segmentation: segmentation, look: look)
        var drafts: [DraftArticle] = []
        var start = 0, doubt = 0
        while start < lines.count {
            var end = start + 1
            while end < lines.count, !segmentation.starts[end] { end += 1 }
            var draft = drafting.draft(start..<end)
            while doubt < segmentation.doubts.count, segmentation.doubts[doubt].line < end {
                draft.doubts.append(segmentation.doubts[doubt])
                doubt += 1
            }
            drafts.append(draft)
            start = end
        }
        StrandedCaptions(lines: lines, page: page).settle(&drafts)
        let assembly = ArticleAssembly(lines: lines, page: page)
        return drafts.map(assembly.article)
    }
}
