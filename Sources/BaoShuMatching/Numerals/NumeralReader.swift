import BaoShuRules
import BaoShuValues

/// Reads the numerals of a text by a number primitive's words: one pass from left to right, each place the longest numeral.
///
/// A numeral that is longer than `maximumLength` is a serial number or noise; it is passed over whole.
struct NumeralReader {
    static let maximumLength = 64

    let grammar: NumeralGrammar
    /// The grammar's tables, held while the text is read: reading them through the arrays would count references at every step.
    private let roles: UnsafeBufferPointer<UInt8>
    private let values: UnsafeBufferPointer<UInt8>
    let text: UnsafeBufferPointer<UInt16>
    /// Where a unit's name of two or more characters begins: a scale word there belongs to the unit (千克).
    let yields: UnsafeBufferPointer<Bool>

    private typealias Role = NumeralGrammar.Role

    /// Calls `body` with every numeral of a text, by start.
    static func read(_ text: UnsafeBufferPointer<UInt16>, grammar: NumeralGrammar, yields: UnsafeBufferPointer<Bool>, _ body: (Numeral) -> Void) {
        grammar.roles.withUnsafeBufferPointer { roles in
            grammar.values.withUnsafeBufferPointer { values in
                NumeralReader(grammar: grammar, roles: roles, values: values, text: text, yields: yields).readAll(body)
            }
        }
    }

    @inline(__always) private func role(_ i: Int) -> Role {
        i < text.count ? Role(rawValue: roles[Int(text[i])]).unsafelyUnwrapped : .none
    }
    @inline(__always) private func digit(_ i: Int) -> Int { Int(values[Int(text[i])]) }
    @inline(__always) private func exponent(_ i: Int) -> Int { grammar.exponents[Int(values[Int(text[i])])] }

    /// All numerals, by start. Some overlap: behind a sign or a leading 数 the shorter reading is given too.
    func readAll(_ body: (Numeral) -> Void) {
        var i = 0
        grammar.canStart.withUnsafeBufferPointer { canStart in
            while i < text.count {
                guard canStart[Int(text[i])] || (text[i] == 0x2E && startsAtPoint(i)) else { i += 1; continue }
                if let end = chainOfPoints(at: i) {
                    i = end
                    continue
                }
                guard let numeral = read(at: i) else {
                    i = runEnd(i)
                    continue
                }
                if numeral.end - numeral.start > Self.maximumLength {
                    i = numeral.end
                    continue
                }
                body(numeral)
                let first = role(i)
                if first == .minus || first == .vagueDigit, numeral.end > i + 1, let rest = read(at: i + 1), rest.end == numeral.end { body(rest) }
                i = numeral.end
            }
        }
    }

    /// .5: a point that no digit, letter or other point precedes.
    private func startsAtPoint(_ i: Int) -> Bool {
        role(i + 1) == .arabic && !isLatinOrDigit(i - 1) && (i == 0 || text[i - 1] != 0x2E)
    }

    /// The end of the run behind a place where nothing could be read: ASCII digits stay together.
    private func runEnd(_ start: Int) -> Int {
        var i = start + 1
        if role(start) == .arabic { while role(i) == .arabic { i += 1 } }
        return i
    }

    /// 1.2.3, 192.168.0.1, 2024.5.30: no numeral begins in there. Returns the end.
    private func chainOfPoints(at start: Int) -> Int? {
        guard role(start) == .arabic else { return nil }
        var i = start
        var points = 0
        while true {
            while role(i) == .arabic { i += 1 }
            guard i < text.count, text[i] == 0x2E, role(i + 1) == .arabic else { break }
            points += 1
            i += 1
        }
        return points >= 2 ? i : nil
    }

