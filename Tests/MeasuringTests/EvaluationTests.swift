import BaoShuModel
import BaoShuText
import Foundation
import Testing

@testable import BaoShuMeasuring

@Suite struct EvaluationTests {
    static let page = "青岛市共3家\n\n单位，增长11.9%，约2024年，李明。\n"

    /// The page laid out as one article, with the blank line and the line ends gone.
    static func document(_ mentions: [Mention], _ facts: [Fact] = []) -> AnnotatedDocument {
        var text: [UInt16] = []
        var map = SourceMap()
        for (i, unit) in page.utf16.enumerated() where unit != 0x0A {
            map.append(start: UTF16Offset(text.count), source: UTF16Offset(i), length: 1)
            text.append(unit)
        }
        var document = AnnotatedDocument(id: "a#1", source: SourceDescription(name: "a.txt", format: "page"), text: text, sourceMap: map)
        document.mentions = Mentions(mentions)
        document.facts = facts
        return document
    }

    static func mention(_ type: String, _ words: String, _ fields: [String: String] = [:], unit: String? = nil, rule: String = "r") -> Mention {
        let text = page.replacingOccurrences(of: "\n", with: "") as NSString
        let range = text.range(of: words)
        var all = fields.sorted { $0.key < $1.key }.map { Field($0.key, .text($0.value)) }
        if let unit { all.append(Field("unit", .unit(UnitValue(code: unit, system: "own", text: unit)))) }
        return Mention(type: type, span: TextSpan(range.location, range.location + range.length), fields: all, rule: rule)
    }

