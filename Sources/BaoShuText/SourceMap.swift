/// Where the characters of a text came from in the decoded input: an ordered list of pieces that were copied unchanged.
///
/// A character of the text that stands in no piece (the line feed between two blocks) has no source.
public struct SourceMap: Sendable, Equatable {
    /// `length` code units of the text from `start` on are those of the source from `source` on.
    public struct Piece: Sendable, Equatable {
        /// The first code unit in the text.
        public var start: UTF16Offset
        /// The first code unit in the source.
        public var source: UTF16Offset
        /// In code units, of either; more than 0.
        public var length: Int

        /// A piece of `length` code units.
        public init(start: UTF16Offset, source: UTF16Offset, length: Int) {
            self.start = start
            self.source = source
            self.length = length
        }
    }

    /// In order of `start`, without overlap.
    public private(set) var pieces: [Piece] = []

    /// The map of a text of which nothing has a source.
    public init() {}

    /// The map of a text that is its own source.
    public init(identity length: Int) {
        if length > 0 { pieces = [Piece(start: UTF16Offset(0), source: UTF16Offset(0), length: length)] }
    }

    /// Adds a piece behind the last one; joined with it where both text and source go on without a gap.
    public mutating func append(start: UTF16Offset, source: UTF16Offset, length: Int) {
        guard length > 0 else { return }
        if let last = pieces.last, last.start.value + last.length == start.value, last.source.value + last.length == source.value {
            pieces[pieces.count - 1].length += length
        } else {
            pieces.append(Piece(start: start, source: source, length: length))
        }
    }

    /// The map of this text to what its source came from.
    ///
    /// - Parameter earlier: the map of the source.
    /// - Complexity: O(*p* log *q* + *k*) for *p* and *q* pieces, which give *k*.
    public func through(_ earlier: SourceMap) -> SourceMap {
        var result = SourceMap()
        for piece in pieces {
            let end = piece.source.value + piece.length
            var index = earlier.firstPiece(endingBehind: piece.source.value)
            while index < earlier.pieces.count, earlier.pieces[index].start.value < end {
                let inner = earlier.pieces[index]
                let from = max(piece.source.value, inner.start.value), to = min(end, inner.start.value + inner.length)
                result.append(
                    start: UTF16Offset(piece.start.value + from - piece.source.value), source: UTF16Offset(inner.source.value + from - inner.start.value), length: to - from)
                index += 1
            }
        }
        return result
    }

    /// The way back: its source is this text, its text is the source.
    ///
    /// - Complexity: O(*p* log *p*) for *p* pieces.
    public var inverse: SourceMap {
        var result = SourceMap()
        for piece in pieces.sorted(by: { $0.source < $1.source }) { result.append(start: piece.source, source: piece.start, length: piece.length) }
        return result
    }

    private func firstPiece(endingBehind offset: Int) -> Int { pieces.partitioningIndex { $0.start.value + $0.length > offset } }

    /// The source spans of a span of the text, in order of the text; adjacent ones are joined.
    ///
    /// - Complexity: O(log *p* + *k*) for *p* pieces, *k* of them touched.
    public func source(of span: TextSpan) -> [TextSpan] {
        var result: [TextSpan] = []
        var i = firstPiece(endingBehind: span.lowerBound.value)
        while i < pieces.count, pieces[i].start < span.upperBound {
            let piece = pieces[i]
            let from = max(span.lowerBound.value, piece.start.value)
            let to = min(span.upperBound.value, piece.start.value + piece.length)
            if from < to {
                let offset = piece.source.value - piece.start.value
                if let last = result.last, last.upperBound.value == from + offset {
                    result[result.count - 1] = last.lowerBound..<UTF16Offset(to + offset)
                } else {
                    result.append(TextSpan(from + offset, to + offset))
                }
            }
            i += 1
        }
        return result
    }
}
