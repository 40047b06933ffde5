import BaoShuRules

/// Where the backward passes of a stage have to look: at most places no rule can end, and none has begun.
///
/// A rule can end with an element where one of the elements that may come before it ends there too, or where it is the rule's only one.
final class Alarms {
    /// For each character class, and for each kind of edge, a bit for every pass in which it plays a part.
    private struct Parts: BitwiseCopyable {
        /// It can end a rule behind another element.
        var ends: UInt8 = 0
        /// It can be all of a rule.
        var alone: UInt8 = 0
        /// It can come before an element that ends a rule.
        var before: UInt8 = 0
        /// As an edge it can lead to a rule's inside.
        var inside: UInt8 = 0

        mutating func add(_ part: BackwardStates.Part, _ bit: UInt8, isEdge: Bool) {
            if part.ends { ends |= bit }
            if part.isAlone { alone |= bit }
            if part.isBeforeLast { before |= bit }
            if isEdge, part.isTaken { inside |= bit }
        }
    }

    private let ofClass: Memory<Parts>
    private let ofKind: Memory<Parts>
    private let before = Memory<UInt8>()
    private static let margin = 8

    /// More passes than bits share the last one: they look at more places than they need.
    static func bit(ofPass pass: Int) -> UInt8 { 1 << UInt8(min(pass, 7)) }

    init(program: RuleProgram, passes: [BackwardPass]) {
        ofClass = Memory(capacity: max(1, program.classCount))
        ofKind = Memory(capacity: max(1, program.kindCount))
        ofClass.base.initialize(repeating: Parts(), count: program.classCount)
        ofKind.base.initialize(repeating: Parts(), count: program.kindCount)
        for (number, pass) in passes.enumerated() {
            let (states, bit) = (pass.states, Self.bit(ofPass: number))
            for unitClass in 0..<program.classCount { ofClass.base[unitClass].add(states.part(ofClass: Int(states.localClass.base[unitClass])), bit, isEdge: false) }
            for kind in 0..<program.kindCount { ofKind.base[kind].add(states.part(ofKind: Int(states.localKind.base[kind])), bit, isEdge: true) }
        }
    }

    /// Marks the places of a text.
    ///
    /// - Parameter memory: has the marks for as long as they are read.
    func set(_ view: LatticeView, in memory: Memory<UInt8>) -> AlarmBytes {
        let count = view.count
        // Behind margins, so that eight bytes can be read up to any place.
        let stride = count + Self.margin
        memory.clear(for: 2 * stride)
        before.clear(for: count + 1)
        let (alarms, before) = (memory.base + Self.margin, before.base)
        let stirs = alarms + stride
        memory.base.initialize(repeating: 0, count: 2 * stride)
        let (ofClass, ofKind, classes, edges) = (ofClass.base, ofKind.base, view.classes, view.edges)
        before[0] = 0
        for i in 0..<count { before[i &+ 1] = ofClass[Int(classes[i])].before }
        var longest = 1
        // Edges come by start: all that end at a place come before those that start there.
        for index in 0..<Int(view.firstEdge[count]) {
            let (start, end) = (Int(edges[index].start), Int(edges[index].end))
            let parts = ofKind[Int(edges[index].kind)]
            before[end] |= parts.before
            alarms[start] |= parts.ends & before[start] | parts.alone
            stirs[start] |= parts.inside
            longest = max(longest, end &- start)
        }
        for i in 0..<count {
            let parts = ofClass[Int(classes[i])]
            alarms[i] |= parts.ends & before[i] | parts.alone
        }
        return AlarmBytes(alarms: alarms, stirs: stirs, longest: longest)
    }
}

/// The places of one text, as plain memory; valid until the next text's are set.
struct AlarmBytes: BitwiseCopyable {
    let alarms: UnsafePointer<UInt8>
    /// Places where an edge may lead to a rule's inside.
    let stirs: UnsafePointer<UInt8>
    /// The longest edge, in code units.
    let longest: Int

    /// The last place up to `place` where a pass must look; -1 where there is none.
    ///
    /// - Parameters:
    ///   - pattern: the pass's bit in each byte.
    ///   - quiet: the first place from which an edge may reach a rule's inside.
    @inline(__always) func next(from place: Int, _ pattern: UInt64, quiet: Int) -> Int {
        var i = place
        while i >= 0 {
            var bytes = UnsafeRawPointer(alarms + (i &- 7)).loadUnaligned(as: UInt64.self)
            if i >= quiet { bytes |= UnsafeRawPointer(stirs + (i &- 7)).loadUnaligned(as: UInt64.self) }
            bytes &= pattern
            if bytes != 0 {
                let found = i &- bytes.leadingZeroBitCount / 8
                return found
            }
            i &-= 8
        }
        return -1
    }
}
