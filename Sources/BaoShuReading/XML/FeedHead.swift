/// What stands before the first record of a dump and is true of all of them: the name of the feed or the wiki.
enum FeedHead {
    /// - Parameter head: the first bytes of the stream.
    static func read(_ head: [UInt8], _ context: CutterContext, _ dialect: XMLDialect) -> [String: String] {
        let name: StaticString
        switch dialect {
        case .rss, .atom: name = "title"
        case .mediawiki: name = "sitename"
        default: return [:]
        }
        let before = head.withUnsafeBufferPointer { bytes -> [UInt8] in
            for prefix in ["<" + dialect.record + ">", "<" + dialect.record + " "] {
                if let end = Array(bytes).firstRange(of: Array(prefix.utf8)) { return Array(bytes[..<end.lowerBound]) }
            }
            return Array(bytes)
        }
        let decoded = before.withUnsafeBufferPointer { TextDecoder().decode($0, declared: context.encoding) }
        let utf8 = DamageMarks.utf8(decoded)
        guard let tree = utf8.withUnsafeBufferPointer({ try? MarkupTree.xml($0, maximumDepth: 64) }),
            let found = tree.first(name, in: 0..<tree.nodes.count), let words = tree.field(under: found)
        else { return [:] }
        return ["source": words]
    }
}
