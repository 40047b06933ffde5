internal import BaoShuText

/// Stretches of a text that nobody wrote.
enum Damage {
    /// The runs of U+FFFD, whether this decoder wrote them or an earlier one did.
    ///
    /// - Complexity: O(n), a scan that finds nothing in almost every text.
    static func replaced(in text: [UInt16]) -> [TextSpan] {
        text.withUnsafeBufferPointer { text in
            var any: UInt16 = 0
            for unit in text { any |= unit == 0xFFFD ? 1 : 0 }
            guard any != 0 else { return [] }
            var spans: [TextSpan] = []
            var i = 0
            while i < text.count {
                guard text[i] == 0xFFFD else { i += 1; continue }
                let start = i
                while i < text.count, text[i] == 0xFFFD { i += 1 }
                // What stands between two replacements close to each other was read from among broken bytes.
                if let last = spans.last, start - last.upperBound.value <= 2 {
                    spans[spans.count - 1] = last.lowerBound..<UTF16Offset(i)
                } else {
                    spans.append(TextSpan(start, i))
                }
            }
            return spans
        }
    }

    /// Spans in order, those that touch joined.
    static func merged(_ spans: [TextSpan]) -> [TextSpan] {
        guard spans.count > 1 else { return spans }
        var result: [TextSpan] = []
        for span in spans.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = result.last, span.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                result.append(span)
            }
        }
        return result
    }

    /// Runs of two-byte characters of GB18030 that lost their first byte and so are paired wrongly.
    ///
    /// A filter that writes `?` for every byte it does not know turns the paragraph mark FD A3 into `? A3`, and A3 then
    /// pairs with the first byte of the next character, up to the next byte that was lost. So: an ASCII `?`, a run of bytes
    /// from 80 up, an ASCII `?` again, and the run reads better when it is paired one byte later. Read better means: more of its
    /// lead bytes are those of GB 2312's level 1 (B0 to D7, the 3,755 common characters) and of its punctuation (A1, A3).
    static func shiftedPairs(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        let question = UInt8(ascii: "?")
        var i = 0
        while i < bytes.count {
            guard bytes[i] == question else { i += 1; continue }
            var end = i + 1
            // GB18030's trail bytes 40 to 7E are ASCII letters; a run that has them is not GB 2312 and is left alone.
            while end < bytes.count, end - i <= 512, bytes[end] >= 0x80 { end += 1 }
            let run = i + 1..<min(end, bytes.count)
            guard run.count >= 2, run.count % 2 == 0, end < bytes.count, bytes[end] == question else { i += 1; continue }
            let paired = plausibility(bytes, run), shifted = plausibility(bytes, run.dropFirst().dropLast())
            if bytes[run.lowerBound] == 0xA3 ? run.count == 2 || shifted >= paired : shifted > paired + 20 {
                ranges.append(i..<end + 1)
                i = end + 1
            } else {
                i = end
            }
        }
        return ranges
    }

    /// The percentage of the pairs of bytes whose lead byte is a common one.
    private static func plausibility(_ bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) -> Int {
        guard run.count >= 2 else { return 0 }
        var common = 0
        for lead in stride(from: run.lowerBound, to: run.upperBound - 1, by: 2) {
            let byte = bytes[lead]
            if (0xB0...0xD7).contains(byte) || byte == 0xA1 || byte == 0xA3 { common += 1 }
        }
        return common * 100 / (run.count / 2)
    }
}
