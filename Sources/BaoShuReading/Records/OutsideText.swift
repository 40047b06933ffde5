/// How much of the text of some bytes with tags stands in no element.
struct OutsideText {
    /// Bytes that are not ASCII, outside of all elements and inside of them.
    private var outside = 0, inside = 0
    /// Lines with such bytes outside, and tags that break lines there.
    private var lines = 0, breaks = 0

    /// - Complexity: O(n)
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        // By name: an end without a beginning says nothing.
        var open: [String: Int] = [:]
        var depth = 0, i = 0
        var lineHasText = false
        while i < bytes.count {
            let byte = bytes[i]
            i += 1
            if byte == 0x0A { lineHasText = false }
            if byte >= 0x80 {
                if depth > 0 {
                    inside += 1
                } else {
                    outside += 1
                    if !lineHasText { lines += 1 }
                    lineHasText = true
                }
            }
            guard byte == UInt8(ascii: "<"), i < bytes.count else { continue }
            if bytes[i...].starts(with: "!--".utf8) {
                i = DeclaredEncoding.find("-->", bytes, from: i).map { $0 + 3 } ?? bytes.count
                continue
            }
            let isClosing = bytes[i] == UInt8(ascii: "/")
            let name = MarkupBeginning.localName(bytes, from: isClosing ? i + 1 : i).lowercased()
            guard !name.isEmpty, let end = bytes[i...].firstIndex(of: UInt8(ascii: ">")) else { continue }
            if isClosing {
                if let count = open[name], count > 0 {
                    open[name] = count - 1
                    depth -= 1
                }
            } else if name == "br" {
                if depth == 0 { breaks += 1 }
            } else if bytes[end - 1] != UInt8(ascii: "/"), !Self.void.contains(name) {
                open[name, default: 0] += 1
                depth += 1
            }
            i = end + 1
        }
    }

    /// Text whose lines are broken by tags is HTML all the same.
    var isMost: Bool { outside > inside && breaks * 2 <= lines }

    /// Elements that have no end (HTML, 13.1.2, "void elements").
    private static let void: Set<String> = ["area", "base", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
}
