import BaoShuRules
import BaoShuText

extension PhraseRole {
    var bit: UInt32 {
        switch self {
        case .cut: 1
        case .lead: 2
        case .tail: 4
        case .stop: 8
        case .head: 16
        case .owner: 32
        case .group: 64
        case .toward: 128
        case .possessive: 1 << 8
        case .doer: 1 << 9
        case .join: 1 << 10
        case .rest: 1 << 11
        case .beyond: 1 << 12
        case .cue: 1 << 13
        case .act: 1 << 14
        case .row: 1 << 15
        case .verb: 1 << 16
        case .cause: 1 << 17
        case .onto: 1 << 18
        case .when: 1 << 19
        case .benefit: 1 << 20
        case .deed: 1 << 21
        case .great: 1 << 22
        case .site: 1 << 23
        }
    }
}

/// The roles of the words of the lexicon named `phrase`, by entry.
///
/// Unchecked: its memory is written in `init` and never again.
final class PhraseWords: @unchecked Sendable {
    /// A bit for each role of an entry, and `kept`; none for entries of other lexicons.
    private let roles: UnsafeMutablePointer<UInt32>
    /// Of a word without a role: nothing is trimmed inside it (在岸, 其他).
    private static let kept: UInt32 = 1 << 31
    /// The words of one character that have one of the roles that the linker asks for.
    private let characters: [PhraseRole: Set<UInt16>]

    init(program: RuleProgram) {
        roles = .allocate(capacity: max(1, program.entries.count))
        roles.initialize(repeating: 0, count: max(1, program.entries.count))
        guard let lexicon = program.lexicons.firstIndex(where: { $0.name == PhraseRole.lexicon }) else {
            characters = [:]
            return
        }
        let columns = PhraseRole.allCases.compactMap { role in program.lexicons[lexicon].columnIndex(role.rawValue).map { (role, $0) } }
        var characters: [PhraseRole: Set<UInt16>] = [:]
        for (index, entry) in program.entries.enumerated() where Int(entry.lexicon) == lexicon && !entry.isBlock {
            let filled = program.lexicons[lexicon].filledColumns(ofRow: entry.row)
            for (role, column) in columns where filled & 1 << UInt64(column) != 0 { roles[index] |= role.bit }
            for role in LinkWords.roles where roles[index] & role.bit != 0 {
                for word in program.lexicons[lexicon].surfaces(row: entry.row) where word.utf16.count == 1 { characters[role, default: []].formUnion(word.utf16) }
            }
            if roles[index] == 0 { roles[index] = Self.kept }
        }
        self.characters = characters
    }

    /// The words of one character that have a role of `LinkWords.roles`.
    func characters(_ role: PhraseRole) -> Set<UInt16> { characters[role] ?? [] }

    deinit { roles.deallocate() }

    /// Whether an entry has no role, so that nothing inside it is trimmed.
    @inline(__always) func isKept(entry index: Int32) -> Bool { roles[Int(index)] == Self.kept }

    /// Whether an entry is of the lexicon.
    @inline(__always) func isWord(entry index: Int32) -> Bool { roles[Int(index)] != 0 }

    /// The roles of an entry, a bit for each.
    @inline(__always) func roles(entry index: Int32) -> UInt32 { roles[Int(index)] }

    /// Whether an entry has a role.
    @inline(__always) func has(_ role: PhraseRole, entry index: Int32) -> Bool { roles[Int(index)] & role.bit != 0 }
}

/// What the linker asks of the words of the text in which links were found.
package struct LinkWords {
    /// Words of one character between an owner and what is measured (的): those of the lexicon `phrase` with the role `possessive`.
    package var possessives: Set<UInt16> = []
    /// Words of one character that join the last of a list (和): those with the role `join`.
    package var joins: Set<UInt16> = []
    /// Words of one character before the place where somebody does something (在): those with the role `site`.
    package var sites: Set<UInt16> = []
    /// Whether a token begins or ends at an offset of the text; between characters that are not both Han, kana or Hangul one always does.
    package var isTokenBoundary: (UTF16Offset) -> Bool

    fileprivate static let roles: [PhraseRole] = [.possessive, .join, .site]

    package init(isTokenBoundary: @escaping (UTF16Offset) -> Bool = { _ in true }) { self.isTokenBoundary = isTokenBoundary }

    fileprivate init(_ words: PhraseWords, isTokenBoundary: @escaping (UTF16Offset) -> Bool) {
        self.isTokenBoundary = isTokenBoundary
        (possessives, joins, sites) = (words.characters(.possessive), words.characters(.join), words.characters(.site))
    }
}

extension Matcher {
    /// Those of the text that was matched last, which the matcher must still hold when a boundary is asked for.
    package var linkWords: LinkWords { LinkWords(words) { [boundaries] in boundaries.isBoundary(at: $0.value) } }
}
