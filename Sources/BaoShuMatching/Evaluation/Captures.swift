import BaoShuRules

/// What a capture took: a span, and the steps of the match that lie in it.
struct CaptureValue: Equatable, BitwiseCopyable {
    var capture: Int32
    var firstStep: Int32
    var lastStep: Int32
    var start: Int
    var end: Int
}

/// The captures of one match, in the order in which they began; a repeated capture has several values.
struct Captures {
    private var values: [CaptureValue] = []
    /// For each step of the match its edge in the lattice, or -1.
    private var steps: [Int32] = []

    init() {}

    /// Gathers the captures from the path of a match.
    mutating func gather(_ path: UnsafeBufferPointer<ForwardPass.Step>, _ automaton: MaskedAutomaton) {
        values.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
        automaton.tags.withUnsafeBufferPointer { tags in
            automaton.tagStart.withUnsafeBufferPointer { tagStart in
                for (number, step) in path.enumerated() {
                    steps.append(step.edge)
                    let p = Int(step.position)
                    let first = Int(tagStart[p])
                    for t in first..<Int(tagStart[p + 1]) {
                        if t - first < Int(step.depth), let index = values.lastIndex(where: { $0.capture == tags[t] }) {
                            values[index].end = Int(step.end)
                            values[index].lastStep = Int32(number)
                        } else {
                            values.append(CaptureValue(capture: tags[t], firstStep: Int32(number), lastStep: Int32(number), start: Int(step.start), end: Int(step.end)))
                        }
                    }
                }
            }
        }
    }

    mutating func clear() {
        values.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
    }

    /// Adds a value whose edges are known.
    mutating func add(_ capture: Int, start: Int, end: Int, edges: [Int]) {
        let first = steps.count
        steps += edges.isEmpty ? [-1] : edges.map { Int32($0) }
        values.append(CaptureValue(capture: Int32(capture), firstStep: Int32(first), lastStep: Int32(steps.count - 1), start: start, end: end))
    }

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

    /// The edges inside a value, as indices in the lattice's edges.
    @inline(__always) func forEachEdge(of value: CaptureValue, _ body: (Int) -> Bool) {
        for step in Int(value.firstStep)...Int(value.lastStep) where steps[step] >= 0 { if !body(Int(steps[step])) { return } }
    }

    func edges(of value: CaptureValue) -> [Int] { (Int(value.firstStep)...Int(value.lastStep)).compactMap { steps[$0] >= 0 ? Int(steps[$0]) : nil } }
}
