import BaoShuRules
import BaoShuValues

/// The numerals of a text by a number primitive's words: one pass from left to right, each place the longest numeral.
struct NumeralScan {
    private let short: NumeralReader<ShortDecimal>

    /// - Parameter marks: of the text's places.
    init(_ text: UnsafeBufferPointer<UInt16>, marks: UnsafePointer<PlaceMarks>, table: NumeralTable, scratch: NumeralScratch<ShortDecimal>) {
        short = NumeralReader(text: text, marks: marks, table: table, scratch: scratch)
    }

    /// Calls `body` with every numeral, by start. Some overlap: behind a sign or a leading 数 the shorter reading is given too.
    func readAll(_ body: (Numeral) -> Void) {
        let (text, marks) = (short.text, short.marks)
        var i = 0
        while i < text.count {
            guard marks[i].numeral, short.sign(i).canStart || (text[i] == 0x2E && short.startsAtPoint(i)) else { i += 1; continue }
            if let end = short.chainOfPoints(at: i) {
                i = end
                continue
            }
            guard let numeral = read(at: i) else {
                i = short.runEnd(i)
                continue
            }
            if numeral.end - numeral.start > NumeralLimits.longest {
                i = numeral.end
                continue
            }
            body(numeral)
            let first = short.role(i)
            if first == .minus || first == .vagueDigit, numeral.end > i + 1, let rest = read(at: i + 1), rest.end == numeral.end { body(rest) }
            i = numeral.end
        }
    }

    /// The longest numeral that begins here.
    private func read(at start: Int) -> Numeral? {
        if let plain = short.plain(at: start) { return plain }
        switch short.read(at: start) {
        case .none: return nil
        case .read(let numeral): return numeral
        case .tooLong:
            let long = NumeralReader(text: short.text, marks: short.marks, table: short.table, scratch: NumeralScratch<ExactNumber>())
            if case .read(let numeral) = long.read(at: start) { return numeral }
            return nil
        }
    }
}

/// Reads one numeral at a time, with values of one kind.
struct NumeralReader<Value: NumeralValue> {
    typealias Bounds = NumeralBounds<Value>
    typealias State = NumeralState<Value>
    typealias Role = NumeralGrammar.Role

    let text: UnsafeBufferPointer<UInt16>
    let marks: UnsafePointer<PlaceMarks>
    let table: NumeralTable
    let scratch: NumeralScratch<Value>
    private let signs: UnsafePointer<NumeralTable.Sign>

    init(text: UnsafeBufferPointer<UInt16>, marks: UnsafePointer<PlaceMarks>, table: NumeralTable, scratch: NumeralScratch<Value>) {
        self.text = text
        self.marks = marks
        self.table = table
        self.scratch = scratch
        signs = UnsafePointer(table.signs)
    }

    @inline(__always) func sign(_ i: Int) -> NumeralTable.Sign { signs[Int(text[i])] }
    @inline(__always) func role(_ i: Int) -> Role { i < text.count ? sign(i).role : .none }
    @inline(__always) func digit(_ i: Int) -> Int { Int(sign(i).value) }
    @inline(__always) private func exponent(_ i: Int) -> Int { Int(sign(i).value) }
    /// Whether a unit's name of two or more characters begins here: a scale word belongs to it (千克).
    @inline(__always) func yields(_ i: Int) -> Bool { marks[i].yields }

    /// .5: a point that no digit, letter or other point precedes.
    func startsAtPoint(_ i: Int) -> Bool {
        role(i + 1) == .arabic && !isLatinOrDigit(i - 1) && (i == 0 || text[i - 1] != 0x2E)
    }

    /// The end of the run behind a place where nothing could be read: ASCII digits stay together.
    func runEnd(_ start: Int) -> Int {
        var i = start + 1
        if role(start) == .arabic { while role(i) == .arabic { i += 1 } }
        return i
    }

