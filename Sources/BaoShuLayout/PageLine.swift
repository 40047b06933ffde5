/// One line of the page that is not blank: where it stands, how it looks, which cues stand on it.
struct PageLine {
    /// How the line's characters look, without any knowledge of words.
    struct Traits: OptionSet {
        var rawValue: UInt32
        /// The sentence is over: a full stop, an ellipsis, a question or exclamation mark, perhaps inside closing marks.
        static let endsSentence = Traits(rawValue: 1 << 0)
        /// The mark that ends it is ！ or ？, which a headline may have too.
        static let exclaims = Traits(rawValue: 1 << 1)
        static let endsWithComma = Traits(rawValue: 1 << 2)
        static let endsWithSemicolon = Traits(rawValue: 1 << 3)
        static let endsWithColon = Traits(rawValue: 1 << 4)
        static let endsWithDash = Traits(rawValue: 1 << 5)
        /// A quotation or bracket that opens on the line does not close there.
        static let leftOpen = Traits(rawValue: 1 << 6)
        static let hasComma = Traits(rawValue: 1 << 7)
        /// A full stop before the end: more than one sentence.
        static let hasInnerStop = Traits(rawValue: 1 << 8)
        /// Begins with a mark that points at a picture.
        static let pointsAtPicture = Traits(rawValue: 1 << 9)
        /// Parts of about one length between middle dots, nothing else: 强信心·稳经济·促发展.
        static let isSlogan = Traits(rawValue: 1 << 10)
        /// Begins with □, which papers keep for the names of authors.
        static let startsWithSquare = Traits(rawValue: 1 << 11)
        /// The whole line stands in one pair of brackets.
        static let isBracketed = Traits(rawValue: 1 << 12)
        /// Begins with a number of a list or a section: `1 `, `2.`, `一、`, `（三）`.
        static let isNumbered = Traits(rawValue: 1 << 13)
        /// A tab stands right before or behind it: an empty cell, if it is a table's row.
        static let hasEdgeTab = Traits(rawValue: 1 << 14)
        /// Begins with a dash, as a second headline does: ——来自一线的调查.
        static let startsWithDash = Traits(rawValue: 1 << 15)
        /// The characters on the two sides of its end belong together: 0. and 57, — and —, a word and the comma behind it.
        static let goesOn = Traits(rawValue: 1 << 16)
        /// The line before it goes on with it.
        static let isRest = Traits(rawValue: 1 << 17)
        /// A closing mark is its last character.
        static let closes = Traits(rawValue: 1 << 18)
        /// Begins with a mark that papers set before each of several short items: ● ◆ △ ★.
        static let startsWithBullet = Traits(rawValue: 1 << 19)
        /// A blank between words, as between the parts of a list's line.
        static let hasInnerBlank = Traits(rawValue: 1 << 20)
        /// A colon before the end, not of a score or a clock.
        static let hasInnerColon = Traits(rawValue: 1 << 21)
        /// Several such colons: 日出：4时52分 日落：19时19分.
        static let hasInnerColons = Traits(rawValue: 1 << 23)
        /// Begins with ▲.
        static let startsWithTriangle = Traits(rawValue: 1 << 22)
        /// Begins with ▲ ▼ ◀ ◄: what else it says, it points at a picture.
        static let pointsUpOrBack = Traits(rawValue: 1 << 25)
        /// Begins with △ ▽ ▷ ◁, alone a picture's mark and in a row that of items.
        static let startsWithOpenTriangle = Traits(rawValue: 1 << 26)
        /// Its last character stands alone behind a blank, as a name that its line's end cut: 王 涛 徐.
        static let endsInSingle = Traits(rawValue: 1 << 27)
        /// Short parts between middle dots and nothing else, as the names of columns: 经济眼·评论.
        static let isDotted = Traits(rawValue: 1 << 28)
        /// Begins with ▶ or ►.
        static let startsWithArrow = Traits(rawValue: 1 << 24)
    }

    /// Cues by the place that they take on the line.
    struct Cues: OptionSet {
        var rawValue: UInt32
        static let isByline = Cues(rawValue: 1 << 0)
        static let isEditor = Cues(rawValue: 1 << 1)
        static let startsWithDateline = Cues(rawValue: 1 << 2)
        static let isDateline = Cues(rawValue: 1 << 3)
        static let isJump = Cues(rawValue: 1 << 4)
        static let startsWithJump = Cues(rawValue: 1 << 5)
        static let endsWithJumpFrom = Cues(rawValue: 1 << 6)
        static let endsWithJumpTo = Cues(rawValue: 1 << 7)
        static let isCredit = Cues(rawValue: 1 << 8)
        static let endsWithCredit = Cues(rawValue: 1 << 9)
        static let startsAsCaption = Cues(rawValue: 1 << 10)
        static let isLabel = Cues(rawValue: 1 << 11)
        static let isFolio = Cues(rawValue: 1 << 12)
        static let isItem = Cues(rawValue: 1 << 14)
        static let isSigningDay = Cues(rawValue: 1 << 15)
        /// The name of who wrote it stands behind its last sentence.
        static let isSigned = Cues(rawValue: 1 << 19)
        /// Names fill it.
        static let isAuthor = Cues(rawValue: 1 << 16)
        /// It ends as the heading of a notice does, or is the label of short news.
        static let opensArticle = Cues(rawValue: 1 << 17)
        /// It tells who was there, which is a deck's matter.
        static let isAttendance = Cues(rawValue: 1 << 18)
        /// Who asks or answers in an interview stands at its head.
        static let startsWithSpeaker = Cues(rawValue: 1 << 20)
        /// The name of a body, which may sign a notice, fills it.
        static let isSigningBody = Cues(rawValue: 1 << 21)
        /// Its last word needs another behind it.
        static let endsUnfinished = Cues(rawValue: 1 << 22)
        /// Its first word needs another before it.
        static let startsAsRest = Cues(rawValue: 1 << 23)
        /// Its first words are those with which a story begins.
        static let startsAsStory = Cues(rawValue: 1 << 24)
        /// The jump mark on the line says that the story goes on elsewhere.
        static let jumpsAway = Cues(rawValue: 1 << 13)
    }

    /// Half-widths that the heading of a notice has at most.
    static let widestNotice: Int32 = 72
    /// Half-widths that a line about who was there has at most.
    static let widestAttendance: Int32 = 44

    /// The line without outer blanks and heading marks, in code units of the page.
    var start: Int
    var end: Int
    /// Counted from 1, blank lines included.
    var number: Int
    /// Blank lines directly above.
    var blanksAbove: Int
    /// The number of `#` before it; 0 for an unmarked line.
    var level: Int
    /// In half-widths.
    var width: Int32 = 0
    /// The number of cells that tabs or bars divide it into; 1 where none does.
    var cells: Int32 = 1
    var hasDigit = false
    var traits: Traits = []
    var cues: Cues = []
    /// The dateline at its head, where it has one.
    var datelineStart = 0
    var datelineEnd = 0

    var isMarked: Bool { level > 0 }
    var endsSentence: Bool { traits.contains(.endsSentence) }
    func has(_ trait: Traits) -> Bool { traits.contains(trait) }
    func has(_ cue: Cues) -> Bool { !cues.isDisjoint(with: cue) }
}
