/// Lists of numbers, one for each position of an automaton, in one piece of memory.
package struct PositionLists: RandomAccessCollection, Sendable {
    private let values: [Int]
    /// Where each list begins, and where the last one ends.
    private let starts: [Int]

    /// - Parameters:
    ///   - count: how many numbers there are in all.
    ///   - fill: hands on the numbers of a list, asked for each in turn.
    init(rows: Int, count: Int, fill: (_ row: Int, _ put: (Int) -> Void) -> Void) {
        var starts: [Int] = [0]
        starts.reserveCapacity(rows + 1)
        values = [Int](unsafeUninitializedCapacity: count) { buffer, filled in
            for row in 0..<rows {
                fill(row) { value in
                    buffer.initializeElement(at: filled, to: value)
                    filled += 1
                }
                starts.append(filled)
            }
        }
        self.starts = starts
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { starts.count - 1 }

    package subscript(position: Int) -> ArraySlice<Int> { values[starts[position]..<starts[position + 1]] }
}
