/// A stretch of text that is one symbol to the automata: a lexicon's word, a numeral, an earlier mention, a balanced pair.
///
/// Sixteen bytes: a text has more edges than characters.
package struct Edge: Sendable, BitwiseCopyable {
    package enum Source: Sendable, Equatable {
        case entry(Int32)
        case numeral(Int32)
        case mention(Int32)
        case balanced(Int32)
    }

    package let start: Int32
    package let end: Int32
    /// Of the entry, the numeral, the mention or the pair.
    private let index: Int32
    package let kind: UInt16
    private let origin: UInt8

    package init(start: Int32, end: Int32, kind: UInt16, source: Source) {
        self.start = start
        self.end = end
        self.kind = kind
        switch source {
        case .entry(let index): (self.index, origin) = (index, 0)
        case .numeral(let index): (self.index, origin) = (index, 1)
        case .mention(let index): (self.index, origin) = (index, 2)
        case .balanced(let index): (self.index, origin) = (index, 3)
        }
    }

    @inline(__always) package var source: Source {
        switch origin {
        case 0: .entry(index)
        case 1: .numeral(index)
        case 2: .mention(index)
        default: .balanced(index)
        }
    }

    @inline(__always) var isMention: Bool { origin == 2 }
    /// The entry's index; nil for other sources.
    @inline(__always) var entry: Int? { origin == 0 ? Int(index) : nil }
    /// The mention's index; nil for other sources.
    @inline(__always) var mention: Int? { origin == 2 ? Int(index) : nil }
}
