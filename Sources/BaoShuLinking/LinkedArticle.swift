internal import BaoShuMatching
internal import BaoShuModel
internal import BaoShuText
internal import BaoShuValues

/// What the linker reads of a document. A class, so that handing it on copies nothing.
final class LinkedArticle {
    let text: [UInt16]
    let blocks: [Block]
    /// By start, without overlaps.
    let mentions: Mentions
    /// The article's day.
    let date: String?
    /// What is to be known of its words.
    let words: LinkWords
    /// A title that is no part of the text.
    let title: [UInt16]

    static let headlineRoles: Set<BlockRole> = [.headline, .kicker, .deck]

    /// Takes the document to read from without copying the rest of it.
    init(_ document: borrowing AnnotatedDocument, _ words: LinkWords) {
        self.words = words
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

    func isCount(_ mention: Int) -> Bool { mentions.text("kind", of: mention) == "count" }

    func isMoney(_ mention: Int) -> Bool { mentions.text("kind", of: mention) == "money" }

    func unit(of mention: Int) -> String? { mentions.text("unit", of: mention) }

    /// The words of a quantity that are its unit, where it ends with them (金 of 12金).
    func unitWords(of mention: Int) -> TextSpan? {
        guard let unit = unit(of: mention)?.utf16, text[span(of: mention).indices].count > unit.count, text[span(of: mention).indices].suffix(unit.count).elementsEqual(unit) else { return nil }
        let end = span(of: mention).upperBound.value
        return TextSpan(end - unit.count, end)
    }

    /// Whether a mention is a place in a row.
    func isRank(_ mention: Int) -> Bool { mentions.type(of: mention, is: "ordinal") }

    /// Whether a quantity counts points of a percentage.
    func isPoints(_ mention: Int) -> Bool { mentions.text("kind", of: mention) == "percentage_point" }

    /// Whether a time is the start of what its value says (年初).
    func isStart(_ mention: Int) -> Bool { mentions.text("mod", of: mention) == "start" }

    /// The same for its end (年末).
    func isEnd(_ mention: Int) -> Bool { mentions.text("mod", of: mention) == "end" }

    /// The text of a mention's field `value`.
    func value(of mention: Int) -> String? { mentions.text("value", of: mention) }
    /// From what to what a number may be.
    func range(of mention: Int) -> ClosedRange<Double>? {
        let value = mentions.text("value", of: mention)
        guard let low = (value ?? mentions.text("low", of: mention)).flatMap(Double.init), let high = (value ?? mentions.text("high", of: mention)).flatMap(Double.init), low > 0, low <= high
        else { return nil }
        return low...high
    }
    /// Whether words beside a number say that it is not just so much (近七成).
    func isApproximate(_ mention: Int) -> Bool { mentions.text("mod", of: mention) != nil }

    /// Whether a block has a sentence that ends as one: it is no heading.
    /// So is an item of a list over several lines (主要税收如下：⏎增值税39亿元；⏎消费税8亿元。).
    func isText(_ block: Int) -> Bool {
        let words = text[blocks[block].span.indices]
        return words.contains(0x3002) || isItem(words) || block > 0 && isItem(text[blocks[block - 1].span.indices])
    }

    /// Whether words end with ；.
    private func isItem(_ words: ArraySlice<UInt16>) -> Bool { words.last { $0 > 0x20 && $0 != 0x3000 }.map { $0 == 0xFF1B || $0 == 0x3B } ?? false }

    // MARK: Roles

    /// Words, with the mention that they are.
    func role(_ span: TextSpan) -> LinkRole { LinkRole(span: span, mention: mention(at: span)) }

    /// What of some words stands behind others that open them; nil where that is less than two characters.
    func words(_ words: TextSpan, behind others: TextSpan) -> TextSpan? {
        guard others.lowerBound <= words.lowerBound, words.lowerBound < others.upperBound, others.upperBound < words.upperBound else { return nil }
        return words.upperBound.value - others.upperBound.value >= 2 ? TextSpan(others.upperBound.value, words.upperBound.value) : nil
    }

    /// What of some words stands behind the last two or three characters of a name elsewhere, said again without the rest of it (新区, 开发区); nil where that is less
    /// than two characters.
    func words(_ words: TextSpan, behindEndOf name: TextSpan) -> TextSpan? {
        guard name.upperBound <= words.lowerBound || words.upperBound <= name.lowerBound else { return nil }
        for count in [3, 2] where name.indices.count > count && words.indices.count - count >= 2 && text[words.indices].starts(with: text[name.indices].suffix(count)) {
            return TextSpan(words.lowerBound.value + count, words.upperBound.value)
        }
        return nil
    }

    /// Whether two roles are said in the same words.
    func areSame(_ a: LinkRole?, _ b: LinkRole?) -> Bool {
        guard let a = a.flatMap({ $0.span ?? $0.mention.map(span(of:)) }), let b = b.flatMap({ $0.span ?? $0.mention.map(span(of:)) }) else { return false }
        return text[a.indices] == text[b.indices]
    }

    /// Whether the value of a time is a month, a quarter, a year or a run of them, of a year that need not be known (XXXX-Q1).
    static func isPeriod(_ value: String) -> Bool {
        guard !value.hasSuffix("/.."), let first = value.utf8.first else { return false }
        return ((0x30...0x39).contains(first) || first == 0x58) && !isDay(value)
    }

    /// Whether the value of a period is of the calendar that figures are told by: no week (2023-W07), no season (2022-FA).
    static func isReported(_ value: String) -> Bool { isPeriod(value) && !value.utf8.contains { (0x41...0x5A).contains($0) && ![0x51, 0x48, 0x58].contains($0) } }

    /// The months of a period (2023, 2023-H1, 2023-Q2, 2023-01/2023-05), counted on from the year 0.
    static func months(_ value: String) -> ClosedRange<Int>? {
        let ends = value.split(separator: "/").map(TimeRun.months)
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, first.lowerBound <= last.upperBound else { return nil }
        return first.lowerBound...last.upperBound
    }

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
        guard let time, let value = valueInFull(of: time) else { return nil }
        if time.element >= 0, let run = TimeRun(value) { return run[Int(time.element)] }
        return time.isOpen ? value + "/.." : value
    }

