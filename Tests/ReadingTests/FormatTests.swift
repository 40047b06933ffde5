import BaoShuModel
import Foundation
import Testing

@testable import BaoShuReading

private func sample(_ name: String) -> String { Samples.root + "/Tests/ReadingTests/Samples/" + name }

private func read(_ name: String, _ options: ReadingOptions = Samples.options) -> [SourceDocument] {
    readAll([sample(name)], options).compactMap { result in
        if let error = result.error { Issue.record("\(name): \(error.message)") }
        return result.document
    }
}

/// The words without any blanks, as the independent reader gives them.
private func tight(_ words: String) -> String { String(String.UnicodeScalarView(words.unicodeScalars.filter { !$0.properties.isWhitespace })) }

@Suite struct FormatTests {
    /// Every sample against Python's standard library: how many records, their titles, their words.
    @Test func agreesWithAnIndependentReader() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Samples.root + "/Tests/ReadingTests/independent.py"]
        let pipe = Pipe()
        process.standardOutput = pipe
        do { try process.run() } catch { try Test.cancel("python3 cannot be run to compare the samples with an independent reader: \(error)") }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus == 127 { try Test.cancel("python3 is not here to compare the samples with an independent reader") }
        #expect(process.terminationStatus == 0)
        var files = 0
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
            let entry = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let name = try #require(entry["file"] as? String), records = try #require(entry["records"] as? [[Any]])
            let documents = read(name)
            files += 1
            #expect(documents.count == records.count, "\(name)")
            for (document, record) in zip(documents, records) {
                if let title = record[0] as? String { #expect(document.title == title, "\(name)") }
                if let words = record[1] as? String { #expect(tight(document.string) == words, "\(name) \(document.id)") }
            }
        }
        #expect(files >= 20)
    }

    @Test(
        arguments: [
            ("sogou.xml", "sogou", "UTF-8", "a1", nil, "sogou.xml"), ("sogou-root.gb18030.xml", "sogou", "GB18030", "a1", nil, "sogou-root.gb18030.xml"),
            ("rss.xml", "rss", "UTF-8", "a1", "2021-07-07", "临江新闻\u{A0}频道"), ("rss.gb2312.xml", "rss", "GB18030", "a1", "2021-07-07", "临江新闻\u{A0}频道"),
            ("atom.xml", "atom", "UTF-8", "urn:a1", "2021-01-01", "云河快讯"), ("nitf.xml", "nitf", "UTF-8", "a1", "2021-07-15", "临江日报"),
            ("newsml.xml", "newsml", "UTF-8", "tag:a1", "2021-07-15", "临江日报"), ("mediawiki.xml", "mediawiki", "UTF-8", "1", "2021-05-02", "样例百科"),
            ("crawl.warc", "html", "GB18030", "urn:uuid:a1", "2021-07-15", "临江日报"), ("crawl.warc.gz", "html", "GB18030", "urn:uuid:a1", "2021-07-15", "临江日报"),
            ("crawl.wet", "warc", "UTF-8", "urn:uuid:a1", nil, "news.example.cn"), ("lines.jsonl", "jsonl", "UTF-8", "a1", "2021-07-15", "临江日报"),
            ("array.json", "json", "UTF-8", "a1", "2021-07-15", "临江日报"), ("table.csv", "csv", "UTF-8", "a1", "2021-07-15", "临江日报"),
            ("lines.jsonl.gz", "jsonl", "UTF-8", "a1", "2021-07-15", "临江日报"), ("lines.jsonl.lzma", "jsonl", "UTF-8", "a1", "2021-07-15", "临江日报"),
            ("mixed.zip", "jsonl", "UTF-8", "a1", "2021-07-15", "临江日报"),
            ("pages.tar.gz", "html", "UTF-8", "pages/20210715-a1.html", "2021-07-15", "临江日报"),
        ] as [(String, String, String, String, String?, String)])
    func metadata(_ name: String, _ format: String, _ encoding: String, _ id: String, _ date: String?, _ source: String) throws {
        let document = try #require(read(name).first)
        #expect(document.source == SourceDescription(name: source, format: format, encoding: encoding))
        #expect(document.id == id)
        #expect(document.date == date)
        if format != "mediawiki", format != "warc" { #expect(document.title == "临江市上半年外贸增长8.2%") }
    }

    /// A body in chunks (RFC 9112, 7.1) is put together; one that crawls have put together already is taken as it is, whatever it begins with.
    @Test(
        arguments: [
            ("3\r\n一\r\n6;x=y\r\n二三\r\n0\r\n\r\n", "一二三"), ("A\n0123456789\n00\n", "0123456789"), ("3\r\n一\r\n", "一"), ("", ""),
            ("-5\r\nhello", nil), ("-1\r\n", nil), ("-abc\r\nhello", nil), ("+5\r\nhello", nil), ("5\r\nhell", nil), ("3\r\n一\r\n-3\r\n二", nil), ("\r\nhello", nil), ("FFFFFFFF\r\nhello", nil),
            ("000000005\r\nhello", nil), ("hello", nil),
        ] as [(String, String?)])
    func chunks(_ body: String, _ whole: String?) throws {
        let answer = try #require(HTTPAnswer(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(body)".utf8)))
        #expect(String(decoding: answer.body, as: UTF8.self) == whole ?? body)
    }

    /// Blanks around the values of a header are none of them (RFC 9110, 5.5).
    @Test func blanksInHeaders() {
        let record = "WARC/1.0\r\nWARC-Type:\tconversion \r\nContent-Length: 6 \t\r\n\r\n一。\r\n\r\n"
        #expect(readContent(record + record, name: "x.wet").map { $0.text ?? $0.error?.code } == ["一。", "一。"])
    }

    @Test func sogouParagraphsAndAddresses() throws {
        let documents = read("sogou.xml", ReadingOptions(datePattern: "YYYYMMDD", words: Samples.words))
        let first = try #require(documents.first)
        #expect(first.metadata["url"] == "http://news.example.cn/20210715/a1.html?x=1&y=2")
        #expect(first.date == "2021-07-15", "from the address")
        guard case .blocks(let blocks) = first.content else { Issue.record("no blocks"); return }
        #expect(blocks.map(\.role) == [.headline, .body, .body, .body])
        #expect(String(decoding: first.text[blocks[3].span.indices], as: UTF16.self) == "记者从会上获悉，全市新增外贸企业约300家，A<B型企业占1/3。")
        #expect(documents.last?.string == "只有标题")
    }

    @Test func rolesOfNITF() throws {
        guard case .blocks(let blocks) = try #require(read("nitf.xml").first).content else { Issue.record("no blocks"); return }
        #expect(blocks.map(\.role) == [.headline, .byline, .body, .body, .body, .tableHeader, .tableRow])
        #expect(read("nitf.xml").first?.string.hasSuffix("\n项目\t金额\n出口\t78.3") == true)
    }

    @Test func wikitextBecomesProse() throws {
        let document = try #require(read("mediawiki.xml").first)
        #expect(
            document.string == """
                临江市
                临江市位于大江下游，面积1,860平方公里，人口120万人。
                经济
                2020年生产总值为950亿元。
                计算机产量为3万台。
                """)
        guard case .blocks(let blocks) = document.content else {
            Issue.record("the reader gave no blocks")
            return
        }
        #expect(blocks.map(\.role) == [.headline, .body, .subhead, .body, .body])
        #expect(read("mediawiki.xml")[1].metadata["redirect"] == "临江市")
    }

    @Test func pathsInArchivesAreOnlyNames() {
        let documents = read("mixed.zip")
        #expect(documents.map(\.id) == ["a1", "a2", "a3", "a1", "a2", "a3", "evil.txt"])
    }

    @Test func otherXML() throws {
        let xml = "<articles><article><title>甲</title><pubdate>2020年1月2日</pubdate><content><p>一。</p><p>二。</p></content></article><article><title>乙</title><content>三</content></article></articles>"
        let documents = readContent(xml, name: "x.dat", Samples.options).compactMap(\.document)
        #expect(documents.map(\.string) == ["甲\n一。\n二。", "乙\n三"])
        #expect(documents[0].date == "2020-01-02")
        #expect(documents[0].id == "x.dat:1")
    }

    /// Records without an id of their own that begin on one line.
    @Test(arguments: [("<r><item><text>一</text></item><item><text>二</text></item></r>", "x.xml"), (#"[{"text":"一"},{"text":"二"}]"#, "x.json")])
    func idsOnOneLine(text: String, name: String) {
        #expect(readContent(text, name: name).compactMap(\.document?.id) == ["\(name):1", "\(name):1.2"])
    }

    /// A mark opens a field only where the field begins; one that nothing closes takes no other row with it.
    @Test func quotationMarksInTables() {
        let table = "id;text\n1;5\" 屏\n2;\"没完\n3;\"一\n二；\"\"三\"\"\"\n4;\"\"\n"
        let results = readContent(table, ReadingOptions(format: .csv))
        #expect(results.map { $0.text ?? $0.error?.code ?? "" } == ["5\" 屏", "invalid_csv", "一\n二；\"三\"", ""])
        #expect(results[1].error?.message.hasSuffix("sample.txt line 3: a quotation mark opens a field and none closes it; close it, or write it twice in a field between quotation marks") == true)
        // As many as this look for their end through the whole table.
        let open = "id,text\n" + String(repeating: "1,x\",\"y\n", count: 40)
        #expect(readContent(open, ReadingOptions(format: .csv)).compactMap(\.error?.code) == Array(repeating: "invalid_csv", count: 16))
        // What is longer than a document may be is passed over, closed or not.
        for long in ["1,\(String(repeating: "长", count: 400))", "1,\"\(String(repeating: "长", count: 400))"] {
            let results = readContent("id,text\n\(long)\n2,短\n", ReadingOptions(format: .csv, maximumDocumentSize: 600))
            #expect(results.count == 2 && results[0].error != nil && results[1].text == "短")
        }
    }

    /// A row that is too large is passed over to its end, wherever its line feeds stand.
    @Test func largeRows() {
        let lines = (0..<40_000).map { "第\($0)段，有逗号,出口\($0)亿元" }.joined(separator: "\n")
        func read(_ table: String) -> [String?] { readContent(table, ReadingOptions(format: .csv, maximumDocumentSize: 300 << 10)).map { $0.text ?? $0.error.map { "\($0.code) \($0.id)" } } }
        #expect(read("id,text\n1,\"\(lines)\"\n2,二\n") == ["too_large sample.txt:2", "二"])
        #expect(read("id,text\n1,\"\(lines)\"") == ["too_large sample.txt:2"])
        #expect(read("id,text\n1,\"\(lines)\"二\n2,二\n") == ["too_large sample.txt:2", "二"])
        let open = readContent("id,text\n1,\"\(lines)\n2,二\n", ReadingOptions(format: .csv, maximumDocumentSize: 300 << 10))
        #expect(open.map { $0.error?.code } == ["invalid_csv"] && open[0].error?.message.hasSuffix("the rest of the table is not read") == true)
    }

    /// Tags in the cells of a table, and on a page that an OCR program has read, do not make it one page of HTML.
    @Test(
        arguments: [
            ("id,content\n1,\"<p>青岛市出口1亿元，一句。</p>\"\n2,\"<p>济南市出口2亿元，一句。</p>\"\n", "csv"), ("id\tcontent\n1\t<div>青岛市出口1亿元，一句。</div>\n", "csv"),
            ("# 题目\n\n正文，一句。\n\n<div align=\"center\"><img src=\"a.jpg\"/></div>\n", "page"), ("<table><tr><td>指标</td></tr></table>\n\n正文，有一句话。\n", "page"),
            ("<html><body><table><tr><td>指标</td></tr></table></body></html>\n\n正文，有一句话。\n", "page"), ("<img src=a.jpg>\n正文，一句。\n", "page"), ("<br>\n\n正文，一句。\n\n第二段，一句。\n", "page"),
            ("<sup>1</sup>\n正文，一句。\n", "page"), ("<html><body><p>青岛市出口20亿元，增长3%，这是一句话。</body></html>", "html"), ("<p>青岛市出口20亿元，增长3%，这是一句话。\n<p>济南市出口2亿元，这也是一句话。\n", "html"),
            ("青岛市出口20亿元，增长3%，这是一句话。<br>济南市出口2亿元，这也是一句话。<br>\n<div>一</div>", "html"), ("<!DOCTYPE html><title>一</title>正文，一句，没有标签，没有标签。", "html"),
            ("</div></div>\n<div>青岛市出口20亿元，增长3%，这是一句话。</div>", "html"),
        ])
    func tagsInOtherFormats(_ content: String, _ format: String) {
        let results = readContent(content)
        #expect(results.allSatisfy { $0.document?.source.format == format } && results.count == (content.contains("\n2,") ? 2 : 1), "\(results)")
    }

    /// What ends between two records is cut off too.
    @Test(
        arguments: [
            ("[{\"id\":\"a\",\"text\":\"一\"},\n", ["一", "truncated"]), ("[{\"text\":\"一\"}", ["一", "truncated"]), ("[{\"text\":\"一\"}]\n", ["一"]), ("{\n\"text\":\"一\"}\n", ["一"]),
            ("<docs>\n<doc><content>一</content></doc>\n", ["一", "truncated"]), ("<docs><doc><content>一</content></doc></docs>", ["一"]), ("<doc><content>一</content></doc>\n", ["一"]),
            ("<rss><channel><item><description>一</description></item></channel>", ["一", "truncated"]), ("<rss><channel><item><description>一</description></item></channel></rss>", ["一"]),
        ] as [(String, [String])])
    func endsBetweenRecords(_ content: String, _ expected: [String]) { #expect(readContent(content, name: "x").map { $0.text ?? $0.error?.code } == expected) }

    /// An input that has no records says so.
    @Test func nothingToRead() {
        #expect(readContent("id,text\n").map { $0.error?.code } == ["empty"])
        let folder = TemporaryFolder()
        folder.write("a/b/.hidden", "")
        #expect(readAll([folder.path]).map { $0.error?.code } == ["empty"])
        folder.write("a/c.txt", "一")
        #expect(readAll([folder.path]).map { $0.text } == ["一"])
    }

    /// An id of no letters is none.
    @Test(arguments: ["{\"id\":\"\",\"text\":\"一\"}\n", "id,text\n,一\n"]) func emptyIDs(_ content: String) {
        #expect(["x:1", "x:2"].contains(readContent(content, name: "x").first?.document?.id))
    }

    @Test func recordsThatAreCutOff() throws {
        let whole = try String(contentsOfFile: sample("sogou.xml"), encoding: .utf8)
        let part = String(whole[..<whole.range(of: "茶农每斤")!.upperBound])
        let documents = readContent(part, name: "x.xml").compactMap(\.document)
        #expect(documents.count == 2)
        #expect(documents[1].diagnostics.map(\.code) == ["malformed_markup"])
        #expect(documents[1].diagnostics.first?.message.contains("x.xml line 11: ") == true, "\(documents[1].diagnostics)")
    }

    @Test func damageInDumpsIsMarked() throws {
        let start = Array("<doc>\n<url>u</url>\n<docno>1</docno>\n<contenttitle>t</contenttitle>\n<content>".utf8)
        let damaged: [UInt8] = [0xA1, 0xA3, 0x3F, 0xA3, 0xBB, 0xC6, 0xC3, 0xF7, 0xA3, 0xBA, 0xCF, 0xD6, 0xD4, 0xDA, 0xCE, 0xD2, 0xD0, 0x3F, 0xB2, 0xBC]
        let bytes = start + DecodingTests.gb18030 + damaged + [0xFF] + Array("</content>\n</doc>\n".utf8)
        let document = try #require(readContent(bytes, name: "x").first?.document)
        #expect(document.damaged.count == 2)
        #expect(document.string.hasPrefix("t\n增长11.9%。记者从会上获悉。?"))
        #expect(document.text[document.damaged[0].indices].count == 9)
        #expect(document.text[document.damaged[1].indices].elementsEqual([0xFFFD]))
        #expect(document.diagnostics.map(\.code) == ["damaged", "damaged"])
    }

    @Test func tablesOfOtherKinds() {
        let results = readContent("编号;标题;正文\n1;甲;\"一;\"\"二\"\"\n三\"\n2;乙\n", name: "x", Samples.options)
        #expect(results.map { $0.text ?? $0.error?.code } == ["一;\"二\"\n三", "missing_text"])
        #expect(results.last?.error?.message.hasSuffix("x line 4: the row has 2 fields and none for the text, where the header has 3; correct the row or leave it out") == true)
        let mapped = ReadingOptions(format: .csv, fieldMap: ["c": "text"])
        #expect(readContent("a,b,c\n1,2,三\n", mapped).first?.text == "三")
        #expect(readContent("a,b,c\n1,2,三\n", ReadingOptions(format: .csv)).first?.error?.code == "missing_text")
    }

    /// The header is in the encoding of the rows.
    @Test(arguments: [InputFormat.auto, .csv]) func headersOfOtherEncodings(_ format: InputFormat) {
        // 标题,日期,正文 and 增长,2024-05-30,增长11.9%。记者从会上获悉
        let header: [UInt8] = [0xB1, 0xEA, 0xCC, 0xE2, 0x2C, 0xC8, 0xD5, 0xC6, 0xDA, 0x2C, 0xD5, 0xFD, 0xCE, 0xC4, 0x0D, 0x0A]
        let row = [0xD4, 0xF6, 0xB3, 0xA4] + Array(",2024-05-30,".utf8) + DecodingTests.gb18030 + [0x0D, 0x0A]
        for words in [Samples.words, ReadingWords()] {
            let isKnown = words.fields["正文"] != nil
            let options = ReadingOptions(format: isKnown ? format : .csv, fieldMap: isKnown ? [:] : ["标题": "title", "日期": "date", "正文": "text"], words: words)
            let document = readContent(header + row, name: "x.csv", options).first?.document
            #expect(document?.string == "增长11.9%。记者从会上获悉" && document?.title == "增长" && document?.date == "2024-05-30")
            #expect(document?.source == SourceDescription(name: "x.csv", format: "csv", encoding: "GB18030"))
        }
    }

    /// What is too large is passed over wherever it stands, and the records behind it are read.
    @Test func largeStretchesInXML() {
        let long = String(repeating: "a", count: 1 << 20), options = ReadingOptions(format: .xml, maximumDocumentSize: 1000)
        func record(_ words: String) -> String { "<doc>\n<docno>1</docno>\n<content>\(words)</content>\n</doc>\n" }
        func read(_ xml: String) -> [String?] { readContent("<docs>\n" + xml + "</docs>", name: "x.xml", options).map { $0.text ?? $0.error.map { "\($0.code) \($0.id)" } } }
        #expect(read(record("一") + long + record("二")) == ["一", "二"])
        #expect(read(record("一") + record("\n\(long)\n") + record("二")) == ["一", "too_large x.xml:6", "二"])
        #expect(read(record("\(long)<p>\(long)</p>") + record("二")) == ["too_large x.xml:2", "二"])
        #expect(read(record("<![CDATA[\(long)") + record("二")) == ["too_large x.xml:2", "二"])
        #expect(read(record("<p \(long)") + record("二")) == ["too_large x.xml:2", "二"])
        #expect(read(record("一") + "<doc>\(long)") == ["一", "too_large x.xml:6"])
    }

    @Test func arraysWithMistakes() {
        let results = readContent("[{\"text\":\"a]\\\"\"},\n {\"text\":1},\n {\"id\":\"z\",\"text\":\"b\"}, 5,\n{\"text\":\"c\"", name: "x.json")
        #expect(results.map { $0.text ?? $0.error?.code } == ["a]\"", "wrong_type", "b", "invalid_json", "invalid_json"])
        #expect(results[1].error?.message.contains("x.json line 2: ") == true)
        #expect(readContent("{\n \"id\": 1,\n \"text\": \"a\"\n}\n").first?.text == "a")
        #expect(readContent("[]").first?.error?.code == "empty")
    }
}
