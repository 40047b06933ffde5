import BaoShuLayout
import Testing

/// What stands above, between and under the stories of a page: labels, pictures, verse, lists, signatures.
struct HeadingsAndListsTests {
    typealias Case = PhenomenaTests.Case

    static let matter: [Case] = [
        Case(
            "a column's name above a kicker that is a sentence",
            "走进产业园区看创新\n\n从“一棵草”到“一条链”，海藻生物产业园五年培育企业七十余家——\n\n小海藻长出百亿大产业\n\n□记者 张三\n\n一棵海带能做什么？\n",
            [["column_label 走进产业园区看创新", "kicker 从“一棵草”到“一条链”，海藻生物产业园五年培育企业七十余家——", "headline 小海藻长出百亿大产业", "byline □记者 张三", "body 一棵海带能做什么？"]]),
        Case(
            "a column's name shorter than the headline, above a long kicker",
            "奋力谱写现代化新篇章\n\n全市首批二十八个低效片区开发建设项目集中开工，总投资近八百亿元\n\n向“低效”要空间，城市更新再提速\n\n□记者 张三\n\n今天上午，活动举行。\n",
            [["column_label 奋力谱写现代化新篇章", "kicker 全市首批二十八个低效片区开发建设项目集中开工，总投资近八百亿元", "headline 向“低效”要空间，城市更新再提速", "byline □记者 张三", "body 今天上午，活动举行。"]]),
        Case(
            "a question under a label, above one who asks",
            "# 前文\n\n□记者 张三\n\n前文到此为止。\n\n理财关注\n\n黄金还能不能买？\n\n问：最近金价涨得厉害，现在买合适吗？\n\n答：短期波动较大。\n",
            [
                ["headline 前文", "byline □记者 张三", "body 前文到此为止。"],
                ["column_label 理财关注", "headline 黄金还能不能买？", "body 问：最近金价涨得厉害，现在买合适吗？", "body 答：短期波动较大。"],
            ]),
        Case(
            "a headline of a column's width between a column's name and its only paragraph",
            "前文在此\n\n□记者 张三\n\n前文到此为止。\n\n消费关注\n\n网购宠物货不对板，能否退一赔三\n\n市民张女士花一千元购买了一只会呼吸的玩具猫，收货后发现只是毛绒玩具。\n",
            [
                ["headline 前文在此", "byline □记者 张三", "body 前文到此为止。"],
                ["column_label 消费关注", "headline 网购宠物货不对板，能否退一赔三", "body 市民张女士花一千元购买了一只会呼吸的玩具猫，收货后发现只是毛绒玩具。"],
            ]),
        Case(
            "the name of a section is no part of the headline under it",
            "书香海岛\n\n在方言里认出故乡\n\n——读《方言笔记》\n\n□张三\n\n这本书最近出版。\n",
            [["section_label 书香海岛", "headline 在方言里认出故乡", "deck ——读《方言笔记》", "byline □张三", "body 这本书最近出版。"]]),
        Case(
            "a first line that exclaims, and headings that are numbered in words",
            "便民停车场今天开放！\n\n记者从市政府获悉，今年的实事已经确定，共有十件。\n\n第一件：完善停车设施\n\n新建停车场十八个，方便市民出行。\n\n第二件：增加口袋公园\n\n新建口袋公园三十个。\n",
            [
                [
                    "headline 便民停车场今天开放！", "body 记者从市政府获悉，今年的实事已经确定，共有十件。", "subhead 第一件：完善停车设施", "body 新建停车场十八个，方便市民出行。", "subhead 第二件：增加口袋公园",
                    "body 新建口袋公园三十个。",
                ]
            ]),
        Case(
            "what somebody says is no headline",
            "“真没想到会这么快！”\n\n市民李女士告诉记者，从申请到领证只用了二十分钟，比去年快了许多。\n",
            [["body “真没想到会这么快！”", "body 市民李女士告诉记者，从申请到领证只用了二十分钟，比去年快了许多。"]]),
        Case(
            "a deck in smaller letters under a headline of two parts",
            "# 开局起步稳 向上动能足\n\n## 聚焦一季度数据\n\n□记者 张三\n\n一季度生产总值增长6%。\n",
            [["headline 开局起步稳 向上动能足", "deck 聚焦一季度数据", "byline □记者 张三", "body 一季度生产总值增长6%。"]]),
        Case(
            "a headline on two lines, the second much shorter",
            "美国4月消费者价格指数\n\n同比上涨3.4%\n\n新华社华盛顿5月15日电 数据昨日公布。\n",
            [["headline 美国4月消费者价格指数", "headline 同比上涨3.4%", "body 新华社华盛顿5月15日电 数据昨日公布。"]]),
        Case(
            "a deck as wide as the column, above the day that the story begins with",
            "前文在此\n\n□记者 张三\n\n前文到此为止。\n\n体育公园即将开放\n\n新建篮球场、网球场、攀岩场等场地 提供250个停车位\n\n9月18日，500多名市民参加晨跑活动。\n",
            [
                ["headline 前文在此", "byline □记者 张三", "body 前文到此为止。"],
                ["headline 体育公园即将开放", "deck 新建篮球场、网球场、攀岩场等场地 提供250个停车位", "body 9月18日，500多名市民参加晨跑活动。"],
            ]),
        Case(
            "a headline behind its kicker, without a byline",
            "# 前文\n\n□记者 张三\n\n前文到此为止。\n\n抗议者谴责峰会成为战略工具——\n\n多国民众广岛集会抗议七国集团峰会\n\n十七日开始，当地民众每天举行示威。\n",
            [["headline 前文", "byline □记者 张三", "body 前文到此为止。"], ["kicker 抗议者谴责峰会成为战略工具——", "headline 多国民众广岛集会抗议七国集团峰会", "body 十七日开始，当地民众每天举行示威。"]]),
        Case(
            "the question that a headline's interview begins with",
            "打呼噜也是病\n\n问：我丈夫今年四十六岁，晚上打呼噜声音特别大，这要紧吗？\n\n□记者 张三\n\n答：建议到医院做睡眠监测。\n",
            [["headline 打呼噜也是病", "body 问：我丈夫今年四十六岁，晚上打呼噜声音特别大，这要紧吗？", "byline □记者 张三", "body 答：建议到医院做睡眠监测。"]]),
    ]

