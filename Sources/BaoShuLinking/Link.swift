internal import BaoShuMatching
internal import BaoShuText

/// What a link says, its fields looked up once: plain values, so that the linker copies nothing that is counted.
struct Link {
    enum Kind { case fact, scope, other }

    /// The flags of facts and scopes, called as the rules' fields are: `ofTotal` is `of_total` there.
    enum Flag: Int, CaseIterable {
        case open, source, plan, done, continues, weak, timeless, target, side, area, each, again, part, that, thing, struck, attacks, held, speaks, feast, unowned, province, lasting, earlier, nears,
            beside, from, country, total, estimate, anew, located, kind, aside, region, city, ofTotal, ownSubject, needsIndicator, awaitsIndicator, shareOfCarried, shareOfSame, impliesYoy,
            laterTime, ofEach, goesOn, bare, owned, reached, annual, partner, ofUnit, works, shareOfCounted, likewise, ofAll, graded

        var field: String { "\(self)".map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined() }
        fileprivate var bit: UInt64 { 1 << UInt64(rawValue) }
    }

    /// The fields that hold words of the article.
    enum Words: String, CaseIterable {
        case subject, time, indicator, shared, base
        case shareOf = "share_of"
    }

    /// The fields that hold a text.
    enum Text: String, CaseIterable { case change, basis, reach }

    /// Its number among the article's links.
    let number: Int
    let kind: Kind
    let start: UTF16Offset
    let quantityCount: Int
    /// Where its first quantity begins, or it itself where it has none.
    let position: UTF16Offset
    private(set) var subject: TextSpan?
    private(set) var time: TextSpan?
    private(set) var indicator: TextSpan?
    private(set) var shared: TextSpan?
    private(set) var base: TextSpan?
    private(set) var shareOf: TextSpan?
    private(set) var hasIndicators = false
    private var flags: UInt64 = 0
    /// Where the texts are among the fields; -1 for those that are not there.
    private var change = -1
    private var basis = -1
    private var reach = -1

    /// The link number `number` of some; they are handed over together, so that none is copied.
    init(_ matches: [LinkMatch], _ number: Int) {
        self.number = number
        let type = matches[number].type
        kind = type == "scope" ? .scope : type == LinkMatch.factType ? .fact : .other
        start = matches[number].span.lowerBound
        quantityCount = matches[number].quantities.count
        position = matches[number].quantities.first?.lowerBound ?? start
        for index in matches[number].fields.indices {
            guard let name = Name(matches[number].fields[index].name) else { continue }
            switch (name, matches[number].fields[index].value) {
            case (.words(let name), .words(let span)): set(name, span)
            case (.words(.indicator), .list): hasIndicators = true
            case (.flag(let flag), .flag(true)), (.flag(let flag), .text("true")): flags |= flag.bit
            case (.text(let name), .text), (.text(let name), .texts):
                switch name {
                case .change: change = index
                case .basis: basis = index
                case .reach: reach = index
                }
            default: break
            }
        }
    }

    func isSet(_ flag: Flag) -> Bool { flags & flag.bit != 0 }

    /// A text, of the match that the link was made of; of one for each quantity that of the quantity `number`.
    func text(_ name: Text, in links: [LinkMatch], of number: Int = 0) -> String? {
        let index =
            switch name {
            case .change: change
            case .basis: basis
            case .reach: reach
            }
        guard index >= 0 else { return nil }
        return switch links[self.number].fields[index].value {
        case .text(let text): text
        case .texts(let texts): number < texts.count ? texts[number] : nil
        default: nil
        }
    }

    /// Against what its own words say that a figure grew.
    func statedBasis(in links: [LinkMatch], of number: Int = 0) -> LinkedFact.Basis? { text(.basis, in: links, of: number).flatMap(LinkedFact.Basis.init) }

    func has(_ name: Text) -> Bool {
        switch name {
        case .change: change >= 0
        case .basis: basis >= 0
        case .reach: reach >= 0
        }
    }