    static let goldText: GoldText = {
        let mentions = #"""
            {"line": 1, "text": "青岛市", "type": "place"}
            {"line": 1, "text": "3家\n\n单", "type": "quantity", "value": "3", "unit": "家"}
            {"line": 3, "text": "11.9%", "type": "quantity", "value": "11.90", "unit": "%"}
            {"line": 3, "text": "2024年", "type": "date", "value": "2024"}
            {"line": 3, "text": "李明", "type": "person"}
            """#
        let facts = #"""
            {"line": 3, "indicator": "增长的“数”", "subject": "青岛市", "time": "2024", "change": "up", "value": "11.9", "unit": "%"}
            {"line": 1, "indicator": "单位", "value": "3", "unit": "家"}
            """#
        return try! GoldReader.page(
            name: "a", path: "a.txt", text: Array(page.utf16), mentions: mentions, mentionsPath: "a.mentions.jsonl", facts: facts, factsPath: "f")
    }()

    static let mentions = [
        mention("place", "青岛市", rule: "place.x"),
        mention("quantity", "3家单", ["value": "3"], unit: "家", rule: "count.x"),
        mention("quantity", "11.9%", ["value": "11.9"], unit: "%", rule: "percent.x"),
        mention("date", "2024年", ["value": "2023"], rule: "date.x"),
        mention("place", "李明", rule: "place.x"),
    ]

    static func evaluation(_ mentions: [Mention] = mentions, _ facts: [Fact] = []) -> Evaluation {
        var evaluation = Evaluation()
        evaluation.add(goldText, documents: [document(mentions, facts)])
        return evaluation
    }

    @Test func tallies() {
        let scores = Scores(Self.evaluation())
        #expect(scores.texts == 1)
        let spans = Dictionary(uniqueKeysWithValues: scores.types.map { ($0.name, $0.spans) })
        #expect(spans["place"] == Tally(truePositives: 1, falsePositives: 1))
        #expect(spans["person"] == Tally(falseNegatives: 1))
        #expect(spans["date"] == Tally(truePositives: 1))
        #expect(spans["quantity"] == Tally(truePositives: 2))
        let values = Dictionary(uniqueKeysWithValues: scores.types.map { ($0.name, $0.values) })
        #expect(values["date"] == Tally(falsePositives: 1, falseNegatives: 1))
        #expect(values["quantity"] == Tally(truePositives: 2))
        #expect(values["place"] == .some(nil))
        #expect(
            scores.groups == [
                .init(name: "numeric", tally: Tally(truePositives: 2)),
                .init(name: "temporal", tally: Tally(falsePositives: 1, falseNegatives: 1)),
                .init(name: "entity", tally: Tally(truePositives: 1, falsePositives: 1, falseNegatives: 1)),
            ])
        #expect(scores.rules.first { $0.name == "place.x" }?.tally == Tally(truePositives: 1, falsePositives: 1))
        #expect(scores.rules.first { $0.name == "date.x" }?.tally == Tally(falsePositives: 1))
        #expect(scores.facts == Tally(falseNegatives: 2))
    }

    @Test func misses() {
        #expect(
            EvaluationRendering.misses(Self.evaluation().outcomes.filter { $0.type != "fact" }) == """
                a.txt:3: wrong date: 单位，增长11.9%，约[2024年]，李明。 (date.x)
                    expected value 2024
                    got      value 2023
                a.txt:3: missing person: 1.9%，约2024年，[李明]。
                    other type: `place.x` has place "李明"
                a.txt:3: extra place: 1.9%，约2024年，[李明]。 (place.x)
                    other type: the gold has person "李明"

                """)
        #expect(EvaluationRendering.misses(Self.evaluation().outcomes, limit: 1, type: "person").hasSuffix("has place \"李明\"\n"))
        #expect(EvaluationRendering.misses(Self.evaluation().outcomes, limit: 1).hasSuffix("… and 4 more\n"))
    }

    @Test func causesAreCounted() {
        let text = EvaluationRendering.causes(Self.evaluation().outcomes)
        #expect(
            text == """
                causes                                 miss. wrong extra
                  other type                               1           1
                  other value: value                             1

                """, "\(text)")
    }

    /// Against 增长的“数据” of 青岛 in 2024, up: the value and a half of the indicator's characters make it known, every field and
    /// three fifths make it right.
    @Test(arguments: [
        (indicator: "增长", subject: 0, time: "2024", change: "up", linked: true, right: true),
        ("增长", 0, "2023", "up", true, false),
        ("增长", 4, "2024", "up", true, false),
        ("增长11", 0, "2024", "up", true, false),
        ("单位", 0, "2024", "up", false, false),
        ("增长", 0, "2024", "down", false, false),
    ])
    func facts(indicator: String, subject: Int, time: String, change: String, linked: Bool, right: Bool) {
        let fact = Fact(
            quantity: 2, fields: [Field("change", .text(change))], indicator: .init(span: Self.mention("x", indicator).span),
            subject: .init(mention: subject), time: .init(value: time), rule: "fact.x")
        var gold = Self.goldText
        gold.facts = [
            GoldFact(
                line: 3, value: StatedValue(value: "11.9", unit: "%"), indicator: "增长的“数据”", subject: "青岛", time: "2024", change: "up")
        ]
        var evaluation = Evaluation()
        evaluation.add(gold, documents: [Self.document(Self.mentions, [fact])])
        let scores = Scores(evaluation)
        let hit = Tally(truePositives: 1)
        let miss = Tally(falsePositives: 1, falseNegatives: 1)
        #expect(scores.linkedFacts == (linked ? hit : miss))
        #expect(scores.facts == (right ? hit : miss))
    }

    @Test func sameNumberInAnotherForm() {
        let half = StatedValue(value: "1/2", unit: "%")
        #expect(half.states(StatedValue(value: "0.50", unit: "%"), as: "quantity"))
        #expect(half.states(StatedValue(value: "2/4", unit: "%", mod: ""), as: "quantity"))
        #expect(!half.states(StatedValue(value: "0.51", unit: "%"), as: "quantity"))
        #expect(!half.states(StatedValue(value: "0.5"), as: "quantity"))
        #expect(!half.states(StatedValue(value: "0.5", unit: "%", mod: "approx"), as: "quantity"))
        #expect(!StatedValue(value: "05").states(StatedValue(value: "5"), as: "date"))
        #expect(StatedValue(terms: ["1", "2.0"]).states(StatedValue(terms: ["1.0", "2"]), as: "ratio"))
        #expect(!StatedValue(terms: ["1", "2"]).states(StatedValue(terms: ["1"]), as: "ratio"))
        #expect(!StatedValue(low: "1").states(StatedValue(high: "1"), as: "number"))
        #expect(StatedValue(value: "1").states(StatedValue(), as: "person"))
    }

    @Test func differenceOfRuns() throws {
        let earlier = Self.evaluation()
        var mentions = Self.mentions
        mentions[3] = Self.mention("date", "2024年", ["value": "2024"])
        mentions[4] = Self.mention("work", "李明")
        mentions.remove(at: 1)
        let now = Self.evaluation(mentions)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("baoshu-run-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(EvaluationRendering.json(Scores(earlier), earlier.outcomes).utf8).write(to: URL(fileURLWithPath: path))
        let saved = try RunDifference.readOutcomes(at: path)
        #expect(saved == earlier.outcomes)
        let difference = RunDifference(from: saved, to: now.outcomes)
        #expect(difference.newlyRight.map { "\($0.status) \($0.type) \($0.text)" } == ["right date 2024年", "extra place 李明"])
        #expect(difference.newlyWrong.map { "\($0.status) \($0.type) \($0.text)" } == ["missing quantity 3家\n\n单", "extra work 李明"])
        #expect(EvaluationRendering.difference(difference).hasPrefix("newly right: 2\na.txt:3: right date: "))
        #expect(throws: GoldError.self) { try RunDifference.readOutcomes(at: path + ".none") }
    }

    @Test func table() {
        #expect(
            EvaluationRendering.table(Scores(Self.evaluation()), rules: true) == """
                mention spans                        P     R    F1  gold
                  date                           1.000 1.000 1.000     1
                  person                         0.000 0.000 0.000     1
                  place                          0.500 1.000 0.667     1
                  quantity                       1.000 1.000 1.000     2
                mention spans with value             P     R    F1  gold
                  date                           0.000 0.000 0.000     1
                  quantity                       1.000 1.000 1.000     2
                groups                               P     R    F1  gold
                  numeric, with value            1.000 1.000 1.000     2
                  temporal, with value           0.000 0.000 0.000     1
                  entity, span                   0.500 0.500 0.500     2
                facts                                P     R    F1  gold
                  value and indicator            0.000 0.000 0.000     2
                  every field right              0.000 0.000 0.000     2
                rules                                P              made
                  count.x                        1.000                 1
                  date.x                         0.000                 1
                  percent.x                      1.000                 1
                  place.x                        0.500                 2

                """)
    }

    @Test func json() throws {
        let evaluation = Self.evaluation()
        let text = try EvaluationRendering.json(Scores(evaluation), evaluation.outcomes)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let entity = try #require((object["groups"] as? [String: [String: Any]])?["entity"])
        #expect(entity["f1"] as? Double == 0.5)
        #expect(entity["falsePositives"] as? Int == 1)
        #expect((object["outcomes"] as? [Any])?.count == evaluation.outcomes.count)
        #expect(try EvaluationRendering.json(Scores(Self.evaluation()), Self.evaluation().outcomes) == text)
    }

    /// Documents are compared by their own offsets, and what failed counts as missed.
    @Test func documentsByTheirOwnText() throws {
        let gold = try GoldReader.documents(
            #"{"id":"x","text":"有3人","mentions":[{"start":1,"end":3,"type":"quantity","value":"3","unit":"人"}]}"#, path: "m.jsonl")[0]
        var document = AnnotatedDocument(
            id: "x", source: SourceDescription(name: "m.jsonl", format: "jsonl"), text: gold.text, sourceMap: SourceMap())
        document.mentions = [
            Mention(
                type: "quantity", span: TextSpan(1, 3),
                fields: [Field("value", .text("3")), Field("unit", .unit(UnitValue(code: "人", system: "count", text: "人")))], rule: "c")
        ]
        var evaluation = Evaluation()
        evaluation.add(gold, documents: [document])
        evaluation.add(gold, documents: [])
        #expect(evaluation.outcomes.map(\.status) == [.right, .missing])
        #expect(evaluation.outcomes[1].place == "m.jsonl:1")
        #expect(Scores(evaluation).facts == nil)
    }
}
