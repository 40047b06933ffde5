/// The codings that the body of an HTTP answer may be in (RFC 9110, 8.4.1), as crawls keep it.
enum ContentCoding {
    /// The body unpacked as far as it goes, and what went wrong behind that.
    ///
    /// - Parameters:
    ///   - codings: the value of `Content-Encoding`: names in the order in which they were put on.
    ///   - limit: how many bytes are needed; not many more are unpacked.
    /// - Complexity: O(n) in the body, unpacked.
    static func unpack(_ body: [UInt8], _ codings: String, limit: Int) -> (bytes: [UInt8], failure: ByteError?) {
        var bytes = body
        for coding in codings.split(separator: ",").reversed() {
            let name = coding.lowercased().filter { $0 != " " && $0 != "\t" }
            let format: InflatedSource.Format
            switch name {
            case "", "identity": continue
            // Some crawls keep the header of what they have unpacked.
            case "gzip", "x-gzip": if bytes.withUnsafeBufferPointer(Archive.isGzip) { format = .gzip } else { continue }
            // Called so is DEFLATE within zlib, and from some servers without (RFC 9110, 8.4.1.2).
            case "deflate": format = isZlib(bytes) ? .zlib : .bare
            default: return ([], ByteError(code: "cannot_read", message: "the answer is packed in the coding \(name), which is not unpacked here"))
            }
            let (unpacked, failure) = inflate(bytes, format, limit)
            if failure != nil, unpacked.isEmpty, format == .bare { continue }
            bytes = unpacked
            if failure != nil || bytes.count > limit { return (bytes, failure) }
        }
        return (bytes, nil)
    }

    private static func isZlib(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
    }

    private static func inflate(_ bytes: [UInt8], _ format: InflatedSource.Format, _ limit: Int) -> ([UInt8], ByteError?) {
        guard let source = InflatedSource(ArraySource(bytes), format) else { return ([], ByteError(code: "cannot_read", message: "cannot be unpacked: memory is short")) }
        let input = BufferedInput(source)
        input.ensure(limit + 1)
        return (input.take(input.count), input.failure)
    }
}
