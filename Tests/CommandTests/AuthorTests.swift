import Foundation
import TestSupport
import Testing

/// An author at work in a copy of the rules, with the command alone: a currency, a measure word, an entity type with fields of its
/// own, a fact pattern and a word of page layout, each checked, tested, explained, compared with what was before, and extracted.
@Suite struct AuthorTests {
    /// A copy of the shipped rules, in which additions are made.
    struct Desk {
        let folder: TemporaryFolder
        var rules: String { folder.path + "/Rules" }

        init() throws {
            folder = try TemporaryFolder()
            try FileManager.default.copyItem(atPath: Repository.path("Rules"), toPath: folder.path + "/Rules")
        }

        /// Adds a line to the end of a table.
        func add(row: String, to table: String) throws {
            let path = rules + "/" + table
            var text = try String(contentsOfFile: path, encoding: .utf8)
            if !text.hasSuffix("\n") { text += "\n" }
            try (text + row + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }

        /// Adds a line behind the first one that begins so.
        func add(line: String, behind start: String, in file: String) throws {
            let path = rules + "/" + file
            var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
            let index = try #require(lines.firstIndex { $0.hasPrefix(start) }, "\(file) has no line that begins with \(start)")
            lines.insert(line, at: index + 1)
            try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }

        func run(_ arguments: String...) throws -> Program { try Program(Program.baoshuPath, arguments, folder: folder.path) }

        /// The words that show two rules equal are one example of many.
        private static func withoutWords(_ message: String) -> String { message.components(separatedBy: "match the same words: ")[0] }

        /// What the checker says, without its places, which additions shift.
        func remarks(_ folder: String) throws -> (status: Int32, messages: Set<String>) {
            let run = try run("rules", "check", "--json", folder)
            let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
            let diagnostics = try #require(report["diagnostics"] as? [[String: Any]])
            return (run.status, Set(diagnostics.map { "\($0["code"] ?? "") \($0["file"] ?? "") \(Self.withoutWords($0["message"] as? String ?? ""))" }))
        }
    }

    private static let trains = """
        # Trains by their numbers: G1234次.
        stage value

        type train { line: enum(high_speed, bullet), number: decimal }

        lexicon train_letter { line: enum(high_speed, bullet) }
          G  high_speed
          D  bullet

        rule train.numbered -> train over quantity.*
          match   l=<train_letter> n={digit}{1,4} c="次"
          not after {Latin}
          not before "数"
          span    l..c
          set     line = l.line ; number = n
          test    "乘坐G1234次列车"  => "G1234次", line high_speed, number 1234
          reject  "增加1234次"

        stage link

        link fact.spent -> fact over fact.measure
          match   v=("豪掷" | "砸下") q=quantity
          where   q.kind == money
          set     indicator = v
          test    "豪掷3亿元建成新站，"  => "3亿元", indicator 豪掷
          reject  "豪掷千金"

        """

    private static let page = """
        港口新站启用

        观察员 张志德

        昨天，乘坐G1234次列车的旅客走进港口新站。新站豪掷3亿元建成，
        机房有120机架服务器，门票售价500海贝。

        """

    /// A change as `diff --json` gives it.
    private struct Change: Decodable, Hashable {
        var kind: String
        var rule: String
        var context: String
        var words: String { String(context.split(separator: "⟦", omittingEmptySubsequences: false).last!.split(separator: "⟧", omittingEmptySubsequences: false).first!) }
        var shown: String { "\(kind) \(rule) \(words)" }
    }
    private struct Difference: Decodable {
        var documents: Int
        var changes: [Change]
        var unpaired: [String]
    }

