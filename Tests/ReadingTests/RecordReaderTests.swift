import BaoShuModel
import Foundation
import Testing

@testable import BaoShuReading

@Suite struct RecordReaderTests {
    @Test func linesComeOutOneForOneInOrder() {
        let lines = (1...5000).map { $0 % 7 == 0 ? "{bad" : "{\"id\":\"\($0)\",\"text\":\"第\($0)条\(String(repeating: "字", count: $0 % 300))\"}" }
        let results = readContent(lines.joined(separator: "\n") + "\n\n", name: "a.jsonl")
        #expect(results.count == 5000)
        for (index, result) in results.enumerated() {
            let number = index + 1
            if number % 7 == 0 {
                #expect(result.error?.id == "a.jsonl:\(number)")
                #expect(result.error?.message.contains("a.jsonl line \(number) column 2: ") == true)
            } else {
                #expect(result.document?.id == "\(number)")
            }
        }
    }

    @Test func aPageATextAndTheirIds() throws {
        let page = try #require(readContent("标题\n\n正文第一行").first?.document)
        #expect(page.id == "sample.txt")
        #expect(page.source == SourceDescription(name: "sample.txt", format: "page", encoding: "UTF-8"))
        guard case .page = page.content else { Issue.record("no page"); return }
        let text = try #require(readContent("正文", ReadingOptions(format: .text)).first?.document)
        #expect(text.source.format == "text")
        guard case .text = text.content else { Issue.record("no text"); return }
    }

