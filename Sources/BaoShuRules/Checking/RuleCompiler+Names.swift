import BaoShuText

extension RuleFunction {
    /// Takes a lexicon as its second argument.
    var readsLexicon: Bool {
        switch self {
        case .weigh, .listed, .holds, .crossed: true
        default: false
        }
    }
}

extension RuleCompiler {
    /// A call of a function whose second argument is a lexicon, and whose third, if any, is a column of it.
    mutating func compileLexiconCall(
        _ function: RuleFunction, _ name: Named, _ arguments: [Expression], compile: (inout RuleCompiler, Expression) -> CompiledExpression
    ) -> CompiledExpression {
        guard arguments.count >= 2, case .name(let lexicon) = arguments[1] else {
            report(.wrongArguments, name.place, "`\(name.name)` takes a lexicon as its second argument", suggestion: "\(name.name)(capture, lexicon\(function == .weigh ? ", column" : ""))")
            return .text("")
        }
        guard let index = lexiconIndex[lexicon.name]?.index else {
            reportUndefinedLexicon(lexicon)
            return .text("")
        }
        usedLexicons.insert(index)
        let first = compile(&self, arguments[0])
        if function == .holds, arguments.count == 3 {
            guard case .name(let exempt) = arguments[2], let other = lexiconIndex[exempt.name]?.index else {
                report(.wrongArguments, name.place, "`holds` takes a lexicon as its third argument", suggestion: "holds(capture, lexicon, lexicon)")
                return .text("")
            }
            usedLexicons.insert(other)
            return .call(function, [first, .table(index), .table(other)])
        }
        guard function == .weigh else { return .call(function, [first, .table(index)]) }
        guard arguments.count == 3, case .name(let column) = arguments[2], let position = parts.lexicons[index].columnIndex(column.name) else {
            let known = parts.lexicons[index].columns.map(\.name)
            report(.undefinedField, name.place, "`weigh` takes a column of lexicon `\(lexicon.name)` as its third argument", suggestion: "columns are \(known.joined(separator: ", "))")
            return .text("")
        }
        return .call(.weigh, [first, .table(weights(lexicon: index, column: position))])
    }

    private mutating func weights(lexicon index: Int, column: Int) -> Int {
        if let known = parts.weights.firstIndex(where: { $0.lexicon == index && $0.column == column }) { return known }
        let lexicon = parts.lexicons[index]
        var rows: [(unit: UInt16, weight: Int16)] = []
        for entry in parts.entries where Int(entry.lexicon) == index {
            var end = entry.row
            while end < lexicon.bytes.count, lexicon.bytes[end] != 0x09, lexicon.bytes[end] != 0x0A { end += 1 }
            guard let weight = lexicon.cell(row: entry.row, column: column).flatMap({ Int16($0) }) else { continue }
            for surface in lexicon.bytes[entry.row..<end].split(separator: 0x7C) {
                let units = parts.fold.fold(String(decoding: surface, as: UTF8.self))
                if units.count == 1 { rows.append((units[0], weight)) }
            }
        }
        parts.weights.append(CharacterWeights(lexicon: index, column: column, rows: rows))
        return parts.weights.count - 1
    }
}
