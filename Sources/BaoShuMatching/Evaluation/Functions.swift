import BaoShuModel
import BaoShuRules
import BaoShuValues

extension Evaluator {
    func call(_ function: RuleFunction, _ arguments: [CompiledExpression]) -> RuleValue {
        switch function {
        case .first:
            for argument in arguments {
                let value = evaluate(argument)
                if !value.isAbsent { return value }
            }
            return .absent
        case .text:
            if case .capture(let index) = arguments[0] {
                guard let value = captures.first(index) else { return .absent }
                return .text(string(value.start, captures.last(index)?.end ?? value.end))
            }
            return evaluate(arguments[0]).text.map { .text($0) } ?? .absent
        case .length:
            if case .list(let values) = evaluate(arguments[0]) { return .number(ExactNumber(values.count)) }
            guard let text = asText(evaluate(arguments[0])).text else { return .absent }
            return .number(ExactNumber(text.unicodeScalars.count))
        case .list:
            var values: [RuleValue] = []
            for argument in arguments {
                switch evaluate(argument) {
                case .list(let inner): values += inner
                case .absent: continue
                case let value: values.append(value)
                }
            }
            return .list(values)
        case .each: return each(arguments[0])
        case .last:
            if case .list(let values) = each(arguments[0]) { return values.last ?? .absent }
            return evaluate(arguments[0])
        case .unit: return unit(arguments)
        case .fraction:
            guard let a = evaluate(arguments[0]).number, let b = evaluate(arguments[1]).number else { return .absent }
            return (b.isNegative ? ExactNumber.fraction(-a, -b) : ExactNumber.fraction(a, b)).map { .number($0) } ?? .absent
        case .share: return share(arguments)
        case .power: return evaluate(arguments[0]).number?.intValue.map { .number(.powerOfTen($0)) } ?? .absent
        case .digits: return digits(arguments[0])
        case .place: return evaluate(arguments[0]).number.map { .number($0.lastPlace) } ?? .absent
        case .base: return base(arguments)
        case .per: return per(arguments)
        case .raise: return raise(arguments)
        case .sum:
            guard let a = evaluate(arguments[0]).number, let b = evaluate(arguments[1]).number else { return .absent }
            return .number(a + b)
        case .contains:
            guard let text = asText(evaluate(arguments[0])).text, let part = asText(evaluate(arguments[1])).text else { return .absent }
            return .flag(Self.contains(Array(text.utf16), Array(part.utf16)))
        case .weigh, .listed, .holds, .crossed, .codes, .parted: return callOnNames(function, arguments)
        case .phrase_before: return phraseBefore(arguments[0])
        case .phrase_after: return phraseAfter(arguments[0])
        case .list_before: return listBefore(arguments[0], arguments[1])
        case .owner_before: return ownerBefore(arguments[0])
        case .is_headed: return isHeaded(arguments[0])
        case .is_quoted: return isQuoted(arguments[0])
        case .in_digits: return inDigits(arguments[0])
        case .ends_phrase: return endsPhrase(arguments[0])
        case .words_end: return wordsEnd(arguments[0], arguments[1])
        case .words_between: return wordsBetween(arguments[0], arguments[1])
        case .clause_has: return clauseHas(arguments[0], arguments[1])
        case .words_have: return wordsHave(arguments[0], arguments[1])
        case .lower, .upper:
            guard let text = asText(evaluate(arguments[0])).text else { return .absent }
            return .text(function == .lower ? text.lowercased() : text.uppercased())
        case .year, .decade, .century, .this, .that, .governing, .same, .inside, .through, .clock, .daypart, .at, .period, .half, .joined, .timex, .datevalue:
            return temporalCall(function, arguments)
        }
    }

    private static func contains(_ text: [UInt16], _ part: [UInt16]) -> Bool {
        guard !part.isEmpty, part.count <= text.count else { return part.isEmpty }
        for start in 0...(text.count - part.count) where text[start..<(start + part.count)].elementsEqual(part) { return true }
        return false
    }

    /// A field of every value of a repeated capture, as a list.
    private func each(_ argument: CompiledExpression) -> RuleValue {
        switch argument {
        case .field(.capture(let index), let name): return .list(captures.all(index).map { field(name, of: $0) }.filter { !$0.isAbsent })
        case .capture(let index): return .list(captures.all(index).map { .text(foldedString($0.start, $0.end)) })
        default:
            let value = evaluate(argument)
            if case .list = value { return value }
            return value.isAbsent ? .list([]) : .list([value])
        }
    }