    @Test func additionsToACopyOfTheRules() throws {
        let desk = try Desk()
        let page = try desk.folder.file("page.txt", Self.page)
        let before = try desk.remarks(Repository.path("Rules"))
        #expect(before.status == 0)

        try desk.add(row: "海贝\tXHB\t1\t\t\t", to: "lexicons/currencies.tsv")
        try desk.add(line: "  test    \"售价500海贝\" => \"500海贝\", value 500, unit XHB", behind: "  test    \"148.3亿美元\"", in: "numbers/quantities.rules")
        try desk.add(row: "机架\t机架\tcount\tnum\t\t", to: "lexicons/measure-words.tsv")
        try desk.add(line: "  test    \"有120机架服务器\" => \"120机架\", value 120, unit 机架", behind: "rule quantity.count ->", in: "numbers/quantities.rules")
        try desk.folder.file("Rules/own/trains.rules", Self.trains)
        try desk.add(line: "  观察员", behind: "lexicon reporter_word", in: "layout/layout.rules")
        try desk.add(line: "  test    \"观察员 张志德\" => \"观察员 张志德\"", behind: "rule byline_with_names ->", in: "layout/layout.rules")

        // Checked: nothing but what was said before.
        let after = try desk.remarks("Rules")
        #expect(after.status == 0)
        #expect(after.messages.subtracting(before.messages) == [])

        // Tested: all tests pass, the new ones among them.
        let tested = try desk.run("rules", "test", "--verbose", "Rules")
        #expect(tested.status == 0, "\(tested.text.suffix(1000))")
        for text in ["售价500海贝", "有120机架服务器", "乘坐G1234次列车", "豪掷3亿元建成新站，", "观察员 张志德"] {
            #expect(tested.lines.contains { $0.hasPrefix("ok ") && $0.hasSuffix("test \"\(text)\"") }, "no test of \(text) was run")
        }
        let listed = try desk.run("rules", "list")
        #expect(listed.text.contains("  train: 1 rules\n    train.numbered  own/trains.rules:10  1 tests, 1 rejects\n") && listed.text.contains("train_letter { line }: 2 words"))

        // Explained: each with the rule, its place, and what the new words gave.
        func explained(_ words: String, _ parts: [String], options: String...) throws {
            let run = try Program(Program.baoshuPath, ["explain", page, "--find", words] + options, folder: desk.folder.path)
            #expect(run.status == 0, "\(run.text)")
            for part in parts { #expect(run.text.contains(part), "\(words): \(part) is not in\n\(run.text)") }
        }
        try explained("500海贝", ["quantity \"500海贝\"", "by quantity.money (numbers/quantities.rules:", "capture  u \"海贝\"  lexicon currency, code XHB", "set      unit = unit(u) → XHB"])
        try explained("120机架", ["quantity \"120机架\"", "by quantity.count (", "capture  u \"机架\"  lexicon measure, code 机架"])
        try explained("G1234次", ["train \"G1234次\"", "by train.numbered (own/trains.rules:10)", "capture  l \"G\"  lexicon train_letter, line high_speed", "set      number = n → 1234"])
        try explained("3亿元", ["fact.spent (own/trains.rules:21)", "set      indicator = v → 豪掷"])
        try explained("观察员", ["byline_with_names (layout/layout.rules:", "it made a mention"], options: "--rule", "byline_with_names")

        // Compared: what the five additions make, and nothing else.
        let same = try desk.run("diff", "--rules", Repository.path("Rules"), "Rules", Repository.path("Corpus/pages"))
        #expect(same.status == 0, "the pages of the corpus have none of the new words:\n\(same.text)")
        let compared = try desk.run("diff", "--json", "--rules", Repository.path("Rules"), "Rules", page)
        #expect(compared.status == 1)
        let difference = try JSONDecoder().decode(Difference.self, from: Data(compared.output))
        #expect(difference.unpaired == [])
        #expect(
            Set(difference.changes.map(\.shown)) == [
                "moved quantity.money 500海贝", "moved quantity.count 120机架", "added train.numbered G1234次", "fact changed fact.spent 3亿元",
                "fact added fact.count 120机架", "fact added fact.measure 500海贝", "block changed layout 观察员 张志德",
            ], "\(difference.changes)")
        let shown = try desk.run("diff", "--rules", Repository.path("Rules"), "Rules", page)
        #expect(shown.status == 1 && shown.text.contains("train.numbered: 1 added\n") && shown.text.contains("train, line high_speed, number 1234"), "\(shown.text)")

        // Extracted, and valid by the contract and by the schema of these rules.
        let extracted = try desk.run("extract", page)
        #expect(extracted.status == 0)
        #expect(extracted.text.contains(#""type":"train""#) && extracted.text.contains(#""line":"high_speed","number":"1234","#))
        #expect(extracted.text.contains(#""unit":{"code":"XHB","system":"iso4217","text":"海贝"}"#) && extracted.text.contains(#""unit":{"code":"机架","system":"count","text":"机架"}"#))
        #expect(extracted.text.contains(#""indicator":{"text":"豪掷""#) && extracted.text.contains(#""role":"byline""#))
        let schema = try desk.folder.file("schema.json", try desk.run("rules", "schema").output)
        if let remarks = try SchemaValidator.remarks(on: extracted.output) { #expect(remarks == []) }
        if let remarks = try SchemaValidator.remarks(on: extracted.output, schema: schema) { #expect(remarks == []) }
    }

    /// The schema of the rules is stricter than the contract: it knows the types and their fields.
    @Test(arguments: [
        (#""number":"1234","#, #""number":"a","#, "does not match"), (#""line":"high_speed","#, #""line":"slow","#, "is not one of"), (#""line":"high_speed","#, #""speed":"350","#, "is not one of"),
        (#""type":"train""#, #""type":"plane""#, "is not one of"),
    ]) func schemaOfOwnTypes(_ part: String, _ other: String, _ message: String) throws {
        let folder = try TemporaryFolder()
        let schema = try folder.file("schema.json", try Self.small(folder, "rules", "schema").output)
        let line = try Self.small(folder, "extract", "--from", "text", try folder.file("text.txt", "乘坐G1234次列车")).text
        guard let clean = try SchemaValidator.remarks(on: line, schema: schema) else { return }
        #expect(clean == [])
        #expect(line.contains(part))
        let remarks = try SchemaValidator.remarks(on: line.replacing(part, with: other), schema: schema) ?? []
        #expect(remarks.contains { $0.contains(message) }, "\(remarks)")
        // Fields of types that rule files declare are free in the contract.
        #expect(try SchemaValidator.remarks(on: line.replacing(part, with: other)) == [])
    }

    /// The command with rules that know of trains alone.
    private static func small(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program {
        try folder.file("Rules/trains.rules", trains.replacing("over quantity.*", with: "").components(separatedBy: "stage link")[0].replacing("stage value", with: "stages value\nstage value"))
        let run = try Program(Program.baoshuPath, arguments, folder: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        return run
    }
}
