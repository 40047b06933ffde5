internal import CICU

/// Which encoding some bytes are in: by what they declare, by the bytes themselves, by ICU's detector, in that order.
///
/// The bytes overrule a declaration that they contradict: bytes of Chinese in another encoding are practically never
/// well-formed UTF-8, while pages that declare one encoding and are in another are common.
package struct EncodingChoice: Sendable, Hashable {
    /// The IANA name of the encoding.
    package var name: String
    /// The length of the byte order mark, in bytes.
    package var markLength: Int

    /// How many bytes are looked at, at most, where the choice is not clear from the declaration.
    static let surveyedBytes = 1 << 18

    package init(name: String, markLength: Int = 0) {
        self.name = name
        self.markLength = markLength
    }

    /// - Parameter declared: the encoding that a header, an XML declaration or a `<meta>` names, in any spelling.
    package init(of bytes: UnsafeBufferPointer<UInt8>, declared: String? = nil) {
        if let mark = Self.byteOrderMark(bytes) {
            self = mark
            return
        }
        let beginning = UnsafeBufferPointer(rebasing: bytes.prefix(Self.surveyedBytes))
        let survey = UTF8Text.survey(beginning)
        let named = declared.flatMap(Self.canonicalName)
        if survey.invalid == 0 {
            if let wide = Self.wideWithoutMark(beginning) {
                self.init(name: wide)
            } else if let named, named != "UTF-8", !named.hasPrefix("UTF-16"), survey.sequences > 0, survey.sequences < 3 {
                self.init(name: named)  // one or two characters prove nothing
            } else {
                self.init(name: "UTF-8")
            }
            return
        }
        if survey.sequences >= survey.invalid, named == nil || named == "UTF-8" || survey.sequences > 8 * survey.invalid {
            self.init(name: "UTF-8")
            return
        }
        if let wide = Self.wideWithoutMark(beginning) {
            self.init(name: wide)
            return
        }
        if let named, named != "UTF-8", !named.hasPrefix("UTF-16") {
            self.init(name: named)
            return
        }
        self.init(name: Self.detected(beginning) ?? "GB18030")
    }

    static func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> EncodingChoice? {
        guard bytes.count >= 2 else { return nil }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return EncodingChoice(name: "UTF-8", markLength: 3) }
        if bytes.count >= 4, bytes[0] == 0x84, bytes[1] == 0x31, bytes[2] == 0x95, bytes[3] == 0x33 {
            return EncodingChoice(name: "GB18030", markLength: 4)
        }
        if bytes[0] == 0xFF, bytes[1] == 0xFE { return EncodingChoice(name: "UTF-16LE", markLength: 2) }
        if bytes[0] == 0xFE, bytes[1] == 0xFF { return EncodingChoice(name: "UTF-16BE", markLength: 2) }
        return nil
    }

    /// UTF-16 without a mark: the high bytes of Chinese text are those of Han characters, full-width forms and ASCII.
    static func wideWithoutMark(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let pairs = min(bytes.count / 2, 4096)
        guard pairs >= 4 else { return nil }
        var even = 0, odd = 0, zeros = 0
        for i in 0..<pairs {
            let a = bytes[2 * i], b = bytes[2 * i + 1]
            if a == 0 || b == 0 { zeros += 1 }
            if a == 0 || a == 0x30 || a == 0xFF || (0x4E...0x9F).contains(a) { even += 1 }
            if b == 0 || b == 0x30 || b == 0xFF || (0x4E...0x9F).contains(b) { odd += 1 }
        }
        // ASCII alone has letters in the range of Han characters at both places: NUL bytes or a clear lead must tell.
        let most = pairs * 95 / 100
        if even >= most, odd < pairs * 80 / 100 || (zeros > 0 && even > odd), zeros > 0 || odd < pairs / 2 { return "UTF-16BE" }
        if odd >= most, even < pairs * 80 / 100 || (zeros > 0 && odd > even), zeros > 0 || even < pairs / 2 { return "UTF-16LE" }
        return nil
    }

    /// The best of the detector's guesses among the encodings of Chinese text, but for UTF-16, which it is too quick to guess.
    static func detected(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var names = [CChar](repeating: 0, count: 1024)
        let length = Int(cicu_detect_encodings(bytes.baseAddress, Int32(min(bytes.count, 1 << 16)), &names, Int32(names.count)))
        let guesses = String(decoding: names[..<length].map { UInt8(bitPattern: $0) }, as: Unicode.UTF8.self).split(separator: "\n")
        // Behind these the detector only lists what it knows.
        return guesses.prefix(8).first { ["GB18030", "Big5", "UTF-8"].contains($0) }.map(String.init)
    }

    /// One name for the many spellings; nil for names that say nothing about Chinese text (Latin-1 is what servers
    /// declare when nobody has told them) or that ICU does not know.
    package static func canonicalName(_ declared: String) -> String? {
        let key = declared.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        switch key {
        case "utf8": return "UTF-8"
        case "utf16", "utf16le", "unicode": return "UTF-16LE"
        case "utf16be": return "UTF-16BE"
        case "gb18030", "gbk", "gb2312", "gb231280", "xgbk", "cp936", "windows936", "euccn", "csgb2312", "chinese": return "GB18030"
        case "big5", "xxbig5", "cp950", "windows950", "csbig5": return "Big5"
        case "big5hkscs": return "Big5-HKSCS"
        case "", "iso88591", "latin1", "windows1252", "usascii", "ascii": return nil
        default:
            guard let converter = cicu_converter_open(declared) else { return nil }
            cicu_converter_close(converter)
            return declared
        }
    }
}
