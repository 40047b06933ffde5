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
    private let placeOfClass: UnsafePointer<UInt8>
    private let placeOfKind: UnsafePointer<UInt8>
    private let stride: Int
    /// The numbers that do not fit in a byte, by class and by kind; nil where all do.
    private let largeOfClass: UnsafePointer<UInt16>?
    private let largeOfKind: UnsafePointer<UInt16>?
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
        masks + Self.number(placeOfClass[unitClass &* stride], largeOfClass, unitClass) &* words
    }

    /// The positions that accept an edge of a kind: `words` masks.
    @inline(__always) func positions(ofKind kind: UInt16) -> UnsafePointer<UInt64> {
        masks + Self.number(placeOfKind[Int(kind) &* stride], largeOfKind, Int(kind)) &* words
    }

    @inline(__always) private static func number(_ small: UInt8, _ large: UnsafePointer<UInt16>?, _ symbol: Int) -> Int {
        if small == StepTables.isLarge, let large { return Int(large[symbol]) }
        return Int(small)
    }

    /// - Parameters:
    ///   - lists: the sets of positions, first, last and those behind each.
    ///   - numbers: has room for `numberCount(of:)`.
    fileprivate init(
        _ automaton: Automaton, words: Int, readsEdges: Bool, lists: UnsafePointer<UInt64>, column: StepTables.Column, masks: UnsafePointer<UInt64>,
        numbers: UnsafeMutablePointer<Int32>
    ) {
        self.words = words
        isNullable = automaton.isNullable
        self.readsEdges = readsEdges
        count = automaton.count
        (first, last, follow) = (lists, lists + words, lists + 2 * words)
        (placeOfClass, placeOfKind, stride) = (UnsafePointer(column.classes.small), UnsafePointer(column.kinds.small), column.classes.stride)
        (largeOfClass, largeOfKind) = (column.classes.large.map { UnsafePointer($0) }, column.kinds.large.map { UnsafePointer($0) })
        self.masks = masks
        var next = numbers
        func put(_ number: Int) {
            next.initialize(to: Int32(number))
            next += 1
        }
        choices = UnsafePointer(next)
        for position in 0..<automaton.count { automaton.follow[position].forEach(put) }
        automaton.first.forEach(put)
        depths = UnsafePointer(next)
        for position in 0..<automaton.count { automaton.depths[position].forEach(put) }
        for _ in automaton.first { put(0) }
        choiceStart = UnsafePointer(next)
        var sum = 0
        for position in 0..<automaton.count {
            put(sum)
            sum += automaton.follow[position].count
        }
        put(sum)
        put(sum + automaton.first.count)
        tags = UnsafePointer(next)
        for tags in automaton.tags { for tag in tags { put(tag.capture) } }
        tagStart = UnsafePointer(next)
        sum = 0
        for tags in automaton.tags {
            put(sum)
            sum += tags.count
        }
        put(sum)
        followWords = UnsafePointer(next)
        for position in 0..<automaton.count {
            let targets = automaton.follow[position]
            put((targets.min() ?? 0) / 64)
            put(targets.max().map { $0 / 64 + 1 } ?? 0)
        }
    }

    /// How many numbers it keeps about an automaton.
    fileprivate static func numberCount(of automaton: Automaton) -> Int {
        let choiceCount = (0..<automaton.count).reduce(automaton.first.count) { $0 + automaton.follow[$1].count }
        return 2 * choiceCount + automaton.tags.reduce(0) { $0 + $1.count } + 4 * automaton.count + 3
    }
}

/// For every character class and kind of edge the numbers of the masks of many automata, side by side: those that are tried at one
/// place of a text read the same few cache lines. A number takes a byte; the few automata with more masks have tables of their own beside.
final class StepTables {
    /// Stands for a number that does not fit in a byte.
    static let isLarge = UInt8.max

    private let classes: Memory<UInt8>
    private let kinds: Memory<UInt8>
    private let classCount: Int
    private let count: Int
    private var used = 0
    fileprivate let members: SymbolLists
    /// For each class, and each kind, the number of its mask in the automaton in the making.
    fileprivate var classPlaces: [UInt16]
    fileprivate var kindPlaces: [UInt16]

    /// One automaton's tables.
    fileprivate struct Column {
        let classes: Numbers
        let kinds: Numbers
    }

    /// The numbers of one automaton's masks, for its classes or for its kinds.
    fileprivate struct Numbers {
        let small: UnsafeMutablePointer<UInt8>
        let stride: Int
        let large: UnsafeMutablePointer<UInt16>?

        /// Takes over the numbers of some symbols' masks, which are empty then.
        func take(_ symbols: ArraySlice<UInt16>, from places: inout [UInt16]) {
            for symbol in symbols where places[Int(symbol)] != 0 {
                let number = places[Int(symbol)]
                small[Int(symbol) * stride] = UInt8(clamping: number)
                large?[Int(symbol)] = number
                places[Int(symbol)] = 0
            }
        }
    }

