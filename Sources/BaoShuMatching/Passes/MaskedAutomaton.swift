import BaoShuRules

/// An automaton as bit masks in plain memory: for each character class and each kind of edge the positions that accept it, so that a
/// step over a character or an edge is one `and`, however many positions there are in a word.
///
/// A view of memory that an ``AutomatonMemory`` and its ``StepTables`` own: handing it on costs nothing.
struct MaskedAutomaton: BitwiseCopyable {
    /// 64-bit words in a set of positions.
    let words: Int
    let isNullable: Bool
    /// Whether it reads any edge.
    let readsEdges: Bool
    /// How many positions there are.
    let count: Int
    let first: UnsafePointer<UInt64>
    let last: UnsafePointer<UInt64>
    /// `words` masks for each position.
    let follow: UnsafePointer<UInt64>
    /// For each position the words of its `follow` that are not empty, first and past the last.
    let followWords: UnsafePointer<Int32>
    /// Its column in the step tables: for each class and each kind the number of its mask in `masks`, `stride` apart.
    private let placeOfClass: UnsafePointer<UInt16>
    private let placeOfKind: UnsafePointer<UInt16>
    private let stride: Int
    private let masks: UnsafePointer<UInt64>
    /// The first choices and those behind each position, in order of priority; the choices behind position `p` are
    /// `choices[choiceStart[p]..<choiceStart[p + 1]]`, those at the start stand behind the last position's.
    let choices: UnsafePointer<Int32>
    let depths: UnsafePointer<Int32>
    let choiceStart: UnsafePointer<Int32>
    /// The captures that a position stands in, from the outermost on: `tags[tagStart[p]..<tagStart[p + 1]]`.
    let tags: UnsafePointer<Int32>
    let tagStart: UnsafePointer<Int32>

    /// The positions that accept a character of a class: `words` masks.
    @inline(__always) func positions(ofClass unitClass: Int) -> UnsafePointer<UInt64> {
        masks + Int(placeOfClass[unitClass &* stride]) &* words
    }

    /// The positions that accept an edge of a kind: `words` masks.
    @inline(__always) func positions(ofKind kind: UInt16) -> UnsafePointer<UInt64> {
        masks + Int(placeOfKind[Int(kind) &* stride]) &* words
    }

    fileprivate init(
        _ automaton: Automaton, words: Int, readsEdges: Bool, lists: UnsafePointer<UInt64>, column: StepTables.Column, masks: UnsafePointer<UInt64>,
        put: ([Int32]) -> UnsafePointer<Int32>
    ) {
        self.words = words
        isNullable = automaton.isNullable
        self.readsEdges = readsEdges
        count = automaton.count
        (first, last, follow) = (lists, lists + words, lists + 2 * words)
        (placeOfClass, placeOfKind, stride) = (UnsafePointer(column.classes), UnsafePointer(column.kinds), column.stride)
        self.masks = masks
        var choices: [Int32] = [], depths: [Int32] = [], choiceStart: [Int32] = [0], tags: [Int32] = [], tagStart: [Int32] = [0]
        for position in 0..<automaton.count {
            for next in automaton.follow[position] { choices.append(Int32(next)) }
            for depth in automaton.depths[position] { depths.append(Int32(depth)) }
            choiceStart.append(Int32(choices.count))
            for tag in automaton.tags[position] { tags.append(Int32(tag.capture)) }
            tagStart.append(Int32(tags.count))
        }
        for position in automaton.first { choices.append(Int32(position)) }
        depths += Array(repeating: 0, count: automaton.first.count)
        choiceStart.append(Int32(choices.count))
        (self.choices, self.depths, self.choiceStart, self.tags, self.tagStart) = (put(choices), put(depths), put(choiceStart), put(tags), put(tagStart))
        followWords = put(automaton.follow.flatMap { next in [Int32((next.min() ?? 0) / 64), Int32((next.max() ?? -1) / 64 + (next.isEmpty ? 0 : 1))] })
    }
}

/// For every character class and kind of edge the numbers of the masks of many automata, side by side: those that are tried at one
/// place of a text read the same few cache lines.
final class StepTables {
    private let classes: Memory<UInt16>
    private let kinds: Memory<UInt16>
    private let count: Int
    private var used = 0
    fileprivate let members: SymbolLists
    /// For each class, or each kind, the number of its mask in the automaton in the making.
    fileprivate var places: [UInt16]

