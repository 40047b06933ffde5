import BaoShuRules

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
