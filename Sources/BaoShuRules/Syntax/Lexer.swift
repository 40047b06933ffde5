/// Cuts one physical line of a rule file into tokens. Errors are reported and skipped, never thrown: the rest of the line goes on.
struct Lexer {
    let file: String
    /// The whole file, in well-formed UTF-8.
    let bytes: UnsafeBufferPointer<UInt8>
    var diagnostics: [Diagnostic] = []

    init(file: String, bytes: UnsafeBufferPointer<UInt8>) {
        self.file = file
        self.bytes = bytes
    }

    /// The tokens of a line, without an `.end`.
    mutating func tokens(of line: StatementLines.Line) -> [Token] {
        var result: [Token] = []
        result.reserveCapacity((line.end - line.textStart) / 4 + 2)
        addTokens(of: line, to: &result)
        return result
    }

    mutating func addTokens(of line: StatementLines.Line, to result: inout [Token]) {
        var i = line.textStart
        var column = line.indent + 1
        let end = line.end
        while i < end {
            let byte = bytes[i]
            let (from, first) = (i, column)
            switch byte {
            case 0x20, 0x09, 0x0D:
                i += 1
                column += 1
            case 0x23:
                return
            case 0x22:
                result.append(string(line.number, at: &i, column: &column, end: end))
            case 0x30...0x39:
                while i < end, Self.isDigit(bytes[i]) { i += 1 }
                if i + 1 < end, bytes[i] == 0x2E, Self.isDigit(bytes[i + 1]) {
                    i += 1
                    while i < end, Self.isDigit(bytes[i]) { i += 1 }
                }
                column += i - from
                result.append(Token(.number, line: line.number, column: first, length: i - from, bytes: from..<i))
            default:
                if skipName(&i, &column, end) {
                    while i < end, skipName(&i, &column, end) || skipDigit(&i, &column) {}
                    result.append(Token(.name, line: line.number, column: first, length: column - first, bytes: from..<i))
                } else {
                    other(line.number, at: &i, column: &column, end: end, to: &result)
                }
            }
        }
    }

    /// A symbol, an ideographic space, or what does not belong here.
    private mutating func other(_ line: Int, at i: inout Int, column: inout Int, end: Int, to result: inout [Token]) {
        let (scalar, width) = scalar(at: i)
        let second = i + 1 < end ? bytes[i + 1] : 0
        let from = i
        i += width
        column += 1
        if scalar == "\u{3000}" { return }
        if Self.isQuote(scalar) {
            reportWide(scalar, "\"", line, column - 1)
            return result.append(wideString(line, from: from, at: &i, column: &column, end: end))
        }
        if let plain = Self.plain(scalar) {
            reportWide(scalar, plain, line, column - 1)
            var token = Token(.symbol, line: line, column: column - 1, length: 1, bytes: from..<i)
            token.symbol = Symbol(plain.value)
            return result.append(token)
        }
        if width == 1, Self.isLongSymbol(bytes[from], second) {
            var token = Token(.symbol, line: line, column: column - 1, length: 2, bytes: from..<from + 2)
            token.symbol = Symbol(scalar.value, UInt32(second))
            result.append(token)
            i += 1
            column += 1
        } else if Self.isSymbol(scalar) {
            var token = Token(.symbol, line: line, column: column - 1, length: 1, bytes: from..<i)
            token.symbol = Symbol(scalar.value)
            result.append(token)
        } else {
            let place = SourcePlace(file: file, line: line, column: column - 1)
            diagnostics.append(Diagnostic(.unexpectedCharacter, place, "unexpected character `\(scalar)` (U+\(Self.hex(scalar)))", suggestion: "put text to match in quotes: \"\(scalar)\""))
        }
    }

