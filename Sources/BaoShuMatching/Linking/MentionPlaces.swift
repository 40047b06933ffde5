/// The mentions of a lattice by their end.
struct MentionPlaces {
    struct Place {
        var start: Int
        var end: Int
        /// Index of the mention.
        var index: Int
    }

    let byEnd: [Place]

    init(_ lattice: Lattice) {
        var places: [Place] = []
        for edge in lattice.edges { if let mention = edge.mention { places.append(Place(start: Int(edge.start), end: Int(edge.end), index: mention)) } }
        byEnd = places.sorted { ($0.end, $0.start) < ($1.end, $1.start) }
    }
}
