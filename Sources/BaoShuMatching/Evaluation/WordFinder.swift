import BaoShuRules

/// The words of the lexicons that `listed`, `holds` and `crossed` ask about, by where they begin: each place of a text is looked at once,
/// however many rules ask.
final class WordFinder {
    struct Hit: BitwiseCopyable {
        /// Behind the word's last code unit; 0 behind the last hit of a place.
        var end: Int32
        var lexicon: Int32
    }

    private static let notLooked: Int32 = -1
    /// The program's, which keeps it.
    private let trie: LexiconTables
    /// For each place of the text its first hit.
    private let first = Memory<Int32>()
    private let hits = Memory<Hit>()
    private var count = 0
    /// How many lexicons were asked about when the first place was looked at; -1 before that.
    private var asked = -1
    /// What is known of the lexicons asked about, and how many there were when it was found.
    private let owners = WordOwners()
    private var known = -1

    init(program: RuleProgram) { trie = program.trie.tables }

    /// Forgets the text.
    func forget() { asked = -1 }

    /// The hits at a place, shortest first; the last has the end 0.
    @inline(__always) func hits(at position: Int, _ view: LatticeView, _ expressions: ExpressionTable) -> UnsafePointer<Hit> {
        if asked != expressions.askedCount { start(view, expressions) }
        var index = first.base[position]
        if index == Self.notLooked { index = look(position, view, expressions) }
        return UnsafePointer(hits.base + Int(index))
    }

    private func start(_ view: LatticeView, _ expressions: ExpressionTable) {
        asked = expressions.askedCount
        if known != asked {
            owners.find(expressions)
            known = asked
        }
        first.clear(for: view.count + 1)
        first.base.update(repeating: Self.notLooked, count: view.count + 1)
        // What most places have: none.
        hits.base[0] = Hit(end: 0, lexicon: 0)
        count = 1
    }

    private func look(_ position: Int, _ view: LatticeView, _ expressions: ExpressionTable) -> Int32 {
        guard owners.mayBegin(view.units[position], position + 1 < view.count ? view.units[position + 1] : 0) else {
            first.base[position] = 0
            return 0
        }
        let start = count
        let ofEntry = UnsafePointer(owners.ofEntry.base)
        trie.hits(in: UnsafeBufferPointer(start: view.units, count: view.count), at: position) { end, entry in
            if ofEntry[entry] != 0 { add(Hit(end: Int32(end), lexicon: Int32(ofEntry[entry]) - 1)) }
            return true
        }
        if count > start { add(Hit(end: 0, lexicon: 0)) }
        let index = count > start ? Int32(start) : 0
        first.base[position] = index
        return index
    }

    private func add(_ hit: Hit) {
        hits.grow(to: count + 1, keeping: count)
        hits.base[count] = hit
        count += 1
    }
}

/// Which words of the trie are of the lexicons asked about.
private final class WordOwners {
    /// For each entry its lexicon, plus one; 0 where nobody asks about that.
    let ofEntry = Memory<UInt16>()
    /// A bit for each unit that is such a word, and one for the hash of each two units with which longer ones begin.
    private let singles = Memory<UInt64>(capacity: 1 << 10)
    private let pairs = Memory<UInt64>(capacity: 1 << 11)

    /// Whether such a word may begin with two units; 0 for no second one.
    @inline(__always) func mayBegin(_ unit: UInt16, _ next: UInt16) -> Bool {
        let pair = Self.hash(unit, next)
        return pairs.base[pair >> 6] & (1 << UInt64(pair & 63)) != 0 || singles.base[Int(unit >> 6)] & (1 << UInt64(unit & 63)) != 0
    }

    @inline(__always) private static func hash(_ unit: UInt16, _ next: UInt16) -> Int {
        Int(((UInt32(unit) << 16 | UInt32(next)) &* 0x9E37_79B1) >> 15)
    }

    /// - Complexity: O(entries)
    func find(_ expressions: ExpressionTable) {
        let program = expressions.program
        let count = program.entries.count
        ofEntry.clear(for: count)
        for entry in 0..<count {
            let lexicon = program.entryLexicons[entry]
            ofEntry.base[entry] = expressions.isAsked.base[Int(lexicon)] ? lexicon + 1 : 0
        }
        let trie = program.trie.tables
        singles.base.update(repeating: 0, count: 1 << 10)
        pairs.base.update(repeating: 0, count: 1 << 11)
        for unit in 0..<(1 << 16) {
            let record = trie.records[unit]
            if holds(record.list, trie) { singles.base[unit >> 6] |= 1 << UInt64(unit & 63) }
            if record.filter0 | record.filter1 | record.filter2 | record.filter3 == 0 { continue }
            for step in steps(record.table, trie) where step.unit != .max && holds(step, trie) {
                let pair = Self.hash(UInt16(unit), step.unit)
                pairs.base[pair >> 6] |= 1 << UInt64(pair & 63)
            }
        }
    }

    private func steps(_ table: UInt32, _ trie: LexiconTables) -> UnsafeBufferPointer<LexiconTables.Step> {
        UnsafeBufferPointer(start: trie.steps + Int(table >> 8), count: 1 << Int(table & 31))
    }

    /// Whether one of the entries of a surface is of a lexicon that is asked about.
    private func holds(_ list: UInt32, _ trie: LexiconTables) -> Bool {
        if list == trie.noList { return false }
        var word = trie.words + Int(list)
        while true {
            if ofEntry.base[word.pointee.number] != 0 { return true }
            if !word.pointee.isFollowed { return false }
            word += 1
        }
    }

    /// Whether one ends with a step or behind it.
    private func holds(_ step: LexiconTables.Step, _ trie: LexiconTables) -> Bool {
        if holds(step.list, trie) { return true }
        if step.filter == 0 { return false }
        for next in steps(step.table, trie) where next.unit != .max && holds(next, trie) { return true }
        return false
    }
}
