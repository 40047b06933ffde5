import BaoShuModel
import Foundation

@testable import BaoShuReading

/// A folder that is gone when the test is.
final class TemporaryFolder {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("baoshu-reading-\(UUID().uuidString)").path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) -> String {
        let file = path + "/" + name
        try? FileManager.default.createDirectory(atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        _ = FileManager.default.createFile(atPath: file, contents: Data(bytes))
        return file
    }

    @discardableResult
    func write(_ name: String, _ words: String) -> String { write(name, Array(words.utf8)) }
}

/// All that some inputs give.
func readAll(_ inputs: [String], _ options: ReadingOptions = ReadingOptions()) -> [Result<SourceDocument, ReadingError>] {
    let reader = RecordReader(inputs: inputs, options: options)
    let decoder = RecordDecoder(options: options)
    var results: [Result<SourceDocument, ReadingError>] = []
    while let record = reader.next() { results.append(decoder.decode(record)) }
    return results
}

/// All that one file with this content gives.
func readContent(_ content: [UInt8], name: String = "sample.txt", _ options: ReadingOptions = ReadingOptions()) -> [Result<SourceDocument, ReadingError>] {
    let folder = TemporaryFolder()
    return readAll([folder.write(name, content)], options)
}

func readContent(_ content: String, name: String = "sample.txt", _ options: ReadingOptions = ReadingOptions()) -> [Result<SourceDocument, ReadingError>] {
    readContent(Array(content.utf8), name: name, options)
}

extension Result where Success == SourceDocument, Failure == ReadingError {
    var document: SourceDocument? { try? get() }
    var error: ReadingError? { if case .failure(let error) = self { error } else { nil } }
    var text: String? { document.map { String(decoding: $0.text, as: UTF16.self) } }
}

extension SourceDocument {
    var string: String { String(decoding: text, as: UTF16.self) }
}

/// Bytes in memory.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
        let count = min(buffer.count, bytes.count - position)
        guard count > 0 else { return 0 }
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
        position += count
        return count
    }
}

/// How many times longer something takes for eight times the input: about 8 where the time grows with the length alone, 64 where with its square.
/// Processor time of this thread, at each size the best of three, so that other work on the machine counts little.
func growth(from size: Int, _ work: (Int) -> Void) -> Double {
    func seconds(_ size: Int) -> Double {
        (0..<3).map { _ in
            var (start, end) = (timespec(), timespec())
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
            work(size)
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
            return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
        }.min()!
    }
    return seconds(8 * size) / seconds(size)
}
