/// Cuts the records out of one file.
class RecordCutter {
    let input: BufferedInput
    let context: CutterContext

    init(_ input: BufferedInput, _ context: CutterContext) {
        self.input = input
        self.context = context
    }

    /// The next record; nil at the end of the file.
    func next() -> RawRecord? { nil }

    /// A record for what went wrong in the bytes beneath, once.
    func failureOfInput(line: Int = 0, number: Int = 0) -> RawRecord? {
        guard let failure = input.failure, !failureTold else { return nil }
        failureTold = true
        return context.failure(failure.code, failure.message, line: line, number: number)
    }

    private var failureTold = false
}

/// What all records of a file have in common.
struct CutterContext {
    var path: String
    var label: String
    var encoding: String?
    /// The encoding that the file is really in, where its bytes pass in another.
    var original: String?
    /// How many archives it stands in.
    var nesting = 0
    /// Whether it is the only input: then the files of an archive do not need the archive's name in front of theirs.
    var isAlone = true
    var options: ReadingOptions

    func record(_ kind: RawRecord.Kind, line: Int = 0, number: Int = 0, _ bytes: [UInt8]) -> RawRecord {
        RawRecord(
            path: path, label: label, kind: kind, line: line, number: number, encoding: encoding, original: original, bytes: bytes)
    }

    func failure(_ code: String, _ message: String, line: Int = 0, number: Int = 0) -> RawRecord {
        RawRecord(path: path, label: label, kind: .failure(code: code, message: message), line: line, number: number)
    }

    func tooLarge(line: Int = 0, number: Int = 0) -> RawRecord {
        failure(
            "too_large", "larger than the limit of \(options.maximumDocumentSize) bytes for one document; split it or raise the limit", line: line,
            number: number)
    }
}

/// A file that is one record; of one that is damaged, as far as it could be read, and then what is wrong.
final class WholeCutter: RecordCutter {
    private let kind: RawRecord.Kind
    private var done = false

    init(_ input: BufferedInput, _ context: CutterContext, kind: RawRecord.Kind) {
        self.kind = kind
        super.init(input, context)
    }

    override func next() -> RawRecord? {
        if done { return failureOfInput() }
        done = true
        input.ensure(context.options.maximumDocumentSize + 1)
        if input.count == 0 || input.failure?.code == "too_large", let failure = failureOfInput() { return failure }
        if input.count > context.options.maximumDocumentSize { return context.tooLarge() }
        return context.record(kind, input.take(input.count))
    }
}

/// A file whose lines are records. Lines of blanks are none.
final class LineCutter: RecordCutter {
    private var line = 0

    override func next() -> RawRecord? {
        while true {
            line += 1
            var searched = 0
            var end = input.find(0x0A, from: 0)
            while end == nil {
                searched = input.count
                if searched > context.options.maximumDocumentSize { return tooLarge() }
                guard input.more() else { break }
                end = input.find(0x0A, from: searched)
            }
            let length = end ?? input.count
            if end == nil, let failure = failureOfInput(line: line) {
                input.skip(input.count)
                return failure
            }
            if length > context.options.maximumDocumentSize { return tooLarge() }
            if end == nil, length == 0 { return nil }
            if input.window.prefix(length).allSatisfy(FormatRecognizer.isSpace) {
                input.skip(length + (end == nil ? 0 : 1))
                if end == nil { return nil }
                continue
            }
            let bytes = input.take(length)
            if end != nil { input.skip(1) }
            return context.record(.json(.jsonl), line: line, bytes)
        }
    }

    /// Passes over the rest of a line that is too long, without holding it.
    private func tooLarge() -> RawRecord {
        while true {
            if let end = input.find(0x0A, from: 0) {
                input.skip(end + 1)
                break
            }
            input.skip(input.count)
            if !input.more() { break }
        }
        return context.tooLarge(line: line)
    }
}