    /// One automaton's tables.
    struct Column {
        let classes: UnsafeMutablePointer<UInt16>
        let kinds: UnsafeMutablePointer<UInt16>
        let stride: Int

        /// Takes over the numbers of some symbols' masks, which are empty then.
        fileprivate func take(_ symbols: ArraySlice<UInt16>, of column: UnsafeMutablePointer<UInt16>, from places: inout [UInt16]) {
            for symbol in symbols where places[Int(symbol)] != 0 {
                column[Int(symbol) * stride] = places[Int(symbol)]
                places[Int(symbol)] = 0
            }
        }
    }

    /// - Parameter count: how many automata there will be.
    init(program: RuleProgram, members: SymbolLists, count: Int) {
        self.count = max(1, count)
        self.members = members
        classes = Memory(capacity: max(1, program.classCount * self.count))
        kinds = Memory(capacity: max(1, program.kindCount * self.count))
        classes.base.initialize(repeating: 0, count: classes.capacity)
        kinds.base.initialize(repeating: 0, count: kinds.capacity)
        places = Array(repeating: 0, count: max(program.classCount, program.kindCount))
    }

    fileprivate func nextColumn() -> Column {
        precondition(used < count, "more automata than the step tables have room for")
        defer { used += 1 }
        return Column(classes: classes.base + used, kinds: kinds.base + used, stride: count)
    }
}

/// The memory of one automaton.
final class AutomatonMemory {
    let masked: MaskedAutomaton
    private let tables: StepTables
    private let masks: Memory<UInt64>
    private let lists: Memory<Int32>

    /// An automaton with tables of its own, or with a column of those of many.
    init(_ automaton: Automaton, program: RuleProgram, tables shared: StepTables? = nil) {
        let tables = shared ?? StepTables(program: program, members: SymbolLists(program), count: 1)
        self.tables = tables
        let column = tables.nextColumn()
        let words = max(1, automaton.words)
        var table = MaskTable(words: words)
        var positionsOfSet: [Int: [Int]] = [:], positionsOfTerminal: [Int: [Int]] = [:]
        for (position, label) in automaton.labels.enumerated() {
            switch label {
            case .characters(let set): positionsOfSet[set, default: []].append(position)
            case .terminal(let terminal): positionsOfTerminal[terminal, default: []].append(position)
            }
        }
        let members = tables.members
        for (set, positions) in positionsOfSet { table.add(positions, to: members.classes(of: set), places: &tables.places) }
        for set in positionsOfSet.keys { column.take(members.classes(of: set), of: column.classes, from: &tables.places) }
        for (terminal, positions) in positionsOfTerminal { table.add(positions, to: members.kinds(of: terminal), places: &tables.places) }
        for terminal in positionsOfTerminal.keys { column.take(members.kinds(of: terminal), of: column.kinds, from: &tables.places) }
        let listed = (2 + automaton.count) * words
        let masks = Memory<UInt64>(capacity: listed + table.masks.count)
        masks.base.initialize(repeating: 0, count: listed)
        for word in 0..<automaton.words {
            masks.base[word] = automaton.firstMask[word]
            masks.base[words + word] = automaton.lastMask[word]
        }
        for (index, mask) in automaton.followMasks.enumerated() { masks.base[2 * words + index] = mask }
        (masks.base + listed).initialize(from: table.masks, count: table.masks.count)
        let tagCount = automaton.tags.reduce(0) { $0 + $1.count }
        let choiceCount = automaton.follow.reduce(automaton.first.count) { $0 + $1.count }
        lists = Memory(capacity: 2 * choiceCount + tagCount + 4 * automaton.count + 3)
        var next = lists.base
        masked = MaskedAutomaton(
            automaton, words: words, readsEdges: !positionsOfTerminal.isEmpty, lists: masks.base, column: column, masks: masks.base + listed
        ) { list in
            next.initialize(from: list, count: list.count)
            defer { next += list.count }
            return UnsafePointer(next)
        }
        self.masks = masks
    }
}
