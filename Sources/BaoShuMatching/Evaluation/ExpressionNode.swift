import BaoShuRules

/// A step of an expression: plain memory, its parts are indices of other steps.
struct ExpressionNode: BitwiseCopyable {
    enum Operation: UInt8 {
        // A value.
        /// `a` in the constants.
        case constant
        /// The words of the capture `a`.
        case words
        /// The folded text of the capture's first value, its length, its ends.
        case text, length, start, end
        /// The field reference `b` of the capture `a`.
        case field
        /// The first that is there of `b` steps from `a` in the lists.
        case first
        /// The step `b` where `a` holds, else `c`.
        case conditional
        case negate
        /// `symbol` over `a` and `b`.
        case arithmetic
        /// What the capture `a` weighs in the table `b`.
        case weight
        /// `function` of `b` steps from `a` in the lists.
        case call
        /// A lexicon or a table, only as an argument: nothing by itself.
        case table
        // A truth value.
        case and, or, not
        case isAbsent, isCaptureAbsent
        /// The field `b` of the capture `a` is not there, is the text `c`, is none or another.
        case isFieldAbsent, isField, isFieldNot
        /// The field `b` of the capture `a` is one of the texts from `c` in the lists, as many as stand before them.
        case isFieldOneOf
        /// `symbol` between `a` and `b`; `b` in the constants.
        case compare, compareConstant
        /// `a` from `b` to `c`; those in the constants.
        case within, withinConstants
        /// `a` among `c` steps from `b` in the lists.
        case oneOf
        /// The folded text of the capture `a` in the set of texts `b`.
        case isText
        /// The words of the capture `a` in the lexicon `b`; `c` the exempt one, or -1.
        case listed, holds
        /// The same where they lie across an end of it; those that begin in the capture `c` do not count, where it is none -1.
        case crossed
        /// The capture `a` begins at a token boundary.
        case parted
    }

    var operation: Operation
    var symbol: BinaryOperator = .and
    var function: RuleFunction = .first
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
}

/// A field's name with what it means for lexicons, numerals and mentions.
struct FieldReference: BitwiseCopyable {
    enum OfNumeral: UInt8 { case value, low, high, mod, digits, form, places, none }

    /// Its name in the table of texts.
    let name: Int32
    let ofNumeral: OfNumeral
    /// The name of a mention's rule.
    let isRule: Bool
}
