internal import BaoShuModel
internal import BaoShuText

/// Which place words for the whole of one speak of: 全市, 全县, 全省.
extension LinkedArticle {
    /// Most code units of a place by which an organization is named.
    private static let longestPlace = 8

    /// Whether the name of a place ends as words for the whole of one do: 济宁市, as 全市.
    func isCalled(_ place: LinkRole, as words: LinkRole) -> Bool {
        guard let name = place.span ?? place.mention.map(span(of:)) else { return false }
        return text[name.indices].last == kind(of: words)
    }

    /// Whether a name stands further on in the text than some words.
    func isBehind(_ named: LinkRole, _ words: LinkRole) -> Bool {
        guard let name = named.span ?? named.mention.map(span(of:)), let start = words.span?.lowerBound else { return false }
        return name.lowerBound > start
    }

    /// Whether a role is a place by its name alone, which any words for the whole of one may speak of (青岛).
    func isBareName(_ role: LinkRole) -> Bool { role.mention.map { isPlace($0) && span(of: $0).length == 2 } ?? false }

    /// The code unit by which words for the whole of a place speak of it: the last one (全市), of a body without a name the first (县政府).
    func kind(of words: LinkRole) -> UInt16? { words.span.flatMap { words.mention == nil ? text[$0.indices].last : text[$0.indices].first } }

    /// The place that another's name begins with, up to what words for the whole end with: 南阳市西峡县 of 南阳市西峡县木寨村 before 全县.
    func whole(_ place: LinkRole, as words: LinkRole) -> LinkRole? {
        guard let name = place.mention.map(span(of:)), let kind = kind(of: words), text[name.indices].last != kind,
            let last = text[name.indices].dropLast().lastIndex(of: kind), last > name.lowerBound.value + 1
        else { return nil }
        return LinkRole(span: TextSpan(name.lowerBound.value, last + 1), mention: nil)
    }

    /// What words for the whole of a place speak of (全市): the article's own place where it is called so or is a bare name (青岛), the last one before
    /// that is, the one by which an organization is named (长沙市 of 长沙市商务局), the article's own whatever it is called, else the words.
    func area(_ words: LinkRole, besides own: LinkRole?) -> LinkRole? {
        // A name further on in the text is not the one.
        let place = own.flatMap { role in role.mention.map(isPlace) == true && !isBehind(role, words) ? role : nil }
        if let place, isCalled(place, as: words) || isBareName(place) { return place }
        return called(words) ?? office(before: words) ?? place ?? words
    }

    /// The last place before words for the whole of one that is called as they are.
    func called(_ words: LinkRole) -> LinkRole? {
        guard let start = words.span?.lowerBound.value else { return nil }
        return lastParty(in: TextSpan(0, start)) { isPlace($0) && isCalled(LinkRole(span: span(of: $0), mention: $0), as: words) }
    }

    /// The place by which an organization before some words is named, up to what the words end with.
    func office(before spoken: LinkRole) -> LinkRole? {
        guard let span = spoken.span, let kind = kind(of: spoken) else { return nil }
        func end(_ mention: Int) -> Int? {
            let name = self.span(of: mention)
            guard isOrganization(mention), let last = text[name.indices].dropLast(2).firstIndex(of: kind), last > name.lowerBound.value + 1,
                // 国家税务总局宁波市税务局: with another body before it the place is not told apart.
                last - name.lowerBound.value < Self.longestPlace,
                // 国家市场监管总局: nor is it there where a word goes on.
                words.isTokenBoundary(UTF16Offset(last + 1))
            else { return nil }
            return last + 1
        }
        guard let named = lastParty(in: TextSpan(0, span.lowerBound.value), where: { end($0) != nil }), let mention = named.mention, let end = end(mention) else { return nil }
        return LinkRole(span: TextSpan(self.span(of: mention).lowerBound.value, end), mention: nil)
    }

    /// Whether a role is a city or county by its name alone (青岛, 重庆), no province.
    func isBareCity(_ role: LinkRole) -> Bool {
        guard isBareName(role), let mention = role.mention, let code = code(of: mention) else { return false }
        return code.utf8.count == 6 && (!code.hasSuffix("0000") || ["11", "12", "31", "50"].contains(code.prefix(2)))
    }

    /// Whether a role may be a city, a prefecture's or a county's, as its code says, or a place without a code. Codes: GB/T 2260.
    func mayBeCity(_ role: LinkRole) -> Bool {
        guard let code = divisionCode(of: role) else { return true }
        return code.hasSuffix("00") || code.suffix(2) > "80"
    }

    /// The same for a district of a city.
    func mayBeDistrict(_ role: LinkRole) -> Bool {
        guard let code = divisionCode(of: role) else { return true }
        return !code.hasSuffix("00") && code.suffix(2) < "21"
    }

    /// The city before some words in which a district lies, by its code.
    func city(of district: LinkRole, before words: LinkRole) -> LinkRole? {
        guard let code = divisionCode(of: district), !code.hasSuffix("00"), let start = words.span?.lowerBound.value else { return nil }
        return lastParty(in: TextSpan(0, start)) { isPlace($0) && self.code(of: $0) == code.prefix(4) + "00" }
    }

    /// The code of a place that is a division.
    func divisionCode(of role: LinkRole) -> String? {
        guard let mention = role.mention, isPlace(mention), let code = code(of: mention), code.utf8.count == 6 else { return nil }
        return code
    }

    /// Whether a role is an autonomous region (宁夏), which 全区 may speak of. Codes: GB/T 2260.
    func isAutonomousRegion(_ role: LinkRole) -> Bool {
        guard let mention = role.mention, isProvince(mention), let code = code(of: mention) else { return false }
        return ["15", "45", "54", "64", "65"].contains(code.prefix(2))
    }

    /// Whether a mention names a division of the country, which has a code.
    func isDivision(_ mention: Int) -> Bool { mentions.cell("codes", of: mention) != nil }

    /// Whether a mention names a province: the code of one ends with four zeros.
    func isProvince(_ mention: Int) -> Bool {
        guard isPlace(mention), let code = code(of: mention) else { return false }
        return code.utf8.count == 6 && code.hasSuffix("0000")
    }

    /// Whether a mention names China, in which every 全市 is. Code: ISO 3166.
    func isCountry(_ mention: Int) -> Bool { isPlace(mention) && code(of: mention) == "CN" }

    private func code(of mention: Int) -> String? {
        guard let codes = mentions.cell("codes", of: mention), case .object(let fields) = mentions.value(at: codes), case .text(let code)? = fields.first?.value else { return nil }
        return code
    }
}
