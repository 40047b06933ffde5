/// A story whose words are known, to be put into pages.
struct Story: Sendable {
    var title: String
    /// ISO 8601.
    var date: String
    var source: String
    var author: String
    /// Paragraphs; `#` begins a subhead, `|` a row of a table, `@` a caption.
    var lines: [String]

    /// All words that a reader of the page takes for the article's.
    var words: String { ([title] + lines.map { line in String(line.drop { "#|@".contains($0) }).replacing("|", with: " ") }).joined(separator: "\n") }

    static let all: [Story] = [
        Story(
            title: "临江港上半年吞吐量突破2亿吨", date: "2021-07-16", source: "临江日报", author: "陈一鸣",
            lines: [
                "本报7月16日讯（记者陈一鸣）记者今天从市港口管理局获悉，上半年临江港完成货物吞吐量2.03亿吨，同比增长9.6%，其中外贸货物吞吐量8120万吨，增长12.1%。",
                "“增长主要来自集装箱和粮食两个板块。”港口管理局副局长周文山介绍，上半年全港完成集装箱156.8万标箱，粮食接卸量首次超过400万吨。",
                "#航线越织越密",
                "今年以来，临江港新开辟至东南亚的集装箱航线3条，每周航班由18班增加到24班。一家水果进口企业的负责人算了一笔账：过去一柜榴莲从装船到上架要9天，现在只要6天，损耗率由8%降到3%以下。",
                "@图为临江港三号码头正在装卸集装箱。",
                "在三号码头，4台远程控制的岸桥正在作业。司机坐在中控室里，一个人可以看管两台设备，作业效率提高了两成多。",
                "#投资还在加码",
                "按照规划，临江港今明两年还将投入46亿元，新建万吨级泊位5个，改造堆场32万平方米。到2023年底，年通过能力将达到4.5亿吨。",
                "专家认为，港口的增长既要看吨位，也要看货物的价值和服务的收入。去年临江港的航运服务业收入只占总收入的11%，还有不小的提升空间。",
            ]),
        Story(
            title: "青山县农民合作社卖出“云上茶”", date: "2020-12-18", source: "青山新闻网", author: "林小雨",
            lines: [
                "冬日的青山县石门村，茶山上云雾缭绕。村口的电商服务站里，村民刘桂香正对着手机介绍自家的秋茶，不到两个小时就接到了70多份订单。",
                "石门村有茶园3600亩，过去茶叶靠贩子上门收购，一斤干茶只卖四五十元。2018年，村里成立合作社，统一管护、统一加工、统一品牌，当年茶农户均增收5200元。",
                "“一开始大家都不信网上能卖茶。”合作社理事长王大勇说，他挨家挨户做工作，先动员了12户人家入社，如今社员已经有286户。",
                "|年份|销售额（万元）|社员（户）", "|2018年|126|12", "|2019年|418|165", "|2020年|903|286",
                "县农业农村局提供的数据显示，今年前11个月，全县茶叶网络销售额达到1.7亿元，同比增长64%，带动3100多名村民就业。",
                "下一步，青山县准备拿出800万元，在6个乡镇建设冷链仓库，把鲜叶从采摘到加工的时间控制在4小时以内。",
            ]),
        Story(
            title: "云河市明年起全面推行“一窗办理” 办事时间平均压缩六成", date: "2019-11-05", source: "云河晚报", author: "赵启航",
            lines: [
                "昨天，云河市政务服务中心召开新闻通报会，宣布从2020年1月1日起，在全市7个区县全面推行“一窗办理”改革。",
                "据介绍，改革后，企业开办、不动产登记、水电气报装等312个事项将实行前台综合受理、后台分类审批、统一窗口出件，办事时间平均压缩60%，申请材料减少四成以上。",
                "市民李先生前几天刚办完二手房过户。他说，以前要跑税务、房管、银行3个地方，取4次号，排大半天队；这次只在一个窗口交了一套材料，45分钟就办完了。",
                "记者在现场看到，中心原来的98个部门窗口已经整合为36个综合窗口，每个窗口的工作人员都经过了至少三个月的培训。",
                "政务服务中心主任孙立军表示，今年前三季度，中心共受理各类事项41.6万件，群众满意率为99.2%。对剩下的不满意件，中心逐件回访，查明原因，限期整改。",
            ]),
    ]
}

