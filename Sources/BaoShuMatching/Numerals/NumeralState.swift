import BaoShuValues

/// The least and the greatest value of a part of a numeral.
struct Bounds {
    var low: ExactNumber
    var high: ExactNumber

    init(low: ExactNumber, high: ExactNumber) {
        self.low = low
        self.high = high
    }

    init(_ value: Int) { self.init(low: ExactNumber(value), high: ExactNumber(value)) }

    var isZero: Bool { low.isZero && high.isZero }
    func plus(_ other: Bounds) -> Bounds { isZero ? other : other.isZero ? self : Bounds(low: low + other.low, high: high + other.high) }
    func scaled(_ power: Int) -> Bounds { Bounds(low: low.scaled(byPowerOfTen: power), high: high.scaled(byPowerOfTen: power)) }
}

extension NumeralReader {
    /// What has been read of a numeral: terms of large scales, the section below ten thousand, and digits that wait for a scale.
    struct State {
        let start: Int
        var isNegative = false
        /// Finished terms with the power of ten of their last large scale, in falling order.
        var terms: [(value: Bounds, scale: Int)] = []
        var section = Bounds(0)
        /// Power of ten of the last small scale of the section; 4 where there is none.
        var sectionPlace = 4
        var hasSection = false
        var current: Bounds?
        var currentDigits = 0
        var lastWasLargeScale = false
        var largeTail = 0
        var smallTail = 0
        var smallScales = 0
        var hasArabic = false
        var hasChinese = false
        var hasScale = false
        var hasGap = false
        var isGrouped = false
        var isDecimal = false
        var isPositional = false
        var isVague = false
        var hasVagueDigit = false
        var startsWithScale = false
        /// Begins with 十 and no digit before it.
        var isLoneTen = false
        /// Nothing but the end can follow.
        var isClosed = false
        var digitCount = 0
        /// Digits and runs of digits read so far.
        var digitsRead = 0
        var places = 0
        var pair: (Int, Int)?

        init(start: Int) { self.start = start }

        var hasValue: Bool { hasSection || !terms.isEmpty }
        var isBareArabic: Bool { hasArabic && current != nil && !hasValue }

        var total: Bounds {
            var result = section.plus(current ?? Bounds(0))
            for term in terms { result = term.value.plus(result) }
            return result
        }

        mutating func clearSection() {
            section = Bounds(0)
            sectionPlace = 4
            hasSection = false
            current = nil
        }

        /// Replaces everything read by one value.
        mutating func settle(_ value: Bounds) {
            terms = [(value, 99)]
            clearSection()
        }

        mutating func addToSection(_ value: Bounds, place: Int) {
            section = section.plus(value)
            sectionPlace = place
            hasSection = true
            lastWasLargeScale = false
            hasScale = true
        }

        /// 十 百 千. False where it cannot stand here.
        mutating func takeSmallScale(_ exponent: Int) -> Bool {
            guard !isClosed, exponent < sectionPlace, !isDecimal || hasArabic else { return false }
            if isPositional, currentDigits > 1 { return false }
            let coefficient: Bounds
            if let current {
                coefficient = current
            } else if !hasValue {
                coefficient = Bounds(1)
                startsWithScale = !hasChinese && exponent > 1
                isLoneTen = !hasChinese && exponent == 1
            } else if exponent == 1, (hasSection && sectionPlace > 1) || hasGap || lastWasLargeScale {
                coefficient = Bounds(1)
            } else {
                return false
            }
            addToSection(coefficient.scaled(exponent), place: exponent)
            current = nil
            pair = nil
            smallTail = exponent
            largeTail = 0
            smallScales += 1
            hasGap = false
            if !hasArabic { hasChinese = true }
            return true
        }

        /// 万 亿 兆. False where it cannot stand here.
        mutating func takeLargeScale(_ exponent: Int) -> Bool {
            guard !isClosed else { return false }
            if hasSection || current != nil {
                var base = section.plus(current ?? Bounds(0))
                if hasSection, let current, currentDigits == 1, !hasGap, sectionPlace >= 2, sectionPlace < 4 {
                    // 两千四百五万: the digit behind 百 counts tens.
                    base = section.plus(current.scaled(sectionPlace - 1))
                }
                if current == nil || hasSection { if !(hasSection && current == nil) { smallTail = 0 } }
                if !hasSection { smallTail = 0 }
                while let last = terms.last, last.scale < exponent {
                    base = last.value.plus(base)
                    terms.removeLast()
                }
                if let last = terms.last, last.scale <= exponent { return false }
                terms.append((base.scaled(exponent), exponent))
                largeTail = exponent
            } else if lastWasLargeScale, let last = terms.last, last.scale + exponent <= 32 {
                // 万亿, 亿万, 万万: the scale multiplies the term before it, with all below.
                var base = last.value
                terms.removeLast()
                let scale = last.scale
                while let above = terms.last, above.scale < exponent {
                    base = above.value.plus(base)
                    terms.removeLast()
                }
                terms.append((base.scaled(exponent), scale + exponent))
                largeTail += exponent
            } else if !hasValue {
                terms.append((Bounds(1).scaled(exponent), exponent))
                startsWithScale = true
                largeTail = exponent
            } else {
                return false
            }
            clearSection()
            pair = nil
            isDecimal = false
            hasGap = false
            hasScale = true
            lastWasLargeScale = true
            if !hasArabic { hasChinese = true }
            return true
        }

        /// The finished numeral.
        func numeral(end: Int) -> Numeral? {
            guard hasValue || current != nil, end > start else { return nil }
            var value = section
            var lastLarge = 0
            if let current {
                var rest = current
                // 三万五, 两千四百五: a single digit right behind a scale word counts the next lower place.
                if currentDigits == 1, !hasGap, !isDecimal {
                    if hasSection, sectionPlace >= 2, sectionPlace < 4 {
                        rest = current.scaled(sectionPlace - 1)
                    } else if !hasSection, let last = terms.last, last.scale < 30, lastWasLargeScale {
                        rest = current.scaled(last.scale - 1)
                    }
                }
                value = value.plus(rest)
                lastLarge = -1
            }
            for term in terms.reversed() { value = term.value.plus(value) }
            if isNegative { value = Bounds(low: -value.high, high: -value.low) }
            let form: Numeral.Form
            if startsWithScale, digitsRead == 0 {
                form = .scale
            } else if isLoneTen, end == start + 1 {
                form = .digit
            } else if hasArabic {
                form = hasScale ? .mixed : .arabic
            } else if hasVagueDigit, !hasScale {
                form = .vague
            } else if isPositional, !hasScale {
                form = .positional
            } else {
                form = !hasScale && digitCount == 1 && places == 0 ? .digit : .chinese
            }
            let isPlain = form == .arabic || form == .positional || form == .digit
            return Numeral(
                start: start, end: end, low: value.low, high: value.high, isVague: isVague, form: form, digits: isPlain && !isGrouped && places == 0 ? digitCount : 0,
                places: places, largeTail: lastLarge < 0 ? 0 : largeTail, smallTail: lastLarge < 0 ? 0 : smallTail,
                isSimple: smallScales <= 1 && terms.count <= 1 && (form != .mixed || smallScales == 1))
        }
    }
}
