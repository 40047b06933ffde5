/// The mentions of a lattice by their end, gathered when they are first asked for.
final class MentionPlaces {
    struct Place: BitwiseCopyable {
        var start: Int
        var end: Int
        /// Index of the mention.
        var index: Int
    }

    @exclusivity(unchecked) private var places: [Place] = []
    private var isGathered = false

    func forget() { isGathered = false }

    func byEnd(_ lattice: Lattice) -> UnsafeBufferPointer<Place> {
        if !isGathered {
            places.removeAll(keepingCapacity: true)
            for edge in lattice.edges { if let mention = edge.mention { places.append(Place(start: Int(edge.start), end: Int(edge.end), index: mention)) } }
            places.sort { ($0.end, $0.start) < ($1.end, $1.start) }
            memory.clear(for: places.count)
            memory.base.initialize(from: places, count: places.count)
            isGathered = true
        }
        return UnsafeBufferPointer(start: memory.base, count: places.count)
    }

    private let memory = Memory<Place>(capacity: 64)
}

/// The noun phrases that were read before numbers, by their place: several rules ask for the phrase before one number.
final class PhraseCache {
    private static let size = 64
    @exclusivity(unchecked) private var known: [(position: Int, phrase: PhraseReader.Phrase)] = Array(repeating: (-1, PhraseReader.Phrase()), count: size)
    private var isEmpty = true

    func forget() {
        if isEmpty { return }
        for slot in known.indices { known[slot].position = -1 }
        isEmpty = true
    }

    func phrase(at position: Int, _ read: () -> PhraseReader.Phrase) -> PhraseReader.Phrase {
        let slot = position & (Self.size - 1)
        if known[slot].position == position { return known[slot].phrase }
        let phrase = read()
        known[slot] = (position, phrase)
        isEmpty = false
        return phrase
    }
}