/// Pages in the styles of the formats, made from a story; everything around the story is what pages have around theirs.
enum HTMLPages {
    static let templates: [(name: String, page: @Sendable (Story) -> String)] = [
        ("founder newspaper", founderNewspaper), ("founder cms", founderCMS), ("founder cms, closing mark alone", founderClosingAlone), ("portal", portal),
        ("tables and font", tablesAndFont), ("government", government), ("article element", articleElement), ("a div for each paragraph", divs),
        ("comments", comments), ("two parts", twoParts), ("careless", careless), ("no heading", noHeading),
    ]

    static func escaped(_ words: String) -> String { words.replacing("&", with: "&amp;").replacing("<", with: "&lt;") }

    /// The story's lines as elements.
    static func body(_ story: Story, indent: String = "　　", paragraph: (String) -> String = { "<p>\($0)</p>" }) -> String {
        var out = ""
        var rows: [String] = []
        func endTable() {
            guard !rows.isEmpty else { return }
            out += "<table border=\"1\">" + rows.joined() + "</table>\n"
            rows = []
        }
        for line in story.lines {
            let words = escaped(String(line.dropFirst()))
            switch line.first {
            case "|":
                let cell = rows.isEmpty ? "th" : "td"
                rows.append("<tr>" + words.split(separator: "|").map { "<\(cell)>\($0)</\(cell)>" }.joined() + "</tr>")
            case "#": endTable(); out += "<p><strong>\(words)</strong></p>\n"
            case "@": endTable(); out += "<p class=\"pic\"><img src=\"a.jpg\" alt=\"图\"></p><p class=\"caption\">\(words)</p>\n"
            default: endTable(); out += paragraph(indent + escaped(line)) + "\n"
            }
        }
        endTable()
        return out
    }

    static func chinese(_ date: String) -> String {
        let parts = date.split(separator: "-")
        return "\(parts[0])年\(parts[1])月\(parts[2])日"
    }

    static let menu = "<div class=\"nav\"><ul>" + ["首页", "时政", "经济", "社会", "体育", "文化", "教育", "健康", "图片", "视频"].map { "<li><a href=\"/c/\($0)\">\($0)</a></li>" }.joined() + "</ul></div>"
    static let links = ["今年第三季度全市居民收入公布，快来看看你达标没有", "降温了！未来三天最低气温将跌破冰点", "这位老师三十年如一日，守着山村小学的七个孩子", "新建的跨江大桥将于下月通车，过江只要五分钟", "市民反映的路灯问题解决了", "周末去哪儿？十条赏秋路线请收好"]
    static let linkList = "<ul>" + links.map { "<li><a href=\"/n/1.html\">\($0)</a></li>" }.joined() + "</ul>"
    static let foot =
        "<div class=\"footer\"><p><a href=\"/about\">关于我们</a> | <a href=\"/ad\">广告服务</a> | <a href=\"/law\">法律声明</a></p><p>版权所有：样例新闻网 未经书面授权不得转载使用</p><p>备案号：样ICP备00000000号　举报电话：000-0000000</p></div>"
    static let share = "<div class=\"share\">分享到：<a href=\"#\">微博</a><a href=\"#\">微信</a><a href=\"#\">QQ空间</a></div>"
    static let chatter = [
        "网友甲：说得好，我们这里也应该学一学，希望早点看到变化，不要只停留在纸面上。", "网友乙：我上周刚去过，人确实不少，停车还是有点难，建议再修几个停车场，价格也别太贵。",
        "网友丙：支持！老百姓的事情就是大事，一件一件落实，大家都看得到，也都记在心里。", "网友丁：数字很好看，就是不知道我们这些普通人能分到多少，希望记者能继续跟踪报道。",
    ]

