import BaoShuModel
import BaoShuText
import TestSupport
import Testing

@testable import BaoShu
@testable import BaoShuMatching

/// Names that one article of a page gives and another uses.
struct PageNamesTests {
    private static let fold = FoldTable()

    private func name(_ words: String, key: String = "") -> PageName { PageName(words: Array(words.utf16), rule: 0, key: key, codes: .absent) }

    private func article(_ text: String, mentions: [Range<Int>] = []) -> AnnotatedDocument {
        var article = AnnotatedDocument(id: "a", source: SourceDescription(name: "a", format: "page"), text: Array(text.utf16), sourceMap: SourceMap(identity: text.utf16.count))
        article.mentions = Mentions(mentions.map { Mention(type: "t", span: TextSpan($0.lowerBound, $0.upperBound), rule: "r") })
        return article
    }

    private func others(_ names: PageNames, _ article: AnnotatedDocument, _ number: Int) -> [String] {
        names.others(in: article, number: number, fold: Self.fold).map { String(decoding: $0.words, as: UTF16.self) + $0.key }
    }

    @Test func standWithoutAMention() {
        let names = PageNames([[name("王小明", key: "1"), name("青岛港集团")], [name("王小明", key: "2"), name("青岛港")], [name("港集团公司")]])
        // In the order of the page, not of the text; of two with the same words the one given first.
        #expect(others(names, article("青岛港集团公司的王小明说"), 2) == ["王小明1", "青岛港集团", "青岛港"])
        // An article's own are none of the others'.
        #expect(others(names, article("青岛港集团公司的王小明说"), 1) == ["青岛港集团", "港集团公司"])
        // A place that a mention touches does not count; another of the same name does.
        #expect(others(names, article("王小明说，青岛港", mentions: [2..<4, 7..<8]), 2) == [])
        #expect(others(names, article("王小明说，王小明", mentions: [0..<3]), 2) == ["王小明1"])
        #expect(others(names, article("王小王小明"), 2) == ["王小明1"])
        #expect(others(names, article(""), 2) == [] && others(PageNames([[], []]), article("王小明"), 0) == [])
    }

    @Test func timeGrowsWithThePageAlone() {
        let growth = ProcessorTime.growth(from: 150) { count in
            let texts = (0..<count).map { "市长王\(Unicode.Scalar(UInt16(0x4E00 + $0))!)\(Unicode.Scalar(UInt16(0x5E00 + $0))!)出席会议" }
            return (names: texts.map { [name(String($0.dropFirst(2).prefix(3)))] }, articles: texts.map { article($0) })
        } _: { page in
            let names = PageNames(page.names)
            for (number, article) in page.articles.enumerated() { #expect(others(names, article, number) == []) }
        }
        #expect(growth < ProcessorTime.linear)
    }
}
