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
    /// For each place of the text its first hit.
    private let first = Memory<Int32>()
    private let hits = Memory<Hit>()
    /// For each entry its lexicon, plus one; 0 where nobody asks about that.
    private let owners = Memory<UInt16>()
    private var count = 0
    /// How many lexicons were asked about when the first place was looked at; -1 before that.
    private var asked = -1
    /// How many there were when `owners` were written.
    private var known = -1

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
            let program = expressions.program
            owners.clear(for: program.entries.count)
            for entry in program.entries.indices {
                let lexicon = program.lexicon(ofEntry: entry)
                owners.base[entry] = expressions.isAsked.base[lexicon] ? UInt16(lexicon + 1) : 0
            }
            known = asked
        }
        first.clear(for: view.count + 1)
        first.base.update(repeating: Self.notLooked, count: view.count + 1)
        // What most places have: none.
        hits.base[0] = Hit(end: 0, lexicon: 0)
        count = 1
    }

    private func look(_ position: Int, _ view: LatticeView, _ expressions: ExpressionTable) -> Int32 {
        let start = count
        let owners = UnsafePointer(owners.base)
        expressions.program.trie.hits(in: UnsafeBufferPointer(start: view.units, count: view.count), at: position) { end, entry in
            if owners[entry] != 0 { add(Hit(end: Int32(end), lexicon: Int32(owners[entry]) - 1)) }
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
