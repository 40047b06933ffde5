import BaoShuValues

extension RuleCompiler {
    /// Checks an expression and resolves its names.
    func compile(_ expression: Expression, _ scope: inout PatternScope) -> CompiledExpression {
        switch expression {
        case .text(let text, _): return .text(text)
        case .number(let text, _): return ExactNumber(text).map { .number($0) } ?? .text(text)
        case .name(let named):
            if let index = scope.captures.firstIndex(where: { $0.name == named.name }) {
                scope.captures[index].isUsed = true
                return .capture(index)
            }
            // A bare word that is no capture is a symbol: `kind = money`.
            return .text(named.name)
        case .field(let base, let field):
            if case .name(let named) = base {
                let index = capture(named, &scope)
                if index < scope.captures.count { checkField(field, of: scope.captures[index]) }
                return .field(.capture(index), field.name)
            }
            return .field(compile(base, &scope), field.name)
        case .call(let named, let arguments):
            guard let function = RuleFunction.named[named.name] else {
                report(
                    .undefinedFunction, named.place, "unknown function `\(named.name)`",
                    suggestion: Suggestion.text(named.name, among: RuleFunction.allCases.map(\.rawValue)) ?? "functions are \(RuleFunction.allCases.map(\.rawValue).joined(separator: ", "))")
                return .text("")
            }
            if !function.arity.contains(arguments.count) {
                let wanted = function.arity.count == 1 ? "\(function.arity.lowerBound)" : "\(function.arity.lowerBound) to \(function.arity.upperBound)"
                report(.wrongArguments, named.place, "`\(named.name)` takes \(wanted) arguments, not \(arguments.count)")
            }
            if function.readsCapture, case .name(let named)? = arguments.first, !scope.captures.contains(where: { $0.name == named.name }) { _ = capture(named, &scope) }
            if function.readsLexicon { return compileLexiconCall(function, named, arguments) { compile($0, &scope) } }
            checkDateWords(function, arguments, scope)
            useLexicons(of: function, arguments)
            return .call(function, arguments.map { compile($0, &scope) })
        case .unary(let symbol, let inner, _):
            return symbol == "not" ? .not(compileCondition(inner, &scope)) : .negate(compile(inner, &scope))
        case .binary(let symbol, let left, let right, _):
            let operation = BinaryOperator(rawValue: symbol)!
            if operation == .and || operation == .or { return .binary(operation, compileCondition(left, &scope), compileCondition(right, &scope)) }
            let (a, b) = (compile(left, &scope), compile(right, &scope))
            if operation.isArithmetic {
                for (side, syntax) in [(a, left), (b, right)] {
                    if case .text(let text) = side, ExactNumber(text) == nil { report(.typeMismatch, syntax.place, "`\(text)` is no number, which `\(symbol)` needs") }
                }
            }
            if !operation.isArithmetic {
                checkSides(symbol, [left, right], at: left.place, scope)
                checkComparison(symbol, left, right, scope)
            }
            return .binary(operation, a, b)
        case .within(let value, let low, let high, let place):
            checkSides("in", [value, low, high], at: place, scope)
            return .within(compile(value, &scope), compile(low, &scope), compile(high, &scope))
        case .oneOf(let value, let others, let place):
            checkSides("in", [value] + others, at: place, scope)
            checkOneOf(value, others, scope)
            return .oneOf(compile(value, &scope), others.map { compile($0, &scope) })
        case .absent(let value, let negated, _):
            checkPresence(value, scope)
            let inner = CompiledExpression.isAbsent(compile(value, &scope))
            return negated ? .not(inner) : inner
        case .conditional(let condition, let first, let second, _): return .conditional(compileCondition(condition, &scope), compile(first, &scope), compile(second, &scope))
        }
    }

    private func checkField(_ field: Named, of capture: CaptureInfo) {
        if capture.contents.contains(.unknown) || CaptureContent.common.contains(field.name) { return }
        let isKnown = capture.contents.contains { content in
            switch content {
            case .lexicon(let index): parts.lexicons[index].columnIndex(field.name) != nil
            case .numeral: CaptureContent.numeralFields.contains(field.name)
            case .type(let index): field.name == "rule" || parts.types[index].fields.contains { $0.name == field.name }
            case .text, .unknown: false
            }
        }
        if isKnown { return }
        var known = Set(CaptureContent.common)
        for content in capture.contents {
            switch content {
            case .lexicon(let index): known.formUnion(parts.lexicons[index].columns.map(\.name))
            case .numeral: known.formUnion(CaptureContent.numeralFields)
            case .type(let index): known.formUnion(parts.types[index].fields.map(\.name) + ["rule"])
            case .text, .unknown: break
            }
        }
        report(
            .undefinedField, field.place, "unknown field `\(field.name)` on capture `\(capture.name)`",
            suggestion: Suggestion.text(field.name, among: known.sorted()) ?? "fields are \(known.sorted().joined(separator: ", "))")
    }

    /// Functions over phrases read the lexicon `phrase`, or the one they name: its words become edges of the text. Those of units read the
    /// lexicon `unit_region`.
    private func useLexicons(of function: RuleFunction, _ arguments: [Expression]) {
        switch function {
        case .phrase_before, .phrase_after, .list_before, .figures_before, .owner_before, .is_headed:
            guard let lexicon = lexiconIndex[PhraseRole.lexicon] else { return }
            usedLexicons.insert(lexicon.index)
            _ = terminal(.lexicon([lexicon.index], filters: []))
            // So do the mentions, of which some end a phrase and others belong to one.
            for type in parts.types.indices where !parts.types[type].isInternal { _ = terminal(.type(type)) }
        case .unit, .per:
            if let lexicon = lexiconIndex["unit_region"] { usedLexicons.insert(lexicon.index) }
        case .clause_has, .words_have, .words_end, .words_are:
            guard arguments.count == 2, case .name(let named) = arguments[1] else { return }
            guard let lexicon = lexiconIndex[named.name] else { return reportUndefinedLexicon(named) }
            usedLexicons.insert(lexicon.index)
            _ = terminal(.lexicon([lexicon.index], filters: []))
        default: break
        }
    }
}
