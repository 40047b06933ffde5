import BaoShuLayout
import BaoShuText
import Testing

/// Pages that no paper printed: they must come back whole, and their time must grow with their length alone.
struct StrangePageTests {
    struct Page: Sendable, CustomTestStringConvertible {
        var what: String
        var unit: String
        var testDescription: String { what }
    }

    static let pages: [Page] = [
        Page(what: "one long line", unit: "新闻"), Page(what: "blank lines", unit: "\n"), Page(what: "NULs", unit: "\0"), Page(what: "NUL lines", unit: "\0\n"),
        Page(what: "one-letter lines", unit: "市\n"), Page(what: "headings", unit: "## 标题\n"), Page(what: "heading marks", unit: "# \n"),
        Page(what: "hashes", unit: "#"), Page(what: "open brackets", unit: "（"), Page(what: "open bracket lines", unit: "（\n"), Page(what: "tabs", unit: "\t"),
        Page(what: "table rows", unit: "甲\t乙\n"), Page(what: "captions", unit: "■图为市区的街景和新建的公园。\n"), Page(what: "bylines", unit: "□记者 张三\n"),
        Page(what: "jumps", unit: "（上接第一版）\n"), Page(what: "datelines", unit: "本报5月30日讯 会议举行。\n"), Page(what: "broken lines", unit: "全市上下齐心协力推动各项工作落地见效并且，\n"),
        Page(what: "numbered lines", unit: "1.名单\n"), Page(what: "slogans", unit: "稳增长·促发展\n"), Page(what: "credits", unit: "王海 摄\n"), Page(what: "labels", unit: "相关链接\n"),
        Page(what: "carriage returns", unit: "\r"), Page(what: "stories", unit: "市里开会\n□记者 张三\n会议开了。\n■图为会场。\n王海 摄\n"),
        Page(what: "questions", unit: "怎么办？\n"), Page(what: "dashes", unit: "——\n"),
    ]

    private static func layOutCopies(_ page: Page, _ units: Int) -> (seconds: Double, fault: String?, page: [UInt16]) {
        let unit = Array(page.unit.utf16)
        var text: [UInt16] = []
        text.reserveCapacity(units)
        while text.count < units { text += unit }
        // One copy's cues, repeated: what the rules would find.
        let own = page.unit.utf16.count < 2 ? [] : TestCues.find(in: unit)
        var cues: [LayoutCue] = []
        if !own.isEmpty {
            for copy in 0..<text.count / unit.count {
                for cue in own {
                    cues.append(LayoutCue(kind: cue.kind, span: TextSpan(cue.span.lowerBound.value + copy * unit.count, cue.span.upperBound.value + copy * unit.count)))
                }
            }
        }
        let clock = ContinuousClock()
        var articles: [LaidOutArticle] = []
        let time = clock.measure { articles = layOut(page: text, cues: cues) }
        let (seconds, attoseconds) = time.components
        return (Double(seconds) + Double(attoseconds) / 1e18, WholenessTests.fault(of: text, articles), text)
    }

    /// Sixteen times the page may take at most forty-eight times the time, with a floor that a short run's noise stays under.
    @Test(arguments: pages) func timeGrowsWithLengthAlone(_ page: Page) {
        let small = Self.layOutCopies(page, 2_000), large = Self.layOutCopies(page, 32_000)
        #expect(small.fault == nil)
        #expect(large.fault == nil)
        #expect(large.seconds < max(small.seconds * 48, 1.5))
    }

    @Test func aMillionBlankLinesAndTwoLongLines() {
        let blank = [UInt16](repeating: 0x0A, count: 1_000_000)
        #expect(layOut(page: blank, cues: []).isEmpty)
        var long = [UInt16](repeating: 0x4E00, count: 600_000)
        long[300_000] = 0x0A
        #expect(WholenessTests.fault(of: long, layOut(page: long, cues: [])) == nil)
    }

    @Test func cuesOutsideThePageAreOverlooked() {
        let page = Array("# 标题\n话说完了。".utf16)
        let cues = [LayoutCue(kind: .byline, span: TextSpan(50, 60)), LayoutCue(kind: .jumpFrom, span: TextSpan(3, 3)), LayoutCue(kind: .label, span: TextSpan(0, 900))]
        #expect(WholenessTests.fault(of: page, layOut(page: page, cues: cues)) == nil)
        #expect(layOut(page: [], cues: cues).isEmpty)
    }
}