    /// - Parameter count: how many automata there will be.
    init(program: RuleProgram, members: SymbolLists, count: Int) {
        self.count = max(1, count)
        self.members = members
        classCount = program.classCount
        classes = Memory(capacity: max(1, program.classCount * self.count))
        kinds = Memory(capacity: max(1, program.kindCount * self.count))
        classes.base.initialize(repeating: 0, count: classes.capacity)
        kinds.base.initialize(repeating: 0, count: kinds.capacity)
        (classPlaces, kindPlaces) = (Array(repeating: 0, count: program.classCount), Array(repeating: 0, count: program.kindCount))
    }

    /// - Parameter large: has room for the numbers that do not fit in a byte, of classes and then of kinds; nil where all do.
    fileprivate func nextColumn(large: Memory<UInt16>?) -> Column {
        precondition(used < count, "more automata than the step tables have room for")
        defer { used += 1 }
        return Column(
            classes: Numbers(small: classes.base + used, stride: count, large: large?.base),
            kinds: Numbers(small: kinds.base + used, stride: count, large: large.map { $0.base + classCount }))
    }
}

/// The memory of one automaton.
final class AutomatonMemory {
    let masked: MaskedAutomaton
    private let tables: StepTables
    private let masks: Memory<UInt64>
    private let lists: Memory<Int32>
    private let large: Memory<UInt16>?

    /// An automaton with tables of its own, or with a column of those of many.
    init(_ automaton: Automaton, program: RuleProgram, tables shared: StepTables? = nil) {
        let tables = shared ?? StepTables(program: program, members: SymbolLists(program), count: 1)
        self.tables = tables
        let words = max(1, automaton.words)
        var table = MaskTable(words: words)
        let members = tables.members
        let symbols = Symbols(of: automaton)
        for (set, positions) in symbols.sets { table.add(positions, to: members.classes(of: set), places: &tables.classPlaces) }
        for (terminal, positions) in symbols.terminals { table.add(positions, to: members.kinds(of: terminal), places: &tables.kindPlaces) }
        large = table.masks.count / words > Int(StepTables.isLarge) ? Memory(Array(repeating: 0, count: program.classCount + program.kindCount)) : nil
        let column = tables.nextColumn(large: large)
        for (set, _) in symbols.sets { column.classes.take(members.classes(of: set), from: &tables.classPlaces) }
        for (terminal, _) in symbols.terminals { column.kinds.take(members.kinds(of: terminal), from: &tables.kindPlaces) }
        let listed = (2 + automaton.count) * words
        let masks = Memory<UInt64>(capacity: listed + table.masks.count)
        masks.base.initialize(repeating: 0, count: listed)
        for word in 0..<automaton.words {
            masks.base[word] = automaton.firstMask[word]
            masks.base[words + word] = automaton.lastMask[word]
        }
        (masks.base + 2 * words).update(from: automaton.followMasks, count: automaton.followMasks.count)
        (masks.base + listed).initialize(from: table.masks, count: table.masks.count)
        lists = Memory(capacity: MaskedAutomaton.numberCount(of: automaton))
        masked = MaskedAutomaton(
            automaton, words: words, readsEdges: !symbols.terminals.isEmpty, lists: masks.base, column: column, masks: masks.base + listed, numbers: lists.base)
        self.masks = masks
    }

    /// What an automaton's positions consume: each set of characters and each terminal, with the positions that do.
    private struct Symbols {
        typealias Group = (number: Int, positions: [Int])

        let sets: [Group]
        let terminals: [Group]

        init(of automaton: Automaton) {
            var sets: [(number: Int, position: Int)] = [], terminals: [(number: Int, position: Int)] = []
            for (position, label) in automaton.labels.enumerated() {
                switch label {
                case .characters(let set): sets.append((set, position))
                case .terminal(let terminal): terminals.append((terminal, position))
                }
            }
            (self.sets, self.terminals) = (Self.grouped(sets), Self.grouped(terminals))
        }

        /// Patterns are short, so that sorting costs less than a dictionary.
        private static func grouped(_ symbols: [(number: Int, position: Int)]) -> [Group] {
            var groups: [Group] = []
            for (number, position) in symbols.sorted(by: <) {
                if groups.last?.number != number { groups.append((number, [])) }
                groups[groups.count - 1].positions.append(position)
            }
            return groups
        }
    }
}
