internal import BaoShuMatching
internal import BaoShuModel
internal import BaoShuText

/// What governs the clauses from some place on, as a link rule of the type `scope` states it.
struct Scope {
    var subject: Fact.Role?
    var time: Fact.Role?
    /// The clauses speak of a plan, or of what has been reached.
    var isPlan: Bool?
    /// The sentence goes on with what the one before said (其中).
    var continues = false
    /// Named in passing: only where nothing else is.
    var isWeak = false
    /// What the clauses behind it measure, where they do not say.
    var indicator: Fact.Role?
    /// The time is a whole year.
    var isYear = false
    /// `clause`, `sentence`, `paragraph` or `article`: how far it reaches at least.
    var reach: String?

    init(_ link: LinkMatch, article: LinkedArticle) {
        subject = link.words("subject").map { Fact.Role(span: $0, mention: article.mention(at: $0)) }
        time = link.words("time").flatMap { Self.time($0, isOpen: link.isSet("open"), in: article) }
        if link.isSet("plan") { isPlan = true }
        if link.isSet("done") { isPlan = false }
        continues = link.isSet("continues")
        reach = link.text("reach")
        isWeak = link.isSet("weak")
        indicator = link.words("indicator").map { Fact.Role(span: $0, mention: article.mention(at: $0)) }
        isYear = time?.value?.utf8.count == 4
    }

    /// The role of a date in a fact; an open one reaches to the present (自1999年以来).
    static func time(_ span: TextSpan, isOpen: Bool, in article: LinkedArticle) -> Fact.Role? {
        guard let mention = article.mention(at: span), let value = article.mentions[mention].text("value") else { return nil }
        return Fact.Role(mention: mention, value: isOpen ? value + "/.." : value)
    }
}

extension LinkMatch {
    /// The spans of a field that lists words.
    func list(_ name: String) -> [TextSpan] {
        for field in fields where field.name == name { if case .list(let spans) = field.value { return spans } }
        return []
    }
}
