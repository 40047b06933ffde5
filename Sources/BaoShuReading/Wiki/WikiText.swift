internal import BaoShuModel

/// Wikitext as plain text: what a reader of the page sees of its prose, without templates, tables, references and pictures.
///
/// After MediaWiki's "Help:Formatting", "Help:Links", "Help:Tables" and "Writing systems/Syntax" (`-{…}-`).
struct WikiText {
    private let text: [UInt16]
    private let words: ReadingWords
    private let closings: [Int32]
    private var out: [UInt16] = []
    /// Up to where the ending of each kind of thing was looked for in vain, so that no stretch is searched twice.
    private var failed: [Ending: Int] = [:]

    init(_ text: [UInt16], words: ReadingWords) {
        self.text = text
        self.words = words
        closings = Self.matches(text)
    }

    /// Paragraphs and headings in order, up to the headings behind which there are only references.
    func blocks() -> [(role: BlockRole, text: [UInt16])] {
        var copy = self
        copy.write(0..<text.count, depth: 0)
        var result: [(role: BlockRole, text: [UInt16])] = []
        for line in copy.out.split(separator: 0x0A) {
            var line = Blanks.trimmed(Array(line))
            if line.count >= 4, line.first == 0x3D, line.last == 0x3D {
                let title = Blanks.trimmed(Array(line.drop { $0 == 0x3D }.reversed().drop { $0 == 0x3D }.reversed()))
                if words.begins(.wikiStop, title[...]) { break }
                result.append((.subhead, title))
                continue
            }
            // Marks of lists and indents; a rule; what is left of a table.
            if line.starts(with: [0x2D, 0x2D, 0x2D, 0x2D]) { continue }
            line = Array(line.drop { $0 == 0x2A || $0 == 0x23 || $0 == 0x3A || $0 == 0x3B })
            line = Blanks.trimmed(line)
            if !line.isEmpty { result.append((.body, line)) }
        }
        // A heading with nothing under it says nothing.
        while result.last?.role == .subhead { result.removeLast() }
        return result
    }

    private func at(_ index: Int) -> UInt16 { index < text.count ? text[index] : 0 }

    private func stands(_ words: StaticString, _ index: Int) -> Bool {
        (0..<words.utf8CodeUnitCount).allSatisfy { lower(at(index + $0)) == UInt16(words.utf8Start[$0]) }
    }

    private func lower(_ unit: UInt16) -> UInt16 { (0x41...0x5A).contains(unit) ? unit + 0x20 : unit }

    /// Writes a range as plain text.
    private mutating func write(_ range: Range<Int>, depth: Int) {
        var i = range.lowerBound
        while i < range.upperBound {
            switch text[i] {
            case 0x7B where at(i + 1) == 0x7B: i = closing(i, range.upperBound)  // {{template}}
            case 0x7B where at(i + 1) == 0x7C: i = closing(i, range.upperBound)
            case 0x5B where at(i + 1) == 0x5B: i = link(i, range.upperBound, depth)
            case 0x5B where stands("http://", i + 1) || stands("https://", i + 1) || stands("//", i + 1): i = outerLink(i, range.upperBound)
            case 0x2D where at(i + 1) == 0x7B: i = variant(i, range.upperBound, depth)
            case 0x27 where at(i + 1) == 0x27: while i < range.upperBound, text[i] == 0x27 { i += 1 }
            case 0x3C: i = tag(i, range.upperBound)
            case 0x26: i = reference(i)
            case 0x5F where stands("__", i) && (0x41...0x5A).contains(at(i + 2)):  // __NOTOC__
                var end = i + 2
                while end < range.upperBound, (0x41...0x5A).contains(text[end]) { end += 1 }
                i = stands("__", end) ? end + 2 : i + 2
            default:
                out.append(text[i])
                i += 1
            }
        }
    }

    /// Where the brackets that open at an index have closed; 0 where they do not. One pass, so that no text costs more than another.
    private static func matches(_ text: [UInt16]) -> [Int32] {
        var result = [Int32](repeating: 0, count: text.count)
        var templates: [Int] = [], links: [Int] = [], tables: [Int] = []
        var i = 0
        while i + 1 < text.count {
            switch (text[i], text[i + 1]) {
            case (0x7B, 0x7B): templates.append(i)
            case (0x7B, 0x7C): tables.append(i)
            case (0x5B, 0x5B): links.append(i)
            case (0x7D, 0x7D): if let open = templates.popLast() { result[open] = Int32(i + 2) }
            case (0x7C, 0x7D) where i + 2 >= text.count || text[i + 2] != 0x7D: if let open = tables.popLast() { result[open] = Int32(i + 2) }
            case (0x5D, 0x5D): if let open = links.popLast() { result[open] = Int32(i + 2) }
            default:
                i += 1
                continue
            }
            i += 2
        }
        return result
    }

    /// The place behind what opens at an index; behind the brackets alone where they do not close.
    private func closing(_ start: Int, _ end: Int) -> Int {
        let match = Int(closings[start])
        return match > start && match <= end ? match : start + 2
    }

    private enum Ending: Hashable { case bracket, tag, comment, variant, element(Int) }

