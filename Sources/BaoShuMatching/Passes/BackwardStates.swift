import BaoShuRules

/// The lazily made states of a backward automaton: each a set of positions that can be entered at a place of the text and still reach
/// the end of a rule. Made when a text first needs them and kept for later texts.
///
/// Everything that the pass reads at each place is plain memory; state 0 is the empty set. Used by one pass at a
/// time: accesses to what making a state reads are not checked.
final class BackwardStates {
    /// A step that was not made yet; no state has this number.
    static let unmade = UInt16.max
    /// A state with this bit is one in which rules begin: at most places it need not be asked which.
    static let beginsRules: UInt16 = 1 << 15

    /// 64-bit words in a set of positions.
    private let words: Int
    /// From the program's character classes to those that these rules tell apart.
    let localClass: Memory<UInt16>
    let localCount: Int
    /// The same for the kinds of edges; kinds that no position takes are number 0.
    let localKind: Memory<UInt16>
    /// For each local class and for each local kind the positions that accept it.
    private let classMasks: Memory<UInt64>
    private let kindMasks: Memory<UInt64>
    private let lastMask: Memory<UInt64>
    /// For each position the local kinds that it accepts, each kind as the bit of its number modulo 64.
    private let signatureOfPosition: Memory<UInt64>
    /// The positions before position `p` are `predecessors[firstPredecessor[p]..<firstPredecessor[p + 1]]`.
    private let predecessors: Memory<Int32>
    private let firstPredecessor: Memory<Int32>
    /// For each position the rule that it can begin, or -1.
    private let ruleOfPosition: Memory<Int32>
    private let lastSignature: UInt64
    /// The positions that are all of a rule.
    private let aloneMask: [UInt64]
    /// For each element that ends a rule behind others, the positions with it that do, and those that may come before them.
    private let endings: [(last: [UInt64], before: [UInt64])]
    private let kindCount: Int

    private(set) var count = 0
    // For each state: its set, the set of positions that may precede it and the kinds that those take, the step over each local class,
    // and the rules that begin in it.
    private let sets = Memory<UInt64>()
    private let preceding = Memory<UInt64>()
    let signatures = Memory<UInt64>()
    let steps = Memory<UInt16>()
    let begins = Memory<Beginnings>()
    let beginning = Memory<Int32>()
    private var beginningCount = 0
    /// States by their sets: an open hash table.
    private let table = Memory<Int32>(capacity: BackwardStates.leastTable)
    @exclusivity(unchecked) private var tableMask = BackwardStates.leastTable - 1
    private static let leastTable = 4096
    /// From a state, an edge's kind and the state behind the edge to the union, 16 bits each: an open hash table.
    let unions = Memory<UInt64>(capacity: BackwardStates.leastUnions)
    private(set) var unionMask = BackwardStates.leastUnions - 1
    private var unionCount = 0
    private static let leastUnions = 8192
    private let scratch: Memory<UInt64>

    /// The rules that begin in a state, as a stretch of `beginning`.
    struct Beginnings: BitwiseCopyable {
        var first: Int32
        var count: Int32
    }

