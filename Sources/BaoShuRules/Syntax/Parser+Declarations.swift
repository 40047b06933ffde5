extension Parser {
    // MARK: type

    /// `type NAME [internal | masked] { field: type, … }`
    mutating func typeDeclaration(_ body: ArraySlice<StatementLines.Line>) throws -> TypeDeclaration {
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
                case .name, .number, .string: defaultValue = text(token)
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
    mutating func lexicon(_ body: ArraySlice<StatementLines.Line>) throws -> LexiconDeclaration {
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
        var words: [Word] = []
        let bytes = lexer.bytes
        var i = line.textStart
        var column = line.indent + 1
        while i < line.end {
            if bytes[i] == 0x20 || bytes[i] == 0x09 || bytes[i] == 0x0D {
                i += 1
                column += 1
                continue
            }
            if bytes[i] == 0x23, i > line.textStart, bytes[i - 1] == 0x20 || bytes[i - 1] == 0x09 { break }
            let from = i
            if bytes[i] == 0x22 {
                i = closingQuote(line, from: i) + 1
                let token = lexer.tokens(of: StatementLines.Line(number: line.number, indent: column - 1, start: line.start, textStart: from, end: i)).first
                if let token, token.kind == .string {
                    let text = text(token)
                    words.append(Word(text: text, isQuoted: true, bytes: from..<i, place: place(line: line.number, column: column, length: text.unicodeScalars.count)))
                }
            } else {
                while i < line.end, bytes[i] != 0x20, bytes[i] != 0x09, bytes[i] != 0x0D { i += 1 }
                let text = String(decoding: bytes[from..<i], as: UTF8.self)
                if bytes[from] >= 0xE3 || i - from > 3, hasIdeographicSpace(bytes[from..<i]) {
                    warn(
                        .badLexiconRow, place(line: line.number, column: column, length: Lexer.points(bytes[from..<i])), "an ideographic space (U+3000) is part of the word \"\(text)\"",
                        suggestion: "write a blank for it, or put the word in quotes")
                }
                words.append(Word(text: text, isQuoted: false, bytes: from..<i, place: place(line: line.number, column: column, length: Lexer.points(bytes[from..<i]))))
            }
            column += Lexer.points(bytes[from..<i])
        }
        guard let first = words.first else { return }
        if first.text == "block", !first.isQuoted, words.count > 1 {
            for word in words.dropFirst() { lexicon.rows.append(LexiconRow(surfaces: surfaces(word), cells: [], isBlock: true, place: word.place)) }
        } else if lexicon.columns.isEmpty {
            // A list of plain words may have many on a line.
            for word in words { lexicon.rows.append(LexiconRow(surfaces: surfaces(word), cells: [], isBlock: false, place: word.place)) }
        } else {
            let places = words.dropFirst().map { word in
                var place = word.place
                place.length = max(1, place.length)
                return place
            }
            var place = first.place
            place.length = max(1, place.length)
            lexicon.rows.append(LexiconRow(surfaces: surfaces(first), cells: words.dropFirst().map(\.text), cellPlaces: places, isBlock: false, place: place))
        }
    }

    /// A word of a lexicon's row, quotes and escapes resolved.
    private struct Word {
        var text: String
        var isQuoted: Bool
        var bytes: Range<Int>
        var place: Place
    }

    /// `a|b` is two, in quotes one.
    private func surfaces(_ word: Word) -> [String] {
        let bytes = lexer.bytes[word.bytes]
        guard !word.isQuoted, bytes.contains(0x7C) else { return word.isQuoted || !word.text.isEmpty ? [word.text] : [] }
        return bytes.split(separator: 0x7C).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The byte at which a quoted text ends, or the last one of the line.
    private func closingQuote(_ line: StatementLines.Line, from start: Int) -> Int {
        var i = start + 1
        while i < line.end, lexer.bytes[i] != 0x22 { i += lexer.bytes[i] == 0x5C ? 2 : 1 }
        return min(i, line.end - 1)
    }

    // MARK: chars, fold, number

    /// `chars NAME = {…}`
    mutating func chars(_ body: ArraySlice<StatementLines.Line>) throws -> Statement {
        let name = try simpleName("a class name")
        appendBody(body)
        try expect("=")
        guard case .characters(let set, _) = try atom() else { throw unexpected("a class in braces") }
        try expectEnd()
        return .chars(name, set)
    }

    /// `fold from "file"`, or pairs of quoted texts: `"萬" "万"`.
    mutating func fold(_ body: ArraySlice<StatementLines.Line>) throws -> FoldDeclaration {
        appendBody(body)
        var result = FoldDeclaration(files: [], pairs: [])
        if takeName("from") { result.files = try fileList() }
        while token.kind == .string {
            let from = Named(name: text(token), place: place(token))
            advance()
            let place = place(token)
            result.pairs.append((from, Named(name: try string("the folded form in quotes"), place: place)))
            _ = takeSymbol(";")
        }
        guard token.kind == .end else { throw unexpected("`from` or a pair of quoted texts") }
        return result
    }

    /// `number NAME { part <lexicon> "word" …; … }` and tests.
    mutating func number(_ body: ArraySlice<StatementLines.Line>) throws -> NumberDeclaration {
        let name = try simpleName("a name")
        let headTokens = Array(tokens[position...].dropLast())
        var result = NumberDeclaration(name: name, parts: [], tests: [])
        // The braces may span lines; what follows them are tests.
        var inside: [Token] = headTokens
        var rest: [StatementLines.Line] = []
        var open = Self.depth(headTokens)
        for line in body {
            if open > 0 || (inside.isEmpty && rest.isEmpty) {
                let tokens = lexer.tokens(of: line)
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
            var words: [Named] = []
            while true {
                if token.kind == .string {
                    words.append(Named(name: text(token), place: place(token)))
                    advance()
                } else if takeSymbol("<") {
                    lexicons.append(try simpleName("a lexicon"))
                    try expect(">")
                } else {
                    break
                }
            }
            if !NumeralParts.all.contains(part.name) {
                warn(
                    .undefinedName, part.place, "unknown part `\(part.name)` of a number",
                    suggestion: Suggestion.text(part.name, among: NumeralParts.all) ?? "parts are \(NumeralParts.all.joined(separator: ", "))")
            }
            result.parts.append((part, lexicons, words))
            if !takeSymbol(";"), !isSymbol("}") { throw unexpected("`;` or `}`") }
        }
        for clause in clauses(rest[...]) {
            start(clause)
            if readsTests, let test = try? testClause() { result.tests.append(test) }
        }
        return result
    }

    private static func depth(_ tokens: [Token]) -> Int {
        tokens.reduce(0) { $0 + ($1.symbol == "{" ? 1 : $1.symbol == "}" ? -1 : 0) }
    }

    /// Adds the tokens of the indented lines to those in hand.
    mutating func appendBody(_ body: ArraySlice<StatementLines.Line>) {
        guard !body.isEmpty else { return }
        var all = Array(tokens[position...].dropLast())
        let last = tokens.last
        for line in body { lexer.addTokens(of: line, to: &all) }
        start(all, after: last)
    }
}

/// The parts of the engine's number primitive.
package enum NumeralParts {
    package static let all = ["digits", "scale", "latin", "point", "group", "vague", "sign", "yield"]
}
