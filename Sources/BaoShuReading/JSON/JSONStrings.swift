/// A string of JSON, decoded.
struct JSONText {
    var text: [UInt16]
    /// Bytes that are no UTF-8 stood in it; they are U+FFFD now.
    var malformed = false
    /// An escape for half a surrogate pair stood in it; it is U+FFFD now.
    var loneSurrogate = false
}

extension JSONScanner {
    /// Decodes a string straight into UTF-16.
    ///
    /// - Complexity: O(n).
    func decode(_ token: StringToken) -> JSONText {
        let slice = UnsafeBufferPointer(rebasing: bytes[token.range])
        guard token.escaped else {
            let (text, malformed) = UTF8Text.decode(slice)
            return JSONText(text: text, malformed: malformed)
        }
        var result = JSONText(text: [])
        // An escape of several bytes gives one unit, so the count of the bytes as they stand is enough.
        let text = [UInt16](unsafeUninitializedCapacity: UTF8Text.utf16Count(slice)) { buffer, count in
            count = Self.unescape(slice, to: buffer, replacing: false, into: &result)
        }
        if result.malformed {
            result.text = [UInt16](unsafeUninitializedCapacity: slice.count) { buffer, count in
                count = Self.unescape(slice, to: buffer, replacing: true, into: &result)
            }
        } else {
            result.text = text
        }
        return result
    }

    /// Decodes a string to a Swift string, for ids and other short fields.
    func decodeString(_ token: StringToken) -> String {
        if !token.escaped, let text = String(validating: bytes[token.range], as: UTF8.self) { return text }
        return String(decoding: decode(token).text, as: UTF16.self)
    }

    /// Writes the string; without `replacing`, stops at the first byte that is no UTF-8.
    private static func unescape(
        _ slice: UnsafeBufferPointer<UInt8>, to buffer: UnsafeMutableBufferPointer<UInt16>, replacing: Bool, into result: inout JSONText
    ) -> Int {
        let backslash = UInt8(ascii: "\\")
        var i = 0
        var o = 0
        while i < slice.count {
            if slice[i] != backslash {
                let end = nextBackslash(slice, from: i)
                let part = UnsafeBufferPointer(rebasing: slice[i..<end])
                let room = UnsafeMutableBufferPointer(rebasing: buffer[o...])
                if replacing {
                    o += UTF8Text.writeReplacing(part, to: room)
                } else {
                    var malformed = false
                    o += UTF8Text.write(part, to: room, malformed: &malformed)
                    if malformed {
                        result.malformed = true
                        return o
                    }
                }
                i = end
                continue
            }
            let kind = slice[i + 1]
            if kind != UInt8(ascii: "u") {
                buffer[o] = simpleEscape(kind)
                o += 1
                i += 2
                continue
            }
            let unit = hexadecimalUnit(slice, at: i + 2)
            i += 6
            if unit & 0xFC00 == 0xD800, i + 6 <= slice.count, slice[i] == backslash, slice[i + 1] == UInt8(ascii: "u") {
                let low = hexadecimalUnit(slice, at: i + 2)
                if low & 0xFC00 == 0xDC00 {
                    buffer[o] = unit
                    buffer[o + 1] = low
                    o += 2
                    i += 6
                    continue
                }
            }
            if unit & 0xF800 == 0xD800 {
                result.loneSurrogate = true
                buffer[o] = 0xFFFD
            } else {
                buffer[o] = unit
            }
            o += 1
        }
        return o
    }

    /// The next backslash, eight bytes at a time; the count where there is none.
    private static func nextBackslash(_ slice: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = slice.baseAddress else { return slice.count }
        var i = start
        while i &+ 8 <= slice.count {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self)) ^ 0x5C5C_5C5C_5C5C_5C5C
            // The lowest bit that is set belongs to the first backslash.
            let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if found != 0 { return i &+ found.trailingZeroBitCount / 8 }
            i &+= 8
        }
        while i < slice.count, base[i] != UInt8(ascii: "\\") { i &+= 1 }
        return i
    }

    private static func simpleEscape(_ kind: UInt8) -> UInt16 {
        switch kind {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: UInt16(kind)  // " \ /
        }
    }

    private static func hexadecimalUnit(_ slice: UnsafeBufferPointer<UInt8>, at i: Int) -> UInt16 {
        (0..<4).reduce(0) { $0 << 4 | (hexadecimal(slice[i + $1]) ?? 0) }
    }
}
