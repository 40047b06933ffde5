import CICU

/// The version of the ICU library in use, such as `72.1` (`U_ICU_VERSION`).
package func icuVersion() -> String { String(cString: cicu_version()) }

/// ICU could not open a break iterator or take a text.
package struct BreakError: Error, Equatable, CustomStringConvertible {
    /// ICU's number (`UErrorCode`).
    package var code: Int32
    package var description: String { "icu could not make a break iterator for zh (error \(code)); its data may be missing" }
}

/// An iterator of ICU over one text at a time (`ubrk_open`, UAX #29). For one thread at a time.
final class BreakIterator {
    enum Kind: Int32 { case word = 0, sentence = 1 }

    private let handle: OpaquePointer
    private let chunk: UnsafeMutableBufferPointer<Int32>

    init(_ kind: Kind, locale: String) throws(BreakError) {
        var status: Int32 = 0
        guard let handle = cicu_break_open(kind.rawValue, locale, &status) else { throw BreakError(code: status) }
        self.handle = handle
        chunk = .allocate(capacity: 1024)
    }

    deinit {
        cicu_break_close(handle)
        chunk.deallocate()
    }

    /// Calls `body` with the boundaries behind the start of `text`, in order, some at a time. The text is not copied, and not
    /// used after the call. Where ICU does not take the text, its end is the only boundary.
    ///
    /// - Complexity: O(*n*)
    @inline(__always)
    func forEachChunk(in text: UnsafeBufferPointer<UInt16>, _ body: (UnsafeBufferPointer<Int32>) -> Void) {
        guard !text.isEmpty else { return }
        guard let length = Int32(exactly: text.count), cicu_break_set(handle, text.baseAddress, length) <= 0 else {
            chunk[0] = Int32(clamping: text.count)
            return body(UnsafeBufferPointer(rebasing: chunk[0..<1]))
        }
        // The iterator must not keep a pointer that may dangle.
        defer { cicu_break_clear(handle) }
        while true {
            let count = cicu_break_next(handle, chunk.baseAddress, Int32(chunk.count))
            guard count > 0 else { return }
            body(UnsafeBufferPointer(rebasing: chunk[0..<Int(count)]))
        }
    }
}
