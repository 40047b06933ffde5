import Foundation
import Testing

@testable import BaoShuReading

/// Inputs made to use up memory or time: each ends in a clear error within the bounds.
@Suite struct BombTests {
    /// How often a thing is repeated; more where the long runs are asked for.
    private static let many = ProcessInfo.processInfo.environment["BAOSHU_FUZZ"] == nil ? 5_000 : 500_000

    private func codes(_ bytes: [UInt8], name: String = "bomb", _ options: ReadingOptions = Samples.options) -> [String] {
        let start = Date()
        let cutter = CutterChoice.cutter(for: MemorySource(bytes), CutterContext(path: name, label: name, options: options))
        let decoder = RecordDecoder(options: options)
        var codes: [String] = []
        while let record = cutter.next(), codes.count < 1000 { codes.append(decoder.decode(record).error?.code ?? "read") }
        #expect(Date().timeIntervalSince(start) < 5)
        return codes
    }

    private func python(_ script: String) -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let pipe = Pipe()
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return nil }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? Array(output) : nil
    }

    @Test func entitiesOfTheirOwn() {
        let entities = (1...9).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }.joined()
        #expect(codes(Array("<?xml version=\"1.0\"?><!DOCTYPE docs [<!ENTITY a0 \"ha\">\(entities)]><docs><doc><docno>1</docno><content>&a9;</content></doc></docs>".utf8)) == ["entities_refused"])
        #expect(codes(Array("<!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><item><title>&f;</title></item></rss>".utf8)) == ["entities_refused"])
    }

    /// Without a declaration a reference stands for itself.
    @Test func unknownReferencesStay() {
        let results = readContent("<doc><docno>1</docno><content>&f;&nbsp;&a9;</content></doc>")
        #expect(results.first?.text == "&f;\u{A0}&a9;")
    }

    @Test(arguments: ["<a>", "<div>", "<p><b>", "<table><tr><td>", "<ul><li>"]) func nesting(_ tag: String) {
        let page = "<html><body>" + String(repeating: tag, count: 100_000) + "正文。"
        // The parser closes some of these by itself, and then there is only no article.
        #expect([["too_deep"], ["no_article"]].contains(codes(Array(page.utf8))))
        let xml = "<doc><docno>1</docno><content>" + String(repeating: tag, count: 100_000)
        #expect(codes(Array(xml.utf8)) == ["too_deep"])
    }

    @Test func nestingInJSON() {
        #expect(codes(Array(("{\"text\":" + String(repeating: "[", count: 1_000_000) + "\n").utf8)) == ["too_deep"])
        #expect(codes(Array(("[" + String(repeating: "{\"a\":", count: 1_000_000)).utf8)) == ["too_deep"])
    }

    @Test func linesWithoutEnd() {
        let options = ReadingOptions(format: .jsonl, maximumDocumentSize: 1 << 20)
        #expect(codes([UInt8](repeating: 0x61, count: 8 << 20), options) == ["too_large"])
        #expect(codes(Array("<doc><docno>1</docno>".utf8) + [UInt8](repeating: 0x61, count: 8 << 20), ReadingOptions(maximumDocumentSize: 1 << 20)).allSatisfy { $0 == "too_large" })
        #expect(codes(Array("id,text\n\"".utf8) + [UInt8](repeating: 0x61, count: 8 << 20), ReadingOptions(maximumDocumentSize: 1 << 20)) == ["too_large"])
        #expect(codes(Array("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000000000\r\n\r\nx".utf8)) == ["too_large"])
    }

    @Test func whatUnpacksToMuchMore() throws {
        guard
            let bomb = python(
                "import gzip,sys,io\nb=io.BytesIO()\nf=gzip.GzipFile(fileobj=b,mode='wb',mtime=0)\nfor i in range(80): f.write(b'a'*(1<<20))\nf.close()\nsys.stdout.buffer.write(b.getvalue())")
        else {
            try Test.cancel("python3 is not here to pack a bomb")
        }
        // One stream of one letter: larger than a document may be, and unpacking to more than the bound.
        #expect(codes(bomb, ReadingOptions(maximumDocumentSize: 1 << 20)) == ["too_large"])
        let small = try #require(python("import gzip,sys\nd=b'x'\nfor i in range(4): d=gzip.compress(d,mtime=0)\nsys.stdout.buffer.write(d)"))
        #expect(codes(small) == ["too_nested"])
        let nested = try #require(
            python(
                "import zipfile,io,sys\nd=b'x'\nfor i in range(4):\n b=io.BytesIO(); z=zipfile.ZipFile(b,'w',zipfile.ZIP_DEFLATED); z.writestr('a.zip',d); z.close(); d=b.getvalue()\nsys.stdout.buffer.write(d)"
            ))
        #expect(codes(nested) == ["too_nested"])
        let options = ReadingOptions(maximumDocumentSize: 1 << 30)
        let cutter = CutterChoice.cutter(for: MemorySource(bomb), CutterContext(path: "l", label: "l", options: options))
        guard case .failure(let code, let message)? = cutter.next()?.kind else { Issue.record("no failure"); return }
        #expect(code == "too_large" && message == "unpacks to more than 200 times its size; unpack it first if that is right")
        if cutter.next() != nil { Issue.record("more behind the failure") }
    }

    @Test(arguments: ["{{", "[[", "<ref>", "-{", "{|", "<!--", "[http://", "''", "<a "]) func wikitextThatNeverCloses(_ mark: String) {
        let page = "<mediawiki><page><title>t</title><revision><text>" + String(repeating: mark.replacing("<", with: "&lt;") + "\n", count: Self.many) + "</text></revision></page></mediawiki>"
        #expect(codes(Array(page.utf8)) == ["read"])
    }

    @Test(arguments: ["<", "&", "<a", "</p>", "&#", "<!--", "<p>甲，乙。", "<br>", "<td>", "<a href=x>甲</a>"]) func pagesOfOneThing(_ mark: String) {
        let page = "<html><body><p>正文，一句。</p>" + String(repeating: mark, count: Self.many)
        #expect(codes(Array(page.utf8)).count == 1)
    }

    /// Time grows with the length alone.
    @Test(arguments: [
        ("<p>", "甲乙丙丁戊己庚辛，壬癸。", "</p>"), ("<div><p>", "甲乙丙丁戊己庚辛，壬癸。", "</p></div>"), ("<h1>", "甲乙丙丁", "</h1>"),
        ("<div><i>一</i><div><p>甲乙丙丁戊己庚，辛。</p></div><div><p>", "甲乙丙丁戊己庚，辛。", "</p></div><div><p>甲乙丙丁戊己庚，辛。</p></div></div>"),
        ("甲乙丙丁", "戊己庚辛", "，壬癸。<br>"),
    ])
    func pagesOfManyBlocks(_ start: String, _ words: String, _ end: String) {
        let decoder = RecordDecoder(options: Samples.options)
        let growth = growth(from: 500) { count in
            // Most in an element of its own, some beside it.
            let title = String(repeating: "甲乙丙", count: count), block = start + words + end
            let blocks = "<section>\(String(repeating: block, count: count))</section>\(String(repeating: block, count: count * 2 / 5))"
            let page = "<html><head><title>\(title)</title></head><body><div>正文甲，一句乙丙丁戊。\(blocks)</div></body></html>"
            _ = decoder.decode(RawRecord(path: "p", kind: .html, bytes: Array(page.utf8)))
        }
        #expect(growth < 20)
    }

    @Test(arguments: ["<!", "<!-", "<", "<a", "<!doctype", "<?"]) func beginnings(_ mark: String) {
        let growth = growth(from: 1000) { count in
            let bytes = Array(String(repeating: mark, count: count).utf8)
            _ = bytes.withUnsafeBufferPointer { MarkupBeginning($0, force: true) }
        }
        #expect(growth < 20)
    }

    @Test(arguments: ["<!", "<!--", "<!doctype>", "<!doctype [", "<doc ", "</doc ", "<doc><", "<![CDATA["]) func cutsInXML(_ mark: String) {
        let growth = growth(from: 2000) { count in _ = codes(Array(("<doc>" + String(repeating: mark, count: count)).utf8), ReadingOptions(format: .xml)) }
        #expect(growth < 20)
    }
}
