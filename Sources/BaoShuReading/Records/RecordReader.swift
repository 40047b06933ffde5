/// Gives the records of some inputs one after the other, in order, each as raw bytes.
///
/// The reader does only what must be done in order: opening, unpacking, finding where records end. What costs time, decoding and
/// parsing, is `RecordDecoder`'s, one for each worker. A record is asked for when there is a worker for it, so memory stays flat:
/// the reader holds one window of its file (512 KB, more only for larger records).
package final class RecordReader {
    private let options: ReadingOptions
    private let files: InputFiles
    private var cutter: RecordCutter?
    /// The record before, without its bytes.
    private var last: (path: String, line: Int, place: Int)?

    /// - Parameter inputs: files, folders, globs, or `-` for standard input; in this order.
    package init(inputs: [String], options: ReadingOptions) {
        self.options = options
        files = InputFiles(inputs, excluded: options.excluded)
    }

    /// The next record, or a record of the kind `failure` for an input or a part of one that cannot be read; nil at the end.
    package func next() -> RawRecord? {
        while true {
            if let cutter {
                if let record = cutter.next() { return numbered(record) }
                self.cutter = nil
            }
            switch files.next() {
            case nil: return nil
            case .failure(let problem)?:
                return RawRecord(path: problem.path, kind: .failure(code: problem.code, message: problem.message))
            case .success(let file)?:
                let context = CutterContext(path: file.path.text, label: file.label, encoding: options.encoding, options: options)
                do throws(ByteError) {
                    let source = try file.path.text == "-" ? FileSource(descriptor: 0) : FileSource(path: file.path.bytes)
                    cutter = CutterChoice.cutter(for: source, context)
                } catch {
                    return context.failure(error.code, error.message)
                }
            }
        }
    }

    /// Counts the records that begin on one line.
    private func numbered(_ record: RawRecord) -> RawRecord {
        guard record.line > 0 else { return record }
        var record = record
        if let last, last.line == record.line, last.path == record.path { record.placeInLine = last.place + 1 }
        last = (record.path, record.line, record.placeInLine)
        return record
    }
}
