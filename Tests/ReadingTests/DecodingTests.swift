import BaoShuText
import TestSupport
import Testing

@testable import BaoShuReading

private func decode(_ bytes: [UInt8], declared: String? = nil) -> DecodedText {
    bytes.withUnsafeBufferPointer { TextDecoder().decode($0, declared: declared) }
}

@Suite struct DecodingTests {
    static let news = "　　本报5月30日讯　青岛市服务外包执行额148.3亿美元，增长11.9%。记者从会上获悉，产业规模居全省首位。\n"
    /// The same in GB18030, as Python's codec writes it: 增长11.9%。记者从会上获悉
    static let gb18030: [UInt8] = [
        0xD4, 0xF6, 0xB3, 0xA4, 0x31, 0x31, 0x2E, 0x39, 0x25, 0xA1, 0xA3, 0xBC, 0xC7, 0xD5, 0xDF, 0xB4, 0xD3, 0xBB, 0xE1, 0xC9, 0xCF, 0xBB, 0xF1, 0xCF, 0xA4,
    ]

    @Test func utf8WithAndWithoutMark() {
        let plain = decode(Array(Self.news.utf8))
        #expect(plain.text == Array(Self.news.utf16))
        #expect(plain.encoding == "UTF-8")
        #expect(plain.damaged.isEmpty)
        #expect(decode([0xEF, 0xBB, 0xBF] + Array(Self.news.utf8)).text == Array(Self.news.utf16))
    }

    @Test func charactersOutsideOfTheBasicPlane() {
        let words = "𠮷野家😀é\u{7FF}\u{800}\u{FFFF}\u{10FFFF}"
        #expect(decode(Array(words.utf8)).text == Array(words.utf16))
        #expect(UTF8Text.encode(Array(words.utf16)) == Array(words.utf8))
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE"]) func utf16(_ name: String) {
        let units = Array(Self.news.utf16)
        let bytes = units.flatMap { name == "UTF-16LE" ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let mark: [UInt8] = name == "UTF-16LE" ? [0xFF, 0xFE] : [0xFE, 0xFF]
        #expect(decode(mark + bytes).text == units)
        #expect(decode(bytes).text == units, "without a mark")
        #expect(decode(bytes).encoding == name)
    }

    @Test func gb18030DeclaredAndFound() {
        let expected = Array("增长11.9%。记者从会上获悉".utf16)
        #expect(decode(Self.gb18030, declared: "gb2312").text == expected)
        #expect(decode(Self.gb18030).text == expected)
        #expect(decode(Self.gb18030, declared: "utf-8").text == expected, "the bytes overrule the declaration")
        #expect(decode(Self.gb18030).encoding == "GB18030")
    }

    @Test func utf8ThatIsDeclaredAsSomethingElse() {
        #expect(decode(Array(Self.news.utf8), declared: "gbk").text == Array(Self.news.utf16))
        #expect(decode(Array(Self.news.utf8), declared: "iso-8859-1").encoding == "UTF-8")
        #expect(decode(Array(Self.news.utf8), declared: "no-such-encoding").encoding == "UTF-8")
    }

    @Test func big5() {
        // 經濟成長 in Big5
        let bytes: [UInt8] = [0xB8, 0x67, 0xC0, 0xD9, 0xA6, 0xA8, 0xAA, 0xF8]
        #expect(decode(bytes, declared: "big5").text == Array("經濟成長".utf16))
    }

    @Test(
        arguments: [
            ([0xE4, 0xB8, 0xAD, 0xFF, 0xE6, 0x96, 0x87], "中\u{FFFD}文"),
            ([0xE4, 0xB8, 0xAD, 0xE6, 0x96], "中\u{FFFD}"),
            ([0xE4, 0xB8, 0xAD, 0xED, 0xA0, 0x80], "中\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xE4, 0xB8, 0xAD, 0xC0, 0x80, 0x41], "中\u{FFFD}\u{FFFD}A"),
            ([0xE4, 0xB8, 0xAD, 0xF0, 0x9F, 0x98, 0x41], "中\u{FFFD}A"),
        ] as [([UInt8], String)])
    func malformedBytesAreReplacedAndMarked(_ bytes: [UInt8], _ expected: String) {
        let result = bytes.withUnsafeBufferPointer { TextDecoder().decode($0, as: "UTF-8") }
        #expect(String(decoding: result.text, as: UTF16.self) == expected)
        #expect(result.damaged.reduce(0) { $0 + $1.length } == expected.utf16.filter { $0 == 0xFFFD }.count)
    }

    /// Swift's own decoder replaces maximal subparts too.
    @Test func agreesWithTheStandardLibraryOnRandomBytes() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            var bytes = Array("中文a😀é".utf8)
            for _ in 0..<3 { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            let own = bytes.withUnsafeBufferPointer { UTF8Text.decode($0).text }
            #expect(own == Array(String(decoding: bytes, as: UTF8.self).utf16))
        }
    }

    @Test func pairsThatLostTheirFirstByteAreMarked() {
        // 。then FD lost, A3 + 黄明：现在我 shifted, D0 and the second byte of 宣 lost, 布
        let bytes: [UInt8] = Self.gb18030 + [0xA1, 0xA3, 0x3F, 0xA3, 0xBB, 0xC6, 0xC3, 0xF7, 0xA3, 0xBA, 0xCF, 0xD6, 0xD4, 0xDA, 0xCE, 0xD2, 0xD0, 0x3F, 0xB2, 0xBC]
        let result = bytes.withUnsafeBufferPointer { TextDecoder().decode($0, as: "GB18030") }
        #expect(result.damaged.count == 1)
        let marked = result.text[result.damaged[0].indices]
        #expect(marked.first == 0x3F && marked.last == 0x3F && marked.count == 9)
        // A question between question marks is none.
        let fine: [UInt8] = [0x3F] + Self.gb18030.suffix(12) + [0x3F]
        #expect(fine.withUnsafeBufferPointer { TextDecoder().decode($0, as: "GB18030") }.damaged.isEmpty)
    }

    @Test func theParagraphMarkOfSogou() {
        let bytes: [UInt8] = [0xFD, 0xA3]
        #expect(bytes.withUnsafeBufferPointer { TextDecoder().decode($0, as: "GB18030") }.text == [0xE40C])
    }

    @Test func streamsThatCutCharacters() throws {
        let transcoder = try #require(StreamTranscoder(encoding: "UTF-16LE"))
        let words = "数😀据"
        let bytes = words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        var result: [UInt8] = []
        for byte in bytes { result += [byte].withUnsafeBufferPointer { transcoder.utf8(of: $0, last: false) } }
        result += [].withUnsafeBufferPointer { transcoder.utf8(of: $0, last: true) }
        #expect(String(decoding: result, as: UTF8.self) == words)
    }
}
