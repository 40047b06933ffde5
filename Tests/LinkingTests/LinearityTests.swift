import BaoShuModel
import BaoShuText
import TestSupport
import Testing

@testable import BaoShuLinking
@testable import BaoShuMatching

/// What a text repeats is linked in a time that grows with its length alone.
struct LinearityTests {
    private func document(_ unit: String, _ count: Int) -> AnnotatedDocument {
        let text = Array(String(repeating: unit, count: count).utf16)
        return AnnotatedDocument(id: "t", source: SourceDescription(name: "t", format: "text"), text: text, sourceMap: SourceMap(identity: text.count))
    }

    /// One sentence of facts of two quantities, which have their time from a clause before.
    @Test func factsOfOneSentence() {
        let growth = ProcessorTime.growth(from: 400) { count in
            var document = document("产量5吨和6吨，", count)
            document.blocks = [Block(role: .body, span: TextSpan(0, document.text.count))]
            var mentions: [Mention] = [], links: [LinkMatch] = []
            for start in stride(from: 0, to: document.text.count, by: 8) {
                let quantities = [TextSpan(start + 2, start + 4), TextSpan(start + 5, start + 7)]
                mentions += quantities.map { Mention(type: "quantity", span: $0, rule: "r") }
                links.append(LinkMatch(rule: "f", type: LinkMatch.factType, span: TextSpan(start, start + 7), quantities: quantities, fields: [("indicator", .words(TextSpan(start, start + 2)))]))
            }
            mentions[0] = Mention(type: "date", span: TextSpan(0, 1), fields: [Field("value", .text("2023"))], rule: "r")
            links[0] = LinkMatch(rule: "s", type: "scope", span: TextSpan(0, 1), quantities: [], fields: [("time", .words(TextSpan(0, 1)))])
            document.mentions = Mentions(mentions)
            return (document: document, links: links)
        } _: { input in
            var document = input.document
            Linker.link(input.links, in: &document, words: LinkWords())
            #expect(document.facts.count == 2 * (input.links.count - 1))
        }
        #expect(growth < ProcessorTime.linear)
    }

    /// One sentence in which the total of projects is told, and then how much sums grew.
    @Test func growthBehindATotal() {
        let growth = ProcessorTime.growth(from: 2000) { count in
            var document = document("，增加5亿", count)
            document.blocks = [Block(role: .body, span: TextSpan(0, document.text.count))]
            var mentions: [Mention] = [], links: [LinkMatch] = []
            for start in stride(from: 0, to: document.text.count, by: 5) {
                let sum = TextSpan(start + 3, start + 5)
                mentions.append(Mention(type: "quantity", span: sum, fields: [Field("kind", .text("money")), Field("value", .text("500000000"))], rule: "r"))
                let words = TextSpan(start + 1, start + 3)
                var fields: [(name: String, value: LinkMatch.Value)] = [("indicator", .words(words)), ("change", .text("up"))]
                // Whose the total is are other words than what is measured.
                if start == 0 { fields = [("indicator", .words(TextSpan(2, 3))), ("subject", .words(TextSpan(1, 2))), ("total", .flag(true))] }
                links.append(LinkMatch(rule: "f", type: LinkMatch.factType, span: TextSpan(start + 1, start + 5), quantities: [sum], fields: fields))
            }
            document.mentions = Mentions(mentions)
            return (document: document, links: links)
        } _: { input in
            var document = input.document
            Linker.link(input.links, in: &document, words: LinkWords())
            #expect(document.facts.count == input.links.count)
        }
        #expect(growth < ProcessorTime.linear)
    }

    /// One sentence of shares that are said by a word alone (占比), each of which asks what the last share was of.
    @Test func sharesByAWordAlone() {
        let growth = ProcessorTime.growth(from: 2000) { count in
            var document = document("，占比升5点", count)
            document.blocks = [Block(role: .body, span: TextSpan(0, document.text.count))]
            var mentions: [Mention] = [], links: [LinkMatch] = []
            for start in stride(from: 0, to: document.text.count, by: 6) {
                let points = TextSpan(start + 4, start + 6)
                mentions.append(Mention(type: "quantity", span: points, fields: [Field("kind", .text("percentage_point")), Field("value", .text("5"))], rule: "r"))
                let flags: [String] = start == 0 ? [] : ["bare", "share_of_same", "side"]
                links.append(
                    LinkMatch(
                        rule: "f", type: LinkMatch.factType, span: TextSpan(start + 1, start + 6), quantities: [points],
                        fields: [("indicator", .words(TextSpan(start + 1, start + 3))), ("change", .text("up"))] + flags.map { ($0, .flag(true)) }))
            }
            document.mentions = Mentions(mentions)
            return (document: document, links: links)
        } _: { input in
            var document = input.document
            Linker.link(input.links, in: &document, words: LinkWords())
            #expect(document.facts.count == input.links.count)
        }
        #expect(growth < ProcessorTime.linear)
    }

    /// A table whose rows begin with words as heads have them.
    @Test func headsOfATable() {
        let growth = ProcessorTime.growth(from: 400) { count in
            var document = document("产量吨\t5\n", count)
            var mentions: [Mention] = [], links: [LinkMatch] = []
            for start in stride(from: 0, to: document.text.count, by: 6) {
                document.blocks.append(Block(role: start == 0 ? .tableHeader : .tableRow, span: TextSpan(start, start + 5)))
                mentions.append(Mention(type: "number", span: TextSpan(start + 4, start + 5), fields: [Field("value", .text("5"))], rule: "r"))
                links.append(LinkMatch(rule: "h", type: LinkMatch.tableHeadType, span: TextSpan(start + 2, start + 3), quantities: [], fields: [("unit", .text("t"))]))
            }
            document.mentions = Mentions(mentions)
            return (document: document, links: links)
        } _: { input in
            var document = input.document
            Linker.link(input.links, in: &document, words: LinkWords())
            #expect(document.facts.count == input.links.count - 1)
        }
        #expect(growth < ProcessorTime.linear)
    }
}
