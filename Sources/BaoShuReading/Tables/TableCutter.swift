/// Cuts the rows out of a table with a header.
final class TableCutter: RecordCutter {
    private var header: TableHeader?
    private var started = false
    private var ended = false
    private var line = 1
    private var number = 0

    override func next() -> RawRecord? {
        if !started {
            started = true
            guard let first = row() else { return failureOfInput() ?? context.failure("empty", "the table is empty; there is nothing to read") }
            header = TableHeader(first, names: FieldNames(map: context.options.fieldMap, words: context.options.words), force: true)
            if header == nil {
                ended = true
                return context.failure(
                    "missing_text", "no column of the header is named text or content; name the one that has the text with --map NAME=text", line: 1)
            }
        }
        guard let header, !ended else { return nil }
        while true {
            let first = line
            guard let bytes = row() else {
                ended = true
                return tooLarge ? context.tooLarge(line: first, number: number + 1) : failureOfInput(line: first, number: number + 1)
            }
            if bytes.allSatisfy(FormatRecognizer.isSpace) { continue }
            number += 1
            return context.record(.row(header), line: first, number: number, bytes)
        }
    }

    private var tooLarge = false

    /// A row without the line feed behind it; nil at the end.
    private func row() -> [UInt8]? {
        var position = 0
        var quoted = false
        var lines = 0
        while true {
            let window = input.window
            while position < window.count {
                let byte = window[position]
                if byte == UInt8(ascii: "\"") { quoted.toggle() }
                if byte == 0x0A {
                    lines += 1
                    if !quoted {
                        line += lines
                        var bytes = input.take(position)
                        input.skip(1)
                        if bytes.last == 0x0D { bytes.removeLast() }
                        return bytes
                    }
                }
                position += 1
            }
            if position > context.options.maximumDocumentSize {
                // A quotation mark that never closes takes all that follows with it.
                tooLarge = true
                return nil
            }
            if !input.more() { break }
        }
        if input.failure != nil || input.count == 0 { return nil }
        return input.take(input.count)
    }
}
