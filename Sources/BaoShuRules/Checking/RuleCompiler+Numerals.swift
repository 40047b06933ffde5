import BaoShuText

extension RuleCompiler {
    func numeralGrammars(_ files: [RuleFile]) {
        for case .number(let declaration) in files.lazy.flatMap(\.statements) where numerals[declaration.name.name]?.place == declaration.name.place {
            var grammar = NumeralGrammar(name: declaration.name.name)
            for part in declaration.parts {
                for word in part.words { addNumeralWord(word, value: nil, part: part.part, to: &grammar) }
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
                    for index in indices { addNumeralLexicon(index, part: part.part, to: &grammar) }
                }
            }
            grammar.finish()
            parts.numerals.append(grammar)
        }
    }

    private func addNumeralLexicon(_ index: Int, part: Named, to grammar: inout NumeralGrammar) {
        let lexicon = parts.lexicons[index]
        let value = lexicon.columnIndex("value") ?? lexicon.columnIndex("factor")
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
                addNumeralWord(String(surface), value: cell, part: part, to: &grammar)
                let units = folder.fold(String(surface))
                if units.count == 1, let weak, lexicon.cell(row: entry.row, column: weak) == "1" { grammar.isWeak[Int(units[0])] = true }
                if units.count == 1, let script, lexicon.cell(row: entry.row, column: script) == "count" { grammar.countsOnly[Int(units[0])] = true }
            }
        }
    }

    private func addNumeralWord(_ word: String, value: String?, part: Named, to grammar: inout NumeralGrammar) {
        let units = folder.fold(word)
        guard let unit = units.first else { return }
        let number = value.flatMap { Int($0) }
        switch part.name {
        case "digits":
            guard units.count == 1, let number else { return }
            if (0x30...0x39).contains(unit) { return }
            grammar.set(unit, number == 0 ? .zero : number >= 10 ? .tens : .digit, value: number)
        case "scale":
            // Scales of more than one character (万亿) are read character by character.
            guard units.count == 1, let number, let exponent = Self.powerOfTen(number) else { return }
            grammar.exponents.append(exponent)
            grammar.set(unit, exponent < 4 ? .smallScale : .largeScale, value: grammar.exponents.count - 1)
        case "latin":
            guard units.count == 1, let number, let exponent = Self.powerOfTen(number) else { return }
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
    }

    private static func powerOfTen(_ number: Int) -> Int? {
        var value = 1, exponent = 0
        while value < number, exponent < 18 { value *= 10; exponent += 1 }
        return value == number ? exponent : nil
    }
}
