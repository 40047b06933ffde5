/// The encoding that markup declares about itself, found in its first bytes.
enum DeclaredEncoding {
    /// `<?xml … encoding="…"?>` (XML 1.0, 4.3.3) or `<meta … charset=…>` (HTML Living Standard, 13.2.3.2).
    static func find(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let head = UnsafeBufferPointer(rebasing: bytes.prefix(4096))
        if let start = find("<?xml", head, from: 0), let end = find("?>", head, from: start), let name = find("encoding", head, from: start), name < end {
            if let value = value(head, from: name + 8) { return value }
        }
        var from = 0
        while let tag = find("<meta", head, from: from) {
            from = tag + 5
            let end = head[from...].firstIndex(of: UInt8(ascii: ">")) ?? head.count
            if let name = find("charset", head, from: from), name < end, let value = value(head, from: name + 7) { return value }
        }
        return nil
    }

    /// The charset of a `Content-Type` header.
    static func find(contentType: String) -> String? {
        Array(contentType.utf8).withUnsafeBufferPointer { bytes in
            find("charset", bytes, from: 0).flatMap { value(bytes, from: $0 + 7) }
        }
    }

    /// What stands behind an equals sign, without quotation marks.
    private static func value(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> String? {
        var i = start
        func skipSpace() { while i < bytes.count, FormatRecognizer.isSpace(bytes[i]) { i += 1 } }
        skipSpace()
        guard i < bytes.count, bytes[i] == UInt8(ascii: "=") else { return nil }
        i += 1
        skipSpace()
        if i < bytes.count, bytes[i] == UInt8(ascii: "\"") || bytes[i] == UInt8(ascii: "'") { i += 1 }
        let name = bytes[min(i, bytes.count)...].prefix(40).prefix {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ":")
        }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    /// The place of some ASCII words, in any case.
    static func find(_ words: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let count = words.utf8CodeUnitCount
        guard start >= 0, bytes.count - start >= count else { return nil }
        let first = words.utf8Start[0] | 0x20
        for i in start...(bytes.count - count) where bytes[i] | 0x20 == first {
            var k = 1
            while k < count, lower(bytes[i + k]) == lower(words.utf8Start[k]) { k += 1 }
            if k == count { return i }
        }
        return nil
    }

    @inline(__always)
    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
