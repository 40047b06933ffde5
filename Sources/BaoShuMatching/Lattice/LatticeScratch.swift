import BaoShuRules

/// What building a lattice writes in; reused from text to text.
final class LatticeScratch {
    /// For each place what the passes over the text look for there.
    let marks = Memory<PlaceMarks>()
    /// The places where a word of more than one character may begin.
    let begins = Memory<Int32>()
    /// The words of more than one character, by start, shortest first.
    let found = Memory<FoundWord>()
    /// Numerals and balanced pairs, before they stand among the words.
    let added = Memory<Edge>()
    let open = Memory<Int32>()
    let numeral = NumeralScratch<ShortDecimal>()
    /// Of what was read only to have it near; else the compiler would leave it out.
    var touched = 0
    /// Entries that end blocks.
    var freed: [(start: Int, end: Int, lexicon: Int)] = []

    /// A surface of more than one character that stands in the text, with what its last step says of it.
    struct FoundWord: BitwiseCopyable {
        var start: Int32
        var end: Int32
        var list: UInt32
        var edgeCount: UInt16
        var yields: Bool
        var blocks: Bool
    }
}

/// What may begin at a place.
struct PlaceMarks: BitwiseCopyable {
    var numeral: Bool
    /// An opening or closing mark, or a line end.
    var pair: Bool
    /// The name of a unit of measure, to which a scale word there belongs (千克).
    var yields = false
}

/// Writes edges of words one after the other.
struct EdgeWriter {
    private let memory: Memory<Edge>
    /// The most edges of a surface, four at least.
    private let most: Int
    private(set) var count = 0

    init(_ memory: Memory<Edge>, most: Int) {
        (self.memory, self.most) = (memory, most)
    }

    /// Writes the first `number` edges of a list. Four are written whatever their number, because that is quicker than to count; those that
    /// are none of the list are written over.
    @inline(__always) mutating func write(_ list: UnsafePointer<SurfaceEntry>, _ number: Int, from start: Int, to end: Int) {
        if memory.capacity - count < most { memory.grow(to: count + most, keeping: count) }
        let length = Edge.lengthBits(end &- start)
        let target = UnsafeMutableRawPointer(memory.base + count)
        @inline(__always) func write(_ i: Int) {
            target.storeBytes(of: Int32(truncatingIfNeeded: start), toByteOffset: i &* Edge.size, as: Int32.self)
            target.storeBytes(of: list[i].ofEdge | length, toByteOffset: i &* Edge.size &+ Edge.placeOfEntry, as: UInt64.self)
        }
        write(0)
        write(1)
        write(2)
        write(3)
        if number > 4 { for i in 4..<number { write(i) } }
        count &+= number
    }
}
