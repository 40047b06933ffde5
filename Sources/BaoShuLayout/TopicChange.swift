/// Whether a heading opens another story, by the words that it shares with the text around it: a headline is told of in the text below it and not
/// above, and the texts have little in common; a subhead is short, or of what the story was about before.
///
/// Words are pairs of Han characters that stand side by side. The bounds are from the headlines and subheads of the pages in `Corpus/pages` and from
/// pages put together of other articles: headlines have 8 pairs and more, of which 0.3 to 1 stand in the text below and at most 0.2 above; of the pairs
/// below at most 0.13 stand above. Subheads have fewer pairs, or a quarter of them above.
struct TopicChange {
    private static let fewestPairs = 8
    private static let fewestPairsOfText = 80
    /// Code units that are read above and below.
    private static let reachAbove = 1500
    private static let reachBelow = 400
    /// Code units in which a story's first sentences say what its headline says.
    private static let reachOfLead = 160

    let lines: [PageLine]
    let page: UnsafeBufferPointer<UInt16>

    /// - Parameters:
    ///   - heading: its lines.
    ///   - above: the lines of the story so far.
    ///   - below: the lines of the text that follows.
    /// - Complexity: O(1): what is read is bounded.
    func isNewStory(_ heading: Range<Int>, above: Range<Int>, below: Range<Int>) -> Bool {
        let head = pairs(in: heading, reach: Self.reachBelow)
        guard head.count >= Self.fewestPairs else { return false }
        let under = pairs(in: below, reach: Self.reachBelow)
        let over = pairs(in: above, reach: Self.reachAbove, fromEnd: true)
        let told = head.intersection(under).count * 10, toldBefore = head.intersection(over).count * 10, shared = under.intersection(over).count * 100
        if told >= head.count * 4 { return toldBefore <= head.count * 2 && shared <= under.count * 13 }
        // A headline that says it in other words, between texts that have next to nothing in common.
        let isMuchText = under.count >= Self.fewestPairsOfText && over.count >= 2 * Self.fewestPairsOfText
        return isMuchText && told >= head.count && toldBefore <= head.count && shared <= under.count * 5
    }

    /// Whether most of what a heading says stands in a text too.
    ///
    /// - Complexity: O(1): what is read is bounded.
    func isTold(_ heading: Range<Int>, in text: Range<Int>) -> Bool {
        let head = pairs(in: heading, reach: Self.reachBelow)
        guard head.count >= Self.fewestPairs else { return false }
        return head.intersection(pairs(in: text, reach: Self.reachOfLead)).count * 2 >= head.count
    }

    /// The pairs on some lines, up to so many code units of them.
    private func pairs(in range: Range<Int>, reach: Int, fromEnd: Bool = false) -> Set<UInt32> {
        var result: Set<UInt32> = []
        var left = reach
        var index = fromEnd ? range.upperBound - 1 : range.lowerBound
        while range.contains(index), left > 0 {
            let line = lines[index]
            let start = fromEnd ? max(line.start, line.end - left) : line.start, end = fromEnd ? line.end : min(line.end, line.start + left)
            left -= end - start
            var i = start
            while i + 1 < end {
                if PageCharacter.isHan(page[i]), PageCharacter.isHan(page[i + 1]) { result.insert(UInt32(page[i]) << 16 | UInt32(page[i + 1])) }
                i += 1
            }
            index += fromEnd ? -1 : 1
        }
        return result
    }
}
