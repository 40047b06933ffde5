import BaoShuModel
import BaoShuText

@testable import BaoShuWriting

let generator = Generator(version: "0.1.0", rules: "sha256:" + String(repeating: "0a", count: 32), icu: "72.1")

/// The input of the document below.
let exampleSource = Array("# 服务外包稳步增长\n\n2023年青岛市服务外包执行额148.3亿美元，增长11.9%。\n".utf16)

/// The document of the contract's example: a headline, a paragraph, four mentions, two facts.
func exampleDocument() -> AnnotatedDocument {
    let text = Array("服务外包稳步增长\n2023年青岛市服务外包执行额148.3亿美元，增长11.9%。".utf16)
    var map = SourceMap()
    map.append(start: UTF16Offset(0), source: UTF16Offset(2), length: 8)
    map.append(start: UTF16Offset(9), source: UTF16Offset(12), length: 32)
    var document = AnnotatedDocument(
        id: "sample#1", source: SourceDescription(name: "sample.txt", format: "page"), text: text, sourceMap: map)
    document.title = "服务外包稳步增长"
    document.date = "2024-05-30"
    document.blocks = [Block(role: .headline, span: TextSpan(0, 8)), Block(role: .body, span: TextSpan(9, 41))]
    document.sentences = [TextSpan(0, 8), TextSpan(9, 41)]
    document.mentions = [
        Mention(
            type: "date", span: TextSpan(9, 14),
            fields: [Field("value", .text("2023")), Field("from", .text("2023-01-01")), Field("to", .text("2024-01-01"))], rule: "date.year"),
        Mention(
            type: "place", span: TextSpan(14, 17), fields: [Field("codes", .object([Field("gbt2260", .text("370200"))]))],
            rule: "place.division", entity: 1),
        Mention(
            type: "quantity", span: TextSpan(24, 32),
            fields: [
                Field("kind", .text("money")), Field("value", .text("14830000000")),
                Field("unit", .unit(UnitValue(code: "USD", system: "iso4217", text: "美元"))),
            ],
            parts: [Part("number", TextSpan(24, 30), [Field("value", .text("14830000000"))]), Part("unit", TextSpan(30, 32))],
            rule: "quantity.money"),
        Mention(
            type: "quantity", span: TextSpan(35, 40),
            fields: [
                Field("kind", .text("percent")), Field("value", .text("11.9")),
                Field("unit", .unit(UnitValue(code: "%", system: "ucum", text: "%"))),
            ],
            parts: [Part("number", TextSpan(35, 39), [Field("value", .text("11.9"))]), Part("unit", TextSpan(39, 40))],
            rule: "quantity.percent"),
    ]
    let indicator = Fact.Role(span: TextSpan(17, 24))
    document.facts = [
        Fact(quantity: 2, indicator: indicator, subject: .init(mention: 1), time: .init(mention: 0), rule: "fact.measure"),
        Fact(
            quantity: 3, fields: [Field("change", .text("up")), Field("basis", .text("yoy"))], indicator: indicator,
            subject: .init(mention: 1), time: .init(mention: 0, value: "2023"), rule: "fact.change"),
    ]
    return document
}

/// A document with one of everything else: pairs, escapes, a lone surrogate, tokens, a person's title, a share.
func oddDocument() -> AnnotatedDocument {
    let text = Array("𠮷野\"市\"长\\沙琦\t\u{7}约3成\u{1F600}".utf16) + [0xD800] + Array("达1:2".utf16)
    var document = AnnotatedDocument(
        id: "奇/\"1\"", source: SourceDescription(name: "-", format: "jsonl", encoding: "GB18030"), text: text,
        sourceMap: SourceMap(identity: text.count))
    document.language = "zh-Hant"
    document.blocks = [Block(role: .body, span: TextSpan(0, text.count), dateline: TextSpan(0, 3))]
    document.tokens = [TextSpan(0, 3)]
    document.mentions = [
        Mention(type: "place", span: TextSpan(0, 3), rule: "place.name", entity: 2),
        Mention(
            type: "person", span: TextSpan(8, 10),
            fields: [
                Field("title", .words(TextSpan(4, 5))), Field("affiliation", .words(TextSpan(0, 3))), Field("text", .text("lost")),
                Field("aliases", .list([])), Field("famous", .flag(false)),
            ], rule: "person.title"),
        Mention(
            type: "quantity", span: TextSpan(13, 15),
            fields: [
                Field("value", .text("30")), Field("mod", .text("approx")), Field("unit", .unit(UnitValue(code: "%", system: "ucum", text: ""))),
                Field("value", .text("31")),
            ], parts: [Part("cue", TextSpan(12, 13)), Part("cue", TextSpan(12, 13))], rule: "quantity.tenths"),
        Mention(
            type: "ratio", span: TextSpan(19, 22), fields: [Field("terms", .list([.text("1"), .text("2")]))], rule: "ratio.colon"),
    ]
    document.facts = [
        Fact(
            quantity: 2, fields: [Field("target", .flag(true)), Field("value", .text("3/10"))], time: .init(value: "1999/.."),
            shareOf: .init(span: TextSpan(0, 3), mention: 0), rule: "fact.share"),
        Fact(quantity: 3, indicator: .init(), subject: .init(mention: 99), rule: "fact.ratio"),
    ]
    document.diagnostics = [DocumentDiagnostic(code: "ambiguous", message: "two rules match", span: TextSpan(13, 15))]
    return document
}

func line(_ document: AnnotatedDocument, _ offsets: OffsetUnit = .codepoint, source: OffsetTable? = nil) -> String {
    var buffer = JSONBuffer()
    JSONWriter(offsets: offsets, generator: generator).append(document, source: source, to: &buffer)
    return String(decoding: buffer.take(), as: UTF8.self)
}
