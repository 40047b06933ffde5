import BaoShuModel
import BaoShuText

/// Writes an article's text from its blocks, with the map back to the page.
struct ArticleAssembly {
    let lines: [PageLine]
    let page: UnsafeBufferPointer<UInt16>

    /// More remarks than this on one article tell its reader nothing.
    private static let mostDiagnostics = 32

    /// - Complexity: O(*n*) in the code units of the article.
    func article(from draft: DraftArticle) -> LaidOutArticle {
        var text: [UInt16] = [], map = SourceMap(), blocks: [Block] = [], joins: [LineJoin] = []
        var spans: [Int: TextSpan] = [:]
        let doubtful = Set(draft.doubts.prefix(Self.mostDiagnostics).map(\.line))
        var title: [UInt16]?
        for block in draft.blocks {
            if !text.isEmpty { text.append(0x0A) }
            let start = text.count
            var dateline: TextSpan?
            for (k, l) in block.lines.enumerated() {
                let line = lines[l]
                let (from, to) = extent(of: line, in: block.role)
                if k == 0, line.datelineEnd > line.datelineStart, block.role == .body {
                    dateline = TextSpan(start + line.datelineStart - from, start + line.datelineEnd - from)
                }
                if k > 0 { joins.append(LineJoin(first: lines[block.lines[k - 1]].number, second: line.number)) }
                map.append(start: UTF16Offset(text.count), source: UTF16Offset(from), length: to - from)
                text.append(contentsOf: page[from..<to])
            }
            let span = TextSpan(start, text.count)
            blocks.append(Block(role: block.role, span: span, dateline: dateline))
            if !doubtful.isEmpty { for l in block.lines where doubtful.contains(l) { spans[l] = span } }
            if block.role == .headline {
                if title != nil { title!.append(0x20) }
                title = (title ?? []) + text[start...]
            }
        }
        let diagnostics = draft.doubts.prefix(Self.mostDiagnostics).map { DocumentDiagnostic(code: $0.code, message: $0.message, span: spans[$0.line]) }
        return LaidOutArticle(
            text: text, map: map, blocks: blocks, title: title.map { String(decoding: $0, as: UTF16.self) }, joins: joins, diagnostics: diagnostics)
    }

    /// The line's characters; a table row keeps the tabs at its ends too, which stand for empty cells.
    private func extent(of line: PageLine, in role: BlockRole) -> (Int, Int) {
        var (from, to) = (line.start, line.end)
        if role == .tableRow || role == .tableHeader {
            while from > 0, page[from - 1] == PageCharacter.tab { from -= 1 }
            while to < page.count, page[to] == PageCharacter.tab { to += 1 }
        }
        return (from, to)
    }
}
