import BaoShuRules

/// What a numeral is made of. Each of these reads on from a place and gives the place behind, or nil where it cannot stand there.
extension NumeralReader {
    /// ASCII digits with groups of three and a decimal point.
    func arabic(at start: Int, _ state: inout State) -> Int {
        var i = start
        // All are counted; of overlong runs, whose value does not matter, not all are kept.
        var count = 0
        func take(_ unit: UInt16) {
            if count < NumeralLimits.longest { scratch.digits[count] = UInt8(truncatingIfNeeded: unit) }
            count += 1
        }
        while role(i) == .arabic {
            take(text[i])
            i += 1
        }
        if i - start <= 3 {
            while role(i) == .group, role(i + 1) == .arabic, role(i + 2) == .arabic, role(i + 3) == .arabic, role(i + 4) != .arabic, scratch.digits[0] != 0x30 {
                for offset in 1...3 { take(text[i + offset]) }
                i += 4
                state.isGrouped = true
            }
        }
        let whole = count
        if whole == 0 { take(0x30) }
        if i < text.count, text[i] == 0x2E, role(i + 1) == .arabic {
            take(0x2E)
            i += 1
            let from = i
            while role(i) == .arabic {
                take(text[i])
                i += 1
            }
            state.places = i - from
        }
        // Overlong runs are read to their end, so that they are passed over in one step.
        let value = count > NumeralLimits.longest ? Value(0) : Value(digits: UnsafeBufferPointer(start: scratch.digits, count: count))
        state.current = Bounds(low: value, high: value)
        state.currentDigits = count
        state.digitCount = state.isGrouped || state.places > 0 ? 0 : whole
        state.hasArabic = true
        state.digitsRead += 1
        return i
    }

    /// Chinese digits: one, two side by side (三五: 3 to 5), or a row read by place.
    func digits(at start: Int, _ state: inout State) -> Int? {
        var i = start
        while role(i) == .digit || role(i) == .zero { i += 1 }
        var from = start
        if state.hasValue {
            while from < i, role(from) == .zero { from += 1 }
            state.hasGap = from > start
            // A zero behind a scale word has to lead to something.
            if from == i { return role(i) == .smallScale || role(i) == .arabic || role(i) == .tens ? i : nil }
        }
        if !state.hasValue, i - from == 1, role(from) == .zero, role(i) == .smallScale {
            // 零十: the zero says nothing.
            state.hasGap = true
            state.hasChinese = true
            return i
        }
        // 两 counts: it begins a number or stands before a scale word, and is read by place nowhere; 一两 and 两三 are pairs.
        let isPair = i - from == 2 && role(from) == .digit && role(from + 1) == .digit && digit(from + 1) == digit(from) + 1
        if !(isPair && !state.hasValue && !isTail(at: from)) {
            for j in from..<i where sign(j).countsOnly {
                if j > from { i = j } else { i = from + 1 }
                break
            }
        }
        if sign(from).countsOnly, state.hasValue, role(i) != .smallScale, role(i) != .largeScale { return nil }
        state.hasChinese = true
        let run = i - from
        // 15亿一期工程: a digit of the other script that leads to no scale word is another number's.
        if run == 1, state.hasValue, state.hasArabic, !state.hasGap, role(i) != .smallScale, role(i) != .largeScale { return nil }
        if run == 1 {
            state.current = Bounds(digit(from))
            state.currentDigits = 1
        } else if run == 2, role(from) == .digit, role(from + 1) == .digit, digit(from + 1) == digit(from) + 1 || (digit(from) == 3 && digit(from + 1) == 5) {
            state.current = Bounds(low: Value(digit(from)), high: Value(digit(from + 1)))
            state.currentDigits = 1
            state.isVague = true
        } else {
            guard !state.hasValue else { return nil }
            let count = min(run, NumeralLimits.longest)
            for offset in 0..<count { scratch.digits[offset] = UInt8(truncatingIfNeeded: 0x30 + digit(from + offset)) }
            let value = Value(digits: UnsafeBufferPointer(start: scratch.digits, count: count))
            state.current = Bounds(low: value, high: value)
            state.currentDigits = run
            state.isPositional = true
        }
        if !state.hasValue { state.digitCount = run }
        state.digitsRead += 1
        return i
    }

