import BaoShuRules
import BaoShuValues

/// The functions that build dates, times and lengths of time.
extension Evaluator {
    func temporalCall(_ function: RuleFunction, _ arguments: Arguments) -> CompactValue {
        switch function {
        case .year: return year(arguments)
        case .decade:
            guard let number = count(arguments[0]), let date = PartialDate(year: .decade(number)) else { return .absent }
            return chain(.calendar(.date(date)))
        case .century:
            guard let number = count(arguments[0]), let date = PartialDate(year: .century(number)) else { return .absent }
            return chain(.calendar(.date(date)))
        case .this, .that:
            guard let grain = grain(arguments[0]), let count = count(arguments[1]) else { return .absent }
            return chain(function == .this ? .article(grain, count) : .mentioned(grain, count))
        case .governing: return chain(.governing)
        case .reviewed: return chain(.reviewed)
        case .same: return count(arguments[0]).map { chain(.period($0)) } ?? .absent
        case .same_of: return count(arguments[0]).map { chain(.periodOf($0)) } ?? .absent
        case .inside: return inside(arguments)
        case .through:
            guard let first = expression(arguments[0]), let last = expression(arguments[1]) else { return .absent }
            return temporal(.range(first, last))
        case .clock: return clock(arguments)
        case .daypart: return text(arguments[0]).flatMap(DayPart.init(rawValue:)).map { temporal(.time(nil, .part($0))) } ?? .absent
        case .at:
            // The day of a stretch of time is that of its start, and of its end where that says none.
            if case .range(.time(nil, let start), let end)? = expression(arguments[1]) {
                return expression(arguments[0]).map { temporal(.range(.time($0, start), end)) } ?? .absent
            }
            guard case .time(_, let time)? = expression(arguments[1]) else { return .absent }
            // A part of a day and a clock time: the part says which half of the day the hour is of.
            if case .time(let day, .part(let part))? = expression(arguments[0]) {
                guard case .clock(let clock) = time, let moved = Self.clock(clock.hour, clock.minute, clock.second, part) else { return .absent }
                return temporal(.time(day, .clock(moved)))
            }
            return temporal(.time(expression(arguments[0]), time))
        case .period: return period(arguments)
        case .half: return half(arguments[0])
        case .joined:
            var sum = Period()
            for argument in arguments {
                let value = value(argument)
                if value.isAbsent { continue }
                guard case .temporal(let temporal) = ruleValue(value), case .duration(let period)? = temporal.value else { return .absent }
                sum = sum + period
            }
            return sum.isEmpty ? .absent : temporal(.value(.duration(sum)))
        case .timex:
            guard let text = text(arguments[0]), let value = TemporalValue(text) else { return .absent }
            return temporal(.value(value))
        case .datevalue: return dateValue(arguments)
        default: return .absent
        }
    }

    // MARK: Arguments

    /// Numbers that are larger lead out of the calendar, whatever they count.
    private static let mostCounted = 10_000_000

    /// A whole number of a date, as of the text it may be any; one that leads out of the calendar comes as one with which reckoning does not overflow.
    private func count(_ argument: Int32) -> Int? { count(value(argument)) }

    private func count(_ value: CompactValue) -> Int? { integer(value).map { min(max($0, -Self.mostCounted), Self.mostCounted) } }

    private func grain(_ argument: Int32) -> CalendarGrain? {
        let value = value(argument)
        if value.kind == .text { return expressions.grains.firstIndex(of: value.id).map { CalendarGrain.allCases[$0] } }
        return asText(ruleValue(value)).text.flatMap(CalendarGrain.init(rawValue:))
    }

    private func stepKind(_ value: CompactValue) -> DateStepKind? {
        if value.kind == .text { return expressions.steps.firstIndex(of: value.id).map { DateStepKind.allCases[$0] } }
        return asText(ruleValue(value)).text.flatMap(DateStepKind.init(rawValue:))
    }

    /// The date expression of a value; nil where it is absent or something else.
    private func expression(_ argument: Int32) -> DateExpression? { expression(of: value(argument)) }

