/// What a page consists of, measured in one pass: how much text and how much linked text stands under each element, and which elements are
/// no part of the article by what they are.
struct PageSurvey {
    /// UTF-16 code units of text, about, under each node.
    private(set) var text: [Int]
    private(set) var linked: [Int]
    private var hasHeading: [Bool]
    let tree: MarkupTree
    let words: ReadingWords

    init(_ tree: MarkupTree, words: ReadingWords) {
        self.tree = tree
        self.words = words
        let count = tree.nodes.count
        text = Array(repeating: 0, count: count)
        linked = text
        hasHeading = Array(repeating: false, count: count)
        let link = ElementName.key("a"), heading = ElementName.key("h1")
        // From the last node to the first, children before parents.
        for index in stride(from: count - 1, through: 0, by: -1) {
            if tree.isText(index) {
                let bytes = tree.bytes(index)
                var units = 0
                for byte in bytes where byte > 0x20 && byte & 0xC0 != 0x80 { units += 1 }
                text[index] = units
            } else if tree.isElement(index) {
                let key = tree.nameKey(index)
                if key == link { linked[index] = text[index] }
                if key == heading { hasHeading[index] = true }
                if case .skipped = ElementKinds.html[key] { text[index] = 0; linked[index] = 0 }
            }
            let parent = tree.parent(index)
            if parent >= 0 {
                text[parent] += text[index]
                linked[parent] += linked[index]
                if hasHeading[index] { hasHeading[parent] = true }
            }
        }
    }

    /// All text of the page that is not linked.
    var plain: Int {
        var sum = 0
        var index = 0
        while index < tree.nodes.count {
            sum += text[index] - linked[index]
            index = tree.end(index)
        }
        return sum
    }

    /// Whether an element is left out: it is not shown, or its class says that it is a menu, a comment, a box to share.
    /// An element with the page's heading in it, or with most of its text, is never one of these.
    func isChrome(_ index: Int, plain: Int) -> Bool {
        guard tree.nodes[index].attribute_count > 0 else { return false }
        if tree.attributeBytes(index, "hidden") != nil || tree.attributeBytes(index, "aria-hidden")?.elementsEqual("true".utf8) == true { return !hasHeading[index] }
        if PageHead.isHidden(tree, index) { return true }
        guard
            words.hasClass(tree.attributeBytes(index, "class"), .classOut) || words.hasClass(tree.attributeBytes(index, "id"), .classOut)
                || words.hasClass(tree.attributeBytes(index, "role"), .classOut)
        else { return false }
        return !hasHeading[index] && (text[index] - linked[index]) * 10 < plain * 6
    }
}
