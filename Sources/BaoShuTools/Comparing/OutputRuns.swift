import BaoShuReading
import Foundation

/// Reads an output by its texts: lines side by side that were made from one. A few texts are read ahead.
struct OutputRuns {
    struct Run {
        let origin: String
        /// The origin's hash.
        let key: Int
        var lines: [OutputLine]

        func isOfText(_ other: Run) -> Bool { key == other.key && origin == other.origin }
    }

    /// Why the texts cannot be told apart: a line does not say what it was made from, or cannot be read.
    struct Unreadable: Error {}

    private let reader: FileLineReader
    private var number = 0
    private var ahead: [Run] = []
    /// The first text of those ahead that is not taken yet.
    private var first = 0
    private var bytesAhead = 0
    /// The line behind those that are read ahead.
    private var next: (origin: String, line: OutputLine)?

    /// So many texts, or so many bytes and a text, are read ahead at most.
    private static let (mostAhead, mostBytes) = (1024, 4 << 20)

    /// - Throws: where the file is none that can be read once more, or cannot be read.
    init(path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw Unreadable() }
        reader = try FileLineReader(path: path)
        next = try line()
    }

    /// The text in hand; nil behind the last.
    var current: Run? {
        mutating get throws {
            if first == ahead.count { try read() }
            return first < ahead.count ? ahead[first] : nil
        }
    }

    /// Goes on to the next text.
    mutating func advance() {
        bytesAhead -= Self.size(ahead[first])
        ahead[first].lines = []
        first += 1
        if first == ahead.count || first > Self.mostAhead {
            ahead.removeFirst(first)
            first = 0
        }
    }

    /// Whether a text is the one in hand or one of those behind it that may be read ahead.
    mutating func holds(_ run: Run) throws -> Bool {
        var place = first
        while true {
            if place == ahead.count {
                if ahead.count - first >= Self.mostAhead || bytesAhead >= Self.mostBytes || next == nil { return false }
                try read()
            }
            if ahead[place].isOfText(run) { return true }
            place += 1
        }
    }

    private static func size(_ run: Run) -> Int { run.lines.reduce(0) { $0 + $1.bytes.count } }

    private mutating func read() throws {
        guard let (origin, line) = next else { return }
        var run = Run(origin: origin, key: origin.hashValue, lines: [line])
        next = try self.line()
        while let more = next, more.origin == origin {
            run.lines.append(more.line)
            next = try self.line()
        }
        bytesAhead += Self.size(run)
        ahead.append(run)
    }

    private mutating func line() throws -> (origin: String, line: OutputLine)? {
        while let bytes = reader.current {
            number += 1
            let line = OutputLine(number: number, bytes: Array(bytes.last == 0x0A ? bytes.dropLast() : bytes[...])[...])
            reader.advance()
            if line.bytes.isEmpty { continue }
            guard let origin = line.origin else { throw Unreadable() }
            return (origin, line)
        }
        if reader.hasFailed { throw Unreadable() }
        return nil
    }
}
