import BaoShuText

/// The lines of a text, separated by line feeds.
struct LineTable {
    /// Where each line starts.
    private var starts: [Int] = [0]
    private let length: Int

    init(_ text: [UInt16]) {
        length = text.count
        for (i, unit) in text.enumerated() where unit == 0x0A { starts.append(i + 1) }
    }

    /// The number of the line at an offset, from 1.
    ///
    /// - Complexity: O(log *l*)
    func line(at offset: Int) -> Int { starts.partitioningIndex { $0 > offset } }

    /// The units of some lines from `line` on, without the last line feed; nil where there is no such line.
    func range(line: Int, count: Int = 1) -> Range<Int>? {
        guard line >= 1, line <= starts.count else { return nil }
        let last = line - 1 + count
        return starts[line - 1]..<(last < starts.count ? starts[last] - 1 : length)
    }

    /// The `nth` occurrence of some words that begins on a line, counted without overlap from 1. Words with line feeds may go
    /// on over the next eight lines.
    func find(_ words: [UInt16], line: Int, nth: Int, in text: [UInt16]) -> TextSpan? {
        guard let first = words.first, let range = range(line: line, count: words.contains(0x0A) ? 9 : 1) else { return nil }
        var seen = 0
        var i = range.lowerBound
        while i + words.count <= range.upperBound {
            if text[i] == first, text[i..<(i + words.count)].elementsEqual(words) {
                seen += 1
                if seen == nth { return TextSpan(i, i + words.count) }
                i += words.count
            } else {
                i += 1
            }
        }
        return nil
    }
}
