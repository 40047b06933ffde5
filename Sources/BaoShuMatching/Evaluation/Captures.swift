import BaoShuRules

/// What a capture took: a span, and the edges inside it.
struct CaptureValue {
    var start: Int
    var end: Int
    /// Indices in the lattice's edges.
    var edges: [Int]
}

/// The captures of one match, by the rule's capture index; a repeated capture has several values.
struct Captures {
    var values: [[CaptureValue]]

    /// Gathers the captures from the path of a match.
    init(path: [ForwardPass.Step], automaton: Automaton, count: Int) {
        values = Array(repeating: [], count: count)
        var lastInstance = Array(repeating: -1, count: count)
        var lastStep = Array(repeating: -2, count: count)
        for (index, step) in path.enumerated() {
            for tag in automaton.tags[step.position] {
                let capture = tag.capture
                let goesOn = lastInstance[capture] == tag.instance && lastStep[capture] == index - 1 && !(tag.begins && step.edge >= 0)
                if goesOn {
                    values[capture][values[capture].count - 1].end = step.end
                    if step.edge >= 0 { values[capture][values[capture].count - 1].edges.append(step.edge) }
                } else {
                    values[capture].append(CaptureValue(start: step.start, end: step.end, edges: step.edge >= 0 ? [step.edge] : []))
                }
                lastInstance[capture] = tag.instance
                lastStep[capture] = index
            }
        }
    }
}
