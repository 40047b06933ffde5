import BaoShuText
import Testing

/// Maps of texts that were made of other texts.
struct SourceMapTests {
    private static func map(_ pieces: [(start: Int, source: Int, length: Int)]) -> SourceMap {
        var map = SourceMap()
        for piece in pieces { map.append(start: UTF16Offset(piece.start), source: UTF16Offset(piece.source), length: piece.length) }
        return map
    }

    @Test func twoMapsAreOne() {
        // abcdef → c d (put in) f, and of that, backwards: f, then "cd".
        let first = Self.map([(0, 2, 2), (3, 5, 1)])
        let second = Self.map([(0, 3, 1), (2, 0, 3)])
        #expect(second.through(first) == Self.map([(0, 5, 1), (2, 2, 2)]))
    }

    @Test(arguments: [0, 1, 7, 30]) func identityChangesNothing(_ length: Int) {
        let map = Self.map([(0, 3, 4), (5, 9, 2), (8, 12, 9)])
        #expect(map.through(SourceMap(identity: 40)) == map)
        #expect(SourceMap(identity: length).through(map).pieces.allSatisfy { $0.start.value + $0.length <= length })
    }

    /// Columns that were set in another order: the way back has the pieces by the source.
    @Test func inverseLeadsBack() {
        let map = Self.map([(0, 20, 5), (6, 3, 4), (11, 9, 6)])
        #expect(map.inverse == Self.map([(3, 6, 4), (9, 11, 6), (20, 0, 5)]))
        #expect(map.inverse.inverse == map)
        #expect(map.inverse.source(of: TextSpan(5, 11)) == [TextSpan(8, 10), TextSpan(11, 13)])
        #expect(map.inverse.source(of: TextSpan(15, 20)) == [])
    }
}
