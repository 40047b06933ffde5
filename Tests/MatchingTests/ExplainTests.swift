import BaoShuMatching
import BaoShuModel
import BaoShuRules
import BaoShuText
import Testing

/// Why a rule did not match: every guard, condition and kind of conflict.
struct ExplainTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var rules: String
        var text: String
        var kind: WhyNot.Kind
        var message: String
        var at: Int?
        var role: BlockRole = .body
        var stages = "stages early, late"
        var testDescription: String { "\(kind) \(text) \(rules.prefix(60))" }

        init(_ rules: String, _ text: String, _ kind: WhyNot.Kind, _ message: String = "", at: Int? = nil, role: BlockRole = .body) {
            self.rules = rules
            self.text = text
            self.kind = kind
            self.message = message
            self.at = at
            self.role = role
        }
    }

    static let prelude = """
        stages early, late
        type t { a: text, v: decimal }
        type i internal { a: text }
        type m masked { a: text }
        type f internal { a: words }
        lexicon w { code: text, n: decimal }
          甲   A 1
          乙乙 B 2
        lexicon bl block
          丁丁
        lexicon digit { value: decimal }
          一 1
          二 2
        number Num { digits <digit>; point "." }

        """

    /// The rule asked about is always `r`.
    static let cases: [Case] = [
        // It matches.
        Case("rule r -> t\n  match \"甲\"", "丙甲", .made),
        Case("rule r -> t\n  match \"甲\"", "丙甲", .made, at: 1),
        Case("rule r -> i\n  match \"甲\"", "甲", .unwritten, "internal"),
        Case("rule r -> m\n  match \"甲\"", "甲", .unwritten, "masked"),
        // Elements.
        Case("rule r -> t\n  match \"甲\" \"乙\"", "丙丙", .nowhere, "begins with \"甲\""),
        Case("rule r -> t\n  match \"甲\" \"乙\"", "甲丙", .element, "then wants \"乙\"; found \"丙\""),
        Case("rule r -> t\n  match \"甲\" \"乙\"", "甲", .element, "the text ends"),
        Case("rule r -> t\n  match \"甲\" {digit}{2}", "甲3丙", .element, "matches \"甲3\" and then wants {digit}"),
        Case("rule r -> t\n  match \"甲\" <w>", "甲丙", .element, "wants <w>"),
        Case("rule r -> t\n  match \"丙\" x=<w code=B>\n  set a = x.code", "丙甲", .element, "wants x=<w code=B>"),
        Case("rule r -> t\n  match \"甲\" n=Num\n  set v = n.value", "甲丙", .element, "wants n=Num"),
        Case("rule r -> t\n  match \"甲\" balanced(\"(\", \")\")", "甲(丙", .element, "wants balanced(\"(\", \")\")"),
        Case("rule r -> t\n  match \"甲\" (\"乙\" | \"丙\")", "甲丁", .element, "wants \"乙\" or \"丙\""),
        Case("rule r -> t\n  match \"甲\" gap{0,2} \"乙\"", "甲丁丁丁丁乙", .element, "wants \"乙\"; found \"丁丁乙\""),
        Case("rule r -> t\n  match {Han}* \"，\"\n  limit 3", "甲甲甲甲甲，", .element, "at most 3 characters", at: 0),
        Case("stage late\nrule r -> t\n  match \"甲\" i", "甲丙", .element, "wants i"),
        Case("rule r -> t\n  match \"甲\" {^ \"丙\"}", "甲丙", .element, "wants {^ \"丙\"}"),
        Case("rule r -> t\n  match \"甲\" _ \"乙\"", "甲   乙", .element, "matches \"甲  \""),
        // Guards.
        Case("rule r -> t\n  match \"甲\"\n  not after \"丙\"", "丙甲", .guard, "`not after …` does not hold: \"丙\" stands before it"),
        Case("rule r -> t\n  match \"甲\"\n  after \"丙\"", "丁甲", .guard, "`after …` does not hold"),
        Case("rule r -> t\n  match \"甲\"\n  after \"丙\"", "甲", .guard, "it begins the text"),
        Case("rule r -> t\n  match \"甲\"\n  not before \"丙\" | \"丁\"", "甲丁", .guard, "`not before …` does not hold: \"丁\" stands behind it"),
        Case("rule r -> t\n  match \"甲\"\n  before \"丙\"", "甲", .guard, "it ends the text"),
        Case("rule r -> t\n  match \"服\"\n  boundary at end", "服务", .guard, "`boundary at end`"),
        Case("rule r -> t\n  match \"务\"\n  boundary at start", "服务", .guard, "`boundary at start`"),
        Case("rule r -> t\n  match \"服\"\n  boundary", "服务", .guard, "`boundary` does not hold"),
        Case("rule r -> t\n  match \"服务\"\n  not boundary", "服务", .guard, "`not boundary` does not hold"),
        Case("rule r -> t\n  match \"甲\"\n  line start", "丙甲", .guard, "`line start`"),
        Case("rule r -> t\n  match \"甲\"\n  line end", "甲丙", .guard, "`line end`"),
        Case("rule r -> t\n  match \"甲\"\n  sentence start", "丙甲", .guard, "`sentence start`"),
        Case("rule r -> t\n  match \"甲\"\n  sentence end", "甲，", .guard, "`sentence end`"),
        Case("rule r -> t\n  match \"甲\"\n  in headline", "甲", .guard, "it stands in body"),
        Case("rule r -> t\n  match \"甲\"\n  not in headline", "甲", .guard, "it stands in headline", role: .headline),
        Case("rule r -> t\n  match x=\"甲\" \"乙\"\n  not before \"乙\" at x\n  set a = x", "甲乙", .guard, "`not before … at x` does not hold: \"乙\" stands behind it"),
        // Conditions.
        Case("rule r -> t\n  match n=Num\n  where n.value > 5", "3", .condition, "`where n.value > 5`"),
        Case("rule r -> t\n  match n=Num\n  where n.value in 1..2", "3", .condition, "n.value in 1..2"),
        Case("rule r -> t\n  match x=<w>\n  where x.code in (B, C)", "甲", .condition, "x.code in (B, C)"),
        Case("rule r -> t\n  match x=\"甲\"? y=\"乙\"\n  where x present", "乙", .condition, "x present"),
        Case("rule r -> t\n  match x=\"甲\"? y=\"乙\"\n  where x absent and y.length > 0", "甲乙", .condition, "where x absent`", at: 0),
        Case("rule r -> t\n  match n=Num\n  where not n.form == arabic", "3", .condition, "not (n.form == arabic)"),
        Case("lexicon other { a: decimal, b: decimal }\n  甲  1  2\n\nrule r -> t\n  match x=\"甲\"\n  where weigh(x, other, b) > 5", "甲", .condition, "weigh(x, other, b) > 5"),
        Case("rule r -> t\n  match x=\"甲\"? \"乙\" y=\"丙\"?\n  span x..y", "乙", .span, "took no part"),
        // Links.
        Case("stage late\nlink r -> f\n  match q=Num \"甲\"\n  set a = q", "3甲", .made, "it made a link"),
        Case("stage late\nlink r -> f\n  match q=Num \"甲\"\n  set a = q", "3乙", .element, "wants \"甲\""),
        Case("stage late\nlink r -> f\n  match q=Num \"甲\"\n  not before \"乙\"\n  set a = q", "3甲乙", .guard, "`not before …` does not hold"),
        Case("stage late\nlink r -> f\n  match q=Num \"甲\"\n  where q.value > 5\n  set a = q", "3甲", .condition, "where q.value > 5"),
        Case("stage late\nlink r -> f\n  match q=Num gap{0,5} \"甲\"\n  within clause\n  set a = q", "3丙，丙甲", .reach, "stays within a clause"),
        Case("stage late\nlink r -> f\n  match q=Num\n  set a = q\n\nlink s -> f over r\n  match q=Num \"甲\"\n  set a = q", "3甲", .rival, "`s` states the same with \"3甲\" and is over it"),
        Case("stage late\nlink r -> f\n  match q=Num\n  set a = q\n\nlink s -> f\n  match q=Num \"甲\"\n  set a = q", "3甲", .rival, "is longer"),
        // Conflicts.
        Case("rule r -> t\n  match \"丁\" {Han}", "丁丁丙", .block, "block word \"丁丁\" of lexicon `bl`"),
        Case("rule r -> t\n  match \"甲\" \"乙\"\n\nrule s -> t over r\n  match \"乙\"", "甲乙", .over, "`s` is over it and has \"乙\""),
        Case("rule r -> t\n  match \"甲\"\n\nrule s -> t\n  match \"甲\" \"乙\"", "甲乙", .longer, "`s` with \"甲乙\" is longer"),
        Case("rule r -> t\n  match \"乙\" \"丙\"\n\nrule s -> t\n  match \"甲\" \"乙\"", "甲乙丙", .longer, "begins earlier"),
        Case("rule r -> t\n  match \"甲\"\n\nrule s -> t\n  match {Han}\n  prefer after \"丙\"", "丙甲", .preferred, "`s` matches the same words and is preferred", at: 1),
        Case("rule r -> t\n  match \"甲\"\n\nrule a -> t\n  match {Han}", "甲", .ambiguous, "`a` matches the same words"),
        Case("stage early\nrule s -> t\n  match \"甲\"\n\nstage late\nrule r -> t\n  match \"甲\" \"乙\"", "甲乙", .earlier, "`s` of the earlier stage `early` has \"甲\""),
        Case("stage early\nrule r -> t\n  match \"甲\"\n\nstage late\nrule s -> t over r\n  match \"甲\" \"乙\"", "甲乙", .taken, "`s` of the later stage `late` took its words"),
        Case("stage early\nrule r -> t\n  match \"甲\"\n\nstage late\nrule s -> t\n  match t \"乙\"", "甲乙", .taken, "with \"甲乙\""),
    ]

    @Test(arguments: cases) func whyNot(_ item: Case) throws {
        let source = Self.prelude + item.rules + "\n"
        let compiled = RuleCompiler.compile(RuleFiles(["r.rules": Array(source.utf8)]))
        let program = try #require(compiled.program, "\(compiled.diagnostics.filter { $0.severity == .error })")
        let text = Array(item.text.utf16)
        let explainer = Explainer(program: program)
        explainer.run(text, context: MatchContext(blocks: [Block(role: item.role, span: TextSpan(0, text.count))]))
        let why = try #require(explainer.why(rule: "r", at: item.at))
        #expect(why.kind == item.kind, "\(why.message)")
        #expect(item.message.isEmpty || why.message.contains(item.message), "\(why.message)")
    }

    @Test func capturesAndSteps() throws {
        let source = Self.prelude + "rule r -> t\n  match x=<w> n=Num\n  set v = x.n * n.value ; a = x.code\n"
        let program = try #require(RuleCompiler.compile(RuleFiles(["r.rules": Array(source.utf8)])).program)
        let explainer = Explainer(program: program)
        explainer.run(Array("丙乙乙3".utf16), context: MatchContext())
        let mention = try #require(explainer.mentions(at: 2).first)
        #expect(mention.words == "乙乙3")
        #expect(mention.captures.map { "\($0.name) \($0.words)" } == ["x 乙乙", "n 3"])
        #expect(mention.captures[0].fields.map { "\($0.name) \($0.value)" } == ["lexicon w", "code B", "n 2"])
        #expect(mention.sets.map { "\($0.field) \($0.value) \($0.expression) \($0.place.line)" } == ["v 6 x.n * n.value 17", "a B x.code 17"])
        #expect(explainer.mentions(at: 0).isEmpty)
    }

    @Test func linksWithTheirSteps() throws {
        let source = Self.prelude + "stage late\nlink r -> f\n  match q=Num b=<w>\n  set a = b\n"
        let program = try #require(RuleCompiler.compile(RuleFiles(["r.rules": Array(source.utf8)])).program)
        let explainer = Explainer(program: program)
        explainer.run(Array("丙3乙乙".utf16), context: MatchContext())
        let link = try #require(explainer.links(at: 2).first)
        #expect(link.rule == "r" && link.type == "f" && link.words == "3乙乙" && link.quantities == [TextSpan(1, 2)])
        #expect(link.captures.map { "\($0.name) \($0.words)" } == ["q 3", "b 乙乙"])
        #expect(link.sets.map { "\($0.field) \($0.value)" } == ["a 乙乙"])
        #expect(explainer.links(at: 0).isEmpty)
    }

    /// A name that stands again by itself is explained by where it was named.
    @Test func namesFoundAgain() throws {
        let source = Self.prelude + "rule r -> t\n  match \"长\" x={Han}{3}\n  span x\n  remember x\n"
        let program = try #require(RuleCompiler.compile(RuleFiles(["r.rules": Array(source.utf8)])).program)
        let explainer = Explainer(program: program)
        explainer.run(Array("长王小明，王小明".utf16), context: MatchContext())
        let again = try #require(explainer.mentions(at: 6).first)
        #expect(again.words == "王小明" && again.captures.isEmpty)
        #expect(again.namedBy?.words == "王小明" && again.namedBy?.span == TextSpan(1, 4))
        #expect(explainer.mentions(at: 2).first?.namedBy == nil)
    }

    /// A remembered name that covers a lexicon's word and goes on behind it, or begins before it, takes its place.
    @Test(arguments: [
        (words: "王小", text: "长王小明，王小明。王小", found: ["1 4", "5 8", "9 11"]), (words: "小明", text: "长王小明，与王小明。小明", found: ["1 4", "6 9", "10 12"]),
    ])
    func namesFoundAgainWhole(words: String, text: String, found: [String]) throws {
        let known = "lexicon known\n  \(words)\n\nrule k -> t\n  match <known>\n\n"
        let source = Self.prelude + known + "rule r -> t over k\n  match \"长\" x={Han}{3}\n  span x\n  remember x\n"
        let program = try #require(RuleCompiler.compile(RuleFiles(["r.rules": Array(source.utf8)])).program)
        let result = Matcher(program: program).match(Array(text.utf16), context: MatchContext())
        let standing = result.mentions.filter { !$0.isAbsorbed }.sorted { $0.start < $1.start }
        #expect(standing.map { "\($0.start) \($0.end)" } == found)
    }

    @Test func linksAreProfiled() throws {
        let source = Self.prelude + "stage late\nlink r -> f\n  match q=Num\n  set a = q\n\nlink s -> f over r\n  match q=Num \"甲\"\n  set a = q\n"
        let program = try #require(RuleCompiler.compile(RuleFiles(["r.rules": Array(source.utf8)])).program)
        let matcher = Matcher(program: program)
        matcher.profile = MatchProfile(rules: program.rules.count, lexicons: program.lexicons.count)
        _ = matcher.match(Array("3甲，2".utf16), context: MatchContext())
        #expect(matcher.profile?.rules.map { "\($0.proposed) \($0.won)" } == ["2 1", "1 1"])
    }

    @Test func thereAreEnoughCases() { #expect(Self.cases.count >= 40) }
}
