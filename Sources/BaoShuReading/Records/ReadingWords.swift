/// Words that the readers of markup need to know; they come from a lexicon of the rules (`lexicons/reading-words.tsv`).
package struct ReadingWords: Sendable {
    /// What a word says about the line or the part of a page it stands in.
    package enum Kind: String, Sendable, CaseIterable {
        /// Before the name of the source (来源).
        case source
        /// Before the name of an author, reporter or editor (作者).
        case author
        /// Before a date of publication (发布时间).
        case date
        /// A word of menus, share boxes, comments and the foot of a page: a short part that has one is not the article.
        case chrome
        /// A heading behind which nothing of the article stands (相关阅读).
        case stop
    }

    package private(set) var words: [Kind: [[UInt16]]] = [:]

    package init() {}

    /// Reads a table with the columns `surface` and `kind` and a header; rows of unknown kinds are passed over.
    package init(tsv: String) {
        for line in tsv.split(whereSeparator: \.isNewline).dropFirst() where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count >= 2, !columns[0].isEmpty, let kind = Kind(rawValue: String(columns[1])) else { continue }
            add(String(columns[0]), kind)
        }
    }

    package mutating func add(_ word: String, _ kind: Kind) { words[kind, default: []].append(Array(word.utf16)) }

    subscript(kind: Kind) -> [[UInt16]] { words[kind] ?? [] }
}
