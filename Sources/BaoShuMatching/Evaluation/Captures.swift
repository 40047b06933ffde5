import BaoShuRules

/// What a capture took: a span, and the steps of the match that lie in it.
struct CaptureValue: Equatable, BitwiseCopyable {
    var capture: Int32
    var firstStep: Int32
    var lastStep: Int32
    private var startUnit: Int32
    private var endUnit: Int32

    @inline(__always) init(capture: Int32, firstStep: Int32, lastStep: Int32, start: Int, end: Int) {
        (self.capture, self.firstStep, self.lastStep) = (capture, firstStep, lastStep)
        (startUnit, endUnit) = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end))
    }

    @inline(__always) var start: Int { Int(startUnit) }
    @inline(__always) var end: Int {
        get { Int(endUnit) }
        set { endUnit = Int32(truncatingIfNeeded: newValue) }
    }
}

/// The captures of one match, in the order in which they began; a repeated capture has several values.
///
/// A view of memory that a ``CaptureBuffer`` or an ``Arena`` owns: copying it costs nothing.
struct Captures: BitwiseCopyable {
    private var firstValue: UnsafePointer<CaptureValue>?
    private var firstStep: UnsafePointer<Int32>?
    private var valueCount: Int32 = 0
    private var stepCount: Int32 = 0

    private var values: UnsafeBufferPointer<CaptureValue> { UnsafeBufferPointer(start: firstValue, count: Int(valueCount)) }
    /// For each step of the match its edge in the lattice, or -1.
    private var steps: UnsafeBufferPointer<Int32> { UnsafeBufferPointer(start: firstStep, count: Int(stepCount)) }

    init() {}

    fileprivate init(values: UnsafeBufferPointer<CaptureValue>, steps: UnsafeBufferPointer<Int32>) {
        (firstValue, firstStep) = (values.baseAddress, steps.baseAddress)
        (valueCount, stepCount) = (Int32(truncatingIfNeeded: values.count), Int32(truncatingIfNeeded: steps.count))
    }

    /// The same captures in memory that lasts as long as the arena's.
    func kept(in arena: Arena) -> Captures { Captures(values: arena.copy(values), steps: arena.copy(steps)) }

    @inline(__always) func first(_ capture: Int) -> CaptureValue? {
        for value in values where value.capture == Int32(capture) { return value }
        return nil
    }

    @inline(__always) func last(_ capture: Int) -> CaptureValue? {
        var index = values.count - 1
        while index >= 0 {
            if values[index].capture == Int32(capture) { return values[index] }
            index -= 1
        }
        return nil
    }

    /// All values of a capture.
    func all(_ capture: Int) -> [CaptureValue] { values.filter { $0.capture == Int32(capture) } }

    @inline(__always) func forEach(_ capture: Int, _ body: (CaptureValue) -> Void) {
        for value in values where value.capture == Int32(capture) { body(value) }
    }

    func count(of capture: Int) -> Int {
        var count = 0
        for value in values where value.capture == Int32(capture) { count += 1 }
        return count
    }

    /// The edges inside a value, as indices in the lattice's edges; `body` says whether to go on.
    @inline(__always) func forEachEdge(of value: CaptureValue, _ body: (Int) -> Bool) {
        for step in Int(value.firstStep)...Int(value.lastStep) where steps[step] >= 0 { if !body(Int(steps[step])) { return } }
    }

    func edges(of value: CaptureValue) -> [Int] { (Int(value.firstStep)...Int(value.lastStep)).compactMap { steps[$0] >= 0 ? Int(steps[$0]) : nil } }
}

/// Memory in which the captures of the match in hand are gathered.
final class CaptureBuffer {
    private let values = Memory<CaptureValue>(capacity: 64)
    private var count = 0
    private let steps = Memory<Int32>(capacity: 64)
    private var stepCount = 0

    /// Valid until the next match is gathered.
    var captures: Captures {
        Captures(values: UnsafeBufferPointer(start: values.base, count: count), steps: UnsafeBufferPointer(start: steps.base, count: stepCount))
    }

    func clear() { (count, stepCount) = (0, 0) }

    /// Gathers the captures from the path of a match.
    func gather(_ path: UnsafeBufferPointer<ForwardPass.Step>, _ automaton: MaskedAutomaton) {
        steps.clear(for: path.count)
        stepCount = path.count
        count = 0
        for number in 0..<path.count {
            let step = path[number]
            steps.base[number] = step.edge
            let p = Int(step.position)
            let first = Int(automaton.tagStart[p])
            for t in first..<Int(automaton.tagStart[p + 1]) {
                let capture = automaton.tags[t]
                if t - first < Int(step.depth), let index = last(capture) {
                    values.base[index].end = Int(step.end)
                    values.base[index].lastStep = Int32(number)
                } else {
                    append(CaptureValue(capture: capture, firstStep: Int32(number), lastStep: Int32(number), start: Int(step.start), end: Int(step.end)))
                }
            }
        }
    }

    /// Adds a value whose edges are known.
    func add(_ capture: Int, start: Int, end: Int, edges: [Int]) {
        let taken = edges.isEmpty ? [-1] : edges
        steps.grow(to: stepCount + taken.count, keeping: stepCount)
        for (offset, edge) in taken.enumerated() { steps.base[stepCount + offset] = Int32(edge) }
        append(CaptureValue(capture: Int32(capture), firstStep: Int32(stepCount), lastStep: Int32(stepCount + taken.count - 1), start: start, end: end))
        stepCount += taken.count
    }

    private func append(_ value: CaptureValue) {
        values.grow(to: count + 1, keeping: count)
        values.base[count] = value
        count += 1
    }

    private func last(_ capture: Int32) -> Int? {
        var index = count - 1
        while index >= 0, values.base[index].capture != capture { index -= 1 }
        return index < 0 ? nil : index
    }
}
