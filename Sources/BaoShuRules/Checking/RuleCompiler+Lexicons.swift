import BaoShuText

extension RuleCompiler {
    /// Reads the rows of all lexicons, inline and from files, into the trie.
    mutating func loadLexicons() {
        var expected = 0
        for declaration in lexiconDeclarations {
            expected += declaration.rows.count * 3
            for file in declaration.files { expected += (sources.files[file.name]?.count ?? 0) / 8 }
        }
        parts.trie = LexiconTrieBuilder(expectedSteps: expected)
        for (index, declaration) in lexiconDeclarations.enumerated() {
            var columns: [LexiconColumn] = []
            for column in declaration.columns {
                columns.append(LexiconColumn(name: column.name.name, type: column.type, defaultValue: column.defaultValue))
            }
            parts.lexicons.append(Lexicon(name: declaration.name.name, columns: columns))
            var seen: [[UInt16]: (place: SourcePlace, cells: [String])] = [:]
            for row in declaration.rows { addInline(row, lexicon: index, isBlock: row.isBlock || declaration.isBlock, seen: &seen) }
            for file in declaration.files { loadTable(file, lexicon: index, declaration) }
        }
    }

    private mutating func addInline(_ row: LexiconRow, lexicon: Int, isBlock: Bool, seen: inout [[UInt16]: (place: SourcePlace, cells: [String])]) {
        let columns = parts.lexicons[lexicon].columns
        if row.cells.count > columns.count {
            let message = "\(row.cells.count) cells, but lexicon `\(parts.lexicons[lexicon].name)` has \(columns.count) columns"
            report(.badLexiconRow, row.cellPlaces[columns.count], message, suggestion: columns.isEmpty ? "declare columns in braces" : "columns are \(columns.map(\.name).joined(separator: ", "))")
        }
        let start = parts.lexicons[lexicon].bytes.count
        let free = columns.firstIndex { $0.name == "free" }.map { $0 < row.cells.count && row.cells[$0] == "1" } ?? false
        var line = row.surfaces.joined(separator: "|")
        for cell in row.cells.prefix(columns.count) { line += "\t" + (cell == "-" ? "" : cell) }
        parts.lexicons[lexicon].bytes += Array((line + "\n").utf8)
        for (index, column) in columns.enumerated() where index < row.cells.count { check(row.cells[index], column, at: row.cellPlaces[index]) }
        for surface in row.surfaces {
            let folded = parts.fold.fold(surface)
            if let first = seen[folded] {
                // Twice with the same cells does no harm.
                if first.cells != row.cells {
                    report(.duplicateSurface, row.place, "\"\(surface)\" stands in lexicon `\(parts.lexicons[lexicon].name)` twice", other: .init(place: first.place, message: "first here"))
                }
            } else {
                seen[folded] = (row.place, row.cells)
            }
            add(folded, LexiconEntry(lexicon: UInt16(lexicon), isBlock: isBlock, isFree: isBlock && free, kind: 0, row: start))
        }
    }

    mutating func check(_ cell: String, _ column: LexiconColumn, at place: SourcePlace) {
        guard !cell.isEmpty, cell != "-" else { return }
        switch column.type {
        case .decimal where !Self.isDecimal(cell):
            report(.badCell, place, "`\(cell)` is no decimal, which column `\(column.name)` needs", suggestion: "write digits with an optional point, or a/b")
        case .choice(let values) where !values.contains(cell):
            report(.badCell, place, "`\(cell)` is none of \(values.joined(separator: ", ")), which column `\(column.name)` needs", suggestion: Suggestion.text(cell, among: values))
        case .choices(let values):
            for part in cell.split(separator: ",") where !values.contains(String(part)) {
                report(.badCell, place, "`\(part)` is none of \(values.joined(separator: ", ")), which column `\(column.name)` needs", suggestion: Suggestion.text(String(part), among: values))
            }
        case .flag where !["0", "1", "true", "false", "yes", "no"].contains(cell):
            report(.badCell, place, "`\(cell)` is no flag, which column `\(column.name)` needs", suggestion: "write 1 or leave it empty")
        default: break
        }
    }

