import BaoShuText

/// Sentences of Chinese text: ICU's sentence boundaries (UAX #29, locale `zh`), corrected where they do not fit Chinese print.
/// Made once and reused; for one thread at a time.
///
/// A sentence ends behind 。！？ (and their half-width forms), behind …… and at every line end; ； does not end one. Closing
/// quotation marks and brackets belong to it, opening ones to the next (ICU leaves them behind the 。 before them). It goes on
/// where a comma or the like follows the closing mark (“好！”，他说). A full stop of Latin print ends none behind a list number,
/// an initial or the like, and . ! and ? end none inside a code or an address (`03690.HK`, `?id=1`).
package final class SentenceSplitter {
    private let breaks: SentenceBreaks

    package init() throws(BreakError) {
        breaks = try SentenceBreaks()
    }

    /// Appends the sentences of `text`, without the blanks around them; none is empty.
    ///
    /// - Parameters:
    ///   - text: One block or several with line ends between; used during the call only.
    ///   - offset: Added to all offsets, for a block that stands inside a longer text.
    /// - Complexity: O(*n*)
    package func appendSentences(of text: UnsafeBufferPointer<UInt16>, offset: Int = 0, to result: inout [TextSpan]) {
        var scan = SentenceScan(text: text, offset: offset)
        breaks.forEach(in: text) { scan.take(boundary: $0, &result) }
        scan.end(at: text.count, &result)
    }
}

/// One pass over a text, from boundary to boundary of ICU. What has been seen is not looked at again, so that a text that
/// refuses many boundaries costs no more than another.
private struct SentenceScan {
    let text: UnsafeBufferPointer<UInt16>
    let offset: Int
    /// Where the open sentence begins, behind its leading blanks.
    var start = 0
    /// All before it has been looked at.
    var scanned = 0
    /// Whether the open sentence has an open straight quotation mark before `scanned`.
    var quoteOpen = false

    init(text: UnsafeBufferPointer<UInt16>, offset: Int) {
        self.text = text
        self.offset = offset
    }

    /// Ends the open sentence at `end`.
    @inline(__always)
    mutating func end(at end: Int, _ result: inout [TextSpan]) {
        var last = end
        while last > start, isBlank(text[last - 1]) { last -= 1 }
        var first = start
        while first < last, isBlank(text[first]) { first += 1 }
        if first < last { result.append(TextSpan(first + offset, last + offset)) }
        start = end
        scanned = end
        quoteOpen = false
    }

    /// Looks at the text up to a boundary of ICU and ends the sentences that end there.
    @inline(__always)
    mutating func take(boundary: Int, _ result: inout [TextSpan]) {
        while scanned < boundary {
            let unit = text[scanned]
            // Most units are Han and need no look.
            if unit >= 0x3040, unit < 0xFF00 {
                scanned += 1
            } else if unit == Mark.ellipsis, scanned + 1 < boundary, text[scanned + 1] == Mark.ellipsis {
                passClosing(limit: boundary)
                if scanned < boundary, !goesOn(limit: boundary) { end(at: scanned, &result) }
            } else {
                pass()
            }
        }
        guard let last = sentenceEnd(boundary) else { return }
        end(at: last, &result)
        while scanned < boundary { pass() }
    }

    /// Goes past one unit.
    private mutating func pass() {
        if text[scanned] == Mark.straightQuote { quoteOpen.toggle() }
        if scanned == start, isBlank(text[scanned]) { start += 1 }
        scanned += 1
    }

    /// Goes past dots, terminators and the closing marks behind them.
    private mutating func passClosing(limit: Int) {
        while scanned < limit, text[scanned] == Mark.ellipsis || Mark.isTerminator(text[scanned]) { scanned += 1 }
        while scanned < limit, Mark.isClosing(text[scanned]), text[scanned] != Mark.straightQuote || quoteOpen { pass() }
    }

    /// Whether the sentence goes on, with a comma or another mark that stands inside sentences (SContinue of UAX #29).
    private func goesOn(limit: Int) -> Bool {
        var i = scanned
        while i < limit, isBlank(text[i]) { i += 1 }
        return i < limit && Mark.isContinuing(text[i])
    }

