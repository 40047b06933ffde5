import BaoShuValues

/// A number as it stands in the text.
package struct Numeral: Sendable {
    /// How the number is written.
    package enum Form: String, Sendable, CaseIterable {
        /// ASCII digits, perhaps grouped, perhaps with a point.
        case arabic
        /// One Chinese digit by itself.
        case digit
        /// Chinese digits in a row, read by place: 一九九八.
        case positional
        /// Chinese with scale words.
        case chinese
        /// ASCII digits with scale words.
        case mixed
        /// Scale words without a number before them: 千, 百万.
        case scale
        /// 几, 数, 若干 by themselves.
        case vague
        /// A formal digit by itself that is also a surname or a word: 陆, 伍.
        case weak
    }

    /// Half-open, in folded code units.
    package var start: Int
    package var end: Int
    /// Inclusive bounds; equal where the number is exact.
    package var low: ExactNumber
    package var high: ExactNumber
    package var isVague: Bool
    package var form: Form
    /// How many digits it is written with, where it is nothing but digits; else 0.
    package var digits: Int
    /// Digits behind the point.
    package var places: Int
    /// Power of ten of the large scale words (万 and up) at its end, 0 for none.
    package var largeTail: Int
    /// Power of ten of the small scale word (十 百 千) right before that, or at its end, 0 for none.
    package var smallTail: Int
    /// A bracketing digit and nothing else stands before the tail: 九百亿, but not 九百二十亿.
    package var isSimple: Bool

    package var value: ExactNumber? { isVague ? nil : low }
}