    /// The longest numeral that begins here.
    func read(at start: Int) -> Numeral? {
        var state = State(start: start)
        var i = start
        if role(i) == .minus {
            guard signHolds(at: i), [.arabic, .digit, .zero, .smallScale].contains(role(firstOfNumber(i))) || (i + 1 < text.count && text[i + 1] == 0x2E) else { return nil }
            state.isNegative = true
            i = firstOfNumber(i)
        }
        if i > 0, !state.isNegative, role(i) == .arabic, role(i - 1) == .arabic { return nil }
        reading: while i < text.count, i - start <= Self.maximumLength * 4 {
            switch role(i) {
            case .arabic:
                guard state.current == nil, !state.isClosed, let next = arabic(at: i, &state) else { break reading }
                i = next
            case .digit, .zero:
                guard state.current == nil, !state.isClosed, let next = digits(at: i, &state) else { break reading }
                i = next
            case .tens:
                guard state.current == nil, !state.isClosed, state.sectionPlace > 1 else { break reading }
                state.addToSection(Bounds(digit(i)), place: 1)
                state.hasChinese = true
                i += 1
            case .smallScale:
                guard !yieldsScale(at: i, state), state.takeSmallScale(exponent(i)) else { break reading }
                i += 1
            case .largeScale:
                guard !yieldsScale(at: i, state), state.takeLargeScale(exponent(i)) else { break reading }
                i += 1
            case .vagueDigit:
                guard let next = vagueDigit(at: i, &state) else { break reading }
                i = next
            case .vagueSuffix:
                guard let next = vagueSuffix(at: i, &state) else { break reading }
                i = next
            case .point:
                if state.current == nil, !state.hasValue, role(i + 1) == .arabic, text[i] == 0x2E, let next = arabic(at: i, &state) {
                    i = next
                    continue reading
                }
                guard let next = chineseDecimals(at: i, &state) else { break reading }
                i = next
            case .latinScale:
                guard state.isBareArabic, !isLatinOrDigit(i + 1), state.takeLargeScale(exponent(i)) else { break reading }
                state.isClosed = true
                i += 1
            case .space:
                guard let next = blank(at: i, state) else { break reading }
                i = next
            default:
                guard let word = word(at: i), word.role == .vagueDigit, let next = vagueDigit(at: i, &state) else { break reading }
                i = next
            }
        }
        while i > start, role(i - 1) == .space { i -= 1 }
        var result = state.numeral(end: i)
        // 陆 and 伍 are surnames first, digits beside others.
        if i == start + 1, grammar.isWeak[Int(text[start])] { result?.form = .weak }
        return result
    }

    /// A hyphen is a sign only where nothing numeric or Latin stands before it; words for minus always are.
    private func signHolds(at i: Int) -> Bool {
        guard text[i] == 0x2D, i > 0 else { return true }
        let before = role(i - 1)
        return before == .none && !isLatinOrDigit(i - 1) && text[i - 1] != 0x29 && text[i - 1] != 0x25 && text[i - 1] != 0x2D
    }

    /// The place behind a sign, past one blank where the sign cannot be a dash: a word for minus, or at the start of a line.
    private func firstOfNumber(_ sign: Int) -> Int {
        let startsLine = sign == 0 || text[sign - 1] == 0x0A
        return role(sign + 1) == .space && role(sign + 2) == .arabic && (text[sign] != 0x2D || startsLine) ? sign + 2 : sign + 1
    }

    private func isLatinOrDigit(_ i: Int) -> Bool {
        guard i >= 0, i < text.count else { return false }
        let unit = text[i]
        return (0x30...0x39).contains(unit) || (0x41...0x5A).contains(unit) || (0x61...0x7A).contains(unit)
    }

    private func yieldsScale(at i: Int, _ state: State) -> Bool {
        yields[i] || (grammar.isWeak[Int(text[i])] && state.current == nil && !state.hasValue)
    }