    /// Where the sentence really ends for a boundary that ICU gave; nil where it does not end there.
    @inline(__always)
    private func sentenceEnd(_ boundary: Int) -> Int? {
        var i = boundary
        while i > start, isBlank(text[i - 1]) {
            // A line end always ends a sentence, whatever stands before it.
            if Mark.isLineEnd(text[i - 1]) { return boundary }
            i -= 1
        }
        guard boundary < text.count, i > start else { return boundary }
        // Opening marks behind the terminator go to the next sentence.
        var end = i
        while end > start, Mark.isOpening(text[end - 1]) { end -= 1 }
        // So does a straight quotation mark that opens.
        if quoteOpen, end > start, text[end - 1] == Mark.straightQuote { end -= 1 }
        var terminator = end
        while terminator > start, Mark.isClosing(text[terminator - 1]) || isBlank(text[terminator - 1]) { terminator -= 1 }
        guard terminator > start else { return end }
        // 03690.HK, ?id=1: no blank stands inside a code or an address.
        let isInside = terminator == boundary && terminator >= start + 2 && isASCIIWord(text[terminator - 2]) && isASCIIWord(text[boundary])
        switch text[terminator - 1] {
        case Mark.fullStop, Mark.wideFullStop:
            return isInside || isMarkerOrInitial(stop: terminator - 1) ? nil : end
        case Mark.exclamation, Mark.question:
            return isInside ? nil : end
        default:
            return end
        }
    }

    /// A stop behind at most three characters from the start of its sentence is a list number (1. 12．), one behind a single
    /// Latin letter an initial or an abbreviation (J. K.).
    private func isMarkerOrInitial(stop: Int) -> Bool {
        if stop - start <= 3 { return true }
        return isASCIILetter(text[stop - 1]) && !isASCIIWord(text[stop - 2])
    }
}

@inline(__always)
private func isASCIILetter(_ unit: UInt16) -> Bool { (0x61...0x7A).contains(unit | 0x20) }

@inline(__always)
private func isASCIIWord(_ unit: UInt16) -> Bool {
    isASCIILetter(unit) || (0x30...0x39).contains(unit) || unit == 0x2F || unit == 0x26 || unit == 0x3D
}

/// Punctuation by its part in a sentence (GB/T 15834-2011, UAX #29 Sentence_Break).
private enum Mark {
    static let ellipsis: UInt16 = 0x2026
    static let fullStop: UInt16 = 0x2E
    static let wideFullStop: UInt16 = 0xFF0E
    static let exclamation: UInt16 = 0x21
    static let question: UInt16 = 0x3F
    static let straightQuote: UInt16 = 0x22

    static func isLineEnd(_ unit: UInt16) -> Bool {
        unit == 0x0A || unit == 0x0D || unit == 0x85 || unit == 0x2028 || unit == 0x2029
    }

    /// 。！？｡!?
    static func isTerminator(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0x21, 0x3F: true
        default: false
        }
    }

    /// “‘「『（《〈【〔〖［｛｟｢ and their like
    static func isOpening(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x201C, 0x2018, 0x300C, 0x300E, 0x3008, 0x300A, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D: true
        case 0xFF08, 0xFF3B, 0xFF5B, 0xFF5F, 0xFF62, 0x28, 0x5B, 0x7B: true
        default: false
        }
    }

    /// ”’」』）》〉】〕〗］｝｠｣ and their like, and straight quotation marks
    static func isClosing(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x201D, 0x2019, 0x300D, 0x300F, 0x3009, 0x300B, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B, 0x301E, 0x301F: true
        case 0xFF09, 0xFF3D, 0xFF5D, 0xFF60, 0xFF63, 0x29, 0x5D, 0x7D, 0x22, 0x27: true
        default: false
        }
    }

    /// ，、；：,;:
    static func isContinuing(_ unit: UInt16) -> Bool {
        switch unit {
        case 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0xFF64, 0x2C, 0x3A, 0x3B: true
        default: false
        }
    }
}
