/// Words that the readers of markup need to know; they come from a lexicon of the rules (`lexicons/reading-words.tsv`).
package struct ReadingWords: Sendable {
    /// What a word says about the line or the part of a page it stands in.
    package enum Kind: String, Sendable, CaseIterable {
        /// Before the name of the source (来源).
        case source
        /// Before the name of an author (作者).
        case author
        /// Before a date of publication (发布时间).
        case date
        /// In a line that names who wrote an article (记者).
        case byline
        /// A word of menus, share boxes and the foot of a page: a short line that has one and is no sentence is not the article.
        case chrome
        /// A heading behind which nothing of the article stands (相关阅读).
        case stop
        /// A word of an element's `class` or `id` that is no article (`comment`).
        case classOut = "class_out"
        /// A word of an element's `class` or `id` that has the title.
        case classTitle = "class_title"
        /// A word of an element's `class` or `id` that has the words under a picture.
        case classCaption = "class_caption"
        /// A namespace of a wiki whose links are no text (文件).
        case wikiMedia = "wiki_media"
        /// A heading of a wiki page behind which stand only references and links (参考文献).
        case wikiStop = "wiki_stop"
    }

    private var words: [Kind: [[UInt16]]] = [:]
    private var classes: [Kind: Set<UInt64>] = [:]
    /// Names of fields in other languages than that of the usual ones (标题), by kinds such as `field_title`.
    private(set) var fields: [String: RecordField] = [:]

    /// No words: the readers then go by structure alone.
    package init() {}

    /// Reads a table with the columns `surface` and `kind` and a header; blank lines, `#` comments and rows of unknown kinds are passed over.
    package init(tsv: String) {
        for line in tsv.split(whereSeparator: \.isNewline).dropFirst() where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count >= 2, !columns[0].isEmpty else { continue }
            if columns[1].hasPrefix("field_"), let field = RecordField(rawValue: String(columns[1].dropFirst(6))) { fields[String(columns[0])] = field }
            guard let kind = Kind(rawValue: String(columns[1])) else { continue }
            add(String(columns[0]), kind)
        }
    }

    package mutating func add(_ word: String, _ kind: Kind) {
        if kind == .classOut || kind == .classTitle || kind == .classCaption {
            classes[kind, default: []].insert(ElementName.key(word.lowercased()))
        } else {
            words[kind, default: []].append(Array(word.utf16))
        }
    }

    /// The words of a kind, in the order of the table.
    subscript(kind: Kind) -> [[UInt16]] { words[kind] ?? [] }

    /// Whether a name of a class or an id has a word of a kind: words are runs of letters and digits, and `camelCase` has two.
    func hasClass(_ names: UnsafeBufferPointer<UInt8>?, _ kind: Kind) -> Bool {
        guard let names, let known = classes[kind] else { return false }
        var hash = ElementName.seed
        var length = 0
        var lastWasLower = false
        for byte in names {
            let upper = (0x41...0x5A).contains(byte), lower = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            if !upper && !lower || upper && lastWasLower {
                if length > 0, known.contains(hash) { return true }
                hash = ElementName.seed
                length = 0
            }
            if upper || lower {
                ElementName.add(upper ? byte + 0x20 : byte, to: &hash)
                length += 1
            }
            lastWasLower = lower
        }
        return length > 0 && known.contains(hash)
    }

    /// The first place of a word of a kind in a text.
    func find(_ kind: Kind, in text: [UInt16], from start: Int = 0) -> Range<Int>? {
        var best: Range<Int>?
        for word in self[kind] {
            guard let found = text.firstRange(of: word, from: start) else { continue }
            if let old = best, (old.lowerBound, -old.count) <= (found.lowerBound, -found.count) { continue }
            best = found
        }
        return best
    }

    func contains(_ kind: Kind, in text: [UInt16]) -> Bool { self[kind].contains { text.firstRange(of: $0, from: 0) != nil } }

    func begins(_ kind: Kind, _ text: ArraySlice<UInt16>) -> Bool { self[kind].contains { text.starts(with: $0) } }
}

extension [UInt16] {
    /// The first place of a word from an index on.
    ///
    /// - Complexity: O(n · m).
    func firstRange(of word: [UInt16], from start: Int) -> Range<Int>? {
        guard let first = word.first, count >= word.count else { return nil }
        return withUnsafeBufferPointer { text in
            word.withUnsafeBufferPointer { word in
                var i = start
                while i + word.count <= text.count {
                    if text[i] == first {
                        var k = 1
                        while k < word.count, text[i + k] == word[k] { k += 1 }
                        if k == word.count { return i..<i + k }
                    }
                    i += 1
                }
                return nil
            }
        }
    }
}