    private func expression(of value: CompactValue) -> DateExpression? {
        if !value.isBoxed && value.kind != .chain { return nil }
        if case .temporal(let temporal) = ruleValue(value) { return temporal.expression }
        return nil
    }

    private func temporal(_ expression: DateExpression) -> CompactValue { compact(.temporal(Temporal(expression))) }

    private func chain(_ base: DateBase) -> CompactValue {
        bases.append(base)
        return CompactValue(.chain, id: Int32(bases.count - 1), payload: steps.count << 32 | steps.count)
    }

    private func chain(_ chain: CompactValue, adding step: DateStep) -> CompactValue {
        var start = chain.start
        if chain.end != steps.count {
            // Others have been made since.
            start = steps.count
            steps.append(contentsOf: Array(steps[chain.start..<chain.end]))
        }
        steps.append(step)
        return CompactValue(.chain, id: chain.id, payload: start << 32 | steps.count)
    }

    // MARK: Functions

    private func year(_ arguments: Arguments) -> CompactValue {
        guard let number = count(arguments[0]), let date = PartialDate(year: .year(number)) else { return .absent }
        return chain(.calendar(.date(date)))
    }

    /// `inside(parent, step, …)`: a step into a stretch of the calendar; an absent parent leaves it open. An absent number leaves the
    /// parent as it is, so that optional parts of a match need no condition.
    private func inside(_ arguments: Arguments) -> CompactValue {
        let parent = value(arguments[0])
        let name = value(arguments[1])
        if name.kind != .text, asText(ruleValue(name)).text == nil { return .absent }
        guard let kind = stepKind(name), let step = step(kind, Arguments(rebasing: arguments.dropFirst(2))) else { return parent }
        if parent.kind == .chain { return chain(parent, adding: step) }
        guard let expression = expression(of: parent) else { return chain(chain(.open), adding: step) }
        // Of a year or a month that is not known: timex("XXXX").
        if case .value(.calendar(let value)) = expression { return chain(chain(.calendar(value)), adding: step) }
        guard case .chain(let base, let earlier) = expression else { return .absent }
        return chain(earlier.reduce(chain(base)) { chain($0, adding: $1) }, adding: step)
    }

    private func step(_ kind: DateStepKind, _ arguments: Arguments) -> DateStep? {
        func number(_ index: Int) -> Int? { index < arguments.count ? count(arguments[index]) : nil }
        func grain(_ index: Int) -> CalendarGrain? { index < arguments.count ? self.grain(arguments[index]) : nil }
        switch kind {
        case .month: return number(0).map { .month($0) }
        case .day: return number(0).map { .day($0) }
        case .quarter: return number(0).map { .quarter($0) }
        case .half: return number(0).map { .half($0) }
        case .zodiac: return number(0).map { .zodiac($0) }
        case .week: return number(0).map { .week($0) }
        case .decade: return number(0).map { .decade($0) }
        case .weekday: return number(0).map { .weekday($0) }
        case .weekend: return .weekend
        case .season: return (arguments.first.flatMap { text($0) }).flatMap(CalendarValue.Season.init(rawValue:)).map { .season($0) }
        case .first: return number(0).flatMap { count in grain(1).map { .first(count, $0) } }
        case .last: return number(0).flatMap { count in grain(1).map { .last(count, $0) } }
        case .months: return number(0).flatMap { first in number(1).map { .months(first, $0) } }
        case .lunar: return number(0).map { .lunar(month: $0, isLeap: number(2) == 1, day: number(1)) }
        case .festival:
            guard let value = arguments.first.flatMap({ captured($0) }) else { return nil }
            return festival(value).map { .festival($0) }
        }
    }

    /// By the columns `kind`, `month`, `day`, `nth` and `off` of a lexicon's entry.
    private func festival(_ value: CaptureValue) -> Festival? {
        let day = festivalDay(value)
        guard let off = ruleValue(field("off", of: value)).text else { return day }
        return day.map { .daysOff($0, off.split(separator: ",").compactMap(Self.stretch)) }
    }

