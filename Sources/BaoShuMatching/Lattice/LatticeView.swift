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

/// Memory of one element type that grows and is never shared.
struct Memory<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int

    init(capacity: Int = 256) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    /// Makes room; what was written before is lost.
    mutating func clear(for count: Int) {
        guard count > capacity else { return }
        base.deallocate()
        capacity = count + count / 2
        base = .allocate(capacity: capacity)
    }

    /// Makes room and keeps the first elements.
    mutating func grow(to count: Int, keeping kept: Int) {
        guard count > capacity else { return }
        let old = base
        capacity = count + count / 2
        base = .allocate(capacity: capacity)
        base.initialize(from: old, count: kept)
        old.deallocate()
    }

    func deallocate() { base.deallocate() }
}
