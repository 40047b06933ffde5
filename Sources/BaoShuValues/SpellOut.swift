internal import CICU

/// A decimal in words, by ICU's rule-based number format (`unum_formatDecimal`): `spellOut(decimal: "230", locale: "zh-Hans")` is 二百三十.
///
/// `locale` is a name of ICU's such as `zh-Hans`, `ruleSet` one of its rule sets such as `%spellout-cardinal-financial`, nil for the default.
/// Numbers from words are tested against it. Nil where the text is no decimal, or ICU has no such rule set.
package func spellOut(decimal text: String, locale: String, ruleSet: String? = nil) -> String? {
    guard let number = ExactNumber(text), !number.isFraction else { return nil }
    let decimal = number.description
    var length: Int32 = 0
    var status: Int32 = 0
    var units = [UInt16](repeating: 0, count: 64 + decimal.utf8.count * 4)
    let capacity = Int32(units.count)
    status = units.withUnsafeMutableBufferPointer { out in
        func call(_ rule: UnsafePointer<CChar>?) -> Int32 {
            cicu_spell_out(locale, rule, decimal, Int32(decimal.utf8.count), out.baseAddress, capacity, &length)
        }
        return ruleSet.map { $0.withCString(call) } ?? call(nil)
    }
    guard status == 0, length >= 0, length <= capacity else { return nil }
    return String(decoding: units.prefix(Int(length)), as: UTF16.self)
}
