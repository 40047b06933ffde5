import BaoShuText

extension RuleCompiler {
    /// Most lexicons, by the sixteen bits that an entry has for its own.
    private static let mostLexicons = 1 << 16

    /// Reads the rows of all lexicons, inline and from files, into the trie.
    func loadLexicons() {
        var expected = 0
        for declaration in lexiconDeclarations {
            expected += declaration.rows.count * 3
            for file in declaration.files { expected += (sources.files[file.name]?.count ?? 0) / 8 }
        }
        var loader = LexiconLoader(folder: folder, expectedSteps: expected)
        for (index, declaration) in lexiconDeclarations.enumerated() {
            var columns: [LexiconColumn] = []
            for column in declaration.columns {
                columns.append(LexiconColumn(name: column.name.name, type: column.type, defaultValue: column.defaultValue))
            }
            parts.lexicons.append(Lexicon(name: declaration.name.name, columns: columns))
            let first = loader.entries.count
            if index < Self.mostLexicons {
                addInline(declaration, lexicon: index, to: &loader)
                for file in declaration.files { loadTable(file, lexicon: index, declaration, to: &loader) }
            }
            entryRanges.append(first..<loader.entries.count)
        }
        if lexiconDeclarations.count > Self.mostLexicons {
            report(.tooLarge, lexiconDeclarations[Self.mostLexicons].name.place, "\(lexiconDeclarations.count) lexicons, the limit is \(Self.mostLexicons)")
        }
        parts.trie = loader.trie
        if loader.trie.steps.count > LexiconTables.mostSteps, let last = lexiconDeclarations.last {
            let message = "the words of all lexicons take \(loader.trie.steps.count) steps, the limit is \(LexiconTables.mostSteps)"
            report(.tooLarge, last.name.place, message, suggestion: "use fewer or shorter words")
            // The tables of so many could not be built.
            parts.trie = LexiconTrieBuilder(expectedSteps: 0)
        }
        parts.entries = loader.entries
        parts.longestSurface = loader.longestSurface
    }

    private func addInline(_ declaration: LexiconDeclaration, lexicon: Int, to loader: inout LexiconLoader) {
        let columns = parts.lexicons[lexicon].columns
        let freeColumn = columns.firstIndex { $0.name == "free" }
        let firstEntry = loader.entries.count
        // For each entry the row that it stands in, and its place there.
        var wordOfEntry: [(row: Int, index: Int)] = []
        var bytes: [UInt8] = []
        for (number, row) in declaration.rows.enumerated() {
            if row.cells.count > columns.count {
                let message = "\(row.cells.count) cells, but lexicon `\(parts.lexicons[lexicon].name)` has \(columns.count) columns"
                report(.badLexiconRow, row.cellPlaces[columns.count], message, suggestion: columns.isEmpty ? "declare columns in braces" : "columns are \(columns.map(\.name).joined(separator: ", "))")
            }
            let start = bytes.count
            for (index, surface) in row.surfaces.enumerated() {
                if index > 0 { bytes.append(0x7C) }
                bytes.append(contentsOf: surface.utf8)
            }
            for (index, cell) in row.cells.prefix(columns.count).enumerated() {
                bytes.append(0x09)
                if cell != "-" { bytes.append(contentsOf: cell.utf8) }
                check(cell, columns[index], at: source(row.cellPlaces[index]))
            }
            bytes.append(0x0A)
            let free = freeColumn.map { $0 < row.cells.count && row.cells[$0] == "1" } ?? false
            let isBlock = row.isBlock || declaration.isBlock
            let entry = LexiconEntry(lexicon: UInt16(lexicon), isBlock: isBlock, isFree: isBlock && free, kind: 0, row: start)
            for (index, surface) in row.surfaces.enumerated() {
                var text = surface
                if let same = text.withUTF8({ loader.add($0, 0..<$0.count, entry)?.first }) {
                    reportTwin(row, index, of: wordOfEntry[same - firstEntry], declaration, lexicon: parts.lexicons[lexicon].name)
                }
                wordOfEntry.append((number, index))
            }
        }
        parts.lexicons[lexicon].bytes = bytes
    }

    /// What is said of a surface that stands before with the same cells, which does no harm, but is of no use.
    static let twinHelp = "take one out; words are compared in half width and simplified characters"

    private func reportTwin(_ row: LexiconRow, _ index: Int, of other: (row: Int, index: Int), _ declaration: LexiconDeclaration, lexicon: String) {
        let first = declaration.rows[other.row]
        let isSame = first.cells == row.cells
        report(
            isSame ? .ineffective : .duplicateSurface, row.place(ofSurface: index), "\"\(row.surfaces[index])\" stands in lexicon `\(lexicon)` twice",
            other: .init(place: first.place(ofSurface: other.index), message: "first here"), suggestion: isSame ? Self.twinHelp : nil)
    }

    /// The lexicons that a name stands for: one, or a class of them.
    func lexicons(named name: String) -> [Int]? {
        if let lexicon = lexiconIndex[name] { return [lexicon.index] }
        return lexiconClasses[name]
    }

    func reportUndefinedLexicon(_ named: Named) {
        let known = Array(lexiconIndex.keys) + Array(lexiconClasses.keys)
        reportUndefined(named, "unknown lexicon `\(named.name)`", suggestion: Suggestion.text(named.name, among: known.sorted()))
    }
}
