import BaoShuValues
import BigInt
import TestSupport
import Testing

@Suite struct ExactNumberTests {
    @Test(arguments: [
        ("148.3", "148.3"), ("-0.57", "-0.57"), ("48.0", "48.0"), ("0", "0"), ("-0", "0"), ("007", "7"), ("+3", "3"), ("0.00", "0.00"),
        ("-0.05", "-0.05"), ("1/3", "1/3"), ("2/4", "2/4"), ("1.5/2", "1.5/2"), ("-1/3", "-1/3"),
        ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9223372036854775808"),
        ("-9223372036854775808", "-9223372036854775808"), ("123456789012345678901234567890.123", "123456789012345678901234567890.123"),
    ])
    func readsAndPrints(text: String, printed: String) throws {
        #expect(try #require(ExactNumber(text)).description == printed)
    }

    @Test(arguments: ["", "-", "+", ".", "5.", ".5", "1.2.3", "1e5", " 1", "1 ", "１", "1/0", "1/0.0", "1/", "/2", "1/2/3", "--1", "1,000", "-.5", "一"])
    func rejects(text: String) {
        #expect(ExactNumber(text) == nil)
    }

    @Test func lengthIsBounded() {
        let limit = ExactNumber.maximumLength
        #expect(ExactNumber(String(repeating: "7", count: limit))?.description.utf8.count == limit)
        #expect(ExactNumber(String(repeating: "7", count: limit + 1)) == nil)
        #expect(ExactNumber(decimal: repeatElement(UInt8(ascii: "7"), count: limit + 1)) == nil)
    }

    @Test(arguments: [
        ("148.3", 8, "14830000000"), ("2.21", 12, "2210000000000"), ("2.50", 2, "250"), ("1.2", 4, "12000"), ("5338", 4, "53380000"),
        ("48.0", 0, "48.0"), ("48.0", 1, "480"), ("3", -2, "0.03"), ("1/2", 4, "5000"), ("1/3", 4, "10000/3"), ("1/3", 0, "1/3"), ("0", 8, "0"),
    ])
    func scales(text: String, power: Int, printed: String) throws {
        #expect(try #require(ExactNumber(text)).scaled(byPowerOfTen: power).description == printed)
    }

