import BaoShuText
import TestSupport
import Testing

@testable import BaoShuTokens

@Suite struct SentenceSplitterTests {
    let splitter: SentenceSplitter

    init() throws { splitter = try SentenceSplitter() }

    private func sentences(_ text: String, offset: Int = 0) -> [String] {
        let units = Array(text.utf16)
        var spans: [TextSpan] = []
        units.withUnsafeBufferPointer { splitter.appendSentences(of: $0, offset: offset, to: &spans) }
        return spans.map { String(decoding: units[($0.lowerBound.value - offset)..<($0.upperBound.value - offset)], as: UTF16.self) }
    }

    @Test(arguments: [
        ("", []),
        (" \n\u{3000}\u{3000}\n", []),
        ("青岛增长11.9%。占全省50.1%！好？是。", ["青岛增长11.9%。", "占全省50.1%！", "好？", "是。"]),
        ("一是快；二是好。", ["一是快；二是好。"]),
        ("标题\n正文第一句。正文第二句", ["标题", "正文第一句。", "正文第二句"]),
        ("他来了。“你好。”我说。", ["他来了。", "“你好。”", "我说。"]),
        ("“好！”，他说。（完。）走。", ["“好！”，他说。", "（完。）", "走。"]),
        ("他说完了。（记者注）", ["他说完了。", "（记者注）"]),
        ("他说：“等等……”然后走了……后来呢？", ["他说：“等等……”", "然后走了……", "后来呢？"]),
        ("苹果、梨……，都有。", ["苹果、梨……，都有。"]),
        ("真的吗？！真的！！！好……。", ["真的吗？！", "真的！！！", "好……。"]),
        ("1. 中文一。2. 中文二。", ["1. 中文一。", "2. 中文二。"]),
        ("１．第一条。", ["１．第一条。"]),
        ("作者J. K. 罗琳来了。", ["作者J. K. 罗琳来了。"]),
        ("见http://a.cn/x?id=1。好。", ["见http://a.cn/x?id=1。", "好。"]),
        ("美团（03690.HK）升近4%。百度BIDU.US跌。", ["美团（03690.HK）升近4%。", "百度BIDU.US跌。"]),
        ("It ended well. Then it began. 中文。", ["It ended well.", "Then it began.", "中文。"]),
        ("他说。\"好的。\"走了。", ["他说。", "\"好的。\"", "走了。"]),
        ("第一句。\u{3000}\u{3000}第二句。", ["第一句。", "第二句。"]),
        ("表头\t数值\n青岛\t3", ["表头\t数值", "青岛\t3"]),
        ("甲\r\n乙\u{2028}丙", ["甲", "乙", "丙"]),
    ])
    func split(text: String, expected: [String]) {
        #expect(sentences(text) == expected)
        #expect(sentences(text, offset: 7) == expected)
    }

    /// Sentences lie in order, and what stands between them is blank, whatever the text.
    @Test func nothingIsLost() {
        let alphabet = Array("中国。！？…，；：“”‘’（）《》.!?\"' \n\u{3000}a1A、\u{301}".utf16) + [0xD842]
        var random = SeededGenerator(seed: 11)
        for _ in 0..<4000 {
            var text: [UInt16] = []
            for _ in 0..<20 {
                text.append(random.one(of: alphabet))
            }
            var spans: [TextSpan] = []
            text.withUnsafeBufferPointer { splitter.appendSentences(of: $0, to: &spans) }
            var end = 0
            for span in spans + [TextSpan(text.count, text.count)] {
                #expect(span.lowerBound.value >= end)
                #expect(text[end..<span.lowerBound.value].allSatisfy(isBlank))
                #expect(span.length == 0 || !isBlank(text[span.lowerBound.value]) && !isBlank(text[span.upperBound.value - 1]))
                #expect(!text[span.indices].contains(0x0A))
                end = span.upperBound.value
            }
        }
    }
}
