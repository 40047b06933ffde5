import BaoShuRules

/// An automaton as bit masks in plain memory: for each character class and each kind of edge the positions that accept it, so that a
/// step over a character or an edge is one `and`, however many positions there are in a word.
///
/// A view of memory that an ``AutomatonMemory`` owns: handing it on costs nothing.
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
    /// `words` masks for each position, each class and each kind.
    let follow: UnsafePointer<UInt64>
    let ofClass: UnsafePointer<UInt64>
    let ofKind: UnsafePointer<UInt64>
    /// The first choices and those behind each position, in order of priority; the choices behind position `p` are
    /// `choices[choiceStart[p]..<choiceStart[p + 1]]`, those at the start stand behind the last position's.
    let choices: UnsafePointer<Int32>
    let depths: UnsafePointer<Int32>
    let choiceStart: UnsafePointer<Int32>
    /// The captures that a position stands in, from the outermost on: `tags[tagStart[p]..<tagStart[p + 1]]`.
    let tags: UnsafePointer<Int32>
    let tagStart: UnsafePointer<Int32>
}

/// The memory of one automaton.
final class AutomatonMemory {
    let masked: MaskedAutomaton
    private let masks: Memory<UInt64>
    private let lists: Memory<Int32>

    init(_ automaton: Automaton, program: RuleProgram) {
        let words = max(1, automaton.words)
        let (classes, kinds) = (program.classCount, program.kindCount)
        masks = Memory(capacity: words * (2 + automaton.count + classes + kinds))
        masks.base.initialize(repeating: 0, count: masks.capacity)
        let first = masks.base
        let last = first + words
        let follow = last + words
        let ofClass = follow + automaton.count * words
        let ofKind = ofClass + classes * words
        for word in 0..<automaton.words {
            first[word] = automaton.firstMask[word]
            last[word] = automaton.lastMask[word]
        }
        for (index, mask) in automaton.followMasks.enumerated() { follow[index] = mask }
        var readsEdges = false
        for (position, label) in automaton.labels.enumerated() {
            let (word, bit) = (position / 64, UInt64(1) << UInt64(position % 64))
            switch label {
            case .characters(let set):
                let holds = program.setTable + set * classes
                for unitClass in 0..<classes where holds[unitClass] { ofClass[unitClass * words + word] |= bit }
            case .terminal(let terminal):
                readsEdges = true
                let accepts = program.terminalTable + terminal * kinds
                for kind in 0..<kinds where accepts[kind] { ofKind[kind * words + word] |= bit }
            }
        }
        var choices: [Int32] = [], depths: [Int32] = [], choiceStart: [Int32] = [0], tags: [Int32] = [], tagStart: [Int32] = [0]
        for position in 0..<automaton.count {
            choices += automaton.follow[position].map { Int32($0) }
            depths += automaton.depths[position].map { Int32($0) }
            choiceStart.append(Int32(choices.count))
            tags += automaton.tags[position].map { Int32($0.capture) }
            tagStart.append(Int32(tags.count))
        }
        choices += automaton.first.map { Int32($0) }
        depths += automaton.first.map { _ in 0 }
        choiceStart.append(Int32(choices.count))
        lists = Memory(capacity: choices.count + depths.count + choiceStart.count + tags.count + tagStart.count)
        var next = lists.base
        func put(_ list: [Int32]) -> UnsafePointer<Int32> {
            next.initialize(from: list, count: list.count)
            defer { next += list.count }
            return UnsafePointer(next)
        }
        masked = MaskedAutomaton(
            words: words, isNullable: automaton.isNullable, readsEdges: readsEdges, count: automaton.count, first: first, last: last, follow: follow, ofClass: ofClass,
            ofKind: ofKind, choices: put(choices), depths: put(depths), choiceStart: put(choiceStart), tags: put(tags), tagStart: put(tagStart))
    }
}
