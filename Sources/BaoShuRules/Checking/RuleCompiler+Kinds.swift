extension RuleCompiler {
    /// Most kinds of edges, by the sixteen bits that an edge has for its own.
    private static let mostKinds = 1 << 16

    /// Gives every entry the number of the set of terminals that it satisfies.
    ///
    /// - Returns: false where there are more of them than edges can tell apart.
    func finishKinds() -> Bool {
        var kindIndex: [[Int]: Int] = [[]: 0]
        func kind(_ terminals: [Int]) -> Int {
            if let index = kindIndex[terminals] { return index }
            kindIndex[terminals] = parts.kinds.count
            parts.kinds.append(terminals)
            return parts.kinds.count - 1
        }
        var plain = Array(repeating: [Int](), count: parts.lexicons.count)
        var filtered = Array(repeating: [(Int, [TerminalFilter])](), count: parts.lexicons.count)
        for (index, terminal) in parts.terminals.enumerated() {
            guard case .lexicon(let lexicons, let filters) = terminal else { continue }
            for lexicon in lexicons {
                if filters.isEmpty { plain[lexicon].append(index) } else { filtered[lexicon].append((index, filters)) }
            }
        }
        let plainKinds = plain.map { kind($0) }
        var entries = parts.entries
        parts.entries = []
        for (number, lexicon) in parts.lexicons.enumerated() {
            let filters = filtered[number]
            if filters.isEmpty {
                for i in entryRanges[number] where !entries[i].isBlock { entries[i].kind = UInt16(truncatingIfNeeded: plainKinds[number]) }
                continue
            }
            // Rows whose filtered cells are equal are of one kind: most lexicons have few different ones.
            var known = RowKinds(columns: filteredColumns(of: number, filters.flatMap(\.1)))
            lexicon.bytes.withUnsafeBufferPointer { bytes in
                for i in entryRanges[number] where !entries[i].isBlock {
                    let row = entries[i].row
                    entries[i].kind = known.kind(of: row, bytes) {
                        var terminals = plain[number]
                        for (index, filters) in filters where filters.allSatisfy({ Self.passes($0, entries[i], lexicon) }) { terminals.append(index) }
                        return UInt16(truncatingIfNeeded: kind(terminals.sorted()))
                    }
                }
            }
        }
        parts.entries = entries
        for index in parts.numerals.indices { parts.numeralKinds.append(kind([terminalIndex[.numeral(index)]].compactMap { $0 })) }
        for index in parts.types.indices { parts.typeKinds.append(kind([terminalIndex[.type(index)]].compactMap { $0 })) }
        for index in parts.balanced.indices { parts.balancedKinds.append(kind([terminalIndex[.balanced(index)]].compactMap { $0 })) }
        let count = parts.kinds.count
        guard count <= Self.mostKinds else {
            let message = "rules tell \(count) kinds of words, numbers and mentions apart, the limit is \(Self.mostKinds)"
            report(.tooLarge, SourcePlace(file: paths.last ?? "", line: 1, column: 1), message, suggestion: "ask for fewer values of columns or fewer types")
            return false
        }
        parts.terminalAccepts = Array(repeating: false, count: max(1, parts.terminals.count) * count)
        for (kind, terminals) in parts.kinds.enumerated() {
            for terminal in terminals { parts.terminalAccepts[terminal * count + kind] = true }
        }
        for i in parts.numerals.indices {
            guard let terminal = parts.numerals[i].yieldTerminal else { continue }
            parts.numerals[i].yieldKinds = (0..<count).map { parts.terminalAccepts[terminal * count + $0] }
        }
        return true
    }

    /// Which columns the filters on a lexicon look at.
    private func filteredColumns(of lexicon: Int, _ filters: [TerminalFilter]) -> [Bool] {
        parts.lexicons[lexicon].columns.map { column in filters.contains { $0.column == nil || $0.column == column.name } }
    }

    static func passes(_ filter: TerminalFilter, _ entry: LexiconEntry, _ lexicon: Lexicon) -> Bool {
        func holds(_ column: Int) -> Bool {
            guard let cell = lexicon.cell(row: entry.row, column: column) else { return false }
            if case .choices = lexicon.columns[column].type { return cell.split(separator: ",").contains { $0 == filter.value } }
            if lexicon.columns[column].type == .flag { return isTrue(cell) == isTrue(filter.value) }
            return cell == filter.value
        }
        func isTrue(_ flag: some StringProtocol) -> Bool { ["1", "true", "yes"].contains(String(flag)) }
        if let name = filter.column {
            guard let column = lexicon.columnIndex(name) else { return filter.negated }
            return holds(column) != filter.negated
        }
        return lexicon.columns.indices.contains { lexicon.columns[$0].type.values.contains(filter.value) && holds($0) }
    }
}

extension ColumnType {
    /// The values that an enumerated column may hold.
    var values: [String] {
        switch self {
        case .choice(let values), .choices(let values): values
        default: []
        }
    }
}

/// The kinds of a lexicon's rows, found by the bytes of the cells that the filters look at.
private struct RowKinds {
    private let columns: [Bool]
    /// How many columns have to be read.
    private let width: Int
    /// By a hash of the cells: where they stand in `cells`, and the kind.
    private var known: [UInt64: (start: Int, count: Int, kind: UInt16)] = [:]
    /// The cells of the rows that are known, each with the tab before it; behind them those of the row in hand.
    private var cells: [UInt8] = []
    private var last: (row: Int, kind: UInt16)?

    init(columns: [Bool]) {
        self.columns = columns
        width = (columns.lastIndex(of: true) ?? -1) + 1
    }

    mutating func kind(of row: Int, _ bytes: UnsafeBufferPointer<UInt8>, find: () -> UInt16) -> UInt16 {
        // The surfaces of a row are entries of their own.
        if let last, last.row == row { return last.kind }
        let start = cells.count
        let hash = gather(row, bytes)
        let count = cells.count - start
        let kind: UInt16
        if let first = known[hash], first.count == count, (0..<count).allSatisfy({ cells[start + $0] == cells[first.start + $0] }) {
            kind = first.kind
            cells.removeLast(count)
        } else {
            kind = find()
            known[hash] = (start, count, kind)
        }
        last = (row, kind)
        return kind
    }

    /// Puts the cells of a row behind the others.
    ///
    /// - Returns: their FNV-1a hash.
    private mutating func gather(_ row: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var i = row
        while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x09 { i += 1 }
        var column = 0
        while column < width, i < bytes.count, bytes[i] == 0x09 {
            let from = i
            repeat { i += 1 } while i < bytes.count && bytes[i] != 0x09 && bytes[i] != 0x0A
            if columns[column] {
                for byte in from..<i { hash = (hash ^ UInt64(bytes[byte])) &* 0x100_0000_01B3 }
                cells.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[from..<i]))
            }
            column += 1
        }
        return hash
    }
}
