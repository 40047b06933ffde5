internal import BigInt

/// An exact number as a text states it: a decimal of any length, or a fraction.
///
/// Nothing is ever rounded. The digits are kept as stated (`48.0` prints `48.0`, `2/4` prints `2/4`) while comparison and
/// hashing go by value (48.0 == 48, 1/2 == 0.5). Decimals that fit a machine word, as nearly all do, are computed without allocation.
package struct ExactNumber: Sendable {
    enum Storage: Sendable {
        case decimal(DecimalNumber)
        /// Numerator and denominator as written; the denominator is not zero.
        indirect case fraction(DecimalNumber, DecimalNumber)
    }

    let storage: Storage

    init(_ storage: Storage) { self.storage = storage }
    init(_ decimal: DecimalNumber) { storage = .decimal(decimal) }

    /// The largest power of ten, up or down, that a number may carry: ten thousand digits, far beyond what a text can state.
    /// Scaling past it stops there, so that no rule can ask for a number that does not fit the memory.
    package static let maximumExponent = 10_000
    /// The most characters that `init(decimal:)` reads, which bounds the time of a hostile text.
    package static let maximumLength = 10_000

    package static let zero = ExactNumber(0)
    package static let one = ExactNumber(1)

    package init(_ int: Int) { storage = .decimal(DecimalNumber(.small(int), 0)) }

    /// `coefficient × 10^exponent`; the exponent saturates at `±maximumExponent`.
    package init(coefficient: Int, exponent: Int) { storage = .decimal(DecimalNumber(.small(coefficient), exponent)) }

    /// 10^power.
    package static func powerOfTen(_ power: Int) -> ExactNumber { ExactNumber(coefficient: 1, exponent: power) }

    /// numerator / denominator, kept as written; nil where the denominator is zero or an operand is itself a fraction.
    package static func fraction(_ numerator: ExactNumber, _ denominator: ExactNumber) -> ExactNumber? {
        guard case .decimal(let top) = numerator.storage, case .decimal(let bottom) = denominator.storage else { return nil }
        guard bottom.coefficient.signum != 0 else { return nil }
        return ExactNumber(.fraction(top, bottom))
    }

    /// `fraction(_:_:)` with named operands.
    package static func fraction(numerator: ExactNumber, denominator: ExactNumber) -> ExactNumber? { fraction(numerator, denominator) }

    /// Whether the number is written as a fraction.
    package var isFraction: Bool {
        if case .fraction = storage { true } else { false }
    }

    /// The numerator of a number written as a fraction, as written; the number itself otherwise.
    package var numerator: ExactNumber {
        if case .fraction(let top, _) = storage { ExactNumber(top) } else { self }
    }

    /// The denominator of a number written as a fraction, as written; 1 otherwise.
    package var denominator: ExactNumber {
        if case .fraction(_, let bottom) = storage { ExactNumber(bottom) } else { .one }
    }
}

extension ExactNumber: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

extension ExactNumber: CustomStringConvertible {
    /// The number as the output writes it: a plain decimal with neither exponent nor grouping, or `a/b`.
    package var description: String {
        switch storage {
        case .decimal(let value): value.description
        case .fraction(let top, let bottom): "\(top.description)/\(bottom.description)"
        }
    }
}

extension ExactNumber {
    /// Reads `148.3`, `-0.57`, `+3` or `1/3` (each operand a decimal). Nil for anything else.
    package init?(_ text: String) {
        var text = text
        guard let number = text.withUTF8({ ExactNumber(utf8: $0) }) else { return nil }
        self = number
    }

    private init?(utf8: UnsafeBufferPointer<UInt8>) {
        guard let slash = utf8.firstIndex(of: UInt8(ascii: "/")) else {
            self.init(decimal: utf8.span)
            return
        }
        guard let top = ExactNumber(decimal: UnsafeBufferPointer(rebasing: utf8[..<slash]).span),
            let bottom = ExactNumber(decimal: UnsafeBufferPointer(rebasing: utf8[(slash + 1)...]).span), let fraction = ExactNumber.fraction(top, bottom)
        else { return nil }
        self = fraction
    }

    /// The same for bytes in an array: no copy is made.
    package init?(decimal ascii: [UInt8]) { self.init(decimal: ascii.span) }

    /// Reads ASCII digits with an optional sign before and a point inside. Nil for anything else: no digit before or after
    /// the point, an exponent, a blank, or more than `maximumLength` bytes.
    package init?(decimal ascii: some Sequence<UInt8>) {
        let bytes = Array(ascii.prefix(ExactNumber.maximumLength + 1))
        self.init(decimal: bytes.span)
    }

    /// `init(decimal:)` over bytes in place, without a copy.
    ///
    /// Complexity: O(n) to 18 digits, O(n²) word operations beyond.
    package init?(decimal ascii: Span<UInt8>) {
        let count = ascii.count
        guard count > 0, count <= ExactNumber.maximumLength else { return nil }
        var index = 0
        let negative = ascii[0] == UInt8(ascii: "-")
        if negative || ascii[0] == UInt8(ascii: "+") { index = 1 }
        var value = 0
        var fits = true
        var digits: [UInt8] = []
        var places: Int?
        let first = index
        while index < count {
            let byte = ascii[index]
            if byte == UInt8(ascii: "."), places == nil, index > first, index + 1 < count {
                places = 0
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                if fits {
                    let (ten, overflow) = value.multipliedReportingOverflow(by: 10)
                    let (sum, overflow2) = ten.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
                    if overflow || overflow2 {
                        fits = false
                        digits = Array(String(value).utf8)
                        digits.append(byte)
                    } else {
                        value = sum
                    }
                } else {
                    digits.append(byte)
                }
                if let stated = places { places = stated + 1 }
            } else {
                return nil
            }
            index += 1
        }
        guard index > first else { return nil }
        var coefficient = Coefficient.small(value)
        if !fits {
            guard let big = BigInt(String(decoding: digits, as: UTF8.self)) else { return nil }
            coefficient = Coefficient(big)
        }
        self.init(DecimalNumber(negative ? -coefficient : coefficient, -(places ?? 0)))
    }
}
