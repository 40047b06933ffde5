import BaoShuModel
import BaoShuValues
import TestSupport
import Testing

/// Numerals that ICU spells out, read back to the same value by the shipped rules, through all the stages that an article goes through.
struct SpelledOutTests {
    struct Style: Sendable, CustomTestStringConvertible {
        var locale: String
        var ruleSet: String

        var testDescription: String { "\(locale) \(ruleSet)" }
    }

    /// Simplified and traditional; with 零, with 〇, with 两 and in the forms of banks.
    static let styles = ["zh-Hans", "zh-Hant"].flatMap { locale in
        ["cardinal", "numbering", "cardinal-alternate2", "cardinal-financial"].map { Style(locale: locale, ruleSet: "%spellout-" + $0) }
    }

    static let valuesOfEachStyle = 2600

    @Test(arguments: styles)
    func readBack(_ style: Style) throws {
        let speller = try #require(SpellOut(locale: style.locale, ruleSet: style.ruleSet))
        var random = SeededGenerator(seed: 20_240_530)
        var wanted: [String] = []
        var lines: [String] = []
        var next = 0
        while lines.count < Self.valuesOfEachStyle {
            let value = next <= 200 ? String(next) : Self.value(&random)
            next += 1
            let words = try #require(speller.words(for: value))
            guard Self.isChineseUse(words) else { continue }
            wanted.append(value)
            lines.append(words)
        }
        // Few are left out, and in the same way in every style.
        #expect(next * 9 < lines.count * 10, "\(next - lines.count) spellings of \(next) were left out")
        var wrong: [String] = []
        for (index, found) in try NumberReader().read(lines: lines).enumerated() {
            let read = found.count == 1 && found[0].type == "number" ? found[0].text("value").flatMap { ExactNumber($0) } : nil
            if read == nil || read != ExactNumber(wanted[index]) { wrong.append("\(lines[index]) is \(wanted[index]), read as \(found.map(\.described))") }
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong:\n\(wrong.prefix(20).joined(separator: "\n"))")
    }

    /// A number of 1 to 16 digits, many of them zeros, some with decimals, some negative.
    static func value(_ random: inout SeededGenerator) -> String {
        // ICU spells decimals by way of a binary fraction that holds fifteen digits.
        let places = random.chance(20) ? 1 + random.below(4) : 0
        let length = 1 + random.below(places > 0 ? 15 - places : 16)
        var digits = String(1 + random.below(9))
        for _ in 1..<length { digits += random.chance(45) ? "0" : String(random.below(10)) }
        if places > 0 {
            digits += "."
            for _ in 0..<places { digits += String(random.below(10)) }
        }
        return random.chance(15) ? "-" + digits : digits
    }

    /// False for what ICU spells in another way than Chinese texts do.
    static func isChineseUse(_ words: String) -> Bool {
        // 京 for 10^16 is Japanese; in Chinese it is the capital.
        if words.contains("京") { return false }
        // By themselves these are a circle, or a surname as often as a digit; the guide leaves them alone.
        return !["〇", "肆", "伍", "陆", "陸", "参", "參", "叁"].contains(words)
    }
}

extension Mention {
    /// The type, value, bounds, mod and unit in a line.
    var described: String {
        var result = type
        for name in ["value", "low", "high", "mod", "unit"] {
            if let text = text(name) { result += " \(name) \(text)" }
        }
        return "\(result) (\(rule))"
    }
}
