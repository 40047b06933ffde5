/// Expressions of `where`, `set` and `part`, by descending precedence.
extension Parser {
    mutating func expression(depth: Int = 0) throws -> Expression {
        guard depth < Self.maximumDepth else {
            report(.tooLarge, token, "expression nested deeper than \(Self.maximumDepth)")
            throw Abandon()
        }
        if depth == 0 { operands = 0 }
        if isName("if") {
            let start = place(token)
            advance()
            let condition = try expression(depth: depth + 1)
            guard takeName("then") else { throw unexpected("`then`") }
            let first = try expression(depth: depth + 1)
            guard takeName("else") else { throw unexpected("`else`") }
            return .conditional(condition, first, try expression(depth: depth + 1), start)
        }
        return try disjunction(depth)
    }

    /// Expressions are walked recursively: longer ones than this are refused.
    static var maximumOperands: Int { 300 }

    private mutating func countOperand() throws {
        operands += 1
        guard operands > Self.maximumOperands else { return }
        report(.tooLarge, token, "expression of more than \(Self.maximumOperands) operands", suggestion: "part it into several `where` or `set`")
        throw Abandon()
    }

    private mutating func disjunction(_ depth: Int) throws -> Expression { try chain({ $0.isName("or") }) { try $0.conjunction(depth) } }
    private mutating func conjunction(_ depth: Int) throws -> Expression { try chain({ $0.isName("and") }) { try $0.comparison(depth) } }
    private mutating func sum(_ depth: Int) throws -> Expression { try chain({ $0.isSymbol("+") || $0.isSymbol("-") }) { try $0.product(depth) } }
    private mutating func product(_ depth: Int) throws -> Expression { try chain({ $0.isSymbol("*") || $0.isSymbol("/") }) { try $0.factor(depth) } }

    /// Operands joined from left to right by operators of one rank: those at which `stands` holds.
    private mutating func chain(_ stands: (Parser) -> Bool, _ operand: (inout Parser) throws -> Expression) throws -> Expression {
        var left = try operand(&self)
        while stands(self) {
            let start = token
            advance()
            left = .binary(text(start), left, try operand(&self), place(start))
        }
        return left
    }

    private mutating func comparison(_ depth: Int) throws -> Expression {
        if isName("not") {
            let place = place(token)
            try countOperand()
            advance()
            if isName("not") { warn(.ineffective, place, "one `not` undoes the other", suggestion: "take out both, or one") }
            return .unary("not", try comparison(depth), place)
        }
        let left = try sum(depth)
        let start = place(token)
        if isSymbol("==") || isSymbol("!=") || isSymbol("<=") || isSymbol(">=") || isSymbol("<") || isSymbol(">") {
            let symbol = text(token)
            advance()
            return .binary(symbol, left, try sum(depth), start)
        }
        if takeName("absent") { return .absent(left, negated: false, start) }
        if takeName("present") { return .absent(left, negated: true, start) }
        if takeName("in") {
            if takeSymbol("(") {
                var values = [try expression(depth: depth + 1)]
                while takeSymbol(",") { values.append(try expression(depth: depth + 1)) }
                try expect(")")
                return .oneOf(left, values, start)
            }
            let low = try sum(depth)
            try expect("..")
            return .within(left, low, try sum(depth), start)
        }
        return left
    }

    private mutating func factor(_ depth: Int) throws -> Expression {
        let start = token
        try countOperand()
        switch token.kind {
        case .string: advance(); return .text(text(start), place(start))
        case .number: advance(); return .number(text(start), place(start))
        case .symbol where isSymbol("-"):
            advance()
            return .unary("-", try factor(depth + 1), place(start))
        case .symbol where isSymbol("("):
            advance()
            guard depth < Self.maximumDepth else { throw unexpected("a simpler expression") }
            let inner = try expression(depth: depth + 1)
            try expect(")")
            return inner
        case .name:
            let named = try simpleName("a value")
            if takeSymbol("(") {
                var arguments: [Expression] = []
                while !takeSymbol(")") {
                    arguments.append(try expression(depth: depth + 1))
                    if !takeSymbol(","), !isSymbol(")") { throw unexpected("`,` or `)`") }
                }
                return .call(named, arguments)
            }
            var result = Expression.name(named)
            while isSymbol("."), nextToken.kind == .name {
                try countOperand()
                advance()
                result = .field(result, try simpleName("a field"))
            }
            return result
        default:
            throw unexpected("a value")
        }
    }
}
