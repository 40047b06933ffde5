extension Parser {
    /// `pattern NAME = …`
    mutating func pattern(_ body: ArraySlice<StatementLines.Line>) throws -> Statement {
        let name = try simpleName("a pattern name")
        appendBody(body)
        try expect("=")
        let pattern = try alternatives()
        try expectEnd()
        return .pattern(PatternDeclaration(name: name, pattern: pattern))
    }

    /// Deeper nesting than this is refused: patterns are walked recursively.
    static var maximumDepth: Int { 40 }

    mutating func alternatives(depth: Int = 0) throws -> PatternSyntax {
        guard depth < Self.maximumDepth else {
            report(.tooLarge, token, "pattern nested deeper than \(Self.maximumDepth)", suggestion: "name parts of it with `pattern`")
            throw Abandon()
        }
        var branches = [try sequence(depth: depth)]
        while takeSymbol("|") { branches.append(try sequence(depth: depth)) }
        warnOfTwins(branches)
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence(depth: Int) throws -> PatternSyntax {
        var items: [PatternSyntax] = []
        while startsAtom {
            let item = try item(depth: depth)
            if warns, case .literal(let before, let first)? = items.last, case .literal(let text, let place) = item {
                // Not a concern of texts on two lines, which are parted for their length.
                if first.line == place.line {
                    warn(.doubtful, place, "the texts \"\(before)\" and \"\(text)\" stand side by side and match as one", suggestion: "write \"\(before)\(text)\", or put `|` between them")
                }
            }
            items.append(item)
        }
        if items.isEmpty { throw unexpected("something to match") }
        return items.count == 1 ? items[0] : .sequence(items)
    }

    /// A text that is an alternative to itself.
    private mutating func warnOfTwins(_ branches: [PatternSyntax]) {
        guard warns, branches.count > 1 else { return }
        var seen: Set<String> = []
        for case .literal(let text, let place) in branches where !seen.insert(text).inserted {
            warn(.ineffective, place, "the alternative \"\(text)\" stands here twice", suggestion: "take one out")
        }
    }

    private var startsAtom: Bool {
        switch token.kind {
        // `at` ends the pattern of a guard.
        case .name: !isName("at")
        case .string: true
        case .symbol: isSymbol("<") || isSymbol("{") || isSymbol("(")
        default: false
        }
    }

    private mutating func item(depth: Int) throws -> PatternSyntax {
        if token.kind == .name, nextToken.symbol == "=" {
            let named = Named(name: text(token), place: place(token))
            advance()
            advance()
            return .capture(named, try quantified(atom(depth: depth)))
        }
        return try quantified(atom(depth: depth))
    }

    mutating func atom(depth: Int = 0) throws -> PatternSyntax {
        let start = token
        switch token.kind {
        case .string:
            let text = text(token)
            advance()
            if text.isEmpty {
                report(.emptyMatch, start, "empty text matches nothing")
                throw Abandon()
            }
            return .literal(text, place(start))
        case .symbol where isSymbol("<"):
            return .lexicon(try lexiconReference())
        case .symbol where isSymbol("{"):
            return .characters(try characterSet(), place(start))
        case .symbol where isSymbol("("):
            advance()
            let inner = try alternatives(depth: depth + 1)
            try expect(")")
            return inner
        case .name where isName("_"):
            advance()
            return .blank
        case .name where isName("gap"):
            advance()
            try expect("{")
            let (low, high) = try bounds(of: "gap", at: start, "length", needsGreatest: true)
            return .repeated(.characters(.named(Named(name: "any", place: place(start))), place(start)), min: low, max: high, lazy: true, place(start))
        case .name where isName("balanced"):
            advance()
            try expect("(")
            let open = try balancedText("the opening text")
            try expect(",")
            let close = try balancedText("the closing text")
            var maximum = 64
            if takeSymbol(",") {
                guard takeName("max") else { throw unexpected("`max`") }
                maximum = try integer("a number of characters")
            }
            try expect(")")
            return .balanced(open: open, close: close, max: maximum, place(start))
        case .name:
            return .name(try simpleName("a pattern"))
        default:
            throw unexpected("something to match")
        }
    }

    private mutating func quantified(_ atom: PatternSyntax) throws -> PatternSyntax {
        let start = token
        if takeSymbol("?") { return .repeated(atom, min: 0, max: 1, lazy: takeSymbol("?"), place(start)) }
        if takeSymbol("*") { return .repeated(atom, min: 0, max: nil, lazy: takeSymbol("?"), place(start)) }
        if takeSymbol("+") { return .repeated(atom, min: 1, max: nil, lazy: takeSymbol("?"), place(start)) }
        guard isSymbol("{"), nextToken.kind == .number else { return atom }
        advance()
        let (low, high) = try bounds(of: "repeat", at: start, "number of times", needsGreatest: false)
        return .repeated(atom, min: low, max: high, lazy: takeSymbol("?"), place(start))
    }

    /// `n}` or `m,n}`, and `m,}` where there need be no greatest.
    ///
    /// - Parameter unit: What is counted: `length`, `number of times`.
    private mutating func bounds(of what: String, at start: Token, _ unit: String, needsGreatest: Bool) throws -> (low: Int, high: Int?) {
        if token.kind == .number, token.length > 1, lexer.bytes[Int(token.start)] == 0x30 {
            let digits = text(token)
            report(.badBound, token, "`\(digits)` is no \(unit)", suggestion: "write {0,\(digits.drop { $0 == "0" })} for at most so many")
            throw Abandon()
        }
        let low = try integer("the least \(unit)")
        var high: Int? = low
        if takeSymbol(",") { high = isSymbol("}") && !needsGreatest ? nil : try integer("the greatest \(unit)") }
        if high == nil {
            warn(.doubtful, place(token), "a repeat of \(low) and more times has no upper bound", suggestion: low == 0 ? "give one, or write `*`" : low == 1 ? "give one, or write `+`" : "give one")
        }
        try expect("}")
        if let high { try checkBounds(low, high, what, start) }
        return (low, high)
    }

    /// That a repeat or a gap of `low` to `high` times can be, and that it takes something.
    private mutating func checkBounds(_ low: Int, _ high: Int, _ what: String, _ start: Token) throws {
        if high < low {
            report(.badBound, start, "\(what) of at least \(low) but at most \(high)")
        } else if high > 200 {
            report(.badBound, start, "\(what) of up to \(high) exceeds the limit of 200")
        } else if high == 0 {
            report(.badBound, start, "\(what) of at most 0 matches nothing", suggestion: "take it out")
        } else {
            return
        }
        throw Abandon()
    }

    /// A text of `balanced`, which has to have characters: of empty ones there are endless many anywhere.
    private mutating func balancedText(_ what: String) throws -> String {
        let start = token
        let text = try string(what)
        guard text.isEmpty else { return text }
        report(.emptyMatch, start, "empty text matches nothing", suggestion: "write \(what), such as \(what == "the opening text" ? "\"《\"" : "\"》\"")")
        throw Abandon()
    }

    /// `<name value column=value column!=value …>`
    mutating func lexiconReference() throws -> LexiconReference {
        try expect("<")
        var result = LexiconReference(name: try simpleName("a lexicon"), filters: [])
        while !takeSymbol(">") {
            let first = token
            let value: String
            switch first.kind {
            case .name, .number, .string: value = text(first)
            default: throw unexpected("a column's value or `>`")
            }
            advance()
            if takeSymbol("=") {
                result.filters.append(.init(column: Named(name: value, place: place(first)), value: try filterValue(), negated: false))
            } else if takeSymbol("!=") {
                result.filters.append(.init(column: Named(name: value, place: place(first)), value: try filterValue(), negated: true))
            } else {
                result.filters.append(.init(column: nil, value: value, negated: false))
            }
        }
        return result
    }

    private mutating func filterValue() throws -> String {
        defer { advance() }
        switch token.kind {
        case .name, .number, .string: return text(token)
        default: throw unexpected("a value")
        }
    }

    /// `{Han}`, `{Han digit "·"}`, `{^ "，。" space}`
    mutating func characterSet() throws -> CharacterSetSyntax {
        try expect("{")
        let negated = takeSymbol("^")
        var parts: [CharacterSetSyntax] = []
        var seen: Set<String> = []
        while !takeSymbol("}") {
            switch token.kind {
            case .name:
                let named = try simpleName("a class")
                if warns, !seen.insert(named.name).inserted { warn(.ineffective, named.place, "the class `\(named.name)` stands here twice", suggestion: "take one out") }
                parts.append(.named(named))
            case .string:
                let text = text(token)
                if text.isEmpty { report(.emptyMatch, token, "empty text matches nothing", suggestion: "put the characters of the class between the quotes") }
                if warns, !seen.insert("\"" + text).inserted { warn(.ineffective, place(token), "\"\(text)\" stands here twice", suggestion: "take one out") }
                parts.append(.literal(text))
                advance()
            default: throw unexpected("a class, quoted characters or `}`")
            }
        }
        if parts.isEmpty { throw unexpected("a class") }
        let set: CharacterSetSyntax = parts.count == 1 ? parts[0] : .union(parts)
        return negated ? .negated(set) : set
    }
}
