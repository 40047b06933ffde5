import BaoShuValues
import Testing

/// Digits written straight into memory are those of the exact number, read back from them.
@Suite struct DecimalTextTests {
    @Test(arguments: [0, 1, -1, 5, 10, 99, 100, -480, 1_234_567, 999_999_999_999, Int.max, Int.min])
    func written(_ coefficient: Int) throws {
        for exponent in [-45, -39, -20, -19, -12, -3, -2, -1, 0, 1, 2, 18, 39, 45] {
            var bytes = Array(repeating: UInt8(ascii: "#"), count: DecimalText.capacity)
            let count = bytes.withUnsafeMutableBufferPointer { DecimalText.write(coefficient, exponent: exponent, to: $0.baseAddress.unsafelyUnwrapped) }
            guard let count else {
                #expect(abs(exponent) >= 40)
                continue
            }
            let text = String(decoding: bytes[..<count], as: UTF8.self)
            #expect(bytes[count...].allSatisfy { $0 == UInt8(ascii: "#") })
            let number = ExactNumber(coefficient: coefficient, exponent: exponent)
            #expect(ExactNumber(text) == number && text == number.description, "\(coefficient) \(exponent)")
            // As many digits as are stated, one before a point.
            let places = text.utf8.firstIndex(of: UInt8(ascii: ".")).map { text.utf8.distance(from: $0, to: text.utf8.endIndex) - 1 } ?? 0
            #expect(places == max(0, -exponent) && !text.hasPrefix("."))
        }
    }

    @Test(arguments: ["0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31"])
    func days(_ text: String) throws {
        let day = try #require(Day(iso8601: text))
        var bytes = Array(repeating: UInt8(0), count: Day.textLength)
        #expect(bytes.withUnsafeMutableBufferPointer { day.write(to: $0.baseAddress.unsafelyUnwrapped) } == 10)
        #expect(String(decoding: bytes, as: UTF8.self) == text && day.description == text)
    }
}
