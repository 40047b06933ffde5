import BaoShuText
import CICU

/// Word boundaries of Chinese text by ICU (locale `zh`: UAX #29 with ICU's CJK dictionary). Made once and reused; for one
/// thread at a time.
///
/// All offsets are UTF-16 code units from the start of the buffer handed in. The buffer is used during the call only.
package final class WordBreaker {
    private let iterator: BreakIterator
    private var boundaries: [Int32] = []
    /// Where it was tried on a sample and found the same boundaries as ICU's own engine: that may change with ICU's version.
    private lazy var han = agreeingBreaker()

    package init() throws(BreakError) {
        iterator = try BreakIterator(.word, locale: "zh")
    }

    private func agreeingBreaker() -> HanBreaker? {
        guard let han = HanBreaker() else { return nil }
        var expected: [Int32] = []
        let agrees = HanBreaker.sample.withUnsafeBufferPointer { sample in
            appendBoundaries(of: sample, to: &expected)
            return han.boundaries(of: sample).map { $0.elementsEqual(expected) } ?? false
        }
        return agrees ? han : nil
    }

    /// Appends every word boundary of `text`: 0, the ends of all words, spaces and marks, and the length of the text. Nothing
    /// for an empty text.
    ///
    /// - Complexity: O(*n*), most of it in ICU's dictionary.
    package func appendBoundaries(of text: UnsafeBufferPointer<UInt16>, to result: inout [Int32]) {
        guard !text.isEmpty else { return }
        result.append(0)
        iterator.forEachChunk(in: text) { result.append(contentsOf: $0) }
    }

    /// Appends the word boundaries of the run of Han, kana or Hangul around `index`, its two ends among them, and gives the
    /// run; nil, with nothing appended, where none stands there.
    ///
    /// They are those that ``appendBoundaries(of:to:)`` finds there. A caller that asks for many places keeps the run's
    /// boundaries: asking anew for each costs the length of the run each time.
    ///
    /// - Complexity: O(length of the run)
    package func appendBoundaries(
        ofRunAt index: Int, in text: UnsafeBufferPointer<UInt16>, to result: inout [Int32]
    ) -> Range<Int>? {
        var start: Int32 = 0
        var end: Int32 = 0
        guard let at = Int32(exactly: index), let length = Int32(exactly: text.count),
            cicu_break_run(text.baseAddress, length, at, &start, &end) != 0
        else { return nil }
        let run = Int(start)..<Int(end)
        let units = UnsafeBufferPointer(rebasing: text[run])
        if let found = han?.boundaries(of: units) {
            for boundary in found { result.append(boundary + start) }
            return run
        }
        result.append(start)
        iterator.forEachChunk(in: units) { chunk in
            for boundary in chunk { result.append(boundary + start) }
        }
        return run
    }

    /// Appends the tokens of `text`: words and punctuation marks, without spaces, line ends and other blanks.
    ///
    /// - Complexity: O(*n*)
    package func appendTokens(of text: UnsafeBufferPointer<UInt16>, to result: inout [TextSpan]) {
        boundaries.removeAll(keepingCapacity: true)
        appendBoundaries(of: text, to: &boundaries)
        guard var start = boundaries.first.map(Int.init) else { return }
        for boundary in boundaries.dropFirst() {
            let end = Int(boundary)
            // ICU puts only blanks with blanks, but a blank may carry a combining mark: then it is no blank.
            if text[start..<end].contains(where: { !isBlank($0) }) { result.append(TextSpan(start, end)) }
            start = end
        }
    }
}

/// Whether a code unit is white space (property White_Space, Unicode 15), a control character or a zero width space.
@inline(__always)
func isBlank(_ unit: UInt16) -> Bool {
    switch unit {
    case 0...0x20, 0x7F...0xA0, 0x3000, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0xFEFF: true
    default: false
    }
}
