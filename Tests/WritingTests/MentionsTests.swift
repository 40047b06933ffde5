import BaoShuModel
import BaoShuText
import TestSupport
import Testing

/// The tape gives back what was put on it.
@Suite struct MentionsTests {
    static let mentions = [
        Mention(type: "place", span: TextSpan(0, 3), rule: "place.name", entity: 2),
        Mention(
            type: "quantity", span: TextSpan(4, 9),
            fields: [
                Field("value", .text("14830000000")), Field("unit", .unit(UnitValue(code: "USD", system: "iso4217", text: "美元"))), Field("flag", .flag(false)),
                Field("base", .object([Field("value", .text("1.5")), Field("inner", .object([])), Field("unit", .text("\"kg\"\\"))])),
                Field("terms", .list([.text("1"), .list([.flag(true), .words(TextSpan(5, 6))]), .text("")])), Field("value", .text("again")),
            ],
            parts: [Part("number", TextSpan(4, 7), [Field("value", .text("148.3")), Field("digits", .text("4"))]), Part("unit", TextSpan(7, 9))], rule: "quantity.money"),
        Mention(type: "", span: TextSpan(9, 9), fields: [Field("", .text("")), Field("長", .words(TextSpan(0, 9)))], rule: String(repeating: "長", count: 40)),
    ]

    @Test func comeBack() {
        let mentions = Mentions(Self.mentions)
        #expect(Array(mentions) == Self.mentions)
        #expect(mentions == Mentions(Self.mentions) && mentions != Mentions(Self.mentions.dropLast()))
        #expect(mentions.map(\.type) == ["place", "quantity", ""])
        #expect(mentions[1]["terms"] == .list([.text("1"), .list([.flag(true), .words(TextSpan(5, 6))]), .text("")]))
        #expect(mentions[1].text("unit") == "USD" && mentions[1].text("value") == "14830000000")
        #expect(mentions == [Self.mentions[0], Self.mentions[1], Self.mentions[2]] && Mentions() == [])
    }

    @Test func oneThing() {
        let mentions = Mentions(Self.mentions)
        #expect(mentions.type(of: 0, is: "place") && !mentions.type(of: 1, is: "place") && !mentions.type(of: 0, is: "plac"))
        #expect(mentions.text("value", of: 1) == "14830000000" && mentions.text("unit", of: 1) == "USD")
        #expect(mentions.text("base", of: 1) == nil && mentions.text("number", of: 1) == nil && mentions.text("value", of: 0) == nil)
        #expect(mentions.first(from: UTF16Offset(1)) == 1 && mentions.first(from: UTF16Offset(4)) == 1 && mentions.first(from: UTF16Offset(10)) == 3)
    }

    @Test func takenOut() {
        var mentions = Mentions(Self.mentions)
        mentions.removeAll(overlapping: [TextSpan(2, 4), TextSpan(20, 30)])
        #expect(Array(mentions) == Array(Self.mentions.dropFirst()))
        var builder = MentionsBuilder()
        let type = builder.share("place")
        builder.begin(type: type, rule: builder.string("r"), span: TextSpan(0, 1))
        let cell = builder.openObject(builder.share("codes"))
        builder.append(builder.string("gbt2260"), text: builder.string("370200"))
        builder.close(cell)
        builder.append(builder.string("flag"), flag: true)
        builder.endFields()
        builder.remove(cell)
        let left = Array(builder.finish())
        #expect(left == [Mention(type: "place", span: TextSpan(0, 1), fields: [Field("flag", .flag(true))], rule: "r")])
    }

    /// Spans in any order, which may lie in one another; and what stands in a span.
    @Test func touched() {
        let mentions = Mentions((0..<8).map { Mention(type: "t", span: TextSpan(10 * $0, 10 * $0 + 5), rule: "r") })
        func left(_ spans: [TextSpan]) -> [Int] {
            var rest = mentions
            rest.removeAll(overlapping: spans)
            return rest.map { $0.span.lowerBound.value / 10 }
        }
        #expect(left([]) == Array(0..<8))
        #expect(left([TextSpan(5, 10), TextSpan(75, 90)]) == Array(0..<8))
        #expect(left([TextSpan(44, 45), TextSpan(2, 31), TextSpan(12, 13)]) == [5, 6, 7])
        #expect([TextSpan(5, 10), TextSpan(4, 5), TextSpan(6, 11), TextSpan(0, 80), TextSpan(75, 80)].map(mentions.contains(overlapping:)) == [false, true, true, true, false])
    }

    @Test func timeGrowsWithTheDamageAlone() {
        let growth = ProcessorTime.growth(from: 2000) { count in
            let places = (0..<count).map { TextSpan(2 * $0, 2 * $0 + 1) }
            return (mentions: Mentions(places.map { Mention(type: "t", span: $0, rule: "r") }), damaged: places.map { TextSpan($0.upperBound.value, $0.upperBound.value + 1) })
        } _: { input in
            var mentions = input.mentions
            mentions.removeAll(overlapping: input.damaged)
            #expect(mentions.count == input.damaged.count)
        }
        #expect(growth < ProcessorTime.linear)
    }

    /// A builder forgets a document and keeps its names; the document keeps what it has.
    @Test func memoryIsUsedAgain() {
        var builder = MentionsBuilder()
        let type = builder.share("date")
        builder.append(Self.mentions[1])
        let first = builder.finish()
        builder.clear()
        builder.begin(type: type, rule: type, span: TextSpan(1, 2))
        let second = builder.finish()
        #expect(Array(first) == [Self.mentions[1]] && Array(second) == [Mention(type: "date", span: TextSpan(1, 2), rule: "date")])
        var counts = MentionCounts()
        counts.add(second)
        counts.add(second)
        #expect(counts.byType == ["date": 2])
    }
}
