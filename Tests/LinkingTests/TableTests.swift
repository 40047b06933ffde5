import BaoShu
import BaoShuModel
import BaoShuReading
import BaoShuText
import Testing

/// Facts of tables: units of heads and captions, heads as subject, indicator and time.
struct TableTests {
    /// `subject|indicator|time|value|unit|change|basis` of each fact of a table of a header and rows.
    static func facts(caption: String, _ rows: [String]) -> [String] {
        var text: [UInt16] = []
        var blocks: [Block] = []
        for (number, line) in ([caption] + rows).enumerated() {
            if number > 0 { text.append(0x0A) }
            let start = text.count
            text += Array(line.utf16)
            blocks.append(Block(role: number == 0 ? .tableTitle : number == 1 ? .tableHeader : .tableRow, span: TextSpan(start, text.count)))
        }
        let source = SourceDocument(id: "t", source: SourceDescription(name: "t", format: "html"), text: text, content: .blocks(blocks))
        let document = Annotator(program: FactFieldTests.program).annotate(source)[0]
        return document.facts.map { fact in
            let fields = document.measuredFields(of: fact)
            func text(_ name: String) -> String { if case .text(let text) = fields.first(where: { $0.name == name })?.value { text } else { "" } }
            func words(_ role: Fact.Role?) -> String { (role?.span ?? role?.mention.map { document.mentions[$0].span }).map(document.string(at:)) ?? "" }
            return [words(fact.subject), words(fact.indicator), fact.time?.value ?? "", text("value"), text("unit"), text("change"), text("basis")].joined(separator: "|")
        }
    }

    @Test func unitsOfHeadsAndGrowth() {
        let facts = Self.facts(caption: "2023年各组产量", ["组别\t产量（万吨）\t同比增长（%）", "甲组\t1,529.5\t5.1", "乙组\t12\t-1.2"])
        #expect(facts == ["甲组|产量|2023|15295000|t||", "甲组|产量|2023|5.1|%|up|yoy", "乙组|产量|2023|120000|t||", "乙组|产量|2023|1.2|%|down|yoy"])
    }

    @Test func unitOfTheCaption() {
        #expect(Self.facts(caption: "主要收支 单位：亿元", ["部门\t收入\t支出", "一部\t8.5\t7"]) == ["一部|收入||850000000|CNY||", "一部|支出||700000000|CNY||"])
        // Several units are those of the columns in their order; where they are not as many, it is not known whose they are.
        let sales = ["区市\t成交套数\t环比\t成交面积", "甲区\t562\t+15.4%\t6.52"]
        #expect(Self.facts(caption: "成交情况（单位：套、万平方米）", sales) == ["甲区|成交套数||562|套||", "甲区|成交套数||15.4|%|up|mom", "甲区|成交面积||65200|m2||"])
        #expect(Self.facts(caption: "成交情况（单位：套、万元、万平方米）", sales).first == "甲区|成交套数||562|||")
    }

    @Test func columnOfUnits() {
        let facts = Self.facts(caption: "一季度主要指标", ["指标\t单位\t绝对量\t比上年增长（%）", "进出口总额\t亿美元\t88\t-3"])
        let withoutTimes = facts.map { fact in
            var fields = fact.split(separator: "|", omittingEmptySubsequences: false)
            fields.remove(at: 2)
            return fields.joined(separator: "|")
        }
        #expect(withoutTimes == ["|进出口总额|8800000000|USD||", "|进出口总额|3|%|down|yoy"])
    }

    @Test func yearsAsRowsAndAsColumns() {
        #expect(Self.facts(caption: "产值", ["年份\t产值（亿元）", "2021年\t30", "2022\t33.1"]) == ["|产值|2021|3000000000|CNY||", "|产值|2022|3310000000|CNY||"])
        #expect(Self.facts(caption: "单位：万人", ["指标\t2021年\t2022年", "就业人数\t30\t31"]) == ["|就业人数|2021|300000|人||", "|就业人数|2022|310000|人||"])
    }

    @Test func headerOfTwoRows() {
        let facts = Self.facts(caption: "单位：亿元", ["公司\t营业收入\t\t净利润\t", "\t2023年\t同比(%)\t2023年\t同比(%)", "甲组\t12\t5.1\t3\t-2"])
        #expect(facts == ["甲组|营业收入|2023|1200000000|CNY||", "甲组|营业收入|2023|5.1|%|up|yoy", "甲组|净利润|2023|300000000|CNY||", "甲组|净利润|2023|2|%|down|yoy"])
    }

    @Test func rowsAreNamedBehindTheirNumber() {
        #expect(Self.facts(caption: "奖牌榜", ["排名\t代表团\t金牌（枚）", "1\t甲队\t58"]) == ["甲队|金牌||58|枚||"])
    }

    /// A column of growth beside none of figures is of what the row names, as is one beside columns of times.
    @Test func growthOfTheRow() {
        #expect(Self.facts(caption: "消费价格", ["类别\t环比（%）\t同比（%）", "食品\t0.4\t-5.9"]) == ["|食品||0.4|%|up|mom", "|食品||5.9|%|down|yoy"])
        let facts = Self.facts(caption: "菜价（元/公斤）", ["品种\t2022年\t2023年\t涨幅（%）", "白菜\t2.10\t2.00\t5.0"])
        #expect(facts == ["|白菜|2022|2.10|CNY/kg||", "|白菜|2023|2.00|CNY/kg||", "|白菜|2023|5.0|%|up|"])
        #expect(Self.facts(caption: "指标", ["指标\t2023年\t增长（%）", "货物吞吐量\t5.14\t6.2"]).last?.hasSuffix("2023|6.2|%|up|") == true)
    }

    @Test func namesMakeNoFacts() { #expect(Self.facts(caption: "名单", ["姓名\t职务", "张三\t区长"]).isEmpty) }
}
