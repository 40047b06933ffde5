internal import BaoShuModel

/// Finds the article among a page's blocks: the element under which the most sentences stand, less what in it is none.
struct ArticleFinder {
    let tree: MarkupTree
    let words: ReadingWords
    let blocks: [MarkupBlock]

    /// The indices of the article's blocks, in order; empty where nothing on the page is like an article.
    func body() -> [Int] {
        let scores = scores()
        guard let best = scores.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { return [] }
        var roots = [best.key]
        // An article cut into several parts beside each other, or with paragraphs beside its main part.
        let parent = tree.parent(best.key)
        if parent >= 0 {
            for (node, score) in scores where node != best.key && tree.parent(node) == parent && score >= best.value * 0.2 { roots.append(node) }
        }
        var isInside = Array(repeating: false, count: tree.nodes.count)
        for root in roots { for node in root..<tree.end(root) { isInside[node] = true } }
        let isBeside = blocks.map { parent >= 0 && holder($0) == parent && isProse($0) }
        let isChosen = blocks.indices.map { index in isBeside[index] || isInside[blocks[index].node] }
        let chosen = blocks.indices.filter { isChosen[$0] }
        guard isBeside.contains(true), let first = chosen.first, let last = chosen.last else { return chosen }
        // Headings and lines between two chosen blocks that stand in the same element belong to them.
        return (first...last).filter { isChosen[$0] || holder(blocks[$0]) == parent }
    }

    /// How much prose stands directly in an element, half as much counting for the element around it.
    private func scores() -> [Int: Double] {
        var scores: [Int: Double] = [:]
        for block in blocks where isProse(block) {
            let score = Double(block.text.count - block.linked) + 10 * Double(min(block.punctuation, 20))
            let holder = holder(block)
            guard holder >= 0 else { continue }
            scores[holder, default: 0] += score
            let outer = tree.parent(holder)
            if outer >= 0 { scores[outer, default: 0] += score / 2 }
        }
        return scores
    }

    /// The element whose content a block is: the one around a paragraph, or the one whose own text it is.
    func holder(_ block: MarkupBlock) -> Int {
        switch block.kind {
        case .paragraph, .heading, .listItem, .row, .caption: tree.parent(block.element)
        default: block.element
        }
    }

    /// Whether a block reads like part of an article rather than a list of links or a label.
    func isProse(_ block: MarkupBlock) -> Bool {
        guard block.role == nil || block.role == .tableRow else { return false }
        if block.linkShare > 0.4 { return false }
        if block.role == .tableRow { return true }
        if case .heading = block.kind { return false }
        let length = block.text.count - block.linked
        return length >= 10 && block.punctuation > 0 || length >= 60
    }

    /// Whether a block is a heading behind which the article is over.
    func isStop(_ block: MarkupBlock) -> Bool {
        guard block.text.count <= 24 else { return false }
        let start = block.text.drop { !Blanks.isWide($0) || Punctuation.isOfSentences($0) || (0x3000...0x303F).contains($0) || (0x2500...0x27BF).contains($0) || (0xFF00...0xFF0F).contains($0) }
        return words.begins(.stop, start)
    }

    /// Whether a block inside of the article is none of it: links only, or a short line of the page's own.
    func isAside(_ block: MarkupBlock) -> Bool {
        if block.linkShare > 0.5, block.punctuation < 2 || block.kind == .listItem { return true }
        guard block.text.count <= 40, !block.text.contains(where: Punctuation.endsSentence) else { return false }
        return words.contains(.chrome, in: block.text)
    }
}
