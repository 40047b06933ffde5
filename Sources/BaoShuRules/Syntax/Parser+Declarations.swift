extension Parser {
    // MARK: type

    /// `type NAME [internal | masked] { field: type, … }`
    mutating func typeDeclaration(_ body: [StatementLines.Line]) throws -> TypeDeclaration {
        let name = try simpleName("a type name")
        let isInternal = takeName("internal")
        let isMasked = !isInternal && takeName("masked")
        appendBody(body)
        var fields: [FieldDeclaration] = []
        if takeSymbol("{") { fields = try fieldList() }
        try expectEnd()
        return TypeDeclaration(name: name, isInternal: isInternal, isMasked: isMasked, fields: fields)
    }

    /// The fields up to and with the closing brace.
    private mutating func fieldList() throws -> [FieldDeclaration] {
        var fields: [FieldDeclaration] = []
        while !takeSymbol("}") {
            let name = try simpleName("a field name")
            try expect(":")
            let type = try columnType()
            var defaultValue: String?
            if takeSymbol("=") {
                switch token.kind {
                case .name(let text), .number(let text), .string(let text): defaultValue = text
                default: throw unexpected("a default value")
                }
                advance()
            }
            fields.append(FieldDeclaration(name: name, type: type, defaultValue: defaultValue))
            if !takeSymbol(","), !isSymbol("}") { throw unexpected("`,` or `}`") }
        }
        return fields
    }

    private mutating func columnType() throws -> ColumnType {
        let start = token
        let name = try simpleName("a type")
        switch name.name {
        case "text": return .text
        case "decimal": return .decimal
        case "flag": return .flag
        case "list": return .list
        case "unit": return .unit
        case "words": return .words
        case "object": return .object
        case "enum", "set":
            try expect("(")
            var values = [try simpleName("a value").name]
            while takeSymbol(",") { values.append(try simpleName("a value").name) }
            try expect(")")
            return name.name == "enum" ? .choice(values) : .choices(values)
        default:
            report(.undefinedName, start, "unknown column type `\(name.name)`", suggestion: "types are text, decimal, flag, list, unit, words, object, enum(…), set(…)")
            throw Abandon()
        }
    }

    // MARK: lexicon

    /// `lexicon NAME [: class, …] [block] [{ columns }] [from "file", …]` and rows.
    mutating func lexicon(_ body: [StatementLines.Line]) throws -> LexiconDeclaration {
        let name = try simpleName("a lexicon name")
        var result = LexiconDeclaration(name: name, classes: [], columns: [], files: [], rows: [])
        if takeSymbol(":") {
            result.classes = [try simpleName("a class")]
            while takeSymbol(",") { result.classes.append(try simpleName("a class")) }
        }
        result.isBlock = takeName("block")
        if takeSymbol("{") { result.columns = try fieldList() }
        if takeName("from") { result.files = try fileList() }
        try expectEnd()
        warnOfIndentation(body, allowsDeeper: false)
        for line in body { row(line, of: &result) }
        if result.rows.isEmpty, result.files.isEmpty { warn(.ineffective, name.place, "lexicon `\(name.name)` has no words", suggestion: "give it rows, or from \"file.tsv\"") }
        return result
    }

    mutating func fileList() throws -> [Named] {
        var files: [Named] = []
        repeat {
            let place = place(token)
            files.append(Named(name: try string("a file name in quotes"), place: place))
        } while takeSymbol(",")
        return files
    }

    /// `surface|surface cell cell …`, or `block surface surface …`. Cells and surfaces with blanks stand in quotes.
    private mutating func row(_ line: StatementLines.Line, of lexicon: inout LexiconDeclaration) {
        var words: [(text: String, column: Int, quoted: Bool)] = []
        var i = line.indent
        let text = line.text
        while i < text.count {
            if text[i] == " " || text[i] == "\t" || text[i] == "\r" { i += 1; continue }
            if text[i] == "#", i > line.indent, text[i - 1] == " " || text[i - 1] == "\t" { break }
            let from = i
            if text[i] == "\"" {
                let tokens = lexer.tokens(of: Array(text[..<(Self.closingQuote(text, from: i) + 1)]), line: line.number, from: i)
                if case .string(let value)? = tokens.first?.kind { words.append((value, from + 1, true)) }
                i = Self.closingQuote(text, from: i) + 1
            } else {
                while i < text.count, text[i] != " ", text[i] != "\t", text[i] != "\r" { i += 1 }
                words.append((Lexer.string(text[from..<i]), from + 1, false))
            }
        }
        guard let first = words.first else { return }
        let place = SourcePlace(file: file, line: line.number, column: first.column, length: max(1, first.text.unicodeScalars.count))
        func surfaces(_ word: (text: String, column: Int, quoted: Bool)) -> [String] {
            word.quoted ? [word.text] : word.text.split(separator: "|").map(String.init)
        }
        if first.text == "block", !first.quoted, words.count > 1 {
            for word in words.dropFirst() {
                let place = SourcePlace(file: file, line: line.number, column: word.column, length: word.text.unicodeScalars.count)
                lexicon.rows.append(LexiconRow(surfaces: surfaces(word), cells: [], isBlock: true, place: place))
            }
        } else if lexicon.columns.isEmpty {
            // A list of plain words may have many on a line.
            for word in words {
                let place = SourcePlace(file: file, line: line.number, column: word.column, length: word.text.unicodeScalars.count)
                lexicon.rows.append(LexiconRow(surfaces: surfaces(word), cells: [], isBlock: false, place: place))
            }
        } else {
            let places = words.dropFirst().map { SourcePlace(file: file, line: line.number, column: $0.column, length: max(1, $0.text.unicodeScalars.count)) }
            lexicon.rows.append(LexiconRow(surfaces: surfaces(first), cells: words.dropFirst().map(\.text), cellPlaces: places, isBlock: false, place: place))
        }
    }

    private static func closingQuote(_ text: [Unicode.Scalar], from start: Int) -> Int {
        var i = start + 1
        while i < text.count, text[i] != "\"" { i += text[i] == "\\" ? 2 : 1 }
        return min(i, text.count - 1)
    }

    // MARK: chars, fold, number

    /// `chars NAME = {…}`
    mutating func chars(_ body: [StatementLines.Line]) throws -> Statement {
        let name = try simpleName("a class name")
        appendBody(body)
        try expect("=")
        guard case .characters(let set, _) = try atom() else { throw unexpected("a class in braces") }
        try expectEnd()
        return .chars(name, set)
    }

    /// `fold from "file"`, or pairs of quoted texts: `"萬" "万"`.
    mutating func fold(_ body: [StatementLines.Line]) throws -> FoldDeclaration {
        appendBody(body)
        var result = FoldDeclaration(files: [], pairs: [])
        if takeName("from") { result.files = try fileList() }
        while case .string(let from) = token.kind {
            advance()
            result.pairs.append((from, try string("the folded form in quotes")))
            _ = takeSymbol(";")
        }
        guard token.kind == .end else { throw unexpected("`from` or a pair of quoted texts") }
        return result
    }

    /// `number NAME { part <lexicon> "word" …; … }` and tests.
    mutating func number(_ body: [StatementLines.Line]) throws -> NumberDeclaration {
        let name = try simpleName("a name")
        let headTokens = Array(tokens[position...].dropLast())
        var result = NumberDeclaration(name: name, parts: [], tests: [])
        // The braces may span lines; what follows them are tests.
        var inside: [Token] = headTokens
        var rest: [StatementLines.Line] = []
        var open = Self.depth(headTokens)
        for line in body {
            if open > 0 || (inside.isEmpty && rest.isEmpty) {
                let tokens = lexer.tokens(of: line.text, line: line.number, from: line.indent)
                inside += tokens
                open += Self.depth(tokens)
            } else {
                rest.append(line)
            }
        }
        start(inside)
        try expect("{")
        while !takeSymbol("}") {
            let part = try simpleName("a part (\(NumeralParts.all.joined(separator: ", ")))")
            var lexicons: [Named] = []
            var words: [String] = []
            while true {
                if case .string(let word) = token.kind {
                    words.append(word)
                    advance()
                } else if takeSymbol("<") {
                    lexicons.append(try simpleName("a lexicon"))
                    try expect(">")
                } else {
                    break
                }
            }
            if !NumeralParts.all.contains(part.name) {
                diagnostics.append(Diagnostic(.undefinedName, part.place, "unknown part `\(part.name)` of a number", suggestion: Suggestion.text(part.name, among: NumeralParts.all) ?? "parts are \(NumeralParts.all.joined(separator: ", "))"))
            }
            result.parts.append((part, lexicons, words))
            if !takeSymbol(";"), !isSymbol("}") { throw unexpected("`;` or `}`") }
        }
        for clause in clauses(rest) {
            start(clause)
            if let test = try? testClause() { result.tests.append(test) }
        }
        return result
    }

    private static func depth(_ tokens: [Token]) -> Int {
        tokens.reduce(0) { $0 + ($1.kind == .symbol("{") ? 1 : $1.kind == .symbol("}") ? -1 : 0) }
    }

    /// Adds the tokens of the indented lines to those in hand.
    mutating func appendBody(_ body: [StatementLines.Line]) {
        guard !body.isEmpty else { return }
        var all = Array(tokens[position...].dropLast())
        let last = tokens.last
        for line in body { all += lexer.tokens(of: line.text, line: line.number, from: line.indent) }
        start(all, after: last)
    }
}

/// The parts of the engine's number primitive.
package enum NumeralParts {
    package static let all = ["digits", "scale", "latin", "point", "group", "vague", "sign", "yield"]
}
