/// Maps each UTF-16 code unit to the form that rules and lexicons are compared in.
///
/// Built in are the forms that Unicode itself relates: full-width ASCII (U+FF01–FF5E → U+0021–007E), the ideographic space,
/// ￥ → ¥, and the dashes, tildes and quotation marks that newspapers use for one another. Traditional and variant characters come from the rules.
///
/// A character beyond the basic plane folds to one unit, so that patterns count it as one character: Han (planes 2 and 3) to its low surrogate,
/// all others to their high one. Such a unit stands for some sixty characters that few texts have two of.
public struct FoldTable: Sendable {
    /// The folded unit for every code unit; `expanded` where the form is longer than one unit.
    package private(set) var single: [UInt16]
    package private(set) var expansions: [UInt16: [UInt16]] = [:]
    /// True for units whose folding came from the rules: a text full of them is written in traditional characters.
    package private(set) var isVariant: [Bool]
    /// True for units whose form is longer than one unit, for surrogates, and for letters that may be misread digits.
    private(set) var isRare: [Bool]

    /// The forms that Unicode relates, without those of rules.
    public init() {
        single = (0...0xFFFF).map { UInt16($0) }
        isVariant = Array(repeating: false, count: 0x10000)
        isRare = (0...0xFFFF).map { MisreadDigits.isLetter(UInt16($0)) }
        for unit in 0xFF01...0xFF5E { single[unit] = UInt16(unit - 0xFEE0) }
        single[0x3000] = 0x20
        single[0xA0] = 0x20
        for blank in BrokenFigures.narrowBlanks { single[Int(blank)] = 0x20 }
        single[0xFFE5] = 0xA5
        for dash in [0x2010, 0x2011, 0x2012, 0x2212, 0xFE63] { single[dash] = 0x2D }
        for dash in [0x2013, 0x2014, 0x2015, 0x2500] { single[dash] = 0x2014 }
        for tilde in [0x301C, 0x223C] { single[tilde] = 0x7E }
        for colon in [0x2236, 0xFE55] { single[colon] = 0x3A }
        for dot in [0x2022, 0x2027, 0x30FB, 0xFF65, 0x2E31] { single[dot] = 0xB7 }
        single[0x25CB] = 0x3007
        // 「」『』 of traditional print (GB/T 15834 keeps them for vertical text).
        for (corner, quote) in [(0x300C, 0x201C), (0x300D, 0x201D), (0x300E, 0x2018), (0x300F, 0x2019)] { single[corner] = UInt16(quote) }
        for surrogate in 0xD800...0xDFFF { isRare[surrogate] = true }
        for letter in 0xFF21...0xFF5A where MisreadDigits.isLetter(single[letter]) { isRare[letter] = true }
    }

    /// Adds one pair from the rules; both sides in UTF-16. Only one-unit originals fold.
    public mutating func add(_ original: [UInt16], to folded: [UInt16]) {
        guard original.count == 1, !folded.isEmpty, original != folded else { return }
        let unit = Int(original[0])
        if folded.count == 1 {
            single[unit] = folded[0]
        } else {
            expansions[original[0]] = folded
            isRare[unit] = true
        }
        // Han to Han is a variant; a squared unit or a fraction sign says nothing of the script.
        isVariant[unit] = folded.count == 1 && (0x3400...0x9FFF).contains(unit)
    }

    /// The same for UTF-8.
    package func fold(utf8 bytes: ArraySlice<UInt8>) -> [UInt16] {
        var result: [UInt16] = []
        result.reserveCapacity(bytes.count / 3 + 1)
        var i = bytes.startIndex
        while i < bytes.endIndex {
            let first = bytes[i]
            var unit = UInt16(first)
            if first >= 0x80 {
                // Three well-formed bytes of a character beyond the surrogates, as nearly all are; the rest goes the long way.
                guard first >= 0xE3, first <= 0xE9, i + 2 < bytes.endIndex, bytes[i + 1] & 0xC0 == 0x80, bytes[i + 2] & 0xC0 == 0x80 else {
                    return fold(String(decoding: bytes, as: UTF8.self))
                }
                unit = UInt16(first & 0x0F) << 12 | UInt16(bytes[i + 1] & 0x3F) << 6 | UInt16(bytes[i + 2] & 0x3F)
                i += 2
            }
            i += 1
            if let expansion = expansions[unit] { result += expansion } else { result.append(single[Int(unit)]) }
        }
        return result
    }

    /// A short text folded, for words of rules and lexicons.
    public func fold(_ text: String) -> [UInt16] {
        var result: [UInt16] = []
        var high: UInt16?
        for unit in text.utf16 {
            if let first = high {
                result.append(Self.fold(first, unit))
                high = nil
            } else if UTF16.isLeadSurrogate(unit) {
                high = unit
            } else if let expansion = expansions[unit] {
                result += expansion
            } else {
                result.append(single[Int(unit)])
            }
        }
        return result
    }

    /// The one unit for two surrogates.
    static func fold(_ high: UInt16, _ low: UInt16) -> UInt16 { (0xD840...0xD8BF).contains(high) ? low : high }
}

/// A text folded for matching, with the way back to the original offsets. A blank that stands alone between Han and a figure is left out, and so
/// is one inside a figure that a machine read apart (5. 9%); letters misread for digits are digits.
public struct FoldedText: Sendable {
    /// The folded text; compared with lexicons and patterns.
    public private(set) var units: [UInt16] = []
    /// For every folded unit, and one behind the last, the original offset; empty where they are the same.
    package private(set) var origin: [Int32] = []
    /// How many units were traditional or variant characters.
    public private(set) var variantCount = 0

    /// An empty text, to be filled by `fold`.
    public init() {}

