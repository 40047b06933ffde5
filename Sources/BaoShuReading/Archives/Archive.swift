internal import CArchive

/// The files of an archive or of a compressed file, one after the other, as they are unpacked (`carchive.h`, over libarchive). Nothing is written anywhere.
final class Archive {
    private let handle: OpaquePointer
    private let feeder: Feeder
    private let maximumExpansion: Int
    private var unpacked = 0
    /// Up to here any expansion is taken.
    private static let free = 64 << 20

    /// Hands the bytes beneath to libarchive.
    private final class Feeder {
        let source: ByteSource
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        var count = 0
        var failure: ByteError?

        init(_ source: ByteSource) { self.source = source }

        deinit { block.deallocate() }

        func next() -> Int {
            do throws(ByteError) {
                let read = try source.read(into: block)
                count += read
                return read
            } catch {
                failure = error
                return -1
            }
        }
    }

    init?(_ source: ByteSource, maximumExpansion: Int) {
        feeder = Feeder(source)
        self.maximumExpansion = maximumExpansion
        // The feeder lives as long as this object, and the handle is closed before it goes.
        let opened = carchive_open(Unmanaged.passUnretained(feeder).toOpaque()) { context, block in
            let feeder = Unmanaged<Feeder>.fromOpaque(context!).takeUnretainedValue()
            let count = feeder.next()
            block?.pointee = UnsafePointer(feeder.block.baseAddress?.assumingMemoryBound(to: UInt8.self))
            return Int64(count)
        }
        guard let opened else { return nil }
        handle = opened
    }

    deinit { carchive_close(handle) }

    /// Whether bytes begin like something that is unpacked here.
    static func isPacked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let magic: [[UInt8]] = [
            [0x1F, 0x8B, 0x08], [0x42, 0x5A, 0x68, 0x31], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x28, 0xB5, 0x2F, 0xFD], [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06],
        ]
        if magic.contains(where: { bytes.starts(with: $0) }) { return true }
        if isLZMA(bytes) { return true }
        if bytes.count > 10, bytes.starts(with: [0x42, 0x5A, 0x68]), bytes[4] == 0x31, bytes[5] == 0x41 { return true }
        return bytes.count >= 262 && bytes[257..<262].elementsEqual("ustar".utf8)
    }

    /// The header of LZMA alone has no mark of its own: what all packers write first, a dictionary of whole 64 KB, a size below 1 TB or unknown, and the
    /// first byte of the stream, which is always 0 (LZMA SDK, lzma.txt).
    private static func isLZMA(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 13, bytes.starts(with: [0x5D, 0x00, 0x00]), bytes[13] == 0 else { return false }
        return bytes[5..<13].allSatisfy { $0 == 0xFF } || bytes[10..<13].allSatisfy { $0 == 0 }
    }

    /// The name of the next file; nil at the end. A name is only a label: it is never opened.
    func next() throws(ByteError) -> String? {
        switch carchive_next(handle) {
        case 0: return nil
        case 1:
            // One layer of compression and one of packing are usual; more are a trap.
            if carchive_layers(handle) > 2 { throw ByteError(code: "too_nested", message: "compressed more than twice over; unpack it first") }
            return Self.clean(String(cString: carchive_name(handle)))
        default: throw problem()
        }
    }

    /// Whether there are no names, but one compressed stream.
    var isStream: Bool { carchive_is_raw(handle) != 0 }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
        let count = Int(carchive_read(handle, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), Int64(buffer.count)))
        if count < 0 { throw problem() }
        unpacked += count
        if unpacked > Self.free, unpacked / maximumExpansion > feeder.count {
            throw ByteError(code: "too_large", message: "unpacks to more than \(maximumExpansion) times its size; unpack it first if that is right")
        }
        return count
    }

    private func problem() -> ByteError {
        feeder.failure ?? ByteError(code: "damaged_archive", message: "cannot be unpacked: \(String(cString: carchive_error(handle)).lowercased()); what could be unpacked before is read")
    }

    /// A path without what leads out of a folder.
    private static func clean(_ name: String) -> String {
        name.split { $0 == "/" || $0 == "\\" }.filter { $0 != ".." && $0 != "." }.joined(separator: "/")
    }
}

/// The current file of an archive.
final class ArchivedSource: ByteSource {
    private let archive: Archive

    init(_ archive: Archive) { self.archive = archive }

    override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int { try archive.read(into: buffer) }
}

/// The records of all files of an archive.
final class ArchiveCutter: RecordCutter {
    private let archive: Archive
    private var inner: RecordCutter?
    private var ended = false
    private var files = 0

    init(_ input: BufferedInput, _ context: CutterContext, _ archive: Archive) {
        self.archive = archive
        super.init(input, context)
    }

    override func next() -> RawRecord? {
        while true {
            if let record = inner?.next() { return record }
            inner = nil
            if ended { return nil }
            do throws(ByteError) {
                guard let name = try archive.next() else {
                    ended = true
                    return files == 0 ? context.failure("empty", "the archive has no files; there is nothing to read") : nil
                }
                files += 1
                var inside = context
                inside.nesting += 1
                if archive.isStream {
                    ended = true
                    inside.label = Self.withoutEnding(context.label)
                } else {
                    // What systems and packers leave behind is no input.
                    if name.isEmpty || name.split(separator: "/").contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) { continue }
                    inside.path += "/" + name
                    inside.label = name
                }
                inner = CutterChoice.cutter(for: ArchivedSource(archive), inside)
            } catch {
                ended = true
                return context.failure(error.code, error.message)
            }
        }
    }

    private static func withoutEnding(_ name: String) -> String {
        for ending in [".gz", ".bz2", ".xz", ".zst", ".lzma"] where name.lowercased().hasSuffix(ending) && name.utf8.count > ending.utf8.count {
            return String(name.dropLast(ending.count))
        }
        return name
    }
}
