import BaoShuLayout
import BaoShuText

/// Cues found by plain regular expressions: a stand-in for the rules, so that the layout is tested by itself.
struct TestCues {
    /// All cues of a page. Each line is looked at by itself; of cues that overlap the first kind in the list below stays.
    static func find(in page: [UInt16]) -> [LayoutCue] {
        var cues: [LayoutCue] = []
        var start = 0
        while start < page.count {
            var end = start
            while end < page.count, page[end] != 0x0A, page[end] != 0x0D { end += 1 }
            if end > start, end - start < 2_000 { cues += cuesOnLine(page, start, end) }
            start = end + 1
        }
        return cues
    }

    // Unsafe in name only: a Regex that is never changed, which the library does not yet mark as Sendable.
    nonisolated(unsafe) private static let patterns: [(LayoutCue.Kind, Regex<Substring>)] = [
        (.jumpFrom, #/[（(]上接第?[一二三四五六七八九十A-Z0-9]+版[）)]|[（(]上接[A-Z]?[0-9]+版[）)]/#),
        (.jumpTo, #/[（(]下转第?[A-Z]?[一二三四五六七八九十0-9]+版[）)]/#),
        (.dateline, #/本报\p{Han}{0,8}(?:[0-9]{1,2}月[0-9]{1,2}日)?(?:讯|电)|(?:据)?(?:新华社|中新社)\p{Han}{0,8}[0-9]{1,2}月[0-9]{1,2}日电/#),
        (.photoCredit, #/(?:(?:本报|新华社)?记者[ 　]*)?(?:\p{Han}{2,3}|\p{Han} \p{Han}) 摄(?:影报道)?|新华社发|(?:资料图片)/#),
        (.editor, #/(?:责任编辑|责编|编辑|美编|校对|版式)[：: ]*\p{Han}{2,3}(?:[ 　]+(?:责编|编辑|美编|校对|版式|审读)[：: ]*\p{Han}{2,3})*/#),
        (
            .byline,
            #/(?:文\/图|图\/文)?[□■○●◆◎]?[ 　]*[\p{Han}\/]{0,14}(?:记者|通讯员|实习生)(?:\p{Han}{2,3}(?!\p{Han}))?(?:[ 　]+\p{Han}{1,4})*[ 　]*(?:报道|文\/图)?/#
        ),
        (.label, #/\p{Han}{2}(?:观察|视点|聚焦|关注|快评|时评)|相关链接|编者按|短评|新闻延伸|图片新闻/#),
        (.speaker, #/^(?:问|答|记者)：/#),
        (.rest, #/^(?:的|们|以及)/#),
        (.unfinished, #/[的与]$/#),
        (.story, #/^[0-9]{1,2}月[0-9]{1,2}日，/#),
        (.signingBody, #/^\p{Han}{2,20}公司$/#),
        (.edgeDay, #/[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日 星期[一二三四五六日]/#),
        (.folio, #/第?[A-Z]?[0-9]{1,2}版/#),
        (.signature, #/（(?:张|李|王|刘)\p{Han}{1,2}）$/#),
        (.signingDay, #/^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$/#),
        (.caption, #/图为|上图|下图|左图|右图/#),
        (.opening, #/(?:公告|启事|简讯)$/#),
        (.attendance, #/主持会议$/#),
        (.numbered, #/^第[一二三四五六七八九十]件：/#),
        (.author, #/^(?:张|李|王|刘)\p{Han}{1,2}$/#),
    ]

    private static func cuesOnLine(_ page: [UInt16], _ start: Int, _ end: Int) -> [LayoutCue] {
        let line = String(decoding: page[start..<end], as: UTF16.self)
        var taken: [Range<Int>] = [], found: [LayoutCue] = []
        for (kind, pattern) in patterns {
            for match in line.matches(of: pattern) {
                let from = start + line.utf16.distance(from: line.startIndex, to: match.range.lowerBound)
                let to = start + line.utf16.distance(from: line.startIndex, to: match.range.upperBound)
                guard !taken.contains(where: { $0.overlaps(from..<to) }) else { continue }
                taken.append(from..<to)
                found.append(LayoutCue(kind: kind, span: TextSpan(from, to)))
            }
        }
        return found.sorted { $0.span.lowerBound < $1.span.lowerBound }
    }
}

/// An article as a test wants to see it.
struct SeenArticle {
    var article: LaidOutArticle
    /// The role of each line of the page that the article has.
    var roles: [Int: String] = [:]

    /// Lines are counted over line feeds alone.
    init(_ article: LaidOutArticle, page: [UInt16]) {
        self.article = article
        var lineOf = [Int](repeating: 1, count: page.count + 1)
        for i in page.indices { lineOf[i + 1] = lineOf[i] + (page[i] == 0x0A ? 1 : 0) }
        for block in article.blocks {
            for span in article.map.source(of: block.span) {
                for line in lineOf[span.lowerBound.value]...lineOf[span.upperBound.value - 1] where roles[line] == nil {
                    roles[line] = block.role.rawValue
                }
            }
        }
    }

    var summary: [String] {
        article.blocks.map { "\($0.role.rawValue) \(String(decoding: article.text[$0.span.indices], as: UTF16.self))" }
    }
}

func layOutForTest(_ text: String) -> [SeenArticle] {
    let page = Array(text.utf16)
    return layOut(page: page, cues: TestCues.find(in: page)).map { SeenArticle($0, page: page) }
}
