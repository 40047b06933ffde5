internal import BaoShuModel

/// What an element does to the text in it.
enum ElementKind: Equatable {
    /// Nothing: its text goes on in the line.
    case inline
    /// It and all that is in it is no text of the article.
    case skipped
    case block, lineBreak, paragraph, listItem, preformatted, link, strong
    case heading(Int)
    case table, row, cell, headerCell, tableHead, caption
    /// A block whose role the name tells.
    case role(BlockRole)
}

/// The kinds of the elements of a vocabulary.
struct ElementKinds: Sendable {
    private let kinds: [UInt64: ElementKind]
    private let others: ElementKind

    subscript(key: UInt64) -> ElementKind { kinds[key] ?? others }

    private init(_ names: [(ElementKind, String)], others: ElementKind = .inline) {
        var kinds: [UInt64: ElementKind] = [:]
        for (kind, list) in names { for name in list.split(separator: " ") { kinds[ElementName.key(String(name))] = kind } }
        self.kinds = kinds
        self.others = others
    }

    /// HTML (Living Standard, 15.3: rendering), and Founder's own elements.
    static let html = ElementKinds([
        (
            .skipped,
            "script style noscript iframe frame frameset noframes object embed applet svg canvas template select option button textarea head title meta link nav footer aside audio video map dialog menu"
        ),
        (
            .block,
            "html body div section article main header ul ol dl dt dd blockquote center form figure fieldset address hr details summary tbody tfoot colgroup founder-content founder-title founder-author"
        ),
        (.paragraph, "p"), (.listItem, "li"), (.lineBreak, "br"), (.preformatted, "pre"), (.link, "a"), (.strong, "b strong"), (.heading(1), "h1"),
        (.heading(2), "h2"), (.heading(3), "h3"), (.heading(4), "h4"), (.heading(5), "h5"), (.heading(6), "h6"), (.table, "table"), (.row, "tr"),
        (.cell, "td"), (.headerCell, "th"), (.tableHead, "thead"), (.caption, "caption"), (.role(.caption), "figcaption"),
    ])

    /// NITF 3.x (IPTC), with the XHTML that NewsML-G2 may have in its place.
    static let nitf = ElementKinds([
        (.skipped, "head media-reference media-producer body.end bibliography nitf-table-metadata col colgroup script style"),
        (.block, "nitf body body.head body.content block hedline media ol ul dl nitf-table hl-group html div section article note distributor rights abstract"),
        (.paragraph, "p"), (.listItem, "li"), (.lineBreak, "br"), (.role(.headline), "hl1 h1"), (.heading(2), "hl2 h2"), (.heading(3), "h3 h4"),
        (.role(.byline), "byline"), (.role(.dateline), "dateline"), (.role(.caption), "media-caption figcaption"), (.role(.tableTitle), "custom-table-title"),
        (.table, "table"), (.row, "tr"), (.cell, "td"), (.headerCell, "th"), (.tableHead, "thead"), (.caption, "caption"), (.link, "a"),
    ])
}
