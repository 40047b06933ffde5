import BaoShuRules

/// A lattice as plain memory, for the hot loops; valid until the lattice is built or its edges are set anew.
struct LatticeView {
    let count: Int
    let units: UnsafePointer<UInt16>
    let classes: UnsafePointer<UInt16>
    /// By start, longest first.
    let edges: UnsafePointer<Edge>
    let firstEdge: UnsafePointer<Int32>
    /// For each place the first edge that ends there, and for each edge the next with the same end, by start; -1 for none.
    /// Read only where the stage looks back at words, once they have been listed.
    let firstByEnd: UnsafePointer<Int32>
    let nextByEnd: UnsafePointer<Int32>

    /// Where the sentence ends that has a place in it: behind the unit that ends it.
    func sentenceEnd(from place: Int) -> Int {
        var end = place
        while end < count {
            end &+= 1
            if units[end &- 1].endsSentence { break }
        }
        return end
    }

    @inline(__always) func unitClass(_ position: Int) -> Int { Int(classes[position]) }
    @inline(__always) func edgeRange(at position: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(firstEdge[position]), Int(firstEdge[position + 1])))
    }
    @inline(__always) func edgeNumbers(at position: Int) -> EdgeNumbers {
        EdgeNumbers(number: Int(firstEdge[position]), end: Int(firstEdge[position + 1]), list: nil)
    }
    @inline(__always) func edgeNumbers(endingAt position: Int) -> EdgeNumbers {
        EdgeNumbers(number: Int(firstByEnd[position]), end: -1, list: nextByEnd)
    }
}

/// The numbers of some edges: a range, or what a list leads to.
struct EdgeNumbers: Sequence, IteratorProtocol {
    fileprivate var number: Int
    fileprivate let end: Int
    /// Of a list what follows each; nil for a range.
    fileprivate let list: UnsafePointer<Int32>?

    @inline(__always) static var none: EdgeNumbers { EdgeNumbers(number: 0, end: 0, list: nil) }

    @inline(__always) mutating func next() -> Int? {
        if number == end { return nil }
        defer { if let list { number = Int(list[number]) } else { number &+= 1 } }
        return number
    }
}
