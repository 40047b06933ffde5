internal import BaoShuMatching
internal import BaoShuModel
internal import BaoShuText
internal import BaoShuValues

/// Finds the day of each article of a document: its dateline, else the metadata or the day along the page's edge, else the latest dateline of the
/// page; the year by the metadata or that day, else the latest year that the whole page states as past or present. Digits that nothing tells are X.
struct ReferenceDay {
    let matcher: Matcher
    /// The stages of the rules that find dates.
    let stages: Range<Int>

    /// Sets `date` of every article.
    ///
    /// - Parameter metadata: ISO 8601, unknown digits X; nil where there is none.
    func setDates(of documents: inout [AnnotatedDocument], metadata: String?) {
        if Self.setKnownDate(of: &documents, metadata: metadata) { return }
        let stated = documents.map { matcher.statedDates(in: $0.text, blocks: $0.blocks, stages: stages) }
        let known = Self.known(metadata) ?? zip(documents, stated).lazy.compactMap { Self.folioDay(of: $0, $1) }.first
        let datelines = documents.indices.map { dateline(of: documents[$0], stated[$0], known: known) }
        let year = known?.year.known ?? stated.compactMap(\.latestYear).max()
        let latest = datelines.compactMap { $0 }.max { ($0.month ?? 0, $0.day ?? 0) < ($1.month ?? 0, $1.day ?? 0) }
        for i in documents.indices {
            if let own = datelines[i] {
                documents[i].date = complete(own, year: year, metadata: known?.knownDay).description
            } else if let known {
                documents[i].date = known.description
            } else if let latest {
                documents[i].date = complete(latest, year: year, metadata: nil).description
            } else {
                documents[i].date = year.flatMap { PartialDate(year: .year($0)) }?.description
            }
        }
    }

    /// Sets `date` of every article where that takes no look at the words: with a whole day in the metadata and no dateline that could
    /// differ from it.
    ///
    /// - Returns: whether it did.
    static func setKnownDate(of documents: inout [AnnotatedDocument], metadata: String?) -> Bool {
        guard let known = known(metadata), known.knownDay != nil, !documents.indices.contains(where: { hasDateline(documents[$0].blocks) }) else { return false }
        for i in documents.indices { documents[i].date = known.description }
        return true
    }

    private static func hasDateline(_ blocks: [Block]) -> Bool { blocks.contains { $0.dateline != nil || $0.role == .dateline } }

    private static func known(_ metadata: String?) -> PartialDate? {
        if let metadata, case .date(let date)? = CalendarValue(metadata) { date } else { nil }
    }

    /// The whole day that stands along the page's edge (2024年5月31日 星期五), if it came to an article.
    private static func folioDay(of document: AnnotatedDocument, _ stated: StatedDates) -> PartialDate? {
        // A masthead read in pieces: 2018年11月, 8日 or 8 by itself, 星期四.
        var month: PartialDate?
        for block in document.blocks where block.role == .sectionLabel {
            let dates = stated.dates.lazy.filter { block.span.overlaps($0.span) }.map(\.date)
            if let date = dates.first(where: { $0.knownDay != nil }) { return date }
            if let month, let day = dates.first(where: { $0.month == nil && $0.day != nil })?.day ?? number(document.text[block.span.indices]) {
                return PartialDate(year: month.year, month: month.month, day: day)
            }
            month = dates.first { $0.year.known != nil && $0.month != nil && $0.day == nil } ?? month
        }
        return nil
    }

    /// One or two digits that could be a day.
    private static func number(_ text: ArraySlice<UInt16>) -> Int? { text.count <= 2 ? Int(String(decoding: text, as: UTF16.self)) : nil }

    /// The day that an article's dateline names, perhaps without its year; else the day with which it is signed.
    private func dateline(of document: AnnotatedDocument, _ stated: StatedDates, known: PartialDate?) -> PartialDate? {
        for block in document.blocks {
            guard let span = block.dateline ?? (block.role == .dateline ? block.span : nil) else { continue }
            // A dateline without a day may have it right behind: 本报青岛讯 11月18日.
            let reach = TextSpan(span.lowerBound.value, min(block.span.upperBound.value, span.upperBound.value + ReferenceDay.reach))
            guard let date = stated.dates.first(where: { reach.overlaps($0.span) && $0.date.precision == .day })?.date, date.day != nil else { continue }
            if date.month != nil { return date }
            guard let known, let month = known.month else { continue }
            // 三十一日电, on the first: of the month before.
            if let today = known.day, let day = date.day, day > today + 1 {
                return PartialDate(year: month == 1 ? known.year.known.map { .year($0 - 1) } ?? .unknown : known.year, month: month == 1 ? 12 : month - 1, day: day)
            }
            return PartialDate(year: known.year, month: month, day: date.day)
        }
        // A notice or a letter has its day at its end, as a block by itself.
        guard let last = document.blocks.last(where: { $0.role == .body }) else { return nil }
        return stated.dates.last { $0.span == last.span && $0.date.knownDay != nil }?.date
    }

    /// Code units behind a dateline in which its day may still stand.
    private static let reach = 3

    /// A dateline with the page's year; one that would lie after the metadata's day is of the year before.
    private func complete(_ date: PartialDate, year: Int?, metadata: Day?) -> PartialDate {
        if date.year.known != nil { return date }
        guard let year, let full = date.with(year: .year(year)) else { return date }
        if let metadata, let day = full.knownDay, metadata.days(to: day) > 7, let earlier = date.with(year: .year(year - 1)) { return earlier }
        return full
    }
}
