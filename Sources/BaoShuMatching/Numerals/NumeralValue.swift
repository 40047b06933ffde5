import BaoShuValues

/// The arithmetic that reading a numeral needs. Digits stay as stated, as in `ExactNumber`.
protocol NumeralValue {
    init(_ int: Int)
    /// ASCII digits with at most one point between them.
    init(digits: UnsafeBufferPointer<UInt8>)
    /// This integer with decimals behind it; nil where it has decimals already.
    func with(decimals: UnsafeBufferPointer<UInt8>) -> Self?
    static func + (a: Self, b: Self) -> Self
    static prefix func - (a: Self) -> Self
    func scaled(byPowerOfTen power: Int) -> Self
    /// The place of the last digit that is not zero, as a power of ten; 1 for zero.
    var lastPlace: Self { get }
    var isZero: Bool { get }
    /// Of a power of ten whether it is less than ten.
    var isBelowTen: Bool { get }
    /// The value; nil where it did not fit.
    var exact: ExactNumber? { get }
}

extension ExactNumber: NumeralValue {
    init(digits: UnsafeBufferPointer<UInt8>) { self = ExactNumber(decimal: digits) ?? .zero }

    func with(decimals: UnsafeBufferPointer<UInt8>) -> ExactNumber? { ExactNumber(decimal: Array((description + ".").utf8) + decimals) }

    var isBelowTen: Bool { self < ExactNumber(10) }

    var exact: ExactNumber? { self }
}

/// `coefficient × 10^exponent` in machine words, as nearly all numerals are. What is computed from something that did not fit does not
/// fit either.
struct ShortDecimal: NumeralValue, BitwiseCopyable {
    private var coefficient: Int64
    private var exponent: Int32
    private var isOver: Bool

    private init(_ coefficient: Int64, _ exponent: Int32, isOver: Bool = false) {
        self.coefficient = coefficient
        self.exponent = exponent
        self.isOver = isOver || exponent > 9000 || exponent < -9000
    }

    init(_ int: Int) { self.init(Int64(int), 0) }

    init(digits: UnsafeBufferPointer<UInt8>) { self = ShortDecimal(0, 0).reading(digits, places: -1) }

    func with(decimals: UnsafeBufferPointer<UInt8>) -> ShortDecimal? {
        if exponent < 0 { return nil }
        return (self + ShortDecimal(0, 0)).reading(decimals, places: 0)
    }

    /// Appends digits; behind a point where `places` is not -1.
    private func reading(_ digits: UnsafeBufferPointer<UInt8>, places: Int32) -> ShortDecimal {
        var (value, over, places) = (coefficient, isOver, places)
        for byte in digits {
            if byte == 0x2E {
                places = 0
                continue
            }
            let (ten, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow2) = ten.addingReportingOverflow(Int64(byte) - 0x30)
            value = sum
            over = over || overflow || overflow2
            if places >= 0 { places += 1 }
        }
        return ShortDecimal(value, places > 0 ? -places : 0, isOver: over)
    }

    static func + (a: ShortDecimal, b: ShortDecimal) -> ShortDecimal {
        let (high, low) = a.exponent >= b.exponent ? (a, b) : (b, a)
        let distance = high.exponent - low.exponent
        guard distance <= 18 else { return ShortDecimal(0, 0, isOver: true) }
        let (raised, overflow) = high.coefficient.multipliedReportingOverflow(by: powerOfTen(distance))
        let (sum, overflow2) = raised.addingReportingOverflow(low.coefficient)
        return ShortDecimal(sum, low.exponent, isOver: a.isOver || b.isOver || overflow || overflow2)
    }

    static prefix func - (a: ShortDecimal) -> ShortDecimal { ShortDecimal(0 &- a.coefficient, a.exponent, isOver: a.isOver || a.coefficient == .min) }

    func scaled(byPowerOfTen power: Int) -> ShortDecimal { ShortDecimal(coefficient, exponent + Int32(power), isOver: isOver) }

    var lastPlace: ShortDecimal {
        var (value, place) = (coefficient, exponent)
        if value == 0 { place = 0 }
        while value != 0, value % 10 == 0 {
            value /= 10
            place += 1
        }
        return ShortDecimal(1, place, isOver: isOver)
    }

    var isZero: Bool { coefficient == 0 && !isOver }

    var isBelowTen: Bool { exponent < 1 }

    var exact: ExactNumber? { isOver ? nil : ExactNumber(coefficient: Int(coefficient), exponent: Int(exponent)) }

    /// - Parameter power: 0 to 18.
    private static func powerOfTen(_ power: Int32) -> Int64 {
        var value: Int64 = 1
        for _ in 0..<power { value &*= 10 }
        return value
    }
}