    static let pictures: [Case] = [
        Case(
            "pictures with their own headlines, one under the other",
            "早春茶园采摘忙\n\n▲昨日，王哥庄街道晓望社区的茶农在采摘春茶，今年比往年提前一周开采，预计产量一千六百吨。\n\n张三 摄\n\n湿地添生机\n\n■十日，湿地迎来大批北归的候鸟，据监测今春在此停歇的候鸟超过三万只，比去年同期增加四千只。\n\n李四 摄\n",
            [
                ["headline 早春茶园采摘忙", "caption ▲昨日，王哥庄街道晓望社区的茶农在采摘春茶，今年比往年提前一周开采，预计产量一千六百吨。", "photo_credit 张三 摄"],
                ["headline 湿地添生机", "caption ■十日，湿地迎来大批北归的候鸟，据监测今春在此停歇的候鸟超过三万只，比去年同期增加四千只。", "photo_credit 李四 摄"],
            ]),
        Case(
            "a caption without a mark between its picture's gap and the photographer",
            "# 海上巴士试航\n\n□记者 李四\n\n航线昨天开通。\n\n\n\n昨天，“海上巴士”进行试航。\n\n张三 摄\n",
            [["headline 海上巴士试航", "byline □记者 李四", "body 航线昨天开通。", "caption 昨天，“海上巴士”进行试航。", "photo_credit 张三 摄"]]),
        Case(
            "a picture with its author and its caption, and nothing else",
            "# 前三季度外贸增长\n\n□记者 张三\n\n前三季度，烟台港新能源汽车装船出口增长。\n\n# 前文\n\n□记者 张三\n\n前文到此为止。\n\n\n\n□记者 李四 报道\n\n▲二十三日，烟台港，一千五百辆国产新能源汽车准备装船出口，前三季度增长两成。\n",
            [
                ["headline 前三季度外贸增长", "byline □记者 张三", "body 前三季度，烟台港新能源汽车装船出口增长。"], ["headline 前文", "byline □记者 张三", "body 前文到此为止。"],
                ["byline □记者 李四 报道", "caption ▲二十三日，烟台港，一千五百辆国产新能源汽车准备装船出口，前三季度增长两成。"],
            ]),
        Case(
            "a story without a headline begins at the label above its byline",
            "# 前文\n\n□记者 张三\n\n前文到此为止。\n\n### 图片新闻\n\n□记者 李四 报道\n\n工作人员在装卸进口车厘子。\n",
            [["headline 前文", "byline □记者 张三", "body 前文到此为止。"], ["section_label 图片新闻", "byline □记者 李四 报道", "body 工作人员在装卸进口车厘子。"]]),
    ]

