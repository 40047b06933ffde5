/// The weights of single characters in one column of a lexicon, for the function `weigh`. Characters that the lexicon lacks weigh nothing.
package struct CharacterWeights: Sendable {
    package let lexicon: Int
    package let column: Int
    private let weights: [Int16]

    /// - Parameter rows: folded code units with the number in the column; of two for one unit the first counts.
    init(lexicon: Int, column: Int, rows: [(unit: UInt16, weight: Int16)]) {
        self.lexicon = lexicon
        self.column = column
        var weights = Array(repeating: Int16(0), count: 0x10000)
        for row in rows where weights[Int(row.unit)] == 0 { weights[Int(row.unit)] = row.weight }
        self.weights = weights
    }

    /// The sum over a stretch of folded code units.
    ///
    /// - Complexity: O(length of the stretch)
    package func sum(_ units: UnsafePointer<UInt16>, _ start: Int, _ end: Int) -> Int {
        var sum = 0
        for i in start..<end { sum += Int(weights[Int(units[i])]) }
        return sum
    }
}
