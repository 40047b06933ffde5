/// The vocabularies of XML that dumps are in; all are matched on local names.
package enum XMLDialect: Sendable, Hashable {
    /// Sogou's news corpora: `<doc>` one after the other, with or without a root.
    case sogou
    /// RSS 0.9 to 2.0.
    case rss
    /// Atom (RFC 4287).
    case atom
    /// A dump of MediaWiki (export-0.10, export-0.11).
    case mediawiki
    /// NITF 3 (IPTC).
    case nitf
    /// NewsML-G2 (IPTC).
    case newsml
    /// Any other; the local name of the elements that are records.
    case other(String)

    /// The local name of the element that is one record.
    var record: String {
        switch self {
        case .sogou: "doc"
        case .rss: "item"
        case .atom: "entry"
        case .mediawiki: "page"
        case .nitf: "nitf"
        case .newsml: "newsItem"
        case .other(let name): name
        }
    }

    /// The name in the output.
    var format: String {
        switch self {
        case .sogou: "sogou"
        case .rss: "rss"
        case .atom: "atom"
        case .mediawiki: "mediawiki"
        case .nitf: "nitf"
        case .newsml: "newsml"
        case .other: "xml"
        }
    }
}

/// The beginning of some markup: which vocabulary it is.
struct MarkupBeginning {
    /// nil where it is HTML.
    private(set) var dialect: XMLDialect?

    /// nil where the bytes begin with no markup.
    ///
    /// - Parameter force: take it as XML whatever it looks like.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, force: Bool = false) {
        var names: [(name: String, depth: Int)] = []
        var depth = 0
        var i = bytes.firstIndex { !FormatRecognizer.isSpace($0) } ?? bytes.count
        guard i < bytes.count, bytes[i] == UInt8(ascii: "<") || force else { return nil }
        while i < bytes.count, names.count < 4000 {
            guard bytes[i] == UInt8(ascii: "<") else {
                i = bytes[i...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                continue
            }
            let rest = UnsafeBufferPointer(rebasing: bytes[i...])
            if rest.starts(with: "<!--".utf8) {
                let words = rest.dropFirst(4).drop { FormatRecognizer.isSpace($0) }
                if words.starts(with: "enp".utf8) || words.starts(with: "/enp".utf8) { return }
                i += DeclaredEncoding.find("-->", rest, from: 0).map { $0 + 3 } ?? rest.count
            } else if rest.starts(with: "<![CDATA[".utf8) {
                i += DeclaredEncoding.find("]]>", rest, from: 0).map { $0 + 3 } ?? rest.count
            } else if rest.starts(with: "<!".utf8) {
                if names.isEmpty, DeclaredEncoding.find("<!doctype html", UnsafeBufferPointer(rebasing: rest.prefix(14)), from: 0) != nil { return }
                i += 2
            } else {
                let closing = rest.count > 1 && rest[1] == UInt8(ascii: "/")
                let name = Self.localName(rest, from: closing ? 2 : 1)
                i += 1
                guard !name.isEmpty else { continue }
                let end = bytes[i...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
                if closing {
                    depth -= 1
                } else {
                    names.append((name, depth))
                    if end < bytes.count, end > 0, bytes[end - 1] != UInt8(ascii: "/") { depth += 1 }
                }
                i = end
            }
        }
        guard let root = names.first?.name else { return nil }
        if Self.isHTML(root), !force { return }
        dialect = Self.dialect(root, names)
    }

    private static func dialect(_ root: String, _ names: [(name: String, depth: Int)]) -> XMLDialect {
        func has(_ name: String) -> Bool { names.contains { $0.name == name } }
        switch root {
        case "rss", "RDF": return .rss
        case "feed": return .atom
        case "mediawiki": return .mediawiki
        case "nitf": return .nitf
        case "newsMessage", "newsItem", "newsItems": return .newsml
        case "doc" where has("contenttitle") || has("docno") || has("content"), "docs" where has("contenttitle"), "doclist" where has("contenttitle"): return .sogou
        default: break
        }
        if has("contenttitle"), has("doc") { return .sogou }
        // The first name that comes again right under the root; else the root itself.
        let children = names.filter { $0.depth == 1 }.map(\.name)
        if let first = children.first, children.count > 1, children.filter({ $0 == first }).count > 1 { return .other(first) }
        let roots = names.filter { $0.depth == 0 }
        if roots.count == 1, children.count == 1, names.contains(where: { $0.depth == 2 }) { return .other(children[0]) }
        return .other(root)
    }

    private static func isHTML(_ name: String) -> Bool {
        let lower = name.lowercased()
        if lower.hasPrefix("founder-") { return true }
        return [
            "html", "head", "body", "div", "p", "h1", "h2", "h3", "table", "meta", "title", "script", "style", "link", "span", "center", "font", "br", "article", "section", "main", "a", "b", "strong",
            "img", "ul", "ol", "base", "frameset", "form",
        ].contains(lower)
    }

    /// A name without its prefix.
    static func localName(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> String {
        let name = bytes[min(start, bytes.count)...].prefix(80).prefix { isNameByte($0) }
        let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
        return String(decoding: local, as: UTF8.self)
    }

    @inline(__always)
    static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (0x30...0x3A).contains(byte) || byte == 0x5F || byte == 0x2D || byte == 0x2E
    }
}
