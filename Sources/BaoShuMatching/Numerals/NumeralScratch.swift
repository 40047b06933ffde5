/// What the reader of numerals writes in: reused from numeral to numeral.
final class NumeralScratch<Value: NumeralValue> {
    /// A finished term with the power of ten of its last large scale.
    struct Term {
        var value: NumeralBounds<Value>
        var scale: Int
    }

    /// More than a numeral has characters: each term takes one at least.
    static var capacity: Int { NumeralLimits.readAtMost + 8 }

    let terms: UnsafeMutablePointer<Term>
    /// ASCII digits of a number in hand.
    let digits: UnsafeMutablePointer<UInt8>

    init() {
        terms = .allocate(capacity: Self.capacity)
        terms.initialize(repeating: Term(value: NumeralBounds(0), scale: 0), count: Self.capacity)
        digits = .allocate(capacity: NumeralLimits.longest + 1)
    }

    deinit {
        terms.deinitialize(count: Self.capacity)
        terms.deallocate()
        digits.deallocate()
    }
}

enum NumeralLimits {
    /// A numeral that is longer is a serial number or noise; it is passed over whole.
    static let longest = 64
    static let readAtMost = longest * 4
}
