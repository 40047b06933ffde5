import BaoShuRules

/// Writes compiled expressions as an author would, and the values of what they ask of captures.
struct ExpressionRendering {
    let rule: Rule
    /// The names of the program's lexicons.
    let tables: [String]
    /// For each of its tables of weights the lexicon and the column.
    let weights: [String]

    init(rule: Rule, program: RuleProgram) {
        self.rule = rule
        tables = program.lexicons.map(\.name)
        weights = program.weights.map { "\(program.lexicons[$0.lexicon].name), \(program.lexicons[$0.lexicon].columns[$0.column].name)" }
    }

    func text(_ expression: CompiledExpression) -> String {
        switch expression {
        case .text(let text): isWord(text) ? text : "\"\(text)\""
        case .number(let number): number.description
        case .table(let index): tables.indices.contains(index) ? tables[index] : "?"
        case .capture(let index): rule.captures.indices.contains(index) ? rule.captures[index] : "?"
        case .field(let base, let name): "\(text(base)).\(name)"
        case .call(.weigh, let arguments): "weigh(\(arguments.map { if case .table(let index) = $0, weights.indices.contains(index) { weights[index] } else { text($0) } }.joined(separator: ", ")))"
        case .call(let function, let arguments): "\(function.rawValue)(\(arguments.map(text).joined(separator: ", ")))"
        case .not(.isAbsent(let inner)): "\(text(inner)) present"
        case .not(let inner): "not \(group(inner))"
        case .negate(let inner): "-\(group(inner))"
        case .binary(let symbol, let left, let right): "\(group(left)) \(symbol.rawValue) \(group(right))"
        case .within(let value, let low, let high): "\(text(value)) in \(text(low))..\(text(high))"
        case .oneOf(let value, let others): "\(text(value)) in (\(others.map(text).joined(separator: ", ")))"
        case .isAbsent(let inner): "\(text(inner)) absent"
        case .conditional(let condition, let first, let second): "if \(text(condition)) then \(text(first)) else \(text(second))"
        }
    }

    /// Every capture and field that the expression asks for, once, in order.
    func questions(_ expression: CompiledExpression) -> [CompiledExpression] {
        var result: [CompiledExpression] = []
        func add(_ expression: CompiledExpression) { if !result.contains(where: { text($0) == text(expression) }) { result.append(expression) } }
        func visit(_ expression: CompiledExpression) {
            switch expression {
            case .text, .number, .table: break
            case .capture, .field: add(expression)
            case .call(_, let arguments):
                add(expression)
                arguments.forEach(visit)
            case .not(let inner), .negate(let inner), .isAbsent(let inner): visit(inner)
            case .binary(_, let left, let right): visit(left); visit(right)
            case .within(let value, let low, let high): visit(value); visit(low); visit(high)
            case .oneOf(let value, let others): visit(value); others.forEach(visit)
            case .conditional(let condition, let first, let second): visit(condition); visit(first); visit(second)
            }
        }
        visit(expression)
        return result
    }

    /// The deepest part that already fails of conditions joined by `and`.
    func conjuncts(_ expression: CompiledExpression) -> [CompiledExpression] {
        if case .binary(.and, let left, let right) = expression { return conjuncts(left) + conjuncts(right) }
        return [expression]
    }

    private func group(_ expression: CompiledExpression) -> String {
        switch expression {
        case .binary, .conditional, .within, .oneOf, .isAbsent: "(\(text(expression)))"
        default: text(expression)
        }
    }

    private func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    }
}
