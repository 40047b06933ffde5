import BaoShuText
import BaoShuTokens

/// Token boundaries of a text, found run by run when a rule asks: most texts need few of them. A run is broken once in a text.
final class BoundaryFinder {
    private let breaker: WordBreaker?
    private let units = Memory<UInt16>()
    /// For each original offset whether it is known and a boundary.
    private let states = Memory<State>()
    @exclusivity(unchecked) private var count = 0
    /// The way to original offsets, where they differ from the folded ones.
    @exclusivity(unchecked) private var folded: FoldedText?
    @exclusivity(unchecked) private var boundaries: [Int32] = []

    private enum State: UInt8, BitwiseCopyable { case unknown, boundary, inside }

    init(breaker: WordBreaker?) { self.breaker = breaker }

    /// Each has the text that the other had.
    func exchange(with other: BoundaryFinder) {
        units.exchange(with: other.units)
        states.exchange(with: other.states)
        swap(&count, &other.count)
        swap(&folded, &other.folded)
    }

    /// Lets go of the text.
    func clear() { folded = nil }

    func start(text: [UInt16], folded: FoldedText) {
        self.folded = folded.isMapped ? folded : nil
        count = text.count
        units.clear(for: count)
        text.withUnsafeBufferPointer { if let base = $0.baseAddress { units.base.initialize(from: base, count: count) } }
        // Traditional text is broken as the same words in simplified characters are: the rules are one for both.
        if folded.variantCount > 0 {
            for (place, unit) in folded.units.enumerated() where Self.isBroken(unit) { units.base[folded.original(place..<place).lowerBound.value] = unit }
        }
        states.clear(for: count + 1)
        states.base.initialize(repeating: .unknown, count: count + 1)
    }

    /// Whether a token ends or begins at a folded offset. Between characters that are not both Han, kana or Hangul it always does.
    func isBoundary(_ position: Int) -> Bool {
        isBoundary(at: folded?.original(position..<position).lowerBound.value ?? position)
    }

    /// The same at an original offset.
    func isBoundary(at offset: Int) -> Bool {
        guard offset > 0, offset < count, Self.isBroken(units.base[offset - 1]), Self.isBroken(units.base[offset]) else { return true }
        if states.base[offset] == .unknown { find(offset) }
        return states.base[offset] == .boundary
    }

    /// Whether a dictionary breaks words of this unit: Han, kana, Hangul, and the halves of characters beyond the basic plane.
    private static func isBroken(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x9FFF, 0xAC00...0xDFFF, 0xF900...0xFAFF, 0xFF66...0xFFDC: true
        default: false
        }
    }

    private func find(_ offset: Int) {
        let states = states.base
        boundaries.removeAll(keepingCapacity: true)
        let run = breaker?.appendBoundaries(ofRunAt: offset - 1, in: UnsafeBufferPointer(start: units.base, count: count), to: &boundaries)
        guard let run else {
            states[offset] = .boundary
            return
        }
        for place in run where states[place] == .unknown { states[place] = .inside }
        for boundary in boundaries { states[Int(boundary)] = .boundary }
        // The place asked for lies behind the run where nothing breaks across it.
        if states[offset] == .unknown { states[offset] = .boundary }
    }
}
