import CICU

/// The sentence boundaries of UAX #29 as ICU finds them, without asking ICU where the rules are plain: most ends are a 。 or a
/// line end. Where what stands behind a terminator asks for more rules than those below, ICU breaks the line.
/// For one thread at a time.
final class SentenceBreaks {
    private let iterator: BreakIterator
    /// The Sentence_Break property of each UTF-16 code unit that was seen, one more than ICU's number; 0 for the others.
    private let properties: UnsafeMutablePointer<UInt8>

    init() throws(BreakError) {
        iterator = try BreakIterator(.sentence, locale: "zh")
        properties = .allocate(capacity: 1 << 16)
        properties.initialize(repeating: 0, count: 1 << 16)
    }

    deinit { properties.deallocate() }

    /// What a character is to sentences (Sentence_Break, in ICU's numbers).
    private enum Property {
        static let fullStop = UInt8(CICU_SENTENCE_ATERM)
        static let closing = UInt8(CICU_SENTENCE_CLOSE)
        static let format = UInt8(CICU_SENTENCE_FORMAT)
        static let lower = UInt8(CICU_SENTENCE_LOWER)
        static let numeric = UInt8(CICU_SENTENCE_NUMERIC)
        static let letter = UInt8(CICU_SENTENCE_OLETTER)
        static let separator = UInt8(CICU_SENTENCE_SEP)
        static let blank = UInt8(CICU_SENTENCE_SP)
        static let terminator = UInt8(CICU_SENTENCE_STERM)
        static let carriageReturn = UInt8(CICU_SENTENCE_CR)
        static let extending = UInt8(CICU_SENTENCE_EXTEND)
        static let lineFeed = UInt8(CICU_SENTENCE_LF)
        static let continuing = UInt8(CICU_SENTENCE_SCONTINUE)
        /// Half of a character.
        static let surrogate: UInt8 = 254
    }

    /// Han, which need no look: the bulk of the text.
    @inline(__always) private func isHan(_ unit: UInt16) -> Bool { (0x4E00..<0xA000).contains(unit) }

    @inline(__always) private func property(_ unit: UInt16) -> UInt8 {
        if isHan(unit) { return Property.letter }
        let known = properties[Int(unit)]
        return known > 0 ? known &- 1 : look(unit)
    }

    private func look(_ unit: UInt16) -> UInt8 {
        let property = unit & 0xF800 == 0xD800 ? Property.surrogate : UInt8(truncatingIfNeeded: cicu_sentence_property(unit))
        properties[Int(unit)] = property + 1
        return property
    }

    /// Calls `body` with each boundary behind the start of `text`, in order; the last is its end.
    ///
    /// - Complexity: O(*n*): ICU breaks a line once at most.
    @inline(__always)
    func forEach(in text: UnsafeBufferPointer<UInt16>, _ body: (Int) -> Void) {
        // Where the sentence in hand begins; what stands before has no say in what follows.
        var start = 0
        var i = 0
        while i < text.count {
            let unit = text[i]
            if isHan(unit) {
                i += 1
                continue
            }
            switch property(unit) {
            case Property.lineFeed, Property.carriageReturn, Property.separator:
                i = pastLineEnd(i, in: text)
                start = i
                body(i)
            case let property where property == Property.terminator || property == Property.fullStop || property == Property.surrogate:
                switch next(behind: i, property, in: text) {
                case .none(let place): i = place
                case .boundary(let place):
                    i = place
                    start = place
                    body(place)
                case .unclear:
                    i = endOfLine(i, in: text)
                    let first = start
                    iterator.forEachChunk(in: UnsafeBufferPointer(rebasing: text[first..<i])) { chunk in
                        for boundary in chunk { body(first + Int(boundary)) }
                    }
                    start = i
                }
            default: i += 1
            }
        }
        if start < text.count { body(text.count) }
    }

    private enum Next {
        /// No boundary before a place, from which to look on.
        case none(Int)
        case boundary(Int)
        /// ICU's to say.
        case unclear
    }

    /// The boundary that a terminator at `i` makes: SB6, SB8 and SB8a to SB11 where they are plain.
    private func next(behind i: Int, _ property: UInt8, in text: UnsafeBufferPointer<UInt16>) -> Next {
        // The rare terminators outside the first plane.
        if property == Property.surrogate { return .unclear }
        var place = i + 1
        if property == Property.fullStop {
            guard place < text.count else { return .none(place) }
            switch self.property(text[place]) {
            case Property.numeric, Property.lower, Property.continuing, Property.terminator, Property.fullStop: return .none(place)
            case Property.lineFeed, Property.carriageReturn, Property.separator: return .none(place)
            case Property.letter: return .boundary(place)
            default: return .unclear
            }
        }
        while place < text.count, self.property(text[place]) == Property.closing { place += 1 }
        while place < text.count, self.property(text[place]) == Property.blank { place += 1 }
        guard place < text.count else { return .none(place) }
        switch self.property(text[place]) {
        case Property.continuing, Property.terminator, Property.fullStop: return .none(place)
        // The line end is part of the sentence.
        case Property.lineFeed, Property.carriageReturn, Property.separator: return .none(place)
        case Property.extending, Property.format, Property.surrogate: return .unclear
        default: return .boundary(place)
        }
    }

    /// Behind the line end at a place.
    private func pastLineEnd(_ i: Int, in text: UnsafeBufferPointer<UInt16>) -> Int {
        let isPair = text[i] == 0x0D && i + 1 < text.count && text[i + 1] == 0x0A
        return isPair ? i + 2 : i + 1
    }

    /// Behind the line that a place is in.
    private func endOfLine(_ i: Int, in text: UnsafeBufferPointer<UInt16>) -> Int {
        var i = i
        while i < text.count {
            switch property(text[i]) {
            case Property.lineFeed, Property.carriageReturn, Property.separator: return pastLineEnd(i, in: text)
            default: i += 1
            }
        }
        return i
    }
}
