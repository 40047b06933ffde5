/// Days that come with a file rather than in it: from a sidecar table, or from the path by a pattern.
struct DateSources {
    private let dates: [String: String]
    private let pattern: [UInt8]?

    init(_ options: ReadingOptions) {
        dates = options.dates
        pattern = options.datePattern.map { Array($0.utf8) }
    }

    /// The day of a record: by its id, its file's path, label or name in the table, else by the pattern, from its path or its address.
    func day(of record: RawRecord, id: String, url: String?) -> String? {
        if !dates.isEmpty {
            for key in [id, record.label, record.path, record.name] { if let day = dates[key] { return day } }
        }
        guard let pattern else { return nil }
        return Self.match(pattern, in: Array(record.path.utf8)) ?? url.flatMap { Self.match(pattern, in: Array($0.utf8)) }
    }

    /// The last place of a path where the pattern stands for a day of the calendar: runs of `Y`, `M` and `D` are digits, all else is itself.
    ///
    /// - Complexity: O(path · pattern).
    static func match(_ pattern: [UInt8], in path: [UInt8]) -> String? {
        guard !pattern.isEmpty, path.count >= pattern.count else { return nil }
        for start in stride(from: path.count - pattern.count, through: 0, by: -1) {
            var year = 0, month = 0, day = 0
            var fits = true
            for (k, sign) in pattern.enumerated() {
                let byte = path[start + k]
                let digit = Int(byte) - 0x30
                // However many digits a pattern asks for.
                func appended(to value: Int) -> Int { min(value, 100_000) * 10 + digit }
                switch sign {
                case UInt8(ascii: "Y") where (0...9).contains(digit): year = appended(to: year)
                case UInt8(ascii: "M") where (0...9).contains(digit): month = appended(to: month)
                case UInt8(ascii: "D") where (0...9).contains(digit): day = appended(to: day)
                case UInt8(ascii: "Y"), UInt8(ascii: "M"), UInt8(ascii: "D"): fits = false
                default: fits = sign == byte
                }
                if !fits { break }
            }
            // A day inside of a longer number is not one.
            let before = start > 0 ? path[start - 1] : 0, end = start + pattern.count
            let after = end < path.count ? path[end] : 0
            if fits, !(0x30...0x39).contains(before), !(0x30...0x39).contains(after), let found = MetadataDay.iso(year, month, day) { return found }
        }
        return nil
    }
}
