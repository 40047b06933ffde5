/// A number primitive's words as plain memory, for the reader of numerals.
///
/// Unchecked: its memory is written in `init` and never again.
package final class NumeralTable: @unchecked Sendable {
    /// What a unit is to a numeral.
    package struct Sign: BitwiseCopyable {
        package let role: NumeralGrammar.Role
        /// Of a digit its value, of a scale word its power of ten.
        package let value: UInt8
        /// Counts and is never read by place: 两.
        package let countsOnly: Bool
        /// A numeral only beside others: 陆.
        package let isWeak: Bool
        package let canStart: Bool
        package let precedesTail: Bool
        /// The words that begin with it, in `words`; none where `wordCount` is 0.
        package let wordCount: UInt16
        package let firstWord: UInt32
    }

    /// A word of more than one unit, in `wordUnits`.
    package struct Word: BitwiseCopyable {
        package let start: Int32
        package let count: Int32
        package let role: NumeralGrammar.Role
    }

    /// By unit.
    package let signs: UnsafeMutablePointer<Sign>
    /// By their first unit, the longest first.
    package let words: UnsafeMutablePointer<Word>
    package let wordCount: Int
    package let wordUnits: UnsafeMutablePointer<UInt16>

    init(_ grammar: NumeralGrammar) {
        let sorted = grammar.words.enumerated().sorted {
            ($0.element.units[0], $1.element.units.count, $0.offset) < ($1.element.units[0], $0.element.units.count, $1.offset)
        }.map(\.element)
        var wordsOf: [UInt16: (first: Int, count: Int)] = [:]
        for (index, word) in sorted.enumerated() { wordsOf[word.units[0], default: (index, 0)].count += 1 }
        signs = .allocate(capacity: 0x10000)
        for unit in 0..<0x10000 {
            let role = NumeralGrammar.Role(rawValue: grammar.roles[unit])!
            var value = grammar.values[unit]
            if role == .smallScale || role == .largeScale || role == .latinScale { value = UInt8(clamping: grammar.exponents[Int(value)]) }
            let words = grammar.startsWord[unit] ? wordsOf[UInt16(unit)] : nil
            (signs + unit).initialize(
                to: Sign(
                    role: role, value: value, countsOnly: grammar.countsOnly[unit], isWeak: grammar.isWeak[unit], canStart: grammar.canStart[unit],
                    precedesTail: grammar.precedesTail[unit], wordCount: UInt16(clamping: words?.count ?? 0), firstWord: UInt32(words?.first ?? 0)))
        }
        wordCount = sorted.count
        words = .allocate(capacity: max(1, wordCount))
        wordUnits = .allocate(capacity: max(1, sorted.reduce(0) { $0 + $1.units.count }))
        var filled = 0
        for (index, word) in sorted.enumerated() {
            (words + index).initialize(to: Word(start: Int32(filled), count: Int32(word.units.count), role: word.role))
            for unit in word.units {
                (wordUnits + filled).initialize(to: unit)
                filled += 1
            }
        }
    }

    deinit {
        signs.deallocate()
        words.deallocate()
        wordUnits.deallocate()
    }
}
