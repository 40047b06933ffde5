import BaoShuRules
import BaoShuText

/// A text as the reference matcher sees it: its folded characters, and the words, numerals, mentions and balanced pairs in it, each
/// found by looking at every place for every word.
///
/// Numerals come from the reader of numerals, which has tests of its own.
struct ReferenceWords {
    var units: [UInt16] = []
    var edges: [Edge] = []
    var blocks: [(start: Int, end: Int, lexicon: Int)] = []
    private var byStart: [[Int]] = []
    private var program: RuleProgram?

    init() {}

    init(_ program: RuleProgram, lattice: Lattice, surfaces: [[UInt16]: [Int]], longest: Int) {
        self.program = program
        units = lattice.units
        var free: [(start: Int, end: Int, lexicon: Int)] = []
        for start in units.indices {
            for length in stride(from: min(longest, units.count - start), to: 0, by: -1) {
                for index in surfaces[Array(units[start..<(start + length)])] ?? [] {
                    let entry = program.entries[index]
                    if entry.isFree {
                        free.append((start, start + length, Int(entry.lexicon)))
                    } else if entry.isBlock {
                        blocks.append((start, start + length, Int(entry.lexicon)))
                    } else {
                        edges.append(Edge(start: Int32(start), end: Int32(start + length), kind: entry.kind, source: .entry(Int32(index))))
                    }
                }
            }
        }
        for (index, numeral) in lattice.numerals.enumerated() {
            // Which primitive read it: the edge that the lattice made of it tells.
            guard let edge = lattice.fixed.first(where: { $0.source == .numeral(Int32(index)) }) else { continue }
            edges.append(Edge(start: Int32(numeral.start), end: Int32(numeral.end), kind: edge.kind, source: edge.source))
        }
        addBalanced(program)
        // A free word ends the blocks of its lexicon that it contains and those that begin behind its first character.
        blocks.removeAll { block in
            free.contains { word in
                guard word.lexicon == block.lexicon, word.start <= block.start, word.end > block.start else { return false }
                return word.start < block.start || word.end >= block.end
            }
        }
        // A block word that cuts a numeral is none.
        blocks.removeAll { block in
            lattice.numerals.contains { $0.start < block.end && $0.end > block.start && ($0.start < block.start || $0.end > block.end) }
        }
    }

    private mutating func addBalanced(_ program: RuleProgram) {
        for (number, pair) in program.balanced.enumerated() {
            func stands(_ word: [UInt16], _ i: Int) -> Bool { i + word.count <= units.count && Array(units[i..<(i + word.count)]) == word }
            for start in units.indices where stands(pair.open, start) {
                var depth = 0
                var i = start
                while i < units.count, units[i] != 0x0A {
                    if stands(pair.open, i) {
                        depth += 1
                        i += pair.open.count
                    } else if stands(pair.close, i) {
                        depth -= 1
                        i += pair.close.count
                        if depth == 0 {
                            if i - start <= pair.limit {
                                edges.append(Edge(start: Int32(start), end: Int32(i), kind: UInt16(program.balancedKinds[number]), source: .balanced(Int32(number))))
                            }
                            break
                        }
                    } else {
                        i += 1
                    }
                }
            }
        }
    }

    /// Adds the mentions of earlier stages; edges then stand in the lattice's order, so that both speak of the same ones.
    ///
    /// - Parameter asked: the terminals that rules of the stage ask for; words that none of them takes may be missing there.
    mutating func finish(like lattice: Lattice, asked: Set<Int>) throws(ReferenceError) {
        let mentions = lattice.edges.filter { if case .mention = $0.source { true } else { false } }
        func key(_ edge: Edge) -> String { "\(edge.start)-\(edge.end) kind \(edge.kind) \(edge.source)" }
        func isAsked(_ edge: Edge) -> Bool { program.map { program in asked.contains { program.accepts(terminal: $0, kind: Int(edge.kind)) } } ?? false }
        let own = Set((edges.filter(isAsked) + mentions.filter(isAsked)).map(key))
        let theirs = Set(lattice.edges.filter(isAsked).map(key))
        if own != theirs {
            throw ReferenceError(message: "words differ: only here \(own.subtracting(theirs).sorted().prefix(4)), only there \(theirs.subtracting(own).sorted().prefix(4))")
        }
        edges = Array(lattice.edges)
        byStart = Array(repeating: [], count: units.count + 1)
        for (index, edge) in edges.enumerated() { byStart[Int(edge.start)].append(index) }
    }

    func holds(_ set: Int, at i: Int) -> Bool {
        guard let program, i < units.count else { return false }
        return program.holds(set: set, unitClass: Int(program.classOf[Int(units[i])]))
    }

    /// The edges from a place that satisfy a terminal, longest first.
    func edges(from i: Int, terminal: Int) -> [Int] {
        guard let program, i < byStart.count else { return [] }
        return byStart[i].filter { program.accepts(terminal: terminal, kind: Int(edges[$0].kind)) }
    }

    func end(of edge: Int) -> Int { Int(edges[edge].end) }
}

/// The reference matcher and the matcher do not even see the same words.
package struct ReferenceError: Error {
    package let message: String
}
