/// What is wrong with a JSON text, and at which byte of it.
package struct JSONProblem: Error, Hashable {
    package var offset: Int
    package var message: String
}

/// Walks over JSON (RFC 8259) in UTF-8 and checks all of it, without building values: strings and numbers are given as ranges of bytes.
///
/// The caller keeps the bytes alive while the scanner is used.
struct JSONScanner {
    /// A string's bytes between its quotation marks.
    struct StringToken {
        var range: Range<Int>
        /// Whether it has escapes; one without them can be decoded as it stands.
        var escaped: Bool
    }

    enum Value {
        case string(StringToken)
        case number(Range<Int>)
        case null
        case boolean
        case array
        case object

        /// The kind of value, for messages.
        var name: String {
            switch self {
            case .string: "a string"
            case .number: "a number"
            case .null: "null"
            case .boolean: "true or false"
            case .array: "an array"
            case .object: "an object"
            }
        }
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    let maximumDepth: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    func problem(_ message: String) -> JSONProblem { JSONProblem(offset: min(position, bytes.count), message: message) }

    /// The next byte, 0 at the end: no JSON has a NUL outside of a string, nor unescaped in one.
    @inline(__always)
    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    @inline(__always)
    mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position &+= 1
        }
    }

    /// Takes a string from its opening quotation mark on.
    mutating func string() throws(JSONProblem) -> StringToken {
        guard current == UInt8(ascii: "\"") else { throw problem("expected a string in quotation marks") }
        let opening = position
        position &+= 1
        let start = position
        var escaped = false
        let end = bytes.count
        guard let base = bytes.baseAddress else { throw problem("expected a string in quotation marks") }
        while true {
            // Eight bytes at a time while none of them is a quotation mark, a backslash or a control character.
            while position &+ 8 <= end {
                let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
                let quote = word ^ 0x2222_2222_2222_2222
                let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
                let ones: UInt64 = 0x0101_0101_0101_0101
                let found = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- 0x2020_2020_2020_2020) & ~word)
                if found & 0x8080_8080_8080_8080 != 0 { break }
                position &+= 8
            }
            guard position < end else {
                position = opening
                throw problem("a string is not closed")
            }
            let byte = base[position]
            if byte == UInt8(ascii: "\"") {
                let token = StringToken(range: start..<position, escaped: escaped)
                position &+= 1
                return token
            }
            if byte == UInt8(ascii: "\\") {
                escaped = true
                try escape()
            } else if byte < 0x20 {
                throw problem("a control character stands in a string; write it as an escape such as \\n")
            } else {
                position &+= 1
            }
        }
    }

    private mutating func escape() throws(JSONProblem) {
        let kind = position + 1 < bytes.count ? bytes[position + 1] : 0
        switch kind {
        case UInt8(ascii: "u"):
            guard position + 6 <= bytes.count, (2..<6).allSatisfy({ Self.hexadecimal(bytes[position + $0]) != nil }) else {
                throw problem("\\u needs four hexadecimal digits")
            }
            position += 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        default:
            throw problem("a backslash begins no escape that JSON has")
        }
    }

    @inline(__always)
    static func hexadecimal(_ byte: UInt8) -> UInt16? {
        switch byte {
        case 0x30...0x39: UInt16(byte - 0x30)
        case 0x41...0x46: UInt16(byte - 0x37)
        case 0x61...0x66: UInt16(byte - 0x57)
        default: nil
        }
    }

    /// Takes any value; what is inside of arrays and objects is checked and passed over.
    mutating func value(depth: Int) throws(JSONProblem) -> Value {
        switch current {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"):
            try members(depth: depth)
            return .object
        case UInt8(ascii: "["):
            try elements(depth: depth)
            return .array
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        case UInt8(ascii: "t"):
            try word("true")
            return .boolean
        case UInt8(ascii: "f"):
            try word("false")
            return .boolean
        case UInt8(ascii: "-"), 0x30...0x39:
            return .number(try number())
        default:
            throw problem(position < bytes.count ? "expected a value" : "the line ends where a value should stand")
        }
    }

    private mutating func members(depth: Int) throws(JSONProblem) {
        try deeper(depth)
        position += 1
        skipSpace()
        if current == UInt8(ascii: "}") { position += 1; return }
        while true {
            _ = try string()
            try colon()
            _ = try value(depth: depth + 1)
            if try !comma(closing: UInt8(ascii: "}")) { return }
            guard current == UInt8(ascii: "\"") else { throw problem("expected a field name in quotation marks after the comma") }
        }
    }

    private mutating func elements(depth: Int) throws(JSONProblem) {
        try deeper(depth)
        position += 1
        skipSpace()
        if current == UInt8(ascii: "]") { position += 1; return }
        while true {
            _ = try value(depth: depth + 1)
            if try !comma(closing: UInt8(ascii: "]")) { return }
        }
    }

    private func deeper(_ depth: Int) throws(JSONProblem) {
        if depth >= maximumDepth { throw problem("nesting deeper than \(maximumDepth) levels") }
    }

    /// Takes the colon after a field name, with the blanks around it.
    @inline(__always)
    mutating func colon() throws(JSONProblem) {
        skipSpace()
        guard current == UInt8(ascii: ":") else { throw problem("expected ':' after a field name") }
        position += 1
        skipSpace()
    }

    /// Takes a comma, or the closing mark: false where it was that.
    @inline(__always)
    mutating func comma(closing: UInt8) throws(JSONProblem) -> Bool {
        skipSpace()
        if current == UInt8(ascii: ",") {
            position += 1
            skipSpace()
            return true
        }
        guard current == closing else { throw problem("expected ',' or '\(Character(UnicodeScalar(closing)))' after a value") }
        position += 1
        return false
    }

    private mutating func word(_ word: StaticString) throws(JSONProblem) {
        for k in 0..<word.utf8CodeUnitCount {
            guard position + k < bytes.count, bytes[position + k] == word.utf8Start[k] else { throw problem("expected \(word)") }
        }
        position += word.utf8CodeUnitCount
    }

    private mutating func number() throws(JSONProblem) -> Range<Int> {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") {
            position += 1
        } else {
            try digits()
        }
        if current == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return start..<position
    }

    private mutating func digits() throws(JSONProblem) {
        guard (0x30...0x39).contains(current) else { throw problem("expected a digit") }
        while (0x30...0x39).contains(current) { position += 1 }
    }
}
