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

    /// Two unmarked lines that together are no longer than this are one headline whatever their lengths.
    private static let longestShortPair: Int32 = 36

    /// Half-widths of the name of a page's section: four characters; one more where it stands above a longer line.
    private static let widestSection: Int32 = 8
    private static let widestTopSection: Int32 = 10

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
        for k in first..<max(first, labelsAboveKicker(matter, from: first, headline: top)) { roles[k] = .columnLabel }
        for k in first..<max(first, top) where roles[k] == .kicker && namesSection(matter[k], over: matter[pick]) { roles[k] = .sectionLabel }
        return (roles, isClose(matter, pick: pick, from: first, headline: top...bottom))
    }

    /// Above a kicker that is a sentence of its own, wider than a column, short lines without a comma name the column; the index behind them.
    private func labelsAboveKicker(_ matter: [Int], from first: Int, headline: Int) -> Int {
        guard headline - first >= 2, lines[matter[headline - 1]].width > column else { return first }
        let labels = matter[first..<(headline - 1)]
        return labels.allSatisfy { lines[$0].width <= column && lines[$0].traits.isDisjoint(with: [.hasComma, .endsWithDash, .hasInnerColon]) } ? headline - 1 : first
    }

    /// Of unmarked lines short, longer than a column and short again the last is the headline: a column's name and a kicker stand above it.
    private func standsOverLongKicker(_ matter: [Int], _ first: Int) -> Bool {
        guard first + 2 < matter.count, matter[first...].allSatisfy({ !lines[$0].isMarked }) else { return false }
        let (top, middle, bottom) = (lines[matter[first]], lines[matter[first + 1]], lines[matter[first + 2]])
        return top.width <= column && top.traits.isDisjoint(with: [.hasComma, .hasInnerColon]) && middle.width > column && bottom.width <= column && !bottom.has(.isAttendance)
            && bottom.traits.isDisjoint(with: [.startsWithDash, .isBracketed])
    }

    private func isLabel(_ i: Int) -> Bool { kinds[i] == .label || lines[i].has(.isSlogan) || lines[i].has(.isDotted) }

    private func headline(_ matter: [Int], from first: Int) -> Int {
        // A kicker that ends in a dash stands right above the headline.
        let kicker = matter.indices.last { $0 >= first && $0 + 1 < matter.count && lines[matter[$0]].has(.endsWithDash) }
        let first = kicker.map { $0 + 1 } ?? (standsOverLongKicker(matter, first) ? first + 2 : first)
        var best = first
        for k in first + 1..<max(first + 1, matter.count) where isBetter(matter[k], than: matter[best]) { best = k }
        return best
    }

    private func isBetter(_ a: Int, than b: Int) -> Bool {
        let x = lines[a], y = lines[b]
        if kinds[a] == .label || kinds[b] == .label { return kinds[b] == .label && kinds[a] != .label }
        let dashes: PageLine.Traits = [.endsWithDash, .startsWithDash]
        if x.traits.isDisjoint(with: dashes) != y.traits.isDisjoint(with: dashes) { return x.traits.isDisjoint(with: dashes) }
        // 某某在调研时强调：, above what was said.
        if x.level == y.level, lines[min(a, b)].has(.endsWithColon), !lines[max(a, b)].has(.endsWithColon) { return a > b }
        if x.has(.isAttendance) != y.has(.isAttendance) { return y.has(.isAttendance) }
        if x.level != y.level {
            if x.level == 0 || y.level == 0 { return y.level == 0 }
            return x.level < y.level
        }
        // Four characters are the name of a section of the page, as long as another line is not too long for a headline.
        let (isSectionA, isSectionB) = (namesSection(a, over: b), namesSection(b, over: a))
        if isSectionA != isSectionB, max(x.width, y.width) <= 44 { return isSectionB }
        return x.width < y.width
    }

    /// Whether a line is as short as the name of a section, or nearly and above the other.
    private func namesSection(_ i: Int, over other: Int) -> Bool {
        !lines[i].has(.endsWithColon) && lines[i].width <= (i < other && lines[other].width > Self.widestTopSection ? Self.widestTopSection : Self.widestSection)
    }

    /// Whether a line beside the headline is the rest of it.
    private func continues(_ inside: Int, _ beside: Int, _ width: Int32, upward: Bool = false) -> Bool {
        let a = lines[inside], b = lines[beside]
        guard a.isMarked == b.isMarked, kinds[beside] != .label, !b.has(.isAttendance), b.traits.isDisjoint(with: [.endsWithDash, .startsWithDash]), width + b.width <= Self.longestHeadline else {
            return false
        }
        if a.isMarked {
            if upward { return b.level == a.level }
            // One of two parts is a whole headline: what stands under it in smaller letters is a deck.
            return b.level == a.level || (b.level > a.level && !a.has(.hasInnerBlank) && !a.has(.hasComma))
        }
        // The name of a section of the page.
        if upward, namesSection(beside, over: inside), !namesSection(inside, over: beside) { return false }
        return abs(a.width - b.width) <= 6 || width + b.width <= Self.longestShortPair
    }

    /// True where two unmarked lines are of nearly one length, or a line just too long was left out of the headline.
    private func isClose(_ matter: [Int], pick: Int, from first: Int, headline: ClosedRange<Int>) -> Bool {
        matter[first...].indices.contains { k in
            !headline.contains(k) && lines[matter[k]].level == lines[matter[pick]].level && abs(lines[matter[k]].width - lines[matter[pick]].width) <= 6
        } || (headline.count > 1)
    }
}
