/// Parses one rule file. Every problem becomes a diagnostic; what can be understood of the rest is kept.
struct Parser {
    let file: String
    let number: Int32
    /// Whether to look for what is doubtful, too.
    let warns: Bool
    /// Whether inline tests are read, or passed over.
    let readsTests: Bool
    var lexer: Lexer
    var diagnostics: [Diagnostic] = []
    /// The tokens of the clause in hand, ending with `.end`.
    var tokens: [Token] = []
    var position = 0
    /// The name of the statement in hand, where the statement cannot be read.
    var declaredName: String?
    /// How many operands the expression in hand has so far.
    var operands = 0

    /// Thrown to give up the clause in hand; its diagnostic is reported already.
    struct Abandon: Error {}

    /// - Parameters:
    ///   - number: the number of the file, for places.
    ///   - bytes: the file, in well-formed UTF-8.
    ///   - warns: whether to look for what is doubtful, too; without it the warnings are not all there.
    ///   - readsTests: whether inline tests are read, too.
    static func parse(path: String, number: Int, bytes: UnsafeBufferPointer<UInt8>, warns: Bool, readsTests: Bool) -> (RuleFile, [Diagnostic]) {
        var parser = Parser(file: path, number: Int32(number), warns: warns, readsTests: readsTests, lexer: Lexer(file: path, bytes: bytes))
        var result = RuleFile(path: path)
        for statement in StatementLines.split(bytes) {
            if let parsed = parser.statement(statement) {
                result.statements.append(parsed)
            } else if let name = parser.declaredName {
                result.unread.append(name)
            }
        }
        if let last = bytes.last, last != 0x0A {
            let start = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            let line = bytes.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
            parser.warn(
                .oddLayout, parser.place(line: line, column: max(1, Lexer.points(bytes[start...]))), "the file ends inside a line", suggestion: "see that it is whole, and end it with a line feed")
        }
        return (result, parser.diagnostics + parser.lexer.diagnostics)
    }

    static let keywords = ["stages", "stage", "type", "lexicon", "chars", "fold", "number", "pattern", "rule", "link"]

    private mutating func statement(_ lines: StatementLines) -> Statement? {
        let head = lexer.tokens(of: lines.head)
        declaredName = nil
        guard let keyword = head.first, keyword.kind == .name else {
            let isEmpty = lines.head.start == lines.head.end
            let line = isEmpty ? lines.body.first : lines.head
            let place = place(line: line?.number ?? 1, column: (line?.indent ?? 0) + 1)
            if isEmpty {
                warn(.badIndentation, place, "indented line outside a statement", suggestion: "begin statements (\(Self.keywords.joined(separator: ", "))) at the first column")
            } else if head.first != nil {
                warn(.unknownStatement, place, "a statement begins with one of \(Self.keywords.joined(separator: ", "))")
            }
            return nil
        }
        let isLink = text(keyword) == "link"
        start(Array(head.dropFirst()), after: keyword)
        do {
            switch text(keyword) {
            case "stages":
                rejectBody(of: lines, "stages")
                return .stages(try names())
            case "stage":
                rejectBody(of: lines, "stage")
                let stage = try name("a stage")
                guard token.kind == .end else { throw unexpected("the end of the line") }
                return .stage(stage)
            case "type": return .type(try typeDeclaration(lines.body))
            case "lexicon": return .lexicon(try lexicon(lines.body))
            case "chars": return try chars(lines.body)
            case "fold": return .fold(try fold(lines.body))
            case "number": return .number(try number(lines.body))
            case "pattern": return try pattern(lines.body)
            case "rule", "link": return .rule(try rule(lines.body, isLink: isLink))
            default:
                report(
                    .unknownStatement, keyword, "unknown statement `\(text(keyword))`",
                    suggestion: Suggestion.text(text(keyword), among: Self.keywords) ?? "statements are \(Self.keywords.joined(separator: ", "))")
                return nil
            }
        } catch {
            start(Array(head.dropFirst()), after: keyword)
            declaredName = token.kind == .name ? try? name("a name").name : nil
            return nil
        }
    }

    /// `stage` and `stages` have no clauses: what stands indented under them belongs to no statement.
    private mutating func rejectBody(of lines: StatementLines, _ keyword: String) {
        guard let line = lines.body.first else { return }
        warn(
            .badIndentation, place(line: line.number, column: line.indent + 1), "indented line under `\(keyword)`, which has no clauses",
            suggestion: "begin statements (\(Self.keywords.joined(separator: ", "))) at the first column")
    }

