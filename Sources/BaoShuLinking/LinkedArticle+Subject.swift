internal import BaoShuModel
internal import BaoShuText

/// Whose the figures of an article are where no sentence says so.
extension LinkedArticle {
    /// Whose the figures of an article are where no sentence says so: the first place or organization of its headlines, else of its text, that
    /// is not only where the figures come from (国家统计局发布); where there is neither headline nor title, of its first two sentences. Where a
    /// headline or a title does not speak of that one there is none: an article of many stories begins with the name of one. But where the headline names
    /// nobody and the text one city alone, that.
    ///
    /// - Parameter mayGovern: What stands in brackets governs nothing outside.
    func subject(besides sources: [TextSpan], where mayGovern: (TextSpan) -> Bool) -> LinkRole? {
        let (headSpans, asideSpans) = heads()
        var first: Int?
        var quoted: Int?
        for index in mentions.indices where isParty(index) {
            let span = mentions.span(of: index)
            // 主计总处公布…。主计总处统计，…: a body that figures come from has none where it is named again.
            if asideSpans.contains(where: { $0.overlaps(span) })
                || sources.contains(where: { $0.overlaps(span) || headSpans.isEmpty && title.isEmpty && mentions.type(of: index, is: "organization") && text[$0.indices] == text[span.indices] })
            {
                continue
            }
            if headSpans.contains(where: { $0.overlaps(span) }) {
                if !isPartOfQuoted(span) { return LinkRole(span: span, mention: index) }
                quoted = index
                continue
            }
            if first == nil, mayGovern(span) { first = index }
            if headSpans.isEmpty, first != nil { break }
        }
        if let quoted { return LinkRole(span: mentions.span(of: quoted), mention: quoted) }
        guard let first else { return nil }
        if title.isEmpty ? headSpans.isEmpty && opensText(mentions.span(of: first)) : titleNames(mentions.span(of: first)) { return LinkRole(span: mentions.span(of: first), mention: first) }
        return headSpans.isEmpty ? nil : onlyCity(where: mayGovern)
    }

    /// The headlines, and what stands beside the text and tells nothing of it.
    private func heads() -> (heads: [TextSpan], asides: [TextSpan]) {
        var heads: [TextSpan] = []
        var asides: [TextSpan] = []
        for block in blocks {
            switch block.role {
            case .headline, .kicker, .deck: heads.append(block.span)
            case .byline, .dateline, .photoCredit, .columnLabel, .sectionLabel:
                asides.append(block.span)
                continue
            default: break
            }
            if let dateline = block.dateline { asides.append(dateline) }
        }
        return (heads, asides)
    }

    /// Whether a name is a part of what quotation marks enclose (“山东这十年·烟台”发布会).
    private func isPartOfQuoted(_ span: TextSpan) -> Bool {
        let before = text[..<span.lowerBound.value].suffix(Self.longestQuoted)
        let behind = text[span.upperBound.value...].prefix(Self.longestQuoted)
        guard let opening = before.lastIndex(of: 0x201C), !before[opening...].contains(0x201D), let closing = behind.firstIndex(of: 0x201D) else { return false }
        return before.endIndex - opening + closing - behind.startIndex > 1
    }

    /// Most code units from a name to the quotation marks around what it is a part of.
    private static let longestQuoted = 16

    /// The city of which alone the text speaks, with what lies in it, by their codes; nil where it names another's.
    private func onlyCity(where mayGovern: (TextSpan) -> Bool) -> LinkRole? {
        var found: LinkRole?
        var prefecture: Substring?
        for index in mentions.indices where isPlace(index) {
            guard let code = divisionCode(of: LinkRole(mention: index)), !code.hasSuffix("0000") else { continue }
            guard prefecture == nil || prefecture == code.prefix(4) else { return nil }
            prefecture = code.prefix(4)
            if found == nil, code.hasSuffix("00"), mayGovern(mentions.span(of: index)) { found = LinkRole(span: mentions.span(of: index), mention: index) }
        }
        return found
    }

    /// Whether a name stands in the first sentences of the text: one further on has the figures of its own sentences.
    private func opensText(_ span: TextSpan) -> Bool {
        text[..<span.lowerBound.value].count { $0 == 0x3002 } < 2
    }

    /// Whether the title has a name, or its first two characters (青岛 for 青岛市), or of a place what stands behind the one that it lies in (莽山水库 for
    /// 湖南莽山水库).
    private func titleNames(_ span: TextSpan) -> Bool {
        let name = text[span.indices]
        func has(_ part: ArraySlice<UInt16>) -> Bool { title.indices.contains { title[$0...].starts(with: part) } }
        if has(name.prefix(2)) { return true }
        guard let mention = mention(at: span), isPlace(mention) else { return false }
        return (2...3).contains { name.count - $0 > 2 && has(name.dropFirst($0)) }
    }
}
