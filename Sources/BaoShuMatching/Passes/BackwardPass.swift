import BaoShuRules

/// Marks where each rule of a stage can begin: one pass from right to left with a lazy automaton.
///
/// Bounded repeats are relaxed, so a mark may be in vain, never missing. Past `maximumStates` the states are thrown away and begun anew,
/// so memory is bounded and the time stays linear. Where no rule could end, the pass jumps.
final class BackwardPass {
    static let maximumStates = 8000

    let states: BackwardStates
    /// Whether every match of its rules stays in a sentence and has a mention of an earlier stage in it.
    let needsMention: Bool
    /// The state at each place of the text in hand: all passes write in the same memory, one after the other.
    private let stateAt: Memory<UInt16>
    private(set) var flushes = 0

    /// - Parameter scratch: what the pass writes in while it runs.
    init(program: RuleProgram, members: SymbolLists, _ stage: StageAutomaton, scratch: Memory<UInt16>) {
        states = BackwardStates(program: program, members: members, stage)
        stateAt = scratch
        needsMention = stage.needsMention
    }

    /// A place where a rule may begin; `rule` is the index in the stage's rules.
    struct Start: BitwiseCopyable {
        var position: Int32
        var rule: Int32
    }

    /// Finds every place where one of the rules may begin, from right to left.
    ///
    /// - Parameters:
    ///   - alarms: where to look, as the stage's `Alarms` has set them for the text.
    ///   - limit: no match that reaches behind this place is looked for.
    ///   - found: gets them behind the first `kept`.
    /// - Returns: how many there are then.
    func run(_ view: LatticeView, _ alarms: PassAlarms, upTo limit: Int, into found: Memory<Start>, keeping kept: Int) -> Int {
        var count = kept
        let end = view.count
        stateAt.clear(for: end + 1)
        let stateAt = stateAt.base
        stateAt.initialize(repeating: 0, count: end &+ 1)
        let states = states
        let (classes, edges, firstEdge) = (view.classes, view.edges, view.firstEdge)
        let (localClass, localKind, localCount) = (states.localClass.base, states.localKind.base, states.localCount)
        var (steps, signatures, begins, beginning) = (states.steps.base, states.signatures.base, states.begins.base, states.beginning.base)
        var (unions, mask) = (states.unions.base, states.unionMask)
        func reload() {
            (steps, signatures, begins, beginning) = (states.steps.base, states.signatures.base, states.begins.base, states.beginning.base)
            (unions, mask) = (states.unions.base, states.unionMask)
        }
        var (starts, room) = (found.base, found.capacity)
        let (stirs, bit) = (alarms.stirs, alarms.bit)
        // From here on to the left no edge reaches a place where the state is not empty.
        var quiet = end &+ 1
        var last = 0
        var i = limit &- 1
        while i >= 0 {
            if last == 0 {
                i = alarms.next(from: i, quiet: quiet)
                if i < 0 { break }
            }
            let local = Int(localClass[Int(classes[i])])
            var state = Int(steps[last &* localCount &+ local])
            if state == Int(BackwardStates.unmade) {
                state = Int(states.makeStep(last, local))
                reload()
            }
            // At most places no edge starts that a rule of the pass takes.
            if stirs[i] & bit != 0 {
                var index = Int(firstEdge[i])
                let edgeEnd = Int(firstEdge[i &+ 1])
                while index < edgeEnd {
                    let kind = Int(localKind[Int(edges[index].kind)])
                    let behindPlace = Int(edges[index].end)
                    index &+= 1
                    let behind = Int(stateAt[behindPlace])
                    // Most words are taken by nothing that could go on behind them, or by no rule of the pass (kind 0).
                    if signatures[behind] & (1 &<< UInt64(truncatingIfNeeded: kind & 63)) == 0 { continue }
                    let key = BackwardStates.unionKey(state, kind, behind)
                    var slot = BackwardStates.unionSlot(key) & mask
                    while unions[slot] &>> 16 != key, unions[slot] != .max { slot = (slot &+ 1) & mask }
                    if unions[slot] != .max {
                        state = Int(unions[slot] & 0xFFFF)
                    } else {
                        state = Int(states.makeUnion(state, kind, behind))
                        reload()
                    }
                }
            }
            last = state & ~Int(BackwardStates.beginsRules)
            stateAt[i] = UInt16(truncatingIfNeeded: last)
            if last != 0 {
                quiet = i &- alarms.longest
                if last != state {
                    let beginnings = begins[last]
                    if count &+ Int(beginnings.count) > room {
                        found.grow(to: count + Int(beginnings.count), keeping: count)
                        (starts, room) = (found.base, found.capacity)
                    }
                    for number in 0..<Int(beginnings.count) {
                        starts[count] = Start(position: Int32(truncatingIfNeeded: i), rule: beginning[Int(beginnings.first) &+ number])
                        count &+= 1
                    }
                }
            }
            if states.count > Self.maximumStates {
                flush(from: i, to: min(end, i + alarms.longest))
                last = Int(stateAt[i])
                reload()
            }
            i &-= 1
        }
        return count
    }

    /// Starts over with the states that edges may still reach.
    private func flush(from start: Int, to end: Int) {
        flushes += 1
        let kept = (start...end).map { states.set(of: stateAt.base[$0]) }
        states.reset()
        for (offset, set) in kept.enumerated() { stateAt.base[start + offset] = states.state(of: set) }
    }
}
