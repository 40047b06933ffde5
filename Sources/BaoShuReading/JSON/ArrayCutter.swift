/// Cuts the elements out of an array of JSON in a stream, by counting brackets outside of strings; or takes one object over several lines.
/// What is wrong inside of an element is found when it is decoded.
final class ArrayCutter: RecordCutter {
    private var started = false
    private var ended = false
    private var line = 1
    private var number = 0
    /// Whether the bracket of the array is open, and whether the last element was cut off, which says enough.
    private var isOpen = false, isCut = false

    override func next() -> RawRecord? {
        if ended { return nil }
        if !started {
            started = true
            guard let first = nextByte() else { return end() }
            if first == UInt8(ascii: "[") {
                input.skip(1)
                isOpen = true
            } else {
                // One object after the other, over any number of lines.
                return element()
            }
        }
        while let byte = nextByte() {
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
                if byte == UInt8(ascii: "]") { isOpen = false }
                input.skip(1)
                continue
            }
            return element()
        }
        return end()
    }

    private func end() -> RawRecord? {
        ended = true
        if let failure = failureOfInput(line: line, number: number + 1) { return failure }
        if isOpen, !isCut {
            return context.failure("truncated", "the file ends before its array does; what is there is read", line: line, number: number + 1)
        }
        return number == 0 ? context.failure("empty", "the array has no elements; there is nothing to read") : nil
    }

    /// The next byte that is no blank; the window begins with it.
    private func nextByte() -> UInt8? {
        while true {
            while let byte = input.window.first {
                guard FormatRecognizer.isSpace(byte) else { return byte }
                if byte == 0x0A { line += 1 }
                input.skip(1)
            }
            if !input.more() { return nil }
        }
    }

    /// An object, or anything else up to the next comma or the end of the array.
    private func element() -> RawRecord? {
        number += 1
        let first = line
        var position = 0, depth = 0
        var inString = false, tooLarge = false
        scan: while true {
            let window = input.window
            while position < window.count {
                let byte = window[position]
                if byte == 0x0A { line += 1 }
                if inString {
                    if byte == UInt8(ascii: "\\") {
                        // The escaped byte may not be here yet.
                        if position + 1 >= window.count, input.more() { continue scan }
                        position += 2
                        continue
                    }
                    if byte == UInt8(ascii: "\"") { inString = false }
                } else {
                    switch byte {
                    case UInt8(ascii: "\""): inString = true
                    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                    case UInt8(ascii: "}"), UInt8(ascii: "]"):
                        if depth == 0 { break scan }
                        depth -= 1
                        if depth == 0 {
                            position += 1
                            break scan
                        }
                    case UInt8(ascii: ","): if depth == 0 { break scan }
                    default: break
                    }
                }
                position += 1
            }
            if position > context.options.maximumDocumentSize {
                tooLarge = true
                input.skip(min(position, input.count))
                position = 0
            }
            if !input.more() {
                isCut = true
                break
            }
        }
        // A bracket that closes nothing is a record of its own, and wrong.
        let length = min(max(position, 1), input.count)
        if input.failure != nil, input.count == length {
            input.skip(length)
            return end()
        }
        if tooLarge || length > context.options.maximumDocumentSize {
            input.skip(length)
            return context.tooLarge(line: first, number: number)
        }
        return context.record(.json(.json), line: first, number: number, input.take(length))
    }
}
