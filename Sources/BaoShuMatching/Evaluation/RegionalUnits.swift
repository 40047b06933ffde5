import BaoShuRules

/// Which of several units a word means, by the regions that its text speaks of: in an article about the Philippines 比索 are Philippine pesos.
///
/// An entry of a lexicon of units whose column `shared` is set stands for all entries of that lexicon whose words end with its word: 比索 for
/// 菲律宾比索 and 阿根廷比索. The lexicon `unit_region` says by its column `code` in which unit a region counts.
///
/// The regions of a text are read once, when the first such word is asked about: few texts have one.
final class RegionalUnits {
    static let regions = "unit_region"
    /// So far a sentence is looked at for a region, in code units.
    private static let reach = 160

    private let program: RuleProgram
    private let texts: TextTable
    /// The lexicon of regions and its column; nil where the rules have none.
    private let regions: (lexicon: Int, column: Int)?
    /// For each unit of the regions in the text where they begin, in order.
    private var places: [Int32: [Int]] = [:]
    private var isRead = false
    /// For each entry asked about the codes of the units that it may stand for.
    private var readings: [Int: [Int32]] = [:]

    init(program: RuleProgram, texts: TextTable) {
        (self.program, self.texts) = (program, texts)
        let lexicon = program.lexicons.firstIndex { $0.name == Self.regions }
        regions = lexicon.flatMap { lexicon in program.lexicons[lexicon].columnIndex("code").map { (lexicon, $0) } }
    }

    /// Forgets the text.
    func forget() {
        guard isRead else { return }
        places = [:]
        isRead = false
    }

    /// The code of the unit of the region that is nearest to a word: before it in its sentence, else behind it there, else before it in the
    /// text, else behind it; nil where none of them has a unit of that name.
    ///
    /// - Parameter entry: The lexicon's entry of the word.
    /// - Complexity: O(log *n*) for *n* regions; O(*n*) in the text for the first word of a text.
    func code(of entry: Int, at position: Int, in view: LatticeView) -> Int32? {
        guard let regions else { return nil }
        if !isRead { read(view, regions.lexicon, regions.column) }
        if places.isEmpty { return nil }
        let sentence = sentence(around: position, in: view)
        var (before, behind): ((place: Int, code: Int32)?, (place: Int, code: Int32)?) = (nil, nil)
        for code in readings(of: entry) {
            guard let places = places[code] else { continue }
            let next = places.firstIndex(notBefore: position)
            if next > 0, before.map({ $0.place < places[next - 1] }) ?? true { before = (places[next - 1], code) }
            if next < places.count, behind.map({ places[next] < $0.place }) ?? true { behind = (places[next], code) }
        }
        if let before, before.place >= sentence.lowerBound { return before.code }
        if let behind, behind.place < sentence.upperBound { return behind.code }
        return (before ?? behind)?.code
    }

    /// Finds the regions, leftmost and longest, none inside another: no 马里 in 索马里.
    private func read(_ view: LatticeView, _ lexicon: Int, _ column: Int) {
        isRead = true
        let text = UnsafeBufferPointer(start: view.units, count: view.count)
        var position = 0
        while position < view.count {
            var (end, found) = (position + 1, -1)
            program.trie.tables.hits(in: text, at: position) { hitEnd, entry in
                if Int(program.entryLexicons[entry]) == lexicon { (end, found) = (hitEnd, entry) }
                return true
            }
            if found >= 0, let code = program.lexicons[lexicon].cell(row: program.entries[found].row, column: column) {
                places[texts.id(of: code), default: []].append(position)
            }
            position = end
        }
    }

    /// The codes of the entries of the same lexicon whose words end with that of an entry, its own among them.
    ///
    /// - Complexity: O(*n*) in the lexicon's rows for the first time, then O(1).
    private func readings(of entry: Int) -> [Int32] {
        if let known = readings[entry] { return known }
        let lexicon = program.lexicons[Int(program.entryLexicons[entry])]
        var codes: Set<Int32> = []
        if let column = lexicon.columnIndex("code") {
            let own = program.entries[entry].row
            let words = lexicon.surfaces(row: own)
            lexicon.forEachRow { row in
                guard lexicon.surfaces(row: row).contains(where: { surface in words.contains { surface.hasSuffix($0) } }) else { return }
                if let code = lexicon.cell(row: row, column: column) { codes.insert(texts.id(of: code)) }
            }
        }
        let result = codes.sorted()
        readings[entry] = result
        return result
    }

    private func sentence(around position: Int, in view: LatticeView) -> Range<Int> {
        var (start, end) = (position, position)
        while start > max(0, position - Self.reach), !view.units[start - 1].endsSentence { start -= 1 }
        while end < min(view.count, position + Self.reach), !view.units[end].endsSentence { end += 1 }
        return start..<end
    }
}

extension [Int] {
    /// The first index whose element is not less; the count where there is none. The elements are in order.
    fileprivate func firstIndex(notBefore element: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
