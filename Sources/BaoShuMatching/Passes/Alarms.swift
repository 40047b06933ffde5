import BaoShuRules

/// Where the backward passes of a stage have to look: at most places no rule can end, and none has begun.
final class Alarms {
    /// For each character class, and for each kind of edge, the passes in which it can end a rule, as bits.
    private let ofClass: Memory<UInt8>
    private let ofKind: Memory<UInt8>
    /// For each kind of edge the passes in which it is inside a rule but cannot end one.
    private let inside: Memory<UInt8>
    /// Behind a margin, so that eight bytes can be read up to any place.
    private let alarms = Memory<UInt8>()
    private let stirs = Memory<UInt8>()
    private static let margin = 8

    /// More passes than bits share the last one: they look at more places than they need.
    static func bit(ofPass pass: Int) -> UInt8 { 1 << UInt8(min(pass, 7)) }

    init(program: RuleProgram, passes: [BackwardPass]) {
        ofClass = Memory(capacity: max(1, program.classCount))
        ofKind = Memory(capacity: max(1, program.kindCount))
        inside = Memory(capacity: max(1, program.kindCount))
        for unitClass in 0..<program.classCount {
            (ofClass.base + unitClass).initialize(to: passes.indices.reduce(0) { passes[$1].states.ends(unitClass: unitClass) ? $0 | Self.bit(ofPass: $1) : $0 })
        }
        for kind in 0..<program.kindCount {
            var (ends, takes): (UInt8, UInt8) = (0, 0)
            for (number, pass) in passes.enumerated() {
                let bit = Self.bit(ofPass: number)
                if pass.states.ends(kind: kind) { ends |= bit } else if pass.states.localKind.base[kind] != 0 { takes |= bit }
            }
            (ofKind.base + kind).initialize(to: ends)
            (inside.base + kind).initialize(to: takes)
        }
    }

    /// Marks the places of a text.
    func set(_ view: LatticeView) -> AlarmBytes {
        let count = view.count
        alarms.clear(for: count + Self.margin)
        stirs.clear(for: count + Self.margin)
        let (alarms, stirs) = (alarms.base + Self.margin, stirs.base + Self.margin)
        for i in 1...Self.margin { (alarms[-i], stirs[-i]) = (0, 0) }
        stirs.initialize(repeating: 0, count: count)
        let (ofClass, ofKind, inside, classes) = (ofClass.base, ofKind.base, inside.base, view.classes)
        for i in 0..<count { alarms[i] = ofClass[Int(classes[i])] }
        var longest = 1
        for index in 0..<Int(view.firstEdge[count]) {
            let edge = view.edges[index]
            let start = Int(edge.start)
            alarms[start] |= ofKind[Int(edge.kind)]
            stirs[start] |= inside[Int(edge.kind)]
            longest = max(longest, Int(edge.end) - start)
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
