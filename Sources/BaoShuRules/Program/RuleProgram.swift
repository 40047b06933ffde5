import BaoShuText
import BaoShuValues

/// A compiled rule set: immutable, shared by all threads.
///
/// Unchecked: its tables are written in `init` and never again.
package final class RuleProgram: @unchecked Sendable {
    package let fold: FoldTable
    /// For each folded code unit its character class.
    package let classOf: [UInt16]
    package let classCount: Int
    /// Bit matrix: whether a character set holds a class, at `set * classCount + class`.
    package let setHolds: [Bool]
    /// `setHolds` and `terminalAccepts` as plain memory, for the hot loops.
    package let setTable: UnsafeMutablePointer<Bool>
    package let terminalTable: UnsafeMutablePointer<Bool>
    /// For each entry its lexicon.
    package let entryLexicons: UnsafeMutablePointer<UInt16>
    /// The code units of each character set, for messages.
    package let setRanges: [[ClosedRange<UInt16>]]
    package let lexicons: [Lexicon]
    package let entries: [LexiconEntry]
    package let trie: LexiconTrie
    package let numerals: [NumeralGrammar]
    /// The same grammars as their readers use them.
    package let numeralTables: [NumeralTable]
    package let balanced: [BalancedPair]
    package let types: [OutputType]
    package let terminals: [Terminal]
    /// For each edge kind the terminals that it satisfies; kind 0 satisfies none.
    package let kinds: [[Int]]
    /// Bit matrix: whether a kind satisfies a terminal, at `terminal * kinds.count + kind`.
    package let terminalAccepts: [Bool]
    package let rules: [Rule]
    package let stages: [StageProgram]
    package let tests: [RuleTest]
    /// The longest span of an edge that any lexicon makes, in code units.
    package let longestSurface: Int
    /// For each lexicon the stage in which its block entries count.
    package let blockStage: [Int]
    /// Edge kinds of numerals, of mentions by type, and of balanced pairs.
    package let numeralKinds: [Int]
    package let typeKinds: [Int]
    package let balancedKinds: [Int]
    /// The tables that `weigh` reads, one for each lexicon and column that a rule names.
    package let weights: [CharacterWeights]

    init(_ b: ProgramParts) {
        fold = b.fold
        classOf = b.classOf
        classCount = b.classCount
        setHolds = b.setHolds
        setTable = .allocate(capacity: max(1, b.setHolds.count))
        setTable.initialize(from: b.setHolds, count: b.setHolds.count)
        terminalTable = .allocate(capacity: max(1, b.terminalAccepts.count))
        terminalTable.initialize(from: b.terminalAccepts, count: b.terminalAccepts.count)
        entryLexicons = .allocate(capacity: max(1, b.entries.count))
        for (index, entry) in b.entries.enumerated() { (entryLexicons + index).initialize(to: entry.lexicon) }
        setRanges = b.setRanges
        lexicons = b.lexicons
        entries = b.entries
        let yields = b.numerals.first { $0.yieldTerminal != nil }?.yieldKinds ?? []
        trie = LexiconTrie(b.trie, entries: b.entries, yields: yields) { records in
            b.classOf.withUnsafeBufferPointer { classes in for unit in classes.indices { records[unit].characterClass = classes[unit] } }
            for grammar in b.numerals {
                grammar.canStart.withUnsafeBufferPointer { canStart in for unit in canStart.indices where canStart[unit] { records[unit].mayBeginNumeral = true } }
                // .5
                records[0x2E].mayBeginNumeral = true
            }
            for pair in b.balanced {
                for word in [pair.open, pair.close] { if let unit = word.first { records[Int(unit)].mayBeginPair = true } }
                records[0x0A].mayBeginPair = true
            }
        }
        numerals = b.numerals
        numeralTables = b.numerals.map { NumeralTable($0) }
        balanced = b.balanced
        types = b.types
        terminals = b.terminals
        kinds = b.kinds
        terminalAccepts = b.terminalAccepts
        rules = b.rules
        stages = b.stages
        tests = b.tests
        longestSurface = b.longestSurface
        blockStage = b.blockStage
        numeralKinds = b.numeralKinds
        typeKinds = b.typeKinds
        balancedKinds = b.balancedKinds
        weights = b.weights
    }

    deinit {
        setTable.deallocate()
        terminalTable.deallocate()
        entryLexicons.deallocate()
    }

    @inline(__always) package func holds(set: Int, unitClass: Int) -> Bool { setHolds[set * classCount + unitClass] }
    @inline(__always) package func accepts(terminal: Int, kind: Int) -> Bool { terminalAccepts[terminal * kinds.count + kind] }

    /// The lexicon of an entry.
    @inline(__always) package func lexicon(ofEntry entry: Int) -> Int { Int(entryLexicons[entry]) }

    package var kindCount: Int { kinds.count }

    package func typeIndex(_ name: String) -> Int? { types.firstIndex { $0.name == name } }
    package func stageIndex(_ name: String) -> Int? { stages.firstIndex { $0.name == name } }

    /// The stages that see raw pages, up to the one named `layout`, and those behind it, which see articles.
    package var layoutStages: Range<Int> { 0..<(stageIndex("layout").map { $0 + 1 } ?? 0) }
    package var articleStages: Range<Int> { layoutStages.upperBound..<stages.count }
}

