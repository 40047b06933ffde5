import BaoShuRules

/// What a capture took: a span, and the edges inside it.
struct CaptureValue: Equatable {
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
        for step in path {
            for (depth, tag) in automaton.tags[step.position].enumerated() {
                let capture = tag.capture
                if depth < step.depth {
                    values[capture][values[capture].count - 1].end = step.end
                    if step.edge >= 0 { values[capture][values[capture].count - 1].edges.append(step.edge) }
                } else {
                    values[capture].append(CaptureValue(start: step.start, end: step.end, edges: step.edge >= 0 ? [step.edge] : []))
                }
            }
        }
    }
}
