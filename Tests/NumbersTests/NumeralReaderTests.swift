import BaoShuRules
import BaoShuValues
import TestSupport
import Testing

@testable import BaoShuMatching

/// The ways in which a numeral is read: in machine words, exactly, and by the short way for plain ones. They must agree.
struct NumeralReaderTests {
    private let table: NumeralTable

    init() throws { table = try #require(try NumberReader.rules.get().program.numeralTables.first) }

    private func reader<Value: NumeralValue>(_ text: UnsafeBufferPointer<UInt16>, _ marks: UnsafePointer<PlaceMarks>, _ scratch: NumeralScratch<Value>) -> NumeralReader<Value> {
        NumeralReader(text: text, marks: marks, table: table, scratch: scratch)
    }

    private func described<Value>(_ finished: NumeralState<Value>.Finished) -> String {
        switch finished {
        case .none: "none"
        case .read(let numeral): "\(numeral)"
        case .tooLong: "too long"
        }
    }

    /// What is read at each place of a text by machine words and exactly, and whether the short way read it too.
    private func readings(_ text: [UInt16]) -> [(short: String, exact: String, plain: String?)] {
        let marks = Array(repeating: PlaceMarks(numeral: true, pair: false), count: text.count)
        let (shortScratch, exactScratch) = (NumeralScratch<ShortDecimal>(), NumeralScratch<ExactNumber>())
        return text.withUnsafeBufferPointer { text in
            marks.withUnsafeBufferPointer { marks in
                let short = reader(text, marks.baseAddress!, shortScratch)
                let exact = reader(text, marks.baseAddress!, exactScratch)
                return text.indices.filter { short.sign($0).canStart }.map { place in
                    (described(short.read(at: place)), described(exact.read(at: place)), short.plain(at: place).map { "\($0)" })
                }
            }
        }
    }

    @Test func agreeOnRandomNumerals() {
        let alphabet: [String] = [
            "一", "二", "三", "五", "九", "零", "〇", "两", "十", "百", "千", "万", "亿", "兆", "点", "多", "余", "几", "数", "廿", "陆", "半", "0", "1", "2", "50", "789", "1000",
            "123456789", "99999999999999999999", ",", ".", "-", "负", " ", "元", "年", "k", "w", "人数", "数据",
        ]
        var random = SeededGenerator(seed: 20_250_607)
        var tooLong = 0, plain = 0, read = 0
        for _ in 0..<20_000 {
            var text: [UInt16] = []
            for _ in 0..<(1 + random.below(9)) {
                text += random.one(of: alphabet).utf16
            }
            for reading in readings(text) {
                if reading.short == "too long" { tooLong += 1 } else { read += 1 }
                let agrees = reading.short == "too long" || reading.short == reading.exact
                let plainAgrees = reading.plain.map { $0 == reading.exact } ?? true
                if reading.plain != nil { plain += 1 }
                guard agrees, plainAgrees else {
                    #expect(agrees && plainAgrees, "\(String(decoding: text, as: UTF16.self)): \(reading)")
                    return
                }
            }
        }
        // The comparison says something only where each way was gone.
        #expect(read > 20_000 && tooLong > 200 && plain > 2_000, "\(read) \(tooLong) \(plain)")
    }
}
