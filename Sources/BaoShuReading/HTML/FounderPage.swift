/// What Founder's publishing systems leave in a page: `<founder-…>` elements, and a comment with properties.
struct FounderPage {
    /// The properties of `<!--enpproperty … /enpproperty-->`, names in lower case without `founder-`.
    private(set) var properties: [String: String] = [:]
    /// The nodes of the article; nil where no mark says where it is.
    private(set) var content: Range<Int>?
    /// Where the marks only say that the article ends.
    private(set) var endOnly = false

    /// nil where the page is none of Founder's.
    init?(_ tree: MarkupTree) {
        var start: Int?, end: Int?
        for index in tree.nodes.indices where tree.isComment(index) {
            let bytes = tree.bytes(index)
            let words = bytes.drop { FormatRecognizer.isSpace($0) }
            if words.starts(with: "enpproperty".utf8) {
                properties.merge(Self.properties(in: bytes)) { old, _ in old }
            } else if words.starts(with: "enpcontent".utf8), start == nil {
                start = index
            } else if words.starts(with: "/enpcontent".utf8) {
                end = index
            }
        }
        let element = tree.first("founder-content", in: 0..<tree.nodes.count)
        guard element != nil || start != nil || end != nil || !properties.isEmpty else { return nil }
        if let element {
            content = element + 1..<max(tree.end(element), element + 1)
        } else if let start {
            content = start..<max(end ?? tree.nodes.count, start)
        } else if let end {
            content = 0..<end
            endOnly = true
        }
        for name in ["founder-title", "founder-author", "founder-date", "founder-papername", "founder-pagenum"] {
            guard let index = tree.nodes.indices.first(where: { tree.isElement($0) && tree.bytes($0).elementsEqual(name.utf8) }),
                let words = tree.field(under: index)
            else { continue }
            properties[String(name.dropFirst(8))] = words
        }
    }

    /// The pairs `<name>value</name>` of a comment.
    private static func properties(in bytes: UnsafeBufferPointer<UInt8>) -> [String: String] {
        var result: [String: String] = [:]
        var i = 0
        while i < bytes.count, let open = bytes[i...].firstIndex(of: UInt8(ascii: "<")), let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) {
            let name = bytes[(open + 1)..<close]
            i = close + 1
            guard !name.isEmpty, name.count < 64, name.first != UInt8(ascii: "/") else { continue }
            let next = bytes[i...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            guard let value = PageHead.clean(String(decoding: bytes[i..<next], as: UTF8.self)) else { continue }
            var key = String(decoding: name, as: UTF8.self).lowercased()
            if key.hasPrefix("founder-") { key = String(key.dropFirst(8)) }
            if result[key] == nil { result[key] = value }
        }
        return result
    }
}
