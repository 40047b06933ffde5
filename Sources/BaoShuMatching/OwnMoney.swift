import BaoShuRules

extension Matcher {
    /// Of the internal type that tells whose money a text reckons in: 本港, 新台币.
    private static let mark = "money_mark"
    /// What money without the name of a country is elsewhere.
    private static let usual = "CNY"
    /// Fewer words than this may be about somewhere else.
    private static let fewestMarks = 2
    /// The name of a country makes the word for the money longer.
    private static let longestBareUnit = 2

    /// Makes money that names no country (100元, 三毫) that of the place which the text's own words tell most of. For texts in traditional
    /// characters: others reckon in the usual money and write of that place.
    ///
    /// - Parameter first: the first of the mentions that are new; the words were found before them.
    /// - Complexity: O(*m*) for *m* mentions.
    func setOwnMoney(_ mentions: inout [StageMention], from first: Int) {
        guard first < mentions.count, let mark = program.typeIndex(Self.mark) else { return }
        var counts: [Int32: Int] = [:]
        for mention in mentions where mention.type == mark && !mention.isAbsorbed {
            guard let code = mention.content?.value(of: "code"), code.kind == .text else { continue }
            counts[code.id, default: 0] += 1
        }
        guard let own = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), own.value >= Self.fewestMarks else { return }
        for i in first..<mentions.count where mentions[i].type != mark {
            guard let content = mentions[i].content else { continue }
            let unit = content.value(of: "unit")
            guard unit.kind == .unit, content.texts[unit.id] == Self.usual, unit.start > mentions[i].start, unit.end - unit.start <= Self.longestBareUnit else { continue }
            guard let field = (0..<content.ownCount).first(where: { content[$0].value.kind == .unit }).map({ content[$0].name }) else { continue }
            mentions[i].ownContent()?.set(field, to: CompactValue(.unit, exponent: unit.exponent, id: own.key, payload: unit.payload))
        }
    }
}
