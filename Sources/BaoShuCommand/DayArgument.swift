import ArgumentParser
import BaoShuValues

/// A day as an argument: `YYYY-MM-DD`, one of the calendar.
struct DayArgument: ExpressibleByArgument {
    var text: String

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), Day(year: year, month: month, day: day) != nil
        else { return nil }
        text = argument
    }
}
