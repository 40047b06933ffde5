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
    init(
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
    static func numberCount(of automaton: Automaton) -> Int {
        let choiceCount = (0..<automaton.count).reduce(automaton.first.count) { $0 + automaton.follow[$1].count }
        return 2 * choiceCount + automaton.tags.reduce(0) { $0 + $1.count } + 4 * automaton.count + 3
    }
}
