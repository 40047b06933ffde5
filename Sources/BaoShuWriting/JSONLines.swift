/// Lines of JSON that a ``JSONBuffer`` has handed over, on their way to where they are written.
///
/// Unchecked: the memory is its own alone, and nobody writes to it.
package final class JSONLines: @unchecked Sendable {
    private let base: UnsafeMutablePointer<UInt8>
    package let count: Int

    /// - Parameter base: what `allocate(capacity:)` gave; it is deallocated with the lines.
    init(_ base: UnsafeMutablePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
    }

    deinit { base.deallocate() }

    /// The lines, which must not outlive the closure.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(UnsafeRawBufferPointer(start: base, count: count)) }
    }
}
