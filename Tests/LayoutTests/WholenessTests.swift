import BaoShuLayout
import BaoShuText
import TestSupport
import Testing

/// Nothing of a page is lost or doubled, whatever the page.
struct WholenessTests {
    static func isBlank(_ c: UInt16) -> Bool {
        switch c {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// What is wrong with the layout of a page, nil where nothing is.
    static func fault(of page: [UInt16], _ articles: [LaidOutArticle]) -> String? {
        var taken = [Bool](repeating: false, count: page.count)
        for article in articles {
            var end = -1
            for block in article.blocks {
                guard block.span.lowerBound.value == end + 1, block.span.upperBound > block.span.lowerBound else { return "blocks leave a gap" }
                end = block.span.upperBound.value
                if end < article.text.count, article.text[end] != 0x0A { return "no line feed between blocks" }
                var length = 0
                for span in article.map.source(of: block.span) { length += span.length }
                if length != block.span.length { return "a block has characters without a source" }
                if let dateline = block.dateline, !(dateline.lowerBound >= block.span.lowerBound && dateline.upperBound <= block.span.upperBound) { return "a dateline leaves its block" }
            }
            guard end == article.text.count, !article.blocks.isEmpty else { return "text goes on behind the last block" }
            for piece in article.map.pieces {
                for k in 0..<piece.length {
                    let at = piece.source.value + k
                    if article.text[piece.start.value + k] != page[at] { return "the map leads to another character" }
                    if taken[at] { return "a character is in two articles" }
                    taken[at] = true
                }
            }
            for diagnostic in article.diagnostics {
                if let span = diagnostic.span, span.upperBound.value > article.text.count { return "a diagnostic leaves the text" }
            }
        }
        for i in page.indices where !taken[i] && !isBlank(page[i]) && page[i] != 0x23 { return "the character at \(i) is lost" }
        return nil
    }

    static let pages = ["000_65a8d9d27ebb6966", "001_7a5243cb517242e9", "002_3b8c7ccf6e58c825", "003_c14d41158b83b0f7", "004_68b152140b1e5a26"]

    @Test(arguments: pages) func everyCharacterHasOnePlace(_ name: String) throws {
        let page = Array(try GoldPageTests.page(name + ".txt").utf16)
        #expect(Self.fault(of: page, layOut(page: page, cues: TestCues.find(in: page))) == nil)
    }

    /// Lines dropped, doubled, moved, cut and sprinkled with signs; cues wherever they come to lie.
    @Test(arguments: pages) func mutatedPagesStayWhole(_ name: String) throws {
        var random = SeededGenerator(seed: UInt64(name.utf8.first!) &+ UInt64(name.utf8.dropFirst(2).first!))
        let lines = try GoldPageTests.page(name + ".txt").split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf16) }
        let signs: [UInt16] = [0, 0x0A, 0x0D, 0x09, 0x20, 0x23, 0x7C, 0x3000, 0x201C, 0x201D, 0xFF08, 0x3002, 0xB7, 0x25A0, 0x25A1, 0x2014, 0xD800, 0xDC00, 0x2028, 0xFEFF]
        for round in 0..<12 {
            var mutated = lines
            for _ in 0..<12 {
                let i = Int.random(in: mutated.indices, using: &random), j = Int.random(in: mutated.indices, using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0: mutated[i] = []
                case 1: mutated.swapAt(i, j)
                case 2: mutated.insert(mutated[i], at: j)
                case 3: mutated[i] = Array(mutated[i].prefix(Int.random(in: 0...40, using: &random)))
                case 4: mutated[i].insert(signs.randomElement(using: &random)!, at: Int.random(in: 0...mutated[i].count, using: &random))
                default: mutated[i] = [0x23, 0x23, 0x20] + mutated[i]
                }
            }
            let page = Array(mutated.joined(separator: [0x0A]))
            var cues = round % 4 == 0 ? TestCues.find(in: page) : []
            for _ in 0..<20 {
                let from = Int.random(in: 0..<page.count, using: &random)
                cues.append(LayoutCue(kind: LayoutCue.Kind.allCases.randomElement(using: &random)!, span: TextSpan(from, from + Int.random(in: 0...60, using: &random))))
            }
            let fault = Self.fault(of: page, layOut(page: page, cues: cues))
            #expect(fault == nil, "round \(round)")
        }
    }

    @Test func theSamePageGivesTheSameArticles() throws {
        let page = Array(try GoldPageTests.page("003_c14d41158b83b0f7.txt").utf16)
        let cues = TestCues.find(in: page)
        let once = layOut(page: page, cues: cues), again = layOut(page: page, cues: cues.reversed())
        #expect(once.map(\.text) == again.map(\.text))
        #expect(once.map(\.blocks) == again.map(\.blocks))
        #expect(once.map(\.diagnostics) == again.map(\.diagnostics))
    }
}
