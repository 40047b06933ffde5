import BaoShuModel
import BaoShuRules
import BaoShuValues

/// The arguments of a function: steps of its expression.
typealias Arguments = UnsafeBufferPointer<Int32>

extension Evaluator {
    // MARK: Arguments

    func evaluate(_ argument: Int32) -> RuleValue { ruleValue(value(argument)) }

    func number(_ argument: Int32) -> ExactNumber? { number(value(argument)) }

    func integer(_ argument: Int32) -> Int? { integer(value(argument)) }

    func integer(_ value: CompactValue) -> Int? {
        if value.kind == .number { return value.exponent == 0 ? value.payload : value.decimal?.intValue }
        return number(value)?.intValue
    }

    /// A value as it is written; of words their text.
    func text(_ argument: Int32) -> String? { asText(evaluate(argument)).text }

    /// The capture that an argument names.
    func capture(_ argument: Int32) -> Int? {
        let node = expressions.nodes.base[Int(argument)]
        return node.operation == .words ? Int(node.a) : nil
    }

    /// The first value of the capture that an argument names.
    func captured(_ argument: Int32) -> CaptureValue? { capture(argument).flatMap { captures.first($0) } }

    /// The lexicon that an argument names, or the element of all its words.
    func table(_ argument: Int32) -> Int? {
        let node = expressions.nodes.base[Int(argument)]
        return node.operation == .table ? Int(node.a) : nil
    }

    // MARK: Functions

    func call(_ function: RuleFunction, _ arguments: Arguments) -> CompactValue {
        switch function {
        case .text:
            if let capture = capture(arguments[0]) {
                guard let first = captures.first(capture) else { return .absent }
                return compact(.text(string(first.start, captures.last(capture)?.end ?? first.end)))
            }
            return evaluate(arguments[0]).text.map { compact(.text($0)) } ?? .absent
        case .length:
            let value = evaluate(arguments[0])
            if case .list(let values) = value { return .number(values.count) }
            return asText(value).text.map { .number($0.unicodeScalars.count) } ?? .absent
        case .list:
            var values: [RuleValue] = []
            for argument in arguments {
                switch evaluate(argument) {
                case .list(let inner): values += inner
                case .absent: continue
                case let value: values.append(value)
                }
            }
            return compact(.list(values))
        case .each: return compact(each(arguments[0]))
        case .last:
            if case .list(let values) = each(arguments[0]) { return values.last.map { compact($0) } ?? .absent }
            return value(arguments[0])
        case .unit: return unit(arguments)
        case .fraction:
            guard let a = number(arguments[0]), let b = number(arguments[1]) else { return .absent }
            return (b.isNegative ? ExactNumber.fraction(-a, -b) : ExactNumber.fraction(a, b)).map { compact($0) } ?? .absent
        case .share: return share(arguments)
        case .power: return integer(arguments[0]).map { compact(ExactNumber.powerOfTen($0)) } ?? .absent
        case .digits: return digits(arguments[0])
        case .place: return number(arguments[0]).map { compact($0.lastPlace) } ?? .absent
        case .base: return base(arguments)
        case .per: return per(arguments)
        case .raise: return raise(arguments)
        case .sum:
            guard let a = number(arguments[0]), let b = number(arguments[1]) else { return .absent }
            return compact(a + b)
        case .contains: return contains(arguments)
        case .codes: return codes(arguments)
        case .phrase_before: return phraseBefore(arguments[0])
        case .phrase_after: return phraseAfter(arguments[0])
        case .list_before: return listBefore(arguments[0], arguments[1])
        case .figures_before: return figuresBefore(arguments[0], arguments[1])
        case .owner_before: return ownerBefore(arguments[0])
        case .is_headed: return isHeaded(arguments[0])
        case .is_quoted: return isQuoted(arguments[0])
        case .in_digits: return inDigits(arguments[0])
        case .ends_phrase: return endsPhrase(arguments[0])
        case .words_end: return wordsEnd(arguments[0], arguments[1])
        case .words_are: return wordsEnd(arguments[0], arguments[1], whole: true)
        case .words_between: return wordsBetween(arguments[0], arguments[1])
        case .clause_has: return clauseHas(arguments[0], arguments[1])
        case .words_have: return wordsHave(arguments[0], arguments[1])
        case .lower, .upper: return text(arguments[0]).map { compact(.text(function == .lower ? $0.lowercased() : $0.uppercased())) } ?? .absent
        case .year, .decade, .century, .this, .that, .governing, .reviewed, .same, .same_of, .inside, .through, .clock, .daypart, .at, .period, .half, .joined, .timex, .datevalue:
            return temporalCall(function, arguments)
        // Steps of their own; what is left of them has arguments that say nothing.
        case .first, .weigh, .listed, .holds, .crossed, .parted: return .absent
        }
    }

