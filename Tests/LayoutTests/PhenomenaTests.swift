import BaoShuLayout
import BaoShuText
import Testing

/// What newspaper pages do, one small page each: the blocks of every article, role first.
struct PhenomenaTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var what: String
        var page: String
        var articles: [[String]]
        var testDescription: String { what }
        init(_ what: String, _ page: String, _ articles: [[String]]) {
            self.what = what
            self.page = page
            self.articles = articles
        }
    }

    static let cases: [Case] = [
        Case(
            "an agency's dateline with the reporter in brackets",
            "# 我国航天发射取得新进展\n\n新华社北京5月30日电（记者王海）记者从有关部门获悉，任务圆满完成。\n\n专家表示，意义重大。\n",
            [["headline 我国航天发射取得新进展", "body 新华社北京5月30日电（记者王海）记者从有关部门获悉，任务圆满完成。", "body 专家表示，意义重大。"]]),
        Case(
            "a story told by 本报讯 alone, after another",
            "市政府召开常务会议\n本报讯（记者 张三）会议今天召开。\n\n全市防汛工作部署\n本报讯 会议昨天召开。\n",
            [
                ["headline 市政府召开常务会议", "body 本报讯（记者 张三）会议今天召开。"],
                ["headline 全市防汛工作部署", "body 本报讯 会议昨天召开。"],
            ]),
        Case(
            "a byline after ■, and one of text and picture",
            "## 海风吹来满眼新\n\n■ 海南日报全媒体记者 李四\n\n清晨，港口已经忙碌起来。\n\n## 老街焕新颜\n\n文/图 本报记者 王海\n\n老街游人如织。\n",
            [
                ["headline 海风吹来满眼新", "byline ■ 海南日报全媒体记者 李四", "body 清晨，港口已经忙碌起来。"],
                ["headline 老街焕新颜", "byline 文/图 本报记者 王海", "body 老街游人如织。"],
            ]),
        Case(
            "a byline whose word no rule knows, after □",
            "# 海风吹来满眼新\n\n□李四 王五\n\n清晨，港口已经忙碌起来。\n",
            [["headline 海风吹来满眼新", "byline □李四 王五", "body 清晨，港口已经忙碌起来。"]]),
        Case(
            "a jump away at a paragraph's end, and one alone",
            "# 标题在此\n\n□记者 张三\n\n一段话说到这里，还没有（下转第三版）\n\n会议提出了新要求。\n\n（下转第二版）\n",
            [["headline 标题在此", "byline □记者 张三", "body 一段话说到这里，还没有（下转第三版）", "body 会议提出了新要求。", "jump_mark （下转第二版）"]]),
        Case(
            "a jump whose headline is lost",
            "# 前文\n\n□记者 张三\n\n前文到此为止。\n\n（上接A1版）\n\n接着说下去。\n",
            [["headline 前文", "byline □记者 张三", "body 前文到此为止。"], ["jump_mark （上接A1版）", "body 接着说下去。"]]),
        Case(
            "a paragraph broken around a picture",
            "# 标题\n\n□记者 张三\n\n今年以来，全市上下齐心协力推动各项工作落地见\n\n\n\n▲图为工作现场。\n\n王海 摄\n\n效，取得了良好成果。\n",
            [["headline 标题", "byline □记者 张三", "body 今年以来，全市上下齐心协力推动各项工作落地见效，取得了良好成果。", "caption ▲图为工作现场。", "photo_credit 王海 摄"]]),
        Case(
            "names that a byline's next line goes on with",
            "# 标题一行在此\n\n□本报记者 张三 通讯员 李四\n王五\n\n清晨，港口已经忙碌起来。\n",
            [["headline 标题一行在此", "byline □本报记者 张三 通讯员 李四", "byline 王五", "body 清晨，港口已经忙碌起来。"]]),
        Case(
            "a story of pictures behind one that goes on from another page",
            "# 前文\n\n□记者 张三\n\n前文到此为止。\n\n（上接A1版）接着说下去。\n\n## 秋收时节\n\n图为农民收割水稻。 王海 摄\n\n责编 王宁\n",
            [
                ["headline 前文", "byline □记者 张三", "body 前文到此为止。"], ["body （上接A1版）接着说下去。"],
                ["headline 秋收时节", "caption 图为农民收割水稻。 王海 摄", "byline 责编 王宁"],
            ]),
        Case(
            "arrows that begin items, and one that points at a picture",
            "# 标题一行在此\n\n□记者 张三\n\n▶上半年完成产值百亿元\n\n▶新引进涉海项目四十二个\n\n清晨，港口已经忙碌起来。\n\n▶清晨的港口。王海 摄\n",
            [
                [
                    "headline 标题一行在此", "byline □记者 张三", "body ▶上半年完成产值百亿元", "body ▶新引进涉海项目四十二个", "body 清晨，港口已经忙碌起来。",
                    "caption ▶清晨的港口。王海 摄",
                ]
            ]),
        Case(
            "a headline under the label of a column",
            "# 高铁车票明起开售\n\n□记者 张三\n\n小长假运输从今天开始。\n\n体坛聚焦\n\n主队三比一逆转客队\n\n昨晚，主队在主场战胜客队，全场五千名球迷观看了比赛，赛后主队升至第三。\n",
            [
                ["headline 高铁车票明起开售", "byline □记者 张三", "body 小长假运输从今天开始。"],
                ["column_label 体坛聚焦", "headline 主队三比一逆转客队", "body 昨晚，主队在主场战胜客队，全场五千名球迷观看了比赛，赛后主队升至第三。"],
            ]),
        Case(
            "a caption with the credit in its line",
            "# 标题\n\n□记者 张三\n\n话说完了。\n\n5月30日，工人在车间里忙碌。本报记者 王海 摄\n",
            [["headline 标题", "byline □记者 张三", "body 话说完了。", "caption 5月30日，工人在车间里忙碌。本报记者 王海 摄"]]),
        Case(
            "a notice with its signature, and the story behind it",
            "# 关于临时交通管制的通告\n\n为保障比赛顺利举行，决定对部分道路实行临时交通管制。现通告如下：\n\n一、管制时间\n\n4月21日6时30分至13时30分。\n\n特此通告。\n\n市公安局交警支队\n2024年4月15日\n\n# 讣告\n\n王某某同志因病逝世。\n",
            [
                [
                    "headline 关于临时交通管制的通告", "body 为保障比赛顺利举行，决定对部分道路实行临时交通管制。现通告如下：", "subhead 一、管制时间", "body 4月21日6时30分至13时30分。", "body 特此通告。", "body 市公安局交警支队",
                    "body 2024年4月15日",
                ], ["headline 讣告", "body 王某某同志因病逝世。"],
            ]),
        Case(
            "page head, label and editors",
            "2024年5月31日 星期五\n\n青报观察\n\n# 人才从哪里来\n\n□记者 张三\n\n人才从各地来。\n\n责编 王宁 美编 李娜\n",
            [["section_label 2024年5月31日 星期五", "column_label 青报观察", "headline 人才从哪里来", "byline □记者 张三", "body 人才从各地来。", "byline 责编 王宁 美编 李娜"]]),
        Case(
            "a question as headline",
            "养老服务如何更贴心？\n\n□记者 张三\n\n记者走访了多个社区。\n\n停车难怎么解？\n——来自一线的调查\n\n□记者 李四\n\n答案在路上。\n",
            [
                ["headline 养老服务如何更贴心？", "byline □记者 张三", "body 记者走访了多个社区。"],
                ["headline 停车难怎么解？", "deck ——来自一线的调查", "byline □记者 李四", "body 答案在路上。"],
            ]),
        Case(
            "a signed story, and the unmarked heading of the next behind it",
            "新增企业6万户\n\n本报讯 今年新登记企业6万户，同比增长6.8%。（王海）\n\n海底隧道掘进突破千米\n\n9月13日，隧道右线掘进突破1000米。\n",
            [["headline 新增企业6万户", "body 本报讯 今年新登记企业6万户，同比增长6.8%。（王海）"], ["headline 海底隧道掘进突破千米", "body 9月13日，隧道右线掘进突破1000米。"]]),
        Case(
            "an unmarked heading whose words are told of below it alone, and a subhead",
            "供热服务再提速\n\n本报讯 热电集团今年检修管网三百公里，平均接通率比上个供热季提高三个百分点，居民家中室温普遍达到二十一度以上。\n\n服务到家门口\n\n供热管家走进小区，为居民排除家中故障。\n\n步行街失火商铺全部恢复营业\n\n昨天，台东步行街上因失火停业的十二家商铺恢复营业，街道为商铺免去两个月的租金。\n",
            [
                [
                    "headline 供热服务再提速", "body 本报讯 热电集团今年检修管网三百公里，平均接通率比上个供热季提高三个百分点，居民家中室温普遍达到二十一度以上。", "subhead 服务到家门口",
                    "body 供热管家走进小区，为居民排除家中故障。",
                ], ["headline 步行街失火商铺全部恢复营业", "body 昨天，台东步行街上因失火停业的十二家商铺恢复营业，街道为商铺免去两个月的租金。"],
            ]),
        Case(
            "who does what in a line as wide as a column",
            "一周播报\n\n本报讯 各街道为居民办了不少实事。\n\n浮山新区街道：食堂日均用餐四百人\n\n位于同德路的食堂开业三个月，老人享受八折优惠。\n",
            [["headline 一周播报", "body 本报讯 各街道为居民办了不少实事。", "subhead 浮山新区街道：食堂日均用餐四百人", "body 位于同德路的食堂开业三个月，老人享受八折优惠。"]]),
        Case(
            "a lead between headline and dateline",
            "市人社局公布惠民政策清单\n\n分团讨论会上，代表们建言献策，不少惠民政策的最新消息从会上传出，引起与会人士热烈讨论。\n\n本报讯 市人社局负责人昨天透露，明年将提供二次报销。\n",
            [["headline 市人社局公布惠民政策清单", "deck 分团讨论会上，代表们建言献策，不少惠民政策的最新消息从会上传出，引起与会人士热烈讨论。", "body 本报讯 市人社局负责人昨天透露，明年将提供二次报销。"]]),
        Case(
            "a lead between headline and byline",
            "# 一座城的绿色答卷\n\n从荒山到公园，从黑水到清流，这座城市用十年时间写下了绿色的答卷，也改变了百万市民的生活和对未来的期待，记者近日走进现场探访。\n\n□记者 张三\n\n清晨六点，公园里已经热闹起来。\n",
            [
                [
                    "headline 一座城的绿色答卷", "deck 从荒山到公园，从黑水到清流，这座城市用十年时间写下了绿色的答卷，也改变了百万市民的生活和对未来的期待，记者近日走进现场探访。", "byline □记者 张三",
                    "body 清晨六点，公园里已经热闹起来。",
                ]
            ]),
        Case(
            "a table after a title of its own, with an empty cell",
            "全市责任人名单\n\n各区名单\n\n区市\t责任人\n市南\t刘一\n\t陈二\n\n水库名单\n\n水库\t责任人\n崂山\t张三\n",
            [
                [
                    "headline 全市责任人名单", "table_title 各区名单", "table_header 区市\t责任人", "table_row 市南\t刘一", "table_row \t陈二", "table_title 水库名单", "table_header 水库\t责任人",
                    "table_row 崂山\t张三",
                ]
            ]),
        Case(
            "items of a list that end in a semicolon are paragraphs of their own",
            "# 标题\n\n□记者 张三\n\n会议要求：\n\n一是加强领导；\n\n二是落实责任；\n\n三是严格督查。\n",
            [["headline 标题", "byline □记者 张三", "body 会议要求：", "body 一是加强领导；", "body 二是落实责任；", "body 三是严格督查。"]]),
        Case(
            "a broken sentence over CR LF with ideographic spaces",
            "# 标题\r\n\r\n□记者 张三\r\n\r\n　　这是园区首个集成电路项目，总投资55亿\r\n\r\n　　元，一期占地50亩。\u{A0}\r\n",
            [["headline 标题", "byline □记者 张三", "body 这是园区首个集成电路项目，总投资55亿元，一期占地50亩。"]]),
        Case(
            "numbered section heads",
            "# 标题\n\n□记者 张三\n\n话说完了。\n\n一、总体要求\n\n坚持稳中求进的工作总基调，推动高质量发展取得新成效。\n\n二、重点任务\n\n抓好落实，确保完成全年目标任务。\n",
            [
                [
                    "headline 标题", "byline □记者 张三", "body 话说完了。", "subhead 一、总体要求", "body 坚持稳中求进的工作总基调，推动高质量发展取得新成效。", "subhead 二、重点任务",
                    "body 抓好落实，确保完成全年目标任务。",
                ]
            ]),
        Case(
            "a byline under its story",
            "# 标题\n\n本报讯 话说完了。\n\n（记者 张三）\n\n# 另一个标题\n\n本报讯 又说一段。\n",
            [["headline 标题", "body 本报讯 话说完了。", "byline （记者 张三）"], ["headline 另一个标题", "body 本报讯 又说一段。"]]),
        Case(
            "a label inside a story",
            "# 标题\n\n□记者 张三\n\n话说完了。\n\n相关链接\n\n此前，有关部门已经发布通知。\n",
            [["headline 标题", "byline □记者 张三", "body 话说完了。", "section_label 相关链接", "body 此前，有关部门已经发布通知。"]]),
        Case(
            "byline and dateline on one line",
            "## 养老试点\n\n□记者 张三 本报讯 试点启动。\n\n## 又一则\n\n□记者 李四 本报讯 会议召开。\n",
            [["headline 养老试点", "body □记者 张三 本报讯 试点启动。"], ["headline 又一则", "body □记者 李四 本报讯 会议召开。"]]),
        Case(
            "a figure, a long dash and a quotation cut in two",
            "# 标题\n\n□记者 张三\n\n转化率为0.\n\n57，是制造业的两倍。\n\n比例为1:\n\n100万的调查完成。\n\n她开了七年网店—\n\n—需要图片时，她找摄影师。\n\n他说，这里最好\n\n”。大家都同意。\n",
            [["headline 标题", "byline □记者 张三", "body 转化率为0.57，是制造业的两倍。", "body 比例为1:100万的调查完成。", "body 她开了七年网店——需要图片时，她找摄影师。", "body 他说，这里最好”。大家都同意。"]]),
        Case(
            "a story's first words, cut off, are no heading",
            "# 标题\n\n□记者 张三\n\n市服务贸易协会服务外包人才专业委员会成立大会日前召\n\n开，会上透露，去年执行额增长11.9%，规模居全省首位。\n",
            [["headline 标题", "byline □记者 张三", "body 市服务贸易协会服务外包人才专业委员会成立大会日前召开，会上透露，去年执行额增长11.9%，规模居全省首位。"]]),
        Case(
            "a caption cut in two",
            "# 标题\n\n□记者 张三\n\n话说完了。\n\n■话剧《里院疑云》昨天上演。该剧讲述了正义与邪恶的\n\n较量，重返那个年代。\n",
            [["headline 标题", "byline □记者 张三", "body 话说完了。", "caption ■话剧《里院疑云》昨天上演。该剧讲述了正义与邪恶的较量，重返那个年代。"]]),
        Case(
            "straight quotation marks behind a full stop",
            "# 标题\n\n□记者 张三\n\n他说：\"这里最好。\"\n\n大家都同意。\n",
            [["headline 标题", "byline □记者 张三", "body 他说：\"这里最好。\"", "body 大家都同意。"]]),
        Case(
            "headlines without marks behind marked ones",
            "# 第一篇标题\n\n□记者 张三\n\n话说完了。\n\n第二篇没有标记\n\n□记者 李四\n\n又说一段。\n\n第三篇的标题也没有标记而且比一栏还要更宽一些\n\n会议昨天召开，会上总结了去年的工作，部署了今年的任务。\n",
            [
                ["headline 第一篇标题", "byline □记者 张三", "body 话说完了。"], ["headline 第二篇没有标记", "byline □记者 李四", "body 又说一段。"],
                ["headline 第三篇的标题也没有标记而且比一栏还要更宽一些", "body 会议昨天召开，会上总结了去年的工作，部署了今年的任务。"],
            ]),
        Case(
            "the head of a page, with the section's name above its day",
            "# 体坛纵横\n\n2016年8月22日 星期一 责任编辑：王平 电话：85193521\n\n今日8版\n\n# 女排夺冠\n\n□记者 张三\n\n比赛昨天举行。\n",
            [
                [
                    "section_label 体坛纵横", "section_label 2016年8月22日 星期一 责任编辑：王平 电话：85193521", "section_label 今日8版", "headline 女排夺冠", "byline □记者 张三", "body 比赛昨天举行。",
                ]
            ]),
        Case(
            "a day with its weekday in a sentence is no page's edge",
            "# 标题\n\n□记者 张三\n\n2016年8月22日 星期一，市民来到广场\n\n上散步。\n",
            [["headline 标题", "byline □记者 张三", "body 2016年8月22日 星期一，市民来到广场上散步。"]]),
        Case(
            "short news under a label of its own, each with who sent it",
            "# 标题\n\n本报讯 话说完了。\n\n# 简讯\n\n●全市春耕开始，进度过半。（王海）\n\n●书市昨日开幕，门票十元。（李四 张三）\n\n◎首家图书馆将亮相\n",
            [["headline 标题", "body 本报讯 话说完了。"], ["headline 简讯", "body ●全市春耕开始，进度过半。（王海）", "body ●书市昨日开幕，门票十元。（李四 张三）", "body ◎首家图书馆将亮相"]]),
        Case(
            "notices one after the other, one with the firm above it",
            "# 招领启事\n\n昨日拾到钱包一个，请失主前来认领。\n\n# 拍卖公告\n\n受委托，我公司定于下周拍卖房产两处。\n\n青岛某某电器股份有限公司\n股东大会决议公告\n\n本公司保证公告内容真实、准确和完整。\n",
            [
                ["headline 招领启事", "body 昨日拾到钱包一个，请失主前来认领。"], ["headline 拍卖公告", "body 受委托，我公司定于下周拍卖房产两处。"],
                ["kicker 青岛某某电器股份有限公司", "headline 股东大会决议公告", "body 本公司保证公告内容真实、准确和完整。"],
            ]),
        Case(
            "results are a list and no headlines of the next story",
            "# 女排夺冠\n\n□记者 张三\n\n比赛昨天举行。\n\n### 金牌得主\n\n男子竞走 张一 3小时40分\n\n男子铅球 王二 22米52\n\n女子跳台 李三 439分\n\n女子接力 甲队 3分19秒\n\n### 百米决赛10秒08\n\n本报讯 决赛昨天举行。\n",
            [
                [
                    "headline 女排夺冠", "byline □记者 张三", "body 比赛昨天举行。", "subhead 金牌得主", "body 男子竞走 张一 3小时40分", "body 男子铅球 王二 22米52", "body 女子跳台 李三 439分",
                    "body 女子接力 甲队 3分19秒",
                ], ["headline 百米决赛10秒08", "body 本报讯 决赛昨天举行。"],
            ]),
        Case(
            "what each of several is, on one line",
            "今日天气\n\n今天白天多云转阴，最高气温29度。\n\n日出：4时52分 日落：19时19分\n\n全国主要城市天气\n\n北京\t多云\t22度\n上海\t晴\t27度\n",
            [["headline 今日天气", "body 今天白天多云转阴，最高气温29度。", "body 日出：4时52分 日落：19时19分", "table_title 全国主要城市天气", "table_row 北京\t多云\t22度", "table_row 上海\t晴\t27度"]]),
        Case(
            "an author by the name alone",
            "# 故乡的炊烟\n\n刘三\n\n我离开平原那年十九岁，如今已过去了四十八个年头。\n",
            [["headline 故乡的炊烟", "byline 刘三", "body 我离开平原那年十九岁，如今已过去了四十八个年头。"]]),
        Case(
            "a deck of the kicker's rank",
            "## 李四在基层调研时强调\n\n# 传承红色基因 决战决胜脱贫攻坚\n\n## 王五一同调研\n\n本报讯 调研昨天结束。\n",
            [["kicker 李四在基层调研时强调", "headline 传承红色基因 决战决胜脱贫攻坚", "deck 王五一同调研", "body 本报讯 调研昨天结束。"]]),
        Case(
            "who was there is no headline, however short the line",
            "省委常委会召开会议\n研究部署防汛抗旱和安全生产工作\n李四主持会议\n\n本报讯 会议昨天召开。\n",
            [["headline 省委常委会召开会议", "deck 研究部署防汛抗旱和安全生产工作", "deck 李四主持会议", "body 本报讯 会议昨天召开。"]]),
        Case(
            "what was said and who said it",
            "# 三言两语\n\n□记者 张三\n\n减压一年多来，压减比例达九成。 ——教育部\n\n每天步行一万步，真的有必要吗？ ——《健身》\n\n花钱要算账。\n",
            [["headline 三言两语", "byline □记者 张三", "body 减压一年多来，压减比例达九成。 ——教育部", "body 每天步行一万步，真的有必要吗？ ——《健身》", "body 花钱要算账。"]]),
        Case(
            "triangles in a row begin items",
            "# 标题\n\n□记者 张三\n\n话说完了。\n\n▲台东旺铺转让，费用面议。\n\n▲出售轿车一辆，八成新。\n",
            [["headline 标题", "byline □记者 张三", "body 话说完了。", "body ▲台东旺铺转让，费用面议。", "body ▲出售轿车一辆，八成新。"]]),
        Case(
            "a figure cut behind a wide point, and a remark in brackets that goes on with nothing",
            "# 标题\n\n□记者 张三\n\n出口环比下降4．\n\n２％。进口增长\n\n（市统计局6月8日发布）\n\n一成，占六成。\n",
            [["headline 标题", "byline □记者 张三", "body 出口环比下降4．２％。进口增长", "body （市统计局6月8日发布）", "body 一成，占六成。"]]),
        Case(
            "an interview, whoever asks and answers",
            "# 我在山上送水\n\n□记者 张三\n\n送水工每天凌晨出发，往返三个小时。\n\n“第一次走到一半就哭了”\n\n河西报：您是什么时候开始送水的？\n\n周晓峰：八年前的春天\n\n河西报：一天要走多少路？\n\n周晓峰：往返十三公里。\n",
            [
                [
                    "headline 我在山上送水", "byline □记者 张三", "body 送水工每天凌晨出发，往返三个小时。", "subhead “第一次走到一半就哭了”", "body 河西报：您是什么时候开始送水的？", "body 周晓峰：八年前的春天", "body 河西报：一天要走多少路？",
                    "body 周晓峰：往返十三公里。",
                ]
            ]),
        Case(
            "few words behind ▲ are a picture's",
            "# 标题一行在此\n\n□记者 张三\n\n话说完了。\n\n▲清晨的港口\n\n又说一段。\n",
            [["headline 标题一行在此", "byline □记者 张三", "body 话说完了。", "caption ▲清晨的港口", "body 又说一段。"]]),
        Case(
            "◆ over the photographer's line, and △ by itself",
            "# 标题一行在此\n\n□记者 张三\n\n话说完了。\n\n◆工人正在装船。\n\n王海 摄\n\n又说一段。\n\n△港口的夜晚。\n",
            [["headline 标题一行在此", "byline □记者 张三", "body 话说完了。", "caption ◆工人正在装船。", "photo_credit 王海 摄", "body 又说一段。", "caption △港口的夜晚。"]]),
        Case(
            "■ before several sentences in a row begins items",
            "# 标题一行在此\n\n□记者 张三\n\n话说完了。\n\n■甲国央行预计经济增长百分之二。\n\n■乙国去年生育率再创新低。\n\n■丙国林火烧毁房屋四十栋。\n",
            [["headline 标题一行在此", "byline □记者 张三", "body 话说完了。", "body ■甲国央行预计经济增长百分之二。", "body ■乙国去年生育率再创新低。", "body ■丙国林火烧毁房屋四十栋。"]]),
        Case(
            "a name cut by the end of a byline's line",
            "# 标题一行在此\n\n□本报记者 王 涛 徐\n晶晶\n\n清晨，港口已经忙碌起来。\n",
            [["headline 标题一行在此", "byline □本报记者 王 涛 徐", "byline 晶晶", "body 清晨，港口已经忙碌起来。"]]),
        Case(
            "who said it, with a colon, over what was said",
            "市长在会上强调：\n推动全市经济稳定运行，确保完成目标任务\n\n□记者 张三\n\n会议昨天召开。\n",
            [["kicker 市长在会上强调：", "headline 推动全市经济稳定运行，确保完成目标任务", "byline □记者 张三", "body 会议昨天召开。"]]),
        Case(
            "a table's unit under its title",
            "# 标题一行在此\n\n□记者 张三\n\n话说完了。\n\n全市财政收支决算表\n\n单位：亿元\n\n项目\t决算数\n收入\t386\n支出\t512\n",
            [["headline 标题一行在此", "byline □记者 张三", "body 话说完了。", "table_title 全市财政收支决算表", "table_title 单位：亿元", "table_header 项目\t决算数", "table_row 收入\t386", "table_row 支出\t512"]]),
        Case(
            "an agency's mark in brackets under its story",
            "# 守护钱袋子\n\n□记者 张三\n\n公安机关破获一批案件。\n\n（新华社北京2月9日电）\n\n# 市场购销两旺\n\n□记者 李四\n\n年货供应充足。\n",
            [
                ["headline 守护钱袋子", "byline □记者 张三", "body 公安机关破获一批案件。", "dateline （新华社北京2月9日电）"], ["headline 市场购销两旺", "byline □记者 李四", "body 年货供应充足。"],
            ]),
        Case(
            "who took the picture and told of it, under the caption",
            "# 标题一行在此\n\n□记者 张三\n\n话说完了。\n\n▲清晨，工人正在装船。\n\n□记者 李四 报道\n\n又说一段，说的还是同一件事。\n",
            [["headline 标题一行在此", "byline □记者 张三", "body 话说完了。", "caption ▲清晨，工人正在装船。", "photo_credit □记者 李四 报道", "body 又说一段，说的还是同一件事。"]]),
        Case("a hash tag is no heading mark", "#话题#大家都在说。\n", [["body #话题#大家都在说。"]]),
        Case("nothing but blanks and marks", "\n　\n###\n\u{FEFF}\n", []),
    ]

    @Test(arguments: cases) func isReadAsPrinted(_ test: Case) {
        let seen = layOutForTest(test.page)
        #expect(seen.map(\.summary) == test.articles)
    }

    @Test func datelineOfAParagraphIsNoted() throws {
        let seen = layOutForTest("# 标题\n□记者 张三\n　　本报5月30日讯 大会举行。\n")
        let article = try #require(seen.first?.article)
        let block = try #require(article.blocks.last)
        #expect(block.role == .body)
        let dateline = try #require(block.dateline)
        #expect(String(decoding: article.text[dateline.indices], as: UTF16.self) == "本报5月30日讯")
    }

    @Test func strandedCaptionGoesHomeWithItsCredit() {
        let seen = layOutForTest(
            "# 高速公路绿化提升工程完工\n\n□记者 张三\n\n青兰高速两侧绿化提升工程近日完工。\n\n# 养老服务试点启动\n\n□记者 李四\n\n全市开展养老服务试点。\n\n■青兰高速实施两侧绿化提升工程。\n\n王海 摄\n")
        #expect(
            seen.map { $0.summary.suffix(2) } == [
                ["caption ■青兰高速实施两侧绿化提升工程。", "photo_credit 王海 摄"], ["byline □记者 李四", "body 全市开展养老服务试点。"],
            ])
        #expect(seen[0].article.diagnostics.contains { $0.code == "layout_moved_caption" })
    }

    @Test func titleJoinsHeadlineLines() {
        #expect(layOutForTest("## 交警李涌\n\n### 被追授“楷模”称号\n\n□ 记者 肖芳 报道\n\n近日，仪式举行。\n").first?.article.title == "交警李涌 被追授“楷模”称号")
        #expect(layOutForTest("（上接第一版）\n\n近日，仪式举行。\n").first?.article.title == nil)
    }

    @Test func aCueThatRunsOverALineEndCountsOnBothLines() {
        let text = "# 标题\n□记者 张三\n通讯员 李四\n近日，仪式举行。\n"
        let page = Array(text.utf16)
        let from = text.utf16.distance(from: text.startIndex, to: text.firstIndex(of: "□")!)
        let articles = layOut(page: page, cues: [LayoutCue(kind: .byline, span: TextSpan(from, from + 13))])
        #expect(articles.map { $0.blocks.map(\.role) } == [[.headline, .byline, .byline, .body]])
    }

    @Test func cuesAreNamedByTheirType() {
        #expect(LayoutCue(type: "layout_jump_from", span: TextSpan(0, 1))?.kind == .jumpFrom)
        #expect(LayoutCue(type: "date", span: TextSpan(0, 1)) == nil)
        #expect(LayoutCue(type: "layout_nothing", span: TextSpan(0, 1)) == nil)
    }
}
