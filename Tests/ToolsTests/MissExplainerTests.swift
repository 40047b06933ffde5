import BaoShu
import BaoShuMeasuring
import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuTools
import Testing

/// The causes that `eval` gives of what the rules did not make.
@Suite struct MissExplainerTests {
    private static let rules = """
        stages early, late
        stage early
        type t { a: text }
        type u { a: text }
        type quantity { value: decimal }
        type fact internal { indicator: words }
        lexicon bl block
          乙丁
        lexicon digit { value: decimal }
          一 1
        number Num { digits <digit> }

        rule plain -> t
          match   "甲" {Han}{0,2} "乙"
          not before "丙"
          where   not contains("甲乙己", "x")

        rule long -> u over plain
          match   "甲乙戊"

        rule blocked -> t
          match   "乙"

        rule q -> quantity
          match   n=Num
          set     value = n.value

        stage late
        link l -> fact
          match   i="价" q=quantity
          not before "折"
          set     indicator = i

        """

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var words: String
        var kind: Cause.Kind
        var detail: String
        var testDescription: String { "\(text) \(kind)" }
    }

    static let cases = [
        Case(text: "丙丁", words: "丙丁", kind: .noRule, detail: ""), Case(text: "甲丁戊己", words: "甲丁", kind: .pattern, detail: "plain (r.rules:"),
        Case(text: "甲乙丙", words: "甲乙", kind: .guard, detail: "`not before …`"), Case(text: "乙丁", words: "乙", kind: .block, detail: "block word \"乙丁\""),
        Case(text: "甲乙戊", words: "甲乙", kind: .conflict, detail: "`long` is over it"),
    ]

    private static func document(_ text: String) throws -> (MissExplainer, AnnotatedDocument) {
        let program = try #require(RuleCompiler.compile(RuleFiles(["r.rules": Array(rules.utf8)])).program)
        var source = SourceDocument(id: "a", source: SourceDescription(name: "a", format: "text"), text: Array(text.utf16), content: .text)
        source.date = "2024-05-31"
        return (MissExplainer(program: program), Annotator(program: program).annotate(source)[0])
    }

    @Test(arguments: cases) func missingMention(_ item: Case) throws {
        let (explainer, document) = try Self.document(item.text)
        let cause = try #require(explainer.cause(ofMissing: "t", at: TextSpan(0, item.words.utf16.count), in: document))
        #expect(cause.kind == item.kind, "\(cause)")
        #expect(item.detail.isEmpty || cause.detail?.contains(item.detail) == true, "\(cause)")
    }

    @Test(arguments: [("价1折", Cause.Kind.guard), ("值1元", .noRule)]) func missingFact(_ text: String, _ kind: Cause.Kind) throws {
        let (explainer, document) = try Self.document(text)
        let cause = try #require(explainer.cause(ofMissingFactOf: TextSpan(1, 2), in: document))
        #expect(cause.kind == kind, "\(cause)")
    }
}
