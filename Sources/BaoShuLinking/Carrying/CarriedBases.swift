internal import BaoShuText

/// Against what the sentences of an article say that figures grew.
struct CarriedBases {
    typealias Said = (yoy: Bool, mom: Bool)

    /// What the sentence said, and the one before it.
    private(set) var said: Said = (false, false)
    private var earlier: Said = (false, false)
    /// That of all that the sentence says grew (与上年相比，床位增加4.9万张，人员增加7.5万人).
    private(set) var sentence: LinkedFact.Basis?
    /// The time against which it does (与10月相比，11月用电量增长4.5%).
    private(set) var sentenceBase: TextSpan?
    /// That by which the paragraph tells (从环比看).
    private var paragraph: LinkedFact.Basis?

    /// Against what the words before say that rates grew.
    var implied: LinkedFact.Basis? { said.yoy ? .yoy : said.mom ? .mom : paragraph }

    mutating func beginSentence(inSameParagraph: Bool) {
        if !inSameParagraph { paragraph = nil }
        earlier = inSameParagraph ? said : (false, false)
        said = (false, false)
        (sentence, sentenceBase) = (nil, nil)
    }

    /// All of the sentence is told against this.
    mutating func takeSentence(_ basis: LinkedFact.Basis, over base: TextSpan?) { (sentence, sentenceBase) = (basis, base) }

    /// The sentence goes on with the one before, and may say against what the paragraph tells from here on.
    mutating func goOn(_ basis: LinkedFact.Basis?) {
        if !said.yoy, !said.mom { said = earlier }
        guard let basis else { return }
        said = (basis == .yoy, basis == .mom)
        paragraph = basis
    }

    /// The text says against what a figure grew. How much a rate grew over the month (增速比上月加快0.8个百分点) says nothing of the rates.
    mutating func compare(_ basis: String?, isRate: Bool) {
        said.yoy = said.yoy || basis == "yoy"
        said.mom = said.mom || basis == "mom" && isRate
    }
}
