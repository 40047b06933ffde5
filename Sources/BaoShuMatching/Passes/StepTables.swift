import BaoShuRules

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
    let members: SymbolLists
    /// For each class, and each kind, the number of its mask in the automaton in the making.
    var classPlaces: [UInt16]
    var kindPlaces: [UInt16]

    /// One automaton's tables.
    struct Column {
        let classes: Numbers
        let kinds: Numbers
    }

    /// The numbers of one automaton's masks, for its classes or for its kinds.
    struct Numbers {
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
    func nextColumn(large: Memory<UInt16>?) -> Column {
        precondition(used < count, "more automata than the step tables have room for")
        defer { used += 1 }
        return Column(
            classes: Numbers(small: classes.base + used, stride: count, large: large?.base),
            kinds: Numbers(small: kinds.base + used, stride: count, large: large.map { $0.base + classCount }))
    }
}
