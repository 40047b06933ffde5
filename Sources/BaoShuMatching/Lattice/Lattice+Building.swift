import BaoShuRules
import BaoShuText

/// What building a lattice writes in; reused from text to text.
final class LatticeScratch {
    /// For each place what the passes over the text look for there.
    let marks = Memory<PlaceMarks>()
    /// The words that begin at the place in hand, shortest first.
    let found = Memory<FoundWord>()
    /// Numerals and balanced pairs, before they stand among the words.
    let added = Memory<Edge>()
    let open = Memory<Int32>()
    let numeral = NumeralScratch<ShortDecimal>()
    /// Read and never used: what was read to have it near.
    var sum: UInt16 = 0
    /// Entries that end blocks.
    var freed: [(start: Int, end: Int, lexicon: Int)] = []

    /// A surface that stands in the text: its last step, and where it ends.
    struct FoundWord: BitwiseCopyable {
        var step: UnsafePointer<LexiconTables.Step>
        var end: Int
    }
}

/// What may begin at a place.
struct PlaceMarks: BitwiseCopyable {
    var numeral: Bool
    /// An opening or closing mark, or a line end.
    var pair: Bool
    /// The name of a unit of measure, to which a scale word there belongs (千克).
    var yields = false
}

extension Lattice {
    /// Finds the words, numerals and balanced pairs of a text.
    ///
    /// - Complexity: O(*n*), times the longest surface at most.
    func build(_ text: FoldedText, program: RuleProgram) {
        units = text.units
        let count = units.count
        classMemory.clear(for: count)
        unitMemory.clear(for: count + 1)
        scratch.marks.clear(for: count)
        let (classes, copied, marks, records) = (classMemory.base, unitMemory.base, scratch.marks.base, program.trie.tables.records)
        units.withUnsafeBufferPointer { units in
            for i in 0..<count {
                let unit = units[i]
                let record = records + Int(unit)
                copied[i] = unit
                classes[i] = record.pointee.characterClass
                marks[i] = PlaceMarks(numeral: record.pointee.mayBeginNumeral, pair: record.pointee.mayBeginPair)
            }
        }
        // One behind the last, so that every place has a next unit.
        copied[count] = 0
        if !blocks.isEmpty { blocks.removeAll(keepingCapacity: true) }
        if !scratch.freed.isEmpty { scratch.freed.removeAll(keepingCapacity: true) }
        if !numerals.isEmpty { numerals.removeAll(keepingCapacity: true) }
        addWords(program)
        let numeralCount = addNumerals(program, from: 0)
        mergeIntoFixed(count: addBalanced(program, from: numeralCount))
        dropFreedBlocks()
        dropInnerBlocks()
        clearEdges()
    }

    // MARK: Words

    /// Writes the edges of the words in the lattice's order. At most places a word of one character stands, or none: those that have a
    /// longer one are told by the filter in front of the trie.
    private func addWords(_ program: RuleProgram) {
        let (trie, kinds, yields) = (program.trie.tables, program.entryKinds, program.yieldingKinds)
        let (units, marks, count) = (unitMemory.base, scratch.marks.base, units.count)
        scratch.found.clear(for: program.longestSurface + 1)
        let found = scratch.found.base
        var edges = fixedMemory.base
        var room = fixedMemory.capacity
        var filled = 0

        /// Writes the edges of the entries of one surface.
        @inline(__always) func write(_ first: Int32, _ firstKind: UInt16, _ start: Int, _ end: Int) {
            var (entry, kind) = (first, firstKind)
            while true {
                if kind == .max {
                    addBlock(program, start: start, end: end, entry: trie.number(entry))
                } else {
                    if filled == room {
                        fixedMemory.grow(to: filled + 1, keeping: filled)
                        edges = fixedMemory.base
                        room = fixedMemory.capacity
                    }
                    edges[filled] = Edge(
                        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), kind: kind,
                        source: .entry(Int32(truncatingIfNeeded: trie.number(entry))))
                    filled += 1
                    if end > start + 1, yields[Int(kind)] { marks[start].yields = true }
                }
                entry = trie.nextLive(entry)
                if entry < 0 { return }
                kind = kinds[trie.number(entry)]
            }
        }