    /// 1.2.3, 192.168.0.1, 2024.5.30: no numeral begins in there. Returns the end.
    func chainOfPoints(at start: Int) -> Int? {
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

    /// What most numerals are, without the general way: some ASCII digits, or one Chinese digit, and nothing behind them that could belong to
    /// them. nil for all others.
    func plain(at start: Int) -> Numeral? {
        let first = sign(start)
        var value = Int(first.value)
        var end = start + 1
        if first.role == .arabic {
            if start > 0, role(start - 1) == .arabic { return nil }
            while role(end) == .arabic {
                value = value &* 10 &+ digit(end)
                end += 1
            }
            if end - start > 18 { return nil }
        } else if first.role != .digit, first.role != .zero {
            return nil
        }
        if end < text.count, sign(end).role != .none || sign(end).wordCount > 0 { return nil }
        let number = ExactNumber(value)
        let form: Numeral.Form = end == start + 1 && first.isWeak ? .weak : first.role == .arabic ? .arabic : .digit
        return Numeral(
            start: start, end: end, low: number, high: number, isVague: false, form: form, digits: end - start, places: 0, largeTail: 0, smallTail: 0, isSimple: true)
    }

    /// The longest numeral that begins here.
    func read(at start: Int) -> State.Finished {
        var state = State(start: start, scratch: scratch)
        var i = start
        if role(i) == .minus {
            guard signHolds(at: i), beginsNumber(role(firstOfNumber(i))) || (i + 1 < text.count && text[i + 1] == 0x2E) else { return .none }
            state.isNegative = true
            i = firstOfNumber(i)
        }
        if i > 0, !state.isNegative, role(i) == .arabic, role(i - 1) == .arabic { return .none }
        reading: while i < text.count, i - start <= NumeralLimits.readAtMost {
            switch role(i) {
            case .arabic:
                guard state.current == nil, !state.isClosed else { break reading }
                i = arabic(at: i, &state)
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
                if state.current == nil, !state.hasValue, role(i + 1) == .arabic, text[i] == 0x2E {
                    i = arabic(at: i, &state)
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
        let result = state.numeral(end: i)
        // 陆 and 伍 are surnames first, digits beside others.
        if i == start + 1, sign(start).isWeak, case .read(var numeral) = result {
            numeral.form = .weak
            return .read(numeral)
        }
        return result
    }

    private func beginsNumber(_ role: Role) -> Bool { role == .arabic || role == .digit || role == .zero || role == .smallScale }

    /// A hyphen is a sign only where nothing numeric or Latin stands before it, nor before a blank there; behind a comma it is one (3123.5，-0.5%),
    /// and words for minus always are.
    private func signHolds(at i: Int) -> Bool {
        guard text[i] == 0x2D, i > 0, role(i - 1) != .group else { return true }
        let place = role(i - 1) == .space ? i - 2 : i - 1
        guard place >= 0 else { return true }
        // 3%-5% and (3)-5 are ranges.
        return role(place) == .none && !isLatinOrDigit(place) && ![0x25, 0x29, 0x2D].contains(text[place])
    }

    /// The place behind a sign, past one blank where the sign cannot be a dash: a word for minus, or at the start of a line.
    private func firstOfNumber(_ sign: Int) -> Int {
        let startsLine = sign == 0 || text[sign - 1] == 0x0A
        return role(sign + 1) == .space && role(sign + 2) == .arabic && (text[sign] != 0x2D || startsLine) ? sign + 2 : sign + 1
    }

    private func isLatinOrDigit(_ i: Int) -> Bool {
        guard i >= 0, i < text.count else { return false }
        let unit = text[i]
        return unit >= 0x30 && unit <= 0x39 || unit >= 0x41 && unit <= 0x5A || unit >= 0x61 && unit <= 0x7A
    }

    private func yieldsScale(at i: Int, _ state: State) -> Bool {
        yields(i) || (sign(i).isWeak && state.current == nil && !state.hasValue)
    }

    /// A word of the primitive that stands here.
    func word(at i: Int) -> NumeralTable.Word? {
        let sign = sign(i)
        for index in Int(sign.firstWord)..<(Int(sign.firstWord) + Int(sign.wordCount)) where stands(table.words[index], at: i) { return table.words[index] }
        return nil
    }

    private func stands(_ word: NumeralTable.Word, at i: Int) -> Bool {
        let count = Int(word.count)
        guard i + count <= text.count else { return false }
        for offset in 0..<count where text[i + offset] != table.wordUnits[Int(word.start) + offset] { return false }
        return true
    }

    /// Whether a word that ends in a vague digit (人数) ends here.
    func isTail(at i: Int) -> Bool {
        guard i > 0, sign(i - 1).precedesTail else { return false }
        for index in 0..<table.wordCount {
            let word = table.words[index]
            if word.role == .vagueTail, i + 1 >= Int(word.count), stands(word, at: i + 1 - Int(word.count)) { return true }
        }
        return false
    }
}

/// Roles are compared at every step; across modules the comparison of an enumeration is a call through a table.
@inline(__always) func == (a: NumeralGrammar.Role, b: NumeralGrammar.Role) -> Bool { unsafeBitCast(a, to: UInt8.self) == unsafeBitCast(b, to: UInt8.self) }
@inline(__always) func != (a: NumeralGrammar.Role, b: NumeralGrammar.Role) -> Bool { unsafeBitCast(a, to: UInt8.self) != unsafeBitCast(b, to: UInt8.self) }
