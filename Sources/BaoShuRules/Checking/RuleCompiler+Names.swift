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
    /// A call of a function whose second argument is a lexicon, and whose third, if any, is a column of it, another lexicon or a capture.
    func compileLexiconCall(
        _ function: RuleFunction, _ name: Named, _ arguments: [Expression], compile: (Expression) -> CompiledExpression
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
        let first = compile(arguments[0])
        if function == .holds, arguments.count == 3 {
            guard case .name(let exempt) = arguments[2], let other = lexiconIndex[exempt.name]?.index else {
                report(.wrongArguments, name.place, "`holds` takes a lexicon as its third argument", suggestion: "holds(capture, lexicon, lexicon)")
                return .text("")
            }
            usedLexicons.insert(other)
            return .call(function, [first, .table(index), .table(other)])
        }
        if function == .crossed, arguments.count == 3 {
            let other = compile(arguments[2])
            guard case .capture = other else {
                report(.wrongArguments, name.place, "`crossed` takes a capture as its third argument", suggestion: "crossed(capture, lexicon, capture)")
                return .text("")
            }
            return .call(function, [first, .table(index), other])
        }
        guard function == .weigh else { return .call(function, [first, .table(index)]) }
        guard arguments.count == 3, case .name(let column) = arguments[2], let position = parts.lexicons[index].columnIndex(column.name) else {
            let known = parts.lexicons[index].columns.map(\.name)
            report(.undefinedField, name.place, "`weigh` takes a column of lexicon `\(lexicon.name)` as its third argument", suggestion: "columns are \(known.joined(separator: ", "))")
            return .text("")
        }
        return .call(.weigh, [first, .table(weights(lexicon: index, column: position))])
    }

    private func weights(lexicon index: Int, column: Int) -> Int {
        if let known = parts.weights.firstIndex(where: { $0.lexicon == index && $0.column == column }) { return known }
        let lexicon = parts.lexicons[index]
        var rows: [(unit: UInt16, weight: Int16)] = []
        var last = -1
        lexicon.bytes.withUnsafeBufferPointer { bytes in
            for entry in parts.entries[entryRanges[index]] where entry.row != last {
                // Its surfaces are all read with the first of them.
                last = entry.row
                guard let weight = lexicon.integer(row: entry.row, column: column) else { continue }
                var from = entry.row
                var i = from
                while true {
                    let isEnd = i >= bytes.count || bytes[i] == 0x09 || bytes[i] == 0x0A
                    if isEnd || bytes[i] == 0x7C {
                        folder.withFolded(bytes, from..<i) { units in if units.count == 1 { rows.append((units[0], weight)) } }
                        from = i + 1
                    }
                    if isEnd { break }
                    i += 1
                }
            }
        }
        parts.weights.append(CharacterWeights(lexicon: index, column: column, rows: rows))
        return parts.weights.count - 1
    }
}
