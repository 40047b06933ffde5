internal import CInflate

/// The bytes that DEFLATE has packed (`cinflate.h`, over zlib), with their checksums verified. Of gzip, all members one after the other.
final class InflatedSource: ByteSource {
    /// What is around the packed bytes.
    enum Format {
        case gzip, zlib, bare
    }

    private let source: ByteSource
    private let format: Format
    private let handle: OpaquePointer
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    private var position = 0
    private var count = 0
    private var state = State.within
    /// How many packed bytes were read.
    private(set) var packed = 0

    private enum State {
        /// A member has begun.
        case within
        /// A member has ended; another one may follow.
        case between
        /// Nothing follows, or nothing that can be read.
        case ended
        /// What went wrong behind the bytes that were given.
        case failed(ByteError)
    }

    /// nil only where memory is short.
    init?(_ source: ByteSource, _ format: Format) {
        let kind =
            switch format {
            case .gzip: CINFLATE_GZIP
            case .zlib: CINFLATE_ZLIB
            case .bare: CINFLATE_BARE
            }
        guard let opened = cinflate_open(Int32(kind)) else {
            block.deallocate()
            return nil
        }
        (self.source, self.format, handle) = (source, format, opened)
    }

    deinit {
        cinflate_close(handle)
        block.deallocate()
    }

    /// All that can be unpacked before any damage is given first.
    override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
        while true {
            switch state {
            case .ended: return 0
            case .failed(let error):
                state = .ended
                throw error
            case .between: try findMember()
            case .within:
                if try !see() { throw end(Self.damage("it is cut off")) }
                let written = run(buffer)
                if written > 0 { return written }
            }
        }
    }

    /// What is said of packed bytes that are damaged.
    static func damage(_ what: String) -> ByteError {
        ByteError(code: "damaged_archive", message: "cannot be unpacked: \(what); what could be unpacked before is read")
    }

    /// Whether there are packed bytes in the block; reads some if not.
    private func see() throws(ByteError) -> Bool {
        if position < count { return true }
        position = 0
        count = 0
        count = try source.read(into: block)
        packed += count
        return count > 0
    }

    private func end(_ error: ByteError) -> ByteError {
        state = .ended
        return error
    }

    /// Unpacks as much as the block has and the buffer takes.
    private func run(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        var consumed: Int64 = 0, written: Int64 = 0
        let status = cinflate_run(
            handle, block.baseAddress?.advanced(by: position).assumingMemoryBound(to: UInt8.self), Int64(count - position),
            buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), Int64(buffer.count), &consumed, &written)
        position += Int(consumed)
        if status == 1 { state = format == .gzip ? .between : .ended }
        if status < 0 { state = .failed(Self.damage(String(cString: cinflate_error(handle)))) }
        return Int(written)
    }

    /// Goes to the next member of gzip. Zeros between them are padding (of tapes); anything else would hide what stands behind it.
    private func findMember() throws(ByteError) {
        while try see() {
            let byte = block[position]
            if byte == 0x1F {
                cinflate_reset(handle)
                state = .within
                return
            }
            if byte != 0 { throw end(Self.damage("something that is no gzip stands behind the packed bytes")) }
            position += 1
        }
        state = .ended
    }
}
