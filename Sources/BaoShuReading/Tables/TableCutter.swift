/// Cuts the rows out of a table with a header.
///
/// A quotation mark that nothing closes would take all that follows with it: its line is left out, and the rest is read.
final class TableCutter: RecordCutter {
    private var header: TableHeader?
    private var started = false
    private var ended = false
    private var line = 1
    private var number = 0
    /// Quotation marks so far for whose end the rest of the table was looked through, in vain: that costs time.
    private var unclosed = 0
    private static let mostUnclosed = 16

    override func next() -> RawRecord? {
        if !started {
            started = true
            guard case .row(let first) = row() else {
                ended = true
                return failureOfInput() ?? context.failure("missing_text", "the first line, which names the columns, has no end; give a table with a header", line: 1)
            }
            header = TableHeader(first, encoding: context.encoding, names: FieldNames(map: context.options.fieldMap, words: context.options.words), force: true)
            if header == nil {
                ended = true
                return context.failure(
                    "missing_text", "no column of the header is named text or content; name the one that has the text with --map NAME=text", line: 1)
            }
        }
        guard let header else { return nil }
        while !ended {
            let first = line
            switch row() {
            case .row(let bytes):
                if bytes.allSatisfy(FormatRecognizer.isSpace) { continue }
                number += 1
                if bytes.count > context.options.maximumDocumentSize { return context.tooLarge(line: first, number: number) }
                return context.record(.row(header), line: first, number: number, bytes)
            case .tooLarge:
                number += 1
                return context.tooLarge(line: first, number: number)
            case .unclosed:
                number += 1
                ended = unclosed == Self.mostUnclosed
                return context.failure(
                    "invalid_csv",
                    "a quotation mark opens a field and none closes it; close it, or write it twice in a field between quotation marks\(ended ? "; the rest of the table is not read" : "")",
                    line: first, number: number)
            case .end:
                ended = true
                if let failure = failureOfInput(line: first, number: number + 1) { return failure }
                return number == 0 ? context.failure("empty", "the table has no rows behind its header; there is nothing to read") : nil
            }
        }
        return nil
    }

    private enum Row {
        /// Without the line feed behind it.
        case row([UInt8])
        /// A row, and a line, that were passed over.
        case tooLarge, unclosed
        case end
    }

    private func row() -> Row {
        var position = 0
        var lines = 0
        // As `TableRow.cells` reads them: a mark opens a field only where the field begins, and two within stand for one.
        var (quoted, begins, closed) = (false, true, false)
        // A row that is too large is passed over to its end without being held.
        var isTooLarge = false
        while true {
            let window = input.window
            while position < window.count {
                let byte = window[position]
                position += 1
                if byte == UInt8(ascii: "\"") {
                    if quoted {
                        (quoted, closed) = (false, true)
                    } else if begins || closed {
                        (quoted, closed) = (true, false)
                    }
                    begins = false
                    continue
                }
                if byte == 0x0A {
                    lines += 1
                    if !quoted {
                        line += lines
                        if isTooLarge {
                            input.skip(position)
                            return .tooLarge
                        }
                        var bytes = input.take(position - 1)
                        input.skip(1)
                        if bytes.last == 0x0D { bytes.removeLast() }
                        return .row(bytes)
                    }
                }
                if quoted { continue }
                // Words behind a mark that ends a field of several lines: it was to begin another one.
                if closed, lines > 0, byte != 0x0D, !isDelimiter(byte) {
                    if isTooLarge {
                        line += lines
                        input.skip(position)
                    }
                    skipLine()
                    return isTooLarge ? .tooLarge : .unclosed
                }
                (begins, closed) = (isDelimiter(byte), false)
            }
            let more = input.more()
            if isTooLarge || (more && position > context.options.maximumDocumentSize) {
                isTooLarge = true
                input.skip(position)
                position = 0
            }
            if !more { break }
        }
        return lastRow(lines: lines, isQuoted: quoted, isTooLarge: isTooLarge)
    }

    /// What is left where the input ends within a row, or behind the last one.
    private func lastRow(lines: Int, isQuoted: Bool, isTooLarge: Bool) -> Row {
        if input.failure != nil || (input.count == 0 && !isTooLarge) { return .end }
        if isTooLarge {
            guard isQuoted, lines > 0 else { return .tooLarge }
            // The lines behind are gone with it.
            unclosed = Self.mostUnclosed
            return .unclosed
        }
        if isQuoted {
            skipLine()
            unclosed += 1
            return .unclosed
        }
        line += lines
        return .row(input.take(input.count))
    }

    /// Before the header is read, whatever can be one.
    private func isDelimiter(_ byte: UInt8) -> Bool {
        if let header { return byte == header.delimiter }
        return byte == UInt8(ascii: ",") || byte == 0x09 || byte == UInt8(ascii: ";")
    }

    /// Passes over the rest of a line without holding it.
    private func skipLine() {
        line += 1
        while true {
            if let end = input.find(0x0A, from: 0) { return input.skip(end + 1) }
            input.skip(input.count)
            if !input.more() { return }
        }
    }
}
