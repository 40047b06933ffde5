import BaoShuText

/// The words of a number primitive, by folded code unit.
package struct NumeralGrammar: Sendable {
    package enum Role: UInt8, Sendable, BitwiseCopyable {
        case none = 0
        /// 0–9 in ASCII.
        case arabic
        /// A Chinese digit, value 0–9.
        case digit
        /// A Chinese zero.
        case zero
        /// A sign that is some tens: 廿 20, 卅 30.
        case tens
        /// 十 百 千: below ten thousand.
        case smallScale
        /// 万 亿 …: from ten thousand on.
        case largeScale
        case point, group
        /// 几 数: stands for a digit.
        case vagueDigit
        /// 多 余 来: behind a number.
        case vagueSuffix
        /// A word that ends in a vague digit and is no number: 人数.
        case vagueTail
        case minus
        case space
        /// k, w: behind Arabic digits only.
        case latinScale
        /// 半: no part of a numeral, but of what stands about it.
        case reserved
    }

    package let name: String
    /// For each code unit its role and the index of its value in `values`.
    package internal(set) var roles: [UInt8]
    package internal(set) var values: [UInt8]
    /// Powers of ten of the scales, by index in `values`.
    package internal(set) var exponents: [Int] = []
    /// Words of more than one unit: vague digits (若干, 好几) and vague suffixes.
    package internal(set) var words: [(units: [UInt16], role: Role)] = []
    /// The same words by their first unit, the longest first.
    package internal(set) var wordsByStart: [UInt16: [(units: [UInt16], role: Role)]] = [:]
    /// The terminal whose surfaces a trailing scale word gives way to (5 + 千克, not 5千 + 克), or nil.
    package internal(set) var yieldKinds: [Bool] = []
    package internal(set) var yieldTerminal: Int?
    /// Digits that count and are never read by place: 两.
    package internal(set) var countsOnly: [Bool]
    /// Signs that are words of another kind by themselves: numerals only beside other numerals.
    package internal(set) var isWeak: [Bool]
    /// Units that begin a word of `words`, and units before the last of a word that ends in a vague digit.
    package internal(set) var startsWord: [Bool]
    package internal(set) var precedesTail: [Bool]
    /// Whether a unit can begin a numeral.
    package internal(set) var canStart: [Bool]

    init(name: String) {
        self.name = name
        roles = Array(repeating: 0, count: 0x10000)
        values = Array(repeating: 0, count: 0x10000)
        canStart = Array(repeating: false, count: 0x10000)
        startsWord = Array(repeating: false, count: 0x10000)
        precedesTail = Array(repeating: false, count: 0x10000)
        countsOnly = Array(repeating: false, count: 0x10000)
        isWeak = Array(repeating: false, count: 0x10000)
        for digit in 0...9 {
            roles[0x30 + digit] = Role.arabic.rawValue
            values[0x30 + digit] = UInt8(digit)
        }
        roles[0x20] = Role.space.rawValue
    }

    mutating func set(_ unit: UInt16, _ role: Role, value: Int = 0) {
        roles[Int(unit)] = role.rawValue
        values[Int(unit)] = UInt8(clamping: value)
    }

    mutating func finish() {
        defer { for unit in wordsByStart.keys { wordsByStart[unit]!.sort { $0.units.count > $1.units.count } } }
        for unit in 0..<0x10000 where roles[unit] != 0 {
            switch Role(rawValue: roles[unit])! {
            case .arabic, .digit, .zero, .tens, .smallScale, .largeScale, .vagueDigit, .minus: canStart[unit] = true
            default: break
            }
        }
        for word in words {
            startsWord[Int(word.units[0])] = true
            wordsByStart[word.units[0], default: []].append(word)
            if word.role == .vagueTail, word.units.count > 1 { precedesTail[Int(word.units[word.units.count - 2])] = true }
        }
        for word in words where word.role == .vagueDigit { canStart[Int(word.units[0])] = true }
    }
}
