import BaoShuRules

/// What a word of the lexicon `phrase` does to a noun phrase that is read out of a clause.
package enum PhraseRole: String, CaseIterable, Sendable {
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
    /// Before a name: the name is not the owner of what follows (对, 与, 来自).
    case toward
}

/// The roles of the words of the lexicon named `phrase`, by entry.
struct PhraseWords: Sendable {
    /// 0 for entries of other lexicons, else the role's place in `PhraseRole.allCases` plus 1.
    private let roles: [UInt8]

    init(program: RuleProgram) {
        let lexicon = program.lexicons.firstIndex { $0.name == "phrase" }
        let column = lexicon.flatMap { program.lexicons[$0].columnIndex("role") }
        guard let lexicon, let column else {
            roles = []
            return
        }
        var roles = Array(repeating: UInt8(0), count: program.entries.count)
        for (index, entry) in program.entries.enumerated() where Int(entry.lexicon) == lexicon && !entry.isBlock {
            let role = program.lexicons[lexicon].cell(row: entry.row, column: column).flatMap(PhraseRole.init)
            roles[index] = role.flatMap { PhraseRole.allCases.firstIndex(of: $0) }.map { UInt8($0 + 1) } ?? 0
        }
        self.roles = roles
    }

    func role(ofEntry index: Int32) -> PhraseRole? {
        guard Int(index) < roles.count, roles[Int(index)] > 0 else { return nil }
        return PhraseRole.allCases[Int(roles[Int(index)]) - 1]
    }
}
