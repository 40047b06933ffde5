extension TemporalValue {
    /// Reads what `description` writes; nil for anything else.
    package init?(_ text: String) {
        if let reference = Reference(rawValue: text) {
            self = .reference(reference)
        } else if text.utf8.first == UInt8(ascii: "P") {
            guard let period = Period(iso8601: text) else { return nil }
            self = .duration(period)
        } else if text.utf8.contains(UInt8(ascii: "/")) {
            let ends = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String($0) ?? "" }
            guard ends.count == 2, ends != ["..", ".."] else { return nil }
            let first = ends[0] == ".." ? nil : TemporalValue(ends[0])
            let last = ends[1] == ".." ? nil : TemporalValue(ends[1])
            guard (first != nil) == (ends[0] != ".."), (last != nil) == (ends[1] != "..") else { return nil }
            self = .interval(first, last)
        } else if let mark = text.utf8.firstIndex(of: UInt8(ascii: "T")) {
            guard let time = TimeOfDay(text.utf8[mark...]) else { return nil }
            if mark == text.utf8.startIndex {
                self = .time(nil, time)
            } else {
                guard let day = CalendarValue(text.utf8[..<mark]) else { return nil }
                self = .time(day, time)
            }
        } else {
            guard let value = CalendarValue(text.utf8[...]) else { return nil }
            self = .calendar(value)
        }
    }
}

extension TimeOfDay {
    /// Reads `TMO`, `T07:30` or `T16:40:50`.
    init?(_ text: Substring.UTF8View) {
        if let part = DayPart(rawValue: String(Substring(text))) {
            self = .part(part)
            return
        }
        guard text.first == UInt8(ascii: "T") else { return nil }
        let fields = text.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { digits($0, count: 2) }
        guard (2...3).contains(fields.count), let hour = fields[0], let minute = fields[1] else { return nil }
        if fields.count == 3, fields[2] == nil { return nil }
        guard let time = ClockTime(hour: hour, minute: minute, second: fields.count == 3 ? fields[2] : nil) else { return nil }
        self = .clock(time)
    }
}

extension CalendarValue {
    /// Reads `2024-05-30`, `XXXX-05`, `199X`, `2024-Q1`, `2024-H2`, `2024-SP`, `2024-W22`, `XXXX-WXX-WE`, `XXXX-WXX-6`.
    package init?(_ text: String) { self.init(text.utf8[...]) }

    init?(_ text: Substring.UTF8View) {
        // Nearly all are days of which all digits are known.
        if text.count == 10, let day = Day(iso8601: text) {
            self = .day(day)
            return
        }
        let fields = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard (1...3).contains(fields.count), let year = PartialYear(fields[0]) else { return nil }
        let names = fields.map { String(Substring($0)) }
        guard fields.count > 1 else {
            guard let date = PartialDate(year: year) else { return nil }
            self = .date(date)
            return
        }
        let value: CalendarValue
        switch (fields[1].first, fields.count) {
        case (UInt8(ascii: "Q"), 2):
            guard let number = digits(fields[1].dropFirst(), count: 1) else { return nil }
            value = .quarter(year, number)
        case (UInt8(ascii: "H"), 2):
            guard let number = digits(fields[1].dropFirst(), count: 1) else { return nil }
            value = .half(year, number)
        case (UInt8(ascii: "W"), _) where Season(rawValue: names[1]) == nil:
            var week: Int?
            if names[1] != "WXX" {
                guard let number = digits(fields[1].dropFirst(), count: 2) else { return nil }
                week = number
            }
            if fields.count == 2 {
                value = .week(year, week)
            } else if names[2] == "WE" {
                value = .weekend(year, week)
            } else {
                guard let weekday = digits(fields[2], count: 1) else { return nil }
                value = .weekday(year, week, weekday)
            }
        default:
            if fields.count == 2, let season = Season(rawValue: names[1]) {
                value = .season(year, season)
            } else {
                guard let date = PartialDate(year: year, fields: fields) else { return nil }
                value = .date(date)
            }
        }
        guard value.isValid else { return nil }
        self = value
    }
}

extension PartialDate {
    fileprivate init?(year: PartialYear, fields: [Substring.UTF8View]) {
        var numbers: [Int?] = []
        for field in fields.dropFirst() {
            if field.elementsEqual("XX".utf8) {
                numbers.append(nil)
            } else {
                guard let number = digits(field, count: 2) else { return nil }
                numbers.append(number)
            }
        }
        if numbers.count == 2 {
            self.init(year: year, month: numbers[0], day: numbers[1])
        } else {
            self.init(year: year, month: numbers[0])
        }
    }
}
