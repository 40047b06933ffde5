import BaoShuModel
import BaoShuRules
import BaoShuValues

/// Arithmetic and comparing.
extension Evaluator {
    // MARK: Between the two forms

    func ruleValue(_ value: CompactValue) -> RuleValue {
        switch value.kind {
        case .words: .words(value.start, value.end)
        case .folded: .text(foldedString(value.start, value.end))
        case .boxed, .kept: boxed(value)
        case .chain: .temporal(Temporal(.chain(bases[Int(value.id)], Array(steps[value.start..<value.end]))))
        default: value.plain(expressions.texts)
        }
    }

    /// The value beside a boxed one.
    func boxed(_ value: CompactValue) -> RuleValue {
        if value.kind == .kept, let address = UnsafeRawPointer(bitPattern: value.payload) {
            return Unmanaged<MentionFields>.fromOpaque(address)._withUnsafeGuaranteedRef { $0.box(Int(value.id)) }
        }
        return value.payload >= 0 ? boxes[value.payload] : expressions.boxes[-1 - value.payload]
    }

    func compact(_ value: RuleValue) -> CompactValue {
        switch value {
        case .absent: return .absent
        case .flag(let flag): return .flag(flag)
        case .number(let number): return compact(number)
        case .words(let start, let end): return .words(start, end)
        default: return box(value)
        }
    }

    func compact(_ number: ExactNumber) -> CompactValue {
        if let small = number.small { return .number(small) }
        return box(.number(number))
    }

    func box(_ value: RuleValue) -> CompactValue {
        boxes.append(value)
        return CompactValue(.boxed, payload: boxes.count - 1)
    }

    func number(_ value: CompactValue) -> ExactNumber? {
        switch value.kind {
        case .number: ExactNumber(coefficient: value.payload, exponent: Int(value.exponent))
        case .text, .folded, .boxed, .kept: ruleValue(value).number
        default: nil
        }
    }

    // MARK: Arithmetic

    func arithmetic(_ symbol: BinaryOperator, _ a: CompactValue, _ b: CompactValue) -> CompactValue {
        if a.isAbsent || b.isAbsent { return .absent }
        if a.kind == .number, b.kind == .number, let x = a.decimal, let y = b.decimal {
            let result: SmallDecimal? =
                switch symbol {
                case .plus: x + y
                case .minus: x - y
                case .times: x * y
                default: nil
                }
            if let result { return .number(result) }
        }
        guard let x = numberOfWords(a), let y = numberOfWords(b) else { return .absent }
        switch symbol {
        case .plus: return compact(x + y)
        case .minus: return compact(x - y)
        case .times: return compact(x * y)
        default: return x.divided(by: y).map { compact($0) } ?? .absent
        }
    }

    /// As a number, of words what they spell as a text.
    private func numberOfWords(_ value: CompactValue) -> ExactNumber? {
        value.kind == .words ? ExactNumber(string(value.start, value.end)) : number(value)
    }

    // MARK: Comparing

    func compare(_ symbol: BinaryOperator, _ a: CompactValue, _ b: CompactValue) -> Bool {
        // Not by `==`, which would compare how they are written.
        switch symbol {
        case .equal: return equals(a, b)
        case .notEqual: return !equals(a, b)
        default: if a.isAbsent || b.isAbsent { return false }
        }
        if a.kind == .number, b.kind == .number, let order = order(a, b) { return Self.holds(symbol, order) }
        guard let x = numberOfWords(a), let y = numberOfWords(b) else { return false }
        return Self.holds(symbol, x < y ? -1 : x == y ? 0 : 1)
    }

    private static func holds(_ symbol: BinaryOperator, _ order: Int) -> Bool {
        switch symbol {
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        default: order >= 0
        }
    }

    private func order(_ a: CompactValue, _ b: CompactValue) -> Int? {
        if a.exponent == b.exponent { return a.payload < b.payload ? -1 : a.payload == b.payload ? 0 : 1 }
        guard let x = a.decimal, let y = b.decimal else { return nil }
        return SmallDecimal.order(x, y)
    }

