import BaoShuLayout
import Testing
import TestSupport

/// Where OCR breaks a paragraph must not matter: the real pages with more of their paragraphs cut in two.
struct BrokenLineTests {
    /// Long lines of a page, each cut once inside a sentence, with a blank line between the pieces.
    private struct CutPage {
        var text = ""
        /// What stands on the two sides of each cut.
        var junctions: [String] = []

        init(_ page: String, _ random: inout SeededGenerator) {
            var lines: [String] = []
            for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
                let units = Array(line.utf16)
                if units.count <= 70 || units.contains(0x09) || random.next() % 2 > 0 {
                    lines.append(String(line))
                    continue
                }
                var cut = 0
                repeat { cut = 15 + Int(random.next() % UInt64(units.count - 30)) } while Self.endsHere(units[cut - 1])
                lines += [String(decoding: units[..<cut], as: UTF16.self), "", String(decoding: units[cut...], as: UTF16.self)]
                junctions.append(String(decoding: units[(cut - 12)..<(cut + 12)], as: UTF16.self).filter { $0 != " " && $0 != "\u{3000}" })
            }
            text = lines.joined(separator: "\n")
        }

        /// Behind these marks another paragraph may well begin.
        private static func endsHere(_ unit: UInt16) -> Bool { Array("。！？；：”）".utf16).contains(unit) }
    }

    @Test func cutsAreFoundWhole() throws {
        var cuts = 0, missed: [String] = []
        for name in WholenessTests.pages {
            let page = try GoldPageTests.page(name + ".txt")
            for round in 0..<8 {
                var random = SeededGenerator(seed: UInt64(round) &* 31 &+ UInt64(name.utf8.dropFirst(2).first!))
                let cut = CutPage(page, &random)
                let text = layOutForTest(cut.text).flatMap(\.summary).joined(separator: "\n").filter { $0 != " " && $0 != "\u{3000}" }
                cuts += cut.junctions.count
                missed += cut.junctions.filter { !text.contains($0) }
            }
        }
        #expect(cuts > 500)
        #expect(missed.count * 100 <= cuts, "of \(cuts): \(missed.prefix(12))")
    }
}