    static let founderNewspaper: @Sendable (Story) -> String = { story in
        """
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>临江日报数字报</title></head><body>
        <table width="100%"><tr><td><a href="node_1.htm">第A01版：要闻</a></td><td><a href="node_2.htm">第A02版：本地</a></td></tr></table>
        <div class="list"><ul><li><a href="c1.htm">\(links[0])</a></li><li><a href="c2.htm">\(links[1])</a></li></ul></div>
        <founder-title><p align=center>\(escaped(story.title))</p></founder-title><founder-author></founder-author>
        <div id="ozoom"><founder-content>\(body(story).replacing("<p>", with: "<P>").replacing("</p>", with: "</P>"))</founder-content></div>
        <div><a href="c0.htm">上一篇</a> <a href="c2.htm">下一篇</a></div>
        <!--enpproperty <founder-date>\(story.date)</founder-date><founder-pagenum>A01</founder-pagenum><founder-papername>\(story.source)</founder-papername> /enpproperty-->
        </body></html>
        """
    }

    static let founderCMS: @Sendable (Story) -> String = { story in
        """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(escaped(story.title)) - 样例新闻网</title><script>var a = "<p>不是正文，也不是标题。</p>";</script></head><body>\(menu)
        <div class="main"><h1>\(escaped(story.title))</h1><div class="info">\(chinese(story.date)) 10:25　来源：\(story.source)</div>\(share)
        <div class="text"><!--enpcontent-->\(body(story))<!--/enpcontent--></div>
        <div class="tj"><h3>热门推荐</h3>\(linkList)</div></div>\(foot)
        <!--enpproperty <articleid>123</articleid><date>\(story.date) 10:25:36:0</date><author>\(story.author)</author><title>\(escaped(story.title))</title><keyword>港口</keyword><sourcename>\(story.source)</sourcename>/enpproperty-->
        </body></html>
        """
    }

    static let founderClosingAlone: @Sendable (Story) -> String = { story in
        """
        <html><head><meta charset="utf-8"><title>\(escaped(story.title))</title></head><body>\(menu)<div class="box"><h2 class="title">\(escaped(story.title))</h2>
        <div class="zw">\(body(story))<!--/enpcontent--></div><div>\(linkList)</div></div>\(foot)
        <!--enpproperty <date>\(story.date) 08:00:00:0</date><author></author><title>\(escaped(story.title))</title><sourcename>\(story.source)</sourcename>/enpproperty--></body></html>
        """
    }

    static let portal: @Sendable (Story) -> String = { story in
        """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>\(escaped(story.title))-样例网</title></head><body>
        <div class="top"><a href="/">样例网首页</a><form><input name="q"><button>搜索</button></form></div>\(menu)
        <div class="crumbs"><a href="/">首页</a> &gt; <a href="/n">新闻</a> &gt; 正文</div>
        <h1>\(escaped(story.title))</h1><div class="info"><span>\(chinese(story.date)) 06:00</span>　<span>来源：<a href="http://s.example.cn">\(story.source)</a></span>　参与互动</div>
        <div class="content">\(body(story))<p>（责任编辑：王芳）</p>\(share)</div>
        <div class="right"><h3>点击排行</h3>\(linkList)<h3>图片新闻</h3>\(linkList)</div>
        <div class="more"><h3>相关新闻</h3>\(linkList)</div>\(foot)</body></html>
        """
    }

