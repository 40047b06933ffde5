internal import BaoShuModel
internal import BaoShuText

/// What the linker reads of a document. A class, so that handing it on copies nothing.
final class LinkedArticle {
    let text: [UInt16]
    let blocks: [Block]
    /// By start, without overlaps.
    let mentions: [Mention]
    /// The article's day.
    let date: String?

    static let headlineRoles: Set<BlockRole> = [.headline, .kicker, .deck]

    init(_ document: AnnotatedDocument) {
        text = document.text
        blocks = document.blocks
        mentions = document.mentions
        date = document.date
    }

    var hasTables: Bool { blocks.contains { $0.role == .tableRow } }

    // MARK: Mentions

    /// The number of the mention that has exactly this span.
    ///
    /// - Complexity: O(log *m*), as of the two below.
    func mention(at span: TextSpan) -> Int? {
        let index = firstMention(from: span.lowerBound)
        return index < mentions.count && mentions[index].span == span ? index : nil
    }

    func mention(beginningAt start: UTF16Offset) -> Int? {
        let index = firstMention(from: start)
        return index < mentions.count && mentions[index].span.lowerBound == start ? index : nil
    }

    func mention(endingAt end: UTF16Offset) -> Int? {
        let index = firstMention(from: end) - 1
        return index >= 0 && mentions[index].span.upperBound == end ? index : nil
    }

    /// The first mention that begins at an offset or behind it.
    func firstMention(from offset: UTF16Offset) -> Int {
        var low = 0
        var high = mentions.count
        while low < high {
            let middle = (low + high) / 2
            if mentions[middle].span.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a mention names a place or an organization, whose figures can be told.
    func isParty(_ mention: Int) -> Bool { mentions[mention].type == "place" || mentions[mention].type == "organization" }

    /// Whose the figures of an article are where no sentence says so: the first place or organization of its headlines, else of
    /// its text, that is not only where the figures come from (国家统计局发布).
    func subject(besides sources: [TextSpan]) -> Fact.Role? {
        var headSpans: [TextSpan] = []
        var asideSpans: [TextSpan] = []
        for block in blocks {
            switch block.role {
            case .headline, .kicker, .deck: headSpans.append(block.span)
            case .byline, .dateline, .photoCredit, .columnLabel:
                asideSpans.append(block.span)
                continue
            default: break
            }
            if let dateline = block.dateline { asideSpans.append(dateline) }
        }
        var first: Int?
        for index in mentions.indices where isParty(index) {
            let span = mentions[index].span
            if asideSpans.contains(where: { $0.overlaps(span) }) || sources.contains(span) { continue }
            if headSpans.contains(where: { $0.overlaps(span) }) { return Fact.Role(span: span, mention: index) }
            if first == nil { first = index }
            if headSpans.isEmpty { break }
        }
        return first.map { Fact.Role(span: mentions[$0].span, mention: $0) }
    }
}
