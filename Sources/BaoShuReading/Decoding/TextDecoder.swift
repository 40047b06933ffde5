package import BaoShuText
internal import CICU

/// A text that was decoded, with what was damaged in it.
package struct DecodedText: Sendable {
    package var text: [UInt16]
    package var encoding: String
    /// Stretches that stand for bytes that could not be read, or that read as something that was never written.
    package var damaged: [TextSpan]
}

/// Decodes bytes of any encoding that ICU knows; keeps its converters, so that one decoder serves one worker.
package final class TextDecoder {
    private var converters: [String: OpaquePointer] = [:]

    package init() {}

    deinit { for converter in converters.values { cicu_converter_close(converter) } }

    /// Decodes a whole text. No byte is lost: what cannot be read is U+FFFD and in `damaged`.
    ///
    /// - Parameters:
    ///   - declared: the encoding that the bytes or what came with them declare, if any.
    /// - Complexity: O(n).
    package func decode(_ bytes: UnsafeBufferPointer<UInt8>, declared: String? = nil) -> DecodedText {
        // The usual case first: nothing declared otherwise, and the bytes are well-formed UTF-8.
        if declared == nil || declared == "UTF-8", EncodingChoice.byteOrderMark(bytes) == nil {
            let (text, malformed) = UTF8Text.decode(bytes)
            if !malformed, EncodingChoice.wideWithoutMark(bytes) == nil {
                return DecodedText(text: text, encoding: "UTF-8", damaged: Damage.replaced(in: text))
            }
        }
        let choice = EncodingChoice(of: bytes, declared: declared)
        return decode(UnsafeBufferPointer(rebasing: bytes.dropFirst(choice.markLength)), as: choice.name)
    }

    /// Decodes a whole text in a given encoding.
    package func decode(_ bytes: UnsafeBufferPointer<UInt8>, as encoding: String) -> DecodedText {
        if encoding == "UTF-8" {
            let (text, _) = UTF8Text.decode(bytes)
            return DecodedText(text: text, encoding: encoding, damaged: Damage.replaced(in: text))
        }
        guard let converter = converter(for: encoding) else { return decode(bytes, as: "UTF-8") }
        guard encoding == "GB18030" else {
            let text = convert(bytes, converter)
            return DecodedText(text: text, encoding: encoding, damaged: Damage.replaced(in: text))
        }
        func part(_ range: Range<Int>) -> [UInt16] {
            let part = UnsafeBufferPointer(rebasing: bytes[range])
            return GB18030Table.decode(part) ?? convert(part, converter)
        }
        var text: [UInt16] = []
        var shifted: [TextSpan] = []
        var done = 0
        for range in Damage.shiftedPairs(in: bytes) {
            text += part(done..<range.lowerBound)
            let start = text.count
            text += part(range)
            shifted.append(TextSpan(start, text.count))
            done = range.upperBound
        }
        let rest = part(done..<bytes.count)
        if text.isEmpty { text = rest } else { text += rest }
        return DecodedText(text: text, encoding: encoding, damaged: Damage.merged(shifted + Damage.replaced(in: text)))
    }

    private func converter(for encoding: String) -> OpaquePointer? {
        if let known = converters[encoding] { return known }
        guard let opened = cicu_converter_open(encoding) else { return nil }
        converters[encoding] = opened
        return opened
    }

    private func convert(_ bytes: UnsafeBufferPointer<UInt8>, _ converter: OpaquePointer) -> [UInt16] {
        guard bytes.count > 0 else { return [] }
        cicu_converter_reset(converter)
        // GB18030 and Big5 give at most one unit a byte; what gives more comes round again.
        var text: [UInt16] = []
        var position = 0
        while true {
            var consumed: Int64 = 0, written: Int64 = 0
            var status: Int32 = 0
            let room = max(bytes.count - position, 64) + 8
            let part = [UInt16](unsafeUninitializedCapacity: room) { buffer, count in
                status = cicu_to_utf16(
                    converter, bytes.baseAddress! + position, Int64(bytes.count - position), 1, buffer.baseAddress, Int64(room), &consumed, &written)
                count = Int(written)
            }
            position += Int(consumed)
            if text.isEmpty { text = part } else { text += part }
            if status != 1 || (consumed == 0 && written == 0) { return text }
        }
    }
}

/// Converts a stream to UTF-8 as it passes, for encodings whose lines cannot be found in the bytes.
package final class StreamTranscoder {
    private let converter: OpaquePointer

    /// nil where ICU has no such encoding.
    package init?(encoding: String) {
        guard let converter = cicu_converter_open(encoding) else { return nil }
        self.converter = converter
    }

    deinit { cicu_converter_close(converter) }

    /// The UTF-8 of a part of the stream; an unfinished character is kept for the next part, unless this is the last.
    package func utf8(of bytes: UnsafeBufferPointer<UInt8>, last: Bool) -> [UInt8] {
        var result: [UInt16] = []
        var position = 0
        while true {
            var consumed: Int64 = 0, written: Int64 = 0
            var status: Int32 = 0
            let room = max(bytes.count - position, 64) + 8
            let empty: [UInt8] = [0]
            result += [UInt16](unsafeUninitializedCapacity: room) { buffer, count in
                status = empty.withUnsafeBufferPointer { spare in
                    cicu_to_utf16(
                        converter, bytes.baseAddress.map { $0 + position } ?? spare.baseAddress, Int64(bytes.count - position), last ? 1 : 0,
                        buffer.baseAddress, Int64(room), &consumed, &written)
                }
                count = Int(written)
            }
            position += Int(consumed)
            if status != 1 || (consumed == 0 && written == 0) { break }
        }
        // A pair that the parts cut would be lost; the converter never cuts one, since it writes whole characters.
        return UTF8Text.encode(result)
    }
}
