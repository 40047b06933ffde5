/// A decimal whose digits fit a machine word, `coefficient × 10^exponent`: plain memory, for what is computed often.
///
/// Each operation is that of ``ExactNumber``, digits as stated included, or nil where the result is not as small: then that of
/// ``ExactNumber`` has to do it.
package struct SmallDecimal: Sendable, BitwiseCopyable {
    package let coefficient: Int
    /// Within ±`ExactNumber.maximumExponent`.
    package let exponent: Int

    package init(_ coefficient: Int) { (self.coefficient, exponent) = (coefficient, 0) }

    private init(_ coefficient: Int, _ exponent: Int) { (self.coefficient, self.exponent) = (coefficient, exponent) }

    /// nil where the exponent is out of its range.
    package init?(coefficient: Int, exponent: Int) {
        guard exponent >= -ExactNumber.maximumExponent, exponent <= ExactNumber.maximumExponent else { return nil }
        self.init(coefficient, exponent)
    }

    package static func + (a: SmallDecimal, b: SmallDecimal) -> SmallDecimal? {
        guard let (x, y) = aligned(a, b) else { return nil }
        let (sum, overflow) = x.addingReportingOverflow(y)
        return overflow ? nil : SmallDecimal(sum, min(a.exponent, b.exponent))
    }

    package static func - (a: SmallDecimal, b: SmallDecimal) -> SmallDecimal? { (-b).flatMap { a + $0 } }

    package static func * (a: SmallDecimal, b: SmallDecimal) -> SmallDecimal? {
        // As of all decimals: a power of ten moves the point, any other factor makes digits of its own.
        if let power = b.powerOfTen { return SmallDecimal(coefficient: a.coefficient, exponent: a.exponent + power) }
        if let power = a.powerOfTen { return SmallDecimal(coefficient: b.coefficient, exponent: b.exponent + power) }
        let (product, overflow) = a.coefficient.multipliedReportingOverflow(by: b.coefficient)
        return overflow ? nil : SmallDecimal(coefficient: product, exponent: a.exponent + b.exponent)?.trimmed
    }

    package static prefix func - (a: SmallDecimal) -> SmallDecimal? { a.coefficient == .min ? nil : SmallDecimal(-a.coefficient, a.exponent) }

    /// -1, 0 or 1 by value.
    package static func order(_ a: SmallDecimal, _ b: SmallDecimal) -> Int? {
        if a.exponent == b.exponent { return a.coefficient < b.coefficient ? -1 : a.coefficient == b.coefficient ? 0 : 1 }
        let (p, q) = (a.coefficient.signum(), b.coefficient.signum())
        if p != q { return p < q ? -1 : 1 }
        guard let (x, y) = aligned(a, b) else { return nil }
        return x < y ? -1 : x == y ? 0 : 1
    }

    /// The value as an `Int`; nil where it is no integer or does not fit.
    package var intValue: Int? {
        if exponent == 0 { return coefficient }
        if coefficient == 0 { return 0 }
        if exponent > 0 { return exponent > 18 ? nil : SmallDecimal.raised(coefficient, by: exponent) }
        let value = trimmed
        return value.exponent < 0 ? nil : value.coefficient
    }

    /// k where the value is 10^k.
    private var powerOfTen: Int? {
        if coefficient == 1 { return exponent }
        guard coefficient > 1, coefficient % 10 == 0 else { return nil }
        var (value, power) = (coefficient, exponent)
        while value % 10 == 0 {
            value /= 10
            power += 1
        }
        return value == 1 ? power : nil
    }

    /// Without zeros at the end of its fraction.
    private var trimmed: SmallDecimal {
        if exponent >= 0 { return self }
        if coefficient == 0 { return SmallDecimal(0, 0) }
        var (value, power) = (coefficient, exponent)
        while power < 0, value % 10 == 0 {
            value /= 10
            power += 1
        }
        return SmallDecimal(value, power)
    }

    /// Both coefficients brought to the smaller of the two exponents.
    private static func aligned(_ a: SmallDecimal, _ b: SmallDecimal) -> (Int, Int)? {
        if a.exponent == b.exponent { return (a.coefficient, b.coefficient) }
        if a.exponent > b.exponent { return raised(a.coefficient, by: a.exponent - b.exponent).map { ($0, b.coefficient) } }
        return raised(b.coefficient, by: b.exponent - a.exponent).map { (a.coefficient, $0) }
    }

    private static func raised(_ value: Int, by power: Int) -> Int? {
        guard power <= 18 else { return nil }
        var result = value
        for _ in 0..<power {
            let (ten, overflow) = result.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            result = ten
        }
        return result
    }
}

extension ExactNumber {
    /// The number as a small decimal; nil for fractions and for what does not fit a machine word.
    package var small: SmallDecimal? {
        guard case .decimal(let value) = storage, case .small(let coefficient) = value.coefficient else { return nil }
        return SmallDecimal(coefficient: coefficient, exponent: value.exponent)
    }

    package init(_ value: SmallDecimal) { self.init(coefficient: value.coefficient, exponent: value.exponent) }
}
