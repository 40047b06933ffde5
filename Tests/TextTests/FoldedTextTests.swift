import BaoShuText
import Testing

/// The folded view and its way back.
struct FoldedTextTests {
    private static func folded(_ text: String) -> FoldedText {
        var table = FoldTable()
        table.add(Array("萬".utf16), to: Array("万".utf16))
        table.add(Array("㎡".utf16), to: Array("平方米".utf16))
        var folded = FoldedText()
        folded.fold(Array(text.utf16), with: table)
        return folded
    }

    @Test(arguments: [
        (text: "增长 5.8%", folded: "增长5.8%"),
        (text: "12 万元", folded: "12 万元"),
        (text: "投资 12 万元", folded: "投资12万元"),
        (text: "2024 年 5 月 30 日", folded: "2024年5月30日"),
        (text: "１２３４ 萬", folded: "1234万"),
        (text: "「十四五」『增长』", folded: "“十四五”‘增长’"),
        (text: "\n1 提升能力", folded: "\n1 提升能力"),
        (text: "\n  12 提升能力", folded: "\n  12 提升能力"),
        (text: "总额130619亿元　2010年", folded: "总额130619亿元 2010年"),
        (text: "王 惠 45 岁", folded: "王 惠45岁"),
        (text: "3 200万", folded: "3 200万"),
        (text: "增长  5%", folded: "增长  5%"),
        (text: "占地 5㎡ 左右", folded: "占地5平方米 左右"),
        (text: "GDP 增长", folded: "GDP 增长"),
        (text: "要闻02 二〇二四年", folded: "要闻02 二〇二四年"),
    ])
    func blanksBesideFiguresAreLeftOut(_ row: (text: String, folded: String)) {
        #expect(String(decoding: Self.folded(row.text).units, as: UTF16.self) == row.folded)
    }

    @Test(arguments: [
        (text: "增长 5. 9 %，", folded: "增长5.9 %,"),
        (text: "总值 2 053. 4 亿元", folded: "总值2053.4亿元"),
        (text: "进口 921 .7 亿元", folded: "进口921.7亿元"),
        (text: "出口 1 131.7 亿元", folded: "出口1131.7亿元"),
        (text: "占67. 4%", folded: "占67.4%"),
        (text: "总值1,131. 7亿元", folded: "总值1,131.7亿元"),
        (text: "措施,1. 5家企业", folded: "措施,1. 5家企业"),
        // The numbers of a list, two numbers, the cells of a row, a year, a version.
        (text: "措施：1. 5家企业；2. 3家", folded: "措施:1. 5家企业;2. 3家"),
        (text: "附件1. 2024年", folded: "附件1. 2024年"),
        (text: "\n5. 9月份", folded: "\n5. 9月份"),
        // Thousands.
        (text: "产量3 500 吨，", folded: "产量3500吨,"),
        (text: "产量 12 045万", folded: "产量12045万"),
        (text: "人口55 235 367人", folded: "人口55235367人"),
        (text: "总值 1 055 235. 4 亿元", folded: "总值1055235.4亿元"),
        (text: "重3\u{2009}500", folded: "重3500"),
        (text: "1\u{202F}055\u{202F}235\u{202F}367", folded: "1055235367"),
        (text: "重3\u{2009}5001", folded: "重3 5001"),
        (text: "重3500\u{2009}200", folded: "重3500 200"),
        (text: "甲县3 500，", folded: "甲县3 500,"),
        (text: "甲县3 50 吨", folded: "甲县3 50吨"),
        (text: "2023 500强", folded: "2023 500强"),
        (text: "去年2023 500强", folded: "去年2023 500强"),
        (text: "全年0 500吨", folded: "全年0 500吨"),
        (text: "分别为3 50 500吨", folded: "分别为3 50 500吨"),
        (text: "总值1,131 500亿元", folded: "总值1,131 500亿元"),
        (text: "占3.5 500吨", folded: "占3.5 500吨"),
        (text: "合计12　345.6万", folded: "合计12 345.6万"),
        (text: "版本2. 0. 1", folded: "版本2. 0. 1"),
        (text: "增长1.5. 9月", folded: "增长1.5. 9月"),
        (text: "增长 5. ", folded: "增长5. "),
    ])
    func figuresReadApart(_ row: (text: String, folded: String)) {
        #expect(String(decoding: Self.folded(row.text).units, as: UTF16.self) == row.folded)
    }

    @Test(arguments: [
        (text: "2O13年4月l5日 8：3O", folded: "2013年4月15日8:30"),
        (text: "投资1O.2亿元，增长l2.5%", folded: "投资10.2亿元,增长12.5%"),
        (text: "O2O模式、H2O、CO2、5l装、4oo", folded: "O2O模式、H2O、CO2、5l装、4oo"),
        (text: "html5，Model3，a/2O1", folded: "html5,Model3,a/2O1"),
        (text: "html5，2O13年4，53O元", folded: "html5,2013年4,530元"),
    ])
    func lettersMisreadForDigits(_ row: (text: String, folded: String)) {
        #expect(String(decoding: Self.folded(row.text).units, as: UTF16.self) == row.folded)
    }

    /// Every stretch of the folded text leads to the stretch of the original from its first to its last character.
    @Test(arguments: ["同比增长 5.8%，投资 12 万元", "占地 5㎡ 左右，2024 年 5 月", "𠮷林 3 人", "没有空白", "总值 2 053. 4 亿元，增长 5. 9 %", "人口55 235 367人，1\u{2009}500"])
    func spansLeadBack(_ text: String) {
        let original = Array(text.utf16)
        let folded = Self.folded(text)
        for start in folded.units.indices {
            #expect(folded.original(start..<start).isEmpty)
            for end in (start + 1)...folded.units.count {
                let span = folded.original(start..<end)
                #expect(span.lowerBound >= UTF16Offset(0) && span.upperBound.value <= original.count && !span.isEmpty)
                // No blank that was left out stands at its ends.
                if folded.units[start] != 0x20 { #expect(original[span.lowerBound.value] != 0x20) }
                if folded.units[end - 1] != 0x20 { #expect(original[span.upperBound.value - 1] != 0x20) }
                #expect(folded.folded(span.lowerBound.value) <= start)
            }
        }
        #expect(folded.original(0..<folded.units.count) == TextSpan(0, original.count))
    }

    /// Characters beyond the basic plane are one unit each, and the way back has both of theirs.
    @Test func charactersBeyondTheBasicPlane() {
        var folded = FoldedText()
        let text = Array("赵𠮷龙😀5家".utf16)
        folded.fold(text, with: FoldTable())
        #expect(folded.units.count == 6)
        #expect(folded.units[1] == 0xDFB7 && folded.units[3] == 0xD83D)
        #expect(folded.original(0..<3) == TextSpan(0, 4))
        #expect(folded.original(1..<2) == TextSpan(1, 3))
        #expect(folded.original(3..<4) == TextSpan(4, 6))
        #expect(folded.original(4..<6) == TextSpan(6, 8))
        #expect((0...8).map(folded.folded) == [0, 1, 2, 2, 3, 4, 4, 5, 6])
        #expect(FoldTable().fold("赵𠮷龙😀5家") == folded.units)
        // Half a pair is no character.
        folded.fold([0x5F20, 0xD842, 0x4E09, 0xDFB7], with: FoldTable())
        #expect(folded.units == [0x5F20, 0xFFFD, 0x4E09, 0xFFFD])
    }
}
