internal import BaoShuModel
internal import BaoShuText

/// What the linker reads of a document. A class, so that handing it on copies nothing.
final class LinkedArticle {
    let text: [UInt16]
    let blocks: [Block]
    /// By start, without overlaps.
    let mentions: Mentions
    /// The article's day.
    let date: String?
    /// A title that is no part of the text.
    private let title: [UInt16]

    static let headlineRoles: Set<BlockRole> = [.headline, .kicker, .deck]

    /// Takes the document to read from without copying the rest of it.
    init(_ document: borrowing AnnotatedDocument) {
        text = document.text
        blocks = document.blocks
        mentions = document.mentions
        date = document.date
        title = Array((document.title ?? "").utf16)
    }

    var hasTables: Bool { blocks.contains { $0.role == .tableRow } }

    // MARK: Mentions

    /// The number of the mention that has exactly this span.
    ///
    /// - Complexity: O(log *m*), as of the two below.
    func mention(at span: TextSpan) -> Int? {
        let index = mentions.first(from: span.lowerBound)
        return index < mentions.count && mentions.span(of: index) == span ? index : nil
    }

    func mention(beginningAt start: UTF16Offset) -> Int? {
        let index = mentions.first(from: start)
        return index < mentions.count && mentions.span(of: index).lowerBound == start ? index : nil
    }

    func mention(endingAt end: UTF16Offset) -> Int? {
        let index = mentions.first(from: end) - 1
        return index >= 0 && mentions.span(of: index).upperBound == end ? index : nil
    }

    func span(of mention: Int) -> TextSpan { mentions.span(of: mention) }

    /// Whether a quantity is a percentage.
    func isRate(_ mention: Int) -> Bool { mentions.text("kind", of: mention) == "percent" }

    /// Whether a time is the start of what its value says (年初).
    func isStart(_ mention: Int) -> Bool { mentions.text("mod", of: mention) == "start" }

    /// The text of a mention's field `value`.
    func value(of mention: Int) -> String? { mentions.text("value", of: mention) }

    // MARK: Roles

    /// Words, with the mention that they are.
    func role(_ span: TextSpan) -> LinkRole { LinkRole(span: span, mention: mention(at: span)) }

    /// What of some words stands behind others that open them; nil where that is less than two characters.
    func words(_ words: TextSpan, behind others: TextSpan) -> TextSpan? {
        guard others.lowerBound <= words.lowerBound, words.lowerBound < others.upperBound, others.upperBound < words.upperBound else { return nil }
        return words.upperBound.value - others.upperBound.value >= 2 ? TextSpan(others.upperBound.value, words.upperBound.value) : nil
    }

    /// Whether the value of a time is a month, a quarter, a year or a run of them, of a year that need not be known (XXXX-Q1).
    static func isPeriod(_ value: String) -> Bool {
        guard !value.hasSuffix("/.."), let first = value.utf8.first else { return false }
        return ((0x30...0x39).contains(first) || first == 0x58) && !isDay(value)
    }

    /// Whether the value of a period is of the calendar that figures are told by: no week (2023-W07), no season (2022-FA).
    static func isReported(_ value: String) -> Bool { isPeriod(value) && !value.utf8.contains { (0x41...0x5A).contains($0) && ![0x51, 0x48, 0x58].contains($0) } }

    /// Whether a value is a day, or an hour of one.
    static func isDay(_ value: some StringProtocol) -> Bool { value.utf8.count >= 10 && !value.utf8.contains(0x2F) }

    /// The role of a date, where the words are one that has a value.
    func time(_ span: TextSpan, isOpen: Bool) -> LinkRole? {
        guard let mention = mention(at: span), hasValue(mention) else { return nil }
        return LinkRole(mention: mention, isTime: true, isOpen: isOpen)
    }

    private func hasValue(_ mention: Int) -> Bool {
        guard let cell = mentions.cell("value", of: mention) else { return false }
        return mentions.cells[cell].kind == .text || mentions.cells[cell].kind == .unit
    }

