/// What a field of a record means to the pipeline.
package enum RecordField: String, Sendable, CaseIterable {
    case id, text, title, date, source, url, author, section, paper, page
}

/// Which names of fields mean what; the case of letters matters.
package struct FieldNames: Sendable {
    /// By the key of the name (`ElementName.key`); where a record has several names of one field, the lowest rank is taken.
    private var keys: [UInt64: (field: RecordField, rank: Int)] = [:]

    /// The usual names, in order of preference.
    static let usual: [(RecordField, [String])] = [
        (.id, ["id", "news_id", "docno", "doc_id", "article_id", "articleid", "guid", "_id"]),
        (.text, ["text", "content", "body", "article", "maintext", "content_text"]),
        (.title, ["title", "headline", "contenttitle"]),
        (.date, ["date", "time", "pubdate", "publish_date", "publish_time", "published", "datetime", "pub_time", "created_at", "date_publish"]),
        (.source, ["source", "sourcename", "source_name", "media"]),
        (.url, ["url", "link"]),
        (.author, ["author", "authors", "byline"]),
        (.section, ["section", "category", "channel", "column"]),
        (.paper, ["paper", "papername", "newspaper"]),
        (.page, ["page", "pagenum", "edition"]),
    ]

    /// The usual names, and before them those of `--map field=name`.
    ///
    /// - Parameter map: from the input's field name to one of `RecordField`'s names; others are left out.
    package init(map: [String: String] = [:], words: ReadingWords = ReadingWords()) {
        for (name, field) in words.fields { keys[ElementName.key(name)] = (field, 100) }
        for (name, meaning) in map.sorted(by: { $0.key < $1.key }) {
            guard let field = RecordField(rawValue: meaning) else { continue }
            keys[ElementName.key(name)] = (field, 0)
        }
        for (field, names) in Self.usual {
            for (rank, name) in names.enumerated() where map[name] == nil {
                keys[ElementName.key(name)] = (field, rank + 1)
            }
        }
    }

    /// The meaning of a name.
    @inline(__always)
    func entry(_ name: UnsafeBufferPointer<UInt8>) -> (field: RecordField, rank: Int)? {
        keys[ElementName.key(name)]
    }

    /// The meaning of a name given as text, in a table's header or an element's name; the case of ASCII letters does not matter.
    func entry(_ name: String) -> (field: RecordField, rank: Int)? {
        let bytes = Array(name.utf8)
        if let exact = bytes.withUnsafeBufferPointer({ entry($0) }) { return exact }
        return Array(name.lowercased().utf8).withUnsafeBufferPointer { entry($0) }
    }
}
