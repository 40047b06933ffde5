import BaoShuText

/// Bytes of JSON (RFC 8259) on their way out: memory that grows and is used again, so that a document costs no allocation.
///
/// The memory is its own alone; it always has room for a few bytes more than were asked for, which wide stores may touch.
package struct JSONBuffer: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    package private(set) var count = 0
    private var capacity: Int
    /// How much the memory that was handed over last could hold.
    private var handedOver = 0
    /// Where in the buffer each code unit of the text of ``append(text:)`` begins, and one more for its end.
    private var places: UnsafeMutablePointer<Int>
    private var placesCapacity: Int

    /// Bytes behind the capacity that may be written to.
    private static let slack = 32

    package init(capacity: Int = 1 << 16) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + Self.slack)
        placesCapacity = 1 << 12
        places = .allocate(capacity: placesCapacity)
    }

    deinit {
        base.deallocate()
        places.deallocate()
    }

    /// What was written; the buffer is empty then and keeps its memory.
    ///
    /// - Complexity: O(*n*)
    package mutating func take() -> [UInt8] {
        let bytes = Array(UnsafeBufferPointer(start: base, count: count))
        count = 0
        return bytes
    }

    /// What was written, without copying it; the buffer is empty then, and takes new memory when it is written to again.
    package mutating func handOver() -> JSONLines {
        defer {
            handedOver = max(capacity, handedOver)
            (capacity, count) = (0, 0)
            base = .allocate(capacity: Self.slack)
        }
        return JSONLines(base, count: count)
    }

    /// Forgets what was written.
    package mutating func clear() { count = 0 }

    /// Makes room for so many bytes more.
    @inline(__always)
    mutating func reserve(_ room: Int) {
        if count &+ room > capacity { grow(room) }
    }

    @inline(never)
    private mutating func grow(_ room: Int) {
        capacity = max(capacity * 2, count + room, handedOver)
        let old = base
        base = .allocate(capacity: capacity + Self.slack)
        base.update(from: old, count: count)
        old.deallocate()
    }

    // MARK: Tokens

    @inline(__always)
    mutating func append(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        (base + count).update(from: text.utf8Start, count: length)
        count &+= length
    }

    mutating func append(bytes: [UInt8]) {
        reserve(bytes.count)
        bytes.withUnsafeBufferPointer { bytes in if let start = bytes.baseAddress { (base + count).update(from: start, count: bytes.count) } }
        count += bytes.count
    }

    @inline(__always)
    mutating func append(byte: UInt8) {
        reserve(1)
        base[count] = byte
        count &+= 1
    }

    mutating func append(number: Int) {
        reserve(20)
        guard number >= 0, number <= Int(UInt32.max) else { return append(large: number) }
        var rest = UInt32(truncatingIfNeeded: number)
        if rest < 10 {
            base[count] = 0x30 | UInt8(truncatingIfNeeded: rest)
            count &+= 1
            return
        }
        let digits = rest < 100 ? 2 : rest < 1000 ? 3 : rest < 10_000 ? 4 : rest < 100_000 ? 5 : rest < 1_000_000 ? 6 : rest < 10_000_000 ? 7 : rest < 100_000_000 ? 8 : rest < 1_000_000_000 ? 9 : 10
        // From the end, two at a time.
        var place = base + count + digits
        while rest >= 10 {
            let hundreds = rest / 100
            let pair = rest &- hundreds &* 100
            place -= 2
            let ten = pair / 10
            place[1] = 0x30 | UInt8(truncatingIfNeeded: pair &- ten &* 10)
            place[0] = 0x30 | UInt8(truncatingIfNeeded: ten)
            rest = hundreds
        }
        // An odd number of digits leaves one.
        if rest > 0 { place[-1] = 0x30 | UInt8(truncatingIfNeeded: rest) }
        count &+= digits
    }

    @inline(never)
    private mutating func append(large number: Int) {
        for byte in String(number).utf8 { append(byte: byte) }
    }

    /// A string with its quotation marks.
    @inline(__always)
    mutating func append(json text: String) {
        append(byte: 0x22)
        append(content: text)
        append(byte: 0x22)
    }

    /// The bytes of a string, with quotation marks. Behind them sixteen more can be read.
    ///
    /// - Parameter isPlain: None of them needs an escape.
    @inline(__always)
    mutating func append(padded start: UnsafePointer<UInt8>, count length: Int, isPlain: Bool) {
        reserve(length &+ 2)
        base[count] = 0x22
        count &+= 1
        if isPlain {
            copy(padded: start, length)
            count &+= length
        } else {
            append(content: UnsafeBufferPointer(start: start, count: length))
        }
        append(byte: 0x22)
    }

    /// Copies bytes behind the last, of a short stretch sixteen at once.
    @inline(__always)
    private func copy(padded start: UnsafePointer<UInt8>, _ length: Int) {
        let target = UnsafeMutableRawPointer(base + count)
        if length <= 16 {
            target.storeBytes(of: UnsafeRawPointer(start).loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
        } else {
            target.copyMemory(from: start, byteCount: length)
        }
    }

    /// A string without quotation marks, escaped where it must be.
    @inline(__always)
    private mutating func append(content text: String) {
        // Native strings, the only ones here, have their bytes in one stretch.
        if text.utf8.withContiguousStorageIfAvailable({ append(content: $0) }) == nil { Array(text.utf8).withUnsafeBufferPointer { append(content: $0) } }
    }

    private mutating func append(content bytes: UnsafeBufferPointer<UInt8>) {
        let length = bytes.count
        guard length > 0, let source = bytes.baseAddress else { return }
        reserve(length)
        let target = base + count
        target.update(from: source, count: length)
        // The last word that is looked at may reach behind the bytes, into the slack.
        UnsafeMutableRawPointer(target + length).storeBytes(of: 0x6161_6161_6161_6161, as: UInt64.self)
        var i = 0
        while i < length {
            if Self.needsEscape(UnsafeRawPointer(target + i).loadUnaligned(as: UInt64.self)) { return appendEscaping(bytes) }
            i &+= 8
        }
        count &+= length
    }

    /// Whether one of eight bytes is a quotation mark, a backslash or a control character.
    @inline(__always)
    private static func needsEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ 0x2222_2222_2222_2222
        let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let found = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- 0x2020_2020_2020_2020) & ~word)
        return found & 0x8080_8080_8080_8080 != 0
    }

    @inline(never)
    private mutating func appendEscaping(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count * 6)
        for byte in bytes {
            if byte < 0x20 || byte == 0x22 || byte == 0x5C {
                count += Self.escape(byte, to: base + count)
            } else {
                base[count] = byte
                count += 1
            }
        }
    }

    /// Writes the escape of a quotation mark, a backslash or a control character, up to six bytes, and gives its length.
    private static func escape(_ byte: UInt8, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
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

    // MARK: Keys

    /// A comma where one is asked for, a key with its quotation marks and the colon.
    @inline(__always)
    mutating func append(key: String, comma: Bool) {
        if comma { append(byte: 0x2C) }
        append(json: key)
        append(byte: 0x3A)
    }

    // MARK: Text

    /// UTF-16 as a string with its quotation marks, re-encoded in one pass. A lone surrogate becomes U+FFFD. Its parts can be written
    /// again by ``append(textAt:)`` until the next text.
    ///
    /// - Returns: How many lone surrogates there were, and where the first was.
    /// - Complexity: O(*n*)
    @discardableResult
    mutating func append(text: UnsafeBufferPointer<UInt16>) -> (lone: Int, first: Int) {
        if text.count >= placesCapacity {
            places.deallocate()
            placesCapacity = text.count + text.count / 2 + 1
            places = .allocate(capacity: placesCapacity)
        }
        return append(text: text, places: places)
    }

    /// The same for words whose places nobody asks for.
    mutating func append(words: UnsafeBufferPointer<UInt16>) { _ = append(text: words, places: nil) }

    private mutating func append(text: UnsafeBufferPointer<UInt16>, places: UnsafeMutablePointer<Int>?) -> (lone: Int, first: Int) {
        append(byte: 0x22)
        var lone = 0
        var first = 0
        var i = 0
        // By stretches, so that room for the longest escapes is not asked for all of a long text.
        while i < text.count {
            let limit = min(i + 4096, text.count)
            reserve((limit - i) * 6)
            let bytes = base
            var n = count
            while i < limit {
                let unit = text[i]
                if let places { places[i] = n }
                i &+= 1
                if unit >= 0x800 {
                    if unit & 0xF800 == 0xD800 {
                        if unit < 0xDC00, i < text.count, text[i] & 0xFC00 == 0xDC00 {
                            let scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(text[i] & 0x3FF))
                            if let places { places[i] = n }
                            i &+= 1
                            bytes[n] = 0xF0 | UInt8(scalar >> 18)
                            bytes[n + 1] = 0x80 | UInt8(scalar >> 12 & 0x3F)
                            bytes[n + 2] = 0x80 | UInt8(scalar >> 6 & 0x3F)
                            bytes[n + 3] = 0x80 | UInt8(scalar & 0x3F)
                            n &+= 4
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
                    n &+= 3
                } else if unit >= 0x80 {
                    bytes[n] = 0xC0 | UInt8(truncatingIfNeeded: unit >> 6)
                    bytes[n + 1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                    n &+= 2
                } else if unit < 0x20 || unit == 0x22 || unit == 0x5C {
                    n &+= Self.escape(UInt8(truncatingIfNeeded: unit), to: bytes + n)
                } else {
                    bytes[n] = UInt8(truncatingIfNeeded: unit)
                    n &+= 1
                }
            }
            count = n
        }
        if let places { places[text.count] = count }
        append(byte: 0x22)
        return (lone, first)
    }

    /// Words of the text that was written last, with quotation marks: its bytes are copied. Neither end may lie inside a surrogate pair.
    @inline(__always)
    mutating func append(textAt range: Range<Int>) {
        let (from, to) = (places[range.lowerBound], places[range.upperBound])
        reserve(to &- from &+ 2)
        base[count] = 0x22
        count &+= 1
        copy(padded: base + from, to &- from)
        count &+= to &- from
        base[count] = 0x22
        count &+= 1
    }
}