    // MARK: Tokens

    mutating func start(_ newTokens: [Token], after last: Token? = nil) {
        tokens = newTokens
        let final = newTokens.last ?? last
        tokens.append(Token(.end, line: Int(final?.line ?? 1), column: Int((final?.column ?? 1) + (final?.length ?? 0)), length: 1))
        position = 0
    }

    var token: Token { tokens[position] }
    var nextToken: Token { tokens[min(position + 1, tokens.count - 1)] }
    mutating func advance() { if position < tokens.count - 1 { position += 1 } }

    func text(_ token: Token) -> String { lexer.text(token) }

    func place(line: Int, column: Int, length: Int = 1) -> Place { Place(file: number, line: line, column: column, length: length) }
    func place(_ token: Token) -> Place { place(line: Int(token.line), column: Int(token.column), length: Int(token.length)) }

    /// The token as an author would recognize it in a message.
    func shown(_ token: Token) -> String {
        switch token.kind {
        case .name, .number, .symbol: "`\(text(token))`"
        case .string: "\"\(text(token))\""
        case .end: "end of line"
        }
    }

    mutating func report(_ code: DiagnosticCode, _ token: Token, _ message: String, suggestion: String? = nil) {
        warn(code, place(token), message, suggestion: suggestion)
    }

    mutating func warn(_ code: DiagnosticCode, _ place: Place, _ message: String, other: (place: Place, message: String)? = nil, suggestion: String? = nil) {
        let other = other.map { Diagnostic.Label(place: $0.place.source(file), message: $0.message) }
        diagnostics.append(Diagnostic(code, place.source(file), message, other: other, suggestion: suggestion))
    }

    /// Lines of a statement that stand neither under its first one nor deeper, where that goes on with the line above.
    mutating func warnOfIndentation(_ lines: ArraySlice<StatementLines.Line>, allowsDeeper: Bool) {
        guard warns, let first = lines.first else { return }
        if let line = lines.first(where: { hasIdeographicSpace(lexer.bytes[$0.start..<$0.textStart]) }) {
            warn(.oddLayout, place(line: line.number, column: 1, length: line.indent), "indented with an ideographic space (U+3000)", suggestion: "write blanks")
        }
        for line in lines where lexer.bytes[line.start] != 0x7D && (line.indent < first.indent || (line.indent > first.indent && !allowsDeeper)) {
            warn(
                .oddLayout, place(line: line.number, column: line.indent + 1), "indented by \(line.indent), the first line of the statement by \(first.indent)",
                suggestion: "a statement begins at the first column, and its lines stand under each other")
        }
    }

    func hasIdeographicSpace(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var i = bytes.startIndex
        while i + 2 < bytes.endIndex {
            if bytes[i] == 0xE3, bytes[i + 1] == 0x80, bytes[i + 2] == 0x80 { return true }
            i += 1
        }
        return false
    }

    mutating func unexpected(_ wanted: String) -> Abandon {
        report(.unexpectedToken, token, "expected \(wanted), found \(shown(token))")
        return Abandon()
    }

    func isSymbol(_ symbol: Symbol) -> Bool { token.symbol == symbol }
    func isName(_ text: StaticString) -> Bool { isName(text, token) }
    func isName(_ text: StaticString, _ token: Token) -> Bool {
        guard token.kind == .name, Int(token.end - token.start) == text.utf8CodeUnitCount else { return false }
        let start = Int(token.start)
        for i in 0..<text.utf8CodeUnitCount where lexer.bytes[start + i] != text.utf8Start[i] { return false }
        return true
    }

