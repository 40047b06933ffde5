import BaoShuRules

/// What elements of patterns accept, as lists: the classes of each character set, and the kinds of edges of each terminal.
struct SymbolLists {
    private var classes: [UInt16] = []
    private var firstClass: [Int] = [0]
    private var kinds: [UInt16] = []
    private var firstKind: [Int] = [0]

    init(_ program: RuleProgram) {
        for set in program.setRanges.indices {
            let holds = program.setTable + set * program.classCount
            for unitClass in 0..<program.classCount where holds[unitClass] { classes.append(UInt16(unitClass)) }
            firstClass.append(classes.count)
        }
        for terminal in program.terminals.indices {
            let accepts = program.terminalTable + terminal * program.kindCount
            for kind in 0..<program.kindCount where accepts[kind] { kinds.append(UInt16(kind)) }
            firstKind.append(kinds.count)
        }
    }

    func classes(of set: Int) -> ArraySlice<UInt16> { classes[firstClass[set]..<firstClass[set + 1]] }

    func kinds(of terminal: Int) -> ArraySlice<UInt16> { kinds[firstKind[terminal]..<firstKind[terminal + 1]] }
}

/// The different masks of an automaton's steps, in the making.
struct MaskTable {
    let words: Int
    /// `words` for each, the empty one first.
    private(set) var masks: [UInt64]
    /// From the number of a mask to that of the one with the positions that are being added; -1 where there is none yet.
    private var successors: [Int] = []

    init(words: Int) {
        self.words = words
        masks = Array(repeating: 0, count: words)
    }

    /// Lets symbols be accepted by more positions.
    ///
    /// - Parameter places: for each symbol the number of its mask.
    mutating func add(_ positions: [Int], to symbols: ArraySlice<UInt16>, places: inout [UInt16]) {
        successors.removeAll(keepingCapacity: true)
        successors.append(contentsOf: repeatElement(-1, count: masks.count / words))
        for symbol in symbols {
            let old = Int(places[Int(symbol)])
            if successors[old] < 0 {
                successors[old] = masks.count / words
                for word in 0..<words { masks.append(masks[old * words + word]) }
                for position in positions { masks[successors[old] * words + position / 64] |= 1 << UInt64(position % 64) }
            }
            places[Int(symbol)] = UInt16(successors[old])
        }
    }

    /// Leaves out the masks that no symbol has any longer and numbers the others anew, the empty one first.
    mutating func compact(_ places: inout [UInt16]) {
        var numbers = Array(repeating: -1, count: masks.count / words)
        numbers[0] = 0
        var kept = Array(masks[..<words])
        for symbol in places.indices {
            let old = Int(places[symbol])
            if numbers[old] < 0 {
                numbers[old] = kept.count / words
                kept += masks[(old * words)..<((old + 1) * words)]
            }
            places[symbol] = UInt16(numbers[old])
        }
        masks = kept
    }
}
