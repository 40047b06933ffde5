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

    /// How much longer one sentence takes that has a clause with one figure at its end some times as often.
    ///
    /// - Parameter link: what the link says that begins with a clause, whose words stand behind its comma.
    private func growth(of clause: String, figure: Int, kind: String, _ link: @escaping (_ start: Int) -> [(name: String, value: LinkMatch.Value)]) -> Double {
        let length = clause.utf16.count
        return ProcessorTime.growth(from: 8000) { count in
            var document = document(clause, count)
            document.blocks = [Block(role: .body, span: TextSpan(0, document.text.count))]
            var mentions: [Mention] = [], links: [LinkMatch] = []
            for start in stride(from: 0, to: document.text.count, by: length) {
                let quantity = TextSpan(start + figure, start + length)
                mentions.append(Mention(type: "quantity", span: quantity, fields: [Field("kind", .text(kind)), Field("value", .text("5"))], rule: "r"))
                links.append(LinkMatch(rule: "f", type: LinkMatch.factType, span: TextSpan(start + 1, start + length), quantities: [quantity], fields: link(start)))
            }
            document.mentions = Mentions(mentions)
            return (document: document, links: links)
        } _: { input in
            var document = input.document
            Linker.link(input.links, in: &document, words: LinkWords())
            #expect(document.facts.count == input.links.count)
        }
    }

    /// One sentence in which the total of projects is told, and then how much sums grew.
    @Test func growthBehindATotal() {
        let growth = growth(of: "，增加5亿", figure: 3, kind: "money") { start in
            // Whose the total is are other words than what is measured.
            if start == 0 { return [("indicator", .words(TextSpan(2, 3))), ("subject", .words(TextSpan(1, 2))), ("total", .flag(true))] }
            return [("indicator", .words(TextSpan(start + 1, start + 3))), ("change", .text("up"))]
        }
        #expect(growth < ProcessorTime.linear)
    }

    /// One sentence of shares that are said by a word alone (占比), each of which asks what the last share was of.
    @Test func sharesByAWordAlone() {
        let growth = growth(of: "，占比升5点", figure: 4, kind: "percentage_point") { start in
            let share: [(name: String, value: LinkMatch.Value)] = [("indicator", .words(TextSpan(start + 1, start + 3))), ("change", .text("up"))]
            // The first has a whole, which the others are asked about and are not of.
            if start == 0 { return [("indicator", .words(TextSpan(1, 2))), ("share_of", .words(TextSpan(2, 3)))] }
            if start == 6 { return [("indicator", .words(TextSpan(7, 8)))] }
            return share + ["bare", "share_of_same", "side"].map { ($0, .flag(true)) }
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
