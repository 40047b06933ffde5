internal import BigInt

/// Arithmetic on decimals keeps the digits as stated; where a fraction takes part, the result is a decimal if it ends,
/// else a fraction in lowest terms.
extension ExactNumber {
    package static func + (a: ExactNumber, b: ExactNumber) -> ExactNumber {
        if case .decimal(let x) = a.storage, case .decimal(let y) = b.storage { return ExactNumber(x + y) }
        let ((p, q), (r, s)) = (a.rational, b.rational)
        return ExactNumber(ratio: p * s + r * q, to: q * s)
    }

    package static func - (a: ExactNumber, b: ExactNumber) -> ExactNumber { a + -b }

    package static func * (a: ExactNumber, b: ExactNumber) -> ExactNumber {
        if case .decimal(let x) = a.storage, case .decimal(let y) = b.storage { return ExactNumber(x * y) }
        // A factor of one leaves a fraction as it is written.
        if b.isFraction == false, b == .one { return a }
        if a.isFraction == false, a == .one { return b }
        let ((p, q), (r, s)) = (a.rational, b.rational)
        return ExactNumber(ratio: p * r, to: q * s)
    }

    /// The quotient, nil for a zero divisor.
    package static func / (a: ExactNumber, b: ExactNumber) -> ExactNumber? { a.divided(by: b) }

    /// The quotient: a decimal where it ends, else a fraction in lowest terms; nil for a zero divisor.
    package func divided(by divisor: ExactNumber) -> ExactNumber? {
        if divisor.isZero { return nil }
        if case .decimal(let x) = storage, case .decimal(let y) = divisor.storage, let power = y.powerOfTen {
            return ExactNumber(DecimalNumber(x.coefficient, x.exponent - power))
        }
        let ((p, q), (r, s)) = (rational, divisor.rational)
        return ExactNumber(ratio: p * s, to: q * r)
    }

    package static prefix func - (a: ExactNumber) -> ExactNumber {
        switch a.storage {
        case .decimal(let value): ExactNumber(-value)
        case .fraction(let top, let bottom): ExactNumber(.fraction(-top, bottom))
        }
    }

    package var magnitude: ExactNumber { signum < 0 ? -self : self }

    /// The number times 10^power, its digits as stated: 148.3 by 8 is 14830000000, 1.2 by 4 is 12000.
    /// The power saturates where the result would pass `maximumExponent`.
    package func scaled(byPowerOfTen power: Int) -> ExactNumber {
        let limit = ExactNumber.maximumExponent
        let power = max(-2 * limit, min(2 * limit, power))
        switch storage {
        case .decimal(let value): return ExactNumber(DecimalNumber(value.coefficient, value.exponent + power))
        case .fraction: return power == 0 ? self : self * .powerOfTen(power)
        }
    }

    /// The number without what follows the point, toward zero.
    package var truncated: ExactNumber {
        if case .decimal(let value) = storage, value.exponent >= 0 { return self }
        let (top, bottom) = rational
        return ExactNumber(DecimalNumber(Coefficient(top / bottom), 0))
    }

    /// Numerator and positive denominator, not reduced.
    var rational: (BigInt, BigInt) {
        switch storage {
        case .decimal(let value):
            return value.rational
        case .fraction(let top, let bottom):
            let ((p, q), (r, s)) = (top.rational, bottom.rational)
            return r.sign == .minus ? (-(p * s), -(q * r)) : (p * s, q * r)
        }
    }

    /// top / bottom as a decimal where it ends, else in lowest terms. `bottom` is not zero.
    init(ratio top: BigInt, to bottom: BigInt) {
        let divisor = top.greatestCommonDivisor(with: bottom)
        let negative = bottom.sign == .minus
        let numerator = (negative ? -top : top) / divisor
        let denominator = (negative ? -bottom : bottom) / divisor
        if let decimal = DecimalNumber(numerator, over: denominator) {
            self.init(decimal)
        } else {
            self.init(.fraction(DecimalNumber(Coefficient(numerator), 0), DecimalNumber(Coefficient(denominator), 0)))
        }
    }
}

extension DecimalNumber {
    /// numerator / denominator, in lowest terms with a positive denominator, where its decimal ends: where the denominator has no
    /// prime factor but 2 and 5.
    init?(_ numerator: BigInt, over denominator: BigInt) {
        let twos = denominator.magnitude.trailingZeroBitCount
        var rest = denominator >> twos
        var fives = 0
        while rest > 1 {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
            guard remainder.isZero else { return nil }
            rest = quotient
            fives += 1
        }
        let places = max(twos, fives)
        // Past the largest exponent the value stays a fraction, so that it stays exact.
        guard places <= ExactNumber.maximumExponent else { return nil }
        let factor = twos > fives ? BigInt(5).power(twos - fives) : BigInt(1) << (fives - twos)
        self.init(Coefficient(numerator * factor), -places)
    }
}

extension ExactNumber {
    /// The number as a decimal where one ends that equals it, otherwise the fraction as written: 1/2 gives 0.5, 48.0 stays.
    package var decimalIfItEnds: ExactNumber {
        guard isFraction else { return self }
        let (top, bottom) = rational
        let value = ExactNumber(ratio: top, to: bottom)
        return value.isFraction ? self : value
    }
}
