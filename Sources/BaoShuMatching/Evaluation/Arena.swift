/// Memory that is handed out in order and taken back all at once: what the proposals of a text are made of.
final class Arena {
    private var chunks: [UnsafeMutableRawBufferPointer] = []
    private var chunk = -1
    /// What is free of the chunk in hand. Nobody else writes these while memory is handed out: accesses are not checked.
    @exclusivity(unchecked) private var next: UnsafeMutableRawPointer?
    @exclusivity(unchecked) private var left = 0
    private static let chunkSize = 1 << 16

    deinit { for chunk in chunks { chunk.deallocate() } }

    /// Takes everything back.
    func reset() {
        guard let first = chunks.first else { return }
        (chunk, next, left) = (0, first.baseAddress, first.count)
    }

    /// A copy of some elements, valid until `reset`.
    func copy<Element: BitwiseCopyable>(_ source: UnsafeBufferPointer<Element>) -> UnsafeBufferPointer<Element> {
        guard let base = source.baseAddress, source.count > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        let size = (source.count * MemoryLayout<Element>.stride + 15) & ~15
        if size > left { goOn(size) }
        let memory = next.unsafelyUnwrapped.bindMemory(to: Element.self, capacity: source.count)
        memory.initialize(from: base, count: source.count)
        next = next.unsafelyUnwrapped + size
        left -= size
        return UnsafeBufferPointer(start: memory, count: source.count)
    }

    /// Goes on in the next chunk that has room.
    private func goOn(_ size: Int) {
        repeat {
            chunk += 1
            if chunk == chunks.count { chunks.append(.allocate(byteCount: max(size, Self.chunkSize), alignment: 16)) }
        } while chunks[chunk].count < size
        (next, left) = (chunks[chunk].baseAddress, chunks[chunk].count)
    }
}
