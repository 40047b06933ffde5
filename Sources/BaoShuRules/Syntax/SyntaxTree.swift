/// One parsed rule file.
struct RuleFile {
    var path: String
    var statements: [Statement] = []
    /// The names of statements that could not be read: what is wrong with them is told, and that they are not declared need not be.
    var unread: [String] = []
}

indirect enum Statement {
    case stages([Named])
    case stage(Named)
    case type(TypeDeclaration)
    case lexicon(LexiconDeclaration)
    case chars(Named, CharacterSetSyntax)
    case fold(FoldDeclaration)
    case number(NumberDeclaration)
    case pattern(PatternDeclaration)
    case rule(RuleDeclaration)
}

/// A name and where it stands.
struct Named: Hashable {
    var name: String
    var place: Place
}

struct TypeDeclaration {
    var name: Named
    /// Seen by later stages, never written.
    var isInternal: Bool
    /// Takes its characters from other rules and later stages, and is not written.
    var isMasked = false
    var fields: [FieldDeclaration]
}

struct FieldDeclaration: Hashable {
    var name: Named
    var type: ColumnType
    var defaultValue: String?
}

/// What a column of a lexicon or a field of a type holds.
package enum ColumnType: Hashable, Sendable {
    case text, decimal, flag
    case choice([String])
    case choices([String])
    case list, unit, words
    /// Named values, as `codes` and `base` give them.
    case object

    var shown: String {
        switch self {
        case .text: "text"
        case .decimal: "decimal"
        case .flag: "flag"
        case .choice(let names): "enum(\(names.joined(separator: ", ")))"
        case .choices(let names): "set(\(names.joined(separator: ", ")))"
        case .list: "list"
        case .unit: "unit"
        case .words: "words"
        case .object: "object"
        }
    }
}

struct LexiconDeclaration {
    var name: Named
    /// The classes that it belongs to (`: unit`).
    var classes: [Named]
    /// Every row takes its characters and emits nothing.
    var isBlock = false
    var columns: [FieldDeclaration]
    var files: [Named]
    var rows: [LexiconRow]
}

struct LexiconRow {
    var surfaces: [String]
    var cells: [String]
    var cellPlaces: [Place] = []
    var isBlock: Bool
    var place: Place

    /// Where a surface of the row stands; the whole row where one is written with quotes or escapes.
    func place(ofSurface index: Int) -> Place {
        let lengths = surfaces.map(\.unicodeScalars.count)
        guard lengths.reduce(surfaces.count - 1, +) == place.length else { return place }
        let column = Int(place.column) + lengths[..<index].reduce(index, +)
        return Place(file: place.file, line: Int(place.line), column: column, length: max(1, lengths[index]))
    }
}

/// `fold from "lexicons/variants.tsv"`, or pairs.
struct FoldDeclaration {
    var files: [Named]
    var pairs: [(from: Named, to: Named)]
}

struct NumberDeclaration {
    var name: Named
    /// The words of each part, as lexicon names or quoted words.
    var parts: [(part: Named, lexicons: [Named], words: [Named])]
    var tests: [TestDeclaration]
}

struct PatternDeclaration {
    var name: Named
    var pattern: PatternSyntax
}

/// Characters of a `{…}` class.
enum CharacterSetSyntax {
    case named(Named)
    case literal(String)
    case union([CharacterSetSyntax])
    indirect case negated(CharacterSetSyntax)
}

enum PatternSyntax {
    case empty
    case literal(String, Place)
    indirect case characters(CharacterSetSyntax, Place)
    indirect case lexicon(LexiconReference)
    /// A named pattern, a number primitive or an output type.
    case name(Named)
    case sequence([PatternSyntax])
    case alternatives([PatternSyntax])
    indirect case repeated(PatternSyntax, min: Int, max: Int?, lazy: Bool, Place)
    indirect case capture(Named, PatternSyntax)
    indirect case balanced(open: String, close: String, max: Int, Place)
    /// Optional blanks.
    case blank
}

struct LexiconReference: Hashable {
    struct Filter: Hashable {
        /// nil where any column may hold the value.
        var column: Named?
        var value: String
        var negated: Bool
    }

    var name: Named
    var filters: [Filter]
}

struct RuleDeclaration {
    var name: Named
    var isLink: Bool
    var type: Named
    var over: [Named] = []
    var match: PatternSyntax?
    var matchPlace: Place
    /// Whether there is a `match`, be it one that cannot be read.
    var hasMatch = false
    var guards: [GuardSyntax] = []
    var prefer: [GuardSyntax] = []
    var conditions: [Expression] = []
    var span: (first: Named, last: Named)?
    var sets: [(name: Named, value: Expression)] = []
    var parts: [PartSyntax] = []
    var within: Named?
    var limit: (value: Int, place: Place)?
    var remember: RememberSyntax?
    var tests: [TestDeclaration] = []
}

struct PartSyntax {
    var name: Named
    var first: Named
    var last: Named
    var fields: [(name: Named, value: Expression)]
}

/// `remember [min N] [as TYPE]`: a name found by this rule is found again on the page by itself.
struct RememberSyntax {
    var capture: Named?
    var minimum: Int
    var place: Place
}

struct GuardSyntax {
    enum Kind {
        case after(PatternSyntax)
        case before(PatternSyntax)
        case boundary(start: Bool, end: Bool)
        case lineStart, lineEnd, sentenceStart, sentenceEnd
        case role([Named])
    }

    var kind: Kind
    var negated: Bool
    /// `at NAME`: looks from that capture instead of from the whole match.
    var anchor: Named?
    var place: Place
}

struct TestDeclaration {
    enum Kind: Hashable { case test, reject, todo }

    var kind: Kind
    var text: String
    /// `at 2024-05-31`: the day of the article.
    var day: Named?
    /// `in headline`: the role of the block.
    var role: Named?
    /// The words that the mention must be, where given.
    var mention: String?
    /// Expected fields.
    var fields: [(name: Named, value: Named)]
    var place: Place
}

/// An expression of `where` and `set`.
indirect enum Expression {
    case text(String, Place)
    case number(String, Place)
    case name(Named)
    case field(Expression, Named)
    case call(Named, [Expression])
    case unary(String, Expression, Place)
    case binary(String, Expression, Expression, Place)
    /// `x in a..b`
    case within(Expression, Expression, Expression, Place)
    /// `x in (a, b, c)`
    case oneOf(Expression, [Expression], Place)
    case absent(Expression, negated: Bool, Place)
    case conditional(Expression, Expression, Expression, Place)

    var place: Place {
        switch self {
        case .text(_, let place), .number(_, let place), .unary(_, _, let place), .binary(_, _, _, let place), .within(_, _, _, let place),
            .oneOf(_, _, let place), .absent(_, _, let place), .conditional(_, _, _, let place):
            place
        case .name(let named), .field(_, let named), .call(let named, _): named.place
        }
    }
}
