import BaoShuText
import BaoShuValues

extension RuleCompiler {
    static let defaultLimit = 64
    static let linkLimit = 200
    /// A rule may ask for spans up to this; every candidate may cost as many steps.
    static let greatestLimit = 400

    func compileRules(_ files: [RuleFile]) {
        for file in files {
            var stage = 0
            // Without `stages` there is one for all.
            var isStaged = !declaresStages
            for statement in file.statements {
                if case .stage(let name) = statement {
                    stage = stageNames.firstIndex(of: name.name) ?? 0
                    isStaged = true
                }
                guard case .rule(let declaration) = statement else { continue }
                if !isStaged, lints {
                    let message = "rule `\(declaration.name.name)` stands under no `stage`, and so in the first one, `\(stageNames[0])`"
                    report(.doubtful, declaration.name.place, message, suggestion: "write `stage …` above it; the stages are \(stageNames.joined(separator: ", "))")
                    isStaged = true
                }
                compile(declaration, stage: stage)
            }
        }
    }

    private func compile(_ rule: RuleDeclaration, stage: Int) {
        if let first = ruleNames[rule.name.name] {
            report(.duplicateName, rule.name.place, "rule `\(rule.name.name)` is declared twice", other: .init(place: first.place, message: "first here"))
            return
        }
        var isCompiled = false
        defer { if !isCompiled { unreadNames.insert(rule.name.name) } }
        let seen = diagnostics.count
        // What it says is checked even where its type is not known: all that is wrong is told at once.
        let type = types[rule.type.name]
        if let type {
            usedTypes.insert(type.index)
        } else {
            reportUndefined(rule.type, "unknown type `\(rule.type.name)`", suggestion: Suggestion.text(rule.type.name, among: types.keys.sorted()) ?? "declare it: type \(rule.type.name) { … }")
        }
        guard let match = rule.match else { return }
        var scope = PatternScope(stage: stage)
        let pattern = resolve(match, in: &scope)
        guard !isTooLarge(scope, rule.matchPlace), let automaton = automaton(pattern, place: rule.matchPlace) else { return }
        if automaton.isNullable {
            report(.emptyMatch, rule.matchPlace, "rule `\(rule.name.name)` can match nothing at all", suggestion: "make at least one element obligatory")
            return
        }
        let limit = limit(of: rule, automaton)
        checkLimit(limit, of: rule, pattern)
        if let span = rule.span { checkOrder(span.first, span.last, in: match, what: "the span") }
        for part in rule.parts { checkOrder(part.first, part.last, in: match, what: "part `\(part.name.name)`") }
        func captures(_ first: Named, _ last: Named) -> (Int, Int) {
            let index = capture(first, &scope)
            return (index, first.name == last.name ? index : capture(last, &scope))
        }
        let span = rule.span.map { captures($0.first, $0.last) }
        let resultType = type.map { parts.types[$0.index] }
        let sets = rule.sets.map { set in
            if let resultType { check(set, of: resultType, scope) }
            return (set.name.name, compile(set.value, &scope))
        }
        var programs: [PartProgram] = []
        for part in rule.parts {
            let (first, last) = captures(part.first, part.last)
            programs.append(PartProgram(name: part.name.name, first: first, last: last, fields: part.fields.map { ($0.name.name, compile($0.value, &scope)) }))
        }
        let conditions = rule.conditions.map { Condition(expression: compileCondition($0, &scope), place: source($0.place)) }
        let remember = rule.remember.map { Remember(capture: $0.capture.map { capture($0, &scope) }, minimum: $0.minimum) }
        let guards = rule.guards.compactMap { compile($0, &scope) }
        let prefer = rule.prefer.compactMap { compile($0, &scope) }
        guard let type, let resultType else { return }
        checkLink(rule, scope)
        let index = parts.rules.count
        isCompiled = true
        ruleNames[rule.name.name] = (index, rule.name.place)
        overNames.append(rule.over)
        parts.rules.append(
            Rule(
                name: rule.name.name, place: source(rule.name.place), type: type.index, stage: stage, isLink: rule.isLink, within: within(rule), captures: scope.captures.map(\.name),
                automaton: automaton, guards: guards, prefer: prefer,
                conditions: conditions, span: span, sets: sets, setPlaces: rule.sets.map { source($0.name.place) }, parts: programs, over: [], limit: limit, remember: remember, pattern: pattern))
        // A name that could not be read may be what asks for it. The linker asks for the quantities of a link.
        let isSound = !diagnostics[seen...].contains { $0.severity == .error }
        for capture in scope.captures where isSound && !capture.isUsed && !(rule.isLink && capture.name == Rule.quantityCapture) {
            report(.captureUnused, capture.place, "capture `\(capture.name)` is never used", suggestion: "leave the name out")
        }
        for test in rule.tests {
            check(test, of: resultType, rule)
            add(test, .rule(index))
        }
    }

    /// That a field is one of the rule's type, and what is set fits it.
    private func check(_ set: (name: Named, value: Expression), of type: OutputType, _ scope: PatternScope) {
        if let field = type.fields.first(where: { $0.name == set.name.name }) { return check(set.value, fits: field, scope) }
        report(
            .undefinedField, set.name.place, "type `\(type.name)` has no field `\(set.name.name)`",
            suggestion: Suggestion.text(set.name.name, among: type.fields.map(\.name)) ?? "fields are \(type.fields.map(\.name).joined(separator: ", "))")
    }

