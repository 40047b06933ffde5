import BaoShuText

/// A string of a ``Mentions``, in UTF-8: some of its own bytes, or of the names that it shares with others. Equal ones are the same
/// bytes in the same place.
package struct TapeString: BitwiseCopyable, Sendable, Equatable {
    /// The offset of the first byte; the highest bit is set for shared names.
    package let place: UInt32
    /// The number of bytes; the highest bit is set where none of them needs an escape in JSON.
    package let length: UInt32

    @inlinable @inline(__always) package static var flag: UInt32 { 0x8000_0000 }

    init(offset: Int, count: Int, isShared: Bool, isPlain: Bool) {
        place = UInt32(truncatingIfNeeded: offset) | (isShared ? Self.flag : 0)
        length = UInt32(truncatingIfNeeded: count) | (isPlain ? Self.flag : 0)
    }

    package static let empty = TapeString(offset: 0, count: 0, isShared: false, isPlain: true)

    @inlinable @inline(__always) package var offset: Int { Int(place & ~Self.flag) }
    @inlinable @inline(__always) package var count: Int { Int(length & ~Self.flag) }
    @inlinable @inline(__always) package var isShared: Bool { place & Self.flag != 0 }
    @inlinable @inline(__always) package var isPlain: Bool { length & Self.flag != 0 }
}

/// A mention on the tape: what every mention has, and where its cells are.
package struct MentionHead: BitwiseCopyable, Sendable {
    package var type: TapeString
    package var rule: TapeString
    /// In UTF-16.
    package var start: Int32
    package var end: Int32
    /// 0 where it names nothing that is numbered.
    package var entity: Int32
    package var firstCell: Int32
    /// The cells of its parts begin here, those of its fields end.
    package var firstPart: Int32
    package var endCell: Int32

    @inlinable @inline(__always) package var span: TextSpan { TextSpan(Int(start), Int(end)) }
}

/// A field, an element or a part. The cells inside of it follow it.
package struct MentionCell: BitwiseCopyable, Sendable {
    package enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// Taken out; passed over.
        case removed
        case text, flag, words
        /// Followed by three texts: code, system and words.
        case unit
        case list, object, part
    }

    package var name: TapeString
    package var kind: Kind
    /// How many cells it is with those inside of it.
    package var size: Int32
    /// Of `text` the string, of `words` and `part` start and end in UTF-16 (as `Int32`), of `flag` whether it is set.
    package var first: UInt32
    package var second: UInt32

    @inlinable @inline(__always) package var text: TapeString { TapeString(place: first, length: second) }
    @inlinable @inline(__always) package var span: TextSpan { TextSpan(Int(Int32(bitPattern: first)), Int(Int32(bitPattern: second))) }
    @inlinable @inline(__always) package var isRemoved: Bool { if case .removed = kind { true } else { false } }
}

extension TapeString {
    @inlinable @inline(__always) package init(place: UInt32, length: UInt32) { (self.place, self.length) = (place, length) }
}

/// The arrays of a ``Mentions`` as plain memory, for the writer; valid inside ``Mentions/withMemory(_:)`` only.
package struct MentionMemory {
    package let heads: UnsafeBufferPointer<MentionHead>
    package let cells: UnsafeBufferPointer<MentionCell>
    package let bytes: UnsafeBufferPointer<UInt8>
    package let names: UnsafeBufferPointer<UInt8>
}

extension Mentions {
    package func withMemory<Result>(_ body: (MentionMemory) -> Result) -> Result {
        heads.withUnsafeBufferPointer { heads in
            cells.withUnsafeBufferPointer { cells in
                bytes.withUnsafeBufferPointer { bytes in
                    names.withUnsafeBufferPointer { names in body(MentionMemory(heads: heads, cells: cells, bytes: bytes, names: names)) }
                }
            }
        }
    }
}
