import BaoShuValues

/// The least and the greatest value of a part of a numeral.
struct NumeralBounds<Value: NumeralValue> {
    var low: Value
    var high: Value

    init(low: Value, high: Value) {
        self.low = low
        self.high = high
    }

    init(_ value: Int) { self.init(low: Value(value), high: Value(value)) }

    var isZero: Bool { low.isZero && high.isZero }
    func plus(_ other: NumeralBounds) -> NumeralBounds { isZero ? other : other.isZero ? self : NumeralBounds(low: low + other.low, high: high + other.high) }
    func scaled(_ power: Int) -> NumeralBounds { NumeralBounds(low: low.scaled(byPowerOfTen: power), high: high.scaled(byPowerOfTen: power)) }
}

/// What has been read of a numeral: terms of large scales, the section below ten thousand, and digits that wait for a scale.
struct NumeralState<Value: NumeralValue> {
    typealias Bounds = NumeralBounds<Value>

    let start: Int
    var isNegative = false
    /// Finished terms, in falling order of scale; `termCount` of them.
    let terms: UnsafeMutablePointer<NumeralScratch<Value>.Term>
    var termCount = 0
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

    init(start: Int, scratch: NumeralScratch<Value>) {
        self.start = start
        terms = scratch.terms
    }

    var hasValue: Bool { hasSection || termCount > 0 }
    var isBareArabic: Bool { hasArabic && current != nil && !hasValue }

    var total: Bounds {
        var result = section.plus(current ?? Bounds(0))
        for term in 0..<termCount { result = terms[term].value.plus(result) }
        return result
    }

    private mutating func push(_ value: Bounds, scale: Int) {
        terms[termCount] = .init(value: value, scale: scale)
        termCount += 1
    }

    mutating func clearSection() {
        section = Bounds(0)
        sectionPlace = 4
        hasSection = false
        current = nil
    }

    /// Replaces everything read by one value.
    mutating func settle(_ value: Bounds) {
        termCount = 0
        push(value, scale: 99)
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
        smallTail = exponent
        largeTail = 0
        smallScales += 1
        hasGap = false
        if !hasArabic { hasChinese = true }
        return true
    }

    /// 万 亿 兆. False where it cannot stand here.
    mutating func takeLargeScale(_ exponent: Int) -> Bool {
        guard !isClosed, termCount < NumeralScratch<Value>.capacity else { return false }
        if hasSection || current != nil {
            var base = section.plus(current ?? Bounds(0))
            if hasSection, let current, currentDigits == 1, !hasGap, sectionPlace >= 2, sectionPlace < 4 {
                // 两千四百五万: the digit behind 百 counts tens.
                base = section.plus(current.scaled(sectionPlace - 1))
            }
            if current == nil || hasSection { if !(hasSection && current == nil) { smallTail = 0 } }
            if !hasSection { smallTail = 0 }
            while termCount > 0, terms[termCount - 1].scale < exponent {
                base = terms[termCount - 1].value.plus(base)
                termCount -= 1
            }
            if termCount > 0, terms[termCount - 1].scale <= exponent { return false }
            push(base.scaled(exponent), scale: exponent)
            largeTail = exponent
        } else if lastWasLargeScale, termCount > 0, terms[termCount - 1].scale + exponent <= 32 {
            // 万亿, 亿万, 万万: the scale multiplies the term before it, with all below.
            var base = terms[termCount - 1].value
            let scale = terms[termCount - 1].scale
            termCount -= 1
            while termCount > 0, terms[termCount - 1].scale < exponent {
                base = terms[termCount - 1].value.plus(base)
                termCount -= 1
            }
            push(base.scaled(exponent), scale: scale + exponent)
            largeTail += exponent
        } else if !hasValue {
            push(Bounds(1).scaled(exponent), scale: exponent)
            startsWithScale = true
            largeTail = exponent
        } else {
            return false
        }
        clearSection()
        isDecimal = false
        hasGap = false
        hasScale = true
        lastWasLargeScale = true
        if !hasArabic { hasChinese = true }
        return true
    }

    enum Finished {
        case none
        case read(Numeral)
        /// The value is too long for `Value`.
        case tooLong
    }

    /// The finished numeral.
    func numeral(end: Int) -> Finished {
        guard hasValue || current != nil, end > start else { return .none }
        var value = section
        var lastLarge = 0
        if let current {
            var rest = current
            // 三万五, 两千四百五: a single digit right behind a scale word counts the next lower place.
            if currentDigits == 1, !hasGap, !isDecimal {
                if hasSection, sectionPlace >= 2, sectionPlace < 4 {
                    rest = current.scaled(sectionPlace - 1)
                } else if !hasSection, termCount > 0, terms[termCount - 1].scale < 30, lastWasLargeScale {
                    rest = current.scaled(terms[termCount - 1].scale - 1)
                }
            }
            value = value.plus(rest)
            lastLarge = -1
        }
        var term = termCount - 1
        while term >= 0 {
            value = terms[term].value.plus(value)
            term -= 1
        }
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
        guard let low = value.low.exact, let high = value.high.exact else { return .tooLong }
        let isPlain = form == .arabic || form == .positional || form == .digit
        return .read(
            Numeral(
                start: start, end: end, low: low, high: high, isVague: isVague, form: form, digits: isPlain && !isGrouped && places == 0 ? digitCount : 0,
                places: places, largeTail: lastLarge < 0 ? 0 : largeTail, smallTail: lastLarge < 0 ? 0 : smallTail,
                isSimple: smallScales <= 1 && termCount <= 1 && (form != .mixed || smallScales == 1)))
    }
}
