internal import BaoShuModel

/// Tables of figures as rows with tabs; tables that only place things are none.
enum TableReader {
    /// Whether a table is one of data: two rows or more, two columns or more, short cells, no table in it.
    static func isData(_ tree: MarkupTree, _ table: Int, _ kinds: ElementKinds) -> Bool {
        var rows = 0, cells = 0, widest = 0, width = 0, units = 0, longest = 0
        var index = table + 1
        while index < tree.end(table) {
            if tree.isElement(index) {
                switch kinds[tree.nameKey(index)] {
                case .table: return false
                case .row:
                    rows += 1
                    widest = max(widest, width)
                    width = 0
                case .cell, .headerCell:
                    cells += 1
                    width += 1
                    let length = length(tree, index)
                    units += length
                    longest = max(longest, length)
                case .heading(1): return false
                default: break
                }
            }
            index += 1
        }
        widest = max(widest, width)
        return rows >= 2 && widest >= 2 && cells > 0 && units / cells <= 40 && longest <= 300
    }

    private static func length(_ tree: MarkupTree, _ cell: Int) -> Int {
        // In bytes of UTF-8, three to a character of Chinese.
        (cell + 1..<max(tree.end(cell), cell + 1)).reduce(0) { tree.isText($1) ? $0 + Int(tree.nodes[$1].length) : $0 } / 3
    }

    /// The rows of a table; empty cells and those that a `colspan` covers keep their tabs.
    static func blocks(_ tree: MarkupTree, _ table: Int, _ kinds: ElementKinds) -> [MarkupBlock] {
        var blocks: [MarkupBlock] = []
        var seenHeader = false
        var headEnd = 0
        var index = table + 1
        while index < tree.end(table) {
            guard tree.isElement(index) else { index += 1; continue }
            switch kinds[tree.nameKey(index)] {
            case .caption:
                let words = Blanks.collapsed(tree.text(under: index))
                if !words.isEmpty { blocks.append(MarkupBlock(role: .tableTitle, text: words, element: table, node: index, kind: .caption)) }
                index = tree.end(index)
            case .tableHead:
                headEnd = tree.end(index)
                index += 1
            case .row:
                if let row = row(tree, index, kinds, header: index < headEnd, first: !seenHeader && !blocks.contains { $0.role == .tableRow }) {
                    if row.role == .tableHeader { seenHeader = true }
                    var row = row
                    row.element = table
                    blocks.append(row)
                }
                index = tree.end(index)
            default: index += 1
            }
        }
        return blocks
    }

    private static func row(_ tree: MarkupTree, _ row: Int, _ kinds: ElementKinds, header: Bool, first: Bool) -> MarkupBlock? {
        var text: [UInt16] = []
        var cells = 0, headers = 0, linked = 0
        var index = row + 1
        while index < tree.end(row) {
            let kind = tree.isElement(index) ? kinds[tree.nameKey(index)] : .inline
            guard kind == .cell || kind == .headerCell else { index += 1; continue }
            if cells > 0 { text.append(0x09) }
            cells += 1
            if kind == .headerCell { headers += 1 }
            let words = Blanks.collapsed(tree.text(under: index)).map { $0 == 0x09 ? 0x20 : $0 }
            text += words
            if tree.first("a", in: index..<tree.end(index)) != nil { linked += words.count }
            if let span = tree.attribute(index, "colspan").flatMap(Int.init), span > 1 { text += Array(repeating: 0x09, count: min(span, 100) - 1) }
            index = tree.end(index)
        }
        guard cells > 0, text.contains(where: { !Blanks.isEdge($0) }) else { return nil }
        // A first row without th is a header where it has no figures.
        let plain = first && cells >= 2 && !text.contains { (0x30...0x39).contains($0) || (0xFF10...0xFF19).contains($0) }
        let role: BlockRole = header || headers == cells || plain ? .tableHeader : .tableRow
        return MarkupBlock(role: role, text: text, element: row, node: row, kind: .row, linked: linked)
    }
}
