import BaoShuLayout
import BaoShuText
import TestSupport
import Testing

/// The marks of Markdown, HTML and TeX in the text of pages.
struct PlainPageTests {
    @Test(
        arguments: [
            (page: "![](images/1.jpg)\n# 标题", plain: "\n# 标题"),
            (page: "![图（一）](a.png)", plain: ""),
            (page: "**本报讯** 记者**获悉**", plain: "本报讯 记者获悉"),
            (page: "2**3 倍", plain: nil),
            (page: "- 出口 12 亿元\n* 进口", plain: "出口 12 亿元\n进口"),
            (page: "- 5 度", plain: nil),
            (page: "> 引文", plain: "引文"),
            (page: "- 出口增长\n- 63.1万人脱贫\n\n- 5 度", plain: "出口增长\n63.1万人脱贫\n\n5 度"),
            (page: "$PM_{2.5}$平均浓度", plain: "PM2.5平均浓度"),
            (page: "上文。\n---\n下文。\n* * *", plain: "上文。\n\n下文。\n"),
            (page: "a_b = c", plain: nil),
            (page: "*（本报讯）*\n2*3*4", plain: "（本报讯）\n2*3*4"),
            (page: "| 指标 | 数值 |\n|---|:--:|\n| 产值 | 12.5 |", plain: "指标\t数值\n产值\t12.5"),
            (page: "| 甲 | | 丙 |", plain: "甲\t\t丙"),
            (page: "A|B 两组", plain: nil),
            (page: "<table><tr><td>区市</td><th>产值</th></tr><tr><td>崂山区</td><td>5.9</td></tr></table>后文", plain: "区市\t产值\n崂山区\t5.9\n后文"),
            (page: "<table>\n <tr>\n  <td>甲</td>\n  <td>乙</td>\n </tr>\n</table>\n后文", plain: "\n \n甲\t乙\n\n\n后文"),
            (page: "<tr><td colspan=\"2\">合计</td><td>9</td></tr>", plain: "合计\t\t9\n"),
            (page: "增长5.8%<br>其中&nbsp;出口<b>增长</b>3&lt;5", plain: "增长5.8%\n其中 出口增长3<5"),
            (page: "若a<b则成立，x<5", plain: nil),
            (page: "同比增长 $5.8\\%$，气温$18^{\\circ}\\mathrm{C}$", plain: "同比增长 5.8%，气温18°C"),
            (page: "售价$5，降$3", plain: nil),
            (page: "没有标记的一页。", plain: nil),
            // Columns of blanks.
            (page: "品种　　本周　　上周\n猪肉　　20.35　20.78\n\n大白菜　1.56　　-1.60\n\n　　据了解，价格平稳。", plain: "品种\t本周\t上周\n猪肉\t20.35\t20.78\n\n大白菜\t1.56\t-1.60\n\n　　据了解，价格平稳。"),
            (page: "猪肉  20.35  20.78", plain: nil),
            (page: "王　强　　李　明　　张　军\n赵　一　　钱　二　　孙　三", plain: nil),
            (page: "品种  本周  上周\n猪肉  20.35", plain: nil),
            (page: "他说：  第一，  要快。\n第二，  要好，  要  5天", plain: nil),
        ] as [(page: String, plain: String?)])
    func marksAreTakenOut(_ row: (page: String, plain: String?)) {
        let page = Array(row.page.utf16)
        let plain = PlainPage(page)
        #expect(plain.map { String(decoding: $0.text, as: UTF16.self) } == row.plain)
        guard let plain else { return }
        for piece in plain.map.pieces {
            for k in 0..<piece.length { #expect(plain.text[piece.start.value + k] == page[piece.source.value + k]) }
        }
    }

    @Test func itemsAreNotJoined() {
        let plain = PlainPage(Array("# 上半年经济运行情况\n\n记者从市统计局获悉如下情况。\n\n- 一产增加值 210 亿元\n- 二产增加值 350 亿元\n".utf16))!
        let articles = layOut(page: plain.text, cues: plain.items.map { LayoutCue(kind: .item, span: $0) })
        #expect(articles.count == 1)
        #expect(articles[0].blocks.suffix(2).map { String(decoding: articles[0].text[$0.span.indices], as: UTF16.self) } == ["一产增加值 210 亿元", "二产增加值 350 亿元"])
    }

    /// A row that is never closed does not take in the rest of the page.
    @Test func openRowEnds() {
        let lines = (0..<500).map { "第\($0)行" }
        let plain = PlainPage(Array(("<tr><td>甲</td>\n" + lines.joined(separator: "\n")).utf16))!
        #expect(plain.text.count(where: { $0 == 0x0A }) > 400)
    }

    /// Whatever the page, what is left of it stands where the map says, in order.
    @Test func mutatedMarks() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "|", "||", "<td>", "</td>", "<tr", "<table>", "&amp;", "&", "**", "*", "$", "\\%", "\\circ", "![", "](", ")", "- ", "> ", "\n", "\r\n", "  ", "产值", "5.8", "%", " ", "\u{3000}", "𠮷",
        ]
        for _ in 0..<2000 {
            let page = Array((0..<Int.random(in: 1...24, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined().utf16)
            guard let plain = PlainPage(page) else { continue }
            var end = 0
            for piece in plain.map.pieces {
                #expect(piece.source.value >= end && piece.source.value + piece.length <= page.count)
                for k in 0..<piece.length where plain.text[piece.start.value + k] != page[piece.source.value + k] { Issue.record("\(page)") }
                end = piece.source.value + piece.length
            }
            #expect(plain.items.allSatisfy { $0.lowerBound.value <= plain.text.count })
        }
    }
}
