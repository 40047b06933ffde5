internal import BaoShuModel
internal import BaoShuReading
internal import BaoShuRules
internal import BaoShuWriting
internal import Foundation

extension ExtractionRun {
    /// The lines that an interrupted run with the same inputs and options left in a file.
    package struct EarlierLines: Sendable {
        package var path: String
        /// Bytes of its whole lines.
        package var end: Int

        package init(path: String, end: Int) {
            self.path = path
            self.end = end
        }
    }
}

/// Why a run cannot go on behind earlier lines.
package enum ResumptionError: Error, Equatable {
    /// The file cannot be read; the reason in words.
    case unreadable(String)
    /// There is a line that no run writes.
    case foreignLine
    /// The earlier lines go on with one document where this run has another, or with another line for the same; nil where its inputs end.
    case differs(earlier: String, now: String?)

    /// - Parameters:
    ///   - earlier: a line of the interrupted run, or its beginning.
    ///   - now: the id of the document that this run has there.
    package init(earlier: some Sequence<UInt8>, now: String?) {
        self = Self.id(ofLine: earlier).map { .differs(earlier: $0, now: now) } ?? .foreignLine
    }

    /// The id in a line of a document or of a failure; nil where it is neither.
    ///
    /// - Parameter line: the line or its beginning.
    package static func id(ofLine line: some Sequence<UInt8>) -> String? { LineHead(line)?.id }
}

/// Where a run goes on that an earlier one has begun: the records whose lines stand already are read again, but not annotated.
///
/// Which they are is told by the ids of the lines, in their order. The last records are annotated again all the same: a page may have
/// only some of its articles there, and their lines show whether the inputs, the options and the rules are still the same.
struct Resumption: Sendable {
    /// The first record to annotate, which the reader has given already.
    private(set) var record: RawRecord?
    /// How many bytes of the earlier lines stand; those behind them are made again.
    private(set) var kept = 0
    private(set) var tally = RunTally()

    /// The records whose lines end in so many of the last bytes are made again.
    private static let margin = 1 << 16

    /// Nothing stands there.
    init() {}

    /// Takes the records from `reader` whose lines stand there.
    ///
    /// - Throws: `ResumptionError`.
    /// - Complexity: O(*n*) in the bytes of the lines and of their records; one line is held at a time.
    init(_ lines: ExtractionRun.EarlierLines, reader: RecordReader, reading: ReadingOptions, program: RuleProgram, writer: JSONWriter) throws {
        let lines = try FileLineReader(lines)
        let decoder = RecordDecoder(options: reading)
        var layout: Annotator?
        var buffer = JSONBuffer(capacity: 1 << 10)
        func takeLine(of id: String) -> Bool {
            writer.appendHead(of: id, to: &buffer)
            return lines.take(beginning: buffer.take())
        }
        while let line = lines.current {
            guard let record = reader.next() else { throw ResumptionError(earlier: line, now: nil) }
            let start = lines.offset
            var done = RunTally()
            var hasLine = true
            var id: String
            switch decoder.decode(record) {
            case .failure(let error):
                id = error.id
                writer.append(error, to: &buffer)
                hasLine = lines.take(beginning: buffer.take())
                done.count(error)
            case .success(let source):
                id = source.id
                if case .page = source.content {
                    while takeLine(of: "\(id)#\(done.documents + 1)") { done.documents += 1 }
                    if done.documents == 0 {
                        // A page with nothing but markup has no article and no line.
                        let annotator = layout ?? Annotator(program: program)
                        layout = annotator
                        hasLine = annotator.articleCount(of: source) == 0
                        id += "#1"
                    }
                } else {
                    hasLine = takeLine(of: id)
                    done.documents = 1
                }
            }
            guard hasLine else { throw ResumptionError(earlier: line, now: id) }
            if lines.offset > lines.end - Self.margin {
                (self.record, kept) = (record, start)
                break
            }
            tally += done
        }
        // Where lines are left, it is an error of reading that has ended them.
        if record == nil, lines.offset < lines.end { throw ResumptionError.unreadable(String(cString: strerror(EIO))) }
        tally.earlierDocuments = tally.documents
        tally.earlierFailures = tally.failures
    }
}

extension FileLineReader {
    fileprivate convenience init(_ lines: ExtractionRun.EarlierLines) throws(ResumptionError) {
        do { try self.init(path: lines.path, end: lines.end) } catch { throw .unreadable(error.reason) }
    }

    /// Goes on to the next line where the one in hand begins with these bytes.
    fileprivate func take(beginning bytes: [UInt8]) -> Bool {
        guard let current, current.starts(with: bytes) else { return false }
        advance()
        return true
    }
}
