/// When what is told holds: times of facts against each other and against the article's day.
extension Linker {
    /// Whether one time comes behind another, as their values are written; the present behind all others.
    func isLater(_ time: LinkRole?, than other: LinkRole?) -> Bool { (article.value(of: time) ?? "") > (article.value(of: other) ?? "") }

    /// Whether a time is a day of the calendar, or an hour of one.
    func isDay(_ time: LinkRole) -> Bool { article.value(of: time).map { LinkedArticle.isDay($0) && !$0.hasSuffix("_REF") } ?? false }

    /// Whether a time is a day, or an hour of one, or a month, a quarter, a half or a run of months before that of the article.
    func isDayOrPast(_ time: LinkRole) -> Bool {
        guard let value = article.value(of: time) else { return false }
        return LinkedArticle.isDay(value) || isOver(value)
    }

    /// Whether a time is a month, a quarter, a year or a run of them.
    func isPeriod(_ time: LinkRole) -> Bool { article.value(of: time).map(LinkedArticle.isPeriod) ?? false }

    /// The same for one that is over or goes on: what is planned for a later one tells nothing of it.
    func isPeriodToldOf(_ time: LinkRole) -> Bool { isPeriod(time) && !isFuture(time) }

    /// Whether a time lies in a year before that of the article, or in months that were over: no plan speaks of it.
    func isPast(_ time: LinkRole?) -> Bool {
        guard let day = article.date?.prefix(4), let value = article.value(of: time), Int(value.prefix(4)) != nil, Int(day) != nil else { return false }
        // 2011-2019年，面积将达到19万平方米: a run of years is past with its last one.
        if let last = value.split(separator: "/").last, last.utf8.count == 4, last >= day { return false }
        return value.prefix(4) < day || isOver(value)
    }

    /// Whether the last month of a period (6 of 2023-H1 and of 2023-Q2, 5 of 2023-01/2023-05) is before that of the article; false of days, of years and of
    /// what goes on.
    private func isOver(_ value: String) -> Bool {
        guard let day = article.date, let own = LinkedArticle.months(String(day.prefix(7))) else { return false }
        guard let part = value.split(separator: "/").last, part.utf8.count == 7, let months = LinkedArticle.months(String(part)) else { return false }
        return months.upperBound < own.lowerBound
    }

    /// Whether a time is a year, a month or a day (2024-06-01TAF) behind the article's: what is said of it is planned (到2025年达到5600亿元).
    func isFuture(_ time: LinkRole?) -> Bool {
        guard let day = article.date, let value = article.value(of: time)?.prefix(10), [4, 7, 10].contains(value.utf8.count), day.utf8.count == 10 else { return false }
        guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else { return false }
        // 春节前，他新招了十几个员工: feasts are spoken of while they draw near.
        if value.utf8.count == 10, let mention = time?.mention, carry.feasts.contains(mention) { return false }
        return value > day.prefix(value.utf8.count)
    }

    /// A time that stands behind the quantity in its clause.
    func laterTime(_ index: Int) -> LinkRole? {
        guard links[index].isSet(.laterTime) else { return nil }
        let place = clauses.place(of: links[index].start)
        for other in links[(index + 1)...] {
            guard clauses.place(of: other.start).clause == place.clause, other.kind == .scope else { return nil }
            if let words = other.time { return article.time(words, isOpen: other.isSet(.open)) }
        }
        return nil
    }
}
