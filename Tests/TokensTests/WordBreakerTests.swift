import BaoShuText
import TestSupport
import Testing

@testable import BaoShuTokens

@Suite struct WordBreakerTests {
    let breaker: WordBreaker

    init() throws { breaker = try WordBreaker() }

    private func boundaries(_ text: [UInt16]) -> [Int32] {
        var result: [Int32] = []
        text.withUnsafeBufferPointer { breaker.appendBoundaries(of: $0, to: &result) }
        return result
    }

    /// Breaks every run of the text by itself and says where that differs from breaking the whole.
    private func difference(_ text: [UInt16]) -> String? {
        let whole = boundaries(text)
        var index = 0
        while index < text.count {
            var own: [Int32] = []
            guard let run = text.withUnsafeBufferPointer({ breaker.appendBoundaries(ofRunAt: index, in: $0, to: &own) }) else {
                index += 1
                continue
            }
            let expected = whole.filter { run.lowerBound <= $0 && $0 <= run.upperBound }
            if expected != own || !run.contains(index) {
                return "run \(run) at \(index): whole \(expected), by itself \(own) in \(text.map { String($0, radix: 16) })"
            }
            index = run.upperBound
        }
        return nil
    }

    @Test func wholeText() {
        #expect(boundaries([]) == [])
        let words = "中国经济，2023年GDP增长5.2%。"
        let units = Array(words.utf16)
        let found = boundaries(units)
        let pieces = zip(found, found.dropFirst()).map { String(decoding: units[Int($0)..<Int($1)], as: UTF16.self) }
        #expect(pieces == ["中国", "经济", "，", "2023", "年", "GDP", "增长", "5.2", "%", "。"])
    }

    @Test(arguments: [
        "中国经济，服务外包执行额148.3亿美元", "東京タワーに行きました", "ｶﾀｶﾅとひらがなと漢字", "한국어와中国", "A한국B", "中_国_カタ_abc.def，好",
        "e\u{301}中国", "中\u{301}国\u{301}", "中国\u{200D}👍好", "👍\u{200D}中国", "\u{301}中", "中\u{FE00}国", "２０２３年度", "三百二十万余人",
        "中国，\u{301}人民", "𠮷野家で𠮷", "〇々〆ヶ月", "ーカー", "ไทย_カタไทย中", "中\u{200D}㊗国", "_한_1.5", "가1a中", "中'国'a'中",
    ])
    func runByItself(text: String) {
        #expect(difference(Array(text.utf16)) == nil)
    }

    @Test func randomRunsByThemselves() {
        let alphabet: [[UInt16]] =
            "中国人民银行的一二三〇々了市，。、：“”（） \n\tabA0125.,_'-あのをアカー゛ｶﾞ한국가ᄀ\u{301}\u{3099}\u{200D}\u{200B}\u{AD}\u{FE0F}㊗👍🇨𠮷ไทי\"·～%"
            .unicodeScalars.map { Array(String($0).utf16) } + [[0xD842], [0xDFB7]]
        var random = SeededGenerator(seed: 20_240_530)
        for _ in 0..<6000 {
            var text: [UInt16] = []
            for _ in 0..<(2 + random.below(14)) {
                text += random.one(of: alphabet)
            }
            let difference = difference(text)
            #expect(difference == nil)
            if difference != nil { return }
        }
    }

    /// Runs of Han alone are broken without ICU's engine; those longer than it takes, by it.
    @Test func randomHanByItself() {
        let words = [
            "中华人民共和国", "国务院", "新闻联播", "发展", "展中", "研究生", "生命", "起源", "的", "了", "在", "人民", "民主", "主义", "社会", "会议", "议程", "经济", "济南", "南京", "京城",
            "市长", "长江", "江大桥", "大桥", "桥梁", "科学", "学家", "家们", "囧", "鬱", "龥", "一", "二三", "百分之", "之一", "乒乓球", "球拍", "拍卖", "卖完",
        ].map { Array($0.utf16) }
        var random = SeededGenerator(seed: 20_250_607)
        for _ in 0..<3000 {
            var text: [UInt16] = []
            // One in fifty is longer than the longest run of the dictionary's breaker.
            for _ in 0..<(random.below(50) == 0 ? 400 : 1 + random.below(20)) {
                let word = random.one(of: words)
                // Parts of words too.
                text += word.prefix(1 + random.below(word.count))
            }
            let difference = difference(text)
            #expect(difference == nil)
            if difference != nil { return }
        }
    }

    /// Where this fails, ICU breaks Han in another way than it did: all stays right, but is some times slower.
    @Test func dictionaryBreakerAgrees() throws {
        let han = try #require(HanBreaker())
        let found = HanBreaker.sample.withUnsafeBufferPointer { han.boundaries(of: $0).map(Array.init) }
        #expect(found == boundaries(HanBreaker.sample))
    }

    @Test func nothingOutsideRuns() {
        let text = Array("a，1 ".utf16)
        var own: [Int32] = []
        for index in -1...text.count {
            #expect(text.withUnsafeBufferPointer { breaker.appendBoundaries(ofRunAt: index, in: $0, to: &own) } == nil)
        }
        #expect(own == [])
    }

    @Test(arguments: [
        ("", []),
        (" \n\u{3000}\t", []),
        ("中国 银行，\n2023年 GDP!", ["中国", "银行", "，", "2023", "年", "GDP", "!"]),
        ("𠮷野家", ["𠮷", "野家"]),
    ])
    func tokens(text: String, expected: [String]) {
        let units = Array(text.utf16)
        var spans: [TextSpan] = []
        units.withUnsafeBufferPointer { breaker.appendTokens(of: $0, to: &spans) }
        #expect(spans.map { String(decoding: units[$0.indices], as: UTF16.self) } == expected)
    }
}
