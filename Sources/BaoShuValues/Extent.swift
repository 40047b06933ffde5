/// The days that a date covers, half-open: a nil end is open.
package struct Extent: Sendable, Hashable {
    package var from: Day?
    /// The first day after it.
    package var to: Day?

    package init(from: Day?, to: Day?) {
        self.from = from
        self.to = to
    }

    /// Nil where the day after `through` would pass the year 9999.
    init?(from: Day, through: Day) {
        guard let to = through.adding(days: 1) else { return nil }
        self.init(from: from, to: to)
    }

    /// Nil where the end would pass the year 9999.
    init?(from: Day, months: Int) {
        guard let to = from.adding(months: months) else { return nil }
        self.init(from: from, to: to)
    }

    package func contains(_ day: Day) -> Bool { from.map { $0 <= day } ?? true && to.map { day < $0 } ?? true }
}
