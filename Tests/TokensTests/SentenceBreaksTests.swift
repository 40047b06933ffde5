import Foundation
import TestSupport
import Testing

@testable import BaoShuTokens

/// The boundaries that are found without ICU are ICU's.
@Suite struct SentenceBreaksTests {
    let breaks: SentenceBreaks
    let icu: BreakIterator

    init() throws {
        breaks = try SentenceBreaks()
        icu = try BreakIterator(.sentence, locale: "zh")
    }

    private func agree(_ text: [UInt16]) -> Bool {
        var found: [Int] = []
        var expected: [Int] = []
        text.withUnsafeBufferPointer { text in
            breaks.forEach(in: text) { found.append($0) }
            icu.forEachChunk(in: text) { for boundary in $0 { expected.append(Int(boundary)) } }
        }
        return found == expected
    }

    @Test(arguments: [
        "", "。", "\n", "\r\n\r甲。\r\n乙", "甲。”）\u{3000}乙", "甲！，乙？；丙。！丁", "1.总理2.5万 www.a.cn 3.", "J. K. Rowling。U.S.A.甲", "etc. (and so on) 甲。a", "甲。\u{301}乙",
        "甲.\u{301}5", "甲。\u{AD}”乙", "甲\u{85}乙。\u{2029}\u{2028}。", "甲。 \n 乙", "𠮷。𠮷.𠮷", "\u{11047}甲\u{11047}乙", "．５．a．甲．，", "a.b.C.d", "؟甲؟ 乙", "甲。😀乙. 😀。a",
    ])
    func plain(text: String) { #expect(agree(Array(text.utf16))) }

    /// Random text of what stands around the ends of sentences, with rare marks and without.
    @Test(arguments: [
        "中国a1A。！？.．!? “”（）\"'，：\n\r\u{3000}", "中。.a ", "中a1.． ,”", "中A。.\u{301}\u{AD}\u{200D}”\u{2029}\u{85}…؟①αЖ ", "中。\r\n \u{3000}”，", "中.a𠮷\u{11047}。 )",
    ])
    func random(alphabet: String) {
        var generator = SeededGenerator(seed: 14)
        // Half of a surrogate pair is a unit like others.
        let units = Array(alphabet.utf16) + [0xD842]
        for _ in 0..<6000 {
            let text = (0..<Int.random(in: 1...24, using: &generator)).map { _ in units.randomElement(using: &generator)! }
            if !agree(text) {
                Issue.record("other boundaries than ICU's in \(text.map { String($0, radix: 16) }.joined(separator: " "))")
                return
            }
        }
    }

    /// Every character of the first plane behind a terminator and a full stop, and before text.
    @Test func everyCharacter() {
        for unit in UInt16.min ... .max {
            for text in [[0x4E2D, 0x3002, unit, 0x4E2D], [0x61, 0x2E, unit, 0x61], [unit, 0x20, 0x4E2D], [0x4E2D, 0x3002, 0x201D, 0x20, unit]] as [[UInt16]] where !agree(text) {
                Issue.record("other boundaries than ICU's around U+\(String(unit, radix: 16))")
                return
            }
        }
    }

    @Test func pages() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/pages")) where name.hasSuffix(".txt") {
            #expect(agree(Array(try Repository.text("Corpus/pages/" + name).utf16)), "\(name)")
        }
    }
}
