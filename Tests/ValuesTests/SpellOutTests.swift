import BaoShuValues
import Testing

@Suite struct SpellOutTests {
    @Test(arguments: [
        ("230", "zh-Hans", nil, "二百三十"), ("10000", "zh-Hant", nil, "一萬"), ("-12.5", "zh-Hans", nil, "负十二点五"),
        ("230", "zh-Hans", "%spellout-cardinal-financial", "贰佰叁拾"), ("105", "zh-Hant", "%spellout-cardinal-financial", "壹佰零伍"),
        ("3", "zh-Hans", "%spellout-ordinal", "第三"),
    ])
    func words(decimal: String, locale: String, ruleSet: String?, words: String) throws {
        #expect(try #require(SpellOut(locale: locale, ruleSet: ruleSet)).words(for: decimal) == words)
    }

    @Test func nothingToSpell() throws {
        let speller = try #require(SpellOut(locale: "zh-Hans"))
        #expect(speller.words(for: "1/2") == nil)
        #expect(speller.words(for: "x") == nil)
        #expect(SpellOut(locale: "zh-Hans", ruleSet: "%no-such-rules") == nil)
    }
}
