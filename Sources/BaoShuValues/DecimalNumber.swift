internal import BigInt

/// An integer that grows: a machine word while it fits, a `BigInt` beyond.
///
/// The big case holds only what no `Int` can, so that equal integers have equal forms.
enum Coefficient: Sendable, Hashable {
    case small(Int)
    case big(BigInt)

    init(_ value: BigInt) {
        if let small = Int(exactly: value) { self = .small(small) } else { self = .big(value) }
    }

    var big: BigInt {
        switch self {
        case .small(let value): BigInt(value)
        case .big(let value): value
        }
    }

    var signum: Int {
        switch self {
        case .small(let value): value.signum()
        case .big(let value): value.sign == .minus ? -1 : 1
        }
    }

    static func + (a: Coefficient, b: Coefficient) -> Coefficient {
        if case .small(let x) = a, case .small(let y) = b {
            let (sum, overflow) = x.addingReportingOverflow(y)
            if !overflow { return .small(sum) }
        }
        return Coefficient(a.big + b.big)
    }

    static func * (a: Coefficient, b: Coefficient) -> Coefficient {
        if case .small(let x) = a, case .small(let y) = b {
            let (product, overflow) = x.multipliedReportingOverflow(by: y)
            if !overflow { return .small(product) }
        }
        return Coefficient(a.big * b.big)
    }

    static prefix func - (a: Coefficient) -> Coefficient {
        if case .small(let x) = a, x != .min { return .small(-x) }
        return Coefficient(-a.big)
    }

    static func powerOfTen(_ power: Int) -> Coefficient {
        if power <= 18 {
            var value = 1
            for _ in 0..<power { value *= 10 }
            return .small(value)
        }
        return Coefficient(BigInt(10).power(power))
    }

    /// The integer without its trailing decimal zeros, and how many there were; zero has none.
    ///
    /// Complexity: O(log n) divisions, each by a power of ten that halves.
    func strippingTrailingZeros(atMost limit: Int = .max) -> (value: Coefficient, zeros: Int) {
        switch self {
        case .small(var value):
            var zeros = 0
            while value != 0, zeros < limit, value % 10 == 0 {
                value /= 10
                zeros += 1
            }
            return (.small(value), zeros)
        case .big(var value):
            // An integer divisible by 10^k is divisible by 2^k, which bounds the search.
            let bound = min(limit, value.magnitude.trailingZeroBitCount)
            var zeros = 0
            var step = 1
            while step <= bound / 2 { step *= 2 }
            while step > 0 {
                if zeros + step <= bound {
                    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: BigInt(10).power(step))
                    if remainder.isZero {
                        value = quotient
                        zeros += step
                        continue
                    }
                }
                step /= 2
            }
            return (Coefficient(value), zeros)
        }
    }
}

/// A decimal as it was stated: `coefficient × 10^exponent`. `48.0` is 480 × 10^-1, 1.2万 is 12 × 10^3.
struct DecimalNumber: Sendable {
    var coefficient: Coefficient
    var exponent: Int

    /// The exponent saturates at `±ExactNumber.maximumExponent`.
    init(_ coefficient: Coefficient, _ exponent: Int) {
        self.coefficient = coefficient
        self.exponent = max(-ExactNumber.maximumExponent, min(ExactNumber.maximumExponent, exponent))
    }

    /// The same value with no trailing zero in the coefficient (zero has exponent 0): one form for each value.
    var normalized: DecimalNumber {
        if coefficient.signum == 0 { return DecimalNumber(.small(0), 0) }
        let (value, zeros) = coefficient.strippingTrailingZeros()
        return DecimalNumber(value, exponent + zeros)
    }

    /// The same value without zeros at the end of its fraction: 10.00 → 10, 2.50 → 2.5, 100 → 100.
    var trimmed: DecimalNumber {
        guard exponent < 0 else { return self }
        if coefficient.signum == 0 { return DecimalNumber(.small(0), 0) }
        let (value, zeros) = coefficient.strippingTrailingZeros(atMost: -exponent)
        return DecimalNumber(value, exponent + zeros)
    }

    /// Both coefficients brought to the smaller of the two exponents.
    static func aligned(_ a: DecimalNumber, _ b: DecimalNumber) -> (Coefficient, Coefficient, exponent: Int) {
        if a.exponent == b.exponent { return (a.coefficient, b.coefficient, a.exponent) }
        if a.exponent > b.exponent { return (a.coefficient * .powerOfTen(a.exponent - b.exponent), b.coefficient, b.exponent) }
        return (a.coefficient, b.coefficient * .powerOfTen(b.exponent - a.exponent), a.exponent)
    }

    static func + (a: DecimalNumber, b: DecimalNumber) -> DecimalNumber {
        let (x, y, exponent) = aligned(a, b)
        return DecimalNumber(x + y, exponent)
    }

    /// A factor that is a power of ten moves the point and keeps the digits as stated (48.0 × 10 = 480);
    /// any other makes digits of its own, without zeros at the end of the fraction (2 × 0.5 = 1).
    static func * (a: DecimalNumber, b: DecimalNumber) -> DecimalNumber {
        if let power = b.powerOfTen { return DecimalNumber(a.coefficient, a.exponent + power) }
        if let power = a.powerOfTen { return DecimalNumber(b.coefficient, b.exponent + power) }
        return DecimalNumber(a.coefficient * b.coefficient, a.exponent + b.exponent).trimmed
    }

    static prefix func - (a: DecimalNumber) -> DecimalNumber { DecimalNumber(-a.coefficient, a.exponent) }

    /// k where the value is 10^k.
    var powerOfTen: Int? {
        let value = normalized
        return value.coefficient == .small(1) ? value.exponent : nil
    }

    /// Numerator and denominator, not reduced.
    var rational: (BigInt, BigInt) {
        exponent >= 0
            ? (coefficient.big * Coefficient.powerOfTen(exponent).big, 1)
            : (coefficient.big, Coefficient.powerOfTen(-exponent).big)
    }

    /// The digits, with a point where the exponent is negative; no exponent, no grouping.
    var description: String {
        if case .small(let value) = coefficient, let text = DecimalNumber.text(value, exponent) { return text }
        var digits: String
        switch coefficient {
        case .small(let value): digits = String(value.magnitude)
        case .big(let value): digits = String(value.magnitude)
        }
        if exponent > 0, coefficient.signum != 0 {
            digits += String(repeating: "0", count: exponent)
        } else if exponent < 0 {
            let places = -exponent
            var bytes = Array(digits.utf8)
            if bytes.count <= places { bytes.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: places + 1 - bytes.count), at: 0) }
            bytes.insert(UInt8(ascii: "."), at: bytes.count - places)
            digits = String(decoding: bytes, as: UTF8.self)
        }
        return coefficient.signum < 0 ? "-" + digits : digits
    }

    private static func text(_ coefficient: Int, _ exponent: Int) -> String? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DecimalText.capacity) { bytes in
            guard let base = bytes.baseAddress, let count = DecimalText.write(coefficient, exponent: exponent, to: base) else { return nil }
            return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
        }
    }
}
