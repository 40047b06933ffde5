/// UTF-8 to UTF-16, with validation, after the Unicode Standard 15.0, table 3-7 (well-formed byte sequences).
///
/// The loops stand here, over raw buffers, because this is the first thing that happens to every byte.
package enum UTF8Text {
    /// Whether the bytes are well-formed, how many of their sequences are of several bytes, and how many bytes are in none.
    package struct Survey: Equatable {
        package var sequences = 0
        package var invalid = 0
    }

    /// Counts well-formed sequences and stray bytes; an unfinished sequence at the very end counts as neither,
    /// so that a first chunk can be judged.
    package static func survey(_ bytes: UnsafeBufferPointer<UInt8>) -> Survey {
        var result = Survey()
        var i = 0
        let end = bytes.count
        while i < end {
            if bytes[i] < 0x80 { i += 1; continue }
            switch sequence(bytes, at: i, end: end) {
            case let (length, .some): result.sequences += 1; i += length
            case let (length, nil):
                if i + length == end, length < expectedLength(bytes[i]) { return result }
                result.invalid += length
                i += length
            }
        }
        return result
    }

    /// Decodes; each maximal malformed subpart gives one U+FFFD (the Unicode Standard, 3.9, "U+FFFD substitution of maximal subparts").
    ///
    /// - Returns: the text, and whether any byte was malformed.
    /// - Complexity: O(n), two passes where the bytes are well-formed.
    package static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> (text: [UInt16], malformed: Bool) {
        let units = utf16Count(bytes)
        var malformed = false
        let text = [UInt16](unsafeUninitializedCapacity: units) { buffer, count in
            count = write(bytes, to: buffer, malformed: &malformed)
        }
        if !malformed { return (text, false) }
        // Stray continuation bytes give more units than were counted: at most one for each byte.
        let repaired = [UInt16](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            count = writeReplacing(bytes, to: buffer)
        }
        return (repaired, true)
    }

    /// The UTF-16 code units of well-formed bytes; of others, a number that is no use alone.
    package static func utf16Count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = bytes.count
        var i = 0
        let raw = UnsafeRawBufferPointer(bytes)
        // Eight bytes at a time: continuation bytes (10xxxxxx) give no unit, leads of four bytes (1111xxxx) give two.
        while i &+ 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            count &-= (word & ~(word &<< 1) & 0x8080_8080_8080_8080).nonzeroBitCount
            count &+= (word & (word &<< 1) & (word &<< 2) & (word &<< 3) & 0x8080_8080_8080_8080).nonzeroBitCount
            i &+= 8
        }
        while i < bytes.count {
            count &-= bytes[i] & 0xC0 == 0x80 ? 1 : 0
            count &+= bytes[i] >= 0xF0 ? 1 : 0
            i &+= 1
        }
        return count
    }

    /// Writes well-formed bytes into a buffer that has room for `utf16Count` units; stops at the first malformed one.
    ///
    /// - Returns: the number of code units written.
    package static func write(
        _ bytes: UnsafeBufferPointer<UInt8>, to buffer: UnsafeMutableBufferPointer<UInt16>, malformed: inout Bool
    ) -> Int {
        let end = bytes.count
        guard end > 0, let source = bytes.baseAddress, let target = buffer.baseAddress else { return 0 }
        var i = 0
        var o = 0
        while i < end {
            // Han characters, one load and one test each: 1110xxxx 10xxxxxx 10xxxxxx and whatever follows.
            while i &+ 4 <= end {
                let word = UInt32(littleEndian: UnsafeRawPointer(source + i).loadUnaligned(as: UInt32.self))
                let unit = UInt16(truncatingIfNeeded: (word & 0xF) << 12 | (word >> 2) & 0xFC0 | (word >> 16) & 0x3F)
                guard word & 0xC0_C0F0 == 0x80_80E0, unit >= 0x800, unit & 0xF800 != 0xD800 else { break }
                target[o] = unit
                i &+= 3
                o &+= 1
            }
            if i >= end { break }
            let lead = source[i]
            if lead < 0x80 {
                target[o] = UInt16(lead)
                i &+= 1
                o &+= 1
            } else if lead & 0xF0 == 0xE0, i &+ 2 < end {
                // Han characters are here: one test for the three bytes of the common case.
                let second = source[i &+ 1], third = source[i &+ 2]
                let unit = UInt16(truncatingIfNeeded: UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F))
                guard second & 0xC0 == 0x80, third & 0xC0 == 0x80, unit >= 0x800, unit & 0xF800 != 0xD800 else {
                    malformed = true
                    return o
                }
                target[o] = unit
                i &+= 3
                o &+= 1
            } else {
                guard case let (length, scalar?) = sequence(bytes, at: i, end: end) else {
                    malformed = true
                    return o
                }
                if scalar >= 0x10000 {
                    target[o] = UInt16(0xD7C0 + (scalar >> 10))
                    target[o &+ 1] = UInt16(0xDC00 + (scalar & 0x3FF))
                    o &+= 2
                } else {
                    target[o] = UInt16(scalar)
                    o &+= 1
                }
                i &+= length
            }
        }
        return o
    }

    /// Writes any bytes into a buffer with room for one unit a byte.
    package static func writeReplacing(_ bytes: UnsafeBufferPointer<UInt8>, to buffer: UnsafeMutableBufferPointer<UInt16>) -> Int {
        var i = 0
        var o = 0
        while i < bytes.count {
            let (length, scalar) = sequence(bytes, at: i, end: bytes.count)
            let value = scalar ?? 0xFFFD
            if value >= 0x10000 {
                buffer[o] = UInt16(0xD7C0 + (value >> 10))
                buffer[o + 1] = UInt16(0xDC00 + (value & 0x3FF))
                o += 2
            } else {
                buffer[o] = UInt16(value)
                o += 1
            }
            i += length
        }
        return o
    }

    /// The sequence at a byte: its length and scalar value, or the length of the malformed subpart and nil.
    @inline(__always)
    static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int) -> (length: Int, scalar: UInt32?) {
        let lead = bytes[i]
        if lead < 0x80 { return (1, UInt32(lead)) }
        guard lead >= 0xC2, lead <= 0xF4 else { return (1, nil) }
        let length = expectedLength(lead)
        guard i + 1 < end else { return (1, nil) }
        let low: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
        let high: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        let second = bytes[i + 1]
        guard second >= low, second <= high else { return (1, nil) }
        var scalar = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        scalar = scalar << 6 | UInt32(second & 0x3F)
        var k = 2
        while k < length {
            guard i + k < end, bytes[i + k] & 0xC0 == 0x80 else { return (k, nil) }
            scalar = scalar << 6 | UInt32(bytes[i + k] & 0x3F)
            k += 1
        }
        return (length, scalar)
    }

    @inline(__always)
    static func expectedLength(_ lead: UInt8) -> Int { lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1 }

    /// What some bytes are to a parser of markup.
    enum Cleanness { case clean, wellFormed, malformed }

    /// Whether bytes are well-formed, and have neither control characters nor noncharacters or U+FFFD: one pass for the usual case.
    static func cleanness(_ bytes: UnsafeBufferPointer<UInt8>) -> Cleanness {
        guard let source = bytes.baseAddress else { return .clean }
        let end = bytes.count
        var i = 0
        var unclean = false
        while i < end {
            let lead = source[i]
            if lead < 0x80 {
                if lead < 0x20, lead != 0x0A, lead != 0x0D, lead != 0x09 { unclean = true }
                i &+= 1
            } else if lead & 0xF0 == 0xE0, i &+ 2 < end {
                let second = source[i &+ 1], third = source[i &+ 2]
                let unit = UInt16(truncatingIfNeeded: UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F))
                guard second & 0xC0 == 0x80, third & 0xC0 == 0x80, unit >= 0x800, unit & 0xF800 != 0xD800 else { return .malformed }
                if unit >= 0xFDD0, unit <= 0xFDEF || unit >= 0xFFFD { unclean = true }
                i &+= 3
            } else {
                guard case let (length, .some) = sequence(bytes, at: i, end: end) else { return .malformed }
                i &+= length
            }
        }
        return unclean ? .wellFormed : .clean
    }

    /// A Swift string of UTF-16, by way of UTF-8, which is how strings are stored.
    static func string(_ text: some Collection<UInt16>) -> String {
        String(decoding: encode(Array(text)), as: Unicode.UTF8.self)
    }

    /// UTF-16 to UTF-8; a lone surrogate gives U+FFFD.
    package static func encode(_ text: [UInt16]) -> [UInt8] {
        text.withUnsafeBufferPointer { encode($0) }
    }

    private static func encode(_ text: UnsafeBufferPointer<UInt16>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: text.count * 3) { buffer, count in
            var o = 0
            var i = 0
            while i < text.count {
                let unit = text[i]
                i += 1
                if unit < 0x80 {
                    buffer[o] = UInt8(truncatingIfNeeded: unit)
                    o += 1
                } else if unit < 0x800 {
                    buffer[o] = 0xC0 | UInt8(truncatingIfNeeded: unit >> 6)
                    buffer[o + 1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                    o += 2
                } else if unit & 0xFC00 == 0xD800, i < text.count, text[i] & 0xFC00 == 0xDC00 {
                    let scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(text[i] & 0x3FF))
                    i += 1
                    buffer[o] = 0xF0 | UInt8(truncatingIfNeeded: scalar >> 18)
                    buffer[o + 1] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x3F)
                    buffer[o + 2] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F)
                    buffer[o + 3] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
                    o += 4
                } else {
                    let value: UInt16 = unit & 0xF800 == 0xD800 ? 0xFFFD : unit
                    buffer[o] = 0xE0 | UInt8(truncatingIfNeeded: value >> 12)
                    buffer[o + 1] = 0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F)
                    buffer[o + 2] = 0x80 | UInt8(truncatingIfNeeded: value & 0x3F)
                    o += 3
                }
            }
            count = o
        }
    }
}