    /// Folds a text in one pass, reusing the buffers.
    ///
    /// - Complexity: O(*n*)
    public mutating func fold(_ text: [UInt16], with table: FoldTable) {
        origin.removeAll(keepingCapacity: true)
        units.removeAll(keepingCapacity: true)
        // Their values are set below.
        units.append(contentsOf: text)
        var variants = 0
        var expands = false
        var hasLetters = false
        var before: UInt16 = 0
        units.withUnsafeMutableBufferPointer { units in
            table.single.withUnsafeBufferPointer { single in
                table.isVariant.withUnsafeBufferPointer { isVariant in
                    table.isRare.withUnsafeBufferPointer { isRare in
                        for i in units.indices {
                            let unit = Int(units[i])
                            units[i] = single[unit]
                            if isVariant[unit] { variants += 1 }
                            // Characters that expand, and blanks beside figures, are rare: only texts that have one pay for the map.
                            if isRare[unit] {
                                if !MisreadDigits.isLetter(units[i]) {
                                    expands = true
                                } else if Self.isDigit(before) || i + 1 < units.count && Self.isDigit(single[Int(units[i + 1])]) {
                                    hasLetters = true
                                }
                            } else if before == 0x20, Self.isGap(units, behind: i) || BrokenFigures.mayBe(units, behind: i) {
                                expands = true
                            }
                            before = units[i]
                        }
                    }
                }
            }
        }
        variantCount = variants
        if expands { foldExpanding(text, with: table) }
        if hasLetters { units.withUnsafeMutableBufferPointer { MisreadDigits.read(in: $0) } }
    }

    private mutating func foldExpanding(_ text: [UInt16], with table: FoldTable) {
        units.removeAll(keepingCapacity: true)
        var offset = 0
        while offset < text.count {
            let unit = text[offset]
            if let expansion = table.expansions[unit] {
                units += expansion
                for _ in expansion { origin.append(Int32(offset)) }
            } else {
                let isPair = UTF16.isLeadSurrogate(unit) && offset + 1 < text.count && UTF16.isTrailSurrogate(text[offset + 1])
                // Half a pair is no character.
                units.append(isPair ? FoldTable.fold(unit, text[offset + 1]) : UTF16.isSurrogate(unit) ? 0xFFFD : table.single[Int(unit)])
                origin.append(Int32(offset))
                if isPair { offset += 1 }
            }
            offset += 1
        }
        closeGaps(of: text)
        origin.append(Int32(text.count))
    }

    /// Leaves out the blanks that say nothing.
    private mutating func closeGaps(of text: [UInt16]) {
        var count = 0
        // Where the last group of a figure begins whose blanks were closed.
        var group = -1
        units.withUnsafeMutableBufferPointer { units in
            for i in units.indices {
                (units[count], origin[count]) = (units[i], origin[i])
                count += 1
                // An ideographic blank parts headlines and names: only the narrow ones are a typist's.
                guard count > 2, units[count - 2] == 0x20, text[Int(origin[count - 2])] != 0x3000 else { continue }
                let isGap = Self.isGap(units, behind: count - 1)
                let isNarrow = BrokenFigures.narrowBlanks.contains(text[Int(origin[count - 2])])
                guard isGap || BrokenFigures.isBroken(units, behind: count - 1, rest: i + 1, group: group, isNarrow: isNarrow) else { continue }
                (units[count - 2], origin[count - 2]) = (units[count - 1], origin[count - 1])
                count -= 1
                if !isGap { group = count - 1 }
            }
        }
        units.removeLast(units.count - count)
        origin.removeLast(origin.count - count)
    }

    /// Whether the blank before a place is one that stands between Han and a figure (增长 5.8%, 12 万元) and says nothing. One behind a figure that
    /// begins its line does: it numbers the line.
    private static func isGap(_ units: UnsafeMutableBufferPointer<UInt16>, behind place: Int) -> Bool {
        guard place >= 2 else { return false }
        let (left, right) = (units[place - 2], units[place])
        if isHan(left) { return isDigit(right) }
        // 要闻02 二〇二四年: two numbers.
        guard isDigit(left), isHan(right), !isHanDigit(right) else { return false }
        var start = place - 2
        while start > 0, place - start <= longestMarker, isDigit(units[start - 1]) { start -= 1 }
        if place - start > longestMarker { return true }
        while start > 0, units[start - 1] == 0x20 { start -= 1 }
        return start > 0 && units[start - 1] != 0x0A
    }

    /// 〇一二三四五六七八九
    static func isHanDigit(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D: true
        default: false
        }
    }

    /// A number of a line has fewer digits than this.
    private static let longestMarker = 4

    static func isHan(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FFF || unit >= 0x3400 && unit <= 0x4DBF || unit == 0x3007 || UTF16.isTrailSurrogate(unit) }

    static func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

    /// Whether offsets in the original differ from those in the folded text.
    package var isMapped: Bool { !origin.isEmpty }

    /// The original span of a folded one. A span that ends inside an expanded character takes all of it; a blank that was left out is taken only
    /// where the span goes on behind it.
    package func original(_ range: Range<Int>) -> TextSpan {
        guard !origin.isEmpty else { return TextSpan(range.lowerBound, range.upperBound) }
        let start = Int(origin[range.lowerBound])
        guard !range.isEmpty else { return TextSpan(start, start) }
        let last = range.upperBound - 1
        return TextSpan(start, Int(origin[last]) + (UTF16.isSurrogate(units[last]) ? 2 : 1))
    }

    /// The folded index of an original offset.
    package func folded(_ offset: Int) -> Int {
        guard !origin.isEmpty else { return offset }
        return origin.dropLast().partitioningIndex { Int($0) >= offset }
    }
}