    static let tablesAndFont: @Sendable (Story) -> String = { story in
        let text = body(story, indent: "&nbsp;&nbsp;&nbsp;&nbsp;") { "\($0)<BR><BR>" }
        return """
            <HTML><HEAD><META content="text/html; charset=gb2312" http-equiv=Content-Type><TITLE>\(escaped(story.title))</TITLE></HEAD><BODY bgColor=#ffffff>
            <TABLE width=778><TR><TD><A href=/>首页</A> | <A href=/a>新闻中心</A> | <A href=/b>专题报道</A> | <A href=/c>网上论坛</A></TD></TR></TABLE>
            <TABLE width=778><TR><TD width=160 vAlign=top><TABLE><TR><TD><A href=1>\(links[2])</A></TD></TR><TR><TD><A href=2>\(links[3])</A></TD></TR><TR><TD><A href=3>\(links[4])</A></TD></TR></TABLE></TD>
            <TD vAlign=top><TABLE width="100%"><TR><TD align=center class=bt><FONT size=5><B>\(escaped(story.title))</B></FONT></TD></TR>
            <TR><TD align=center>\(story.source)　\(story.date) 09:12:45　作者：\(story.author)</TD></TR>
            <TR><TD class=zw><FONT style="FONT-SIZE: 14px">\(text)</FONT></TD></TR><TR><TD align=right>【<A href="#">打印本页</A>】【<A href="#">关闭窗口</A>】</TD></TR></TABLE></TD></TR></TABLE>
            <TABLE width=778><TR><TD align=center>版权所有 样例新闻中心</TD></TR></TABLE></BODY></HTML>
            """
    }

    static let government: @Sendable (Story) -> String = { story in
        """
        <html><head><meta charset="utf-8"><meta name="ArticleTitle" content="\(escaped(story.title))"><meta name="PubDate" content="\(story.date) 09:30"><meta name="ContentSource" content="\(story.source)"><title>\(escaped(story.title))_云河市人民政府</title></head>
        <body><div class="header"><a href="/">云河市人民政府</a></div>\(menu)<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务要闻</a></div>
        <div class="article"><div class="arttitle">\(escaped(story.title))</div><div class="meta">发布时间：\(story.date) 09:30　信息来源：\(story.source)　浏览次数：1024　字号：[<a>大</a> <a>中</a> <a>小</a>]</div>
        <div class="TRS_Editor"><style>.TRS_Editor P{line-height:2}</style>\(body(story))</div><div class="fj">附件：<a href="a.pdf">统计表.pdf</a></div><div class="dy"><a>打印</a> <a>关闭</a></div></div>
        <div class="link">友情链接：<a>市发展改革委</a> <a>市财政局</a> <a>市商务局</a></div>\(foot)</body></html>
        """
    }

    static let articleElement: @Sendable (Story) -> String = { story in
        let text = body(story).replacing("<p class=\"pic\"><img src=\"a.jpg\" alt=\"图\"></p><p class=\"caption\">", with: "<figure><img src=a.jpg><figcaption>").replacing(
            "集装箱。</p>\n<p>　　在三号", with: "集装箱。</figcaption></figure>\n<p>　　在三号")
        return """
            <!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><meta property="og:title" content="\(escaped(story.title))"><meta property="article:published_time" content="\(story.date)T08:00:00+08:00"><title>\(escaped(story.title)) | 样例客户端</title></head>
            <body><header><nav>\(linkList)</nav></header><main><article><h1>\(escaped(story.title))</h1><p class="byline">文 / 记者 \(story.author)</p><time datetime="\(story.date)">\(chinese(story.date))</time>
            \(text)<aside><h4>你可能还喜欢</h4><p>这里是一段关于另一篇文章的介绍，看起来很像正文，其实不是，它有标点，也有句子。</p></aside><iframe src="http://ad.example.cn"><p>广告框架里的文字。</p></iframe></article>
            <section class="recommend"><h2>推荐阅读</h2>\(linkList)</section></main><footer>\(foot)</footer></body></html>
            """
    }