    private func contains(_ arguments: Arguments) -> CompactValue {
        let (words, part) = (value(arguments[0]), value(arguments[1]))
        if words.kind == .folded, part.kind == .text {
            let all = UnsafeBufferPointer(start: lattice.view.units + words.start, count: words.end - words.start)
            return .flag(Self.contains(all, expressions.texts.units(of: part.id)))
        }
        guard let words = asText(ruleValue(words)).text, let part = asText(ruleValue(part)).text else { return .absent }
        return .flag(Self.contains(Array(words.utf16), Array(part.utf16)))
    }

    private static func contains<Text: RandomAccessCollection<UInt16>>(_ text: Text, _ part: Text) -> Bool where Text.Index == Int {
        guard !part.isEmpty, part.count <= text.count else { return part.isEmpty }
        var start = 0
        while start <= text.count - part.count {
            var length = 0
            while length < part.count, text[start + length] == part[length] { length += 1 }
            if length == part.count { return true }
            start += 1
        }
        return false
    }

    /// A field of every value of a repeated capture, or their words, as a list.
    private func each(_ argument: Int32) -> RuleValue {
        let node = expressions.nodes.base[Int(argument)]
        let all = captures.all(Int(node.a))
        switch node.operation {
        case .field: return .list(all.map { ruleValue(field(Int(node.b), of: $0)) }.filter { !$0.isAbsent })
        case .words: return .list(all.map { .words($0.start, $0.end) })
        case .text: return .list(all.map { .text(foldedString($0.start, $0.end)) })
        case .length: return .list(all.map { .number(ExactNumber($0.end - $0.start)) })
        case .start: return .list(all.map { .number(ExactNumber($0.start)) })
        case .end: return .list(all.map { .number(ExactNumber($0.end)) })
        default:
            let value = evaluate(argument)
            if case .list = value { return value }
            return value.isAbsent ? .list([]) : .list([value])
        }
    }

    /// `unit(u)`: from the columns `code` and `system` of a lexicon's entry; `unit(code, system)` and `unit(code, system, u)`. Where the
    /// column `shared` is set, the code is that of the region nearest to the word.
    private func unit(_ arguments: Arguments) -> CompactValue {
        if arguments.count == 1, let capture = capture(arguments[0]) {
            guard let value = captures.first(capture) else { return .absent }
            var code = unitCode(of: value)
            if code.isAbsent { code = .folded(value.start, value.end) }
            var system = field(known.system, of: value)
            if system.isAbsent { system = .text(known.countSystem) }
            return unit(code, system, .words(value.start, value.end))
        }
        let code = value(arguments[0])
        if code.isAbsent { return .absent }
        let words = arguments.count == 3 ? value(arguments[2]) : .absent
        let system = arguments.count > 1 ? value(arguments[1]) : .absent
        return unit(code, system.isAbsent ? .text(known.ownSystem) : system, words)
    }

    private func unit(_ code: CompactValue, _ system: CompactValue, _ words: CompactValue) -> CompactValue {
        if code.kind == .text, system.kind == .text, system.id <= Int16.max { return CompactValue(.unit, exponent: Int16(system.id), id: code.id, payload: words.kind == .words ? words.payload : 0) }
        guard let code = asText(ruleValue(code)).text else { return .absent }
        let system = asText(ruleValue(system)).text ?? "own"
        return box(.unit(UnitValue(code: code, system: system, text: words.kind == .words ? string(words.start, words.end) : "")))
    }

    /// The code of a unit's word.
    private func unitCode(of value: CaptureValue) -> CompactValue {
        let code = field(known.code, of: value)
        let shared = field(known.shared, of: value)
        guard shared.kind == .flag, shared.payload != 0 else { return code }
        var local: Int32?
        captures.forEachEdge(of: value) { edge in
            if let entry = lattice.view.edges[edge].entry { local = regionalUnits.code(of: entry, at: value.start, in: lattice.view) }
            return local == nil
        }
        return local.map { .text($0) } ?? code
    }

