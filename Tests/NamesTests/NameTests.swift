import BaoShu
import BaoShuMeasuring
import BaoShuModel
import BaoShuText
import Foundation
import Testing

/// The rules of the package and an annotator over them. Annotators keep scratch memory, so the tests that share this one run one by one.
@Suite(.serialized)
struct NameTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let rules: RuleSet = try! RuleSet(folder: root.appendingPathComponent("Rules").path)

    /// Sentences in which the words between 〔 and 〕 look like a name, or like the end of one, and are none.
    static let traps = ((try? String(contentsOf: root.appendingPathComponent("Tests/NamesTests/traps.txt"), encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)

    static func annotate(_ text: String, date: String? = "2024-05-30") -> AnnotatedDocument {
        var options = Annotator.Options()
        options.date = date
        let source = SourceDocument(id: "t", source: SourceDescription(name: "t", format: "text"), text: Array(text.utf16), content: .text)
        return Annotator(program: rules.program, options: options).annotate(source)[0]
    }

    static func names(_ text: String) -> [String] {
        let document = annotate(text)
        return document.mentions.filter { ["person", "place", "organization", "work"].contains($0.type) }.map { "\($0.type) \(document.string(at: $0.span))" }
    }

    @Test func thereAreTwoHundredTraps() {
        #expect(Self.traps.count >= 200)
        #expect(Set(Self.traps).count == Self.traps.count)
    }

    @Test(arguments: traps)
    func wordsThatLookLikeNamesStayWords(_ sentence: String) throws {
        let open = try #require(sentence.range(of: "〔")), close = try #require(sentence.range(of: "〕"))
        let start = sentence[..<open.lowerBound].utf16.count
        let end = start + sentence[open.upperBound..<close.lowerBound].utf16.count
        let document = Self.annotate(sentence.replacingOccurrences(of: "〔", with: "").replacingOccurrences(of: "〕", with: ""))
        let wrong = document.mentions.filter { ["person", "place", "organization"].contains($0.type) && $0.span.overlaps(TextSpan(start, end)) }
        #expect(wrong.isEmpty, "\(wrong.map { "\($0.type) \(document.string(at: $0.span))" })")
    }

    @Test(arguments: [
        ("位于黄岛路12号，", ["place 黄岛路12号"]),
        ("青岛市财政局", ["organization 青岛市财政局"]),
        ("青岛日报/观海新闻", ["organization 青岛日报", "organization 观海新闻"]),
        ("市委、市政府旗帜鲜明", ["organization 市委", "organization 市政府"]),
        ("市委常委、宣传部部长", []),
        ("市民李女士说", ["person 李女士"]),
        ("总统穆罕默德·拉斐克·塔拉尔说", ["person 穆罕默德·拉斐克·塔拉尔"]),
        ("发布《2023年度青岛市服务外包产业发展报告》", ["work 《2023年度青岛市服务外包产业发展报告》"]),
        ("日韩、欧美客户", ["place 日韩", "place 欧美"]),
    ])
    func namesAreWhole(_ text: String, _ expected: [String]) { #expect(Self.names(text) == expected) }

    @Test func aNumeralInsideANameIsNoNumber() {
        let document = Self.annotate("位于黄岛路12号，乘坐地铁3号线到达。")
        #expect(document.mentions.map(\.type) == ["place", "place"])
    }

    @Test func aNameIsFoundAgain() {
        let names = Self.names("会上，研究院副院长沙琦还给出了分析。当前，沙琦带来的数字很多。")
        #expect(names.filter { $0 == "person 沙琦" }.count == 2)
    }

    /// A page of two articles: the second only uses what the first names in full. Words of two characters stay in their article.
    @Test func aNameIsFoundInTheOtherArticles() {
        let page = """
            青岛海纳软件股份有限公司新厂区投产

            □青岛日报/观海新闻记者 刘兰星

            本报11月18日讯 昨日，青岛海纳软件股份有限公司（以下简称“海纳软件”）新厂区投产。董事长欧阳瑞雪表示，新厂区投资3亿元。研究院副院长沙琦还给出了分析。

            校园里的新变化

            □青岛日报/观海新闻记者 王冰洁

            本报11月18日讯 昨日上午，海纳软件向学校捐赠了一批设备。欧阳瑞雪和孩子们一起上课，沙琦带来的数字很多。
            """
        let source = SourceDocument(id: "p", source: SourceDescription(name: "p", format: "page"), text: Array(page.utf16), content: .page)
        let articles = Annotator(program: Self.rules.program).annotate(source)
        #expect(articles.count == 2)
        let names = articles.map { article in article.mentions.map { "\($0.type) \(article.string(at: $0.span))" } }
        #expect(names[0].contains("person 沙琦"))
        #expect(names[1].contains("organization 海纳软件"))
        #expect(names[1].contains("person 欧阳瑞雪"))
        #expect(!names[1].contains("person 沙琦"))
        #expect(articles[1].mentions.filter { $0.type == "date" || $0.type == "time" }.count == 2)
        // By itself the second says nothing of them.
        let alone = Self.names(String(page[page.range(of: "校园里")!.lowerBound...]))
        #expect(!alone.contains("organization 海纳软件"))
    }

    @Test func mentionsOfOneThingShareANumber() {
        let document = Self.annotate("青岛市财政局介绍，市财政局将支持青岛。青岛市决定，董元泉先生任顾问。董先生说，他来自青岛。")
        func numbers(_ text: String) -> Set<Int?> { Set(document.mentions.filter { document.string(at: $0.span) == text }.map(\.entity)) }
        #expect(numbers("青岛市财政局") == numbers("市财政局"))
        #expect(numbers("青岛") == numbers("青岛市"))
        #expect(numbers("董元泉先生") == numbers("董先生"))
        #expect(numbers("青岛").isDisjoint(with: numbers("市财政局")))
        #expect(document.mentions.compactMap(\.entity).first == 1)
    }

    @Test(arguments: [("在青岛市市南区举行", "青岛市市南区", "370202"), ("在南京举行，鼓楼区负责人说", "鼓楼区", "320106"), ("法国总统到访", "法国", "FR")])
    func placesHaveCodes(_ text: String, _ place: String, _ code: String) throws {
        let document = Self.annotate(text)
        let mention = try #require(document.mentions.first { document.string(at: $0.span) == place })
        guard case .object(let codes)? = mention["codes"] else { Issue.record("no codes"); return }
        #expect(codes.first?.value == .text(code))
    }

    @Test func personsHaveTitleAndAffiliation() throws {
        let document = Self.annotate("鼎韬产业研究院副院长沙琦还给出了分析。")
        let person = try #require(document.mentions.first { $0.type == "person" })
        guard case .words(let title)? = person["title"], case .words(let affiliation)? = person["affiliation"] else { Issue.record("\(person.fields)"); return }
        #expect(document.string(at: title) == "副院长")
        #expect(document.string(at: affiliation) == "鼎韬产业研究院")
    }

    @Test func anAbbreviationIsTheSameThing() {
        let document = Self.annotate("青岛易货贸易有限公司（以下简称“易货通”）成立。易货通的业务很广。")
        let all = document.mentions.filter { $0.type == "organization" }
        #expect(all.map { document.string(at: $0.span) } == ["青岛易货贸易有限公司", "易货通", "易货通"])
        #expect(Set(all.map(\.entity)).count == 1)
    }

    @Test func loadingIsQuick() throws {
        let start = ContinuousClock.now
        _ = try RuleSet(folder: Self.root.appendingPathComponent("Rules").path)
        // A debug build is some ten times slower than the release that the limit of 0.1 s is for.
        #expect(ContinuousClock.now - start < .seconds(10))
    }
}

/// The gold articles of the project.
struct GoldArticleTests {
    static let folder = NameTests.root.appendingPathComponent("Corpus/gold/articles")
    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()

    @Test func thereAreSixtyArticlesTenOfThemTraditional() throws {
        let texts = try Self.files.flatMap { try GoldReader.read(at: Self.folder.appendingPathComponent($0).path) }
        #expect(texts.count >= 60)
        #expect(Set(texts.map(\.name)).count == texts.count)
        #expect(texts.filter { $0.name.hasPrefix("hant-") }.count >= 10)
    }

    @Test(arguments: files)
    func mentionsFitTheirText(_ file: String) throws {
        for text in try GoldReader.read(at: Self.folder.appendingPathComponent(file).path) {
            #expect(!text.mentions.isEmpty, "\(text.name)")
            #expect(text.date?.count == 10, "\(text.name)")
            let sorted = text.mentions.sorted { $0.span.lowerBound < $1.span.lowerBound }
            for (mention, next) in zip(sorted, sorted.dropFirst()) { #expect(mention.span.upperBound <= next.span.lowerBound, "\(text.name)") }
            for mention in sorted {
                let words = String(decoding: text.text[mention.span.indices], as: UTF16.self)
                #expect(words == words.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "，。、：；“”（）"))), "\(text.name) \(words)")
                if mention.type == "work" { #expect(words.hasPrefix("《") && words.hasSuffix("》")) }
            }
        }
    }
}
