import BaoShuValues

/// A value of a rule's expression in sixteen bytes of plain memory: copying one costs nothing. Texts are numbers of a ``TextTable``;
/// what does not fit stands beside it as a ``RuleValue``.
struct CompactValue: BitwiseCopyable {
    enum Kind: UInt8 {
        case absent
        /// `payload` is 0 or 1.
        case flag
        /// `payload` × 10^`exponent`.
        case number
        /// The text `id`.
        case text
        /// The original words at a folded span.
        case words
        /// The folded words at a span, as a text.
        case folded
        /// An object of one member: the code `id` of the system `payload`, both texts.
        case code
        /// An object of a number in the base unit `id`.
        case base
        /// The day that is `payload` days from 1970-01-01, as a text.
        case day
        /// A part of a mention with `id` fields behind it: only in ``MentionFields``.
        case part
        /// A unit of the code `id` and the system `exponent`, both texts, written with the original words at a folded span.
        case unit
        /// A date expression in the making: from the base `id` the steps of a range, of the evaluator's.
        case chain
        /// The value number `payload` beside it.
        case boxed
        /// The value number `id` beside the fields of a mention at the address `payload`: while the mentions in hand are.
        case kept
    }

    var kind: Kind
    var exponent: Int16
    var id: Int32
    var payload: Int

    @inline(__always) init(_ kind: Kind, exponent: Int16 = 0, id: Int32 = 0, payload: Int = 0) {
        (self.kind, self.exponent, self.id, self.payload) = (kind, exponent, id, payload)
    }

    @inline(__always) static var absent: CompactValue { CompactValue(.absent) }
    @inline(__always) static func flag(_ flag: Bool) -> CompactValue { CompactValue(.flag, payload: flag ? 1 : 0) }
    @inline(__always) static func text(_ id: Int32) -> CompactValue { CompactValue(.text, id: id) }
    @inline(__always) static func number(_ value: Int) -> CompactValue { CompactValue(.number, payload: value) }
    @inline(__always) static func number(_ value: SmallDecimal) -> CompactValue { CompactValue(.number, exponent: Int16(truncatingIfNeeded: value.exponent), payload: value.coefficient) }
    @inline(__always) static func words(_ start: Int, _ end: Int) -> CompactValue { CompactValue(.words, payload: start << 32 | end) }
    @inline(__always) static func folded(_ start: Int, _ end: Int) -> CompactValue { CompactValue(.folded, payload: start << 32 | end) }

    @inline(__always) var isAbsent: Bool { kind == .absent }
    /// Whether a value stands beside it.
    @inline(__always) var isBoxed: Bool { kind == .boxed || kind == .kept }
    /// The ends of a span.
    @inline(__always) var start: Int { payload >> 32 }
    @inline(__always) var end: Int { payload & 0xFFFF_FFFF }
    /// Of a number.
    @inline(__always) var decimal: SmallDecimal? { SmallDecimal(coefficient: payload, exponent: Int(exponent)) }
}