    /// 二点五, 一百二十点三.
    func chineseDecimals(at point: Int, _ state: inout State) -> Int? {
        guard !state.isVague, !state.hasArabic, state.hasValue || state.current != nil else { return nil }
        var i = point + 1
        while role(i) == .space, i - point < 3 { i += 1 }
        var count = 0
        func take(_ digit: UInt8) {
            if count < NumeralLimits.longest { scratch.digits[count] = digit }
            count += 1
        }
        if role(i) == .arabic, state.current?.isZero == true, !state.hasValue {
            // 零点77
            while role(i) == .arabic {
                take(UInt8(truncatingIfNeeded: text[i]))
                i += 1
            }
        }
        guard count > 0 || ((role(i) == .digit || role(i) == .zero) && !sign(i).countsOnly) else { return nil }
        while role(i) == .digit || role(i) == .zero, !sign(i).countsOnly {
            take(UInt8(truncatingIfNeeded: 0x30 + digit(i)))
            i += 1
        }
        let decimals = UnsafeBufferPointer(start: UnsafePointer(scratch.digits), count: min(count, NumeralLimits.longest))
        guard let value = state.total.low.with(decimals: decimals) else { return nil }
        state.clearSection()
        state.termCount = 0
        state.lastWasLargeScale = false
        state.current = Bounds(low: value, high: value)
        state.currentDigits = count + 1
        state.places = count
        state.isDecimal = true
        state.digitCount = 0
        return i
    }

    /// 几, 数, 若干 in the place of a digit.
    func vagueDigit(at i: Int, _ state: inout State) -> Int? {
        guard state.current == nil, !state.isClosed, !state.hasArabic else { return nil }
        if i == state.start, isTail(at: i) { return nil }
        var length = 1
        if let word = word(at: i) {
            guard word.role == .vagueDigit else { return nil }
            length = Int(word.count)
        }
        let afterTen = state.sectionPlace == 1
        if state.hasValue, !afterTen, role(i + length) != .smallScale { return nil }
        state.current = Bounds(low: Value(afterTen ? 1 : 2), high: Value(9))
        state.currentDigits = 1
        state.isVague = true
        state.hasVagueDigit = true
        return i + length
    }

    /// 多, 余, 来 behind the number or before its last large scale word.
    func vagueSuffix(at i: Int, _ state: inout State) -> Int? {
        guard !state.isVague, !state.isClosed, state.hasValue || state.current != nil else { return nil }
        var length = 1
        if let word = word(at: i) {
            guard word.role == .vagueSuffix else { return nil }
            length = Int(word.count)
        }
        let scaleFollows = role(i + length) == .largeScale && !yields(i + length)
        let base = state.section.plus(state.current ?? Bounds(0))
        let inSection = !base.low.isZero
        let total = state.total.low
        let place = inSection && scaleFollows ? base.low.lastPlace : total.lastPlace
        if !scaleFollows, place.isBelowTen { return nil }
        if scaleFollows, inSection {
            state.clearSection()
            state.current = Bounds(low: base.low, high: base.low + place)
        } else if scaleFollows {
            state.termCount = 0
            state.current = Bounds(low: total, high: total + total.lastPlace)
        } else {
            let high = total + place
            state.settle(Bounds(low: total, high: high))
            state.isClosed = true
        }
        state.isVague = true
        return i + length
    }

    /// A blank inside a mixed numeral (7 万5 千, 177.1 亿), up to two of them.
    func blank(at start: Int, _ state: State) -> Int? {
        guard !state.isClosed else { return nil }
        var i = start
        while role(i) == .space, i - start < 2 { i += 1 }
        let next = role(i)
        if !state.hasArabic {
            // 两千 四 百 五, 六 点 五: between signs that go on with the same numeral.
            guard !state.isVague, !state.isPositional else { return nil }
            switch next {
            case .smallScale, .largeScale: return yields(i) ? nil : i
            case .point: return role(i + 1) == .digit || role(i + 1) == .space ? i : nil
            case .digit, .zero: return state.current == nil && state.hasValue ? i : nil
            default: return nil
            }
        }
        if state.current != nil { return (next == .smallScale || next == .largeScale) && !yields(i) ? i : nil }
        // Behind a scale word the next digits have to bring a scale word of their own.
        guard next == .arabic else { return nil }
        var j = i
        while role(j) == .arabic || role(j) == .space { j += 1 }
        return role(j) == .smallScale || role(j) == .largeScale ? i : nil
    }
}
