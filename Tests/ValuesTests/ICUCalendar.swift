import BaoShuValues
import CICU
import Testing

/// A calendar of ICU, to test ours against.
final class ICUCalendar {
    private let handle: OpaquePointer

    init(chinese: Bool) throws {
        var handle: OpaquePointer?
        let status = cicu_calendar_open(Int32(chinese ? CICU_CALENDAR_CHINESE : CICU_CALENDAR_GREGORIAN), &handle)
        try #require(status == 0)
        self.handle = try #require(handle)
    }

    deinit { cicu_calendar_close(handle) }

    func parts(of day: Day) throws -> cicu_day {
        var parts = cicu_day()
        try #require(cicu_calendar_day(handle, Int64(day.daysSinceEpoch), &parts) == 0)
        return parts
    }

    func adding(months: Int, to day: Day) throws -> Day {
        var result: Int64 = 0
        try #require(cicu_calendar_add_months(handle, Int64(day.daysSinceEpoch), Int32(months), &result) == 0)
        return try #require(Day(daysSinceEpoch: Int(result)))
    }
}
