extension UInt16 {
    /// Whether a sentence ends with this unit of a folded text: a stop, an exclamation or question mark, or the end of a line.
    @inline(__always) var endsSentence: Bool { self == 0x0A || self == 0x3002 || self == 0x21 || self == 0x3F }
}
