/// Cuts the elements that are records out of a stream of XML, with a root or without, without building anything: it looks at tags,
/// and passes over comments, CDATA sections and processing instructions. The records are parsed by the workers.
final class ElementCutter: RecordCutter {
    private let dialect: XMLDialect
    private let name: [UInt8]
    private var inherited: [String: String] = [:]
    private var line = 1
    private var number = 0
    private var ended = false

    init(_ input: BufferedInput, _ context: CutterContext, _ dialect: XMLDialect, inherited: [String: String]) {
        self.dialect = dialect
        self.inherited = inherited
        name = Array(dialect.record.utf8)
        super.init(input, context)
    }

    override func next() -> RawRecord? {
        if ended { return nil }
        // The place that is looked at, and the record that has begun; it begins where the window does, if it is not too large.
        var position = 0
        var begun: Begun?
        while true {
            if begun != nil, position > context.options.maximumDocumentSize { begun?.isTooLarge = true }
            if begun?.isTooLarge ?? true {
                skip(position)
                position = 0
            }
            guard let open = input.find(UInt8(ascii: "<"), from: position) else {
                position = input.count
                guard input.more() else { return finish(begun) }
                continue
            }
            guard see(open + 2) else { return finish(begun) }
            let next = input.window[open + 1]
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
                let end = passOver(open, next)
                if refused {
                    ended = true
                    return context.failure(
                        "entities_refused", "the document declares entities of its own, which are never expanded; take the declarations out of its DOCTYPE",
                        line: line)
                }
                guard let end = end ?? endOfPart() else { return finish(begun) }
                position = end
                continue
            }
            let closing = next == UInt8(ascii: "/")
            guard let match = isRecordName(at: open + (closing ? 2 : 1)) else { return finish(begun) }
            guard match else { position = open + 1; continue }
            if !closing, let begun {
                // The record before has no end.
                return cut(open, begun)
            }
            position = open
            if !closing {
                skip(open)
                position = 0
                begun = Begun(line: line)
            }
            guard let end = find(UInt8(ascii: ">"), from: position) else {
                guard let end = endOfPart() else { return finish(begun) }
                position = end
                continue
            }
            position = end + 1
            if let begun, closing || input.window[end - 1] == UInt8(ascii: "/") { return cut(position, begun) }
        }
    }

    /// A record whose end is not yet found.
    private struct Begun {
        /// Its first line, from 1.
        var line: Int
        /// What it has is passed over.
        var isTooLarge = false
    }

    /// The end of the window, for a tag or a comment that does not end in as many bytes as a document may have; nil at the end of the stream.
    private func endOfPart() -> Int? { input.atEnd ? nil : input.count }

    private func cut(_ length: Int, _ begun: Begun) -> RawRecord? {
        number += 1
        if begun.isTooLarge || length > context.options.maximumDocumentSize {
            skip(length)
            return context.tooLarge(line: begun.line, number: number)
        }
        count(length)
        var record = context.record(.xml(dialect), line: begun.line, number: number, input.take(length))
        record.inherited = inherited
        return record
    }

    /// The end of the stream: a record that has begun is given as far as it goes.
    private func finish(_ begun: Begun?) -> RawRecord? {
        ended = true
        let failure = failureOfInput(line: line, number: number + 1)
        if let failure { return failure }
        if let begun { return cut(input.count, begun) }
        if number == 0 { return context.failure("no_records", "there is no <\(dialect.record)> in it; name its format with --from") }
        return nil
    }

    private var refused = false

    /// The place behind a comment, a CDATA section, an instruction or a declaration.
    private func passOver(_ open: Int, _ kind: UInt8) -> Int? {
        guard see(open + 9) || input.count > open + 2 else { return nil }
        let rest = UnsafeBufferPointer(rebasing: input.window[open...])
        if kind == UInt8(ascii: "?") { return end(of: "?>", from: open + 2) }
        if rest.starts(with: "<!--".utf8) { return end(of: "-->", from: open + 4) }
        if rest.starts(with: "<![CDATA[".utf8) { return end(of: "]]>", from: open + 9) }
        if rest.starts(with: "<!DOCTYPE".utf8) || rest.starts(with: "<!doctype".utf8) {
            // An internal subset stands in brackets and may have tags in it.
            guard let close = find(UInt8(ascii: ">"), from: open) else { return nil }
            if let bracket = input.window[open..<close].firstIndex(of: UInt8(ascii: "[")) {
                guard let end = end(of: "]", from: bracket) else { return nil }
                let subset = UnsafeBufferPointer(rebasing: input.window[bracket..<end])
                if DeclaredEncoding.find("<!ENTITY", subset, from: 0) != nil { refused = true }
                return end
            }
            return close + 1
        }
        return open + 2
    }

    /// The place behind some ASCII words, reading on as needed, within the limit for one document.
    private func end(of words: StaticString, from start: Int) -> Int? {
        var from = start
        let last = words.utf8Start[words.utf8CodeUnitCount - 1]
        while let place = find(last, from: from) {
            let begin = place + 1 - words.utf8CodeUnitCount
            if begin >= start, (0..<words.utf8CodeUnitCount).allSatisfy({ input.window[begin + $0] == words.utf8Start[$0] }) { return place + 1 }
            from = place + 1
            if from - start > context.options.maximumDocumentSize { return from }
        }
        return nil
    }

    /// Whether the record's name stands at a place, with any prefix; nil where the stream ends there.
    private func isRecordName(at start: Int) -> Bool? {
        var i = start
        var local = start
        while true {
            guard see(i + 1) else { return nil }
            let byte = input.window[i]
            if byte == UInt8(ascii: ":") { local = i + 1 }
            if !MarkupBeginning.isNameByte(byte) || i - start > 200 { break }
            i += 1
        }
        guard i - local == name.count else { return false }
        return input.window[local..<i].elementsEqual(name)
    }

    private func see(_ count: Int) -> Bool {
        while input.count < count { if !input.more() { return false } }
        return true
    }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        var from = start
        while true {
            if let found = input.find(byte, from: from) { return found }
            from = max(start, input.count)
            if from - start > context.options.maximumDocumentSize || !input.more() { return nil }
        }
    }

    private func skip(_ count: Int) {
        self.count(count)
        input.skip(count)
    }

    private func count(_ count: Int) {
        var lines = 0
        for byte in UnsafeBufferPointer(rebasing: input.window[..<count]) { lines &+= byte == 0x0A ? 1 : 0 }
        line += lines
    }
}