    /// The greatest length of a match.
    private func limit(of rule: RuleDeclaration, _ automaton: Automaton) -> Int {
        let usual = rule.isLink ? Self.linkLimit : Self.defaultLimit
        guard let asked = rule.limit else { return usual }
        if asked.value > Self.greatestLimit {
            report(.badBound, asked.place, "limit \(asked.value) exceeds the greatest span of \(Self.greatestLimit)")
        } else if asked.value > usual, beginsAnywhere(automaton) {
            report(
                .costlySpan, asked.place, "spans up to \(asked.value), and the rule can begin at most characters: each may cost \(asked.value) steps",
                suggestion: "let it begin with words or a narrow class")
        }
        return min(asked.value, Self.greatestLimit)
    }

    /// That a match has room for what the pattern needs at least.
    private func checkLimit(_ limit: Int, of rule: RuleDeclaration, _ pattern: ResolvedPattern) {
        let least = pattern.leastLength
        guard least > limit, least > 0 else { return }
        let message = "the shortest match of rule `\(rule.name.name)` has \(least) characters, but \(rule.limit == nil ? "matches have up to" : "its limit is") \(limit)"
        report(.badBound, rule.limit?.place ?? rule.matchPlace, message, suggestion: least > Self.greatestLimit ? "ask for less" : "write: limit \(least)")
    }

    /// Whether a match can begin with a wide class of characters.
    private func beginsAnywhere(_ automaton: Automaton) -> Bool {
        automaton.first.contains { position in
            if case .characters(let set) = automaton.labels[position] { sets[set].ranges.reduce(0) { $0 + $1.count } > 256 } else { false }
        }
    }

    private func isTooLarge(_ scope: PatternScope, _ place: Place) -> Bool {
        guard scope.size > PatternScope.maximumSize || scope.isTooDeep else { return false }
        let what = scope.size > PatternScope.maximumSize ? "has more than \(PatternScope.maximumSize) elements" : "is nested deeper than \(PatternScope.maximumDepth)"
        report(.tooLarge, place, "pattern \(what), its named patterns spelt out", suggestion: "use fewer names of patterns inside patterns")
        return true
    }

    func automaton(_ pattern: ResolvedPattern, place: Place) -> Automaton? {
        do {
            try automatonBuilder.read(pattern)
            return Automaton(automatonBuilder)
        } catch {
            report(.tooLarge, place, "pattern needs more than \(AutomatonBuilder.maximumPositions) positions", suggestion: "use smaller repeats")
            return nil
        }
    }

    private func within(_ rule: RuleDeclaration) -> LinkScope? {
        guard let named = rule.within else { return rule.isLink ? .sentence : nil }
        if let scope = LinkScope(rawValue: named.name) { return scope }
        report(
            .undefinedName, named.place, "unknown reach `\(named.name)`",
            suggestion: Suggestion.text(named.name, among: LinkScope.allCases.map(\.rawValue)) ?? "a link stays within `clause` or `sentence`")
        return nil
    }

    func capture(_ named: Named, _ scope: inout PatternScope) -> Int {
        if let index = scope.captures.firstIndex(where: { $0.name == named.name }) {
            scope.captures[index].isUsed = true
            return index
        }
        report(
            .undefinedName, named.place, "no capture `\(named.name)` in this rule",
            suggestion: Suggestion.text(named.name, among: scope.captures.map(\.name))
                ?? (scope.captures.isEmpty ? "name a part of the match: \(named.name)=…" : "captures are \(scope.captures.map(\.name).joined(separator: ", "))"))
        return 0
    }

    private func compile(_ syntax: GuardSyntax, _ ruleScope: inout PatternScope) -> Guard? {
        var scope = PatternScope(stage: ruleScope.stage)
        scope.allowsCaptures = false
        let kind: Guard.Kind
        var resolved: ResolvedPattern?
        switch syntax.kind {
        case .after(let pattern):
            let pattern = resolve(pattern, in: &scope)
            guard !isTooLarge(scope, syntax.place), let automaton = automaton(pattern.reversed, place: syntax.place) else { return nil }
            kind = .after(automaton)
            resolved = pattern
        case .before(let pattern):
            let pattern = resolve(pattern, in: &scope)
            guard !isTooLarge(scope, syntax.place), let automaton = automaton(pattern, place: syntax.place) else { return nil }
            kind = .before(automaton)
            resolved = pattern
        case .boundary(let start, let end): kind = .boundary(start: start, end: end)
        case .lineStart: kind = .lineStart
        case .lineEnd: kind = .lineEnd
        case .sentenceStart: kind = .sentenceStart
        case .sentenceEnd: kind = .sentenceEnd
        case .role(let roles):
            for role in roles { checkRole(role) }
            kind = .role(roles.flatMap { $0.name == "table" ? ["table_title", "table_header", "table_row"] : [$0.name] })
        }
        let anchor = syntax.anchor.map { capture($0, &ruleScope) }
        return Guard(kind: kind, negated: syntax.negated, anchor: anchor, place: source(syntax.place), pattern: resolved)
    }

    /// The block roles that the output knows, and `table` for those of tables.
    static let roleNames = [
        "column_label", "section_label", "kicker", "headline", "deck", "byline", "dateline", "body", "subhead", "caption", "photo_credit",
        "graphic_title", "jump_mark", "table_title", "table_header", "table_row", "table",
    ]
}