    static let lists: [Case] = [
        Case(
            "verse, and the story behind it",
            "海边的词语\n\n□张三\n\n礁石是大海的骨头\n\n浪花年复一年，替它\n\n磨去多余的言辞\n\n只剩下沉默\n\n和一只蛎壳的闪光\n\n一截伸进海里的句子\n\n没有句号\n\n书房里的旧灯\n\n□李四\n\n书桌上的那盏台灯，跟了我三十二年。\n",
            [
                [
                    "headline 海边的词语", "byline □张三", "body 礁石是大海的骨头", "body 浪花年复一年，替它", "body 磨去多余的言辞", "body 只剩下沉默", "body 和一只蛎壳的闪光",
                    "body 一截伸进海里的句子", "body 没有句号",
                ],
                ["headline 书房里的旧灯", "byline □李四", "body 书桌上的那盏台灯，跟了我三十二年。"],
            ]),
        Case(
            "the comma behind a number divides no clauses",
            "# 关于出让土地的公告\n\n经批准，决定出让两宗土地。现公告如下：\n\n一、出让地块的基本情况和规划指标要求\n\n本次出让两宗。\n\n二、联系方式\n\n来电咨询即可。\n",
            [
                [
                    "headline 关于出让土地的公告", "body 经批准，决定出让两宗土地。现公告如下：", "subhead 一、出让地块的基本情况和规划指标要求", "body 本次出让两宗。", "subhead 二、联系方式",
                    "body 来电咨询即可。",
                ]
            ]),
        Case(
            "the firm that signs a notice stands not above the next",
            "## 拍卖公告\n\n受委托，定于本月十八日公开拍卖设备一批。\n\n齐鲁瑞丰拍卖有限公司\n\n## 停水公告\n\n因管道检修，明日停水。\n",
            [["headline 拍卖公告", "body 受委托，定于本月十八日公开拍卖设备一批。", "body 齐鲁瑞丰拍卖有限公司"], ["headline 停水公告", "body 因管道检修，明日停水。"]]),
        Case(
            "items that end in ； are paragraphs, however they begin",
            "# 任免名单公告\n\n任命：\n\n王永刚为市海洋发展局局长；\n\n李春梅为市卫生健康委员会主任；\n\n赵士玉为副院长、审判员。\n",
            [["headline 任免名单公告", "body 任命：", "body 王永刚为市海洋发展局局长；", "body 李春梅为市卫生健康委员会主任；", "body 赵士玉为副院长、审判员。"]]),
    ]

    static let broken: [Case] = [
        Case(
            "a short line that ends with a word that needs another goes on",
            "# 标题\n\n□记者 张三\n\n会议昨天结束。\n\n今年全市将建成设施完善的\n\n园区十座，明年再建五座。\n",
            [["headline 标题", "byline □记者 张三", "body 会议昨天结束。", "body 今年全市将建成设施完善的园区十座，明年再建五座。"]]),
        Case(
            "a headline of a column's width, which the story says again",
            "前文在此\n\n□记者 张三\n\n前文到此为止。\n\n俄乌继续围绕巴赫穆特展开激烈争夺\n\n俄罗斯国防部昨天称，俄军继续在巴赫穆特方向展开进攻。乌克兰方面则表示，双方围绕巴赫穆特的争夺十分激烈，俄乌两军都有伤亡。\n",
            [
                ["headline 前文在此", "byline □记者 张三", "body 前文到此为止。"],
                ["headline 俄乌继续围绕巴赫穆特展开激烈争夺", "body 俄罗斯国防部昨天称，俄军继续在巴赫穆特方向展开进攻。乌克兰方面则表示，双方围绕巴赫穆特的争夺十分激烈，俄乌两军都有伤亡。"],
            ]),
    ]

    @Test(arguments: matter + pictures + lists + broken) func isReadAsPrinted(_ test: Case) {
        #expect(layOutForTest(test.page).map(\.summary) == test.articles)
    }
}
