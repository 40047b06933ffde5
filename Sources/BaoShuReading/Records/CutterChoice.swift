/// Chooses how the records of a file are cut out: by its format, found by content where it is not given.
enum CutterChoice {
    /// How many bytes are looked at.
    static let beginning = 1 << 16

    static func cutter(for source: ByteSource, _ context: CutterContext) -> RecordCutter {
        let input = BufferedInput(source)
        let first = input.beginning(beginning)
        let format = context.options.format
        if first.isEmpty {
            if let failure = input.failure { return FailingCutter(input, context, failure.code, failure.message) }
            return FailingCutter(input, context, "empty", "the file is empty; there is nothing to read")
        }
        if first.withUnsafeBufferPointer(Archive.isPacked) {
            if context.nesting >= 2 {
                return FailingCutter(input, context, "too_nested", "an archive in an archive in an archive is not unpacked; unpack it first")
            }
            guard let archive = Archive(RestOfInput(input), maximumExpansion: context.options.maximumExpansion) else {
                return FailingCutter(input, context, "cannot_read", "cannot be unpacked: memory is short")
            }
            return ArchiveCutter(input, context, archive)
        }
        var context = context
        let declared = context.encoding ?? first.withUnsafeBufferPointer(DeclaredEncoding.find)
        let choice = first.withUnsafeBufferPointer { bytes in
            let complete = first.count < beginning
            // A character that the chunk's end cuts must not count as damage of the bytes.
            return EncodingChoice(of: complete ? bytes : UnsafeBufferPointer(rebasing: bytes.dropLast(4)), declared: declared)
        }
        if format == .page || format == .text { return whole(input, context, format) }
        var stream = input
        var head = first
        if choice.name.hasPrefix("UTF-16"), let transcoder = StreamTranscoder(encoding: choice.name) {
            // Lines of UTF-16 cannot be found by bytes.
            input.skip(choice.markLength)
            stream = BufferedInput(TranscodedSource(RestOfInput(input), transcoder))
            head = stream.beginning(beginning)
            context.encoding = "UTF-8"
            context.original = choice.name
        } else if choice.markLength > 0 {
            input.skip(choice.markLength)
            head.removeFirst(choice.markLength)
            context.encoding = choice.name
        } else if choice.name != "UTF-8" {
            context.encoding = choice.name
        }
        let recognizer = FormatRecognizer(bytes: head, encoding: context.encoding, name: context.label, names: FieldNames(map: context.options.fieldMap, words: context.options.words))
        switch format == .auto ? recognizer.format() : format {
        case .jsonl: return LineCutter(stream, context)
        case .json: return ArrayCutter(stream, context)
        case .csv: return TableCutter(stream, context)
        case .warc: return CrawlCutter(stream, context)
        case .html: return WholeCutter(stream, context, kind: .html)
        case .xml:
            let dialect = head.withUnsafeBufferPointer { MarkupBeginning($0, force: true)?.dialect } ?? .other("xml")
            return ElementCutter(stream, context, dialect, inherited: FeedHead.read(head, context, dialect))
        case .auto, .page, .text: return whole(stream, context, .page)
        }
    }

    private static func whole(_ input: BufferedInput, _ context: CutterContext, _ format: InputFormat) -> RecordCutter {
        WholeCutter(input, context, kind: format == .text ? .text : .page)
    }
}

/// A file that cannot be read.
final class FailingCutter: RecordCutter {
    private var record: RawRecord?

    init(_ input: BufferedInput, _ context: CutterContext, _ code: String, _ message: String) {
        record = context.failure(code, message)
        super.init(input, context)
    }

    override func next() -> RawRecord? {
        defer { record = nil }
        return record
    }
}

/// What is left of an input, as a source again.
final class RestOfInput: ByteSource {
    private let input: BufferedInput

    init(_ input: BufferedInput) { self.input = input }

    override func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
        if input.count == 0, !input.more() {
            if let failure = input.failure { throw failure }
            return 0
        }
        let count = min(buffer.count, input.count)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(input.window)[..<count]))
        input.skip(count)
        return count
    }
}