    /// `unit(u)`: from the columns `code` and `system` of a lexicon's entry; `unit(code, system)` and `unit(code, system, u)`.
    private func unit(_ arguments: [CompiledExpression]) -> RuleValue {
        if arguments.count == 1, case .capture(let index) = arguments[0] {
            guard let value = captures.first(index) else { return .absent }
            let text = string(value.start, value.end)
            guard let code = field("code", of: value).text ?? Optional(foldedString(value.start, value.end)) else { return .absent }
            return .unit(UnitValue(code: code, system: field("system", of: value).text ?? "count", text: text))
        }
        guard let code = asText(evaluate(arguments[0])).text else { return .absent }
        var text = ""
        if arguments.count == 3, case .words(let start, let end) = evaluate(arguments[2]) { text = string(start, end) }
        let system = arguments.count > 1 ? asText(evaluate(arguments[1])).text ?? "own" : "own"
        return .unit(UnitValue(code: code, system: system, text: text))
    }

    /// `raise(a, b)`: a to the power of an integer b from -64 to 64.
    private func raise(_ arguments: [CompiledExpression]) -> RuleValue {
        guard let base = evaluate(arguments[0]).number, let exponent = evaluate(arguments[1]).number?.intValue, abs(exponent) <= 64 else { return .absent }
        var result = ExactNumber.one
        for _ in 0..<abs(exponent) { result = result * base }
        if exponent >= 0 { return .number(result) }
        return ExactNumber.one.divided(by: result).map { .number($0) } ?? .absent
    }

    /// `per(u, d)`: the code of a unit made of two, `CNY/t`.
    private func per(_ arguments: [CompiledExpression]) -> RuleValue {
        guard case .capture(let above) = arguments[0], case .capture(let below) = arguments[1], let u = captures.first(above),
            let d = captures.first(below), let first = field("code", of: u).text, let second = field("code", of: d).text
        else { return .absent }
        return .text("\(first)/\(second)")
    }

    /// `base(value, u)`: a value in the unit of `u` in the SI base unit, by its columns `base`, `base_factor` and `base_offset`.
    private func base(_ arguments: [CompiledExpression]) -> RuleValue {
        guard let value = evaluate(arguments[0]).number, case .capture(let index) = arguments[1], let unit = captures.first(index),
            let code = field("base", of: unit).text, let factor = field("base_factor", of: unit).number
        else { return .absent }
        let offset = field("base_offset", of: unit).number ?? .zero
        let result = value * factor + offset
        return .object([.init(name: "value", value: .number(result)), .init(name: "unit", value: .text(code))])
    }

    /// The number that a run of digits spells, ASCII or by the number primitive's words.
    private func digits(_ argument: CompiledExpression) -> RuleValue {
        let value = evaluate(argument)
        let words: String? = if case .words(let start, let end) = value { foldedString(start, end) } else { value.text }
        guard let text = words else { return .absent }
        var ascii: [UInt8] = []
        for unit in text.utf16 {
            if (0x30...0x39).contains(unit) {
                ascii.append(UInt8(unit))
            } else if let grammar = program.numerals.first, [.digit, .zero].contains(NumeralGrammar.Role(rawValue: grammar.roles[Int(unit)])) {
                ascii.append(0x30 + grammar.values[Int(unit)])
            } else {
                return .absent
            }
        }
        return ascii.isEmpty ? .absent : ExactNumber(decimal: ascii).map { .number($0) } ?? .absent
    }

    /// The lower end of a range with the scale that is written once at the upper end: `share(lo, hi)` is 30000 in 3至5万, 800亿 in
    /// 八到九百亿; the lower end itself where it has a large scale of its own or where sharing would not keep it the lower one.
    private func share(_ arguments: [CompiledExpression]) -> RuleValue {
        guard case .capture(let lowIndex) = arguments[0], case .capture(let highIndex) = arguments[1],
            let lowCapture = captures.first(lowIndex), let highCapture = captures.first(highIndex),
            let low = numeral(in: lowCapture), let high = numeral(in: highCapture), let value = low.value
        else { return .absent }
        guard low.largeTail == 0 else { return .number(value) }
        var power = high.largeTail
        let isSingle = low.form == .digit || (low.form == .arabic && low.digits == 1)
        if low.smallTail == 0, high.smallTail > 0, high.isSimple, isSingle { power += high.smallTail }
        let shared = value.scaled(byPowerOfTen: power)
        return .number(power > 0 && shared < high.low ? shared : value)
    }
}
