internal import BaoShuModel

/// A block of text found in markup, with what tells an article from what stands around it.
struct MarkupBlock {
    /// The role where the markup tells it.
    var role: BlockRole?
    var text: [UInt16]
    /// The element that the block is the text of, or a part of.
    var element: Int
    /// The number of the block's first text node.
    var node: Int
    var kind: ElementKind
    /// Code units inside of links, and inside of bold print.
    var linked = 0
    var strong = 0

    /// Marks of punctuation that only sentences have.
    var punctuation: Int { text.reduce(0) { $0 + (Punctuation.isOfSentences($1) ? 1 : 0) } }
    var linkShare: Double { text.isEmpty ? 0 : Double(linked) / Double(text.count) }
}

enum Punctuation {
    /// ， 。 ； ！ ？ 、 which headlines and labels seldom have.
    static func isOfSentences(_ unit: UInt16) -> Bool {
        switch unit {
        case 0xFF0C, 0x3002, 0xFF1B, 0xFF01, 0xFF1F, 0x3001: true
        default: false
        }
    }

    /// 。 ！ ？
    static func endsSentence(_ unit: UInt16) -> Bool { unit == 0x3002 || unit == 0xFF01 || unit == 0xFF1F }
}

/// Cuts markup into blocks.
struct BlockCollector {
    let tree: MarkupTree
    let kinds: ElementKinds
    /// Elements that are left out, with all that is in them.
    var left: (Int) -> Bool = { _ in false }

    private(set) var blocks: [MarkupBlock] = []
    private var writer = CollapsingText()
    private var element = 0
    private var kind = ElementKind.block
    private var role: BlockRole?
    private var firstNode = -1
    private var linked = 0, strong = 0
    private var links = 0, strongs = 0

    init(_ tree: MarkupTree, _ kinds: ElementKinds, leavingOut left: @escaping (Int) -> Bool = { _ in false }) {
        self.tree = tree
        self.kinds = kinds
        self.left = left
    }

    /// The blocks of a range of nodes, in order. The range begins and ends between siblings.
    mutating func collect(_ range: Range<Int>) -> [MarkupBlock] {
        var index = range.lowerBound
        element = range.isEmpty ? 0 : max(tree.parent(range.lowerBound), 0)
        while index < range.upperBound {
            visit(index)
            index = tree.end(index)
        }
        flush()
        return blocks
    }

    private mutating func visit(_ index: Int) {
        if tree.isText(index) {
            add(index)
            return
        }
        guard tree.isElement(index), !left(index) else { return }
        let kind = kinds[tree.nameKey(index)]
        switch kind {
        case .skipped: return
        case .inline: visitChildren(index)
        case .link:
            links += 1
            visitChildren(index)
            links -= 1
        case .strong:
            strongs += 1
            visitChildren(index)
            strongs -= 1
        case .lineBreak: flush()
        case .preformatted:
            flush()
            for line in tree.text(under: index).split(separator: 0x0A, omittingEmptySubsequences: true) {
                blocks.append(MarkupBlock(role: role, text: Blanks.trimmed(Array(line)), element: index, node: index, kind: kind))
            }
        case .table where TableReader.isData(tree, index, kinds):
            flush()
            blocks += TableReader.blocks(tree, index, kinds)
        default:
            flush()
            let outer = (element, self.kind, role)
            element = index
            self.kind = kind
            if case .role(let own) = kind { role = own }
            visitChildren(index)
            flush()
            (element, self.kind, role) = outer
        }
    }

    private mutating func visitChildren(_ index: Int) {
        var child = index + 1
        while child < tree.end(index) {
            visit(child)
            child = tree.end(child)
        }
    }

    private mutating func add(_ index: Int) {
        let before = writer.text.count
        let bytes = tree.bytes(index)
        writer.append(UTF8Text.decode(bytes).text)
        let added = writer.text.count - before
        guard added > 0 else { return }
        if firstNode < 0 { firstNode = index }
        if links > 0 { linked += added }
        if strongs > 0 { strong += added }
    }

    private mutating func flush() {
        defer {
            writer.clear()
            firstNode = -1
            linked = 0
            strong = 0
        }
        let text = Blanks.trimmed(writer.text)
        guard !text.isEmpty else { return }
        blocks.append(MarkupBlock(role: role, text: text, element: element, node: firstNode, kind: kind, linked: min(linked, text.count), strong: min(strong, text.count)))
    }
}
