import ArgumentParser
import BaoShuValues

/// A day as an argument: `YYYY-MM-DD`, one of the calendar.
struct DayArgument: ExpressibleByArgument {
    var text: String

    init?(argument: String) {
        guard Self.isDay(argument) else { return nil }
        text = argument
    }

    static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return Day(year: year, month: month, day: day) != nil
    }
}
