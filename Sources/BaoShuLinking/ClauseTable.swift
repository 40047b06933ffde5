internal import BaoShuModel
internal import BaoShuText

/// Where a position lies: the number of its block, of its sentence, of its part of one between semicolons and of its clause in the article, and of the
/// bracket that it is in, 0 for none.
struct ClausePlace: Equatable {
    var block: Int
    var sentence: Int
    var clause: Int
    var part = 0
    var bracket = 0
}

/// The clauses of an article: stretches between commas, colons, semicolons, full stops and the ends of blocks, and the brackets in them.
struct ClauseTable {
    /// Most code units that are looked for the end of a bracket.
    private static let longestBracket = 200

    private var clauses: [(start: Int, place: ClausePlace)] = []

    /// - Complexity: O(*n*)
    init(_ article: LinkedArticle) {
        // A clause has some eight characters, a block one clause at least.
        clauses.reserveCapacity(article.text.count / 8 + article.blocks.count)
        article.text.withUnsafeBufferPointer { text in
            var sentence = 0
            var clause = 0
            var part = 0
            var brackets = 0
            for (number, block) in article.blocks.enumerated() {
                let range = block.span.indices.clamped(to: text.startIndex..<text.endIndex)
                add(range.lowerBound, ClausePlace(block: number, sentence: sentence, clause: clause, part: part))
                var i = range.lowerBound
                // Where the bracket ends that the text is in; no brackets are looked for before the end of a search that found none.
                var bracketEnd = 0
                var searched = 0
                while i < range.upperBound {
                    defer { i += 1 }
                    let unit = text[i]
                    // Most units are Han and end nothing.
                    guard unit < 0x3003 || unit >= 0xFF00 else { continue }
                    if let rank = Self.rank(text, i, in: range) {
                        clause += 1
                        if rank == .sentence { sentence += 1 }
                        if unit == 0xFF1B || unit == 0x3B { part += 1 }
                        add(i + 1, ClausePlace(block: number, sentence: sentence, clause: clause, part: part, bracket: i < bracketEnd ? brackets : 0))
                    } else if unit == 0x28 || unit == 0xFF08, i >= bracketEnd, i >= searched {
                        searched = min(range.upperBound, i + Self.longestBracket)
                        if let end = (i..<searched).first(where: { text[$0] == 0x29 || text[$0] == 0xFF09 }) {
                            (bracketEnd, searched) = (end, 0)
                            brackets += 1
                            add(i + 1, ClausePlace(block: number, sentence: sentence, clause: clause, part: part, bracket: brackets))
                        }
                    } else if i == bracketEnd, unit == 0x29 || unit == 0xFF09 {
                        add(i + 1, ClausePlace(block: number, sentence: sentence, clause: clause, part: part))
                    }
                }
                sentence += 1
                clause += 1
            }
        }
    }

    /// - Complexity: O(log *c*) for *c* clauses.
    func place(of offset: UTF16Offset) -> ClausePlace { index(of: offset).map { clauses[$0].place } ?? ClausePlace(block: -1, sentence: -1, clause: -1) }

    /// Whether a clause begins at an offset.
    ///
    /// - Complexity: O(log *c*) for *c* clauses.
    func beginsClause(at offset: UTF16Offset) -> Bool { index(of: offset).map { clauses[$0].start == offset.value } ?? false }

    private func index(of offset: UTF16Offset) -> Int? {
        var low = 0
        var high = clauses.count
        while low < high {
            let middle = (low + high) / 2
            if clauses[middle].start <= offset.value { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    private mutating func add(_ start: Int, _ place: ClausePlace) {
        clauses.append((start, place))
    }

    private enum Rank { case clause, sentence }

    private static func rank(_ text: UnsafeBufferPointer<UInt16>, _ i: Int, in range: Range<Int>) -> Rank? {
        switch text[i] {
        case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0x0A: return .sentence
        case 0xFF0C, 0xFF1B, 0x3B, 0xFF1A: return .clause
        case 0x2C, 0x3A:
            // Not in 1,234 and 7:30.
            func isDigit(_ j: Int) -> Bool { range.contains(j) && (0x30...0x39).contains(text[j]) }
            return isDigit(i - 1) && isDigit(i + 1) ? nil : .clause
        default: return nil
        }
    }
}
