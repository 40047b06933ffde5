import Glibc

/// Memory for tables that are read at random places of.
enum LargeMemory {
    /// What Linux calls a transparent huge page on x86-64 and, mostly, arm64.
    private static let page = 2 << 20

    /// Allocates memory for a table. A large one stands on large pages where the system gives them when it is asked (`madvise`, MADV_HUGEPAGE): its reads,
    /// far apart, then do not wait for where each page is, and filling it takes fewer faults.
    static func allocate<T>(_ type: T.Type, capacity: Int) -> UnsafeMutablePointer<T> {
        let size = capacity * MemoryLayout<T>.stride
        guard size >= page else { return .allocate(capacity: capacity) }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: page)
        _ = madvise(memory, size & ~(page - 1), MADV_HUGEPAGE)
        return memory.bindMemory(to: type, capacity: capacity)
    }
}
