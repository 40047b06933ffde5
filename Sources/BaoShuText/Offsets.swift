/// A position in a text, counted in UTF-16 code units. ICU's boundaries and the matcher's buffers use this unit.
public struct UTF16Offset: Comparable, Hashable, Sendable, CustomStringConvertible {
    /// Code units from the text's beginning.
    public var value: Int

    @inlinable public init(_ value: Int) { self.value = value }
    @inlinable public static func < (a: UTF16Offset, b: UTF16Offset) -> Bool { a.value < b.value }
    @inlinable public static func + (a: UTF16Offset, n: Int) -> UTF16Offset { UTF16Offset(a.value + n) }
    /// `u12`, so that no one takes it for an offset in code points.
    public var description: String { "u\(value)" }
}

/// A half-open stretch of a text in UTF-16 code units.
public typealias TextSpan = Range<UTF16Offset>

extension Range where Bound == UTF16Offset {
    /// A span from plain integers, in UTF-16 code units.
    @inlinable public init(_ start: Int, _ end: Int) { self = UTF16Offset(start)..<UTF16Offset(end) }
    /// The number of UTF-16 code units in the span.
    @inlinable public var length: Int { upperBound.value - lowerBound.value }
    /// The span as plain integers, for indexing a buffer of code units.
    @inlinable public var indices: Range<Int> { lowerBound.value..<upperBound.value }
}
