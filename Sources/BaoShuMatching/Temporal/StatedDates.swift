import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuValues

/// What the words of a text say of its own day, before that is known.
package struct StatedDates: Sendable {
    /// A date with its place in the original text; digits that the words leave out are unknown.
    package var dates: [(span: TextSpan, date: PartialDate)] = []
    /// The latest year that is stated as past or present: not in a plan, not as the end of a range of years, not in a title.
    package var latestYear: Int?
}

extension Matcher {
    /// The dates that a text states by themselves; the stages up to the one that joins dates are run with no day to refer to.
    /// ``match(_:context:stages:)`` of the same text goes on from there.
    ///
    /// - Complexity: that of matching.
    package func statedDates(in text: [UInt16], blocks: [Block], stages: Range<Int>) -> StatedDates {
        let result = match(text, context: MatchContext(blocks: blocks), stages: stages)
        begun = Begun(stages: stages, result: result)
        var stated = StatedDates()
        for mention in result.mentions where !mention.isAbsorbed {
            guard case .temporal(let temporal) = mention.field("value"), let value = temporal.value else { continue }
            if !program.types[mention.type].isInternal, case .date(let date)? = value.firstCalendar { stated.dates.append((original(mention.start..<mention.end), date)) }
            guard temporal.isStated, !temporal.isPlanned, let year = value.statedYear else { continue }
            stated.latestYear = max(stated.latestYear ?? year, year)
        }
        stated.dates.sort { $0.span.lowerBound < $1.span.lowerBound }
        return stated
    }
}

extension TemporalValue {
    /// The first stretch of the calendar that it holds.
    var firstCalendar: CalendarValue? {
        switch self {
        case .calendar(let value): value
        case .time(let value, _): value
        case .interval(let first, let last): first?.firstCalendar ?? last?.firstCalendar
        case .reference, .duration: nil
        }
    }

    /// The year that it states as reached: of a range of years the first, as ranges run into the future.
    fileprivate var statedYear: Int? {
        if case .interval(let first, let last) = self, case .calendar(.date(let date))? = last, date.precision == .year { return first?.statedYear }
        return lastCalendar?.year.known
    }
}
