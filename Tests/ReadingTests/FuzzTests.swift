import BaoShuModel
import Foundation
import TestSupport
import Testing

@testable import BaoShuReading

/// Mutated and truncated inputs: no crash, no hang, every failure with its input. A few of each format here;
/// `BAOSHU_FUZZ=10000` runs as many of each.
@Suite struct FuzzTests {
    static let rounds = ProcessInfo.processInfo.environment["BAOSHU_FUZZ"].flatMap(Int.init) ?? 30

    static let seeds: [(name: String, bytes: [UInt8])] = {
        let folder = Samples.root + "/Tests/ReadingTests/Samples"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let files = names.filter { $0 != "README.md" }.map { ($0, Array(FileManager.default.contents(atPath: folder + "/" + $0) ?? Data())) }
        let pages = HTMLPages.templates.map { ($0.name, Array($0.page(Story.all[1]).utf8)) }
        return files + pages + [("page.txt", Array(Story.all[0].words.utf8)), ("damaged.xml", Array("<doc><content>".utf8) + DecodingTests.gb18030 + [0x3F, 0xA3, 0xBB, 0xC6, 0xC3, 0x3F, 0xFF])]
    }()

    static let pieces: [[UInt8]] =
        [
            "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "&", "&#", "&#x110000;", "\"", "'", "{", "}", "[", "]", "\\", "\\ud800", "\n", "\r\n\r\n", "\u{0}", "{{", "}}", "[[", "-{", "{|",
            "<table>", "<p>", "<doc>", "</doc>", "<item>", "<page>", "Content-Length: 99999999999999999999", "Content-Length: -1", "Transfer-Encoding: chunked\r\n", "\r\n-5\r\n", "\r\n7fffffff\r\n",
            "<?xml", "<!DOCTYPE a [", ",", "。",
        ].map { Array($0.utf8) } + [
            [0xEF, 0xB7, 0x90], [0xEF, 0xB7, 0x91], [0xEF, 0xBF, 0xBF], [0xFF, 0xFE], [0x81], [0xA3, 0x3F], [0x1F, 0x8B], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0],
        ]

    static func mutated(_ seed: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = seed
        for _ in 0...random.below(6) {
            switch random.below(6) {
            case 0: bytes = Array(bytes.prefix(random.below(bytes.count + 1)))
            case 1: if !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            case 2: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: random.below(bytes.count + 1))
            case 3:
                let start = random.below(bytes.count)
                bytes.removeSubrange(start..<min(bytes.count, start + random.below(40)))
            case 4:
                let start = random.below(bytes.count)
                bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + random.below(200))], at: random.below(bytes.count + 1))
            default:
                let piece = pieces[random.below(pieces.count)]
                bytes.insert(contentsOf: Array(repeating: piece, count: random.below(60)).joined(), at: random.below(bytes.count + 1))
            }
        }
        return bytes
    }

    @Test(arguments: seeds.indices) func mutations(_ index: Int) {
        let (name, seed) = Self.seeds[index]
        var random = SeededGenerator(seed: UInt64(index + 1))
        let decoder = RecordDecoder(options: Samples.options)
        var slowest = 0.0
        for round in 0..<Self.rounds {
            let bytes = Self.mutated(seed, &random)
            let start = Date()
            let context = CutterContext(path: "in/" + name, label: name, options: Samples.options)
            let cutter = CutterChoice.cutter(for: MemorySource(bytes), context)
            var records = 0
            while let record = cutter.next() {
                records += 1
                switch decoder.decode(record) {
                case .failure(let error):
                    if !error.message.hasPrefix("in/" + name) || error.code.isEmpty { Issue.record("\(name) \(round): \(error)") }
                case .success(let document):
                    Self.check(document, "\(name) round \(round)")
                }
                if records > bytes.count + 10 { Issue.record("\(name) \(round): records without end"); break }
            }
            slowest = max(slowest, Date().timeIntervalSince(start))
        }
        #expect(slowest < 5, "\(name)")
    }

    /// What every document promises, whatever it was read from.
    static func check(_ document: SourceDocument, _ what: String) {
        for span in document.damaged where span.lowerBound.value < 0 || span.upperBound.value > document.text.count || span.isEmpty {
            Issue.record("\(what): damage outside of the text")
        }
        if case .blocks(let blocks) = document.content {
            var end = -1
            for block in blocks {
                if block.span.lowerBound.value != end + 1 || block.span.isEmpty || block.span.upperBound.value > document.text.count { Issue.record("\(what): blocks that do not fit") }
                end = block.span.upperBound.value
            }
        }
        if document.text.contains(where: { $0 == DamageMarks.start || $0 == DamageMarks.end }), document.source.format != "page", document.source.format != "jsonl", document.source.format != "json",
            document.source.format != "csv", document.source.format != "warc"
        {
            Issue.record("\(what): a mark is left in the text")
        }
    }
}
