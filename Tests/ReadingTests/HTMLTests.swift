import BaoShuModel
import Testing

@testable import BaoShuReading

/// Tokens: each Han character, each run of letters and digits.
private func tokens(_ words: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    var run = ""
    func end() {
        if !run.isEmpty { counts[run, default: 0] += 1 }
        run = ""
    }
    for scalar in words.unicodeScalars {
        if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
            run.unicodeScalars.append(scalar)
        } else {
            end()
            if scalar.properties.isAlphabetic { counts[String(scalar), default: 0] += 1 }
        }
    }
    end()
    return counts
}

/// Twice the common tokens by all tokens.
private func f1(_ found: String, _ known: String) -> Double {
    let a = tokens(found), b = tokens(known)
    let common = a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
    return 2 * Double(common) / Double(a.values.reduce(0, +) + b.values.reduce(0, +))
}

@Suite struct HTMLTests {
    static let pages = HTMLPages.templates.flatMap { template in Story.all.map { (template.name, $0) } }

    @Test(arguments: pages.indices) func knownPages(_ index: Int) throws {
        let (name, story) = Self.pages[index]
        let page = HTMLPages.templates.first { $0.name == name }!.page(story)
        let result = try #require(readContent(page, name: "page.html", Samples.options).first)
        let document = try result.get()
        #expect(document.title == story.title, "\(name)")
        #expect(document.date == story.date, "\(name)")
        let score = f1(document.string, story.words)
        #expect(score >= 0.97, "\(name): \(score)\n\(document.string)")
        guard case .blocks(let blocks) = document.content else { Issue.record("no blocks"); return }
        #expect(blocks.first?.role == .headline)
        if name != "tables and font" { #expect(document.source.name == story.source || name == "article element", "\(name)") }
        // Blocks cover the text, parted by single line feeds.
        #expect(blocks.first?.span.lowerBound.value == 0)
        for (a, b) in zip(blocks, blocks.dropFirst()) { #expect(a.span.upperBound.value + 1 == b.span.lowerBound.value) }
        #expect(blocks.last?.span.upperBound.value == document.text.count)
        if story.lines.contains(where: { $0.hasPrefix("|") }) {
            #expect(blocks.filter { $0.role == .tableRow }.count == 3 && blocks.filter { $0.role == .tableHeader }.count == 1, "\(name)")
            #expect(document.string.contains("\n2019年\t418\t165\n"))
        }
    }

    @Test func thereAreEnoughPages() { #expect(Self.pages.count >= 30) }

    @Test func rolesOfAPage() throws {
        let document = try #require(readContent(HTMLPages.founderCMS(Story.all[0]), Samples.options).first?.document)
        guard case .blocks(let blocks) = document.content else { Issue.record("no blocks"); return }
        #expect(blocks.map(\.role) == [.headline, .body, .body, .subhead, .body, .caption, .body, .subhead, .body, .body])
        #expect(document.metadata["author"] == "陈一鸣")
    }

    @Test func encodingsThatDisagree() throws {
        // Declared gb2312, written in UTF-8: the bytes are right.
        let page = HTMLPages.tablesAndFont(Story.all[1])
        #expect(readContent(page, Samples.options).first?.document?.source.encoding == "UTF-8")
        let meta = HTMLPages.portal(Story.all[1])
        #expect(meta.contains("charset=\"utf-8\""))
        let gb = Array("<html><head><meta charset=utf-8></head><body><p>".utf8) + DecodingTests.gb18030 + Array("</p></body></html>".utf8)
        let document = try #require(readContent(gb, Samples.options).first?.document)
        #expect(document.string == "增长11.9%。记者从会上获悉")
        #expect(document.source.encoding == "GB18030")
    }

    @Test func framesTablesAndReferences() throws {
        let page =
            "<html><body><h1>标题甲乙丙</h1><p>第一段话&nbsp;&lt;完&gt;&mdash;&#20013;，有标点。</p><frameset><frame src=a></frameset><table><tr><td>项目<td>金额<tr><td>甲<td colspan=2>1.5<tr><td>乙<td>2</table><p>第二段话，也有标点。</p></body></html>"
        let document = try #require(readContent(page, Samples.options).first?.document)
        #expect(document.string == "标题甲乙丙\n第一段话\u{A0}<完>—中，有标点。\n项目\t金额\n甲\t1.5\t\n乙\t2\n第二段话，也有标点。")
    }

    @Test func aPageWithoutAnArticle() {
        #expect(readContent("<html><head><title></title></head><body><script>x</script></body></html>", name: "x.html", Samples.options).first?.error?.code == "no_article")
    }
}