    /// The days from `2024-05-01/2024-05-05`.
    private static func stretch(_ text: Substring) -> ClosedRange<Day>? {
        guard let extent = TemporalValue(String(text))?.extent, let from = extent.from, let to = extent.to?.adding(days: -1), from <= to else { return nil }
        return from...to
    }

    private func festivalDay(_ value: CaptureValue) -> Festival? {
        func number(_ name: String) -> Int? { count(field(name, of: value)) }
        let (month, day) = (number("month"), number("day"))
        switch ruleValue(field("kind", of: value)).text {
        case "solar": return month.flatMap { month in day.map { .fixed(month: month, day: $0) } }
        case "lunar": return month.flatMap { month in day.map { .lunar(month: month, day: $0) } }
        case "weekday": return month.flatMap { month in day.flatMap { day in number("nth").map { .weekday(month: month, nth: $0, weekday: day) } } }
        case "term": return number("nth").map { .term($0) }
        case "easter": return number("nth").map { .easter($0) }
        default: return nil
        }
    }

    /// `clock(hour, minute, second, part)`: the part of the day (TMO, TAF …) says which half of the day the hour is of.
    private func clock(_ arguments: Arguments) -> CompactValue {
        guard let hour = count(arguments[0]) else { return .absent }
        let minute = arguments.count > 1 ? count(arguments[1]) ?? 0 : 0
        let second = arguments.count > 2 ? count(arguments[2]) : nil
        let part = arguments.count > 3 ? text(arguments[3]).flatMap(DayPart.init(rawValue:)) : nil
        return Self.clock(hour, minute, second, part).map { temporal(.time(nil, .clock($0))) } ?? .absent
    }

    private static func clock(_ hour: Int, _ minute: Int, _ second: Int?, _ part: DayPart?) -> ClockTime? {
        var hour = hour
        switch part {
        case .afternoon where hour < 12, .evening where (4..<12).contains(hour), .midday where hour < 4, .night where (6..<12).contains(hour): hour += 12
        case .evening where hour == 12 && minute == 0: hour = 24
        case .night where hour == 12: hour = 0
        default: break
        }
        return ClockTime(hour: hour, minute: minute, second: second)
    }

    /// `period(n, u)`: so many of a unit with the columns `designator` and `count`; `period(n, Y)` with a designator of ISO 8601.
    private func period(_ arguments: Arguments) -> CompactValue {
        guard let number = number(arguments[0]) else { return .absent }
        var (designator, count) = (String?.none, ExactNumber.one)
        if let value = captured(arguments[1]) {
            designator = ruleValue(field(known.designator, of: value)).text
            count = self.number(field(known.count, of: value)) ?? .one
        } else {
            designator = text(arguments[1])
        }
        guard let unit = designator.flatMap(Self.unit) else { return .absent }
        return temporal(.value(.duration(Period(number * count, unit))))
    }

    /// `half(u)`: half of a unit in the next finer one.
    private func half(_ argument: Int32) -> CompactValue {
        guard let value = captured(argument), let designator = ruleValue(field(known.designator, of: value)).text, let unit = Self.unit(designator) else { return .absent }
        let count = number(field(known.count, of: value)) ?? .one
        return temporal(.value(.duration(Period.half(unit) * count)))
    }

    private static func unit(_ designator: String) -> Period.Unit? {
        switch designator {
        case "Y": .year
        case "M": .month
        case "W": .week
        case "D": .day
        case "TH": .hour
        case "TM": .minute
        case "TS": .second
        default: nil
        }
    }

    /// `datevalue(y, m, d)` of whole numbers in digits; absent where there is no such day, so that `where` can ask.
    private func dateValue(_ arguments: Arguments) -> CompactValue {
        guard let year = count(arguments[0]), let month = count(arguments[1]), let day = count(arguments[2]), let found = Day(year: year, month: month, day: day) else { return .absent }
        return chain(.calendar(.day(found)))
    }
}
