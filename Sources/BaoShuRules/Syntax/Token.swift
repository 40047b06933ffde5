/// A token of a rule file.
struct Token: Hashable {
    enum Kind: Hashable {
        /// A name or a keyword: letters, digits, `_`, starting with a letter or `_`; Han characters count as letters.
        case name(String)
        /// Digits with an optional decimal point.
        case number(String)
        /// A quoted text, escapes resolved.
        case string(String)
        /// One of the operators and brackets.
        case symbol(String)
        /// Ends each statement's and clause's tokens.
        case end
    }

    var kind: Kind
    /// 1-based line and column (code points), and length in code points.
    var line: Int
    var column: Int
    var length: Int

    /// The token as an author would recognize it in a message.
    var shown: String {
        switch kind {
        case .name(let text), .number(let text), .symbol(let text): "`\(text)`"
        case .string(let text): "\"\(text)\""
        case .end: "end of line"
        }
    }
}

/// A logical line: a line and the deeper-indented lines that continue it.
struct LogicalLine {
    /// Columns of blanks before the first token.
    var indent: Int
    var line: Int
    /// Ends with one `.end` token.
    var tokens: [Token]
    /// The raw texts of the physical lines, for lexicon entries, which are not tokenized.
    var raw: [(line: Int, indent: Int, text: [Unicode.Scalar])]
}
