/// What is planned and what was reached, as far as the words for it reach: a clause, a sentence, a paragraph or the article.
struct Plans {
    private var clause: Bool?
    private var isSentence = false
    private var paragraph: Bool?
    /// The article is about plans as a whole.
    private(set) var isArticle = false
    private var articleHasFact = false
    /// The last fact was a goal.
    private var lastIsTarget = false
    /// The sentence before in the paragraph foretold, with its last figure too.
    private var wasForetold = false

    /// What the text is at is planned.
    var isPlan: Bool { clause ?? (isSentence ? true : paragraph ?? isArticle) }
    /// The sentence itself foretells: 预计全年净利润同比增长60%.
    var isForetold: Bool { clause ?? isSentence }
    /// The clause says itself whether it is.
    var isOfClause: Bool { clause != nil }

    /// What follows is planned, or was reached.
    mutating func take(_ isPlan: Bool, reach: String?) {
        switch reach {
        case "article" where !isPlan: (paragraph, isSentence, isArticle) = (false, false, false)
        // An article that has told of other things is none of plans as a whole.
        case "article":
            paragraph = articleHasFact ? true : nil
            isArticle = isArticle || !articleHasFact
        case "clause": clause = isPlan
        case "sentence" where isPlan: isSentence = true
        default: (paragraph, isSentence) = (isPlan, false)
        }
    }

    /// 计划完成投资700亿元。其中，新建项目5个: the parts of what is planned are planned.
    mutating func takeParts() { if wasForetold { isSentence = true } }

    mutating func stated(isTarget: Bool) { (articleHasFact, lastIsTarget) = (true, isTarget) }

    mutating func beginSentence(inSameParagraph: Bool) {
        wasForetold = inSameParagraph && isSentence && lastIsTarget
        isSentence = false
        if !inSameParagraph || isArticle { paragraph = nil }
    }

    mutating func beginClause() { clause = nil }
}
