extension Parser {
    static let clauseNames = [
        "match", "not", "after", "before", "boundary", "line", "sentence", "in", "where", "span", "set", "part", "prefer", "over", "within", "limit", "remember", "test", "reject", "todo",
    ]

    /// `rule NAME -> TYPE [over NAME, …]` and clauses.
    mutating func rule(_ body: ArraySlice<StatementLines.Line>, isLink: Bool) throws -> RuleDeclaration {
        let name = try name("a rule name")
        try expect("->")
        let type = try simpleName("an output type")
        var rule = RuleDeclaration(name: name, isLink: isLink, type: type, matchPlace: name.place)
        if takeName("over") { rule.over = try overList() }
        if token.kind != .end { _ = unexpected("`over` or the end of the line") }
        for clause in clauses(body) {
            start(clause)
            try? self.clause(of: &rule)
        }
        // What is wrong with one that stands there is told already.
        if rule.match == nil, !rule.hasMatch {
            warn(.missingMatch, name.place, "rule `\(name.name)` has no `match`", suggestion: "add a line: match …")
        }
        return rule
    }

    private mutating func overList() throws -> [Named] {
        var result: [Named] = []
        repeat {
            var named = try name("a rule")
            // `date.*` names all rules of that prefix.
            if isSymbol("."), nextToken.symbol == "*" {
                advance()
                advance()
                named.name += ".*"
                named.place.length += 2
            }
            result.append(named)
        } while takeSymbol(",")
        return result
    }

    private mutating func clause(of rule: inout RuleDeclaration) throws {
        let head = token
        guard head.kind == .name else { throw unexpected("a clause") }
        let keyword = text(head)
        switch keyword {
        case "match":
            advance()
            if rule.hasMatch { reportTwin("match", at: place(head), first: rule.matchPlace) }
            rule.matchPlace = place(head)
            rule.hasMatch = true
            rule.match = try alternatives()
        case "where":
            advance()
            rule.conditions.append(try expression())
        case "set":
            advance()
            rule.sets.append(try assignment("set", among: rule.sets))
        case "span":
            advance()
            try spanClause(of: &rule)
        case "part":
            advance()
            try partClause(of: &rule)
        case "over":
            advance()
            rule.over += try overList()
        case "prefer":
            advance()
            repeat { rule.prefer.append(try guardClause()) } while takeSymbol(",") && takeName("or")
        case "within":
            advance()
            if let first = rule.within?.place { reportTwin("within", at: place(token), first: first) }
            rule.within = try simpleName("`clause` or `sentence`")
        case "limit":
            advance()
            let place = place(token)
            if let first = rule.limit?.place { reportTwin("limit", at: place, first: first) }
            rule.limit = (try integer("a number of characters"), place)
        case "remember":
            advance()
            try rememberClause(of: &rule, at: place(head))
        case "test", "reject", "todo":
            if readsTests { rule.tests.append(try testClause()) } else { passClause() }
        default:
            if Self.clauseNames.contains(keyword) {
                rule.guards.append(try guardClause())
            } else if !rule.sets.isEmpty, nextToken.symbol == "=" {
                // `set a = 1; b = 2`: the keyword stands once.
                rule.sets.append(try assignment("set", among: rule.sets))
            } else {
                if Suggestion.text(keyword, among: ["match"]) != nil { (rule.hasMatch, rule.matchPlace) = (true, place(head)) }
                report(.unknownClause, head, "unknown clause `\(keyword)`", suggestion: Suggestion.text(keyword, among: Self.clauseNames) ?? "clauses are \(Self.clauseNames.joined(separator: ", "))")
                throw Abandon()
            }
        }
        try expectEnd()
    }

    private mutating func spanClause(of rule: inout RuleDeclaration) throws {
        if let first = rule.span?.first.place { reportTwin("span", at: place(token), first: first) }
        let first = try simpleName("a capture")
        var last = first
        if takeSymbol("..") { last = try simpleName("a capture") }
        rule.span = (first, last)
    }

    private mutating func partClause(of rule: inout RuleDeclaration) throws {
        let part = try part()
        // One name for two captures is that of the one which took part.
        if let first = rule.parts.first(where: { $0.name.name == part.name.name && $0.first.name == part.first.name && $0.last.name == part.last.name }) {
            reportTwin("part \(part.name.name)", at: part.name.place, first: first.name.place)
        }
        rule.parts.append(part)
    }

    private mutating func rememberClause(of rule: inout RuleDeclaration, at place: Place) throws {
        if let first = rule.remember?.place { reportTwin("remember", at: place, first: first) }
        var remember = RememberSyntax(capture: nil, minimum: 2, place: place)
        if token.kind == .name, !isName("min") { remember.capture = Named(name: text(token), place: self.place(token)); advance() }
        if takeName("min") { remember.minimum = try integer("a number of characters") }
        rule.remember = remember
    }

    /// Reports a clause that the rule has already, where only one of them can count.
    private mutating func reportTwin(_ what: String, at place: Place, first: Place) {
        warn(.duplicateName, place, "`\(what)` stands here twice", other: (first, "first here"), suggestion: "take one out, or make them one")
    }

