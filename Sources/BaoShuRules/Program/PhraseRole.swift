/// What a word of the lexicon `phrase` does to a noun phrase that is read out of a clause: the names of the lexicon's columns. A
/// word may have several roles.
package enum PhraseRole: String, CaseIterable, Sendable {
    /// The lexicon whose columns they are.
    package static let lexicon = "phrase"

    /// The phrase begins behind it, wherever it stands (其中, 据统计, 力争).
    case cut
    /// Skipped where it opens the phrase (全市, 共, 已).
    case lead
    /// Skipped where it ends the phrase, before the number (达, 为, 实现).
    case tail
    /// A phrase behind a number ends before it (进行, 参加).
    case stop
    /// Names a measure at the end of a phrase (额, 率, 总投资).
    case head
    /// Ends the name of one who has a measure (项目, 公司).
    case owner
    /// Ends the name of one who has a measure where 的 follows (企业, 居民).
    case group
    /// What those of a group do: a phrase behind a number ends before it where a word of a group stands (支援 in 官兵支援). With
    /// `stop`, none begins with it (已).
    case act
    /// What no noun has in it (停课, 面临): a phrase behind a number ends before it, but where 的 follows in its clause.
    case verb
    /// Before a name: the name is not the owner of what follows (对, 与, 来自).
    case toward
    /// Between an owner and what is measured (的).
    case possessive
    /// Before the one who does what a head names (由).
    case doer
    /// Before the last item of a list (和, 与, 及).
    case join
    /// Behind a list: what follows names all of it (等).
    case rest
    /// Before a number that only bounds a noun (超, 逾).
    case beyond
    /// Behind such a number (以上).
    case cue
    /// Before a place in a row, or the first of some days, that a phrase passes over (连续 in 连续第三年, 前 in 前4天).
    case row
    /// Between what does something and what comes of it: the phrase begins behind it where it does not open it (政策带动家电销售额).
    case cause
    /// Before what a measure is of (对 in 对经济增长的贡献率).
    case onto
    /// Between a number that ends its phrase and the end of the clause (后 in 突破2000万标准箱后，).
    case when
    /// Before those for whom something is done: the phrase begins with what is done (为 in 为企业发放贷款).
    case benefit
    /// What is done for somebody (发放).
    case deed
    /// Ends a number that is part of the noun behind it (大 in 三大运营商用户).
    case great
    /// Before the place where somebody does something (在).
    case site
}
