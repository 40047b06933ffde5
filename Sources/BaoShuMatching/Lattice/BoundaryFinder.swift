import BaoShuText
import BaoShuTokens

/// Token boundaries of a text, found run by run when a rule asks: most texts need few of them. A run is broken once in a text.
final class BoundaryFinder {
    private let breaker: WordBreaker?
    private var text: [UInt16] = []
    private var folded = FoldedText()
    private var boundaries: [Int32] = []
    /// For each original offset whether it is known and a boundary.
    private var known: [State] = []

    private enum State: UInt8 { case unknown, boundary, inside }

    init() { breaker = try? WordBreaker() }

    /// Lets go of the text.
    func clear() {
        text = []
        folded = FoldedText()
    }

    func start(text: [UInt16], folded: FoldedText) {
        self.text = text
        self.folded = folded
        known.removeAll(keepingCapacity: true)
        known.append(contentsOf: repeatElement(.unknown, count: text.count + 1))
    }

    /// Whether a token ends or begins at a folded offset. Between characters that are not both Han, kana or Hangul it always does.
    func isBoundary(_ position: Int) -> Bool {
        let offset = folded.original(position..<position).lowerBound.value
        guard let breaker, offset > 0, offset < text.count, Self.isBroken(text[offset - 1]), Self.isBroken(text[offset]) else { return true }
        if known[offset] == .unknown { find(offset, breaker) }
        return known[offset] != .inside
    }

    /// Whether a dictionary breaks words of this unit: Han, kana, Hangul, and the halves of characters beyond the basic plane.
    private static func isBroken(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x9FFF, 0xAC00...0xDFFF, 0xF900...0xFAFF, 0xFF66...0xFFDC: true
        default: false
        }
    }

    private func find(_ offset: Int, _ breaker: WordBreaker) {
        boundaries.removeAll(keepingCapacity: true)
        let run = text.withUnsafeBufferPointer { breaker.appendBoundaries(ofRunAt: offset - 1, in: $0, to: &boundaries) }
        guard let run else {
            known[offset] = .boundary
            return
        }
        for place in run where known[place] == .unknown { known[place] = .inside }
        for boundary in boundaries { known[Int(boundary)] = .boundary }
        // The place asked for lies behind the run where nothing breaks across it.
        if known[offset] == .unknown { known[offset] = .boundary }
    }
}
