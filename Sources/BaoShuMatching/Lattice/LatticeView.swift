import BaoShuRules

/// A lattice as plain memory, for the hot loops; valid until the lattice is built or its edges are set anew.
struct LatticeView {
    let count: Int
    let units: UnsafePointer<UInt16>
    let classes: UnsafePointer<UInt16>
    /// By start, longest first.
    let edges: UnsafePointer<Edge>
    let firstEdge: UnsafePointer<Int32>
    /// The same edges by their end; read only where the stage looks back at words.
    let byEnd: UnsafePointer<Int32>
    let firstByEnd: UnsafePointer<Int32>

    @inline(__always) func unitClass(_ position: Int) -> Int { Int(classes[position]) }
    @inline(__always) func edgeRange(at position: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(firstEdge[position]), Int(firstEdge[position + 1])))
    }
    @inline(__always) func edges(endingAt position: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(firstByEnd[position]), Int(firstByEnd[position + 1])))
    }
}