    @Test(
        arguments: [
            ([], "empty"), (Array(" \n\u{3000}\n".utf8), "empty"), ([0xEF, 0xBB, 0xBF], "empty"),
            ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0xE4, 0xB8], "not_text"), (Array("正文\u{0}正文".utf8), "not_text"),
            (Array("\u{1}\u{2}\u{3}abc\u{4}".utf8), "not_text"),
        ] as [([UInt8], String)])
    func whatIsNoText(_ bytes: [UInt8], _ code: String) {
        let results = readContent(bytes)
        #expect(results.map { $0.error?.code } == [code])
        #expect(results.first?.error?.message.contains("sample.txt: ") == true)
    }

    @Test func filesThatAreNotThere() {
        let results = readAll(["/no/such/file.txt"])
        #expect(results.first?.error == ReadingError(id: "file.txt", code: "no_such_file", message: "/no/such/file.txt: there is no such file; check the path"))
    }

    @Test func aFolderGivesItsFilesInOrder() {
        let folder = TemporaryFolder()
        folder.write("b.txt", "乙")
        folder.write("a/2.txt", "甲二")
        folder.write("a/1.txt", "甲一")
        folder.write(".hidden", "无")
        folder.write("c.jsonl", "{\"text\":\"丙\"}")
        let results = readAll([folder.path])
        #expect(results.map { $0.text } == ["甲一", "甲二", "乙", "丙"])
        #expect(results.map { $0.document?.id } == ["a/1.txt", "a/2.txt", "b.txt", "c.jsonl:1"])
        #expect(results.first?.document?.source.name == "1.txt")
        #expect(readAll([folder.path + "/*.txt"]).map { $0.text } == ["乙"])
    }

    /// A name is bytes: those that are no UTF-8 are shown with U+FFFD and opened as they are.
    @Test func namesOfOtherEncodings() throws {
        let folder = TemporaryFolder()
        // 你/你.txt in GB18030.
        let bytes = Array(folder.path.utf8) + [0x2F, 0xC4, 0xE3], file = bytes + [0x2F, 0xC4, 0xE3] + Array(".txt".utf8)
        func path(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
        try #require(mkdir(path(bytes), 0o700) == 0)
        let descriptor = open(path(file), O_CREAT | O_WRONLY, 0o600)
        try #require(descriptor >= 0 && write(descriptor, "甲", 3) == 3)
        close(descriptor)
        for input in [folder.path, folder.path + "/*/*.txt"] {
            let results = readAll([input])
            #expect(results.map { $0.text } == ["甲"] && results[0].document?.source.name == "\u{FFFD}\u{FFFD}.txt", "\(results)")
        }
        #expect(readAll([folder.path]).first?.document?.id == "\u{FFFD}\u{FFFD}/\u{FFFD}\u{FFFD}.txt")
        remove(path(file))
        rmdir(path(bytes))
    }

    /// Links to folders are followed, but for those that lead back up, and not through more than a few.
    @Test func linkedFolders() throws {
        let outside = TemporaryFolder(), folder = TemporaryFolder()
        outside.write("1.txt", "外")
        folder.write("a/1.txt", "甲")
        let links = [("b", outside.path), ("a/up", ".."), ("a/self", "."), ("gone", "nowhere")]
        for (name, target) in links { try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: target) }
        let results = readAll([folder.path])
        #expect(results.map { $0.document?.id ?? $0.error?.code } == ["a/1.txt", "b/1.txt", "no_such_file"])
        #expect(results.map(\.text) == ["甲", "外", nil])

        // Two that are linked with each other, reached in turn.
        let (one, other) = (TemporaryFolder(), TemporaryFolder())
        for (index, pair) in [(one, other), (other, one)].enumerated() {
            pair.0.write("1.txt", "\(index)")
            try FileManager.default.createSymbolicLink(atPath: pair.0.path + "/2", withDestinationPath: pair.1.path)
        }
        #expect(readAll([one.path]).map { $0.document?.id } == ["1.txt", "2/1.txt"])

        let chain = (0..<7).map { _ in TemporaryFolder() }
        for (folder, next) in zip(chain, chain.dropFirst()) {
            folder.write("1.txt", "字")
            try FileManager.default.createSymbolicLink(atPath: folder.path + "/2", withDestinationPath: next.path)
        }
        let reached = withExtendedLifetime(chain) { readAll([chain[0].path]) }
        #expect(reached.map { $0.document == nil ? $0.error?.code : "read" } == Array(repeating: "read", count: 5) + ["too_deep"])
    }

    @Test func anEmptyFolder() {
        let folder = TemporaryFolder()
        #expect(readAll([folder.path]).first?.error?.code == "empty")
    }

    @Test func documentsOverTheLimit() {
        let options = ReadingOptions(maximumDocumentSize: 1000)
        let long = String(repeating: "字", count: 400)
        #expect(readContent(long, options).first?.error?.code == "too_large")
        let results = readContent("{\"text\":\"\(long)\"}\n{\"text\":\"短\"}\n", name: "x.jsonl", options)
        #expect(results.map { $0.error?.code ?? $0.text } == ["too_large", "短"])
        #expect(results[0].error?.message == "\(results[0].error!.message.prefix { $0 != " " }) line 1: larger than the limit of 1000 bytes for one document; split it or raise the limit")
    }

    @Test func encodingsOfLines() throws {
        let gb: [UInt8] = Array("{\"text\":\"".utf8) + DecodingTests.gb18030 + Array("\"}\n".utf8)
        let document = try #require(readContent(gb + gb, name: "x.jsonl").last?.document)
        #expect(document.string == "增长11.9%。记者从会上获悉")
        #expect(document.source.encoding == "GB18030")
        let wide = "{\"text\":\"甲\"}\n{\"text\":\"乙\"}\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let results = readContent([0xFF, 0xFE] + wide, name: "x.jsonl")
        #expect(results.map { $0.text } == ["甲", "乙"])
        #expect(results.first?.document?.source.encoding == "UTF-16LE")
        #expect(readContent([0xEF, 0xBB, 0xBF] + Array("{\"text\":\"甲\"}".utf8)).first?.text == "甲")
    }

    /// Encodings that are written in ASCII are believed where all bytes are, and decoded before marks are looked for.
    @Test func encodingsOfSevenBits() {
        // 增长。 in HZ (RFC 1843)
        let words = "~{" + String(repeating: "Tv3$!#", count: 10) + "~}"
        let options = ReadingOptions(encoding: "HZ-GB-2312")
        for (content, format) in [(words, "page"), ("{\"text\":\"\(words)\"}\n", "jsonl"), ("id,text\n1,\(words)\n", "csv"), ("<p>\(words)</p>", "html")] {
            let document = readContent(content, options).first?.document
            #expect(document?.string == String(repeating: "增长。", count: 10) && document?.source.format == format && document?.source.encoding == "HZ-GB-2312", "\(format)")
        }
        #expect(readContent("增长。", options).first?.document?.source.encoding == "UTF-8")
    }

    /// The encoding of a page that passed through UTF-8 is the one that it came in.
    @Test(arguments: [InputFormat.auto, .page, .text]) func widePages(_ format: InputFormat) {
        let wide = "青岛市出口20亿元。\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(readContent([0xFF, 0xFE] + wide, ReadingOptions(format: format)).first?.document?.source.encoding == "UTF-16LE")
        let words = "青岛市出口20亿元。\n"
        let wider = words.unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), UInt8($0.value >> 16), 0] }
        for (bytes, encoding) in [([0xFF, 0xFE, 0, 0] + wider, nil), (wider, "utf-32")] as [([UInt8], String?)] {
            let document = readContent(bytes, ReadingOptions(format: format, encoding: encoding.flatMap(EncodingChoice.canonicalName))).first?.document
            #expect(document?.string == words && document?.source.encoding == "UTF-32LE")
        }
        #expect(readContent(words, ReadingOptions(format: format, encoding: "UTF-32LE")).first?.text == words)
    }

    @Test func aBrokenByteInALineIsMarked() throws {
        let line = Array("{\"text\":\"中".utf8) + [0xFF] + Array("文\"}".utf8)
        let good = Array("{\"text\":\"中文中文中文\"}\n".utf8)
        let document = try #require(readContent(good + good + line, name: "x.jsonl").last?.document)
        #expect(document.string == "中\u{FFFD}文")
        #expect(document.damaged == [.init(1, 2)])
    }

    @Test func datesFromPathsAndTables() {
        let folder = TemporaryFolder()
        let file = folder.write("2024/20240530-A01.txt", "正文")
        #expect(readAll([file], ReadingOptions(datePattern: "YYYYMMDD")).first?.document?.date == "2024-05-30")
        #expect(readAll([file], ReadingOptions(datePattern: "YYYY-MM-DD")).first?.document?.date == nil)
        #expect(readAll([file], ReadingOptions(dates: ["20240530-A01.txt": "2024-06-01"])).first?.document?.date == "2024-06-01")
        for sign in ["Y", "M", "D"] {
            let pattern = "YYYYMMDD" + String(repeating: sign, count: 30)
            #expect(DateSources.match(Array(pattern.utf8), in: Array(String(repeating: "9", count: pattern.utf8.count).utf8)) == nil)
        }
    }
}