    /// The run of years, quarters or months that a time is; nil of any other.
    func run(of time: LinkRole?) -> TimeRun? {
        guard let time, time.element < 0, !time.isOpen, let value = valueInFull(of: time), value.utf8.contains(0x2F) else { return nil }
        return TimeRun(value)
    }

    /// What the words of a time say, from the first of several side by side to the last.
    private func valueInFull(of time: LinkRole) -> String? {
        guard let value = time.mention.flatMap({ self.value(of: $0) }) else { return nil }
        return time.first.flatMap { self.value(of: $0) }.map { $0 + "/" + value } ?? value
    }

    /// 6月13日、14日: the stretch from one time to the one that stands beside it, where nothing lies between the two.
    func through(_ first: LinkRole, _ last: LinkRole) -> LinkRole? {
        guard first.element < 0, last.element < 0, !first.isOpen, !last.isOpen, last.first == nil, let a = first.mention, let b = last.mention, b == a + 1 else { return nil }
        let between = text[mentions.span(of: a).upperBound.value..<mentions.span(of: b).lowerBound.value]
        guard between.count == 1, let mark = between.first, mark == 0x3001 || words.joins.contains(mark), let from = value(of: a), let through = value(of: b) else { return nil }
        return Self.follows(through, from) ? last.through(from: first.first ?? a) : nil
    }

    /// Whether a time is the day, month, quarter or year right behind another.
    private static func follows(_ value: String, _ other: String) -> Bool {
        if case .date(let a)? = CalendarValue(other), case .date(let b)? = CalendarValue(value), let day = a.knownDay, let next = b.knownDay { return day.adding(days: 1) == next }
        return !value.utf8.contains(0x2F) && TimeRun(other + "/" + value)?.count == 2
    }

    /// A role as it is written.
    func stated(_ role: LinkRole?) -> Fact.Role? { role.map { Fact.Role(span: $0.span, mention: $0.mention, value: $0.isTime ? value(of: $0) : nil) } }

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

    func isPlace(_ mention: Int) -> Bool { mentions.type(of: mention, is: "place") }

    func isPerson(_ mention: Int) -> Bool { mentions.type(of: mention, is: "person") }

    func isQuantity(_ mention: Int) -> Bool { mentions.type(of: mention, is: "quantity") }

    func isOrganization(_ mention: Int) -> Bool { mentions.type(of: mention, is: "organization") }
}
