import BaoShuRules

/// What must stand right before an edge for a stage's rules to come to it: a measure word behind no numeral is of no use to them.
struct EdgeNeeds {
    /// For each class, and each kind, the bits of what it can be: each bit is one set of elements that some words need before them.
    let ofClass: Memory<UInt64>
    let ofKind: Memory<UInt64>
    /// For each kind the stages in which it needs something, and from where on its bits stand in `bits`, in the order of the stages.
    private let needing: Memory<UInt64>
    private let firstBits: Memory<Int32>
    private let bits: Memory<UInt64>

    /// - Parameter stages: how many lists of edges there are; the last is that of all further stages.
    init(program: RuleProgram, accepted: SymbolLists, stages: Int) {
        let elements = (0..<stages).map { list in
            ElementsBefore(program.stages.indices.filter { min($0, stages - 1) == list }.map { program.stages[$0] }, program)
        }
        var numbers: [Set<AutomatonLabel>: Int] = [:]
        var needed: [Int] = [], needing: [UInt64] = [], firstBits: [Int32] = []
        for kind in 0..<program.kindCount {
            needing.append(0)
            firstBits.append(Int32(needed.count))
            for list in 0..<stages {
                guard let before = elements[list].needed(by: kind, program) else { continue }
                let number = numbers[before] ?? numbers.count
                numbers[before] = number
                needing[kind] |= 1 << UInt64(list)
                needed.append(number)
            }
        }
        var members = Array(repeating: (classes: [UInt16](), kinds: [UInt16]()), count: numbers.count)
        for (before, number) in numbers {
            for label in before {
                switch label {
                case .characters(let set): members[number].classes += accepted.classes(of: set)
                case .terminal(let terminal): members[number].kinds += accepted.kinds(of: terminal)
                }
            }
        }
        var entries = Array(repeating: 0, count: program.kindCount)
        for entry in program.entries { entries[Int(entry.kind)] += 1 }
        var uses = Array(repeating: 0, count: numbers.count)
        for kind in 0..<program.kindCount {
            let end = kind + 1 < program.kindCount ? Int(firstBits[kind + 1]) : needed.count
            for number in needed[Int(firstBits[kind])..<end] { uses[number] += entries[kind] }
        }
        let bitOfSet = Self.bits(ofSets: uses)
        (ofClass, ofKind) = (Memory(zeros: program.classCount), Memory(zeros: program.kindCount))
        for (number, members) in members.enumerated() {
            for unitClass in members.classes { ofClass.base[Int(unitClass)] |= bitOfSet[number] }
            for kind in members.kinds { ofKind.base[Int(kind)] |= bitOfSet[number] }
        }
        let bits = needed.map { bitOfSet[$0] }
        (self.needing, self.firstBits, self.bits) = (Memory(needing), Memory(firstBits), Memory(bits))
    }

    /// A bit for each set of elements, by how many words need it. Where there are more sets than bits, those of the fewest words share some:
    /// then an edge is kept that need not be.
    private static func bits(ofSets uses: [Int]) -> [UInt64] {
        let own = uses.count <= 64 ? uses.count : 64 - sharedBits
        var bits = Array(repeating: UInt64(0), count: uses.count)
        for (rank, set) in uses.indices.sorted(by: { (uses[$1], $0) < (uses[$0], $1) }).enumerated() {
            bits[set] = 1 << UInt64(rank < own ? rank : own + (rank - own) % sharedBits)
        }
        return bits
    }

    private static let sharedBits = 16

    /// Of some stages those whose rules can come to an edge.
    ///
    /// - Parameter standing: the bits of all that ends where the edge starts.
    @inline(__always) func stages(_ stages: UInt64, kind: Int, behind standing: UInt64) -> UInt64 {
        var result = stages
        var left = needing.base[kind]
        var index = Int(firstBits.base[kind])
        while left != 0 {
            if bits.base[index] & standing == 0 { result &= ~(left & (0 &- left)) }
            left &= left &- 1
            index &+= 1
        }
        return result
    }
}

/// The elements that may stand before each terminal in the rules of some stages.
private struct ElementsBefore {
    private var before: [Int: Set<AutomatonLabel>] = [:]
    /// Terminals that may stand behind anything.
    private var free: Set<Int> = []
    private var readKinds: [Bool]
    private let mentions: Set<Int>
    /// The kinds that the stages ask for at all.
    private var askedKinds: [Bool]

    init(_ stages: [StageProgram], _ program: RuleProgram) {
        mentions = Set(program.terminals.indices.filter { if case .type = program.terminals[$0] { true } else { false } })
        readKinds = Array(repeating: false, count: program.kindCount)
        askedKinds = readKinds
        for stage in stages {
            for kind in readKinds.indices {
                if stage.readKinds[kind] { readKinds[kind] = true }
                if stage.edgeKinds[kind] { askedKinds[kind] = true }
            }
            for rule in stage.rules { add(program.rules[rule]) }
        }
    }

    private mutating func add(_ rule: Rule) {
        // Texts with blocks of its roles keep all their edges.
        if rule.roles != nil { return }
        let automaton = rule.automaton
        for position in automaton.first { free(automaton.labels[position]) }
        addSteps(automaton)
        for item in rule.guards + rule.prefer {
            switch item.kind {
            case .before(let ahead):
                // It looks from the end of the match, or of a capture.
                for position in 0..<automaton.count {
                    let isEnd = item.anchor.map { anchor in automaton.tags[position].contains { $0.capture == anchor } } ?? automaton.isLast[position]
                    if isEnd { for next in ahead.first { add(automaton.labels[position], before: ahead.labels[next]) } }
                }
                addSteps(ahead)
            case .after(let behind):
                // Read backwards: what follows in it stands before.
                for position in 0..<behind.count {
                    if behind.isLast[position] { free(behind.labels[position]) }
                    for next in behind.follow[position] { add(behind.labels[next], before: behind.labels[position]) }
                }
            default: break
            }
        }
    }

    private mutating func addSteps(_ automaton: Automaton) {
        for position in 0..<automaton.count {
            for next in automaton.follow[position] { add(automaton.labels[position], before: automaton.labels[next]) }
        }
    }

    private mutating func free(_ label: AutomatonLabel) {
        if case .terminal(let terminal) = label { free.insert(terminal) }
    }

    private mutating func add(_ label: AutomatonLabel, before next: AutomatonLabel) {
        guard case .terminal(let terminal) = next else { return }
        // Which mentions there will be is not known when the edges are parted.
        if case .terminal(let earlier) = label, mentions.contains(earlier) { free.insert(terminal) } else { before[terminal, default: []].insert(label) }
    }

    /// What a kind of edge needs before it; nil where it may stand behind anything, or where nobody asks for it.
    func needed(by kind: Int, _ program: RuleProgram) -> Set<AutomatonLabel>? {
        if readKinds[kind] || !askedKinds[kind] { return nil }
        var needed: Set<AutomatonLabel> = []
        for terminal in program.kinds[kind] {
            if free.contains(terminal) { return nil }
            needed.formUnion(before[terminal] ?? [])
        }
        return needed
    }
}

extension Memory<UInt64> {
    fileprivate convenience init(zeros count: Int) {
        self.init(Array(repeating: 0, count: count))
    }
}
