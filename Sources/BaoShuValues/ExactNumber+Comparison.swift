internal import BigInt

extension ExactNumber: Comparable, Hashable {
    /// Equality by value: 1/2, 2/4, 0.5 and 0.50 are equal.
    package static func == (a: ExactNumber, b: ExactNumber) -> Bool { order(a, b) == 0 }

    package static func < (a: ExactNumber, b: ExactNumber) -> Bool { order(a, b) < 0 }

    package func hash(into hasher: inout Hasher) {
        switch storage {
        case .decimal(let value):
            let value = value.normalized
            hasher.combine(value.coefficient)
            hasher.combine(value.exponent)
        case .fraction:
            let (top, bottom) = rational
            let reduced = ExactNumber(ratio: top, to: bottom)
            if case .fraction(let top, let bottom) = reduced.storage {
                hasher.combine(top.coefficient)
                hasher.combine(bottom.coefficient)
            } else {
                reduced.hash(into: &hasher)
            }
        }
    }

    private static func order(_ a: ExactNumber, _ b: ExactNumber) -> Int {
        if a.signum != b.signum { return a.signum < b.signum ? -1 : 1 }
        if case .decimal(let x) = a.storage, case .decimal(let y) = b.storage {
            let (p, q, _) = DecimalNumber.aligned(x, y)
            if case .small(let p) = p, case .small(let q) = q { return p < q ? -1 : p == q ? 0 : 1 }
            let (big, other) = (p.big, q.big)
            return big < other ? -1 : big == other ? 0 : 1
        }
        let ((p, q), (r, s)) = (a.rational, b.rational)
        let (left, right) = (p * s, r * q)
        return left < right ? -1 : left == right ? 0 : 1
    }
}

extension ExactNumber {
    /// -1, 0 or 1.
    package var signum: Int {
        switch storage {
        case .decimal(let value): value.coefficient.signum
        case .fraction(let top, let bottom): top.coefficient.signum * bottom.coefficient.signum
        }
    }

    package var isZero: Bool { signum == 0 }
    package var isNegative: Bool { signum < 0 }

    /// The value as an `Int`, nil where it is no integer or does not fit.
    package var intValue: Int? {
        if case .decimal(let value) = storage {
            let value = value.trimmed
            guard value.exponent >= 0 else { return nil }
            if value.exponent == 0, case .small(let int) = value.coefficient { return int }
            if value.coefficient.signum == 0 { return 0 }
            guard value.exponent <= 18, case .small(let int) = value.coefficient * .powerOfTen(value.exponent) else { return nil }
            return int
        }
        let (top, bottom) = rational
        let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
        return remainder.isZero ? Int(exactly: quotient) : nil
    }

    /// The place of the last digit that is not zero, as a power of ten: 230 → 10, 1.2万 → 1000, 100 → 100, 3 → 1, 0.57 → 0.01; 1 for zero.
    ///
    /// A vague number "N and some" reaches from N to N plus this. A fraction that has no last digit counts 1.
    package var lastPlace: ExactNumber {
        switch storage {
        case .decimal(let value):
            return .powerOfTen(value.normalized.exponent)
        case .fraction:
            let (top, bottom) = rational
            let reduced = ExactNumber(ratio: top, to: bottom)
            return reduced.isFraction ? .one : reduced.lastPlace
        }
    }
}
