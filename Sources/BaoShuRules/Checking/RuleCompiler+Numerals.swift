import BaoShuText

extension RuleCompiler {
    func numeralGrammars(_ files: [RuleFile]) {
        for case .number(let declaration) in files.lazy.flatMap(\.statements) where numerals[declaration.name.name]?.place == declaration.name.place {
            var grammar = NumeralGrammar(name: declaration.name.name)
            for part in declaration.parts {
                for word in part.words where !addNumeralWord(word.name, value: nil, part: part.part, to: &grammar) {
                    let needsValue = Self.columns[part.part.name] != nil
                    report(
                        .typeMismatch, word.place, needsValue ? "\(part.part.name) have values, which \"\(word.name)\" has not" : "\"\(word.name)\" is no single character, as \(part.part.name) needs",
                        suggestion: needsValue ? "put the words into a lexicon: \(part.part.name) <lexicon>" : "write one character")
                }
                for named in part.lexicons {
                    guard let indices = lexicons(named: named.name) else {
                        reportUndefinedLexicon(named)
                        continue
                    }
                    usedLexicons.formUnion(indices)
                    if part.part.name == "yield" {
                        grammar.yieldTerminal = terminal(.lexicon(indices, filters: []))
                        continue
                    }
                    for index in indices { addNumeralLexicon(index, named, part: part.part, to: &grammar) }
                }
            }
            grammar.finish()
            parts.numerals.append(grammar)
        }
    }

    /// The columns that the words of parts need.
    private static let columns = ["digits": "value", "scale": "factor", "latin": "factor"]

    private func addNumeralLexicon(_ index: Int, _ named: Named, part: Named, to grammar: inout NumeralGrammar) {
        let lexicon = parts.lexicons[index]
        let partName = part.name
        let value = lexicon.columnIndex("value") ?? lexicon.columnIndex("factor")
        if let column = Self.columns[partName], value == nil {
            let suggestion = Suggestion.text(column, among: lexicon.columns.map(\.name)) ?? "declare it: lexicon \(lexicon.name) { \(column): decimal }"
            report(.undefinedField, named.place, "lexicon `\(lexicon.name)` has no column `\(column)`, by which \(partName) are read", suggestion: suggestion)
            return
        }
        var ignored: [String] = []
        let role = lexicon.columnIndex("role")
        let weak = lexicon.columnIndex("weak")
        let script = lexicon.columnIndex("script")
        var last = -1
        for entry in parts.entries[entryRanges[index]] where entry.row != last {
            // Its surfaces are all read with the first of them.
            last = entry.row
            var end = entry.row
            while end < lexicon.bytes.count, lexicon.bytes[end] != 0x09, lexicon.bytes[end] != 0x0A { end += 1 }
            let cell = value.flatMap { lexicon.cell(row: entry.row, column: $0) }
            let part = role.flatMap { lexicon.cell(row: entry.row, column: $0) }.map { Named(name: "vague_\($0)", place: part.place) } ?? part
            for surface in String(decoding: lexicon.bytes[entry.row..<end], as: UTF8.self).split(separator: "|") {
                if !addNumeralWord(String(surface), value: cell, part: part, to: &grammar) { ignored.append(String(surface)) }
                let units = folder.fold(String(surface))
                if units.count == 1, let weak, lexicon.cell(row: entry.row, column: weak) == "1" { grammar.isWeak[Int(units[0])] = true }
                if units.count == 1, let script, lexicon.cell(row: entry.row, column: script) == "count" { grammar.countsOnly[Int(units[0])] = true }
            }
        }
        // Scales of more than one character (万亿) are read character by character.
        ignored.removeAll { word in
            partName == "scale" && folder.fold(word).count > 1
                && folder.fold(word).allSatisfy { grammar.roles[Int($0)] == NumeralGrammar.Role.smallScale.rawValue || grammar.roles[Int($0)] == NumeralGrammar.Role.largeScale.rawValue }
        }
        guard !ignored.isEmpty else { return }
        let words = ignored.prefix(4).map { "`\($0)`" }.joined(separator: ", ") + (ignored.count > 4 ? " and \(ignored.count - 4) more" : "")
        let needed =
            switch partName {
            case "digits": "digits are single characters with a whole `value` of 0 or more"
            case "scale", "latin": "they are single characters whose `factor` is a power of ten"
            default: "they are single characters"
            }
        report(.typeMismatch, named.place, "\(words) of lexicon `\(lexicon.name)` cannot be read as \(partName)", suggestion: needed)
    }

    /// - Returns: false for a word that the part cannot hold.
    private func addNumeralWord(_ word: String, value: String?, part: Named, to grammar: inout NumeralGrammar) -> Bool {
        let units = folder.fold(word)
        guard let unit = units.first else { return false }
        let number = value.flatMap { Int($0) }
        switch part.name {
        case "point", "group", "sign": if units.count > 1 { return false }
        default: break
        }
        switch part.name {
        case "digits":
            guard units.count == 1, let number, number >= 0 else { return false }
            if (0x30...0x39).contains(unit) { return true }
            grammar.set(unit, number == 0 ? .zero : number >= 10 ? .tens : .digit, value: number)
        case "scale":
            guard units.count == 1, let number, let exponent = Self.powerOfTen(number) else { return false }
            grammar.exponents.append(exponent)
            grammar.set(unit, exponent < 4 ? .smallScale : .largeScale, value: grammar.exponents.count - 1)
        case "latin":
            // Words of several letters (bn) stand in the lexicon for patterns.
            if units.count > 1 { return true }
            guard units.count == 1, let number, let exponent = Self.powerOfTen(number) else { return false }
            grammar.exponents.append(exponent)
            grammar.set(unit, .latinScale, value: grammar.exponents.count - 1)
        case "point": grammar.set(unit, .point)
        case "group": grammar.set(unit, .group)
        case "sign": grammar.set(unit, .minus)
        case "vague_tail": grammar.words.append((units, .vagueTail))
        case "vague_none": grammar.words.append((units, .reserved))
        case "vague_digit": if units.count == 1 { grammar.set(unit, .vagueDigit) } else { grammar.words.append((units, .vagueDigit)) }
        case "vague_after", "vague": if units.count == 1 { grammar.set(unit, .vagueSuffix) } else { grammar.words.append((units, .vagueSuffix)) }
        default: break
        }
        return true
    }

    private static func powerOfTen(_ number: Int) -> Int? {
        var value = 1, exponent = 0
        while value < number, exponent < 18 { value *= 10; exponent += 1 }
        return value == number ? exponent : nil
    }
}
