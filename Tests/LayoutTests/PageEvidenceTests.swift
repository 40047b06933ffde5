@testable import BaoShuLayout
import TestSupport
import Testing

/// What the page as a whole says about its lines.
struct PageEvidenceTests {
    /// The pairs that a page is said to have are those that stand in it, whatever their numbers.
    @Test(arguments: [(characters: 60, length: 400), (characters: 3000, length: 2000), (characters: 6000, length: 60_000)])
    func pairsAreThoseOfThePage(_ row: (characters: Int, length: Int)) {
        var random = SeededGenerator(seed: 11)
        func character() -> UInt16 { UInt16(0x4E00 + random.below(row.characters)) }
        var page = (0..<row.length).map { _ in character() }
        for place in stride(from: 40, to: page.count, by: 41) { page[place] = 0x0A }
        var pairs: Set<UInt32> = []
        for i in 1..<page.count where page[i] != 0x0A && page[i - 1] != 0x0A { pairs.insert(UInt32(page[i - 1]) << 16 | UInt32(page[i])) }
        page.withUnsafeBufferPointer { page in
            let evidence = PageEvidence(pageLines(of: page), page)
            for pair in pairs where !evidence.hasPair(UInt16(pair >> 16), UInt16(pair & 0xFFFF)) { Issue.record("missing: \(pair)") }
            for _ in 0..<50_000 {
                let (a, b) = (character(), character())
                #expect(evidence.hasPair(a, b) == pairs.contains(UInt32(a) << 16 | UInt32(b)))
            }
        }
    }
}
