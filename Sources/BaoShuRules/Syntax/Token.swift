/// A token of a rule file: where it stands, its text left in the file.
struct Token: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        /// A name or a keyword: letters, digits, `_`, starting with a letter or `_`; Han characters count as letters.
        case name
        /// Digits with an optional decimal point.
        case number
        /// A quoted text.
        case string
        /// One of the operators and brackets.
        case symbol
        /// Ends each statement's and clause's tokens.
        case end
    }

    var kind: Kind
    /// Of a string whether it has escapes.
    var isEscaped = false
    /// Of a symbol which.
    var symbol = Symbol(0)
    /// 1-based line and column (code points), and length in code points.
    var line: Int32
    var column: Int32
    var length: Int32
    /// The bytes of its text in the file; of a string without the quotes.
    var start: Int32 = 0
    var end: Int32 = 0

    init(_ kind: Kind, line: Int, column: Int, length: Int, bytes: Range<Int> = 0..<0) {
        self.kind = kind
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
        self.length = Int32(clamping: length)
        start = Int32(bytes.lowerBound)
        end = Int32(bytes.upperBound)
    }
}

/// An operator or bracket of one or two characters: the first, and the second above it.
struct Symbol: BitwiseCopyable, Equatable {
    var code: UInt32

    init(_ first: UInt32, _ second: UInt32 = 0) { code = first | second << 16 }
}

extension Symbol: ExpressibleByStringLiteral {
    /// One or two characters of ASCII.
    init(stringLiteral value: StaticString) {
        self.init(UInt32(value.utf8Start[0]), value.utf8CodeUnitCount > 1 ? UInt32(value.utf8Start[1]) : 0)
    }
}

/// Where something stands in the files that are compiled: `SourcePlace` without the path, for what is not yet to be shown.
struct Place: BitwiseCopyable, Hashable {
    /// The number of the file.
    var file: Int32
    /// 1-based line and column (code points), and length in code points.
    var line: Int32
    var column: Int32
    var length: Int32

    init(file: Int32, line: Int, column: Int, length: Int = 1) {
        self.file = file
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
        self.length = Int32(clamping: length)
    }

    func source(_ path: String) -> SourcePlace { SourcePlace(file: path, line: Int(line), column: Int(column), length: Int(length)) }
}