    @Test(arguments: [
        ("2.50", "*", "100", "250"), ("148.3", "*", "100000000", "14830000000"), ("2", "*", "0.5", "1"), ("3", "*", "0.5", "1.5"),
        ("48.0", "*", "1", "48.0"), ("10000", "+", "2000", "12000"), ("14", "+", "0.5", "14.5"), ("1.2", "+", "0.80", "2.00"),
        ("1/3", "*", "3", "1"), ("1/2", "+", "1/2", "1"), ("1/3", "+", "1/3", "2/3"), ("2/4", "*", "1", "2/4"), ("1", "*", "2/4", "2/4"),
        ("1", "/", "3", "1/3"), ("1", "/", "8", "0.125"), ("6", "/", "4", "1.5"), ("10", "/", "4", "2.5"), ("2", "/", "-6", "-1/3"),
        ("48.0", "/", "100", "0.480"), ("1/3", "/", "1/6", "2"), ("7.5", "*", "10", "75"), ("1", "-", "1/3", "2/3"), ("1", "-", "0.9", "0.1"),
        ("9223372036854775807", "+", "1", "9223372036854775808"), ("-9223372036854775808", "-", "1", "-9223372036854775809"),
        ("-9223372036854775808", "*", "-3", "27670116110564327424"), ("9223372036854775808", "-", "1", "9223372036854775807"),
    ])
    func computes(a: String, op: String, b: String, printed: String) throws {
        let (x, y) = (try #require(ExactNumber(a)), try #require(ExactNumber(b)))
        let result: ExactNumber? =
            switch op {
            case "+": x + y
            case "-": x - y
            case "*": x * y
            default: x / y
            }
        #expect(result?.description == printed)
    }

    @Test func divisionByZeroHasNoValue() {
        #expect(ExactNumber(1).divided(by: 0) == nil)
        #expect((ExactNumber(1) / ExactNumber(coefficient: 0, exponent: -2)) == nil)
        #expect(ExactNumber.fraction(1, 0) == nil)
        #expect(ExactNumber.fraction(ExactNumber("1/2")!, 3) == nil)
    }

    @Test(arguments: [
        ("230", "10"), ("20", "10"), ("100", "100"), ("3", "1"), ("30000", "10000"), ("740", "10"), ("0.57", "0.01"), ("48.0", "1"), ("0", "1"),
        ("1/3", "1"), ("12340000000000000000000", "10000000000000000000"),
    ])
    func lastPlace(text: String, place: String) throws {
        #expect(try #require(ExactNumber(text)).lastPlace.description == place)
    }

    @Test func lastPlaceOfAScaledDecimal() throws {
        #expect(try #require(ExactNumber("1.2")).scaled(byPowerOfTen: 4).lastPlace.description == "1000")
    }

    @Test(arguments: [
        ("48.0", 48), ("4/2", 2), ("-3", -3), ("120", 120), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("0.00", 0),
    ])
    func integers(text: String, int: Int) throws {
        let number = try #require(ExactNumber(text))
        #expect(number.intValue == int)
    }

    @Test(arguments: ["0.5", "1/3", "9223372036854775808", "48.01"])
    func noInt(text: String) throws {
        #expect(try #require(ExactNumber(text)).intValue == nil)
    }

    @Test func truncatesTowardZero() throws {
        #expect(try #require(ExactNumber("-7/2")).truncated == -3)
        #expect(try #require(ExactNumber("7.99")).truncated == 7)
    }

    @Test(arguments: [["1/2", "2/4", "0.5", "0.50", "-1/-2", "5/10"], ["0", "0.00", "-0", "0/7"], ["1/3", "2/6", "-1/-3"], ["100", "100.0", "200/2"]])
    func equalValuesHashAlike(texts: [String]) throws {
        let numbers = try texts.map { try #require(ExactNumber($0)) }
        #expect(Set(numbers).count == 1)
        #expect(numbers.allSatisfy { $0 == numbers[0] && !($0 < numbers[0]) })
    }

    @Test func order() throws {
        let texts = ["-1000000000000000000000", "-2", "-1/2", "-0.3", "0", "0.3", "1/3", "0.34", "1", "48.0", "1000000000000000000000"]
        let numbers = try texts.map { try #require(ExactNumber($0)) }
        #expect(numbers.reversed().sorted().map(\.description) == texts)
    }

    @Test func scalingSaturates() {
        #expect(ExactNumber(1).scaled(byPowerOfTen: .max) == .powerOfTen(ExactNumber.maximumExponent))
        #expect(ExactNumber(1).scaled(byPowerOfTen: .min).description.utf8.count == ExactNumber.maximumExponent + 2)
    }

    /// Random pairs, small and large, against integer arithmetic over a common denominator.
    @Test func agreesWithBigIntegers() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<3000 {
            let (a, b) = (Sample(&random), Sample(&random))
            let (x, y) = (try #require(ExactNumber(a.text)), try #require(ExactNumber(b.text)))
            let scale = BigInt(10).power(max(a.places, b.places))
            let (p, q) = (a.digits * scale / BigInt(10).power(a.places), b.digits * scale / BigInt(10).power(b.places))
            #expect(x.description == (a.digits.isZero ? x.magnitude.description : a.text))
            #expect((x + y) == (try quotient(p + q, scale)))
            #expect((x - y) == (try quotient(p - q, scale)))
            #expect((x * y) == (try quotient(p * q, scale * scale)))
            if !q.isZero { #expect((x / y) == (try quotient(p, q))) }
            #expect((x < y) == (p < q))
            #expect((x == y) == (p == q))
            if x == y { #expect(x.hashValue == y.hashValue) }
        }
    }

    private func quotient(_ top: BigInt, _ bottom: BigInt) throws -> ExactNumber { try #require(ExactNumber("\(top)/\(bottom)")) }

    private struct Sample {
        var digits: BigInt
        var places: Int
        var text: String

        init(_ random: inout SeededGenerator) {
            let length = [1, 2, 5, 17, 19, 40].randomElement(using: &random)!
            var ascii = ""
            for _ in 0..<length { ascii += String(Int.random(in: 0...9, using: &random)) }
            digits = BigInt(ascii)! * (Bool.random(using: &random) ? 1 : -1)
            places = Int.random(in: 0...6, using: &random)
            var whole = String(digits.magnitude)
            if whole.utf8.count <= places { whole = String(repeating: "0", count: places + 1 - whole.utf8.count) + whole }
            if places > 0 { whole.insert(".", at: whole.index(whole.endIndex, offsetBy: -places)) }
            text = (digits < 0 ? "-" : "") + whole
        }
    }
}
