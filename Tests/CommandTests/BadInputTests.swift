import Foundation
import TestSupport
import Testing

/// Bad input: a clear message, the rest processed, status 1; 2 where nothing could run.
@Suite struct BadInputTests {
    private static let good = #"{"id":"good","text":"增长11.9%。"}"#

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        /// In the message, behind the file's name.
        var message: String
        var code: String
        /// The articles beside the failure.
        var articles = 0

        init(_ name: String, _ bytes: [UInt8], _ message: String, _ code: String, articles: Int = 0) {
            (self.name, self.bytes, self.message, self.code, self.articles) = (name, bytes, message, code, articles)
        }

        init(_ name: String, _ text: String, _ message: String, _ code: String, articles: Int = 0) {
            self.init(name, Array(text.utf8), message, code, articles: articles)
        }

        var format: String { name.hasSuffix("txt") ? "text" : String(name.split(separator: ".")[1]) }
        var testDescription: String { name }
    }

    static let cases = [
        Case("empty.txt", "", ": the file is empty; there is nothing to read", "empty"),
        Case("blank.txt", "\n \n\u{3000}\n", ": there are only blanks; there is nothing to read", "empty"),
        Case("binary.txt", (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3 | 1) }, "", "not_text"),
        Case("nul.txt", "增长\u{0}11%。", ": there is a NUL character at character 3", "not_text"),
        Case("broken.jsonl", "\(good)\n{\"id\":\"b\",\"text\":\n\(good)\n", " line 2", "invalid_json", articles: 2),
        Case("number.jsonl", "{\"id\":\"n\",\"text\":5}\n\(good)\n", " line 1", "wrong_type", articles: 1),
        Case("nothing.jsonl", "{\"id\":\"n\"}\n\(good)\n", " line 1", "missing_text", articles: 1),
        Case(
            "open.csv", "id,text\n1,他说\"增长\n2,\"没完\n3,\"增长\n4%\"\n", " line 3: a quotation mark opens a field and none closes it; ", "invalid_csv", articles: 2),
        Case("list.jsonl", "[1]\n\(good)\n", " line 1 column 1: expected an object in braces; correct the record or leave it out", "invalid_json", articles: 1),
    ]

    @Test(arguments: cases)
    func said(bad: Case) throws {
        let folder = try TemporaryFolder()
        let file = try folder.file(bad.name, bad.bytes)
        let rest = try folder.file("rest.txt", "全省增长3.5%。\n")
        let run = try Program.baoshu("extract", "--from", bad.format, file, input: [])
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: \(file)\(bad.message)"), "\(run.errors)")
        let failures = run.lines.filter { $0.contains(#""error":{"code":"#) }
        #expect(failures.count == 1 && failures[0].contains(bad.code), "\(failures)")
        #expect(run.lines.count == 1 + bad.articles)
        // The other inputs of the run are read all the same.
        if bad.format == "text" {
            let both = try Program.baoshu("extract", "--from", "text", file, rest)
            #expect(both.status == 1)
            #expect(both.lines.count == 2 && both.lines[1].contains(#""value":"3.5""#))
        }
        if let remarks = try SchemaValidator.remarks(on: run.output) { #expect(remarks == []) }
    }

    @Test func missing() throws {
        let folder = try TemporaryFolder()
        let rest = try folder.file("rest.txt", "增长3.5%。\n")
        let both = try Program.baoshu("extract", folder.path + "/none.txt", rest)
        #expect(both.status == 1)
        #expect(both.errors == "error: \(folder.path)/none.txt: there is no such file; check the path [no_such_file]\n")
        #expect(both.lines.count == 2)
        // Where no input can be opened nothing runs.
        #expect(try Program.baoshu("extract", folder.path + "/none.txt").status == 2)
    }

    @Test func folders() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.baoshu("extract", folder.path).status == 1)
        try folder.file("b/2.txt", "增长2%。\n")
        try folder.file("a.txt", "增长1%。\n")
        let run = try Program.baoshu("extract", "--from", "text", folder.path)
        #expect(run.status == 0 && run.errors == "")
        #expect(run.lines.map { $0.firstMatch(of: /"id":"([^"]*)"/)?.output.1 } == ["a.txt", "b/2.txt"])
    }

    /// GB18030 is read as what it is; a byte of no encoding is marked and kept from the rules, and the rest of the text is read.
    @Test func otherEncodings() throws {
        let folder = try TemporaryFolder()
        let chinese: [UInt8] = [0xD4, 0xF6, 0xB3, 0xA4]  // 增长 in GB18030
        let whole = try folder.file("gb.txt", chinese + Array("11.9%".utf8) + [0xA1, 0xA3])
        let run = try Program.baoshu("extract", "--from", "text", whole)
        #expect(run.status == 0)
        #expect(run.text.contains(#""encoding":"GB18030""#) && run.text.contains(#""text":"增长11.9%。""#) && run.text.contains(#""value":"11.9""#))
        let damaged = try folder.file("damaged.txt", Array("产值增长11.9%，".utf8) + [0xFF, 0xFE] + Array("出口增长3%，进口增长两成。".utf8))
        let marked = try Program.baoshu("extract", "--from", "text", damaged)
        #expect(marked.status == 0)
        #expect(marked.text.contains(#""code":"damaged""#) && marked.text.contains(#""value":"11.9""#))
        if let remarks = try SchemaValidator.remarks(on: marked.output) { #expect(remarks == []) }
    }

    /// Damage on a page is that of the article in which it stands, at its place there.
    @Test func damageOnAPage() throws {
        let folder = try TemporaryFolder()
        let first = "# 市场销售稳步增长\n\n本报记者 张三\n\n2023年青岛市服务外包执行额148.3亿美元，增\u{FFFD}\u{FFFD}\u{FFFD}长11.9%。全市完成投资200亿元，增长5.2%。\n\n"
        let second = "# 港口吞吐量再创新高\n\n本报记者 李四\n\n青岛港去年一年完成货物吞吐量大约在7亿吨左右，同比增长6.1%。\n"
        let run = try Program.baoshu("extract", "--from", "page", folder.file("page.txt", Array((first + second).utf8)))
        #expect(run.status == 0)
        let documents = try run.lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
        try #require(documents.count == 2)
        func texts(_ document: [String: Any]) -> [String] { (document["mentions"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String } }
        #expect(Set(["148.3亿美元", "11.9%", "200亿元", "5.2%"]).isSubset(of: texts(documents[0])))
        #expect(Set(["7亿吨", "6.1%"]).isSubset(of: texts(documents[1])))
        func remarks(_ document: [String: Any]) -> [[String: Any]] { (document["diagnostics"] as? [[String: Any]] ?? []).filter { $0["code"] as? String == "damaged" } }
        try #require(remarks(documents[0]).count == 1)
        let (start, end) = (remarks(documents[0])[0]["start"] as? Int ?? 0, remarks(documents[0])[0]["end"] as? Int ?? 0)
        #expect(Array((documents[0]["text"] as? String ?? "").unicodeScalars)[start..<end].map { $0.value } == [0xFFFD, 0xFFFD, 0xFFFD])
        #expect(remarks(documents[1]).isEmpty)
    }

    @Test func loneSurrogates() throws {
        let run = try Program.baoshu("extract", "--from", "jsonl", "-", input: Array(#"{"id":"s","text":"增长\ud800 3%"}"#.utf8))
        #expect(run.status == 0 || run.status == 1)
        #expect(String(validating: run.output, as: UTF8.self) != nil, "the output is no UTF-8")
        #expect(run.lines.count == 1)
        if let remarks = try SchemaValidator.remarks(on: run.output) { #expect(remarks == []) }
    }

    @Test func overSize() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "长", count: 2000)
        let file = try folder.file("long.jsonl", "{\"id\":\"l\",\"text\":\"\(long)\"}\n\(Self.good)\n")
        let run = try Program.baoshu("extract", "--max-size", "4K", file)
        #expect(run.status == 1)
        #expect(run.errors == "error: \(file) line 1: larger than the limit of 4096 bytes for one document; split it or raise the limit [too_large]\n")
        #expect(run.lines.count == 2 && run.lines[1].contains(#""id":"good""#))
    }

    /// All errors of all files at once, and nothing is read or written.
    @Test func brokenRules() throws {
        let folder = try TemporaryFolder()
        try folder.file("rules/a.rules", "stages one\n\nstage one\n\ntype number { value: decimal }\n\nrule a -> nombre\n  match \"一\"\n")
        try folder.file("rules/b.rules", "stage two\n\nrule b -> number\n  mach \"一\"\n")
        let output = folder.path + "/out.jsonl"
        let run = try Program.baoshu("extract", "-o", output, "--rules", folder.path + "/rules", "-", input: Array("增长".utf8))
        #expect(run.status == 2)
        #expect(run.errors.contains("\(folder.path)/rules/a.rules:7:11: error E010") && run.errors.contains("\(folder.path)/rules/b.rules:4:3: error E006"), "\(run.errors)")
        #expect(try folder.names() == ["rules"])
        let none = try Program.baoshu("extract", "--rules", folder.path + "/none", "-")
        #expect(none.status == 2 && none.errors == "error: the rules in \(folder.path)/none cannot be read: no such folder; name a folder of .rules files with --rules\n")
    }

    @Test(arguments: [
        (["--types", " ,"], "no type after --types; the rules have "), (["-o", ""], "the name of the file to write is empty"),
        (["--types", "quantity,dates"], "unknown type `dates` after --types; the rules have "), (["--map", "body"], "`body` after --map is not of the form"),
        (["--map", "body=txt"], "unknown meaning `txt`"), (["--encoding", "klingon"], "unknown encoding `klingon`"),
        (["--max-size", "big"], "`big` after --max-size is no size"), (["--date-from", "day"], "neither a file nor a pattern"),
        (["--date-from", "META/DAYS.csv"], "neither a file nor a pattern"),
    ])
    func wrongUsage(arguments: [String], message: String) throws {
        let run = try Program(Program.baoshuPath, ["extract", "-"] + arguments)
        #expect(run.status == 2)
        #expect(run.errors.contains("error: ") && run.errors.contains(message), "\(run.errors)")
        #expect(run.output == [])
    }

    @Test(arguments: [
        "extract", "extract - --date 2024-02-30", "extract - --jobs 0", "extract - --from pdf", "extract - --rows facts", "extract - --spreadsheet", "facts - --spreadsheet",
        "diff --rules --jobs 0 a b c", "extrat", "extract --wrong",
    ])
    func wrongArguments(line: String) throws {
        let run = try Program(Program.baoshuPath, line.split(separator: " ").map(String.init))
        #expect(run.status == 2)
        #expect(run.output == [] && (run.errors.hasPrefix("error: ") || run.errors.hasPrefix("OVERVIEW") || run.errors.hasPrefix("USAGE")), "\(run.errors)")
    }
}
