import BaoShuRules

/// Where the backward passes of a stage have to look: at most places no rule can end, and none has begun.
///
/// A rule can end with an element where one of the elements that may come before it ends there too, or where it is the rule's only one.
/// Each pass has some bits to tell apart the elements with which its rules end.
final class Alarms {
    /// What a character of a class, or an edge of a kind, can be.
    private struct Parts: BitwiseCopyable {
        /// Elements with which a rule can end.
        var ends: UInt64 = 0
        /// Elements that can end a rule right behind it.
        var before: UInt64 = 0
        /// The passes in which, as an edge, it can lead to a rule's inside.
        var inside: UInt32 = 0
        /// The same where it is a mention of an earlier stage.
        var mentions: UInt32 = 0

        /// Adds what an element can be to a pass.
        ///
        /// - Parameters:
        ///   - first: the pass's first bit.
        ///   - width: from one of its bits to the next.
        mutating func add(_ part: BackwardStates.Part, first: UInt64, width: Int) {
            if part.isAlone { ends |= first }
            for group in 1..<(64 / width) {
                let (bit, ofPart) = (first << UInt64(group * width), UInt64(1) << UInt64(group - 1))
                if part.ends & ofPart != 0 { ends |= bit }
                if part.before & ofPart != 0 { before |= bit }
            }
        }
    }

    private let ofClass: Memory<Parts>
    private let ofKind: Memory<Parts>
    /// Passes beyond the last of these share its bits: they look at more places than they need.
    private let passCount: Int
    /// From one bit of a pass to its next: 8, 16 or 32, at least as many as there are passes.
    private let width: Int
    /// The first bit of each pass, for rules of one element: nothing need come before.
    private let alone: UInt64
    /// The passes that look only in sentences with a mention that leads to a rule's inside.
    private let needing: UInt32
    private let before = Memory<UInt64>()
    private let ends = Memory<UInt64>()
    private var bankCount: Int { (passCount + Self.passesOfBank - 1) / Self.passesOfBank }
    private static let mostPasses = 32
    private static let passesOfBank = 8
    private static let margin = 8

    init(program: RuleProgram, passes: [BackwardPass]) {
        passCount = max(1, min(passes.count, Self.mostPasses))
        let width = passCount <= 8 ? 8 : passCount <= 16 ? 16 : 32
        self.width = width
        (ofClass, ofKind) = (Memory(capacity: max(1, program.classCount)), Memory(capacity: max(1, program.kindCount)))
        ofClass.base.initialize(repeating: Parts(), count: program.classCount)
        ofKind.base.initialize(repeating: Parts(), count: program.kindCount)
        let isMention = program.kinds.map { $0.contains { if case .type = program.terminals[$0] { true } else { false } } }
        var (alone, needing) = (UInt64(0), UInt32.max)
        for (number, pass) in passes.enumerated() {
            let place = min(number, passCount - 1)
            let (states, first) = (pass.states, UInt32(1) << UInt32(place))
            let (ofLocalClass, ofLocalKind) = states.parts(groups: 64 / width - 1)
            alone |= UInt64(first)
            // What is true of all passes that share a bit.
            if !pass.needsMention { needing &= ~first }
            for unitClass in 0..<program.classCount {
                ofClass.base[unitClass].add(ofLocalClass[Int(states.localClass.base[unitClass])], first: UInt64(first), width: width)
            }
            for kind in 0..<program.kindCount {
                let local = Int(states.localKind.base[kind])
                ofKind.base[kind].add(ofLocalKind[local], first: UInt64(first), width: width)
                // Kinds that no position takes are number 0.
                if local == 0 { continue }
                ofKind.base[kind].inside |= first
                if isMention[kind] { ofKind.base[kind].mentions |= first }
            }
        }
        (self.alone, self.needing) = (alone, needing & UInt32(truncatingIfNeeded: alone))
    }

    /// Marks the places of a text.
    ///
    /// - Parameter memory: has the marks for as long as they are read.
    func set(_ view: LatticeView, in memory: Memory<UInt8>) -> AlarmBytes {
        // Behind margins, so that eight bytes can be read up to any place.
        let stride = view.count + Self.margin
        memory.clear(for: 2 * bankCount * stride)
        memory.base.initialize(repeating: 0, count: 2 * bankCount * stride)
        let (alarms, stirs) = (memory.base + Self.margin, memory.base + Self.margin + bankCount * stride)
        let longest = note(view, stirs: stirs, stride: stride)
        let ofKind = ofKind.base
        var begin = 0
        while begin < view.count {
            // All of the text, or a sentence.
            let end = needing == 0 ? view.count : view.sentenceEnd(from: begin)
            var silent = needing
            if silent != 0 {
                for index in Int(view.firstEdge[begin])..<Int(view.firstEdge[end]) { silent &= ~ofKind[Int(view.edges[index].kind)].mentions }
            }
            raise(alarms, stride: stride, begin..<end, without: silent)
            begin = end
        }
        return AlarmBytes(alarms: alarms, stirs: stirs, stride: stride, longest: longest)
    }