/// What the compiler hands to `RuleProgram`.
struct ProgramParts {
    var fold = FoldTable()
    var classOf: [UInt16] = []
    var classCount = 0
    var setHolds: [Bool] = []
    var setRanges: [[ClosedRange<UInt16>]] = []
    var lexicons: [Lexicon] = []
    var entries: [LexiconEntry] = []
    var trie = LexiconTrieBuilder(expectedSteps: 0)
    var numerals: [NumeralGrammar] = []
    var balanced: [BalancedPair] = []
    var types: [OutputType] = []
    var terminals: [Terminal] = []
    var kinds: [[Int]] = [[]]
    var terminalAccepts: [Bool] = []
    var rules: [Rule] = []
    var stages: [StageProgram] = []
    var tests: [RuleTest] = []
    var longestSurface = 0
    var blockStage: [Int] = []
    var numeralKinds: [Int] = []
    var typeKinds: [Int] = []
    var balancedKinds: [Int] = []
    var weights: [CharacterWeights] = []
}

/// A pattern element that consumes an edge of the lattice.
package enum Terminal: Hashable, Sendable {
    /// An entry of one of these lexicons that passes the filters.
    case lexicon([Int], filters: [TerminalFilter])
    case numeral(Int)
    /// A mention of an earlier stage.
    case type(Int)
    case balanced(Int)
}

package struct TerminalFilter: Hashable, Sendable {
    /// nil where any enumerated column may hold the value.
    package let column: String?
    package let value: String
    package let negated: Bool
}

/// An opening and a closing text that enclose a span, nested ones counted.
package struct BalancedPair: Hashable, Sendable {
    package let open: [UInt16]
    package let close: [UInt16]
    /// Most code units from the first of `open` to the last of `close`.
    package let limit: Int
}

/// A type of mentions.
package struct OutputType: Sendable, Hashable {
    package let name: String
    /// Seen by later stages, never written.
    package let isInternal: Bool
    /// Takes its characters from other rules and later stages, and is not written (addresses of the web, telephone numbers).
    package let isMasked: Bool
    /// In the order in which they are written.
    package let fields: [OutputField]
}

package struct OutputField: Sendable, Hashable {
    package let name: String
    package let type: ColumnType
}

/// The rules of one stage, with the combined automata that the backward pass runs.
package struct StageProgram: Sendable {
    package let name: String
    package let rules: [Int]
    /// Of the rules, as indices in `rules`, those for which automata need not look: each begins with a mention of an earlier stage. In
    /// groups, none larger than `edgeStartedRules`.
    package let edgeStarted: [[Int]]
    /// The others.
    package let automata: [StageAutomaton]
    /// For each edge kind whether a rule of the stage, a guard, or a function asks for it: the others are left out of the stage's lattice.
    package let edgeKinds: [Bool]
    /// Those that a function reads, wherever they stand.
    package let readKinds: [Bool]
    /// Whether a guard of the stage looks back at words, numerals or mentions, or a function does.
    package let looksBack: Bool

    /// Most rules in a group of `edgeStarted`: each has a bit of a word.
    package static let edgeStartedRules = 64
}

/// The relaxed automata of some rules of a stage, their positions one after the other.
package struct StageAutomaton: Sendable {
    /// The roles of blocks in which alone its rules can begin; nil for any.
    package let roles: [String]?
    /// Whether every match of its rules stays in a sentence and has a mention of an earlier stage in it.
    package let needsMention: Bool
    package let labels: [AutomatonLabel]
    package let predecessors: [[Int32]]
    /// Positions with which a match can end.
    package let last: [Int32]
    /// For each position the index in the stage's `rules` of the rule that it can begin, or -1.
    package let begins: [Int32]
    /// Positions by character set and by terminal.
    package let positionsOfSet: [(set: Int, positions: [Int32])]
    package let positionsOfTerminal: [(terminal: Int, positions: [Int32])]

    package var positionCount: Int { labels.count }
}

/// An inline test of a rule or of a number primitive.
package struct RuleTest: Sendable {
    package enum Subject: Sendable, Hashable {
        case rule(Int)
        case number(Int)
    }
    package enum Kind: Sendable, Hashable { case test, reject, todo }

    package let subject: Subject
    package let kind: Kind
    package let text: String
    package let day: String?
    package let role: String?
    package let mention: String?
    package let fields: [(name: String, value: String)]
    package let place: SourcePlace
}
