/// Reads the day of a piece of metadata (`2024-05-30`, `20240530`, `2024/5/30 8:05`, `03-22 12:00`, `Wed, 06 Jun 2012 20:30:00 GMT`).
///
/// These are the formats of machines, not of language: groups of digits with anything between, and RFC 822 (5.1), whose month names are
/// English. A time with a zone gives the day that it is in China (UTC+8); `CST` is China's zone here.
package enum MetadataDay {
    /// The day in ISO 8601, with `X` for digits that are not there (`XXXX-03-22`); nil where the words are no date.
    package static func read(_ words: String) -> String? {
        if let (year, month, day) = plain(words) { return isDay(year, month, day) ? words : nil }
        let units = words.utf16.map { (0xFF10...0xFF19).contains($0) ? $0 - 0xFF10 + 0x30 : $0 }
        let tokens = tokenize(units)
        guard tokens.count <= 24 else { return nil }
        if let index = tokens.firstIndex(where: { $0.month != nil }) { return named(tokens, month: index) }
        guard let first = tokens.first(where: { $0.digits != nil }), let index = tokens.firstIndex(of: first), let value = first.digits else { return nil }
        return numeric(tokens, from: index, value)
    }

    /// The numbers of `2024-05-30`, the form of nearly all; nil where the words have another.
    private static func plain(_ words: String) -> (year: Int, month: Int, day: Int)? {
        guard words.utf8.count == 10 else { return nil }
        var value = 0
        for (place, byte) in words.utf8.enumerated() {
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
        }
        return (value / 10000, value / 100 % 100, value % 100)
    }

    /// Days of a month of the proleptic Gregorian calendar (ISO 8601).
    package static func daysInMonth(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private struct Token: Equatable {
        var digits: Int?
        var width = 0
        var word = ""
        /// The character before and behind, 0 at the edges.
        var before: UInt16 = 0
        var after: UInt16 = 0

        var month: Int? {
            guard word.count >= 3 else { return nil }
            let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            return names.firstIndex(of: String(word.prefix(3))).map { $0 + 1 }
        }
    }

    private static func tokenize(_ units: [UInt16]) -> [Token] {
        var tokens: [Token] = []
        var i = 0
        func letter(_ unit: UInt16) -> Bool { (0x61...0x7A).contains(unit | 0x20) }
        while i < units.count, tokens.count <= 24 {
            let start = i
            if (0x30...0x39).contains(units[i]) {
                while i < units.count, (0x30...0x39).contains(units[i]) { i += 1 }
                var token = Token(width: i - start)
                token.digits = i - start <= 14 ? units[start..<i].reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
                token.before = start > 0 ? units[start - 1] : 0
                token.after = i < units.count ? units[i] : 0
                tokens.append(token)
            } else if letter(units[i]) {
                while i < units.count, letter(units[i]) { i += 1 }
                tokens.append(Token(word: String(decoding: units[start..<i], as: UTF16.self).lowercased(), before: start > 0 ? units[start - 1] : 0))
            } else {
                i += 1
            }
        }
        return tokens
    }

    private static func numeric(_ tokens: [Token], from index: Int, _ value: Int) -> String? {
        let token = tokens[index]
        func group(_ k: Int) -> (Int, Int)? {
            index + k < tokens.count ? tokens[index + k].digits.map { ($0, tokens[index + k].width) } : nil
        }
        switch token.width {
        case 8: return iso(value / 10000, value / 100 % 100, value % 100)
        case 14: return iso(value / 10_000_000_000, value / 100_000_000 % 100, value / 1_000_000 % 100)
        case 12: return iso(value / 100_000_000, value / 1_000_000 % 100, value / 10000 % 100)
        case 10 where tokens.count == 1: return day(epochDays(seconds: value + 8 * 3600))
        case 13 where tokens.count == 1: return day(epochDays(seconds: value / 1000 + 8 * 3600))
        case 4:
            guard (1600...2200).contains(value) else { return nil }
            guard let (month, monthWidth) = group(1), monthWidth <= 2, token.after != 0x3A else { return value > 0 && tokens.count == 1 ? pad(value, 4) + "-XX-XX" : nil }
            guard (1...12).contains(month) else { return nil }
            guard let (date, dateWidth) = group(2), dateWidth <= 2 else { return "\(pad(value, 4))-\(pad(month, 2))-XX" }
            guard iso(value, month, date) != nil else { return nil }
            return shifted(value, month, date, tokens[(index + 3)...])
        case 1, 2:
            guard let (date, width) = group(1), width <= 2, token.after != 0x3A, (1...12).contains(value), date >= 1, date <= daysInMonth(2000, value) else { return nil }
            // 03-22-2012 is not written here; a third group is the hour.
            if let (_, width) = group(2), width > 2 { return nil }
            return "XXXX-\(pad(value, 2))-\(pad(date, 2))"
        default: return nil
        }
    }

    /// With a month's English name: `06 Jun 2012`, `Jun 6, 2012`, `Wed Jun 06 20:30:00 CST 2012`.
    private static func named(_ tokens: [Token], month index: Int) -> String? {
        guard let month = tokens[index].month else { return nil }
        var date: Int?
        if index > 0, let value = tokens[index - 1].digits, tokens[index - 1].width <= 2 { date = value }
        if date == nil, index + 1 < tokens.count, let value = tokens[index + 1].digits, tokens[index + 1].width <= 2 { date = value }
        let years = tokens[(index + 1)...].filter { $0.width == 4 && $0.digits != nil && $0.before != 0x2B && $0.before != 0x2D }
        guard let date, let year = years.compactMap(\.digits).first(where: { (1600...2200).contains($0) }), iso(year, month, date) != nil else { return nil }
        let rest = tokens[(index + 1)...].drop { $0.after != 0x3A }
        return shifted(year, month, date, rest)
    }

    /// The day in UTC+8, where a time with a zone follows.
    private static func shifted(_ year: Int, _ month: Int, _ date: Int, _ rest: ArraySlice<Token>) -> String? {
        let rest = rest.drop { $0.digits == nil }  // the T of ISO 8601
        guard let hour = rest.first, let hours = hour.digits, hours <= 24, hour.after == 0x3A, let offset = zone(rest.dropFirst()) else {
            return iso(year, month, date)
        }
        let minutes = rest.dropFirst().first?.digits ?? 0
        let total = hours * 60 + minutes - offset + 8 * 60
        return day(days(year, month, date) + (total < 0 ? -1 : total / 1440))
    }

    /// A zone in minutes east of Greenwich; nil where there is none.
    private static func zone(_ rest: ArraySlice<Token>) -> Int? {
        for token in rest {
            switch token.word {
            case "z", "gmt", "utc", "ut": return 0
            case "cst": return 8 * 60
            case "est": return -5 * 60
            case "edt": return -4 * 60
            case "pst": return -8 * 60
            case "pdt": return -7 * 60
            default: break
            }
            guard let value = token.digits, token.before == 0x2B || token.before == 0x2D else { continue }
            let sign = token.before == 0x2B ? 1 : -1
            if token.width == 4 { return sign * (value / 100 * 60 + value % 100) }
            if token.width == 2 { return sign * value * 60 }
        }
        return nil
    }

    /// A day of the calendar as ISO 8601; nil where there is none such.
    package static func iso(_ year: Int, _ month: Int, _ day: Int) -> String? {
        guard isDay(year, month, day) else { return nil }
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    }

    private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        (1600...2200).contains(year) && (1...12).contains(month) && day >= 1 && day <= daysInMonth(year, month)
    }

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func epochDays(seconds: Int) -> Int { seconds / 86400 }

    /// Days since 1970-01-01 of a Gregorian day.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = y / 400, ofEra = y - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468
    }

    private static func day(_ number: Int) -> String? {
        let z = number + 719468
        guard z >= 0 else { return nil }
        let era = z / 146097, ofEra = z - era * 146097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * ofYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return iso(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * m + 2) / 5 + 1)
    }
}