    /// `raise(a, b)`: a to the power of an integer b from -64 to 64.
    private func raise(_ arguments: Arguments) -> CompactValue {
        guard let base = number(arguments[0]), let exponent = integer(arguments[1]), exponent >= -64, exponent <= 64 else { return .absent }
        var result = ExactNumber.one
        for _ in 0..<abs(exponent) { result = result * base }
        if exponent >= 0 { return compact(result) }
        return ExactNumber.one.divided(by: result).map { compact($0) } ?? .absent
    }

    /// `per(u, d)`: the code of a unit made of two, `CNY/t`.
    private func per(_ arguments: Arguments) -> CompactValue {
        guard let u = captured(arguments[0]), let d = captured(arguments[1]), let first = ruleValue(unitCode(of: u)).text,
            let second = ruleValue(field(known.code, of: d)).text
        else { return .absent }
        return compact(.text("\(first)/\(second)"))
    }

    /// `base(value, u)`: a value in the unit of `u` in the SI base unit, by its columns `base`, `base_factor` and `base_offset`.
    private func base(_ arguments: Arguments) -> CompactValue {
        let value = value(arguments[0])
        guard !value.isAbsent, let unit = captured(arguments[1]) else { return .absent }
        let (code, factor) = (field(known.base, of: unit), field(known.baseFactor, of: unit))
        guard !code.isAbsent, !factor.isAbsent else { return .absent }
        let product = arithmetic(.times, value, factor)
        let offset = field(known.baseOffset, of: unit)
        let result = offset.isAbsent ? arithmetic(.plus, product, .number(0)) : arithmetic(.plus, product, offset)
        if result.kind == .number, code.kind == .text { return CompactValue(.base, exponent: result.exponent, id: code.id, payload: result.payload) }
        guard let number = number(result), let code = ruleValue(code).text else { return .absent }
        return compact(.object([.init(name: "value", value: .number(number)), .init(name: "unit", value: .text(code))]))
    }

    /// The number that a run of digits spells, ASCII or by the number primitive's words.
    private func digits(_ argument: Int32) -> CompactValue {
        let value = value(argument)
        var ascii: [UInt8] = []
        func read(_ unit: UInt16) -> Bool {
            if unit >= 0x30, unit <= 0x39 {
                ascii.append(UInt8(unit))
            } else if let grammar = program.numerals.first, [.digit, .zero].contains(NumeralGrammar.Role(rawValue: grammar.roles[Int(unit)])) {
                ascii.append(0x30 + grammar.values[Int(unit)])
            } else {
                return false
            }
            return true
        }
        if value.kind == .words || value.kind == .folded {
            for position in value.start..<value.end where !read(lattice.view.units[position]) { return .absent }
        } else {
            guard let text = ruleValue(value).text else { return .absent }
            for unit in text.utf16 where !read(unit) { return .absent }
        }
        return ascii.isEmpty ? .absent : ExactNumber(decimal: ascii).map { compact($0) } ?? .absent
    }

    /// The lower end of a range with the scale that is written once at the upper end: `share(lo, hi)` is 30000 in 3至5万, 800亿 in
    /// 八到九百亿; the lower end itself where it has a large scale of its own or where sharing would not keep it the lower one.
    private func share(_ arguments: Arguments) -> CompactValue {
        guard let lowCapture = captured(arguments[0]), let highCapture = captured(arguments[1]), let lowIndex = numeral(in: lowCapture), let highIndex = numeral(in: highCapture)
        else { return .absent }
        let (low, high) = (lattice.numerals[lowIndex], lattice.numerals[highIndex])
        guard let value = low.value else { return .absent }
        guard low.largeTail == 0 else { return compact(value) }
        var power = high.largeTail
        let isSingle = low.form == .digit || (low.form == .arabic && low.digits == 1)
        if low.smallTail == 0, high.smallTail > 0, high.isSimple, isSingle { power += high.smallTail }
        let shared = value.scaled(byPowerOfTen: power)
        return compact(power > 0 && shared < high.low ? shared : value)
    }
}