    private mutating func set(_ name: Words, _ span: TextSpan) {
        switch name {
        case .subject: subject = span
        case .time: time = span
        case .indicator: indicator = span
        case .shared: shared = span
        case .base: base = span
        case .shareOf: shareOf = span
        }
    }

    private enum Name {
        case flag(Flag), words(Words), text(Text)

        /// The meaning of a field's name; nil for one that says nothing to the linker.
        init?(_ name: String) {
            let length = name.utf8.count
            let known = Self.byLength
            guard length < known.count else { return nil }
            for index in known[length].indices where known[length][index].name == name {
                self = known[length][index].meaning
                return
            }
            return nil
        }

        /// By the lengths of the names, of which a few at most are alike.
        private static let byLength: [[(name: String, meaning: Name)]] = {
            let names = Flag.allCases.map { ($0.field, Name.flag($0)) } + Words.allCases.map { ($0.rawValue, .words($0)) } + Text.allCases.map { ($0.rawValue, .text($0)) }
            let longest = names.map { $0.0.utf8.count }.max() ?? 0
            return (0...longest).map { length in names.filter { $0.0.utf8.count == length } }
        }()
    }
}

/// Who or what plays a part in a fact, as the linker carries it: `Fact.Role` without its text, in sixteen bytes.
struct LinkRole: Hashable {
    private var start: Int32 = -1
    private var end: Int32 = -1
    private var number: Int32 = -1
    /// Of a run of years, quarters or months the one that is meant, from 0; -1 where the run is.
    private(set) var element: Int16 = -1
    /// It is a time, whose value is the mention's.
    let isTime: Bool
    /// A time that reaches to the present (自1999年以来).
    let isOpen: Bool

    init(span: TextSpan? = nil, mention: Int? = nil, isTime: Bool = false, isOpen: Bool = false) {
        if let span { (start, end) = (Int32(span.lowerBound.value), Int32(span.upperBound.value)) }
        if let mention { number = Int32(mention) }
        (self.isTime, self.isOpen) = (isTime, isOpen)
    }

    var span: TextSpan? { start < 0 ? nil : TextSpan(Int(start), Int(end)) }
    var mention: Int? { number < 0 ? nil : Int(number) }

    /// Of a time that is the last of several side by side the mention of the first (6月13日、14日).
    var first: Int? { isTime && start < 0 && end >= 0 ? Int(end) : nil }

    /// A time from the mention of an earlier one on.
    ///
    /// - Precondition: It is a time, which has no words of its own.
    func through(from mention: Int) -> LinkRole {
        var role = self
        role.end = Int32(mention)
        return role
    }

    /// The run that it is one of; itself where it is none.
    var whole: LinkRole { element(-1) }

    /// One of those in a run.
    func element(_ element: Int) -> LinkRole {
        var role = self
        role.element = Int16(clamping: element)
        return role
    }
}

/// A fact on its way.
struct LinkedFact {
    /// Against what it grew: what its own words say, or one of the contract's.
    enum Basis: String { case none, stated, yoy, mom, since }

    let quantity: Int
    /// The number of its link among those in order, and its own among the link's quantities.
    let link: Int
    let number: Int
    /// What stands elsewhere in the text before the words of the indicator, what before that, and what before both (对, 美国 and 出口 of 对美国出口增速).
    var head: TextSpan?
    var lead: TextSpan?
    var first: TextSpan?
    var indicator: LinkRole?
    var subject: LinkRole?
    var time: LinkRole?
    var shareOf: LinkRole?
    var basis = Basis.none
    /// The fact tells how much something grew, as the one of the link with this number does (增长13.7%，高于前一季度的9.6%).
    var growsAs: (link: Int, number: Int)?
    var isTarget = false

    init(quantity: Int, link: Int, number: Int) { (self.quantity, self.link, self.number) = (quantity, link, number) }
}

extension LinkMatch {
    /// The spans of a field that lists words.
    func list(_ name: String) -> [TextSpan] {
        for field in fields where field.name == name { if case .list(let spans) = field.value { return spans } }
        return []
    }
}