    // MARK: What an input method writes

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "“", "”", "＂", "„", "‟": true
        default: false
        }
    }

    /// The symbol that a full-width one is meant as; nil for other characters.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.value > 0xFF00, scalar.value < 0xFF5F, let plain = Unicode.Scalar(scalar.value - 0xFEE0), isSymbol(plain) else { return nil }
        return plain
    }

    private mutating func reportWide(_ scalar: Unicode.Scalar, _ plain: Unicode.Scalar, _ line: Int, _ column: Int) {
        let place = SourcePlace(file: file, line: line, column: column)
        diagnostics.append(Diagnostic(.unexpectedCharacter, place, "unexpected character `\(scalar)` (U+\(Self.hex(scalar)))", suggestion: "write `\(plain)` for `\(scalar)`"))
    }

    /// A text between curly or full-width quotes, read as what is meant: up to the next quote of any kind, or the end of the line.
    private func wideString(_ line: Int, from: Int, at i: inout Int, column: inout Int, end: Int) -> Token {
        let (start, first) = (i, column - 1)
        var stop = i
        while i < end {
            let (scalar, width) = scalar(at: i)
            stop = i
            i += width
            column += 1
            if scalar == "\"" || Self.isQuote(scalar) { break }
            stop = i
        }
        return Token(.string, line: line, column: first, length: column - first, bytes: start..<stop)
    }

    /// -> => == != <= >= ..
    private static func isLongSymbol(_ first: UInt8, _ second: UInt8) -> Bool {
        switch (first, second) {
        case (0x2D, 0x3E), (0x3D, 0x3E), (0x3D, 0x3D), (0x21, 0x3D), (0x3C, 0x3D), (0x3E, 0x3D), (0x2E, 0x2E): true
        default: false
        }
    }

    private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "<", ">", "(", ")", "{", "}", "[", "]", "|", "?", "*", "+", ",", ";", ":", ".", "/", "-", "^", "!", "&", "%", "‰", "‱": true
        default: false
        }
    }

    /// Finds the end of a quoted text, and says what is wrong with its escapes.
    private mutating func string(_ line: Int, at i: inout Int, column: inout Int, end: Int) -> Token {
        let (from, first) = (i, column)
        var isEscaped = false
        i += 1
        column += 1
        while i < end, bytes[i] != 0x22 {
            if bytes[i] == 0x5C, i + 1 < end {
                isEscaped = true
                let escape = escape(at: i, end: end)
                if escape.scalar == nil {
                    let next = scalar(at: i + 1).scalar
                    let place = SourcePlace(file: file, line: line, column: column, length: 2)
                    diagnostics.append(
                        next == "u"
                            ? Diagnostic(.badEscape, place, "bad escape: `\\u` needs a code point in braces", suggestion: "write it as \\u{3000}")
                            : Diagnostic(.badEscape, place, "unknown escape `\\\(next)`", suggestion: "known escapes are \\\" \\\\ \\n \\t \\u{…}"))
                }
                column += Self.points(bytes[i..<escape.next])
                i = escape.next
            } else {
                if bytes[i] & 0xC0 != 0x80 { column += 1 }
                i += 1
            }
        }
        let text = from + 1..<i
        if i < end {
            i += 1
            column += 1
        } else {
            diagnostics.append(
                Diagnostic(.unterminatedString, SourcePlace(file: file, line: line, column: first, length: max(1, column - first)), "text without a closing quote", suggestion: "add \" at the end"))
        }
        var token = Token(.string, line: line, column: first, length: column - first, bytes: text)
        token.isEscaped = isEscaped
        return token
    }

    /// What the escape at a backslash stands for, nil where it is none, and where the text goes on.
    private func escape(at i: Int, end: Int) -> (scalar: Unicode.Scalar?, next: Int) {
        let (scalar, width) = scalar(at: i + 1)
        let next = i + 1 + width
        switch scalar {
        case "\"", "\\": return (scalar, next)
        case "n": return ("\n", next)
        case "t": return ("\t", next)
        case "u":
            // In braces up to seven hexadecimal digits.
            guard next < end, bytes[next] == 0x7B else { return (nil, next) }
            var last = next + 1
            while last < end, bytes[last] != 0x7D, last < next + 8 { last += 1 }
            guard last < end, bytes[last] == 0x7D, let code = UInt32(String(decoding: bytes[(next + 1)..<last], as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(code) else {
                return (nil, next)
            }
            return (scalar, last + 1)
        default: return (nil, next)
        }
    }

    /// The text of a token as it is meant: of a string without quotes and escapes.
    func text(_ token: Token) -> String {
        guard token.isEscaped else { return String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self) }
        var value = String.UnicodeScalarView()
        var i = Int(token.start)
        // The quote behind the text, if any, ends no escape.
        let end = Int(token.end)
        while i < end {
            let (scalar, width) = scalar(at: i)
            if scalar == "\\", i + 1 < end {
                let escape = escape(at: i, end: end)
                if let scalar = escape.scalar { value.append(scalar) }
                i = escape.next
            } else {
                value.append(scalar)
                i += width
            }
        }
        return String(value)
    }

    // MARK: Characters

    private func skipName(_ i: inout Int, _ column: inout Int, _ end: Int) -> Bool {
        switch bytes[i] {
        case 0x41...0x5A, 0x61...0x7A, 0x5F: i += 1
        // U+3400 to U+9FFF.
        case 0xE3...0xE9:
            guard bytes[i] > 0xE3 || bytes[i + 1] >= 0x90 else { return false }
            i += 3
        default: return false
        }
        column += 1
        return true
    }

    private func skipDigit(_ i: inout Int, _ column: inout Int) -> Bool {
        guard Self.isDigit(bytes[i]) else { return false }
        i += 1
        column += 1
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// The character at a byte, and how many bytes it has.
    private func scalar(at i: Int) -> (scalar: Unicode.Scalar, width: Int) {
        let byte = bytes[i]
        if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
        let width = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        return (String(decoding: bytes[i..<min(i + width, bytes.count)], as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}", width)
    }

    /// How many characters stand in a stretch of bytes.
    static func points(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int { bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let text = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text
    }
}
