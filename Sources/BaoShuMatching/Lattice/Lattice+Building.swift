import BaoShuRules
import BaoShuText

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
        mergeIntoFixed(count: addBalanced(program, from: addNumerals(program, from: 0)))
        dropFreedBlocks()
        dropInnerBlocks()
        clearEdges()
    }

    // MARK: Words

    // Little of the trie is in the processor's cache when a text begins, so the words are found in three walks over the text: where they may
    // begin, which they are, and their edges. In each of them what is read at one place does not depend on the place before, so that no
    // read waits for another; and what the next walk will need is read once to have it near.

    /// Finds the places where a word of more than one character may begin: few of those where none does.
    ///
    /// - Returns: how many places there are.
    private func findBegins(_ trie: LexiconTables) -> Int {
        let (units, count) = (unitMemory.base, units.count)
        scratch.begins.clear(for: count)
        let begins = scratch.begins.base
        var filled = 0
        var touched = 0
        // The last place has no next unit.
        for i in 0..<max(0, count - 1) {
            let record = trie.records + Int(units[i])
            let next = units[i + 1]
            let hash = trie.hash(next)
            let allowed = record.pointee.allows(hash)
            let step = trie.home(hash, in: allowed ? record.pointee.table : 0)
            let stands = step.pointee.unit == next
            let mayStand = step.pointee.table & trie.displaced != 0
            touched &+= trie.words[Int(record.pointee.list)].number
            begins[filled] = Int32(truncatingIfNeeded: i)
            // Counted without a branch, which could not be foreseen.
            filled &+= (allowed ? 1 : 0) & ((stands ? 1 : 0) | (mayStand ? 1 : 0))
        }
        scratch.touched = touched
        return filled
    }

    /// Finds the words of more than one character.
    ///
    /// - Returns: how many there are.
    private func findWords(_ trie: LexiconTables, beginCount: Int) -> Int {
        let (units, count, begins) = (unitMemory.base, units.count, scratch.begins.base)
        var found = scratch.found.base
        var room = scratch.found.capacity
        var filled = 0
        var touched = 0
        for number in 0..<beginCount {
            let start = begins[number]
            var end = Int(start) + 1
            var table = trie.records[Int(units[end - 1])].table
            var hash = trie.hash(units[end])
            while end < count, let step = trie.find(units[end], hash, in: table) {
                end += 1
                table = step.pointee.table
                if step.pointee.list != trie.noList {
                    if filled == room {
                        scratch.found.grow(to: filled + 1, keeping: filled)
                        (found, room) = (scratch.found.base, scratch.found.capacity)
                    }
                    found[filled] = .init(
                        start: start, end: Int32(truncatingIfNeeded: end), list: step.pointee.list, edgeCount: step.pointee.edgeCount,
                        yields: table & trie.yields != 0, blocks: table & trie.blocks != 0)
                    filled += 1
                    touched &+= trie.words[Int(step.pointee.list)].number
                }
                hash = trie.hash(units[end])
                if !step.pointee.allows(hash) { break }
            }
        }
        scratch.touched = touched
        return filled
    }

    /// Writes the edges of the words in the lattice's order.
    private func addWords(_ program: RuleProgram) {
        let trie = program.trie.tables
        let foundCount = findWords(trie, beginCount: findBegins(trie))
        let found = scratch.found.base
        var edges = EdgeWriter(fixedMemory, most: max(4, trie.mostEdges))
        var written = 0
        var next = 0
        while next < foundCount {
            let start = Int(found[next].start)
            addSingles(written, start, trie, program, &edges)
            written = start
            let first = next
            repeat { next += 1 } while next < foundCount && Int(found[next].start) == start
            for number in stride(from: next - 1, through: first, by: -1) {
                let word = found[number]
                edges.write(trie.words + Int(word.list), Int(word.edgeCount), from: start, to: Int(word.end))
                if word.yields { scratch.marks.base[start].yields = true }
                if word.blocks { addBlocks(program, start: start, end: Int(word.end), trie.words + Int(word.list)) }
            }
        }
        addSingles(written, units.count, trie, program, &edges)
        fixedCount = edges.count
    }

    /// Writes the words of one character of a stretch of the text. Hardly any is a word of no lexicon.
    @inline(__always) private func addSingles(_ from: Int, _ to: Int, _ trie: LexiconTables, _ program: RuleProgram, _ edges: inout EdgeWriter) {
        let units = unitMemory.base
        for i in from..<to {
            let record = trie.records + Int(units[i])
            edges.write(trie.words + Int(record.pointee.list), Int(record.pointee.edgeCount), from: i, to: i + 1)
            if record.pointee.blocks { addBlocks(program, start: i, end: i + 1, trie.words + Int(record.pointee.list)) }
        }
    }

    /// Adds the blocks and freed words of a surface.
    private func addBlocks(_ program: RuleProgram, start: Int, end: Int, _ list: UnsafePointer<SurfaceEntry>) {
        var word = list
        while true {
            let entry = program.entries[word.pointee.number]
            if entry.isFree {
                scratch.freed.append((start, end, Int(entry.lexicon)))
            } else if entry.isBlock {
                // Longer words come first, but blocks stand shortest first.
                var place = blocks.count
                while place > 0, blocks[place - 1].start == start, blocks[place - 1].end > end { place -= 1 }
                blocks.insert((start, end, Int(entry.lexicon)), at: place)
            }
            if !word.pointee.isFollowed { return }
            word += 1
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
            let run = filled
            NumeralScan(text, marks: scratch.marks.base, table: table, scratch: scratch.numeral).readAll { numeral in
                add(Edge(start: Int32(numeral.start), end: Int32(numeral.end), kind: kind, source: .numeral(Int32(numerals.count))), at: filled)
                filled += 1
                numerals.append(numeral)
            }
            placeAdded(from: run, to: filled)
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
            let run = filled
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
            placeAdded(from: run, to: filled)
        }
        return filled
    }

    /// The lattice's order: by start, then longest first.
    @inline(__always) private func isBehind(_ edge: Edge, _ other: Edge) -> Bool { edge.start > other.start || edge.start == other.start && edge.end < other.end }

    /// Puts the numerals or pairs of one kind, from `first` on, among those of the kinds before, in the lattice's order; those of one place
    /// stay as they came.
    ///
    /// - Complexity: O(`end`), times half the longest pair at most where pairs stand in each other.
    private func placeAdded(from first: Int, to end: Int) {
        guard first < end else { return }
        let added = scratch.added.base
        // Those of one kind nearly come in order: insertion sort, stable.
        for i in (first + 1)..<end {
            let edge = added[i]
            var place = i
            while place > first, isBehind(added[place - 1], edge) {
                added[place] = added[place - 1]
                place -= 1
            }
            added[place] = edge
        }
        guard first > 0, isBehind(added[first - 1], added[first]) else { return }
        // Behind the last is room to merge from.
        scratch.added.grow(to: 2 * end - first, keeping: end)
        let all = scratch.added.base
        (all + end).initialize(from: all + first, count: end - first)
        merge(all + end, count: end - first, into: all, count: first)
    }

    /// Puts some edges among others, behind those of the same place; both are in the lattice's order. There is room for all.
    private func merge(_ some: UnsafePointer<Edge>, count: Int, into edges: UnsafeMutablePointer<Edge>, count edgeCount: Int) {
        var (last, other) = (edgeCount - 1, count - 1)
        while other >= 0 {
            let edge = some[other]
            while last >= 0, isBehind(edges[last], edge) {
                edges[last + other + 1] = edges[last]
                last -= 1
            }
            edges[last + other + 1] = edge
            other -= 1
        }
    }

    /// Puts the numerals and pairs among the words, behind those of the same place.
    private func mergeIntoFixed(count: Int) {
        guard count > 0 else { return }
        fixedMemory.grow(to: fixedCount + count, keeping: fixedCount)
        merge(scratch.added.base, count: count, into: fixedMemory.base, count: fixedCount)
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
