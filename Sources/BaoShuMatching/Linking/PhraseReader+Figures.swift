/// Figures in a row, each with what it measures: 出口12亿元、进口8亿元、税收3亿元.
extension PhraseReader {
    /// Most code units between a figure and the next, and between the last and what speaks of all.
    private static let reachBetween = 24
    private static let reachBehind = 5

    /// What is measured by the last `count` figures before a position; empty where there are fewer, or where another stands in the
    /// same row before them.
    ///
    /// - Parameter phrase: What the number at a span measures.
    func figures(before position: Int, count: Int, _ phrase: (Range<Int>) -> Range<Int>?) -> [Range<Int>] {
        // 同比分别: words that only lead over stand behind the comma.
        let end = trimmedEnd(position, floor: max(0, position - 8))
        guard count > 1, end > 0, isComma(end - 1) else { return [] }
        var found: [Range<Int>] = []
        var next = end - 1
        var number = firstPlace(endingBehind: next) - 1
        var areRates = true
        while number >= 0, found.count <= count {
            let place = places[number]
            number -= 1
            if place.end > next || kind(of: place.index) != .measured { continue }
            guard joins(place.end, next, isLast: found.isEmpty) else { break }
            guard let measured = phrase(place.start..<place.end) else { break }
            // 接待游客46万人次，同比增长8%，门票收入…: by how much a figure grew stands beside it.
            if kinds.isComparing(mentions[place.index]), !ends(with: .head, measured) {
                next = place.start
                continue
            }
            let isRate = kinds.isComparing(mentions[place.index])
            // 受理诉求5万件，办结率99.2%，满意率96.8%，分别提高…: as many rates are told on of.
            if found.count == count { return areRates && !isRate ? found.reversed() : [] }
            areRates = areRates && isRate
            found.append(measured)
            next = place.start
        }
        return found.count == count ? found.reversed() : []
    }

    /// Whether what stands between a figure and the next, or behind the last, keeps them in one row.
    private func joins(_ end: Int, _ next: Int, isLast: Bool) -> Bool {
        guard next - end <= (isLast ? Self.reachBehind : Self.reachBetween) else { return false }
        var separators = 0
        for i in end..<next {
            switch lattice.units[i] {
            case 0x2C, 0x3001:
                separators += 1
                // What stands behind 其中 is a part of what was before.
                if i + 1 < next, begins(with: [.cut, .lead], at: i + 1) { return false }
            case 0x3B, 0x3002, 0x0A, 0x30...0x39: return false
            default: break
            }
        }
        // 侦办案件162起，为近年来最多，案值21.5亿元: a clause without a figure may stand between.
        return isLast ? separators == 0 : (1...2).contains(separators)
    }

    private func isComma(_ position: Int) -> Bool { lattice.units[position] == 0x2C }
}