    /// `name = …`
    ///
    /// - Parameters:
    ///   - what: the clause, for messages.
    ///   - others: those before it, which it may not repeat.
    private mutating func assignment(_ what: String, among others: [(name: Named, value: Expression)]) throws -> (name: Named, value: Expression) {
        let name = try simpleName("a field")
        if let first = others.first(where: { $0.name.name == name.name }) { reportTwin("\(what) \(name.name)", at: name.place, first: first.name.place) }
        try expect("=")
        return (name, try expression())
    }

    /// `part NAME = a..b { value = …, low = … }`
    private mutating func part() throws -> PartSyntax {
        let name = try simpleName("a part's name")
        try expect("=")
        let first = try simpleName("a capture")
        var last = first
        if takeSymbol("..") { last = try simpleName("a capture") }
        var fields: [(name: Named, value: Expression)] = []
        if takeSymbol("{") {
            while !takeSymbol("}") {
                fields.append(try assignment("field", among: fields))
                if !takeSymbol(","), !isSymbol("}") { throw unexpected("`,` or `}`") }
            }
        }
        return PartSyntax(name: name, first: first, last: last, fields: fields)
    }

    /// `[not] after …`, `[not] before …`, `boundary [at start|end]`, `line start|end`, `sentence start|end`, `[not] in role, …`
    mutating func guardClause() throws -> GuardSyntax {
        let start = token
        let negated = takeName("not")
        let keyword = try simpleName("a guard")
        let kind: GuardSyntax.Kind
        switch keyword.name {
        case "after": kind = .after(try alternatives())
        case "before": kind = .before(try alternatives())
        case "boundary":
            if takeName("at") {
                let side = try simpleName("`start` or `end`")
                guard ["start", "end"].contains(side.name) else { throw unexpected("`start` or `end`") }
                kind = .boundary(start: side.name == "start", end: side.name == "end")
            } else {
                kind = .boundary(start: true, end: true)
            }
        case "line", "sentence":
            let side = try simpleName("`start` or `end`")
            switch (keyword.name, side.name) {
            case ("line", "start"): kind = .lineStart
            case ("line", "end"): kind = .lineEnd
            case ("sentence", "start"): kind = .sentenceStart
            case ("sentence", "end"): kind = .sentenceEnd
            default: throw unexpected("`start` or `end`")
            }
        case "in":
            var roles = [try simpleName("a block's role")]
            while isSymbol(","), nextToken.kind == .name {
                advance()
                roles.append(try simpleName("a block's role"))
            }
            kind = .role(roles)
        default:
            warn(.unknownClause, keyword.place, "unknown guard `\(keyword.name)`", suggestion: "guards are after, before, boundary, line, sentence, in")
            throw Abandon()
        }
        var anchor: Named?
        if takeName("at") {
            switch kind {
            case .after, .before: anchor = try simpleName("a capture")
            default: throw unexpected("the end of the guard")
            }
        }
        return GuardSyntax(kind: kind, negated: negated, anchor: anchor, place: place(start))
    }

    /// Passes over the rest of the clause in hand.
    mutating func passClause() { while token.kind != .end, !isSymbol(";") { advance() } }

    /// `test [at DAY] [in ROLE] "text" [=> "mention" | field value, …]`, `reject "text"`, `todo "text" => …`
    mutating func testClause() throws -> TestDeclaration {
        let head = token
        let kind: TestDeclaration.Kind = isName("reject") ? .reject : isName("todo") ? .todo : .test
        guard kind != .test || isName("test") else { throw unexpected("`test`, `reject` or `todo`") }
        advance()
        _ = kind == .todo && takeName("test")
        var result = TestDeclaration(kind: kind, text: "", day: nil, role: nil, mention: nil, fields: [], place: place(head))
        while true {
            if takeName("at") {
                var day = Named(name: "", place: place(token))
                while true {
                    if token.kind == .number { day.name += text(token) } else if isSymbol("-") { day.name += "-" } else { break }
                    day.place.length = token.column + token.length - day.place.column
                    advance()
                }
                if day.name.isEmpty { throw unexpected("a day such as 2024-05-31") }
                result.day = day
            } else if takeName("in") {
                result.role = try simpleName("a block's role")
            } else {
                break
            }
        }
        let textPlace = place(token)
        result.text = try string("a text in quotes")
        if result.text.isEmpty { warn(.ineffective, textPlace, "a test of no text", suggestion: "write the words that are to be read") }
        if isSymbol("=>"), kind == .reject {
            report(.unexpectedToken, token, "a `reject` expects no mention at all, and has nothing behind `=>`", suggestion: "write a `test` with `field absent`, or take it out")
            throw Abandon()
        }
        if takeSymbol("=>") {
            repeat {
                if token.kind == .string, result.mention == nil, result.fields.isEmpty {
                    result.mention = text(token)
                    advance()
                } else {
                    let name = try name("a field")
                    let start = place(token)
                    result.fields.append((name, Named(name: try testValue(), place: start)))
                }
            } while takeSymbol(",")
        }
        try expectEnd()
        return result
    }

    /// A value as written: everything up to a comma, joined without blanks; or a quoted text.
    private mutating func testValue() throws -> String {
        if token.kind == .string { return try string("a value") }
        var result = ""
        while token.kind != .end, !isSymbol(","), !isSymbol(";") {
            result += text(token)
            advance()
        }
        if result.isEmpty { throw unexpected("a value") }
        return result
    }
}