    /// Whether a number lies between two, both included.
    func isWithin(_ value: CompactValue, _ low: CompactValue, _ high: CompactValue) -> Bool {
        if value.isAbsent { return false }
        if value.kind == .number, low.kind == .number, high.kind == .number, let below = order(low, value), let above = order(value, high) { return below <= 0 && above <= 0 }
        guard let value = number(value), let low = number(low), let high = number(high) else { return false }
        return low <= value && value <= high
    }

    /// Equality across kinds, as of ``RuleValue``; words count as their text.
    func equals(_ a: CompactValue, _ b: CompactValue) -> Bool {
        switch (a.kind, b.kind) {
        case (.text, .text): return a.id == b.id
        case (.absent, .absent): return true
        case (.absent, _), (_, .absent): return false
        case (.number, .number): if let order = order(a, b) { return order == 0 }
        case (.words, .text): return isText(b, ofWords: a)
        case (.text, .words): return isText(a, ofWords: b)
        case (.folded, .text): return isText(b.id, a.start, a.end)
        case (.text, .folded): return isText(a.id, b.start, b.end)
        case (.unit, .text), (.text, .unit): return a.id == b.id
        case (.boxed, .text), (.kept, .text): if let known = isText(b.id, boxed: a) { return known }
        case (.text, .boxed), (.text, .kept): if let known = isText(a.id, boxed: b) { return known }
        default: break
        }
        return asText(ruleValue(a)).equals(asText(ruleValue(b)))
    }

    /// Whether the folded words at a span are a text.
    @inline(__always) func isText(_ id: Int32, _ start: Int, _ end: Int) -> Bool {
        expressions.texts.isEqual(id, to: lattice.view.units + start, count: end - start) ?? (expressions.texts[id] == foldedString(start, end))
    }

    private func isText(_ text: CompactValue, ofWords words: CompactValue) -> Bool {
        let span = folded.original(words.start..<words.end)
        let known = self.text.withUnsafeBufferPointer { units in units.baseAddress.flatMap { expressions.texts.isEqual(text.id, to: $0 + span.indices.lowerBound, count: span.indices.count) } }
        return known ?? (expressions.texts[text.id] == string(words.start, words.end))
    }

    /// Whether a value is written as a text; nil where that has to be written to know.
    private func isText(_ id: Int32, boxed value: CompactValue) -> Bool? {
        let first = expressions.texts[id].utf8.first ?? 0
        guard case .temporal(let temporal) = boxed(value) else {
            if case .unit(let unit) = boxed(value) { return unit.code == expressions.texts[id] }
            return nil
        }
        switch temporal.value {
        case nil: return nil
        case .reference(let reference): return expressions.texts[id] == reference.rawValue
        // A length of time begins with P as the references do.
        case .duration: return first == UInt8(ascii: "P") ? nil : false
        // A date begins with a digit, with an X or a point, a time may begin with a T.
        default: return first >= UInt8(ascii: "A") && first <= UInt8(ascii: "S") ? false : nil
        }
    }
}

extension CompactValue {
    /// The value of one that is neither words nor boxed.
    func plain(_ texts: TextTable) -> RuleValue {
        switch kind {
        case .flag: .flag(payload != 0)
        case .number: .number(ExactNumber(coefficient: payload, exponent: Int(exponent)))
        case .text: .text(texts[id])
        case .code: .object([.init(name: texts[Int32(payload)], value: .text(texts[id]))])
        case .base: .object([.init(name: "value", value: .number(ExactNumber(coefficient: payload, exponent: Int(exponent)))), .init(name: "unit", value: .text(texts[id]))])
        // Without its words, which only the text knows: rules ask for nothing but the code.
        case .unit: .unit(UnitValue(code: texts[id], system: texts[Int32(exponent)], text: ""))
        case .day: .text(Day(daysSinceEpoch: payload)?.description ?? "")
        default: .absent
        }
    }
}