    /// The place of an ending from an index on; on the same line for what never goes over one.
    private mutating func find(_ ending: Ending, _ words: StaticString, from start: Int, to end: Int, sameLine: Bool) -> Int? {
        if let limit = failed[ending], start < limit { return nil }
        var i = start
        let first = UInt16(words.utf8Start[0])
        while i < end {
            let unit = text[i]
            if sameLine, unit == 0x0A { break }
            if unit == first, words.utf8CodeUnitCount == 1 || stands(words, i) { return i }
            i += 1
        }
        failed[ending] = i
        return nil
    }

    /// `[[page|words]]`: the words, or the page; nothing for pictures, categories and other languages.
    private mutating func link(_ start: Int, _ end: Int, _ depth: Int) -> Int {
        let after = closing(start, end)
        guard after - start >= 4, at(after - 1) == 0x5D else { return start + 2 }
        let inner = start + 2..<after - 2
        let colon = text[inner].firstIndex(of: 0x3A) ?? text[inner].firstIndex(of: 0xFF1A)
        if let colon, colon > inner.lowerBound {
            let space = Array(text[inner.lowerBound..<colon]).map(lower)
            if words[.wikiMedia].contains(where: { $0.map(lower) == space }) { return after }
            // [[en:Page]]: a link to another language; two or three letters.
            if space.count <= 3, space.allSatisfy({ (0x61...0x7A).contains($0) }) { return after }
        }
        guard depth < 16 else { return after }
        let bar = text[inner].lastIndex(of: 0x7C)
        write((bar.map { $0 + 1 } ?? inner.lowerBound)..<inner.upperBound, depth: depth + 1)
        return after
    }

    private mutating func outerLink(_ start: Int, _ end: Int) -> Int {
        guard let close = find(.bracket, "]", from: start, to: end, sameLine: true) else {
            out.append(text[start])
            return start + 1
        }
        if let space = text[start..<close].firstIndex(of: 0x20) { out += text[space + 1..<close] }
        return close + 1
    }

    /// `-{zh-hans:words;zh-hant:words}-`: the first words, or what is written for the mainland.
    private mutating func variant(_ start: Int, _ end: Int, _ depth: Int) -> Int {
        guard depth < 16, let close = find(.variant, "}-", from: start + 2, to: end, sameLine: false) else {
            out += text[start..<min(start + 2, end)]
            return min(start + 2, end)
        }
        var inner = text[start + 2..<close]
        // Flags stand before a bar: -{A|…}-; a rule that only declares (-{H|…}-, -{T|…}-) shows nothing.
        if let bar = inner.firstIndex(of: 0x7C) {
            let flag = inner[..<bar].map(lower)
            if flag == [0x68] || flag == [0x74] { return close + 2 }
            inner = inner[(bar + 1)...]
        }
        let choices = inner.split(separator: 0x3B)
        let wanted = choices.first { choice in ["zh-hans:", "zh-cn:", "zh:"].contains { Blanks.trimmed(choice).map(lower).starts(with: $0.utf16) } } ?? choices.first
        guard let wanted else { return close + 2 }
        let from = wanted.prefix(10).firstIndex(of: 0x3A).map { $0 + 1 } ?? wanted.startIndex
        write(from..<wanted.endIndex, depth: depth + 1)
        return close + 2
    }

    /// Elements whose content is no prose.
    private static let elements: [(StaticString, StaticString)] = [
        ("<ref", "</ref"), ("<gallery", "</gallery"), ("<math", "</math"), ("<timeline", "</timeline"), ("<score", "</score"), ("<source", "</source"),
        ("<syntaxhighlight", "</syntaxhighlight"),
    ]

    /// A tag: `<ref>` and its like with all that is in them, a comment; of others only the tag.
    private mutating func tag(_ start: Int, _ end: Int) -> Int {
        if stands("<!--", start) {
            return find(.comment, "-->", from: start + 4, to: end, sameLine: false).map { min($0 + 3, end) } ?? end
        }
        let next = lower(at(start + 1))
        guard (0x61...0x7A).contains(next) || next == 0x2F else {
            out.append(text[start])
            return start + 1
        }
        guard let close = find(.tag, ">", from: start, to: end, sameLine: true) else {
            out.append(text[start])
            return start + 1
        }
        for (number, pair) in Self.elements.enumerated() where stands(pair.0, start) && !(0x61...0x7A).contains(lower(at(start + pair.0.utf8CodeUnitCount))) {
            if text[close - 1] == 0x2F { return close + 1 }
            guard let ending = find(.element(number), pair.1, from: close, to: end, sameLine: false) else { return close + 1 }
            return find(.tag, ">", from: ending, to: end, sameLine: true).map { $0 + 1 } ?? end
        }
        if next == 0x62 && stands("<br", start) || stands("</p", start) || stands("<p", start) { out.append(0x0A) }
        return close + 1
    }

    /// References that wikitext keeps in its own text.
    private mutating func reference(_ start: Int) -> Int {
        for (name, unit) in [("&nbsp;", 0x20), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&amp;", 0x26), ("&quot;", 0x22), ("&ndash;", 0x2013), ("&mdash;", 0x2014), ("&middot;", 0xB7)]
            as [(StaticString, UInt16)]
        where stands(name, start) {
            out.append(unit)
            return start + name.utf8CodeUnitCount
        }
        out.append(text[start])
        return start + 1
    }
}
