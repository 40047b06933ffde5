import BaoShuValues
import Testing

/// Small decimals against exact numbers: every operation gives the same digits, or leaves it to them.
@Suite struct SmallDecimalTests {
    private static let numbers = [
        "0", "0.00", "1", "-1", "10", "100", "0.1", "0.001", "2", "0.5", "48.0", "-0.57", "148.3", "999999999999", "-250", "2.50", "9223372036854775807",
        "-9223372036854775808", "1000000000000000000", "0.000000000001",
    ]

    @Test(arguments: numbers)
    func computesAsExactNumbers(text: String) throws {
        let a = try #require(ExactNumber(text))
        let x = try #require(a.small)
        #expect(ExactNumber(x).description == a.description)
        #expect(x.intValue == a.intValue)
        if let negative = -x { #expect(ExactNumber(negative).description == (-a).description) } else { #expect(text == "-9223372036854775808") }
        for other in Self.numbers {
            let b = try #require(ExactNumber(other))
            let y = try #require(b.small)
            if let sum = x + y { #expect(ExactNumber(sum).description == (a + b).description) }
            if let difference = x - y { #expect(ExactNumber(difference).description == (a - b).description) }
            if let product = x * y { #expect(ExactNumber(product).description == (a * b).description) }
            if let order = SmallDecimal.order(x, y) { #expect(order == (a < b ? -1 : a == b ? 0 : 1)) }
        }
    }

    @Test func leavesWhatDoesNotFit() throws {
        let most = try #require(ExactNumber("9223372036854775807")?.small)
        #expect(most + SmallDecimal(1) == nil)
        #expect(most * SmallDecimal(3) == nil)
        #expect(ExactNumber("9223372036854775808")?.small == nil)
        #expect(ExactNumber("1/3")?.small == nil)
        #expect(SmallDecimal(coefficient: 1, exponent: ExactNumber.maximumExponent + 1) == nil)
    }
}
