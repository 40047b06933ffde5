/// Memory of one element type that grows. A class with accesses that are not checked: the hot loops read it without asking who else does.
final class Memory<Element: BitwiseCopyable> {
    @exclusivity(unchecked) private(set) var base: UnsafeMutablePointer<Element>
    @exclusivity(unchecked) private(set) var capacity: Int

    init(capacity: Int = 256) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    /// Has some elements.
    convenience init(_ elements: [Element]) {
        self.init(capacity: max(1, elements.count))
        base.initialize(from: elements, count: elements.count)
    }

    deinit { base.deallocate() }

    /// Each has what the other had.
    func exchange(with other: Memory) {
        swap(&base, &other.base)
        swap(&capacity, &other.capacity)
    }

    /// Makes room; what was written before is lost.
    func clear(for count: Int) {
        guard count > capacity else { return }
        base.deallocate()
        capacity = count + count / 2
        base = .allocate(capacity: capacity)
    }

    /// Makes room and keeps the first elements.
    func grow(to count: Int, keeping kept: Int) {
        guard count > capacity else { return }
        let old = base
        capacity = count + count / 2
        base = .allocate(capacity: capacity)
        base.initialize(from: old, count: kept)
        old.deallocate()
    }
}
