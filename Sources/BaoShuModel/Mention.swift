import BaoShuText

/// A stretch of text that states one thing: a quantity, a date, a name.
public struct Mention: Sendable, Hashable {
    /// The output type: `quantity`, `date`, `person`, or one that a rule file declares.
    public var type: String
    /// Where it stands in the document's text.
    public var span: TextSpan
    /// Further fields in the order in which they are written (`kind`, `value`, `low`, `high`, `mod`, `unit`, …).
    public var fields: [Field]
    /// Parts of the mention or words beside it: `number`, `unit`, `cue`.
    public var parts: [Part]
    /// The name of the rule that made it, as its file declares it (`quantity.money`).
    public var rule: String
    /// The number, from 1, of the thing in the article that it names, shared by all mentions of that thing; nil where its type names none.
    public var entity: Int?

    /// A mention; `span` is in the document's text.
    public init(type: String, span: TextSpan, fields: [Field] = [], parts: [Part] = [], rule: String, entity: Int? = nil) {
        self.type = type
        self.span = span
        self.fields = fields
        self.parts = parts
        self.rule = rule
        self.entity = entity
    }

    /// The value of a field; nil where the mention has none of that name.
    ///
    /// - Complexity: O(*f*) in the mention's fields.
    public subscript(name: String) -> FieldValue? { fields.first { $0.name == name }?.value }

    /// The text of a field, or of a unit its code; nil where there is no such field, or one of another kind.
    public func text(_ name: String) -> String? {
        switch self[name] {
        case .text(let text): text
        case .unit(let unit): unit.code
        default: nil
        }
    }
}

/// A named value of a mention, a part or a fact.
public struct Field: Sendable, Hashable {
    /// The field's name in the output: `value`, `kind`, `mod`.
    public var name: String
    /// What it holds.
    public var value: FieldValue

    /// A field of that name and value.
    public init(_ name: String, _ value: FieldValue) {
        self.name = name
        self.value = value
    }
}

/// What a field holds. Values of the same kind are written in the same way, whatever the field.
public enum FieldValue: Sendable, Hashable {
    /// A string; exact decimals are strings too.
    case text(String)
    /// True or false.
    case flag(Bool)
    /// Values in their order, of any kinds.
    case list([FieldValue])
    /// Named values in the order in which they are written.
    case object([Field])
    /// The unit of a quantity or of a bound.
    case unit(UnitValue)
    /// Words of the article with their place: written as `{"text","start","end"}`, with `mention` where one has that span.
    case words(TextSpan)
}

/// The unit of a quantity.
public struct UnitValue: Sendable, Hashable {
    /// The code within its system: `CNY`, `m2`, `家`.
    public var code: String
    /// `iso4217`, `ucum`, `count` (a measure word, the code as written) or `own`.
    public var system: String
    /// The unit as written, empty where it is not written at all.
    public var text: String

    /// A unit; no code is checked.
    public init(code: String, system: String, text: String) {
        self.code = code
        self.system = system
        self.text = text
    }
}

/// A named stretch of a mention, with fields of its own.
public struct Part: Sendable, Hashable {
    /// `number`, `unit`, `cue`, or another that a rule file gives.
    public var name: String
    /// Where it stands in the document's text.
    public var span: TextSpan
    /// What the rule says of it; empty for most.
    public var fields: [Field]

    /// A part; `span` is in the document's text.
    public init(_ name: String, _ span: TextSpan, _ fields: [Field] = []) {
        self.name = name
        self.span = span
        self.fields = fields
    }
}

/// A measured value tied to what it measures.
public struct Fact: Sendable, Hashable {
    /// The index in the document's mentions of the quantity that it states.
    public var quantity: Int
    /// Its own fields (`change`, `basis`, `target`, …) in the order in which they are written. Value and unit are those of the quantity.
    public var fields: [Field]
    /// What is measured.
    public var indicator: Role?
    /// Whose it is; nil where the text has none.
    public var subject: Role?
    /// The period or point; nil where the text has none.
    public var time: Role?
    /// The whole that the number is a share or a multiple of.
    public var shareOf: Role?
    /// The name of the link rule that found it, or `table.cell`.
    public var rule: String

    /// Who or what plays a part in a fact: words of the article, a mention, or both.
    public struct Role: Sendable, Hashable {
        /// The words in the document's text; nil where they are those of the mention.
        public var span: TextSpan?
        /// The index of the mention in the document's.
        public var mention: Int?
        /// The value of a time (`2023`, `1999/..`).
        public var value: String?
        /// Words elsewhere in the text that stand before those of `span`, in their order (各项贷款余额 of 各项贷款余额增速, where the text has 各项贷款余额增长15%，增速…; 对 and 美国 of
        /// 对美国出口, where it has 对日本、美国、德国出口分别增长…).
        public var heads: [TextSpan]

        /// A role; one of `span` and `mention` should be given, but for a time that only has a value.
        public init(heads: [TextSpan] = [], span: TextSpan? = nil, mention: Int? = nil, value: String? = nil) {
            self.heads = heads
            self.span = span
            self.mention = mention
            self.value = value
        }
    }

    /// A fact of the quantity with that index in the document's mentions.
    public init(quantity: Int, fields: [Field] = [], indicator: Role? = nil, subject: Role? = nil, time: Role? = nil, shareOf: Role? = nil, rule: String) {
        self.quantity = quantity
        self.fields = fields
        self.indicator = indicator
        self.subject = subject
        self.time = time
        self.shareOf = shareOf
        self.rule = rule
    }
}
