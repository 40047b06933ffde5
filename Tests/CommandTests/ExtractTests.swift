import Foundation
import TestSupport
import Testing

/// `baoshu extract` on the pages of the corpus.
@Suite struct ExtractTests {
    /// Some thousand lines of sentences of the pages, with failures among them.
    static let manyLines: String = {
        var sentences: [String] = []
        for name in try! FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/pages")).sorted() {
            sentences += try! Repository.text("Corpus/pages/" + name).split(separator: "\n").map { String($0).replacing("\t", with: " ").replacing("\"", with: "'") }
        }
        var lines = ""
        for i in 0..<1500 {
            if i % 97 == 5 { lines += "{\"id\":\"\(i)\",\n" } else { lines += "{\"id\":\"\(i)\",\"text\":\"\(sentences[i * 7 % sentences.count])\"}\n" }
        }
        return lines
    }()

    /// What a record says of itself comes out with its article, by the usual names.
    @Test func metadata() throws {
        let run = try Program.baoshu("extract", "--from", "jsonl", "-", input: Array(#"{"id":"1","text":"出口5亿元。","link":"http://u/1","author":"王\"小\"明","pagenum":"A01"}"#.utf8))
        #expect(run.status == 0)
        #expect(run.text.contains(#""metadata":{"author":"王\"小\"明","page":"A01","url":"http://u/1"},"language""#))
        if let remarks = try SchemaValidator.remarks(on: run.output) { #expect(remarks == []) }
        let plain = try Program.baoshu("extract", "--from", "jsonl", "-", input: Array(#"{"id":"1","text":"出口5亿元。"}"#.utf8))
        #expect(!plain.text.contains("metadata"))
    }

    @Test func sameBytesWhateverTheJobs() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("many.jsonl", Self.manyLines)
        let one = try Program.baoshu("extract", "--jobs", "1", file)
        #expect(one.status == 1)
        #expect(one.lines.count == 1500)
        for jobs in ["2", "5"] {
            let more = try Program.baoshu("extract", "--jobs", jobs, file)
            #expect(more.output == one.output, "--jobs \(jobs) gives other bytes than --jobs 1")
            #expect(more.errors == one.errors)
        }
        if let remarks = try SchemaValidator.remarks(on: one.output) { #expect(remarks == []) }
    }

    @Test(arguments: [["--offsets", "codepoint"], ["--offsets", "utf16", "--tokens"], ["--offsets", "utf8"], ["--no-rules"], ["--types", "quantity,ordinal"], ["--date", "2024-05-31"]])
    func pagesAreValid(options: [String]) throws {
        let run = try Program(Program.baoshuPath, ["extract", "Corpus/pages"] + options)
        #expect(run.status == 0 && run.errors == "")
        #expect(run.lines.count >= 25)
        #expect(run.output == (try Program(Program.baoshuPath, ["extract", "Corpus/pages"] + options)).output)
        if let remarks = try SchemaValidator.remarks(on: run.output) { #expect(remarks == []) }
        if options[0] == "--types" {
            #expect(run.text.contains(#""type":"ordinal""#) && !run.text.contains(#""type":"number""#))
        } else if options[0] == "--no-rules" {
            #expect(!run.text.contains(#""type":"#))
        }
    }

    /// `text[start:end]` is the mention's text and `source` gives it in the page, in every unit.
    @Test(arguments: ["codepoint", "utf16", "utf8"])
    func offsetsHold(unit: String) throws {
        let page = try Repository.text("Corpus/pages/000_65a8d9d27ebb6966.txt")
        let run = try Program.baoshu("extract", "--offsets", unit, "Corpus/pages/000_65a8d9d27ebb6966.txt")
        func cut(_ text: String, _ start: Int, _ end: Int) -> String {
            switch unit {
            case "utf8": String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
            case "utf16": String(decoding: Array(text.utf16)[start..<end], as: UTF16.self)
            default: String(String.UnicodeScalarView(Array(text.unicodeScalars)[start..<end]))
            }
        }
        var mentions = 0
        for line in run.lines {
            let document = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let text = try #require(document["text"] as? String)
            for mention in try #require(document["mentions"] as? [[String: Any]]) {
                let words = try #require(mention["text"] as? String)
                let source = try #require(mention["source"] as? [[Int]])
                #expect(cut(text, try #require(mention["start"] as? Int), try #require(mention["end"] as? Int)) == words)
                #expect(source.map { cut(page, $0[0], $0[1]) }.joined() == words)
                mentions += 1
            }
        }
        #expect(mentions > 50)
    }

    @Test func outputFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/out.jsonl"
        let run = try Program.baoshu("extract", "Corpus/pages", "-o", path, environment: ["NO_COLOR": "1"])
        #expect(run.status == 0 && run.output == [])
        #expect(run.errors.hasPrefix("\(path): ") && run.errors.contains(" articles, 0 failed\n  mentions ") && run.errors.hasSuffix(" MB/s\n"), "\(run.errors)")
        #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r"))
        #expect(try folder.names() == ["out.jsonl"])
        let direct = try Program.baoshu("extract", "Corpus/pages")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(direct.output))
        #expect(try Program.baoshu("extract", "Corpus/pages", "-o", path, "--quiet").errors == "")
    }

    /// A run that ends before its time leaves what was there, and its own lines under another name.
    @Test func nothingHalfWritten() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("out.jsonl", "before\n")
        #expect(try UnfinishedRun(["--jobs", "1", "-"], output: path, input: Array(Self.manyLines.utf8.prefix(100_000))).kill())
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "before\n")
        #expect(try folder.names() == ["out.jsonl", "out.jsonl.partial"])
    }

    /// Neither what is read nor what an earlier run wrote there is lost or read by mistake.
    @Test func outputAmongTheInputs() throws {
        let folder = try TemporaryFolder()
        let text = "增长3%。\n"
        try folder.file("in/x.txt", text)
        func run(_ arguments: String...) throws -> Program {
            try Program(Program.baoshuPath, ["extract", "--quiet", "--rules", Repository.path("Rules")] + arguments, folder: folder.path + "/in")
        }
        let same = try run("x.txt", "-o", "../in/x.txt")
        #expect(same.status == 2 && same.errors == "error: ../in/x.txt is an input and would be written over; name another file to write\n", "\(same.errors)")
        try folder.file("in/y.partial", text)
        #expect(try run("y.partial", "-o", "y").status == 2)
        try folder.remove("in/y.partial")
        #expect(try folder.bytes("in/x.txt") == Array(text.utf8))
        // In a folder that is read it is no input, neither while it is written nor when it is there.
        let apart = try run("x.txt").output
        for _ in 0..<2 {
            let among = try run(".", "-o", "y.jsonl")
            #expect(among.status == 0 && among.errors == "", "\(among.errors)")
            #expect(String(decoding: try folder.bytes("in/y.jsonl"), as: UTF8.self) == String(decoding: apart, as: UTF8.self))
        }
    }

    /// Facts keep what mentions of other types say in them.
    @Test func factsOfChosenTypes() throws {
        let text = "2023年青岛市服务外包执行额148.3亿美元，增长11.9%，新增企业20多家。"
        func facts(_ options: String...) throws -> [[String: Any]] {
            let run = try Program(Program.baoshuPath, ["extract", "--from", "text", "-"] + options, input: Array(text.utf8))
            let document = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
            return try #require(document["facts"] as? [[String: Any]])
        }
        func words(_ role: Any?) -> String? { (role as? [String: Any]).flatMap { ($0["value"] ?? $0["text"]) as? String } }
        let (all, chosen) = (try facts(), try facts("--types", "quantity"))
        #expect(all.count == 3 && chosen.count == 3)
        for (one, other) in zip(all, chosen) {
            for name in ["indicator", "subject", "time"] { #expect(words(one[name]) == words(other[name]) && words(one[name]) != nil, "\(name)") }
            for name in ["value", "low", "unit", "change", "basis", "rule"] { #expect(one[name] as? String == other[name] as? String, "\(name)") }
            #expect((other["subject"] as? [String: Any])?["start"] as? Int == 5 && (other["time"] as? [String: Any])?["mention"] == nil)
        }
        #expect(try facts("--types", "place").isEmpty)
    }

    @Test func cannotBeWritten() throws {
        let folder = try TemporaryFolder()
        let nowhere = try Program.baoshu("extract", "Corpus/pages", "-o", folder.path + "/none/out.jsonl")
        #expect(nowhere.status == 2)
        #expect(nowhere.errors == "error: \(folder.path)/none/out.jsonl cannot be written: No such file or directory; check the folder and who may write there\n")
        #expect(try Program.baoshu("extract", "Corpus/pages", "-o", folder.path).status == 2)
        if FileManager.default.fileExists(atPath: "/dev/full") {
            let full = try Program.baoshu("extract", "Corpus/pages", "-o", "/dev/full")
            #expect(full.status == 2 && full.errors.contains("/dev/full cannot be written: No space left on device"), "\(full.errors)")
        }
    }

    /// A table has no lines for failures: all of them have a message.
    @Test(arguments: [([], 51), (["--to", "csv"], 60)])
    func manyFailures(options: [String], messages: Int) throws {
        let input = (0..<60).map { "{\"id\":\"\($0)\",\"text\":5}\n" }.joined()
        let run = try Program(Program.baoshuPath, ["extract", "--from", "jsonl", "-"] + options, input: Array(input.utf8))
        #expect(run.status == 1)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == messages, "\(run.errors.suffix(300))")
        #expect(lines.last?.contains("more records failed") == options.isEmpty)
    }

    @Test func fieldsAndDays() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("2024/05/30/x.jsonl", #"{"nr":"7","words":"增长3%。","head":"标题"}"# + "\n")
        let run = try Program.baoshu("extract", file, "--map", "nr=id", "--map", "words=text", "--map", "head=title", "--date-from", "YYYY/MM/DD")
        #expect(run.text.contains(#""id":"7""#) && run.text.contains(#""title":"标题","date":"2024-05-30""#), "\(run.text) \(run.errors)")
        let table = try folder.file("days.tsv", "id\tday\n7\t2023-01-02\n")
        #expect(try Program.baoshu("extract", file, "--map", "nr=id", "--map", "words=text", "--date-from", table).text.contains(#""date":"2023-01-02""#))
        let wrong = try folder.file("wrong.tsv", "id\tday\n7\tMonday\n")
        #expect(try Program.baoshu("extract", file, "--date-from", wrong).errors == "error: \(wrong):2: `Monday` is no day; write it as 2024-05-30\n")
    }

    /// A pattern that fits no path says nothing by itself: the summary counts what it left without a day.
    @Test func articlesWithoutADay() throws {
        let folder = try TemporaryFolder()
        for name in ["2024-05-30/a.txt", "2024-05-31/b.txt", "later/c.txt"] { try folder.file(name, "去年增长3%。\n") }
        func remark(_ options: String...) throws -> [Substring] {
            let run = try Program(Program.baoshuPath, ["extract", "--from", "text", folder.path, "-o", folder.path + "/out.jsonl"] + options)
            return run.errors.split(separator: "\n").filter { $0.contains("without a date") }
        }
        #expect(try remark() == ["  3 articles without a date; --date or --date-from gives one"])
        #expect(try remark("--date-from", "YYYY/MM/DD") == ["  3 articles without a date; --date or --date-from gives one"])
        #expect(try remark("--date-from", "YYYY-MM-DD") == ["  1 article without a date; --date or --date-from gives one"])
        #expect(try remark("--date", "2024-05-30").isEmpty)
    }

    @Test func rulesAreFound() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/Rules", withDestinationPath: Repository.path("Rules"))
        #expect(try Program.baoshu("extract", "--from", "text", "-", input: Array("增长3%".utf8), folder: folder.path).text.contains(#""value":"3""#))
        let other = try Program.baoshu("extract", "-", input: Array("3%".utf8), environment: ["BAOSHU_RULES": folder.path + "/none"])
        #expect(other.status == 2 && other.errors.contains(folder.path + "/none"))
    }

    @Test func version() throws {
        let run = try Program.baoshu("--version")
        #expect(run.status == 0)
        #expect(run.text.wholeMatch(of: /baoshu [0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
    }
}