    /// The value of a time.
    func value(of time: LinkRole?) -> String? {
        guard let time, let mention = time.mention, let value = value(of: mention) else { return nil }
        return time.isOpen ? value + "/.." : value
    }

    /// A role as it is written.
    func stated(_ role: LinkRole?) -> Fact.Role? { role.map { Fact.Role(span: $0.span, mention: $0.mention, value: $0.isTime ? value(of: $0) : nil) } }

    /// Most code units of a place by which an organization is named.
    private static let longestPlace = 8

    /// How many mentions back a name is looked for.
    private static let partyReach = 200

    /// Whether a mention names a place or an organization, whose figures can be told.
    func isParty(_ mention: Int) -> Bool { mentions.type(of: mention, is: "place") || mentions.type(of: mention, is: "organization") }

    /// The last place or organization in a stretch of the text for which a test holds, among the mentions right before its end.
    ///
    /// - Complexity: O(log *m*) for *m* mentions, and `partyReach` of them at most.
    func lastParty(in stretch: TextSpan, where isWanted: (Int) -> Bool) -> LinkRole? {
        let end = mentions.first(from: stretch.upperBound)
        for index in (max(0, end - Self.partyReach)..<end).reversed() {
            let span = mentions.span(of: index)
            if span.lowerBound < stretch.lowerBound { return nil }
            if isParty(index), isWanted(index) { return LinkRole(span: span, mention: index) }
        }
        return nil
    }

    /// Whether the name of a place ends as words for the whole of one do: 济宁市, as 全市.
    func isCalled(_ place: LinkRole, as words: LinkRole) -> Bool {
        guard let name = place.span ?? place.mention.map(span(of:)), let kind = words.span else { return false }
        return text[name.indices].last == text[kind.indices].last
    }

    /// Whether a name stands further on in the text than some words.
    func isBehind(_ named: LinkRole, _ words: LinkRole) -> Bool {
        guard let name = named.span ?? named.mention.map(span(of:)), let start = words.span?.lowerBound else { return false }
        return name.lowerBound > start
    }

    /// The last code unit of some words.
    func lastUnit(of words: LinkRole) -> UInt16? { words.span.flatMap { text[$0.indices].last } }

    /// The place that another's name begins with, up to what words for the whole end with: 南阳市西峡县 of 南阳市西峡县木寨村 before 全县.
    func whole(_ place: LinkRole, as words: LinkRole) -> LinkRole? {
        guard let name = place.mention.map(span(of:)), let kind = words.span.flatMap({ text[$0.indices].last }), text[name.indices].last != kind,
            let last = text[name.indices].dropLast().lastIndex(of: kind), last > name.lowerBound.value + 1
        else { return nil }
        return LinkRole(span: TextSpan(name.lowerBound.value, last + 1), mention: nil)
    }

    /// What words for the whole of a place speak of (全市): the article's own place where it is called so or is a bare name (青岛), the last one before
    /// that is, the one by which an organization is named (长沙市 of 长沙市商务局), the article's own whatever it is called, else the words.
    func area(_ words: LinkRole, besides own: LinkRole?) -> LinkRole? {
        // A name further on in the text is not the one.
        let place = own.flatMap { role in role.mention.map(isPlace) == true && !isBehind(role, words) ? role : nil }
        if let place, isCalled(place, as: words) || place.mention.map({ span(of: $0).length }) == 2 { return place }
        return called(words) ?? office(before: words) ?? place ?? words
    }

    /// The last place before words for the whole of one that is called as they are.
    func called(_ words: LinkRole) -> LinkRole? {
        guard let start = words.span?.lowerBound.value else { return nil }
        return lastParty(in: TextSpan(0, start)) { isPlace($0) && isCalled(LinkRole(span: span(of: $0), mention: $0), as: words) }
    }