    init(program: RuleProgram, members: SymbolLists, _ stage: StageAutomaton) {
        words = max(1, (stage.positionCount + 63) / 64)
        let words = words
        func mask(_ positions: [Int32]) -> [UInt64] {
            var mask = Array(repeating: UInt64(0), count: words)
            for position in positions { mask[Int(position) / 64] |= 1 << UInt64(position % 64) }
            return mask
        }
        var ofClass = MaskTable(words: words), ofKind = MaskTable(words: words)
        var classPlaces = Array(repeating: UInt16(0), count: program.classCount), kindPlaces = Array(repeating: UInt16(0), count: program.kindCount)
        for (set, positions) in stage.positionsOfSet { ofClass.add(positions.map { Int($0) }, to: members.classes(of: set), places: &classPlaces) }
        for (terminal, positions) in stage.positionsOfTerminal { ofKind.add(positions.map { Int($0) }, to: members.kinds(of: terminal), places: &kindPlaces) }
        ofClass.compact(&classPlaces)
        ofKind.compact(&kindPlaces)
        (localClass, localKind) = (Memory(classPlaces), Memory(kindPlaces))
        (classMasks, kindMasks) = (Memory(ofClass.masks), Memory(ofKind.masks))
        localCount = ofClass.masks.count / words
        lastMask = Memory(mask(stage.last))
        scratch = Memory(capacity: words)
        ruleOfPosition = Memory(stage.begins)
        predecessors = Memory(stage.predecessors.flatMap { $0 })
        firstPredecessor = Memory(stage.predecessors.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) })
        var signatures = Array(repeating: UInt64(0), count: stage.positionCount)
        for kind in 0..<(ofKind.masks.count / words) {
            for word in 0..<words {
                var bits = ofKind.masks[kind * words + word]
                while bits != 0 {
                    signatures[word * 64 + bits.trailingZeroBitCount] |= 1 << UInt64(kind & 63)
                    bits &= bits - 1
                }
            }
        }
        signatureOfPosition = Memory(signatures)
        lastSignature = stage.last.reduce(0) { $0 | signatures[Int($1)] }
        aloneMask = mask(stage.last.filter { stage.begins[Int($0)] >= 0 })
        endings = Dictionary(grouping: stage.last) { stage.labels[Int($0)] }.values.sorted { $0.lexicographicallyPrecedes($1) }.map { last in
            (mask(last), mask(last.flatMap { stage.predecessors[Int($0)] }))
        }
        kindCount = ofKind.masks.count / words
        reset()
    }

    /// What an element can be to the rules.
    struct Part: BitwiseCopyable {
        /// Groups of the elements that end a rule: those that it can be, and those that can come right behind it.
        var ends: UInt64 = 0
        var before: UInt64 = 0
        /// It can be all of a rule.
        var isAlone = false
    }

    /// What a character of each local class, and an edge of each local kind, can be.
    ///
    /// - Parameter groups: how many groups the elements that end a rule are in, those that are alike in one; at most 64.
    func parts(groups: Int) -> (ofClass: [Part], ofKind: [Part]) {
        (parts(classMasks, count: localCount, groups), parts(kindMasks, count: kindCount, groups))
    }

    private func parts(_ masks: Memory<UInt64>, count: Int, _ groups: Int) -> [Part] {
        let words = words
        var (last, before) = (Array(repeating: UInt64(0), count: groups * words), Array(repeating: UInt64(0), count: groups * words))
        for (number, ending) in endings.enumerated() {
            let first = number % groups * words
            for word in 0..<words {
                last[first + word] |= ending.last[word]
                before[first + word] |= ending.before[word]
            }
        }
        return (0..<count).map { symbol in
            let mask = masks.base + symbol * words
            func meets(_ other: [UInt64], from first: Int) -> Bool { (0..<words).contains { mask[$0] & other[first + $0] != 0 } }
            var part = Part(isAlone: meets(aloneMask, from: 0))
            for group in 0..<groups {
                if meets(last, from: group * words) { part.ends |= 1 << UInt64(group) }
                if meets(before, from: group * words) { part.before |= 1 << UInt64(group) }
            }
            return part
        }
    }

    /// Throws all states away but the empty one.
    func reset() {
        tableMask = Self.leastTable - 1
        table.base.initialize(repeating: -1, count: Self.leastTable)
        (count, beginningCount, unionCount) = (0, 0, 0)
        unionMask = Self.leastUnions - 1
        unions.base.initialize(repeating: .max, count: Self.leastUnions)
        scratch.base.initialize(repeating: 0, count: words)
        _ = intern()
    }

    /// The set of a state.
    func set(of state: UInt16) -> [UInt64] { Array(UnsafeBufferPointer(start: sets.base + Int(state) * words, count: words)) }

    /// The state of a set.
    func state(of set: [UInt64]) -> UInt16 {
        scratch.base.update(from: set, count: words)
        return intern() & ~Self.beginsRules
    }

    private func hash(_ set: UnsafePointer<UInt64>) -> Int {
        var hash: UInt64 = 0
        for word in 0..<words { hash = (hash ^ set[word]) &* 0x9E37_79B9_7F4A_7C15; hash ^= hash &>> 29 }
        return Int(truncatingIfNeeded: hash)
    }

    private func isScratch(_ set: UnsafePointer<UInt64>) -> Bool {
        let scratch = scratch.base
        for word in 0..<words where set[word] != scratch[word] { return false }
        return true
    }

    /// The state of the set in `scratch`, with `beginsRules` where rules begin in it.
    private func intern() -> UInt16 {
        let (words, scratch) = (words, scratch.base)
        var slot = hash(scratch) & tableMask
        while table.base[slot] >= 0 {
            let state = Int(table.base[slot])
            if isScratch(sets.base + state &* words) { return marked(state) }
            slot = (slot &+ 1) & tableMask
        }
        let state = count
        count += 1
        sets.grow(to: count * words, keeping: state * words)
        (sets.base + state * words).update(from: scratch, count: words)
        preceding.grow(to: count * words, keeping: state * words)
        let before = preceding.base + state * words
        before.update(from: lastMask.base, count: words)
        var signature = lastSignature
        let first = beginningCount
        let (predecessors, firstPredecessor, signatureOfPosition) = (predecessors.base, firstPredecessor.base, signatureOfPosition.base)
        for word in 0..<words {
            var bits = scratch[word]
            while bits != 0 {
                let position = word &* 64 &+ bits.trailingZeroBitCount
                bits &= bits &- 1
                for index in Int(firstPredecessor[position])..<Int(firstPredecessor[position &+ 1]) {
                    let previous = Int(predecessors[index])
                    before[previous / 64] |= 1 &<< UInt64(truncatingIfNeeded: previous % 64)
                    signature |= signatureOfPosition[previous]
                }
                let rule = ruleOfPosition.base[position]
                if rule >= 0, !(first..<beginningCount).contains(where: { beginning.base[$0] == rule }) {
                    beginning.grow(to: beginningCount + 1, keeping: beginningCount)
                    beginning.base[beginningCount] = rule
                    beginningCount += 1
                }
            }
        }
        signatures.grow(to: count, keeping: state)
        signatures.base[state] = signature
        begins.grow(to: count, keeping: state)
        begins.base[state] = Beginnings(first: Int32(first), count: Int32(beginningCount - first))
        steps.grow(to: count * localCount, keeping: state * localCount)
        (steps.base + state * localCount).initialize(repeating: Self.unmade, count: localCount)
        table.base[slot] = Int32(state)
        if count * 2 > tableMask + 1 { growTable() }
        return marked(state)
    }

    private func marked(_ state: Int) -> UInt16 { UInt16(state) | (begins.base[state].count > 0 ? Self.beginsRules : 0) }

    private func growTable() {
        tableMask = tableMask * 2 + 1
        table.clear(for: tableMask + 1)
        table.base.initialize(repeating: -1, count: tableMask + 1)
        for state in 0..<count {
            var slot = hash(sets.base + state * words) & tableMask
            while table.base[slot] >= 0 { slot = (slot + 1) & tableMask }
            table.base[slot] = Int32(state)
        }
    }

    /// The state before a character of a local class, from the state behind it, where it is not among the steps; with `beginsRules`.
    func makeStep(_ state: Int, _ local: Int) -> UInt16 {
        let (words, scratch, before, mask) = (words, scratch.base, preceding.base + state * words, classMasks.base + local * words)
        for word in 0..<words { scratch[word] = before[word] & mask[word] }
        let result = intern()
        steps.base[state * localCount + local] = result
        return result
    }

    // MARK: Unions

    @inline(__always) static func unionKey(_ state: Int, _ kind: Int, _ behind: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: state &<< 32 | kind &<< 16 | behind)
    }

    @inline(__always) static func unionSlot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 30)
    }

    /// The union of a state and of what an edge of a local kind adds, from the state behind the edge, where it is not among the unions;
    /// with `beginsRules`, as the first state may have it.
    func makeUnion(_ state: Int, _ kind: Int, _ behind: Int) -> UInt16 {
        let (words, scratch, own) = (words, scratch.base, sets.base + (state & ~Int(Self.beginsRules)) * words)
        let (before, mask) = (preceding.base + behind * words, kindMasks.base + kind * words)
        for word in 0..<words { scratch[word] = own[word] | before[word] & mask[word] }
        let result = intern()
        if (unionCount + 1) * 2 > unionMask + 1 { growUnions() }
        put(Self.unionKey(state, kind, behind) << 16 | UInt64(result))
        unionCount += 1
        return result
    }

    private func put(_ union: UInt64) {
        var slot = Self.unionSlot(union >> 16) & unionMask
        while unions.base[slot] != .max { slot = (slot + 1) & unionMask }
        unions.base[slot] = union
    }

    private func growUnions() {
        let old = (0...unionMask).map { unions.base[$0] }.filter { $0 != .max }
        unionMask = unionMask * 2 + 1
        unions.clear(for: unionMask + 1)
        unions.base.initialize(repeating: .max, count: unionMask + 1)
        for union in old { put(union) }
    }
}