@Suite struct MetadataDayTests {
    @Test(arguments: [
        ("2024-05-30", "2024-05-30"), ("2024/5/3 8:05", "2024-05-03"), ("20240530", "2024-05-30"), ("2024年5月30日 06:00", "2024-05-30"),
        ("２０１２年６月１２日", "2012-06-12"), ("03-22 12:00", "XXXX-03-22"), ("2012-06", "2012-06-XX"), ("2024", "2024-XX-XX"),
        ("2024-10-28 10:25:36:0", "2024-10-28"), ("Wed, 06 Jun 2012 20:30:00 GMT", "2012-06-07"), ("Wed, 06 Jun 2012 20:30:00 CST", "2012-06-06"),
        ("Wed, 06 Jun 2012 20:30:00 +0800", "2012-06-06"), ("2020-12-31T16:00:00Z", "2021-01-01"), ("2020-12-31T15:59:59Z", "2020-12-31"),
        ("2021-01-01T03:00:00+09:00", "2021-01-01"), ("2021-01-01T00:30:00+09:00", "2020-12-31"), ("Jun 6, 2012", "2012-06-06"),
        ("Tue Jun 12 10:00:00 CST 2012", "2012-06-12"), ("1717020000", "2024-05-30"), ("1717020000000", "2024-05-30"), ("20240530123000", "2024-05-30"),
        ("发布时间：2020年12月18日 06:00", "2020-12-18"), ("2024-02-29", "2024-02-29"), ("12/25 08:00:10", "XXXX-12-25"),
    ])
    func days(_ words: String, _ day: String) { #expect(MetadataDay.read(words) == day) }

    @Test(arguments: ["", "无", "2023-02-29", "2024-13-01", "12:00", "99999999999999999999", "昨天", "1e9", "8:05"])
    func noDays(_ words: String) { #expect(MetadataDay.read(words) == nil) }
}

@Suite struct DateTableTests {
    @Test func sidecar() throws {
        let folder = TemporaryFolder()
        let table = folder.write("dates.csv", "file,date\na.txt,2024/5/30\n\"b,1.txt\",20240601\n")
        let days = try DateTable.read(path: table, options: ReadingOptions())
        #expect(days == ["a.txt": "2024-05-30", "b,1.txt": "2024-06-01"])
        let page = folder.write("a.txt", "正文")
        #expect(readAll([page], ReadingOptions(dates: days)).first?.document?.date == "2024-05-30")
    }

    /// With a header or without, in any order that a header names, in any encoding.
    @Test(arguments: ["a.txt\t2024-05-30\n", "文件,日子\n\na.txt,2024年5月30日\r\n", "date;id\n20240530;a.txt\n", "\u{FEFF}a.txt,2024-05-30"])
    func forms(_ text: String) throws {
        let folder = TemporaryFolder()
        let table = folder.write("days", text)
        #expect(try DateTable.read(path: table, options: ReadingOptions()) == ["a.txt": "2024-05-30"])
    }

    @Test func mistakes() {
        let folder = TemporaryFolder()
        let narrow = folder.write("n.csv", "a.txt\n")
        #expect { try DateTable.read(path: narrow, options: ReadingOptions()) } throws: {
            ($0 as? ReadingError)?.message == "\(narrow):1: a line needs a name and a day, separated by a tab or a comma"
        }
        let wrong = folder.write("d.csv", "file,date\na.txt,soon\n")
        #expect { try DateTable.read(path: wrong, options: ReadingOptions()) } throws: { ($0 as? ReadingError)?.message == "\(wrong):2: `soon` is no day; write it as 2024-05-30" }
        for (text, message) in [
            ("c.txt\t2024-02-30\na.txt\t2024-01-01\n", "1: `2024-02-30` is no day; write it as 2024-05-30"),
            ("a.txt,2024-01-01\na.txt,2024-01-02\n", "2: `a.txt` has the day 2024-01-01 further up; leave one of them out"),
        ] {
            let table = folder.write("t.csv", text)
            #expect { try DateTable.read(path: table, options: ReadingOptions()) } throws: { ($0 as? ReadingError)?.message == "\(table):\(message)" }
        }
        #expect(throws: ReadingError.self) { try DateTable.read(path: folder.path + "/none.csv", options: ReadingOptions()) }
    }
}
