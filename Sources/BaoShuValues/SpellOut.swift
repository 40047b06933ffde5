internal import CICU

/// Decimals in words, by ICU's rule-based number format (`unum_formatDecimal`): 230 is 二百三十 in `zh-Hans`.
///
/// Numbers from words are tested against it. One thread at a time may use it.
package final class SpellOut {
    private let speller: OpaquePointer

    /// - Parameters:
    ///   - locale: a name of ICU's such as `zh-Hans`.
    ///   - ruleSet: one of its rule sets such as `%spellout-cardinal-financial`, nil for the default.
    /// - Returns: nil where ICU has no such rule set.
    package init?(locale: String, ruleSet: String? = nil) {
        var status: Int32 = 0
        let opened = ruleSet.map { cicu_speller_open(locale, $0, &status) } ?? cicu_speller_open(locale, nil, &status)
        guard let opened else { return nil }
        speller = opened
    }

    deinit { cicu_speller_close(speller) }

    /// The words for a decimal; nil where the text is none.
    package func words(for text: String) -> String? {
        guard let number = ExactNumber(text), !number.isFraction else { return nil }
        let decimal = number.description
        var length: Int32 = 0
        var units = [UInt16](repeating: 0, count: 64 + decimal.utf8.count * 4)
        guard cicu_speller_spell(speller, decimal, Int32(decimal.utf8.count), &units, Int32(units.count), &length) == 0 else { return nil }
        return length < 0 || Int(length) > units.count ? nil : String(decoding: units.prefix(Int(length)), as: UTF16.self)
    }
}