    /// The place by which an organization before some words is named, up to what the words end with.
    func office(before words: LinkRole) -> LinkRole? {
        guard let span = words.span, let kind = text[span.indices].last else { return nil }
        func end(_ mention: Int) -> Int? {
            let name = self.span(of: mention)
            guard isOrganization(mention), let last = text[name.indices].dropLast(2).firstIndex(of: kind), last > name.lowerBound.value + 1,
                // 国家税务总局宁波市税务局: with another body before it the place is not told apart.
                last - name.lowerBound.value < Self.longestPlace
            else { return nil }
            return last + 1
        }
        guard let named = lastParty(in: TextSpan(0, span.lowerBound.value), where: { end($0) != nil }), let mention = named.mention, let end = end(mention) else { return nil }
        return LinkRole(span: TextSpan(self.span(of: mention).lowerBound.value, end), mention: nil)
    }

    /// Whether a mention names a division of the country, which has a code.
    func isDivision(_ mention: Int) -> Bool { mentions.cell("codes", of: mention) != nil }

    /// Whether a mention names a province: the code of one ends with four zeros.
    func isProvince(_ mention: Int) -> Bool {
        guard isPlace(mention), let codes = mentions.cell("codes", of: mention), case .object(let fields) = mentions.value(at: codes), case .text(let code)? = fields.first?.value else { return false }
        return code.utf8.count == 6 && code.hasSuffix("0000")
    }

    func isPlace(_ mention: Int) -> Bool { mentions.type(of: mention, is: "place") }

    func isPerson(_ mention: Int) -> Bool { mentions.type(of: mention, is: "person") }

    func isQuantity(_ mention: Int) -> Bool { mentions.type(of: mention, is: "quantity") }

    func isOrganization(_ mention: Int) -> Bool { mentions.type(of: mention, is: "organization") }

    /// Whose the figures of an article are where no sentence says so: the first place or organization of its headlines, else of its text, that
    /// is not only where the figures come from (国家统计局发布); where there is neither headline nor title, of its first two sentences. Where a
    /// headline or a title does not speak of that one there is none: an article of many stories begins with the name of one.
    ///
    /// - Parameter mayGovern: What stands in brackets governs nothing outside.
    func subject(besides sources: [TextSpan], where mayGovern: (TextSpan) -> Bool) -> LinkRole? {
        var headSpans: [TextSpan] = []
        var asideSpans: [TextSpan] = []
        for block in blocks {
            switch block.role {
            case .headline, .kicker, .deck: headSpans.append(block.span)
            case .byline, .dateline, .photoCredit, .columnLabel, .sectionLabel:
                asideSpans.append(block.span)
                continue
            default: break
            }
            if let dateline = block.dateline { asideSpans.append(dateline) }
        }
        var first: Int?
        for index in mentions.indices where isParty(index) {
            let span = mentions.span(of: index)
            if asideSpans.contains(where: { $0.overlaps(span) }) || sources.contains(where: { $0.overlaps(span) }) { continue }
            if headSpans.contains(where: { $0.overlaps(span) }) { return LinkRole(span: span, mention: index) }
            if first == nil, mayGovern(span) { first = index }
            if headSpans.isEmpty, first != nil { break }
        }
        guard let first, title.isEmpty ? headSpans.isEmpty && opensText(mentions.span(of: first)) : titleNames(mentions.span(of: first)) else { return nil }
        return LinkRole(span: mentions.span(of: first), mention: first)
    }

    /// Whether a name stands in the first sentences of the text: one further on has the figures of its own sentences.
    private func opensText(_ span: TextSpan) -> Bool {
        text[..<span.lowerBound.value].count { $0 == 0x3002 } < 2
    }

    /// Whether the title has a name, or its first two characters (青岛 for 青岛市).
    private func titleNames(_ span: TextSpan) -> Bool {
        let name = text[span.indices].prefix(2)
        return title.indices.contains { title[$0...].starts(with: name) }
    }
}
