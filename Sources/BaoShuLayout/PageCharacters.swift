/// What the layout asks of a UTF-16 code unit. All characters asked about stand in the Basic Multilingual Plane; a surrogate counts as a letter.
enum PageCharacter {
    static let tab: UInt16 = 0x09
    static let numberSign: UInt16 = 0x23
    static let verticalBar: UInt16 = 0x7C

    /// Ends a line: LF, VT, FF, CR, NEL, LS, PS (the mandatory breaks of UAX #14).
    @inline(__always) static func breaksLine(_ c: UInt16) -> Bool {
        (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029
    }

    /// As wide as a Han character.
    static let wideBlank: UInt16 = 0x3000

    /// Takes room but shows nothing: spaces of every width, tab, zero-width space, byte order mark.
    @inline(__always) static func isBlank(_ c: UInt16) -> Bool {
        switch c {
        case 0x20, 0x09, 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// Twice the share of a column that the character takes: 1 for a half-width one, 2 for a full-width one.
    @inline(__always) static func halfWidths(_ c: UInt16) -> Int32 { c < 0x2000 ? 1 : 2 }

    @inline(__always) static func isHan(_ c: UInt16) -> Bool {
        (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3007
    }

    @inline(__always) static func isDigit(_ c: UInt16) -> Bool { (c >= 0x30 && c <= 0x39) || (c >= 0xFF10 && c <= 0xFF19) }

    /// Han, Latin (either width), digits, surrogates: what a word can be made of.
    @inline(__always) static func isLetter(_ c: UInt16) -> Bool {
        if isHan(c) || isDigit(c) { return true }
        switch c {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x370...0x52F, 0xD800...0xDFFF, 0xFF21...0xFF3A, 0xFF41...0xFF5A: return true
        default: return false
        }
    }

    /// 。．…， . at the end of a line: the sentence is over without a question or a cry.
    @inline(__always) static func isFullStop(_ c: UInt16) -> Bool { c == 0x3002 || c == 0xFF0E || c == 0xFF61 || c == 0x2026 || c == 0x2E }
    /// ！？!?
    @inline(__always) static func isExclamation(_ c: UInt16) -> Bool { c == 0xFF01 || c == 0xFF1F || c == 0x21 || c == 0x3F }
    /// ，、,
    @inline(__always) static func isComma(_ c: UInt16) -> Bool { c == 0xFF0C || c == 0x3001 || c == 0x2C }
    /// ；;
    @inline(__always) static func isSemicolon(_ c: UInt16) -> Bool { c == 0xFF1B || c == 0x3B }
    /// ：:
    @inline(__always) static func isColon(_ c: UInt16) -> Bool { c == 0xFF1A || c == 0x3A }
    /// — ― ─ (the long dash is two of one of them)
    @inline(__always) static func isDash(_ c: UInt16) -> Bool { c == 0x2014 || c == 0x2015 || c == 0x2500 }
    /// · • ‧ ・: between the parts of a slogan or of a foreign name.
    @inline(__always) static func isMiddleDot(_ c: UInt16) -> Bool { c == 0xB7 || c == 0x2022 || c == 0x2027 || c == 0x30FB }
    /// “ ‘ 《 〈 （ ( 「 『 【
    @inline(__always) static func opens(_ c: UInt16) -> Bool {
        switch c {
        case 0x201C, 0x2018, 0x300A, 0x3008, 0xFF08, 0x28, 0x300C, 0x300E, 0x3010: true
        default: false
        }
    }
    /// ” ’ 》 〉 ） ) 」 』 】
    @inline(__always) static func closes(_ c: UInt16) -> Bool {
        switch c {
        case 0x201D, 0x2019, 0x300B, 0x3009, 0xFF09, 0x29, 0x300D, 0x300F, 0x3011: true
        default: false
        }
    }
    /// （ (
    @inline(__always) static func opensBracket(_ c: UInt16) -> Bool { c == 0xFF08 || c == 0x28 }
    /// ） )
    @inline(__always) static func closesBracket(_ c: UInt16) -> Bool { c == 0xFF09 || c == 0x29 }
    /// ": opens and closes.
    static let straightQuote: UInt16 = 0x22
    /// □
    static let square: UInt16 = 0x25A1
    /// ▲
    static let triangle: UInt16 = 0x25B2
    /// ▲ ▼ ◀ ◄
    @inline(__always) static func pointsUpOrBack(_ c: UInt16) -> Bool { c == triangle || c == 0x25BC || c == 0x25C0 || c == 0x25C4 }
    /// △ ▽ ▷ ◁
    @inline(__always) static func isOpenTriangle(_ c: UInt16) -> Bool { c == 0x25B3 || c == 0x25BD || c == 0x25B7 || c == 0x25C1 }
    /// ▶ ►
    @inline(__always) static func isArrow(_ c: UInt16) -> Bool { c == 0x25B6 || c == 0x25BA }
    /// ■ and the filled triangles and arrows that point from a caption to its picture.
    @inline(__always) static func pointsAtPicture(_ c: UInt16) -> Bool {
        c == 0x25A0 || (c >= 0x25B2 && c <= 0x25C5 && !isBullet(c)) || (c >= 0x2190 && c <= 0x2199)
    }
    /// ● ○ ◆ ◇ ◎ △ ▽ ▷ ◁ ★ ☆ ※ ⊙
    @inline(__always) static func isBullet(_ c: UInt16) -> Bool {
        switch c {
        case 0x25CF, 0x25CB, 0x25C6, 0x25C7, 0x25CE, 0x25B3, 0x25BD, 0x25B7, 0x25C1, 0x2605, 0x2606, 0x203B, 0x2299: true
        default: false
        }
    }
}