        touchSteps(trie)
        var start = 0
        while start < count {
            let record = trie.records + Int(units[start])
            var hash = trie.hash(units[start + 1])
            if record.pointee.allows(hash) {
                var depth = 0
                var end = start + 1
                var table = record.pointee.table
                // The last place has no next unit, whatever stands behind it.
                while end < count, let step = trie.find(units[end], hash, in: table) {
                    end += 1
                    if step.pointee.kind != 0 {
                        found[depth] = .init(step: step, end: end)
                        depth += 1
                    }
                    hash = trie.hash(units[end])
                    if !step.pointee.allows(hash) { break }
                    table = step.pointee.table
                }
                while depth > 0 {
                    depth -= 1
                    let step = found[depth].step
                    write(step.pointee.entry, step.pointee.kind, start, found[depth].end)
                }
            }
            if record.pointee.kind != 0 { write(record.pointee.entry, record.pointee.kind, start, start + 1) }
            start += 1
        }
        fixedCount = filled
    }

    /// Reads the first step of every walk that the filters let begin. One read does not wait for the other, as they would in the walks:
    /// little of the trie is in the processor's cache when a text begins.
    private func touchSteps(_ trie: LexiconTables) {
        let units = unitMemory.base
        var sum: UInt16 = 0
        for i in 0..<self.units.count {
            let record = trie.records + Int(units[i])
            let hash = trie.hash(units[i + 1])
            sum &+= trie.steps[record.pointee.allows(hash) ? trie.place(hash, in: record.pointee.table) : 0].unit
        }
        scratch.sum = sum
    }

    private func addBlock(_ program: RuleProgram, start: Int, end: Int, entry: Int) {
        let entry = program.entries[entry]
        if entry.isFree {
            scratch.freed.append((start, end, Int(entry.lexicon)))
        } else {
            // Longer words come first, but blocks stand shortest first.
            var place = blocks.count
            while place > 0, blocks[place - 1].start == start, blocks[place - 1].end > end { place -= 1 }
            blocks.insert((start, end, Int(entry.lexicon)), at: place)
        }
    }

    // MARK: Numerals and pairs

    private func add(_ edge: Edge, at index: Int) {
        scratch.added.grow(to: index + 1, keeping: index)
        scratch.added.base[index] = edge
    }

    /// Adds the numerals behind what was added so far, and gives how many edges there are then.
    private func addNumerals(_ program: RuleProgram, from first: Int) -> Int {
        var filled = first
        for (number, table) in program.numeralTables.enumerated() {
            let kind = UInt16(program.numeralKinds[number])
            let text = UnsafeBufferPointer(start: UnsafePointer(unitMemory.base), count: units.count)
            NumeralScan(text, marks: scratch.marks.base, table: table, scratch: scratch.numeral).readAll { numeral in
                add(Edge(start: Int32(numeral.start), end: Int32(numeral.end), kind: kind, source: .numeral(Int32(numerals.count))), at: filled)
                filled += 1
                numerals.append(numeral)
            }
        }
        return filled
    }

    /// The same for balanced pairs.
    private func addBalanced(_ program: RuleProgram, from first: Int) -> Int {
        let (units, marks, count, open) = (unitMemory.base, scratch.marks.base, units.count, scratch.open)
        var filled = first
        func stands(_ word: [UInt16], at i: Int) -> Bool {
            guard i + word.count <= count else { return false }
            for j in word.indices where units[i + j] != word[j] { return false }
            return true
        }
        for (number, pair) in program.balanced.enumerated() {
            var depth = 0
            var i = 0
            while i < count {
                if !marks[i].pair {
                    i += 1
                } else if units[i] == 0x0A {
                    depth = 0
                    i += 1
                } else if stands(pair.open, at: i) {
                    open.grow(to: depth + 1, keeping: depth)
                    open.base[depth] = Int32(i)
                    depth += 1
                    i += pair.open.count
                } else if stands(pair.close, at: i) {
                    i += pair.close.count
                    if depth > 0 {
                        depth -= 1
                        let start = open.base[depth]
                        if i - Int(start) <= pair.limit {
                            add(Edge(start: start, end: Int32(i), kind: UInt16(program.balancedKinds[number]), source: .balanced(Int32(number))), at: filled)
                            filled += 1
                        }
                    }
                } else {
                    i += 1
                }
            }
        }
        return filled
    }

    /// Puts the numerals and pairs among the words: by start, then longest first, words before others, the others as they came.
    private func mergeIntoFixed(count: Int) {
        guard count > 0 else { return }
        let added = scratch.added.base
        @inline(__always) func isBehind(_ edge: Edge, _ other: Edge) -> Bool { edge.start > other.start || edge.start == other.start && edge.end < other.end }
        // They nearly come in order: insertion sort, stable.
        for i in 1..<max(1, count) {
            let edge = added[i]
            var place = i
            while place > 0, isBehind(added[place - 1], edge) {
                added[place] = added[place - 1]
                place -= 1
            }
            added[place] = edge
        }
        fixedMemory.grow(to: fixedCount + count, keeping: fixedCount)
        let edges = fixedMemory.base
        var (word, other) = (fixedCount - 1, count - 1)
        while other >= 0 {
            let edge = added[other]
            while word >= 0, isBehind(edges[word], edge) {
                edges[word + other + 1] = edges[word]
                word -= 1
            }
            edges[word + other + 1] = edge
            other -= 1
        }
        fixedCount += count
    }

    // MARK: Blocks

    /// A free word of the same lexicon ends the blocks that it contains or that begin inside it.
    private func dropFreedBlocks() {
        let freed = scratch.freed
        guard !blocks.isEmpty, !freed.isEmpty else { return }
        var first = 0
        blocks.removeAll { block in
            while first < freed.count, freed[first].end <= block.start { first += 1 }
            var f = first
            while f < freed.count, freed[f].start <= block.start {
                let word = freed[f]
                if word.lexicon == block.lexicon, word.end > block.start, word.start < block.start || word.end >= block.end { return true }
                f += 1
            }
            return false
        }
    }

    /// A block word that begins or ends inside a numeral is none: the 十分 in 三十分钟, the 统一 in 统一百货.
    private func dropInnerBlocks() {
        guard !blocks.isEmpty, !numerals.isEmpty else { return }
        var first = 0
        let numerals = numerals
        blocks.removeAll { block in
            while first < numerals.count, numerals[first].end <= block.start { first += 1 }
            var n = first
            while n < numerals.count, numerals[n].start < block.end {
                if numerals[n].start < block.start || numerals[n].end > block.end { return true }
                n += 1
            }
            return false
        }
    }
}
