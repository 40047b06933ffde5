/// Memory that is handed out in order and taken back all at once: what the proposals of a text are made of.
final class Arena {
    private var chunks: [UnsafeMutableRawPointer] = []
    private var sizes: [Int] = []
    private var chunk = -1
    private var used = 0
    private static let chunkSize = 1 << 16

    deinit { for chunk in chunks { chunk.deallocate() } }

    /// Takes everything back.
    func reset() { (chunk, used) = (chunks.isEmpty ? -1 : 0, 0) }

    /// A copy of some elements, valid until `reset`.
    func copy<Element: BitwiseCopyable>(_ source: UnsafeBufferPointer<Element>) -> UnsafeBufferPointer<Element> {
        guard let base = source.baseAddress, source.count > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        let size = (source.count * MemoryLayout<Element>.stride + 15) & ~15
        while chunk < 0 || used + size > sizes[chunk] {
            chunk += 1
            used = 0
            if chunk == chunks.count {
                sizes.append(max(size, Self.chunkSize))
                chunks.append(.allocate(byteCount: sizes[chunk], alignment: 16))
            }
        }
        let memory = (chunks[chunk] + used).bindMemory(to: Element.self, capacity: source.count)
        memory.initialize(from: base, count: source.count)
        used += size
        return UnsafeBufferPointer(start: memory, count: source.count)
    }
}
