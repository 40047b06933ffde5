/// Memory that is handed out in order and taken back all at once: what the proposals of a stage are made of.
final class Arena {
    /// What was handed out lives as long as these.
    @exclusivity(unchecked) private(set) var chunks = ArenaChunks()
    @exclusivity(unchecked) private var chunk = -1
    /// What is free of the chunk in hand. Nobody else writes these while memory is handed out: accesses are not checked.
    @exclusivity(unchecked) private var next: UnsafeMutableRawPointer?
    @exclusivity(unchecked) private var left = 0

    /// Takes everything back.
    func reset() {
        guard let first = chunks.list.first else { return }
        (chunk, next, left) = (0, first.baseAddress, first.count)
    }

    /// Begins anew and leaves what was handed out to those who keep the chunks.
    func renew() {
        chunks = ArenaChunks()
        (chunk, next, left) = (-1, nil, 0)
    }

    /// A copy of some elements, valid until `reset`.
    @inline(__always) func copy<Element: BitwiseCopyable>(_ source: UnsafeBufferPointer<Element>) -> UnsafeBufferPointer<Element> {
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
            if chunk == chunks.list.count { chunks.list.append(.allocate(byteCount: max(size, ArenaChunks.size), alignment: 16)) }
        } while chunks.list[chunk].count < size
        (next, left) = (chunks.list[chunk].baseAddress, chunks.list[chunk].count)
    }
}

/// The memory of an arena.
final class ArenaChunks {
    fileprivate static let size = 1 << 14
    fileprivate var list: [UnsafeMutableRawBufferPointer] = []

    deinit { for chunk in list { chunk.deallocate() } }
}
