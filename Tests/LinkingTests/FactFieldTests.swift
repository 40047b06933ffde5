import BaoShu
import BaoShuModel
import BaoShuReading
import Testing

/// What a fact carries beside its value: time, change and basis, the whole of a share, plans, and what is carried on.
struct FactFieldTests {
    static let program = try! RuleSet(folder: FactCorpusTests.root.appendingPathComponent("Rules").path).program

    /// `indicator|time|change|basis|share of|target` of each fact.
    static func facts(_ text: String, date: String = "2024-05-31", isPage: Bool = false) -> [String] {
        var source = SourceDocument(id: "s", source: SourceDescription(name: "s", format: "jsonl"), text: Array(text.utf16), content: isPage ? .page : .text)
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
            func words(_ role: Fact.Role?) -> String { role.flatMap(document.words) ?? "" }
            let time = fact.time?.value ?? fact.time?.mention.flatMap { document.mentions[$0].text("value") } ?? ""
            return [words(fact.indicator), time, text("change"), text("basis"), words(fact.shareOf), text("target")].joined(separator: "|")
        }
    }

    @Test(arguments: [
        ("2023年全市服务外包执行额148.3亿美元，增长11.9%。", ["服务外包执行额|2023||||", "服务外包执行额|2023|up|yoy||"]),
        ("6月份，全国居民消费价格同比上涨0.2%，环比下降0.1%。", ["居民消费价格|2024-06|up|yoy||", "居民消费价格|2024-06|down|mom||"]),
        ("2023年，离岸执行额19.5亿美元，占全部执行额的75.8%。", ["离岸执行额|2023||||", "离岸执行额|2023|||全部执行额|"]),
        ("2023年，汽车、家电和服装销售额同比分别增长12.1%、8.4%和5.6%。", ["汽车销售额|2023|up|yoy||", "家电销售额|2023|up|yoy||", "服装销售额|2023|up|yoy||"]),
        // What the sentence told of last is what a bare 增速 or 占比 is of, and goes on behind it.
        (
            "2023年，全市渔业产值36亿元，增长8.1%，增速比上年提高2个百分点，居全省第2位，占全省的12%，占比提高0.4个百分点。",
            ["渔业产值|2023||||", "渔业产值|2023|up|yoy||", "渔业产值增速|2023|up|yoy||", "渔业产值增速|2023||||", "渔业产值|2023|||全省|", "渔业产值|2023|up|yoy|全省|"]
        ),
        ("2023年，全市存款余额36亿元，增长8.1%，余额居全省第2位。", ["存款余额|2023||||", "存款余额|2023|up|yoy||", "存款余额|2023||||"]),
        ("2023年，内、外贸吞吐量分别增长8%和5%。", ["内贸吞吐量|2023|up|yoy||", "外贸吞吐量|2023|up|yoy||"]),
        // What it was before it turned has its own time.
        ("4月份，鲜果价格同比由上月下降4.1%转为上涨6.7%。", ["鲜果价格|2024-03|down|yoy||", "鲜果价格|2024-04|up|yoy||"]),
        // A month over the month before; the rate of a change is over what the change is.
        ("4月末，外汇储备规模为32008亿美元，较3月末上升318亿美元，升幅为0.98%。", ["外汇储备规模|2024-04||||", "外汇储备规模|2024-04|up|mom||", "外汇储备规模|2024-04|up|mom||"]),
        // Growth goes on with the basis of its sentence, and 同比 with the time of the sentence before.
        ("4月份，消费价格环比上涨0.3%，其中食品价格上涨0.9%。", ["消费价格|2024-04|up|mom||", "食品价格|2024-04|up|mom||"]),
        ("4月份，软件业务收入8亿元。软件出口2亿元，同比增长3%。", ["软件业务收入|2024-04||||", "软件出口|2024-04||||", "软件出口|2024-04|up|yoy||"]),
        ("煤炭、石油产量分别占全国的12%和8%。", ["煤炭||||全国|", "石油产量||||全国|"]),
        ("营业收入从2013年的13.9亿元增长到2023年的456亿元。", ["营业收入|2013||||", "营业收入|2023||||"]),
        ("2024年，全市将新建口袋公园100个。", ["新建口袋公园|2024||||true"]),
        // What will be is planned in its sentence, a goal in the paragraph.
        ("今年，全市计划培训大学生3万人次。义乌整合了16个数据系统。", ["培训大学生|2024||||true", "数据系统|||||"]),
        ("力争到2025年，保有量达到35万辆。建成充电桩5万个。", ["保有量|2025||||true", "建成充电桩|2025||||true"]),
        // Growth goes on with the period before.
        ("2023年，收入18.6亿元，增长8.1%。支出65.7亿元，下降2.3%。", ["收入|2023||||", "收入|2023|up|yoy||", "支出|2023||||", "支出|2023|down|yoy||"]),
        ("今年前4个月，全省出口28亿元，增长9.6%。\n青岛出口15亿元，增长6.2%。", ["出口|2024-01/2024-04||||", "出口|2024-01/2024-04|up|yoy||", "出口|2024-01/2024-04||||", "出口|2024-01/2024-04|up|yoy||"]),
        ("30日晚，列车脱轨，造成14人受伤。", ["受伤|2024-05-30TEV||||"]),
        ("到2027年，全市海洋生产总值达到5600亿元。", ["海洋生产总值|2027||||true"]),
        ("到2027年，全市产业规模突破800亿元，年均增长12%。", ["产业规模|2027||||true", "产业规模|2027|up|yoy||true"]),
        ("侦办案件162起，为近年来最多，案值21.5亿元，同比分别增长3.4%、7.1%。", ["侦办案件|||||", "案值|||||", "侦办案件||up|yoy||", "案值||up|yoy||"]),
        ("自2019年以来，该港累计完成投资36亿元。", ["累计完成投资|2019/..||||"]),
        ("4月，出口增长-2.4%，进口下降3%。", ["出口|2024-04|down|yoy||", "进口|2024-04|down|yoy||"]),
        // As many figures as times side by side: each is of its own.
        ("2022年和2023年，出口额分别为3亿元和4亿元，同比分别增长5%和6%。", ["出口额|2022||||", "出口额|2023||||", "出口额|2022|up|yoy||", "出口额|2023|up|yoy||"]),
        ("5月1日和2日，景区分别接待游客3万人次和4万人次。", ["接待游客|2024-05-01||||", "接待游客|2024-05-02||||"]),
        ("到2025年和2030年，全市产值分别达到300亿元和500亿元。", ["产值|2025||||true", "产值|2030||||true"]),
        ("2022年和2023年，全市分别接待游客3万人次、4万人次和5万人次。", ["接待游客|2023||||", "接待游客|2023||||", "接待游客|2023||||"]),
        // As many figures as a run has years, quarters or months; what was told of all of them before parts them no more.
        (
            "2021年至2023年，营业收入分别为3亿元、4亿元和5亿元，同比分别增长5%、20%和25%。",
            [
                "营业收入|2021||||", "营业收入|2022||||", "营业收入|2023||||", "营业收入|2021|up|yoy||", "营业收入|2022|up|yoy||", "营业收入|2023|up|yoy||",
            ]
        ),
        ("2023年11月至2024年1月，全市分别接待游客3万人次、4万人次和5万人次。", ["接待游客|2023-11||||", "接待游客|2023-12||||", "接待游客|2024-01||||"]),
        ("2021年至2023年，进口、出口、投资分别增长3%、4%和5%。", ["进口|2021/2023|up|since||", "出口|2021/2023|up|since||", "投资|2021/2023|up|since||"]),
        ("今年前两个月，对东盟出口12亿元，对欧盟出口11亿元，分别占全国的5%、6%。", ["对东盟出口|2024-01/2024-02||||", "对欧盟出口|2024-01/2024-02||||", "对东盟出口|2024-01/2024-02|||全国|", "对欧盟出口|2024-01/2024-02|||全国|"]),
        // What changed in a run was the one in its first, and came to the other in its last; growth over several years is over none of them.
        ("2020年至2023年，销量由10万辆增长到90万辆，增长800%。", ["销量|2020||||", "销量|2023||||", "销量|2020/2023|up|since||"]),
        ("2020年到2022年，城乡收入比由2.5缩小至2.3。", ["城乡收入比|2020||||", "城乡收入比|2022||||"]),
        ("2016年至2020年，全市生产总值增长35%，年均增长6.2%。", ["生产总值|2016/2020|up|since||", "生产总值|2016/2020|up|yoy||"]),
        ("4月，增速比2月、3月分别回落0.2个和0.4个百分点。", ["增速|2024-04|down|since||", "增速|2024-04|down|mom||"]),
        ("“这是我的3个孩子，”他说，今年48岁。", []),
    ])
    func fields(text: String, expected: [String]) { #expect(Self.facts(text) == expected) }

    /// `subject|indicator|value` of each fact.
    static func owners(_ text: String, isPage: Bool = false) -> [String] {
        var source = SourceDocument(id: "s", source: SourceDescription(name: "s", format: "jsonl"), text: Array(text.utf16), content: isPage ? .page : .text)
        source.date = "2024-05-31"
        let document = Annotator(program: program).annotate(source)[0]
        func words(_ role: Fact.Role?) -> String { role.flatMap(document.words) ?? "" }
        return document.facts.map { fact in
            let value = document.measuredFields(of: fact).first { $0.name == "value" }?.value
            return [words(fact.subject), words(fact.indicator), value.flatMap { if case .text(let text) = $0 { text } else { nil } } ?? ""].joined(separator: "|")
        }
    }

    @Test(arguments: [
        // A source is not whose the figures are; the country is.
        ("国家统计局发布的数据显示，全国粮食产量13908亿斤。", ["全国|粮食产量|1390800000000"]),
        ("央视网消息：海关总署今天公布，进出口总值38万亿元。", ["|进出口总值|38000000000000"]),
        // One fact for each of the names in a list.
        ("消费、投资对经济增长的贡献率分别为60%和40%。", ["|消费对经济增长的贡献率|60", "|投资对经济增长的贡献率|40"]),
        ("上海进口8亿元。深圳的汽车、电池出口分别增长8%和5%。", ["上海|进口|800000000", "深圳|汽车出口|8", "深圳|电池出口|5"]),
        ("中国、日本出货量分别为12万台和8万台，份额分别为30%和20%。", ["中国|出货量|120000", "日本|出货量|80000", "中国|份额|30", "日本|份额|20"]),
        ("台北市、台中市的分配税款分别为12亿元和8亿元。", ["台北市|分配税款|1200000000", "台中市|分配税款|800000000"]),
        ("工业用电量、居民用电量分别增长6.2%和5.8%。", ["|工业用电量|6.2", "|居民用电量|5.8"]),
        // A number in a noun says of whom the figure is.
        ("三大运营商用户达12亿户。", ["|三大运营商用户|1200000000"]),
        ("16至24岁劳动力失业率为5%。", ["|16至24岁劳动力失业率|5"]),
        // A person's figures end with the sentence, but where the next goes on with 他.
        ("李明从警16年，荣立二等功12次。小区有居民2000人。", ["李明|荣立二等功|12", "|小区有居民|2000"]),
        ("李明从警16年，荣立二等功12次。他下达通知书5万张。处理事故2000起。", ["李明|荣立二等功|12", "李明|通知书|50000", "李明|处理事故|2000"]),
        ("韩国、德国实际对华投资分别增长106.2%和95.8%。", ["韩国|实际对华投资|106.2", "德国|实际对华投资|95.8"]),
        // As many figures nearer by are what is told on of.
        ("汽车业和医药业恢复加快，汽车业和医药业增加值分别增长2.1%和1.8%，分别比一季度提升9.4和6.5个百分点。", ["|汽车业增加值|2.1", "|医药业增加值|1.8", "|汽车业增加值|9.4", "|医药业增加值|6.5"]),
        ("我国对东盟、欧盟分别出口12亿元和8亿元，同比分别增长3%和2%。", ["东盟|出口|1200000000", "欧盟|出口|800000000", "东盟|出口|3", "欧盟|出口|2"]),
        // What a sentence speaks of, carried into the next one.
        ("滨海存储芯片研磨封测项目是园区首个制造业项目。该项目总投资55亿元。", ["滨海存储芯片研磨封测项目|总投资|5500000000"]),
        ("按照政策，对新认定的企业，给予20万元的奖励。", ["新认定的企业|奖励|200000"]),
        // What stands in brackets holds to their end.
        ("全国新增确诊病例57例（其中山东19例、河南15例、河北23例），新增无症状感染者42例。", ["全国|新增确诊病例|57", "山东|新增确诊病例|19", "河南|新增确诊病例|15", "河北|新增确诊病例|23", "全国|新增无症状感染者|42"]),
        // A blank parts a headline, a dash inside a range does not.
        ("国际油价收跌逾2% 布油失守80美元", ["|国际油价|2", "|布油|80"]),
        ("通胀预期从4.3%—4.8%上调至6.5%—7.0%。", ["|通胀预期|", "|通胀预期|"]),
        // As many figures behind 分别 as in front; with one more it is not known which are meant.
        ("批捕嫌疑人3265人，起诉8742人，同比分别下降3.1%、上升12.8%。", ["|批捕嫌疑人|3265", "|起诉|8742", "|批捕嫌疑人|3.1", "|起诉|12.8"]),
        ("受理案件24863件，审结21370件，新收9830件，旧存2120件，同比分别上升8.7%、9.2%、0.4%。", ["|受理案件|24863", "|审结|21370", "|新收|9830", "|旧存|2120"]),
        // A name further on in the article is not whose the figure is.
        ("今年一季度，零售额6131元。\n在安徽芜湖，这款车很受欢迎。", ["|零售额|6131"]),
        ("全省粮食产量居全国第3位。", ["全省|粮食产量|3"]),
        ("烟台存款余额山东第3，2024年达8000亿元。", ["烟台|存款余额|3", "烟台|存款余额|800000000000"]),
        ("青岛加快开放。世界500强企业在青投资172个项目。", ["青岛|项目|172"]),
        // What a firm's manager is quoted with in front of his name; the place spoken of so; the city by which an office is named.
        ("“我们扩建厂房，一年收入300万元。”海新机械有限公司总经理王建国说。", ["海新机械有限公司|一年收入|3000000"]),
        ("昆山市加快转型。去年，苏州进口3亿元。该市出口12亿元。", ["苏州|进口|300000000", "昆山市|出口|1200000000"]),
        ("长沙市商务局发布消息。今年，全市新增企业2万户。", ["长沙市|新增企业|20000"]),
        // Who brings a figure about has it.
        ("其中，软件出口基地出口额6000万元，影视出口基地带动出口产值8000万元。", ["软件出口基地|出口额|60000000", "影视出口基地|出口产值|80000000"]),
        // Its name has no such place in it: 国家 and 市场.
        ("国家市场监督管理总局发布消息。今年，全市新增企业2万户。", ["全市|新增企业|20000"]),
        // A province is no 全市, but an autonomous region may be 全区.
        ("青岛市公布上半年数据。山东经济加快恢复，全市进出口286亿元。", ["青岛市|进出口|28600000000"]),
        ("银川市金凤区公布数据。宁夏经济加快恢复，全区进出口286亿元。", ["宁夏|进出口|28600000000"]),
        ("青岛市进出口286亿元。民营企业表现活跃，进出口189亿元。", ["青岛市|进出口|28600000000", "民营企业|进出口|18900000000"]),
        ("今年，青岛市改善幅度在全国168个重点城市中排名第9位。", ["全国|重点城市|168", "青岛市|改善幅度|9"]),
        ("走进南阳市西峡县木寨村，香菇产量1.1万吨。全县从业人员20万人。", ["南阳市西峡县木寨村|香菇产量|11000", "南阳市西峡县|从业人员|200000"]),
        // A district is no 全市, and a city no 全区, by their codes: the city that it lies in where that is named, else the words.
        ("黄岛区成交商品房60套。全市均价1.5万元。", ["黄岛区|成交商品房|60", "全市|均价|15000"]),
        ("青岛市发布消息。黄岛区成交商品房60套。全市均价1.5万元。", ["黄岛区|成交商品房|60", "青岛市|均价|15000"]),
        ("烟台市发布消息。今年，全区新增企业320家。", ["全区|新增企业|320"]),
        ("今年，全区开工项目56个。进展顺利。后劲更足。\n西区开工项目12个。\n全区开工率80%。", ["全区|开工项目|56", "西区|开工项目|12", "全区|开工率|80"]),
        ("河北出动队员120人，天津河东区出动80人。\n河北加快恢复，全省转移群众230人。", ["河北|出动队员|120", "天津河东区|出动队员|80", "河北|转移群众|230"]),
        // The clause goes on with the owner that its name begins.
        ("烟台市规上工业企业实现营业收入2316亿元、利润总额142亿元。", ["烟台市规上工业企业|营业收入|231600000000", "烟台市规上工业企业|利润总额|14200000000"]),
        // The whole city, where the text does not name it, and those of one kind in it.
        ("市税务局推出便民措施。全市新增企业2万户。", ["全市|新增企业|20000"]),
        ("2023年，全市法院共审结案件21万件。", ["全市法院|审结案件|210000"]),
        // A list of names is whole; a river only says where.
        ("今年，在崂山区、城阳区和即墨区建成12个托养中心。", ["崂山区、城阳区和即墨区|托养中心|12"]),
        ("2日，31个省（自治区、直辖市）和新疆生产建设兵团新增病例28例。", ["31个省（自治区、直辖市）和新疆生产建设兵团|新增病例|28"]),
        ("闽江下游的福州市建成1400个公园。", ["福州市|公园|1400"]),
        ("青岛市在全国37个示范城市中表现突出。", ["全国|示范城市|37"]),
        // Who tells of figures: a firm has them, an office and the party's centre have not.
        ("海新机械有限公司总经理王建国说，公司去年销售收入3.2亿元。", ["海新机械有限公司|销售收入|320000000"]),
        ("记者从市民政局获悉，今年新建养老服务站600处。", ["|新建养老服务站|600"]),
        ("以习近平同志为核心的党中央作出部署。工业产能利用率达到77.5%。", ["|工业产能利用率|77.5"]),
        // What is invested is that of the projects.
        ("城阳区新引进优质项目86个、总投资330亿元。", ["城阳区|新引进优质项目|86", "新引进优质项目86个|总投资|33000000000"]),
        ("总投资85亿元的新能源电池工厂正式投产。", ["新能源电池工厂|总投资|8500000000"]),
        ("青岛市建成了海洋大数据中心。收录了16万条数据。", ["海洋大数据中心|数据|160000"]),
        // Those who are struck are of the place; a part behind 其中 ends with its sentence; a firm is the one spoken of.
        ("乌军15日袭击了瓦卢伊基市，造成7人受伤。", ["瓦卢伊基市|受伤|7"]),
        ("以色列空袭杰宁，造成6人死亡。", ["杰宁|死亡|6"]),
        ("美国对也门首都萨那发动空袭，造成58人死亡。", ["萨那|死亡|58"]),
        ("2023年，全国播种面积12亿亩，其中河北进度75%。粮食产量6.9亿吨。", ["全国|播种面积|1200000000", "河北|进度|75", "全国|粮食产量|690000000"]),
        // The whole city stays what it was, behind a city in it; an index is nobody's; a province is no city.
        ("5月30日，全市平均降雨量62.3毫米。平度市倒塌房屋12间。截至30日，全市转移群众2316人。", ["全市|平均降雨量|62.3", "平度市|倒塌房屋|12", "全市|转移群众|2316"]),
        ("海信集团收入5亿元。沪指报3086.81点，跌0.28%。", ["海信集团|收入|500000000", "|沪指|3086.81", "|沪指|0.28"]),
        ("济南用电量5亿千瓦时。昨日，全省用电量42亿千瓦时。", ["济南|用电量|500000000", "全省|用电量|4200000000"]),
        ("法院判处赵某某有期徒刑七年，并处罚金50万元。", ["赵某某|罚金|500000"]),
        ("海信集团今年扩建厂房。公司新增员工300人。", ["海信集团|新增员工|300"]),
        ("青岛港加快建设。今年，青岛市推进项目50个。该港完成货物吞吐量7亿吨。", ["青岛市|项目|50", "青岛港|货物吞吐量|700000000"]),
        // 全国 where the article names none as its own, up to a heading or to one who is named.
        ("全国查处案件90万起。\n夜间查处案件51万起。", ["全国|查处案件|900000", "全国|查处案件|510000"]),
        ("全国查处案件90万起。\n地方消息\n查处案件51万起。", ["全国|查处案件|900000", "|查处案件|510000"]),
        // A city's own body stands for the city.
        ("江宁县人民政府负责人作了报告。去年，县政府改造小区12个。", ["江宁县|改造小区|12"]),
        // Sums and people beside the total of projects are of the same.
        (
            "青岛市签约项目90个、总投资82亿元、年度投资20亿元，带动就业300人，其中产业项目53个。",
            ["青岛市|签约项目|90", "签约项目90个|总投资|8200000000", "签约项目90个|年度投资|2000000000", "签约项目90个|带动就业|300", "青岛市|产业项目|53"]
        ),
        // The first of those counted is named for all.
        ("8月份，山东等24省536县遭受洪涝灾害，受灾人口1498万人。", ["山东等24省|遭受洪涝灾害|536", "山东等24省|受灾人口|14980000"]),
        // What lies somewhere is whose size is told; where the earth shook, how deep.
        ("我县开工的青岛市图书馆位于城东，占地105亩。", ["青岛市图书馆|占地|105"]),
        ("应急管理部派出工作组。13日在云南省通海县发生5.0级地震，震源深度7千米。", ["云南省通海县|震源深度|7"]),
        // So many are those of whom it is told, also how it grew.
        ("41个城市平均优良天数比例为80.8%，同比上升3.8个百分点。", ["|城市|41", "41个城市|平均优良天数比例|80.8", "41个城市|平均优良天数比例|3.8"]),
        ("园区办了食堂。园区负责人李明介绍，这里共有大棚320座。", ["园区|大棚|320"]),
        // Who did it has it, not the place where it was done; what the next clause tells is of the place.
        ("海尔集团加快布局，在合肥建成12座工厂。", ["海尔集团|工厂|12"]),
        ("福州警方经过侦查，在合肥、南京等地抓获8名嫌疑人。", ["福州警方|嫌疑人|8"]),
        ("近日，在合肥建成12座工厂。", ["合肥|工厂|12"]),
        // Counted things that stand beside one another, and places that were built.
        (
            "去年，崂山区18家龙头企业实现营收30亿元；25家小微企业实现营收9亿元。",
            ["崂山区|龙头企业|18", "18家龙头企业|营收|3000000000", "崂山区|小微企业|25", "25家小微企业|营收|900000000"]
        ),
        ("即墨区体育局推进各项工作。建成鹤山体育公园，新增健身设施60处。", ["即墨区体育局|新增健身设施|60"]),
        ("岛城吸引博士6000名。在青博士数量居全省首位。三年来，建成研修营20个。", ["岛城|吸引博士|6000", "青|博士数量|1", "岛城|建成研修营|20"]),
        ("威海储备项目320个，总投资1800亿元，较去年增长12%。", ["威海|储备项目|320", "储备项目320个|总投资|180000000000", "储备项目320个|总投资|12"]),
        // What places have of it is what was last told in that unit, past the sum between.
        (
            "各区签约项目27个，计划总投资84亿元，其中市南区6个、即墨区8个。",
            ["|各区签约项目|27", "各区签约项目27个|计划总投资|8400000000", "市南区|各区签约项目|6", "即墨区|各区签约项目|8"]
        ),
        // What leads in a measure has it.
        (
            "产值前三位的是家具产业、玩具产业和食品产业，分别是67亿元、49亿元和45亿元。",
            ["家具产业|产值|6700000000", "玩具产业|产值|4900000000", "食品产业|产值|4500000000"]
        ),
        // The number of an item is no part of what it tells.
        ("威海这样做：\n2.新建停车场18个。\n③开行公交专线12条。", ["威海|新建停车场|18", "威海|开行公交专线|12"]),
        // Nor are the last words of a place's name.
        ("青岛西海岸新区加快建设。截至去年底，新区养老机构总数达125家。", ["青岛西海岸新区|养老机构总数|125"]),
        // Words that tell of what kind they are, in a list.
        ("威海签约15个文旅、农业、商贸项目。", ["威海|文旅、农业、商贸项目|15"]),
        ("学校招6个班（300人），班额50人。", ["学校|班|300", "学校|班额|50"]),
        ("威海不断优化口岸服务。\n上半年，全市新增企业9000家。", ["威海|新增企业|9000"]),
        // A name that only says of what kind, where, or what the item before counts, is not the owner.
        ("威海机场加密航点，首尔航线旅客12万人次。", ["威海机场|首尔航线旅客|120000"]),
        ("海信集团发展快，2023年在青岛销售额12亿元。", ["海信集团|销售额|1200000000"]),
        ("烟台先后引进5家日本企业、12家韩国企业。", ["烟台|日本企业|5", "烟台|韩国企业|12"]),
        (
            "威海市召开总结会。全年，本市运动员共获得世界级比赛12金5银、洲级比赛6金3银。",
            ["本市运动员|世界级比赛|12", "本市运动员|世界级比赛|5", "本市运动员|洲级比赛|6", "本市运动员|洲级比赛|3"]
        ),
    ])
    func subjects(text: String, expected: [String]) { #expect(Self.owners(text) == expected) }

    /// Where the headline names nobody, the city of which alone the text speaks has the figures; where it speaks of two, neither.
    @Test func onlyCity() {
        let head = "新改造老旧小区86个\n\n6月8日，威海市发布消息，介绍城市更新的情况，环翠区进展顺利。\n\n"
        #expect(Self.owners(head + "今年，改造小区86个，惠及居民2万户。", isPage: true).last == "威海市|惠及居民|20000")
        #expect(Self.owners(head + "大家前往烟台市学习经验。\n\n今年，改造小区86个，惠及居民2万户。", isPage: true).last == "|惠及居民|20000")
    }

    /// Names inside what quotation marks enclose say what it is called: the article's own place is another that the headline has, or the last of them.
    @Test(arguments: [("“山东这十年·淄博”发布会举行", "淄博"), ("“山东好品”展走进淄博", "淄博"), ("淄博举办“山东好品”展", "淄博")])
    func quotedNames(headline: String, place: String) {
        #expect(Self.owners("\(headline)\n\n9月20日上午，大家齐聚一堂，共话发展。\n\n今年，筛选企业150家，带动就业300人。", isPage: true).first == "\(place)|筛选企业|150")
    }

    /// Who receives, however far from what is granted.
    @Test(arguments: [
        ("按照政策，对新引进的博士，在青岛市普惠政策的基础上，每人每年再追加5000元的生活补贴。", ["新引进的博士|生活补贴|5000"]),
        ("按照政策，对能填补空白，并获得国家奖励的文创产品主创人，给予最高30万元的奖励。", ["文创产品主创人|奖励|300000"]),
        ("按照政策，对榜单项目，给予发榜企业最高100万元的资金支持。", ["发榜企业|资金支持|1000000"]),
        ("对教学名师、教育专家等层次人才可给予200万元的生活补贴。", ["教学名师、教育专家等层次人才|生活补贴|2000000"]),
        ("按照政策，对首次贷款的企业贴息50%。", ["首次贷款的企业|贴息|50"]),
    ])
    func grantees(text: String, expected: [String]) { #expect(Self.owners(text) == expected) }

    @Test(arguments: [
        ("对新认定的企业，2024年将给予20万元的奖励。", ["奖励|||||"]),
        // No growth over the year: it fell within a day.
        ("24日，股价下跌20%。", ["股价|2024-05-24|down|||"]),
        // Over the first of two figures, over the start of a year, over the feast of the year before.
        ("从2013年的13.9亿元到2023年的456亿元，全市营业收入增长了超30倍。", ["营业收入|2013||||", "营业收入|2023||||", "营业收入|2023|up|since||"]),
        ("截至2月末，涉农贷款余额3.92万亿元，比年初增长5.66%。", ["涉农贷款余额|2024-02||||", "涉农贷款余额|2024-02|up|since||"]),
        ("2024年春节期间，旅游收入6326亿元，比2023年春节增长47.3%。", ["旅游收入|2024-02-10||||", "旅游收入|2024-02-10|up|yoy||"]),
        ("11月，天然气费用与上月相比增长13.7%。", ["天然气费用|2023-11|up|mom||"]),
        ("目前，冬小麦一类苗比去年同期增加22.1%。", ["冬小麦一类苗|PRESENT_REF|up|yoy||"]),
        // What goes on behind two years is of the later one.
        ("人均收入由2012年的3200元增加到2023年的2.86万元，增长8倍。", ["人均收入|2012||||", "人均收入|2023||||", "人均收入|2023|up|since||"]),
        // What is told on of an event is of its day; by how much a length of time fell; what stood highest somewhere; items of a list.
        ("5月26日，大会闭幕。大会签约项目31个。", ["签约项目|2024-05-26||||"]),
        ("5月24日至26日，大会举行。大会签约项目31个。", ["签约项目|2024-05-24/2024-05-26||||"]),
        ("平均在港时间缩短至18小时，较去年压缩15%。", ["平均在港时间||down|yoy||"]),
        ("平均降雨量67毫米，最大降雨点为茶庵铺镇，达186毫米。", ["平均降雨量|||||", "最大降雨点|||||"]),
        ("●进出口总值2150亿元", ["进出口总值|||||"]),
        ("城乡收入比由1.99缩小至1.95。", ["城乡收入比|||||", "城乡收入比|||||"]),
        // Days off are a period; a year that names an event is none; counts of a bulletin are of its period.
        ("“五一”假期，大同市接待游客316万人次。云冈石窟门票收入2130万元，同比增长31%。", ["接待游客|2024-05-01/2024-05-05||||", "门票收入|2024-05-01/2024-05-05||||", "门票收入|2024-05-01/2024-05-05|up|yoy||"]),
        ("“五一”假期前两天，大同市接待游客316万人次。", ["接待游客|2024-05-01/2024-05-02||||"]),
        // Days, months and years side by side are a stretch, where nothing lies between them.
        ("5月13日、14日，全市接待游客12万人次，日均6万人次。", ["接待游客|2024-05-13/2024-05-14||||", "接待游客|2024-05-13/2024-05-14||||"]),
        ("4月29日、30日和5月1日，车站发送旅客12万人次。", ["发送旅客|2024-04-29/2024-05-01||||"]),
        ("3月和4月，全市用电量12亿千瓦时。", ["用电量|2024-03/2024-04||||"]),
        ("3月1日和15日，车站发送旅客12万人次。", ["发送旅客|2024-03-15||||"]),
        // A sentence that begins with what is to be done goes on with the plan; what has been built up by now is not of the period before.
        (
            "今年，全市将安排重点项目220个。安排预备项目48个，总投资90亿元。",
            ["重点项目|2024||||true", "预备项目|2024||||true", "总投资|2024||||true"]
        ),
        // What is said to be done behind a figure is no goal.
        ("今年将改造小区48个，12个小区已开工。", ["改造小区|2024||||true", "小区已开工|2024||||"]),
        // So does one that begins with what was done, with the period of the one before, but not with a day.
        ("2023年，市体育局加快建设。新建公园10处、健身设施373处。", ["新建公园|2023||||", "健身设施|2023||||"]),
        ("自2021年以来，已改造小区108个。修缮屋面40余万平方米。", ["改造小区|2021/..||||", "修缮屋面|2021/..||||"]),
        ("5月20日，公园开工。新建步道总面积12万平方米。", ["新建步道总面积|||||"]),
        ("2023年，收入增长8%。全市已建成公园12个。", ["收入|2023|up|yoy||", "建成公园|||||"]),
        ("5月25日，郴州市2024年民营企业招聘月举行，210家企业参会。", ["企业参会|2024-05-25||||"]),
        ("2023年，全市进出口增长8%。新增企业2000家。", ["进出口|2023|up|yoy||", "新增企业|2023||||"]),
        // A rate has no shares; what a share is of says no time.
        ("网办率98.5%，“最多跑一次”事项占比99.2%。", ["网办率|||||", "“最多跑一次”事项占比|||||"]),
        ("截至4月底，新开工占今年计划的46%。", ["新开工|2024-04|||今年计划|"]),
        // What is planned to be reached is of the time to come; what a firm plans, not of the quarter that is over.
        ("到2027年，高标准农田占耕地面积的比重将由目前的68%提高到85%。", ["高标准农田|PRESENT_REF|||耕地面积|", "高标准农田|2027|||耕地面积|true"]),
        ("一季度，营业收入563亿元。公司拟派发现金红利2亿元。", ["营业收入|2024-Q1||||", "现金红利|||||true"]),
        ("行业营收10年增长30倍。", ["行业营收||up|since||"]),
        ("今年，我国将新建4500万亩、改造提升3500万亩高标准农田。", ["高标准农田|2024||||true", "高标准农田|2024||||true"]),
        ("新增企业2018户，总数达8406户。", ["新增企业|||||", "企业|||||"]),
        ("输送45万分钟译制、配音节目在海外播出。", ["译制、配音节目|||||"]),
        ("参保人数从2012年的7.9亿人增加到10.4亿人。", ["参保人数|2012||||", "参保人数|||||"]),
        ("2024年一季度，客流量达到120万人次，恢复到2019年同期的96.3%。", ["客流量|2024-Q1||||", "客流量|2024-Q1|||2019年同期|"]),
        ("5月2日0—24时，全省新增病例28例。", ["新增病例|2024-05-02T00:00/2024-05-02T24:00||||"]),
        ("2024年，加快推进总投资870亿元的31个项目落地。", ["总投资|2024||||", "项目|2024||||"]),
        ("出口额同比上年增长9%，较上届展会提高12%。", ["出口额||up|yoy||", "出口额||up|||"]),
        // A paragraph goes on with the period of the one before, and lends it to the next.
        (
            "4月份，全省进出口2.9万亿元，增长12%。\n从贸易方式看，一般贸易进出口1.7万亿元，增长11%。\n从市场主体看，民企进出口1.8万亿元，增长18%。",
            ["进出口|2024-04||||", "进出口|2024-04|up|yoy||", "一般贸易进出口|2024-04||||", "一般贸易进出口|2024-04|up|yoy||", "民企进出口|2024-04||||", "民企进出口|2024-04|up|yoy||"]
        ),
        ("截至5月30日，用户达到7.5亿户，其中新增用户占比30%。", ["用户|2024-05-30||||", "新增用户占比|2024-05-30|||用户|"]),
        // The period of what grew holds over paragraphs that tell of no growth and of no other time, for growth alone.
        (
            "2023年，全市出口12亿元，增长5%。\n企业信心足。\n进口8亿元，增长6%。",
            ["出口|2023||||", "出口|2023|up|yoy||", "进口|2023||||", "进口|2023|up|yoy||"]
        ),
        // What a sentence measured before it turns out to go on with a period is of it too, but counts may be of the present.
        ("2023年，全市出口12亿元，增长5%。\n利用外资3亿元，完成投资5亿元。", ["出口|2023||||", "出口|2023|up|yoy||", "利用外资|2023||||", "投资|2023||||"]),
        // The end of the year is that of its sentence.
        ("2023年，全市出口12亿元，增长5%。年末登记失业率3.1%。进口8亿元，增长6%。", ["出口|2023||||", "出口|2023|up|yoy||", "登记失业率|2023-12||||", "进口|2023||||", "进口|2023|up|yoy||"]),
        // So is that of the half, but for what there is then.
        ("一季度，全市出口12亿元，增长5%。3月末存款余额9亿元。进口8亿元，增长6%。", ["出口|2024-Q1||||", "出口|2024-Q1|up|yoy||", "存款余额|2024-03||||", "进口|2024-Q1||||", "进口|2024-Q1|up|yoy||"]),
        ("1—4月，全市出口12亿元，增长5%。4月当月，出口3亿元。进口8亿元，增长6%。", ["出口|2024-01/2024-04||||", "出口|2024-01/2024-04|up|yoy||", "出口|2024-04||||", "进口|2024-01/2024-04||||", "进口|2024-01/2024-04|up|yoy||"]),
        ("2023年下半年，全市出口12亿元，增长5%。12月末存款余额9亿元。进口8亿元，增长6%。", ["出口|2023-H2||||", "出口|2023-H2|up|yoy||", "存款余额|2023-12||||", "进口|2023-H2||||", "进口|2023-H2|up|yoy||"]),
        ("今年1—4月，全市出口12亿元。4月末，在册企业3万家。宽带用户5万户。", ["出口|2024-01/2024-04||||", "在册企业|2024-04||||", "宽带用户|2024-04||||"]),
        // Whose the items of a list are, and when, is no part of the first.
        ("青岛银行二季度营业收入、净利润分别为5亿元、3亿元。", ["营业收入|2024-Q2||||", "净利润|2024-Q2||||"]),
        // The same months of the year before.
        ("前三季度，全市收入12亿元，比2023年同期增长3.9%。", ["收入|2024-Q1/2024-Q3||||", "收入|2024-Q1/2024-Q3|up|yoy||"]),
        // The parts of what is planned are planned.
        ("今年，全市计划完成投资70亿元。其中，新建项目5个。", ["计划完成投资|2024||||true", "新建项目|2024||||true"]),
        // What a year that is over came to is foretold, not planned.
        ("2023年，全县各项工作稳步推进。预计实现地区生产总值39亿元，增长8.6%。", ["地区生产总值|2023||||", "地区生产总值|2023|up|yoy||"]),
        // The day on which something came about is not that of how large it is.
        ("基地于2023年7月签约落户，总投资12亿元。", ["总投资|||||"]),
        ("全市法院受理案件总数比前五年上升97%，结案标的额上升48%。", ["法院受理案件总数||up|since||", "结案标的额||up|since||"]),
        // The period that has the figures, not that of which the sentence speaks first.
        (
            "今年以来，全区经济稳定，一季度实现出口12亿元，增长5%。\n进口8亿元，下降2%。",
            ["出口|2024-Q1||||", "出口|2024-Q1|up|yoy||", "进口|2024-Q1||||", "进口|2024-Q1|down|yoy||"]
        ),
        // A year told in contrast holds for its own figure.
        ("2023年，全市共有高层次人才935人，2014年仅有111人。引进博士420人，增长5%。", ["高层次人才|2023||||", "高层次人才|2014||||", "引进博士|2023||||", "引进博士|2023|up|yoy||"]),
        // What growth is held against is growth of its own period.
        ("2022年一季度，经济增长4.8%，二季度为0.4%。", ["经济|2022-Q1|up|yoy||", "经济|2022-Q2|up|yoy||"]),
        // Quarters by annual rate grew over the quarter before.
        ("今年一季度，该国国内生产总值按年率计算增长1.6%。", ["国内生产总值|2024-Q1|up|||"]),
        ("与3月相比，4月份全市用电量增长4.5%，工业用电量增长3%。", ["用电量|2024-04|up|mom||", "工业用电量|2024-04|up|mom||"]),
        ("一季度，民间投资增长8.9%，比去年全年加快6.8个百分点。", ["民间投资|2024-Q1|up|yoy||", "民间投资|2024-Q1|up|since||"]),
        // The items of a list go on with its period.
        (
            "一季度，全市税收12亿元，增长5%。主要税收如下：\n增值税8亿元，增长6%；\n消费税2亿元，下降3%。",
            ["税收|2024-Q1||||", "税收|2024-Q1|up|yoy||", "增值税|2024-Q1||||", "增值税|2024-Q1|up|yoy||", "消费税|2024-Q1||||", "消费税|2024-Q1|down|yoy||"]
        ),
    ])
    func timesAndBases(text: String, expected: [String]) { #expect(Self.facts(text) == expected) }

    @Test func daysOffAreToldOfOnInTheNextParagraph() {
        let page = "端午假期宁波接待游客286万人次\n\n本报讯 端午假期，宁波市接待游客286.4万人次，同比增长14.2%。\n\n天一阁博物院接待游客3.2万人次。\n"
        #expect(Self.facts(page, isPage: true).last == "接待游客|2024-06-08/2024-06-10||||")
    }

    @Test func timeEndsAtALabel() {
        let page = "全省外贸向好\n\n本报讯 2024年4月份，全省进出口2.9万亿元，增长12%。\n\n相关链接\n\n民企进出口1.8万亿元，增长18%。\n"
        #expect(Self.facts(page, isPage: true) == ["进出口|2024-04||||", "进出口|2024-04|up|yoy||", "民企进出口|||||", "民企进出口||up|||"])
    }

    @Test func timeIsNotCarriedBehindItsClause() {
        let facts = Self.facts("全市共有服务外包企业2856家，2023年新增企业330家，获得认证的企业80家。")
        #expect(facts.map { $0.split(separator: "|", omittingEmptySubsequences: false)[1] } == ["", "2023", ""])
    }

    /// What is no sentence states nothing.
    @Test(arguments: ["", "，", "3", "亿元", "%", "占的%", "从到", "分别为、和", "（（（3家", "”3家“", "同比增长", "\n\n3家\n"])
    func oddTextsStateNothing(text: String) { #expect(Self.facts(text).isEmpty) }
}
