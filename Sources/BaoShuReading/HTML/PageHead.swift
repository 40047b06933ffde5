/// What a page says about its article: title, day, source and author, from `<meta>`, from the lines around the headline.
struct PageHead {
    var title: String?
    var date: String?
    var source: String?
    var author: String?
    var metadata: [String: String] = [:]
    /// The blocks that are these lines, which are no text of the article.
    var lines: Set<Int> = []

    /// Names of `<meta>` by which pages give a value, in order of trust (Open Graph, Dublin Core, schema.org, and Chinese usage).
    private static let dateNames = [
        "article:published_time", "og:release_date", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "dc.date", "dcterms.created", "weibo:article:create_at", "og:time",
        "createdate",
    ]
    private static let titleNames = ["og:title", "articletitle", "dc.title", "weibo:article:title", "twitter:title"]
    private static let sourceNames = ["source", "contentsource", "mediaid", "article:source", "dc.source"]
    private static let authorNames = ["author", "article:author", "dc.creator", "og:article:author"]
    private static let sectionNames = ["article:section", "columnname", "section"]

    init() {}

    /// Reads the `<meta>` elements and the `<title>` of a page.
    init(_ tree: MarkupTree) {
        var values: [String: String] = [:]
        let meta = ElementName.key("meta"), time = ElementName.key("time"), link = ElementName.key("link")
        for index in tree.nodes.indices where tree.isElement(index) {
            let key = tree.nameKey(index)
            if key == meta {
                guard let name = tree.attribute(index, "property") ?? tree.attribute(index, "name") ?? tree.attribute(index, "itemprop"),
                    let content = tree.attribute(index, "content"), !content.isEmpty, content.utf8.count < 4096
                else { continue }
                if values[name.lowercased()] == nil { values[name.lowercased()] = content }
            } else if key == time, values["time"] == nil, let moment = tree.attribute(index, "datetime") {
                values["time"] = moment
            } else if key == link, tree.attribute(index, "rel") == "canonical", let url = tree.attribute(index, "href") {
                values["canonical"] = url
            }
        }
        func first(_ names: [String]) -> String? { names.lazy.compactMap { values[$0] }.first.flatMap { Self.clean($0) } }
        date = (Self.dateNames + ["time"]).lazy.compactMap { values[$0] }.compactMap(MetadataDay.read).first
        title = first(Self.titleNames)
        source = first(Self.sourceNames)
        author = first(Self.authorNames)
        if let url = first(["og:url", "canonical"]) { metadata["url"] = url }
        if let section = first(Self.sectionNames) { metadata["section"] = section }
    }

    static func clean(_ words: String) -> String? {
        let units = Blanks.collapsed(Array(words.utf16)).filter { $0 != DamageMarks.start && $0 != DamageMarks.end }
        return units.isEmpty ? nil : UTF8Text.string(units)
    }

    /// Takes what a line such as `2020年12月18日 06:00　来源：中国新闻网　作者：张三` says; true where it says anything.
    mutating func read(line: [UInt16], _ words: ReadingWords, dateAlone: Bool) -> Bool {
        guard line.count <= 160, !line.contains(where: Punctuation.endsSentence) else { return false }
        let sourceAt = Self.label(.source, line, words), authorAt = Self.label(.author, line, words)
        let day = Self.day(in: line)
        let dateWord = words.find(.date, in: line)
        guard sourceAt != nil || authorAt != nil || (day != nil && (dateWord != nil || dateAlone)) else { return false }
        if date == nil || date!.utf8.contains(UInt8(ascii: "X")), let day { date = day }
        if let sourceAt, source == nil { source = Self.value(line, from: sourceAt, words, severalWords: false) }
        if let authorAt, author == nil { author = Self.value(line, from: authorAt, words, severalWords: true) }
        return true
    }

    /// The end of a label that has a colon behind it, or stands at the start of a line.
    private static func label(_ kind: ReadingWords.Kind, _ line: [UInt16], _ words: ReadingWords) -> Int? {
        var from = 0
        while let found = words.find(kind, in: line, from: from) {
            from = found.upperBound
            var next = from
            while next < line.count, Blanks.isEdge(line[next]) { next += 1 }
            if next < line.count, line[next] == 0x3A || line[next] == 0xFF1A { return next + 1 }
        }
        return nil
    }

    /// What stands behind a label, up to a gap before the next label, or a bar or a bracket.
    private static func value(_ line: [UInt16], from start: Int, _ words: ReadingWords, severalWords: Bool) -> String? {
        var end = line.count
        for kind in [ReadingWords.Kind.source, .author, .date, .chrome] {
            if let next = words.find(kind, in: line, from: start) { end = min(end, next.lowerBound) }
        }
        var from = start
        while from < end, Blanks.isEdge(line[from]) { from += 1 }
        var i = from
        while i < end {
            let unit = line[i]
            if unit == 0x7C || unit == 0xFF5C || unit == 0x28 || unit == 0xFF08 || unit == 0x5B || unit == 0x3010 || unit == 0xFF1B { break }
            // A blank ends the value where figures follow (a date, a count); authors may be several, a source is one, of several words only in Latin.
            if Blanks.isEdge(unit), i + 1 < end, (0x30...0x39).contains(line[i + 1]) || !severalWords && !(line[i - 1] < 0x80 && line[i + 1] < 0x80) { break }
            i += 1
        }
        let value = Blanks.trimmed(line[from..<i])
        return value.isEmpty || value.count > 60 ? nil : String(decoding: value, as: UTF16.self)
    }

    /// The first full day in a line: a year of four digits with a month and a day.
    static func day(in line: [UInt16]) -> String? {
        var i = 0
        while i + 7 < line.count {
            let digit = (0x30...0x39).contains(line[i]), before = i > 0 && (0x30...0x39).contains(line[i - 1])
            if digit, !before, line[i] == 0x31 || line[i] == 0x32, line[i..<i + 4].allSatisfy({ (0x30...0x39).contains($0) }), !(0x30...0x39).contains(line[i + 4]) {
                let words = String(decoding: line[i..<min(i + 20, line.count)], as: UTF16.self)
                if let day = MetadataDay.read(words), !day.utf8.contains(UInt8(ascii: "X")) { return day }
            }
            i += 1
        }
        return nil
    }
}
