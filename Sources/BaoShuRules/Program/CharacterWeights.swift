/// The weights of single characters in one column of a lexicon, for the function `weigh`. Characters that the lexicon lacks weigh nothing.
///
/// Unchecked: its memory is written in `init` and never again.
package final class CharacterWeights: @unchecked Sendable {
    package let lexicon: Int
    package let column: Int
    /// For each folded code unit its weight.
    private let weights: UnsafeMutablePointer<Int16>

    /// - Parameter rows: folded code units with the number in the column; of two for one unit the first counts.
    init(lexicon: Int, column: Int, rows: [(unit: UInt16, weight: Int16)]) {
        self.lexicon = lexicon
        self.column = column
        weights = .allocate(capacity: 0x10000)
        weights.initialize(repeating: 0, count: 0x10000)
        for row in rows where weights[Int(row.unit)] == 0 { weights[Int(row.unit)] = row.weight }
    }

    deinit { weights.deallocate() }

    /// The sum over a stretch of folded code units.
    ///
    /// - Complexity: O(length of the stretch)
    package func sum(_ units: UnsafePointer<UInt16>, _ start: Int, _ end: Int) -> Int {
        var sum = 0
        for i in start..<end { sum += Int(weights[Int(units[i])]) }
        return sum
    }
}
