/// The mentions of a lattice by their end, gathered when they are first asked for.
final class MentionPlaces {
    struct Place: BitwiseCopyable {
        var start: Int
        var end: Int
        /// Index of the mention.
        var index: Int
    }

    private let memory = Memory<Place>(capacity: 64)
    private var count = 0
    private var isGathered = false

    func forget() { isGathered = false }

    func byEnd(_ lattice: Lattice) -> UnsafeBufferPointer<Place> {
        if !isGathered { gather(lattice.edges) }
        return UnsafeBufferPointer(start: memory.base, count: count)
    }

    private func gather(_ edges: UnsafeBufferPointer<Edge>) {
        count = 0
        for edge in edges {
            guard let mention = edge.mention else { continue }
            memory.grow(to: count + 1, keeping: count)
            // They come by start, so that few have to stand before one that came before them.
            let (places, start, end) = (memory.base, Int(edge.start), Int(edge.end))
            var place = count
            while place > 0, places[place - 1].end > end || places[place - 1].end == end && places[place - 1].start > start {
                places[place] = places[place - 1]
                place -= 1
            }
            places[place] = Place(start: start, end: end, index: mention)
            count += 1
        }
        isGathered = true
    }
}

/// The noun phrases that were read before numbers, by their place: several rules ask for the phrase before one number.
final class PhraseCache {
    private static let size = 64
    @exclusivity(unchecked) private var known: [(position: Int, text: Int, phrase: PhraseReader.Phrase)] = Array(repeating: (-1, 0, PhraseReader.Phrase()), count: size)
    /// What was kept for a text before the one of this number is forgotten.
    private var text = 0

    func forget() { text += 1 }

    func phrase(at position: Int, _ read: () -> PhraseReader.Phrase) -> PhraseReader.Phrase {
        let slot = position & (Self.size - 1)
        if known[slot].position == position, known[slot].text == text { return known[slot].phrase }
        let phrase = read()
        known[slot] = (position, text, phrase)
        return phrase
    }
}
