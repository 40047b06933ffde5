/// Finds the title of a page's article: the heading on the page that the `<title>` has in it too.
struct TitleFinder {
    let tree: MarkupTree
    let words: ReadingWords
    let blocks: [MarkupBlock]
    /// How much of what a page says is its title a heading is looked for in, in UTF-16 code units: more than any title has.
    private static let longestTitle = 1000

    /// The title and the block that it stands in, if any.
    ///
    /// - Parameter declared: the title that `<meta>` gives.
    func title(declared: String?, before firstBody: Int?) -> (words: [UInt16], block: Int?)? {
        let document = tree.first("title", in: 0..<tree.nodes.count).map { Blanks.collapsed(tree.text(under: $0)) } ?? []
        let given = declared.map { Blanks.collapsed(Array($0.utf16)) } ?? []
        let known = [document, given].map { Array(Self.tight($0).prefix(Self.longestTitle)) }
        var best: (score: Int, index: Int)?
        for (index, block) in blocks.enumerated() {
            guard let rank = rank(block), (2...120).contains(block.text.count) else { continue }
            var score = rank
            let tight = Self.tight(block.text)
            if tight.count >= 4, known.contains(where: { Self.contains($0, tight) }) { score += 100 + min(tight.count, 40) }
            if block.linkShare > 0.5 { score -= 60 }
            if let firstBody, index > firstBody + 1 { score -= 50 }
            if score > (best?.score ?? 20) { best = (score, index) }
        }
        if let best { return (blocks[best.index].text, best.index) }
        if !given.isEmpty { return (given, nil) }
        return document.isEmpty ? nil : (Self.withoutSite(document), nil)
    }

    private func rank(_ block: MarkupBlock) -> Int? {
        var index = block.element
        var steps = 0
        while index >= 0, steps < 3 {
            if case .heading(let level) = ElementKinds.html[tree.nameKey(index)] { return [1: 60, 2: 40, 3: 20][level] ?? 10 }
            if words.hasClass(tree.attributeBytes(index, "class"), .classTitle) || words.hasClass(tree.attributeBytes(index, "id"), .classTitle) { return 30 }
            index = tree.parent(index)
            steps += 1
        }
        return nil
    }

    /// A text without blanks, for comparing.
    static func tight(_ text: [UInt16]) -> [UInt16] { text.filter { !Blanks.isEdge($0) } }

    static func contains(_ text: [UInt16], _ part: [UInt16]) -> Bool { text.firstRange(of: part, from: 0) != nil }

    /// A `<title>` up to the mark behind which the site's name stands.
    static func withoutSite(_ title: [UInt16]) -> [UInt16] {
        let marks: Set<UInt16> = [0x5F, 0x7C, 0xFF5C, 0x2D, 0x2014, 0x2013]
        guard let end = title.indices.first(where: { $0 >= 4 && marks.contains(title[$0]) }) else { return title }
        return Blanks.trimmed(Array(title[..<end]))
    }
}
