/// A stretch of text that is one symbol to the automata: a lexicon's word, a numeral, an earlier mention, a balanced pair.
///
/// Twelve bytes: a text has more edges than characters, and they are read from memory again and again. All are shorter than 64K units:
/// words and numerals by their limits, mentions and pairs by those of rules.
package struct Edge: Sendable, BitwiseCopyable {
    package enum Source: Sendable, Equatable {
        case entry(Int32)
        case numeral(Int32)
        case mention(Int32)
        case balanced(Int32)
    }

    package let start: Int32
    /// Of the entry, the numeral, the mention or the pair; the two highest bits are its origin, 0 for an entry.
    private let index: UInt32
    package let kind: UInt16
    private let length: UInt16

    package init(start: Int32, end: Int32, kind: UInt16, source: Source) {
        self.start = start
        length = UInt16(end - start)
        self.kind = kind
        index =
            switch source {
            case .entry(let index): UInt32(index)
            case .numeral(let index): UInt32(index) | 1 << 30
            case .mention(let index): UInt32(index) | 2 << 30
            case .balanced(let index): UInt32(index) | 3 << 30
            }
    }

    static let size = MemoryLayout<Edge>.stride
    /// Where an edge has what a ``SurfaceEntry`` gives, and behind it its length.
    static let placeOfEntry = 4
    static func lengthBits(_ length: Int) -> UInt64 { UInt64(truncatingIfNeeded: length) << 48 }

    @inline(__always) package var end: Int32 { start &+ Int32(length) }

    @inline(__always) private var number: UInt32 { index & 0x3FFF_FFFF }

    @inline(__always) package var source: Source {
        switch index >> 30 {
        case 0: .entry(Int32(number))
        case 1: .numeral(Int32(number))
        case 2: .mention(Int32(number))
        default: .balanced(Int32(number))
        }
    }

    @inline(__always) var isMention: Bool { index >> 30 == 2 }
    /// The entry's index; nil for other sources.
    @inline(__always) var entry: Int? { index >> 30 == 0 ? Int(index) : nil }
    /// The mention's index; nil for other sources.
    @inline(__always) var mention: Int? { isMention ? Int(number) : nil }
}
