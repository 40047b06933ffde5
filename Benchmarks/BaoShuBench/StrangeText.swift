/// A text that would show a step that is not linear.
struct StrangeText {
    var name: String
    var text: String

    /// - Parameter size: bytes of each; one long line has ten times as many.
    static func all(size: Int, news: BenchText) -> [StrangeText] {
        func repeated(_ unit: String) -> String { String(repeating: unit, count: size / unit.utf8.count) }
        var generator = SplitMix(state: 20240530)
        var han = ""
        for _ in 0..<size / 3 { han.unicodeScalars.append(Unicode.Scalar(UInt32(0x4E00 + generator.next() % 20902)) ?? "一") }
        var digits = ""
        for _ in 0..<size { digits.unicodeScalars.append(Unicode.Scalar(UInt8(0x30 + generator.next() % 10))) }
        var line = ""
        while line.utf8.count < size * 10 { for text in news.beginning(size * 10) { line += text.replacing("\n", with: "") } }
        let units = ["一", "1:", "1亿元", "第", "（", "《", "十万"]
        return units.map { StrangeText(name: $0, text: repeated($0)) }
            + [StrangeText(name: "digits", text: digits), StrangeText(name: "random Han", text: han), StrangeText(name: "news on one line", text: line)]
    }
}

/// The generator SplitMix64 (Steele, Lea, Flood 2014), for the same texts in every run.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
