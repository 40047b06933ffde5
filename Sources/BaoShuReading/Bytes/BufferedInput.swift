internal import Glibc

/// A window over a source of bytes that grows as far as it must and moves on as bytes are taken.
final class BufferedInput {
    private let source: ByteSource
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var start = 0
    private var end = 0
    /// Whether the source has nothing more behind the window.
    private(set) var atEnd = false
    /// How many bytes were taken before the window.
    private(set) var taken = 0
    /// What went wrong in the source; it then counts as ended.
    private(set) var failure: ByteError?

    static let chunk = 1 << 18

    init(_ source: ByteSource) {
        self.source = source
        capacity = 2 * Self.chunk
        storage = .allocate(capacity: capacity)
    }

    deinit { storage.deallocate() }

    /// The bytes that are here and not yet taken; valid until the next call.
    var window: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: storage + start, count: end - start) }
    var count: Int { end - start }

    /// Reads more; false where there is no more.
    ///
    /// - Complexity: amortized O(1) a byte: the storage doubles.
    func more() -> Bool {
        if atEnd { return false }
        if capacity - end < Self.chunk {
            if start > capacity / 2 {
                memmove(storage, storage + start, end - start)
                end -= start
                start = 0
            } else {
                let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
                memcpy(larger, storage + start, end - start)
                storage.deallocate()
                storage = larger
                capacity *= 2
                end -= start
                start = 0
            }
        }
        do throws(ByteError) {
            let count = try source.read(into: UnsafeMutableRawBufferPointer(start: storage + end, count: capacity - end))
            end += count
            atEnd = count == 0
            return count > 0
        } catch {
            failure = error
            atEnd = true
            return false
        }
    }

    /// Reads until the window has `count` bytes or the source ends.
    func ensure(_ count: Int) { while self.count < count, more() {} }

    /// Moves on without copying.
    func skip(_ count: Int) {
        start += count
        taken += count
        if start == end {
            start = 0
            end = 0
            // A window that one large record has grown does not stay so for the rest of a dump.
            if capacity > 16 * Self.chunk {
                storage.deallocate()
                capacity = 2 * Self.chunk
                storage = .allocate(capacity: capacity)
            }
        }
    }

    /// Copies bytes out and moves on.
    func take(_ count: Int) -> [UInt8] {
        let bytes = Array(UnsafeBufferPointer(start: storage + start, count: count))
        skip(count)
        return bytes
    }

    /// The place of a byte in the window from an offset on, by `memchr(3)`; nil where it is not in the window.
    func find(_ byte: UInt8, from offset: Int) -> Int? {
        guard offset < count, let found = memchr(storage + start + offset, Int32(byte), count - offset) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(storage + start)
    }

    /// A copy of the first bytes of the window, for recognizing them.
    func beginning(_ count: Int) -> [UInt8] {
        ensure(count)
        return Array(window.prefix(count))
    }
}
