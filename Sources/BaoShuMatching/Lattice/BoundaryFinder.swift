import BaoShuText
import BaoShuTokens

/// Token boundaries of a text, found run by run when a rule asks: most texts need few of them.
final class BoundaryFinder {
    private let breaker: WordBreaker?
    private var text: [UInt16] = []
    private var folded = FoldedText()
    private var hasMap = false
    private var run = 0..<0
    private var boundaries: [Int32] = []
    /// Boundaries of the runs broken so far, as original offsets.
    private var known: [Range<Int>: [Int32]] = [:]

    init() { breaker = try? WordBreaker() }

    func start(text: [UInt16], folded: FoldedText) {
        self.text = text
        self.folded = folded
        run = 0..<0
        known.removeAll(keepingCapacity: true)
    }

    /// Whether a token ends or begins at a folded offset. Between characters that are not Han, kana or Hangul it always does.
    func isBoundary(_ position: Int) -> Bool {
        let offset = folded.original(position..<position).lowerBound.value
        guard let breaker, offset > 0, offset < text.count else { return true }
        if !(run.lowerBound < offset && offset < run.upperBound) { find(offset, breaker) }
        guard run.lowerBound < offset, offset < run.upperBound else { return true }
        var low = 0, high = boundaries.count
        while low < high {
            let middle = (low + high) / 2
            if Int(boundaries[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        return low < boundaries.count && Int(boundaries[low]) == offset
    }

    private func find(_ offset: Int, _ breaker: WordBreaker) {
        boundaries.removeAll(keepingCapacity: true)
        let found = text.withUnsafeBufferPointer { text in
            breaker.appendBoundaries(ofRunAt: offset - 1, in: text, to: &boundaries)
        }
        run = found.map { $0.indices } ?? 0..<0
    }
}