    /// Notes for each place of a text what ends there and what starts there, and where an edge may lead to a rule's inside.
    ///
    /// - Returns: the length of the longest edge.
    private func note(_ view: LatticeView, stirs: UnsafeMutablePointer<UInt8>, stride: Int) -> Int {
        let count = view.count
        before.clear(for: count + 1)
        ends.clear(for: count + 1)
        let (before, ends, alone, bankCount) = (before.base, ends.base, alone, bankCount)
        let (ofClass, ofKind, classes, edges) = (ofClass.base, ofKind.base, view.classes, view.edges)
        before[0] = alone
        for i in 0..<count {
            let parts = ofClass + Int(classes[i])
            before[i &+ 1] = parts.pointee.before | alone
            ends[i] = parts.pointee.ends
        }
        var longest = 1
        for index in 0..<Int(view.firstEdge[count]) {
            let (start, end, parts) = (Int(edges[index].start), Int(edges[index].end), ofKind + Int(edges[index].kind))
            before[end] |= parts.pointee.before
            ends[start] |= parts.pointee.ends
            longest = max(longest, end &- start)
            let inside = parts.pointee.inside
            for bank in 0..<bankCount { stirs[bank &* stride &+ start] |= UInt8(truncatingIfNeeded: inside &>> UInt32(truncatingIfNeeded: bank &* Self.passesOfBank)) }
        }
        return longest
    }

    /// Marks the places of a stretch where a rule can end.
    ///
    /// - Parameter silent: passes that look nowhere in it.
    private func raise(_ alarms: UnsafeMutablePointer<UInt8>, stride: Int, _ stretch: Range<Int>, without silent: UInt32) {
        let (before, ends, width, bankCount) = (before.base, ends.base, UInt64(truncatingIfNeeded: width), bankCount)
        for i in stretch {
            var bits = ends[i] & before[i]
            if bits == 0 { continue }
            // All bits of a pass come together in its first one.
            var distance = UInt64(32)
            while distance >= width {
                bits |= bits &>> distance
                distance &>>= 1
            }
            bits &= UInt64(~silent)
            for bank in 0..<bankCount { alarms[bank &* stride &+ i] = UInt8(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: bank &* Self.passesOfBank)) }
        }
    }

    /// The marks of one pass among those of a text.
    ///
    /// - Parameter number: that of the pass in the stage.
    func marks(ofPass number: Int, _ bytes: AlarmBytes) -> PassAlarms {
        let pass = min(number, passCount - 1)
        let bank = pass / Self.passesOfBank * bytes.stride
        return PassAlarms(alarms: bytes.alarms + bank, stirs: bytes.stirs + bank, bit: Self.bit(ofPass: pass), longest: bytes.longest)
    }

    @inline(__always) private static func bit(ofPass pass: Int) -> UInt8 { 1 &<< UInt8(truncatingIfNeeded: pass % passesOfBank) }
}

/// The places of one text, as plain memory: a byte for each place and each eight passes. Valid until the next text's are set.
struct AlarmBytes: BitwiseCopyable {
    fileprivate let alarms: UnsafePointer<UInt8>
    /// Places where an edge may lead to a rule's inside.
    fileprivate let stirs: UnsafePointer<UInt8>
    /// From the bytes of eight passes to those of the next.
    fileprivate let stride: Int
    /// The longest edge, in code units.
    fileprivate let longest: Int
}

/// The places of one text at which one pass has to look.
struct PassAlarms: BitwiseCopyable {
    fileprivate let alarms: UnsafePointer<UInt8>
    let stirs: UnsafePointer<UInt8>
    /// That of the pass in each byte.
    let bit: UInt8
    /// The longest edge, in code units.
    let longest: Int

    /// The last place up to `place` where the pass must look; -1 where there is none.
    ///
    /// - Parameter quiet: the first place from which an edge may reach a rule's inside.
    @inline(__always) func next(from place: Int, quiet: Int) -> Int {
        let pattern = UInt64(bit) &* 0x0101_0101_0101_0101
        var i = place
        while i >= 0 {
            var bytes = UnsafeRawPointer(alarms + (i &- 7)).loadUnaligned(as: UInt64.self)
            if i >= quiet { bytes |= UnsafeRawPointer(stirs + (i &- 7)).loadUnaligned(as: UInt64.self) }
            bytes &= pattern
            if bytes != 0 { return i &- bytes.leadingZeroBitCount / 8 }
            i &-= 8
        }
        return -1
    }
}