    mutating func takeSymbol(_ symbol: Symbol) -> Bool {
        guard isSymbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func takeName(_ text: StaticString) -> Bool {
        guard isName(text) else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: StaticString) throws {
        guard takeSymbol(Symbol(stringLiteral: symbol)) else { throw unexpected("`\(symbol)`") }
    }

    mutating func expectEnd() throws {
        guard token.kind == .end || isSymbol(";") else { throw unexpected("the end of the clause or `;`") }
    }

    /// A name, which may be dotted (`date.year`).
    mutating func name(_ what: String) throws -> Named {
        guard token.kind == .name else { throw unexpected(what) }
        var text = text(token)
        var place = place(token)
        advance()
        while isSymbol("."), nextToken.kind == .name, nextToken.column == token.column + 1 {
            text += "." + self.text(nextToken)
            place.length += nextToken.length + 1
            advance()
            advance()
        }
        return Named(name: text, place: place)
    }

    mutating func simpleName(_ what: String) throws -> Named {
        guard token.kind == .name else { throw unexpected(what) }
        defer { advance() }
        return Named(name: text(token), place: place(token))
    }

    mutating func string(_ what: String) throws -> String {
        guard token.kind == .string else { throw unexpected(what) }
        defer { advance() }
        return text(token)
    }

    mutating func integer(_ what: String) throws -> Int {
        guard token.kind == .number, let value = Int(text(token)) else { throw unexpected(what) }
        advance()
        return value
    }

    mutating func names() throws -> [Named] {
        var result = [try name("a name")]
        while takeSymbol(",") { result.append(try name("a name")) }
        try expectEnd()
        return result
    }

    /// Whether a line begins as only a clause does, and no pattern or expression.
    private func beginsClause(_ tokens: [Token]) -> Bool {
        guard tokens.count > 1, tokens[0].kind == .name else { return false }
        func isOne(_ names: [StaticString], _ token: Token) -> Bool { names.contains { isName($0, token) } }
        let (head, next) = (tokens[0], tokens[1])
        if isOne(["test", "reject", "todo"], head) { return next.kind == .string || isOne(["at", "in"], next) }
        if isOne(["set"], head) { return next.kind == .name && tokens.count > 2 && tokens[2].symbol == "=" }
        if isOne(["not"], head) { return isOne(["after", "before", "boundary"], next) }
        if isOne(["match", "where", "span", "after", "before"], head) { return next.kind == .name || next.kind == .string || ["(", "{", "<"].contains(next.symbol) }
        return false
    }

    /// The indented lines as clauses: deeper lines continue the one above. Clauses of one line part at `;`.
    mutating func clauses(_ lines: ArraySlice<StatementLines.Line>) -> [[Token]] {
        guard let first = lines.first else { return [] }
        var logical: [[Token]] = []
        warnOfIndentation(lines, allowsDeeper: true)
        for line in lines {
            let tokens = lexer.tokens(of: line)
            guard line.indent > first.indent, !logical.isEmpty else {
                logical.append(tokens)
                continue
            }
            if beginsClause(tokens) {
                warn(.oddLayout, place(tokens[0]), "a clause that is indented deeper than the first one, as if it went on with the line above", suggestion: "let it stand under the other clauses")
                logical.append(tokens)
            } else {
                logical[logical.count - 1] += tokens
            }
        }
        var result: [[Token]] = []
        for tokens in logical {
            guard tokens.contains(where: { $0.symbol == ";" }) else {
                if !tokens.isEmpty { result.append(tokens) }
                continue
            }
            var clause: [Token] = []
            for token in tokens {
                if token.symbol == ";" {
                    if clause.isEmpty { warn(.ineffective, place(token), "no clause stands before this `;`", suggestion: "take it out, or see what is missing") }
                    if !clause.isEmpty { result.append(clause) }
                    clause = []
                } else {
                    clause.append(token)
                }
            }
            if !clause.isEmpty { result.append(clause) }
        }
        return result
    }
}

/// Finds a likely intended name.
package enum Suggestion {
    /// `did you mean …`, where a known name is at most two edits away (one for short names).
    package static func text(_ name: String, among known: some Sequence<String>) -> String? {
        var best: (String, Int)?
        let limit = name.unicodeScalars.count <= 3 ? 1 : 2
        for candidate in known {
            let distance = editDistance(Array(name.unicodeScalars), Array(candidate.unicodeScalars))
            if distance <= limit, best == nil || distance < best!.1 || (distance == best!.1 && candidate < best!.0) { best = (candidate, distance) }
        }
        return best.map { "did you mean `\($0.0)`?" }
    }

    private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if abs(a.count - b.count) > 2 { return 3 }
        var row = Array(0...b.count)
        for i in 0..<a.count {
            var diagonal = row[0]
            row[0] = i + 1
            for j in 0..<b.count {
                let cost = a[i] == b[j] ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
