import BaoShuModel
import BaoShuText

/// A document that would show a step that is not linear.
struct StrangeText {
    var name: String
    var document: SourceDocument
    /// Of its text in UTF-8.
    var bytes: Int

    private init(_ name: String, _ text: String, _ content: SourceDocument.Content = .text) {
        self.name = name
        bytes = text.utf8.count
        document = SourceDocument(id: "t", source: SourceDescription(name: "t", format: "text"), text: Array(text.utf16), content: content)
    }

    /// - Parameter size: bytes of each; one long line has ten times as many.
    static func all(size: Int, news: BenchText) -> [StrangeText] {
        var generator = SplitMix(state: 20240530)
        var digits = ""
        let han = String(randomHan: size / 3, &generator)
        for _ in 0..<size { digits.unicodeScalars.append(Unicode.Scalar(UInt8(0x30 + generator.next() % 10))) }
        var line = ""
        while line.utf8.count < size * 10 { for text in news.beginning(size * 10) { line += text.replacing("\n", with: "") } }
        let units = ["一", "1:", "1亿元", "第", "（", "《", "十万"]
        return units.map { StrangeText($0, repeated($0, size)) }
            + [StrangeText("digits", digits), StrangeText("random Han", han), StrangeText("news on one line", line)]
            + [StrangeText("numbers in pairs", repeated("投资《1亿元》，", size)), StrangeText("facts of one sentence", repeated("2023年，产量、销量分别增长5%和6%，", size))]
            + [damage(size), names(size, &generator), table(size)]
    }

    private static func repeated(_ unit: String, _ size: Int) -> String { String(repeating: unit, count: size / unit.utf8.count) }

    /// Sentences with a damaged character behind each.
    private static func damage(_ size: Int) -> StrangeText {
        var result = StrangeText("damage", repeated("投资5元，合计是6元。\u{FFFD}", size))
        result.document.damaged = result.document.text.indices.filter { result.document.text[$0] == 0xFFFD }.map { TextSpan($0, $0 + 1) }
        return result
    }

    /// A page of small articles, each of which gives a name that none of the others has.
    private static func names(_ size: Int, _ generator: inout SplitMix) -> StrangeText {
        var text = ""
        while text.utf8.count < size { text += "# 会议在京召开\n\n本报北京5月30日讯 市长王\(String(randomHan: 2, &generator))出席会议并讲话，他说，全市经济增长1.1%。\n\n" }
        return StrangeText("a page of names", text, .page)
    }

    /// A table whose rows begin with words as heads have them.
    private static func table(_ size: Int) -> StrangeText {
        let (header, row) = ("名称\t产量（万吨）\t增长（%）\n", "产量（万吨）\t5.5\t6.1\n")
        let text = header + repeated(row, size)
        var blocks = [Block(role: .tableHeader, span: TextSpan(0, header.utf16.count - 1))]
        for start in stride(from: header.utf16.count, to: text.utf16.count, by: row.utf16.count) {
            blocks.append(Block(role: .tableRow, span: TextSpan(start, start + row.utf16.count - 1)))
        }
        return StrangeText("a table", text, .blocks(blocks))
    }
}

extension String {
    /// Characters of the block of unified ideographs that Unicode began with.
    fileprivate init(randomHan count: Int, _ generator: inout SplitMix) {
        self.init()
        for _ in 0..<count { unicodeScalars.append(Unicode.Scalar(UInt32(0x4E00 + generator.next() % 20902)) ?? "一") }
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