    /// ASCII digits with groups of three and a decimal point.
    private func arabic(at start: Int, _ state: inout State) -> Int? {
        var i = start
        while role(i) == .arabic { i += 1 }
        var digits: [UInt8] = text[start..<i].map { UInt8(truncatingIfNeeded: $0) }
        if i - start <= 3 {
            while role(i) == .group, role(i + 1) == .arabic, role(i + 2) == .arabic, role(i + 3) == .arabic, role(i + 4) != .arabic, digits[0] != 0x30 {
                digits += text[(i + 1)...(i + 3)].map { UInt8(truncatingIfNeeded: $0) }
                i += 4
                state.isGrouped = true
            }
        }
        let whole = digits.count
        if whole == 0 { digits.append(0x30) }
        if i < text.count, text[i] == 0x2E, role(i + 1) == .arabic {
            digits.append(0x2E)
            i += 1
            let from = i
            while role(i) == .arabic {
                digits.append(UInt8(truncatingIfNeeded: text[i]))
                i += 1
            }
            state.places = i - from
        }
        // Overlong runs are read to their end, so that they are passed over in one step; their value does not matter.
        guard let value = digits.count > Self.maximumLength ? .zero : ExactNumber(decimal: digits) else { return nil }
        state.current = Bounds(low: value, high: value)
        state.currentDigits = digits.count
        state.digitCount = state.isGrouped || state.places > 0 ? 0 : whole
        state.hasArabic = true
        state.digitsRead += 1
        return i
    }

    /// Chinese digits: one, two side by side (三五: 3 to 5), or a row read by place.
    private func digits(at start: Int, _ state: inout State) -> Int? {
        var i = start
        while role(i) == .digit || role(i) == .zero { i += 1 }
        var from = start
        if state.hasValue {
            while from < i, role(from) == .zero { from += 1 }
            state.hasGap = from > start
            // A zero behind a scale word has to lead to something.
            if from == i { return [.smallScale, .arabic, .tens].contains(role(i)) ? i : nil }
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
            for j in from..<i where grammar.countsOnly[Int(text[j])] {
                if j > from { i = j } else { i = from + 1 }
                break
            }
        }
        if grammar.countsOnly[Int(text[from])], state.hasValue, role(i) != .smallScale, role(i) != .largeScale { return nil }
        state.hasChinese = true
        let run = i - from
        if run == 1 {
            state.current = Bounds(digit(from))
            state.currentDigits = 1
        } else if run == 2, role(from) == .digit, role(from + 1) == .digit, digit(from + 1) == digit(from) + 1 || (digit(from) == 3 && digit(from + 1) == 5) {
            state.current = Bounds(low: ExactNumber(digit(from)), high: ExactNumber(digit(from + 1)))
            state.currentDigits = 1
            state.isVague = true
            state.pair = (digit(from), digit(from + 1))
        } else {
            guard !state.hasValue else { return nil }
            var ascii: [UInt8] = []
            for j in from..<min(i, from + Self.maximumLength) { ascii.append(UInt8(0x30 + digit(j))) }
            guard let value = ExactNumber(decimal: ascii) else { return nil }
            state.current = Bounds(low: value, high: value)
            state.currentDigits = run
            state.isPositional = true
        }
        if !state.hasValue { state.digitCount = run }
        state.digitsRead += 1
        return i
    }

    /// 二点五, 一百二十点三.
    private func chineseDecimals(at point: Int, _ state: inout State) -> Int? {
        guard !state.isVague, !state.hasArabic, state.hasValue || state.current != nil else { return nil }
        var i = point + 1
        while role(i) == .space, i - point < 3 { i += 1 }
        var ascii: [UInt8] = []
        if role(i) == .arabic, state.current?.isZero == true, !state.hasValue {
            // 零点77
            while role(i) == .arabic {
                ascii.append(UInt8(truncatingIfNeeded: text[i]))
                i += 1
            }
        }
        guard !ascii.isEmpty || ((role(i) == .digit || role(i) == .zero) && !grammar.countsOnly[Int(text[i])]) else { return nil }
        while role(i) == .digit || role(i) == .zero, !grammar.countsOnly[Int(text[i])] {
            ascii.append(UInt8(0x30 + digit(i)))
            i += 1
        }
        let whole = state.total
        guard let value = ExactNumber(decimal: Array((whole.low.description + ".").utf8) + ascii.prefix(Self.maximumLength)) else { return nil }
        state.clearSection()
        state.terms = []
        state.lastWasLargeScale = false
        state.current = Bounds(low: value, high: value)
        state.currentDigits = ascii.count + 1
        state.places = ascii.count
        state.isDecimal = true
        state.digitCount = 0
        return i
    }

