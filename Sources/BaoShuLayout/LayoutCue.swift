import BaoShuText

/// A stretch of the page's text that the rules recognized as a word of newspaper make-up.
///
/// The layout knows no words: reporters, datelines, jump marks and standing labels are found by `Rules/layout/layout.rules`, whose output
/// types are `layout_` and the kind. Where on its line a cue stands, and whether it fills the line, is for the layout to see, so a rule says
/// only what the words are.
package struct LayoutCue: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Who wrote it: `□青岛日报/观海新闻记者 李勤祥`, `通讯员 王惠`. Several side by side may fill one line.
        case byline
        /// Who edited the page: `责编 王宁`.
        case editor
        /// The paper's or agency's own mark at the head of a story: `本报5月30日讯`, `新华社北京5月30日电`.
        case dateline
        /// The story goes on from another page: `（上接第一版）`.
        case jumpFrom = "jump_from"
        /// The story goes on elsewhere: `（下转第三版）`.
        case jumpTo = "jump_to"
        /// Who took the picture: `王雷 摄`, `新华社发`.
        case photoCredit = "photo_credit"
        /// Words that open a caption: `图为`, `上图`.
        case caption
        /// The standing label of a column or a section: `青报观察`, `相关链接`.
        case label
        /// What a page carries at its edge: `大众日报 第3版`.
        case folio
        /// A day with its weekday, `2024年5月31日 星期五`: it stands at the page's edge, unless in a sentence.
        case edgeDay = "edge_day"
        /// Nothing but names, `刘庆邦`: under a headline, who wrote it.
        case author
        /// The last words of a heading that begins an article: `公告`, `启事`; or its only ones: `简讯`.
        case opening
        /// The last words of a line that tells who was there: `赵正永主持会议`.
        case attendance
        /// The day that ends a notice or a letter, under the name of who signs it: `2024年4月15日`.
        case signingDay = "signing_day"
        /// Who wrote a story, in brackets behind its last sentence: `（王冰洁）`.
        case signature
        /// Who asks or answers in an interview: `问：`, `记者：`.
        case speaker
        /// A word that needs another behind it: `的`, `和`.
        case unfinished
        /// A word that needs another before it: `的`, `以及`.
        case rest
        /// Words with which a story begins: `8月16日，`, `记者从`.
        case story
        /// What ends a notice: the body that signs it.
        case signingBody = "signing_body"
        /// What numbers a heading: `第一件：`.
        case numbered
        /// The first character of an item of a list, or its mark.
        case item
    }

    package var kind: Kind
    /// In UTF-16 code units of the page's text.
    package var span: TextSpan

    package init(kind: Kind, span: TextSpan) {
        self.kind = kind
        self.span = span
    }

    /// The cue of a mention whose type is `layout_` and a kind; nil for any other type.
    package init?(type: String, span: TextSpan) {
        guard type.hasPrefix("layout_"), let kind = Kind(rawValue: String(type.dropFirst("layout_".count))) else { return nil }
        self.init(kind: kind, span: span)
    }
}
