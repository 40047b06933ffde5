import BaoShu
import BaoShuModel
import BaoShuReading
import Testing

/// What a fact carries beside its value: time, change and basis, the whole of a share, plans, and what is carried on.
struct FactFieldTests {
    static let program = try! RuleSet(folder: FactCorpusTests.root.appendingPathComponent("Rules").path).program

    /// `indicator|time|change|basis|share of|target` of each fact.
    static func facts(_ text: String, date: String = "2024-05-31") -> [String] {
        var source = SourceDocument(id: "s", source: SourceDescription(name: "s", format: "jsonl"), text: Array(text.utf16), content: .text)
        source.date = date
        let document = Annotator(program: program).annotate(source)[0]
        return document.facts.map { fact in
            func text(_ name: String) -> String {
                switch fact.fields.first(where: { $0.name == name })?.value {
                case .text(let text): text
                case .flag(let flag): flag ? "true" : ""
                default: ""
                }
            }
            func words(_ role: Fact.Role?) -> String { (role?.span ?? role?.mention.map { document.mentions[$0].span }).map(document.string(at:)) ?? "" }
            let time = fact.time?.value ?? fact.time?.mention.flatMap { document.mentions[$0].text("value") } ?? ""
            return [words(fact.indicator), time, text("change"), text("basis"), words(fact.shareOf), text("target")].joined(separator: "|")
        }
    }

    @Test(arguments: [
        ("2023年全市服务外包执行额148.3亿美元，增长11.9%。", ["服务外包执行额|2023||||", "服务外包执行额|2023|up|yoy||"]),
        ("6月份，全国居民消费价格同比上涨0.2%，环比下降0.1%。", ["居民消费价格|2024-06|up|yoy||", "居民消费价格|2024-06|down|mom||"]),
        ("2023年，离岸执行额19.5亿美元，占全部执行额的75.8%。", ["离岸执行额|2023||||", "离岸执行额|2023|||全部执行额|"]),
        ("2023年，汽车、家电和服装销售额同比分别增长12.1%、8.4%和5.6%。", ["汽车|2023|up|yoy||", "家电|2023|up|yoy||", "服装销售额|2023|up|yoy||"]),
        ("营业收入从2013年的13.9亿元增长到2023年的456亿元。", ["营业收入|2013||||", "营业收入|2023||||"]),
        ("2024年，全市将新建口袋公园100个。", ["新建口袋公园|2024||||true"]),
        ("自2019年以来，该港累计完成投资36亿元。", ["累计完成投资|2019/..||||"]),
        ("“这是我的3个孩子，”他说，今年48岁。", []),
    ])
    func fields(text: String, expected: [String]) { #expect(Self.facts(text) == expected) }

    @Test func timeIsNotCarriedBehindItsClause() {
        let facts = Self.facts("全市共有服务外包企业2856家，2023年新增企业330家，获得认证的企业80家。")
        #expect(facts.map { $0.split(separator: "|", omittingEmptySubsequences: false)[1] } == ["", "2023", ""])
    }

    @Test(arguments: ["", "，", "3", "亿元", "%", "占的%", "从到", "分别为、和", "（（（3家", "”3家“", "同比增长", "\n\n3家\n"])
    func oddTextsDoNoHarm(text: String) { #expect(Self.facts(text).count <= 1) }
}
