internal import BaoShuWriting
internal import Foundation

/// What a line of an output begins with, read without the rest of it: what `JSONWriter` puts there.
package struct LineHead {
    package let id: String
    /// nil in the line of a failure, and where the line ends before.
    package let source: (name: String, format: String)?
    package let isFailure: Bool

    /// - Parameter line: the line or its beginning; nil comes of one that no writer writes.
    package init?(_ line: some Sequence<UInt8>) {
        var bytes = line.makeIterator()
        guard Self.skip(JSONWriter.lineStart, in: &bytes), let id = Self.string(in: &bytes) else { return nil }
        self.id = id
        // `,"error":` or `,"offsets":`
        guard Self.skip(#",""#, in: &bytes), let first = bytes.next() else {
            (source, isFailure) = (nil, false)
            return
        }
        isFailure = first == UInt8(ascii: "e")
        guard first == UInt8(ascii: "o"), Self.skip(#"ffsets":"#, in: &bytes), Self.string(in: &bytes) != nil, Self.skip(#","source":{"name":"#, in: &bytes),
            let name = Self.string(in: &bytes), Self.skip(#","format":"#, in: &bytes), let format = Self.string(in: &bytes)
        else {
            source = nil
            return
        }
        source = (name, format)
    }

    private static func skip(_ text: StaticString, in bytes: inout some IteratorProtocol<UInt8>) -> Bool {
        for i in 0..<text.utf8CodeUnitCount where bytes.next() != text.utf8Start[i] { return false }
        return true
    }

    private static func string(in bytes: inout some IteratorProtocol<UInt8>) -> String? {
        guard bytes.next() == UInt8(ascii: "\"") else { return nil }
        var string: [UInt8] = []
        var (isEscaped, hasEscapes) = (false, false)
        while let byte = bytes.next() {
            if byte == UInt8(ascii: "\""), !isEscaped {
                if !hasEscapes { return String(validating: string, as: UTF8.self) }
                return try? JSONDecoder().decode(String.self, from: Data([UInt8(ascii: "\"")] + string + [UInt8(ascii: "\"")]))
            }
            string.append(byte)
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            hasEscapes = hasEscapes || isEscaped
        }
        return nil
    }
}
