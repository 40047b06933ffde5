/// Names of fields that the writer itself writes: fields of a document with one of them are left out.
struct ReservedNames: Sendable {
    private let names: [[UInt8]]
    /// Bits for the last five bits of the first bytes: nearly every other name is told by its first letter.
    private let initials: UInt32

    init(_ names: some Sequence<String>) {
        self.names = names.sorted().map { Array($0.utf8) }
        initials = self.names.reduce(0) { $0 | 1 << UInt32(($1.first ?? 0) & 31) }
    }

    @inline(__always)
    func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = name.first, initials >> UInt32(first & 31) & 1 != 0 else { return false }
        return names.contains { name.elementsEqual($0) }
    }

    func contains(_ name: String) -> Bool { Array(name.utf8).withUnsafeBufferPointer { contains($0) } }
}
