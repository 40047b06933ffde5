import BaoShuRules

/// An automaton as bit masks in plain memory: for each character class and each kind of edge the positions that accept it, so that a
/// step over a character or an edge is one `and`, however many positions there are in a word.
final class MaskedAutomaton {
    let automaton: Automaton
    /// 64-bit words in a set of positions.
    let words: Int
    let isNullable: Bool
    let first: UnsafeMutablePointer<UInt64>
    let last: UnsafeMutablePointer<UInt64>
    /// `words` masks for each position, each class and each kind.
    let follow: UnsafeMutablePointer<UInt64>
    let ofClass: UnsafeMutablePointer<UInt64>
    let ofKind: UnsafeMutablePointer<UInt64>
    /// Whether it reads any edge.
    let readsEdges: Bool
    /// The first choices and those behind each position, in order of priority; the choices behind position `p` are
    /// `choices[choiceStart[p]..<choiceStart[p + 1]]`, those at the start stand behind the last position's.
    let choices: [Int32]
    let depths: [Int32]
    let choiceStart: [Int32]
    /// The captures that a position stands in, from the outermost on: `tags[tagStart[p]..<tagStart[p + 1]]`.
    let tags: [Int32]
    let tagStart: [Int32]

    init(_ automaton: Automaton, program: RuleProgram) {
        self.automaton = automaton
        words = max(1, automaton.words)
        isNullable = automaton.isNullable
        let words = words
        func zeros(_ count: Int) -> UnsafeMutablePointer<UInt64> {
            let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, count * words))
            memory.initialize(repeating: 0, count: max(1, count * words))
            return memory
        }
        first = zeros(1)
        last = zeros(1)
        for word in 0..<automaton.words {
            first[word] = automaton.firstMask[word]
            last[word] = automaton.lastMask[word]
        }
        follow = zeros(automaton.count)
        for (index, mask) in automaton.followMasks.enumerated() { follow[index] = mask }
        ofClass = zeros(program.classCount)
        ofKind = zeros(program.kindCount)
        var reads = false
        for (position, label) in automaton.labels.enumerated() {
            let (word, bit) = (position / 64, UInt64(1) << UInt64(position % 64))
            switch label {
            case .characters(let set):
                let holds = program.setTable + set * program.classCount
                for unitClass in 0..<program.classCount where holds[unitClass] { ofClass[unitClass * words + word] |= bit }
            case .terminal(let terminal):
                reads = true
                let accepts = program.terminalTable + terminal * program.kindCount
                for kind in 0..<program.kindCount where accepts[kind] { ofKind[kind * words + word] |= bit }
            }
        }
        readsEdges = reads
        var choices: [Int32] = [], depths: [Int32] = [], starts: [Int32] = [0], tags: [Int32] = [], tagStart: [Int32] = [0]
        for position in 0..<automaton.count {
            choices += automaton.follow[position].map { Int32($0) }
            depths += automaton.depths[position].map { Int32($0) }
            starts.append(Int32(choices.count))
            tags += automaton.tags[position].map { Int32($0.capture) }
            tagStart.append(Int32(tags.count))
        }
        choices += automaton.first.map { Int32($0) }
        depths += automaton.first.map { _ in 0 }
        starts.append(Int32(choices.count))
        (self.choices, self.depths, choiceStart, self.tags, self.tagStart) = (choices, depths, starts, tags, tagStart)
    }

    deinit {
        first.deallocate()
        last.deallocate()
        follow.deallocate()
        ofClass.deallocate()
        ofKind.deallocate()
    }
}
