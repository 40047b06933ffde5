import BaoShuModel

/// Tells headline, kicker, deck and label apart among the heading lines that open an article.
///
/// The headline is the line of the highest rank; where ranks are equal or absent, the shortest. What stands above it is kicker, below it deck. A
/// headline printed on two lines is recognized by its length: both together are no longer than one.
struct HeadlineMatter {
    let lines: [PageLine]
    let kinds: [LineKind]
    /// In half-widths.
    let column: Int32

    /// Two lines that together are no longer than this, in half-widths, are one headline in print.
    static let longestHeadline: Int32 = 52

    /// The role of each line of `matter` (ascending indices of `lines`), and whether another choice of headline lay near.
    func roles(of matter: [Int]) -> (roles: [BlockRole], isClose: Bool) {
        var roles = [BlockRole](repeating: .kicker, count: matter.count)
        guard !matter.isEmpty else { return (roles, false) }
        // Labels stand on top, and a label is no headline as long as another line can be it.
        var first = 0
        while first + 1 < matter.count, isLabel(matter[first]) { first += 1 }
        for k in 0..<first { roles[k] = .columnLabel }
        if kinds[matter[first]] == .label {
            roles[first] = .columnLabel
            return (roles, false)
        }
        let pick = headline(matter, from: first)
        var top = pick, bottom = pick
        var width = lines[matter[pick]].width
        // A line of the rank that a kicker has is a deck.
        let kickers = Set(matter[first..<pick].map { lines[$0].level })
        while bottom + 1 < matter.count, continues(matter[bottom], matter[bottom + 1], width),
            lines[matter[bottom + 1]].level == lines[matter[pick]].level || !kickers.contains(lines[matter[bottom + 1]].level)
        {
            bottom += 1
            width += lines[matter[bottom]].width
        }
        while top > first, continues(matter[top], matter[top - 1], width, upward: true) {
            top -= 1
            width += lines[matter[top]].width
        }
        for k in top...bottom { roles[k] = .headline }
        for k in bottom + 1..<max(bottom + 1, matter.count) { roles[k] = isLabel(matter[k]) && kinds[matter[k]] == .label ? .sectionLabel : .deck }
        // Under a label, all but the line next to the headline go on with the label.
        if first > 0, top - first >= 2 {
            for k in first..<top - 1 where lines[matter[k]].width <= column { roles[k] = .columnLabel }
        }
        for k in first..<max(first, top) where roles[k] == .kicker && lines[matter[k]].width <= 8 { roles[k] = .sectionLabel }
        return (roles, isClose(matter, pick: pick, from: first, headline: top...bottom))
    }

    private func isLabel(_ i: Int) -> Bool { kinds[i] == .label || lines[i].has(.isSlogan) }

    private func headline(_ matter: [Int], from first: Int) -> Int {
        var best = first
        for k in first + 1..<max(first + 1, matter.count) where isBetter(matter[k], than: matter[best]) { best = k }
        return best
    }

    private func isBetter(_ a: Int, than b: Int) -> Bool {
        let x = lines[a], y = lines[b]
        if kinds[a] == .label || kinds[b] == .label { return kinds[b] == .label && kinds[a] != .label }
        let dashes: PageLine.Traits = [.endsWithDash, .startsWithDash]
        if x.traits.isDisjoint(with: dashes) != y.traits.isDisjoint(with: dashes) { return x.traits.isDisjoint(with: dashes) }
        if x.has(.isAttendance) != y.has(.isAttendance) { return y.has(.isAttendance) }
        if x.level != y.level {
            if x.level == 0 || y.level == 0 { return y.level == 0 }
            return x.level < y.level
        }
        // Four characters are the name of a section of the page, as long as another line is not too long for a headline.
        if (x.width <= 8) != (y.width <= 8), max(x.width, y.width) <= 44 { return y.width <= 8 }
        return x.width < y.width
    }

    /// Whether a line beside the headline is the rest of it.
    private func continues(_ inside: Int, _ beside: Int, _ width: Int32, upward: Bool = false) -> Bool {
        let a = lines[inside], b = lines[beside]
        guard a.isMarked == b.isMarked, kinds[beside] != .label, !b.has(.isAttendance), b.traits.isDisjoint(with: [.endsWithDash, .startsWithDash]), width + b.width <= Self.longestHeadline else {
            return false
        }
        if a.isMarked { return upward ? b.level == a.level : b.level >= a.level }
        return abs(a.width - b.width) <= 6 || width + b.width <= 32
    }

    /// True where two unmarked lines are of nearly one length, or a line just too long was left out of the headline.
    private func isClose(_ matter: [Int], pick: Int, from first: Int, headline: ClosedRange<Int>) -> Bool {
        matter[first...].indices.contains { k in
            !headline.contains(k) && lines[matter[k]].level == lines[matter[pick]].level && abs(lines[matter[k]].width - lines[matter[pick]].width) <= 6
        } || (headline.count > 1)
    }
}
