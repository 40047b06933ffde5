/// Parses one rule file. Every problem becomes a diagnostic; what can be understood of the rest is kept.
struct Parser {
    let file: String
    var lexer: Lexer
    var diagnostics: [Diagnostic] = []
    /// The tokens of the clause in hand, ending with `.end`.
    var tokens: [Token] = []
    var position = 0
    /// How many operands the expression in hand has so far.
    var operands = 0

    /// Thrown to give up the clause in hand; its diagnostic is reported already.
    struct Abandon: Error {}

    static func parse(path: String, text: String) -> (RuleFile, [Diagnostic]) {
        var parser = Parser(file: path, lexer: Lexer(file: path))
        var result = RuleFile(path: path)
        for statement in StatementLines.split(text) {
            if let parsed = parser.statement(statement) { result.statements.append(parsed) }
        }
        if let last = text.unicodeScalars.last, last != "\n" {
            let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            parser.warn(.oddLayout, SourcePlace(file: path, line: lines.count, column: max(1, lines.last?.count ?? 1)), "the file ends inside a line", suggestion: "see that it is whole, and end it with a line feed")
        }
        return (result, parser.diagnostics + parser.lexer.diagnostics)
    }

    static let keywords = ["stages", "stage", "type", "lexicon", "chars", "fold", "number", "pattern", "rule", "link"]

    private mutating func statement(_ lines: StatementLines) -> Statement? {
        let head = lexer.tokens(of: lines.head.text, line: lines.head.number)
        guard case .name(let keyword)? = head.first?.kind else {
            let line = lines.head.text.isEmpty ? lines.body.first : lines.head
            let place = SourcePlace(file: file, line: line?.number ?? 1, column: (line?.indent ?? 0) + 1)
            if lines.head.text.isEmpty {
                diagnostics.append(Diagnostic(.badIndentation, place, "indented line outside a statement", suggestion: "begin statements (\(Self.keywords.joined(separator: ", "))) at the first column"))
            } else if head.first != nil {
                diagnostics.append(Diagnostic(.unknownStatement, place, "a statement begins with one of \(Self.keywords.joined(separator: ", "))"))
            }
            return nil
        }
        start(Array(head.dropFirst()), after: head[0])
        do {
            switch keyword {
            case "stages": return .stages(try names())
            case "stage": return .stage(try name("a stage"))
            case "type": return .type(try typeDeclaration(lines.body))
            case "lexicon": return .lexicon(try lexicon(lines.body))
            case "chars": return try chars(lines.body)
            case "fold": return .fold(try fold(lines.body))
            case "number": return .number(try number(lines.body))
            case "pattern": return try pattern(lines.body)
            case "rule", "link": return .rule(try rule(lines.body, isLink: keyword == "link"))
            default:
                report(.unknownStatement, head[0], "unknown statement `\(keyword)`", suggestion: Suggestion.text(keyword, among: Self.keywords) ?? "statements are \(Self.keywords.joined(separator: ", "))")
                return nil
            }
        } catch {
            return nil
        }
    }

    // MARK: Tokens

    mutating func start(_ newTokens: [Token], after last: Token? = nil) {
        tokens = newTokens
        let final = newTokens.last ?? last
        let end = Token(kind: .end, line: final?.line ?? 1, column: (final?.column ?? 1) + (final?.length ?? 0), length: 1)
        tokens.append(end)
        position = 0
    }

    var token: Token { tokens[position] }
    var nextToken: Token { tokens[min(position + 1, tokens.count - 1)] }
    mutating func advance() { if position < tokens.count - 1 { position += 1 } }

    func place(_ token: Token) -> SourcePlace { SourcePlace(file: file, line: token.line, column: token.column, length: token.length) }

    mutating func report(_ code: DiagnosticCode, _ token: Token, _ message: String, suggestion: String? = nil) {
        diagnostics.append(Diagnostic(code, place(token), message, suggestion: suggestion))
    }

    mutating func warn(_ code: DiagnosticCode, _ place: SourcePlace, _ message: String, suggestion: String? = nil) {
        diagnostics.append(Diagnostic(code, place, message, suggestion: suggestion))
    }

    /// Lines of a statement that stand neither under its first one nor deeper, where that goes on with the line above.
    mutating func warnOfIndentation(_ lines: [StatementLines.Line], allowsDeeper: Bool) {
        guard let first = lines.first else { return }
        for line in lines where line.text.first != "}" && (line.indent < first.indent || (line.indent > first.indent && !allowsDeeper)) {
            warn(.oddLayout, SourcePlace(file: file, line: line.number, column: line.indent + 1), "indented by \(line.indent), the first line of the statement by \(first.indent)", suggestion: "a statement begins at the first column, and its lines stand under each other")
        }
    }

    mutating func unexpected(_ wanted: String) -> Abandon {
        report(.unexpectedToken, token, "expected \(wanted), found \(token.shown)")
        return Abandon()
    }

    func isSymbol(_ text: String) -> Bool { token.kind == .symbol(text) }
    func isName(_ text: String) -> Bool { token.kind == .name(text) }

    mutating func takeSymbol(_ text: String) -> Bool {
        guard isSymbol(text) else { return false }
        advance()
        return true
    }

    mutating func takeName(_ text: String) -> Bool {
        guard isName(text) else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: String) throws {
        guard takeSymbol(symbol) else { throw unexpected("`\(symbol)`") }
    }

    mutating func expectEnd() throws {
        guard token.kind == .end || isSymbol(";") else { throw unexpected("the end of the clause or `;`") }
    }

    /// A name, which may be dotted (`date.year`).
    mutating func name(_ what: String) throws -> Named {
        guard case .name(var text) = token.kind else { throw unexpected(what) }
        var place = place(token)
        advance()
        while isSymbol("."), case .name(let more) = nextToken.kind, nextToken.column == token.column + 1 {
            text += "." + more
            place.length += nextToken.length + 1
            advance()
            advance()
        }
        return Named(name: text, place: place)
    }

    mutating func simpleName(_ what: String) throws -> Named {
        guard case .name(let text) = token.kind else { throw unexpected(what) }
        defer { advance() }
        return Named(name: text, place: place(token))
    }

    mutating func string(_ what: String) throws -> String {
        guard case .string(let text) = token.kind else { throw unexpected(what) }
        advance()
        return text
    }

    mutating func integer(_ what: String) throws -> Int {
        guard case .number(let text) = token.kind, let value = Int(text) else { throw unexpected(what) }
        advance()
        return value
    }

    mutating func names() throws -> [Named] {
        var result = [try name("a name")]
        while takeSymbol(",") { result.append(try name("a name")) }
        try expectEnd()
        return result
    }

    /// The indented lines as clauses: deeper lines continue the one above. Clauses of one line part at `;`.
    mutating func clauses(_ lines: [StatementLines.Line]) -> [[Token]] {
        guard let first = lines.first else { return [] }
        var logical: [[Token]] = []
        warnOfIndentation(lines, allowsDeeper: true)
        for line in lines {
            let tokens = lexer.tokens(of: line.text, line: line.number, from: line.indent)
            if line.indent > first.indent, !logical.isEmpty { logical[logical.count - 1] += tokens } else { logical.append(tokens) }
        }
        var result: [[Token]] = []
        for tokens in logical {
            var clause: [Token] = []
            for token in tokens {
                if token.kind == .symbol(";") {
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