    static let divs: @Sendable (Story) -> String = { story in
        let ad = "<div class=\"ad\"><p>限时优惠！本店全场五折，前一百名顾客还送精美礼品一份，数量有限，先到先得。</p></div>"
        var lines = body(story) { "<div class=\"para\">\($0)</div>" }.split(separator: "\n").map(String.init)
        lines.insert(ad, at: 2)
        lines.insert("<div class=\"para\"><a href=\"/z\">\(links[5])</a></div>", at: 4)
        return """
            <html><head><meta charset="utf-8"><title>\(escaped(story.title))</title></head><body><div id="app"><div class="topbar"><a>登录</a><a>注册</a></div>
            <div class="wrap"><h1 class="t">\(escaped(story.title))</h1><div class="sub"><span class="from">来源：\(story.source)</span> <span class="time">\(story.date) 12:01:33</span></div>
            <div class="detail">\(lines.joined(separator: "\n"))</div></div><div class="hot">\(linkList)</div></div>\(foot)</body></html>
            """
    }

    static let comments: @Sendable (Story) -> String = { story in
        """
        <html><head><meta charset="utf-8"><title>\(escaped(story.title))_新闻_样例网</title></head><body>\(menu)
        <div class="con"><h1>\(escaped(story.title))</h1><p class="source">\(story.date.replacing("-", with: "/")) 07:45 | 来源：\(story.source) | 作者：\(story.author)</p><div class="art">\(body(story))</div>\(share)</div>
        <div class="pl"><h3>网友评论</h3>\(chatter.map { "<div class=\"item\"><p>\($0)</p><a>回复</a></div>" }.joined())</div>
        <div class="comment-list">\(chatter.map { "<p>\($0)</p>" }.joined())</div><div style="display: none"><p>这是一段看不见的提示文字，请登录之后再发表评论，谢谢您的合作。</p></div>\(foot)</body></html>
        """
    }

    static let twoParts: @Sendable (Story) -> String = { story in
        let half = story.lines.count / 2
        var first = story, second = story
        first.lines = Array(story.lines[..<half])
        second.lines = Array(story.lines[half...])
        if second.lines.first?.hasPrefix("|") == true, first.lines.last?.hasPrefix("|") == true {
            while first.lines.last?.hasPrefix("|") == true { second.lines.insert(first.lines.removeLast(), at: 0) }
        }
        return """
            <html><head><meta charset="utf-8"><title>\(escaped(story.title))——样例周刊</title></head><body><div class="menu">\(linkList)</div>
            <div class="page"><h1>\(escaped(story.title))</h1><div class="tips">时间：\(story.date) 来源：\(story.source)</div><div class="part">\(body(first))</div>
            <div class="gg_box"><iframe src="x"></iframe><p>点击了解更多优惠，马上拨打热线，我们竭诚为您服务。</p></div><div class="part">\(body(second))</div></div>
            <div class="xg"><h4>延伸阅读</h4>\(linkList)</div>\(foot)</body></html>
            """
    }

    static let careless: @Sendable (Story) -> String = { story in
        """
        <title>\(escaped(story.title))</title><meta charset=utf-8><div class=head><a href=/>返回首页</a>
        <center><h1>\(escaped(story.title))<br></h1></center><div align=center>\(chinese(story.date))　稿源：\(story.source)</div>
        <div id=zoom>\(body(story).replacing("</p>", with: ""))<div class=bshare>分享至<a href=#>微博</a></div></div><div class=foot>版权所有<a href=#>联系我们</a>
        """
    }

    static let noHeading: @Sendable (Story) -> String = { story in
        """
        <html><head><meta charset="utf-8"><title>\(escaped(story.title))_样例网_新闻中心</title></head><body>\(menu)<div class="mid"><div class="tt"><b>\(escaped(story.title))</b></div>
        <div class="xx">\(chinese(story.date)) 15:20:00 | 稿件来源： \(story.source) | 编辑： 王芳</div><div class="nr">\(body(story))<p>更多精彩内容，请点击进入专题&gt;&gt;</p></div></div>
        <div class="copyright"><p>声明：本网转载的文章，目的在于传递更多信息，并不代表本网赞同其观点。</p></div>\(foot)</body></html>
        """
    }
}
