import BaoShu
import Foundation

/// The lines of an interrupted run, in the file that the run goes on to write.
///
/// What is made again of them must be the same, byte for byte; only behind them the file grows.
struct EarlierOutput {
    let descriptor: Int32
    let lines: ExtractionRun.EarlierLines
    /// The earlier lines before this place stand, or were made again.
    var position = 0

    /// - Throws: `CommandFailure` where the file cannot be read.
    init(descriptor: Int32, path: String) throws {
        self.descriptor = descriptor
        var end = Int(lseek(descriptor, 0, SEEK_END))
        // Only whole lines count: behind the last line feed is what the end of the run has cut.
        search: while end > 0 {
            let start = max(0, end - Self.chunk)
            guard let bytes = Self.read(descriptor, start..<end) else {
                throw CommandFailure(message: "\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            if let last = bytes.lastIndex(of: UInt8(ascii: "\n")) {
                end = start + last + 1
                break search
            }
            end = start
        }
        lines = ExtractionRun.EarlierLines(path: path, end: max(0, end))
        try cut()
    }

    /// Compares lines with those that stand there, as far as they reach.
    ///
    /// - Returns: how many of the bytes stand there.
    /// - Throws: `ResumptionError` where others stand there.
    mutating func passOver(_ new: UnsafeRawBufferPointer) throws -> Int {
        let count = min(new.count, lines.end - position)
        var done = 0
        while done < count {
            let place = position + done
            guard let old = Self.read(descriptor, place..<place + min(Self.chunk, count - done)) else {
                throw ResumptionError.unreadable(String(cString: strerror(errno)))
            }
            if !new[done..<done + old.count].elementsEqual(old) {
                let same = zip(new[done...], old).prefix { $0 == $1 }.count + done
                let start = new[..<same].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
                throw difference(at: position + start, now: ResumptionError.id(ofLine: new[start...]))
            }
            done += old.count
        }
        position += count
        return count
    }

    /// - Throws: `ResumptionError` where a line stands there that was not made again.
    func checkEnd() throws {
        if position < lines.end { throw difference(at: position, now: nil) }
    }

    private func difference(at place: Int, now: String?) -> ResumptionError {
        ResumptionError(earlier: Self.read(descriptor, place..<min(place + Self.chunk, lines.end)) ?? [], now: now)
    }

    /// Takes away what is no whole line; the file is written on behind the others.
    private func cut() throws {
        guard ftruncate(descriptor, off_t(lines.end)) == 0, lseek(descriptor, off_t(lines.end), SEEK_SET) >= 0 else {
            throw CommandFailure(message: "\(lines.path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    private static let chunk = 1 << 16

    /// nil where it cannot be read (`errno`), or ends before.
    private static func read(_ descriptor: Int32, _ range: Range<Int>) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress! + done, $0.count - done, off_t(range.lowerBound + done)) }
            if count == 0 { errno = EIO }
            if count == 0 || count < 0 && errno != EINTR { return nil }
            done += max(0, count)
        }
        return bytes
    }
}
