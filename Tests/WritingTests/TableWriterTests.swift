import BaoShuModel
import BaoShuText
import TestSupport
import Testing

@testable import BaoShuWriting

struct TableWriterTests {
    private func rows(_ content: TableWriter.Content, _ format: TableFormat, _ document: AnnotatedDocument) -> [String] {
        var bytes: [UInt8] = []
        let writer = TableWriter(content, format: format)
        writer.appendHeader(to: &bytes)
        writer.append(document, to: &bytes)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func factsOfTheExample() {
        let rows = rows(.facts, TableFormat(.csv), exampleDocument())
        #expect(rows.count == 4)
        #expect(rows[1] == "sample#1,2024-05-30,sample.txt,f1,服务外包执行额,青岛市,2023,14830000000,,,,,USD,,,,,fact.measure,148.3亿美元,24,32,2023年青岛市服务外包执行额148.3亿美元，增长11.9%。,17,24")
        #expect(rows[2].hasPrefix("sample#1,2024-05-30,sample.txt,f2,服务外包执行额,青岛市,2023,11.9,,,,,%,up,yoy,"))
    }

    @Test func everyRowHasAllColumns() {
        for content in TableWriter.Content.allCases {
            for row in rows(content, TableFormat(.tsv), exampleDocument()) where !row.isEmpty {
                #expect(row.split(separator: "\t", omittingEmptySubsequences: false).count == TableWriter(content, format: TableFormat(.tsv)).columns.count)
            }
        }
    }

    /// As in the JSON.
    @Test(arguments: [("2024", "2024-XX-XX"), ("2024-05", "2024-05-XX"), ("XXXX-05-30", "XXXX-05-30")])
    func unknownDigitsAreWritten(date: String, written: String) {
        var document = exampleDocument()
        document.date = date
        #expect(rows(.facts, TableFormat(.csv), document)[1].hasPrefix("sample#1,\(written),sample.txt,"))
    }

    /// The sentence that a place lies in, else the block, else none.
    @Test func places() {
        var document = AnnotatedDocument(id: "t", source: SourceDescription(name: "t", format: "text"), text: Array(repeating: 0x4E00, count: 40), sourceMap: SourceMap(identity: 40))
        #expect(document.sentence(around: TextSpan(3, 5)) == nil)
        document.blocks = [Block(role: .body, span: TextSpan(2, 10)), Block(role: .body, span: TextSpan(11, 30))]
        document.sentences = [TextSpan(2, 5), TextSpan(5, 9), TextSpan(12, 30)]
        func start(_ place: Int) -> Int? { document.sentence(around: TextSpan(place, place + 1))?.lowerBound.value }
        #expect([0, 2, 4, 5, 9, 10, 11, 12, 29, 30].map(start) == [nil, 2, 2, 5, 2, nil, 11, 12, 12, nil])
    }

    @Test func timeGrowsWithTheRowsAlone() {
        let growth = ProcessorTime.growth(from: 2000) { count in
            var document = AnnotatedDocument(
                id: "t", source: SourceDescription(name: "t", format: "text"), text: Array(repeating: 0x4E00, count: 2 * count), sourceMap: SourceMap(identity: 2 * count))
            document.sentences = (0..<count).map { TextSpan(2 * $0, 2 * $0 + 2) }
            return document
        } _: { document in
            for sentence in document.sentences { #expect(document.sentence(around: sentence) == sentence) }
        }
        #expect(growth < ProcessorTime.linear)
    }

    @Test func byteOrderMark() {
        var bytes: [UInt8] = []
        TableWriter(.facts, format: TableFormat(.csv, hasByteOrderMark: true)).appendHeader(to: &bytes)
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    }

    @Test(arguments: [
        ("14830000000", "14830000000"), ("1234567890123456", "=\"1234567890123456\""), ("1/3", "=\"1/3\""), ("-3.5", "-3.5"),
        ("=SUM(A1)", "'=SUM(A1)"), ("@x", "'@x"), ("青岛", "青岛"), ("", ""),
    ])
    func spreadsheetsKeepFigures(cell: String, written: String) { #expect(TableFormat.text(of: cell) == written) }

    @Test func quoting() {
        var bytes: [UInt8] = []
        TableFormat(.csv).append(row: ["a,b", "say \"x\"", "two\nlines", "plain"], to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",plain\n")
        bytes = []
        TableFormat(.tsv).append(row: ["a\tb", "c\nd"], to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "a b\tc d\n")
    }
}
