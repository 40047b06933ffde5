/// Decimals as ASCII, written straight into memory.
package enum DecimalText {
    /// No decimal that is written takes more bytes.
    @inlinable package static var capacity: Int { 64 }

    /// Writes `coefficient × 10^exponent` as the output has it: digits, with a point where the exponent is negative; no exponent, no grouping.
    ///
    /// - Returns: the number of bytes; nil where the number is longer than nearly all are.
    package static func write(_ coefficient: Int, exponent: Int, to bytes: UnsafeMutablePointer<UInt8>) -> Int? {
        guard exponent > -40, exponent < 40 else { return nil }
        var rest = coefficient.magnitude
        var digits = 1
        var limit: UInt = 10
        while rest >= limit {
            digits += 1
            if digits == 20 { break }
            limit *= 10
        }
        let zeros = coefficient == 0 ? 0 : max(0, exponent)
        let places = max(0, -exponent)
        let whole = max(1, digits + zeros - places)
        let length = (coefficient < 0 ? 1 : 0) + whole + (places > 0 ? places + 1 : 0)
        var place = length
        for _ in 0..<zeros {
            place -= 1
            bytes[place] = UInt8(ascii: "0")
        }
        for number in 0..<(whole - zeros + places) {
            place -= 1
            if number == places, places > 0 {
                bytes[place] = UInt8(ascii: ".")
                place -= 1
            }
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        if coefficient < 0 { bytes[0] = UInt8(ascii: "-") }
        return length
    }
}