    private func word(at i: Int) -> (units: [UInt16], role: Role)? {
        guard grammar.startsWord[Int(text[i])], let words = grammar.wordsByStart[text[i]] else { return nil }
        for word in words where i + word.units.count <= text.count && word.units.indices.allSatisfy({ text[i + $0] == word.units[$0] }) { return word }
        return nil
    }

    /// Whether a word that ends in a vague digit (人数) ends here.
    private func isTail(at i: Int) -> Bool {
        guard i > 0, grammar.precedesTail[Int(text[i - 1])] else { return false }
        for word in grammar.words where word.role == .vagueTail && i + 1 >= word.units.count {
            let from = i + 1 - word.units.count
            if word.units.indices.allSatisfy({ text[from + $0] == word.units[$0] }) { return true }
        }
        return false
    }

    /// 几, 数, 若干 in the place of a digit.
    private func vagueDigit(at i: Int, _ state: inout State) -> Int? {
        guard state.current == nil, !state.isClosed, !state.hasArabic else { return nil }
        if i == state.start, isTail(at: i) { return nil }
        var length = 1
        if let word = word(at: i) {
            guard word.role == .vagueDigit else { return nil }
            length = word.units.count
        }
        let afterTen = state.sectionPlace == 1
        if state.hasValue, !afterTen, role(i + length) != .smallScale { return nil }
        state.current = Bounds(low: ExactNumber(afterTen ? 1 : 2), high: ExactNumber(9))
        state.currentDigits = 1
        state.isVague = true
        state.hasVagueDigit = true
        return i + length
    }

    /// 多, 余, 来 behind the number or before its last large scale word.
    private func vagueSuffix(at i: Int, _ state: inout State) -> Int? {
        guard !state.isVague, !state.isClosed, state.hasValue || state.current != nil else { return nil }
        var length = 1
        if let word = word(at: i) {
            guard word.role == .vagueSuffix else { return nil }
            length = word.units.count
        }
        let scaleFollows = role(i + length) == .largeScale && !yields[i + length]
        let base = state.section.plus(state.current ?? Bounds(0))
        let inSection = !base.low.isZero
        let total = state.total.low
        let place = inSection && scaleFollows ? base.low.lastPlace : total.lastPlace
        if !scaleFollows, place < ExactNumber(10) { return nil }
        if scaleFollows, inSection {
            state.clearSection()
            state.current = Bounds(low: base.low, high: base.low + place)
        } else if scaleFollows {
            state.terms = []
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
    private func blank(at start: Int, _ state: State) -> Int? {
        guard !state.isClosed else { return nil }
        var i = start
        while role(i) == .space, i - start < 2 { i += 1 }
        let next = role(i)
        if !state.hasArabic {
            // 两千 四 百 五, 六 点 五: between signs that go on with the same numeral.
            guard !state.isVague, !state.isPositional else { return nil }
            switch next {
            case .smallScale, .largeScale: return yields[i] ? nil : i
            case .point: return role(i + 1) == .digit || role(i + 1) == .space ? i : nil
            case .digit, .zero: return state.current == nil && state.hasValue ? i : nil
            default: return nil
            }
        }
        if state.current != nil { return (next == .smallScale || next == .largeScale) && !yields[i] ? i : nil }
        // Behind a scale word the next digits have to bring a scale word of their own.
        guard next == .arabic else { return nil }
        var j = i
        while role(j) == .arabic || role(j) == .space { j += 1 }
        return role(j) == .smallScale || role(j) == .largeScale ? i : nil
    }
}
