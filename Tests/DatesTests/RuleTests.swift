import BaoShu
import BaoShuTools
import Foundation
import TestSupport
import Testing

struct RuleTests {
    /// The tests that stand with the rules for dates.
    @Test func inlineTestsHold() throws {
        let tester = RuleTester(program: try DateReader.rules.get().program)
        let report = tester.run { test in test.place.file.hasPrefix("dates/") }
        #expect(report.passed > 100)
        #expect(report.failures.isEmpty, "\(report.failures.map(\.message))")
    }

    /// Nothing reads the host's zone.
    @Test(.serialized, arguments: ["UTC", "America/New_York", "Asia/Shanghai"]) func zoneMakesNoDifference(_ zone: String) throws {
        let before = ProcessInfo.processInfo.environment["TZ"]
        setenv("TZ", zone, 1)
        tzset()
        defer {
            if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
            tzset()
        }
        let read = try DateReader().read("今天零时起，昨晚8点，1月1日，上周五，目前", on: "2024-01-01")
        #expect(read == ["今天零时 → 2024-01-01T00:00", "昨晚8点 → 2023-12-31T20:00", "1月1日 → 2024-01-01", "上周五 → 2023-12-29", "目前 → PRESENT_REF"])
    }

    /// The days of the corpus's pages, by dateline and by the year that each page states.
    @Test(arguments: [("000_65a8d9d27ebb6966", "2024-05-30"), ("003_c14d41158b83b0f7", "2024-08-25"), ("004_68b152140b1e5a26", "2023-02-24")])
    func pagesHaveTheirDay(_ page: String, _ day: String) throws {
        let text = try Repository.text("Corpus/pages/\(page).txt")
        let annotator = Annotator(program: try DateReader.rules.get().program)
        let documents = annotator.annotate(.init(id: page, source: .init(name: page, format: "page"), text: Array(text.utf16), content: .page))
        #expect(!documents.isEmpty)
        for document in documents { #expect(document.date == day, "\(document.title ?? "")") }
    }

    /// The day along a page's edge is that of the articles without a dateline, and tells the year of those with one.
    @Test(arguments: [
        (edge: "人民日报　2008年7月21日　第6版（经济）", days: ["2008-07-20", "2008-07-18", "2008-07-21"]),
        (edge: "2008年7月21日 星期一", days: ["2008-07-20", "2008-07-18", "2008-07-21"]),
        (edge: "A6 | 经济 | 2008年7月21日 星期一 编辑 王宁", days: ["2008-07-20", "2008-07-18", "2008-07-21"]),
        (edge: "人民日报\n\n2008年7月\n\n21\n\n星期一", days: ["2008-07-20", "2008-07-18", "2008-07-21"]),
        (edge: "新闻纵横", days: ["2008-07-20", "2008-07-18", "2008-07-20"]),
    ])
    func edgesTellTheDay(_ row: (edge: String, days: [String])) throws {
        let text =
            row.edge + """


                # 秋粮面积稳中有增

                本报北京7月20日电 农业部种植业管理司负责人今天表示，秋粮面积达到11.66亿亩。

                # 市公安局交警支队关于对部分道路临时交通管制的通告

                决定于7月24日对部分道路实行临时交通管制，特此通告。

                市公安局交警支队
                2008年7月18日

                # 居安思危抓秋粮

                ○ 王小海

                粮食安全的弦任何时候都不能松。
                """
        let annotator = Annotator(program: try DateReader.rules.get().program)
        let documents = annotator.annotate(.init(id: "page", source: .init(name: "page", format: "page"), text: Array(text.utf16), content: .page))
        #expect(documents.map(\.date) == row.days)
    }
}
