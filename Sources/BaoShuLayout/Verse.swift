/// Lines of verse: more short lines in a row than headlines have, of many lengths, few of which end a sentence.
///
/// They are body, each a line by itself; what stands last above a byline is the next story's headline.
///
/// - Complexity: O(*l*) for *l* lines.
func markVerse(_ lines: [PageLine], _ kinds: inout [LineKind]) {
    var i = 0
    while i < lines.count {
        guard isVerse(lines[i], kinds[i]) else { i += 1; continue }
        var end = i + 1
        while end < lines.count, isVerse(lines[end], kinds[end]) { end += 1 }
        let next = end
        // What stands right above another story's authors or text may be its heading.
        if end < lines.count, !lines[end].isMarked { end -= 1 }
        let underAuthor = i > 0 && (kinds[i - 1] == .byline || lines[i - 1].isMarked)
        if end - i >= (underAuthor ? fewestVerses : 2 * fewestVerses), areUneven(lines[i..<end]) { for k in i..<end { kinds[k] = .item } }
        i = next
    }
}

/// Fewer short lines may be headlines one above the other.
private let fewestVerses = 6
/// Half-widths.
private let longestVerse: Int32 = 36

private func isVerse(_ line: PageLine, _ kind: LineKind) -> Bool {
    kind == .text && !line.isMarked && line.cells == 1 && line.width <= longestVerse
        && line.traits.isDisjoint(with: [.pointsAtPicture, .hasInnerColon, .endsWithColon, .isNumbered]) && !line.has(.opensArticle) && !line.has([.startsWithDateline, .startsWithJump])
}

/// Whether lines are of other lengths than those of a column, and most do not end a sentence.
private func areUneven(_ lines: ArraySlice<PageLine>) -> Bool {
    let widest = lines.lazy.map(\.width).max() ?? 0
    let full = widest < HeadingEvidence.narrowestColumn ? 0 : lines.count { $0.width >= widest - HeadingEvidence.mostRagged }
    let ended = lines.count { $0.endsSentence && !$0.has(.exclaims) }
    return full * 2 <= lines.count && ended * 2 <= lines.count
}
