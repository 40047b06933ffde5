import BaoShuValues
import Testing

@Suite struct SpellOutTests {
    @Test(arguments: [
        ("230", "zh-Hans", nil, "二百三十"), ("10000", "zh-Hant", nil, "一萬"), ("-12.5", "zh-Hans", nil, "负十二点五"),
        ("230", "zh-Hans", "%spellout-cardinal-financial", "贰佰叁拾"), ("105", "zh-Hant", "%spellout-cardinal-financial", "壹佰零伍"),
        ("3", "zh-Hans", "%spellout-ordinal", "第三"),
    ])
    func words(decimal: String, locale: String, ruleSet: String?, words: String) {
        #expect(spellOut(decimal: decimal, locale: locale, ruleSet: ruleSet) == words)
    }

    @Test func nothingToSpell() {
        #expect(spellOut(decimal: "1/2", locale: "zh-Hans") == nil)
        #expect(spellOut(decimal: "x", locale: "zh-Hans") == nil)
        #expect(spellOut(decimal: "1", locale: "zh-Hans", ruleSet: "%no-such-rules") == nil)
    }
}