    static func isDecimal(_ text: String) -> Bool {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return false }
        return halves.allSatisfy { half in
            let digits = half.hasPrefix("-") ? half.dropFirst() : half
            let places = digits.split(separator: ".", omittingEmptySubsequences: false)
            return places.count <= 2 && places.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
        }
    }

    private mutating func loadTable(_ file: Named, lexicon: Int, _ declaration: LexiconDeclaration) {
        guard let bytes = tableBytes(file) else { return }
        let reader = TableReader(file: file.name, bytes: bytes)
        let base = parts.lexicons[lexicon].bytes.count
        let columns = parts.lexicons[lexicon].columns
        // Columns are found by the names in the header; a file whose columns stand in another order is rewritten row by row.
        var order: [Int?] = []
        var inOrder = true
        let header = reader.rows(headerOnly: true) { _ in }
        if let header {
            for (position, name) in header.header.enumerated() where position > 0 {
                if !columns.contains(where: { $0.name == name }) {
                    report(.undefinedField, SourcePlace(file: file.name, line: header.line, column: 1), "column `\(name)` is not declared in lexicon `\(parts.lexicons[lexicon].name)`", suggestion: Suggestion.text(name, among: columns.map(\.name)) ?? "declare it, or take the column out")
                }
            }
            order = columns.map { column in header.header.firstIndex(of: column.name) }
            for (index, position) in order.enumerated() where position != index + 1 { inOrder = false }
            if header.header.count != columns.count + 1 { inOrder = false }
        } else if !bytes.isEmpty {
            report(.badLexiconRow, SourcePlace(file: file.name, line: 1, column: 1), "no header line", suggestion: "begin with: surface\t\(columns.map(\.name).joined(separator: "\t"))")
            return
        }
        if inOrder { parts.lexicons[lexicon].bytes += bytes + (bytes.last == 0x0A ? [] : [0x0A]) }
        let checked = columns.enumerated().filter { $0.element.type != .text }
        var rows: [TableReader.Row] = []
        _ = reader.rows { rows.append($0) }
        let firstEntry = parts.entries.count
        // For each entry of this file the row that it stands in.
        var rowOfEntry: [Int] = []
        rowOfEntry.reserveCapacity(rows.count)
        for (number, row) in rows.enumerated() {
            var start = base + row.start
            if !inOrder {
                start = parts.lexicons[lexicon].bytes.count
                parts.lexicons[lexicon].bytes += bytes[row.cells[0]]
                for position in order {
                    parts.lexicons[lexicon].bytes.append(0x09)
                    if let position, position < row.cells.count { parts.lexicons[lexicon].bytes += bytes[row.cells[position]] }
                }
                parts.lexicons[lexicon].bytes.append(0x0A)
            }
            for (index, column) in checked {
                guard let position = order[index], position < row.cells.count, !row.cells[position].isEmpty else { continue }
                // Nearly all are digits, for which no text has to be made.
                if column.type == .decimal, bytes[row.cells[position]].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { continue }
                if column.type == .flag, row.cells[position].count == 1, bytes[row.cells[position].lowerBound] == 0x31 { continue }
                check(String(decoding: bytes[row.cells[position]], as: UTF8.self), column, at: Self.place(of: row.cells[position], row, bytes, file.name))
            }
            let free = columns.firstIndex { $0.name == "free" }.flatMap { order[$0] }.map { $0 < row.cells.count && !row.cells[$0].isEmpty } ?? false
            let entry = LexiconEntry(lexicon: UInt16(lexicon), isBlock: declaration.isBlock, isFree: declaration.isBlock && free, kind: 0, row: start)
            addSurfaces(bytes, row, entry, file: file.name) { same in
                // Those of the row in hand are not in the list yet, and do no harm.
                same >= firstEntry && same - firstEntry < rowOfEntry.count ? rows[rowOfEntry[same - firstEntry]] : nil
            }
            while rowOfEntry.count < parts.entries.count - firstEntry { rowOfEntry.append(number) }
        }
    }

    /// Where a cell of a table stands, in code points.
    private static func place(of cell: Range<Int>, _ row: TableReader.Row, _ bytes: [UInt8], _ file: String) -> SourcePlace {
        func points(_ range: Range<Int>) -> Int { bytes[range].count { $0 & 0xC0 != 0x80 } }
        return SourcePlace(file: file, line: row.line, column: points(row.start..<cell.lowerBound) + 1, length: max(1, points(cell)))
    }

    /// Adds the surfaces of a row.
    ///
    /// - Parameter earlier: the row of an earlier entry, where it is of the same file.
    private mutating func addSurfaces(_ bytes: [UInt8], _ row: TableReader.Row, _ entry: LexiconEntry, file: String, earlier: (_ entry: Int) -> TableReader.Row?) {
        let cell = row.cells[0]
        var from = cell.lowerBound
        var i = from
        while i <= cell.upperBound {
            if i == cell.upperBound || bytes[i] == 0x7C {
                if i > from {
                    let first = add(parts.fold.fold(utf8: bytes[from..<i]), entry).flatMap(earlier)
                    // Twice with the same cells does no harm.
                    if let first, first.line != row.line, first.cells.dropFirst().map({ bytes[$0] }) != row.cells.dropFirst().map({ bytes[$0] }) {
                        let message = "\"\(String(decoding: bytes[from..<i], as: UTF8.self))\" stands in this file twice"
                        report(.duplicateSurface, Self.place(of: from..<i, row, bytes, file), message, other: .init(place: SourcePlace(file: file, line: first.line, column: 1), message: "first here"))
                    }
                } else {
                    report(.badLexiconRow, SourcePlace(file: file, line: row.line, column: 1), "empty surface")
                }
                from = i + 1
            }
            i += 1
        }
    }

    /// Adds an entry.
    ///
    /// - Returns: the last entry of the same lexicon that has the same surface; nil where there is none.
    @discardableResult private mutating func add(_ folded: [UInt16], _ entry: LexiconEntry) -> Int? {
        parts.longestSurface = max(parts.longestSurface, folded.count)
        var same = parts.trie.insert(folded, entry: Int32(parts.entries.count))
        parts.entries.append(entry)
        var last: Int?
        while same >= 0, Int(same) < parts.entries.count - 1 {
            if parts.entries[Int(same)].lexicon == entry.lexicon { last = Int(same) }
            same = parts.trie.nextEntry[Int(same)]
        }
        return last
    }

    // MARK: Numerals

    mutating func numeralGrammars(_ files: [RuleFile]) {
        for case .number(let declaration) in files.flatMap(\.statements) where numerals[declaration.name.name]?.place == declaration.name.place {
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

    private mutating func addNumeralLexicon(_ index: Int, part: Named, to grammar: inout NumeralGrammar) {
        let lexicon = parts.lexicons[index]
        let value = lexicon.columnIndex("value") ?? lexicon.columnIndex("factor")
        let role = lexicon.columnIndex("role")
        let weak = lexicon.columnIndex("weak")
        let script = lexicon.columnIndex("script")
        for entry in parts.entries where Int(entry.lexicon) == index {
            var end = entry.row
            while end < lexicon.bytes.count, lexicon.bytes[end] != 0x09, lexicon.bytes[end] != 0x0A { end += 1 }
            let cell = value.flatMap { lexicon.cell(row: entry.row, column: $0) }
            let part = role.flatMap { lexicon.cell(row: entry.row, column: $0) }.map { Named(name: "vague_\($0)", place: part.place) } ?? part
            for surface in String(decoding: lexicon.bytes[entry.row..<end], as: UTF8.self).split(separator: "|") {
                addNumeralWord(String(surface), value: cell, part: part, to: &grammar)
                let units = parts.fold.fold(String(surface))
                if units.count == 1, let weak, lexicon.cell(row: entry.row, column: weak) == "1" { grammar.isWeak[Int(units[0])] = true }
                if units.count == 1, let script, lexicon.cell(row: entry.row, column: script) == "count" { grammar.countsOnly[Int(units[0])] = true }
            }
        }
    }

    private mutating func addNumeralWord(_ word: String, value: String?, part: Named, to grammar: inout NumeralGrammar) {
        let units = parts.fold.fold(word)
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

    mutating func reportUndefinedLexicon(_ named: Named) {
        let known = Array(lexiconIndex.keys) + Array(lexiconClasses.keys)
        report(.undefinedName, named.place, "unknown lexicon `\(named.name)`", suggestion: Suggestion.text(named.name, among: known.sorted()))
    }
}
