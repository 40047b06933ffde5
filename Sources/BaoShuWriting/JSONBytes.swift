// The tokens of JSON (RFC 8259), appended as UTF-8 bytes.

extension [UInt8] {
    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        var place: UInt = 1
        while rest / place >= 10 { place *= 10 }
        while place > 0 {
            append(UInt8(ascii: "0") + UInt8(rest / place))
            rest %= place
            place /= 10
        }
    }

    /// A string with its quotation marks.
    mutating func append(json text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            // Runs without escapes are copied whole.
            var start = 0
            for i in 0..<bytes.count where bytes[i] < 0x20 || bytes[i] == UInt8(ascii: "\"") || bytes[i] == UInt8(ascii: "\\") {
                append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<i]))
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 6) { escape in
                    let length = escaped(bytes[i], to: escape.baseAddress!)
                    append(contentsOf: UnsafeBufferPointer(rebasing: escape[0..<length]))
                }
                start = i + 1
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        append(UInt8(ascii: "\""))
    }

    /// UTF-16 as a string with its quotation marks, re-encoded in one pass. A lone surrogate becomes U+FFFD.
    ///
    /// - Returns: How many lone surrogates there were, and where the first was.
    /// - Complexity: O(*n*)
    @discardableResult
    mutating func append(json text: UnsafeBufferPointer<UInt16>) -> (lone: Int, first: Int) {
        append(UInt8(ascii: "\""))
        var lone = 0
        var first = 0
        var i = 0
        // By stretches, through a buffer on the stack that stays in the cache.
        let stretch = 2048
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: stretch * 6 + 6) { buffer in
            let bytes = buffer.baseAddress!
            while i < text.count {
                let limit = Swift.min(i + stretch, text.count)
                var n = 0
                while i < limit {
                    let unit = text[i]
                    i += 1
                    if unit >= 0x800 {
                        if unit & 0xF800 == 0xD800 {
                            if unit < 0xDC00, i < text.count, text[i] & 0xFC00 == 0xDC00 {
                                let scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(text[i] & 0x3FF))
                                i += 1
                                bytes[n] = 0xF0 | UInt8(scalar >> 18)
                                bytes[n + 1] = 0x80 | UInt8(scalar >> 12 & 0x3F)
                                bytes[n + 2] = 0x80 | UInt8(scalar >> 6 & 0x3F)
                                bytes[n + 3] = 0x80 | UInt8(scalar & 0x3F)
                                n += 4
                                continue
                            }
                            if lone == 0 { first = i - 1 }
                            lone += 1
                            (bytes[n], bytes[n + 1], bytes[n + 2]) = (0xEF, 0xBF, 0xBD)
                        } else {
                            // One store of four bytes, of which three count.
                            let unit = UInt32(unit)
                            let three = 0x80_80E0 | unit >> 12 | (unit & 0xFC0) << 2 | (unit & 0x3F) << 16
                            UnsafeMutableRawPointer(bytes + n).storeBytes(of: three.littleEndian, as: UInt32.self)
                        }
                        n += 3
                    } else if unit >= 0x80 {
                        bytes[n] = 0xC0 | UInt8(truncatingIfNeeded: unit >> 6)
                        bytes[n + 1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                        n += 2
                    } else if unit < 0x20 || unit == 0x22 || unit == 0x5C {
                        n += escaped(UInt8(truncatingIfNeeded: unit), to: bytes + n)
                    } else {
                        bytes[n] = UInt8(truncatingIfNeeded: unit)
                        n += 1
                    }
                }
                append(contentsOf: UnsafeBufferPointer(rebasing: buffer[0..<n]))
            }
        }
        append(UInt8(ascii: "\""))
        return (lone, first)
    }
}

/// Writes the escape of a quotation mark, a backslash or a control character, up to six bytes, and gives its length.
private func escaped(_ byte: UInt8, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    bytes[0] = UInt8(ascii: "\\")
    switch byte {
    case 0x22, 0x5C: bytes[1] = byte
    case 0x08: bytes[1] = UInt8(ascii: "b")
    case 0x09: bytes[1] = UInt8(ascii: "t")
    case 0x0A: bytes[1] = UInt8(ascii: "n")
    case 0x0C: bytes[1] = UInt8(ascii: "f")
    case 0x0D: bytes[1] = UInt8(ascii: "r")
    default:
        bytes[1] = UInt8(ascii: "u")
        bytes[2] = UInt8(ascii: "0")
        bytes[3] = UInt8(ascii: "0")
        bytes[4] = UInt8(ascii: "0") + byte >> 4
        let low = byte & 0xF
        bytes[5] = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10
        return 6
    }
    return 2
}
