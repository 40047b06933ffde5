internal import Glibc

/// What goes wrong in reading bytes.
struct ByteError: Error, Hashable {
    var code: String
    /// What is wrong and what to do, without the name of the input.
    var message: String
}

/// Bytes that come one chunk after the other. Used by one thread at a time.
class ByteSource {
    /// Reads up to the buffer's size; 0 only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int { 0 }
}

/// The bytes of a file or of standard input, by `read(2)`.
final class FileSource: ByteSource {
    private let descriptor: Int32
    private let owned: Bool

    /// Opens a file.
    ///
    /// - Parameter path: A text, or bytes with a NUL behind them.
    init(path: UnsafePointer<CChar>) throws(ByteError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        owned = true
        super.init()
        if descriptor < 0 { throw Self.error("cannot be opened", errno) }
    }

    /// Reads an open descriptor, which stays open.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        owned = false
    }

    deinit { if owned, descriptor >= 0 { close(descriptor) } }

    override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw Self.error("cannot be read", errno) }
        }
    }

    static func error(_ what: String, _ number: Int32) -> ByteError {
        switch number {
        case ENOENT: ByteError(code: "no_such_file", message: "there is no such file; check the path")
        case EACCES: ByteError(code: "no_permission", message: "\(what): permission denied; check who may read it")
        case EISDIR: ByteError(code: "is_folder", message: "\(what): it is a folder")
        default: ByteError(code: "cannot_read", message: "\(what): \(String(cString: strerror(number)))")
        }
    }
}

/// The bytes of another source in UTF-8.
final class TranscodedSource: ByteSource {
    private let source: ByteSource
    private let transcoder: StreamTranscoder
    private var ready: [UInt8] = []
    private var position = 0
    private var ended = false
    private var raw = [UInt8](repeating: 0, count: 1 << 16)

    init(_ source: ByteSource, _ transcoder: StreamTranscoder) {
        self.source = source
        self.transcoder = transcoder
    }

    override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
        while position == ready.count {
            if ended { return 0 }
            var count = 0
            var failure: ByteError?
            raw.withUnsafeMutableBytes { raw in
                do throws(ByteError) { count = try source.read(into: raw) } catch { failure = error }
            }
            if let failure { throw failure }
            ended = count == 0
            ready = raw.withUnsafeBufferPointer { transcoder.utf8(of: UnsafeBufferPointer(rebasing: $0[..<count]), last: count == 0) }
            position = 0
        }
        let count = min(buffer.count, ready.count - position)
        ready.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
        position += count
        return count
    }
}
