/// Cuts one physical line of a rule file into tokens. Errors are reported and skipped, never thrown: the rest of the line goes on.
struct Lexer {
    let file: String
    var diagnostics: [Diagnostic] = []

    /// -> => == != <= >= ..
    private static func isLongSymbol(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        switch (first, second) {
        case ("-", ">"), ("=", ">"), ("=", "="), ("!", "="), ("<", "="), (">", "="), (".", "."): true
        default: false
        }
    }

    /// The symbols of one character, each made once.
    private static let symbols: [Unicode.Scalar: String] = Dictionary(uniqueKeysWithValues: "=<>(){}[]|?*+,;:./-^!&%‰‱".unicodeScalars.map { ($0, String($0)) })

    init(file: String) { self.file = file }

    /// The tokens of a line from `start` on (0-based); without an `.end`.
    mutating func tokens(of text: [Unicode.Scalar], line: Int, from start: Int = 0) -> [Token] {
        var result: [Token] = []
        var i = start
        while i < text.count {
            let scalar = text[i]
            if scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\u{3000}" {
                i += 1
            } else if scalar == "#" {
                break
            } else if scalar == "\"" {
                result.append(string(text, line: line, at: &i))
            } else if Self.isDigit(scalar) {
                let from = i
                while i < text.count, Self.isDigit(text[i]) { i += 1 }
                if i + 1 < text.count, text[i] == ".", Self.isDigit(text[i + 1]) {
                    i += 1
                    while i < text.count, Self.isDigit(text[i]) { i += 1 }
                }
                result.append(Token(kind: .number(Self.string(text[from..<i])), line: line, column: from + 1, length: i - from))
            } else if Self.isNameStart(scalar) {
                let from = i
                while i < text.count, Self.isNameStart(text[i]) || Self.isDigit(text[i]) { i += 1 }
                result.append(Token(kind: .name(Self.string(text[from..<i])), line: line, column: from + 1, length: i - from))
            } else if i + 1 < text.count, Self.isLongSymbol(scalar, text[i + 1]) {
                result.append(Token(kind: .symbol(Self.string(text[i...(i + 1)])), line: line, column: i + 1, length: 2))
                i += 2
            } else if let symbol = Self.symbols[scalar] {
                result.append(Token(kind: .symbol(symbol), line: line, column: i + 1, length: 1))
                i += 1
            } else {
                let place = SourcePlace(file: file, line: line, column: i + 1)
                diagnostics.append(Diagnostic(.unexpectedCharacter, place, "unexpected character `\(scalar)` (U+\(Self.hex(scalar)))", suggestion: "put text to match in quotes: \"\(scalar)\""))
                i += 1
            }
        }
        return result
    }

    private mutating func string(_ text: [Unicode.Scalar], line: Int, at i: inout Int) -> Token {
        let from = i
        var value = String.UnicodeScalarView()
        i += 1
        while i < text.count, text[i] != "\"" {
            if text[i] == "\\", i + 1 < text.count {
                switch text[i + 1] {
                case "\"", "\\": value.append(text[i + 1]); i += 2
                case "n": value.append("\n"); i += 2
                case "t": value.append("\t"); i += 2
                case "u":
                    if let (scalar, next) = Self.unicodeEscape(text, at: i + 2) {
                        value.append(scalar)
                        i = next
                    } else {
                        diagnostics.append(Diagnostic(.badEscape, SourcePlace(file: file, line: line, column: i + 1, length: 2), "bad escape: `\\u` needs a code point in braces", suggestion: "write it as \\u{3000}"))
                        i += 2
                    }
                default:
                    diagnostics.append(Diagnostic(.badEscape, SourcePlace(file: file, line: line, column: i + 1, length: 2), "unknown escape `\\\(text[i + 1])`", suggestion: "known escapes are \\\" \\\\ \\n \\t \\u{…}"))
                    i += 2
                }
            } else {
                value.append(text[i])
                i += 1
            }
        }
        if i < text.count {
            i += 1
        } else {
            diagnostics.append(Diagnostic(.unterminatedString, SourcePlace(file: file, line: line, column: from + 1, length: max(1, i - from)), "text without a closing quote", suggestion: "add \" at the end"))
        }
        return Token(kind: .string(String(value)), line: line, column: from + 1, length: i - from)
    }

    private static func unicodeEscape(_ text: [Unicode.Scalar], at start: Int) -> (Unicode.Scalar, Int)? {
        guard start < text.count, text[start] == "{" else { return nil }
        var i = start + 1
        var digits = ""
        while i < text.count, text[i] != "}", digits.count < 7 { digits.unicodeScalars.append(text[i]); i += 1 }
        guard i < text.count, text[i] == "}", let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else { return nil }
        return (scalar, i + 1)
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3400...0x9FFF: true
        default: false
        }
    }

    static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        if scalars.allSatisfy(\.isASCII) {
            return String(unsafeUninitializedCapacity: scalars.count) { bytes in
                for (offset, scalar) in scalars.enumerated() { bytes[offset] = UInt8(truncatingIfNeeded: scalar.value) }
                return scalars.count
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let text = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text
    }
}
