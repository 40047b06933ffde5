import Foundation
import TestSupport
import Testing

/// `baoshu rules list`, `fmt`, `profile`, and `baoshu diff`, as an author uses them.
@Suite struct RuleToolsTests {
    private static let rules = """
        stages main
        stage main
        type colour { code: text }

        # Words of colour.
        lexicon colour_word { code: text }
          红色|赤色   red
          蓝色  blue

        rule colour.named -> colour
            match c=<colour_word>
            set code = c.code
            test "红色的旗" => code red
            reject "红旗"

        """

    /// A folder with rules and a text.
    private struct Desk {
        let folder: TemporaryFolder
        init() throws {
            folder = try TemporaryFolder()
            try folder.file("rules/colours.rules", RuleToolsTests.rules)
            try folder.file("text.txt", "红色的旗和绿色的树。\n")
        }
        func run(_ arguments: String...) throws -> Program { try Program(Program.baoshuPath, arguments, folder: folder.path) }
        func add(_ row: String, to name: String) throws {
            try folder.file(name + "/colours.rules", RuleToolsTests.rules.replacing("  蓝色  blue", with: "  蓝色  blue\n" + row))
        }
    }

    @Test func list() throws {
        let run = try Desk().run("rules", "list", "--rules", "rules")
        #expect(run.status == 0)
        #expect(
            run.text == """
                stage main: 1 rules
                  colour: 1 rules
                    colour.named  colours.rules:10  1 tests, 1 rejects
                lexicons: 1, with 3 words
                  colour_word { code }: 3 words
                1 rules, 2 tests

                """, "\(run.text)")
    }

    @Test func format() throws {
        let desk = try Desk()
        let asked = try desk.run("rules", "fmt", "--check", "rules")
        #expect(asked.status == 1 && asked.text == "rules/colours.rules\n")
        #expect(try desk.run("rules", "fmt", "rules").text == "rules/colours.rules\n")
        let text = try String(contentsOfFile: desk.folder.path + "/rules/colours.rules", encoding: .utf8)
        #expect(text.contains("# Words of colour.\n") && text.contains("  红色|赤色  red\n  蓝色       blue\n") && text.contains("  match   c=<colour_word>\n"), "\(text)")
        let again = try desk.run("rules", "fmt", "rules")
        #expect(again.status == 0 && again.text == "")
        #expect(try desk.run("rules", "test", "rules").status == 0)
    }

    @Test func profile() throws {
        let desk = try Desk()
        let run = try desk.run("rules", "profile", "--rules", "rules", "text.txt")
        #expect(run.status == 0 && run.text.hasPrefix("1 documents\n"))
        let row = run.lines.first { $0.hasSuffix("  colour.named") }?.split(separator: " ").map(String.init)
        // As often as its word stands there was it tried, proposed and won.
        let counts = try #require(row).suffix(4).dropLast().compactMap { Int($0) }
        #expect(counts.count == 3 && counts[0] > 0 && Set(counts).count == 1, "\(run.text)")
        #expect(run.lines.last?.hasSuffix("\(counts[0])  colour_word") == true)
        let other = try desk.folder.file("other.txt", "无色。\n")
        #expect(try desk.run("rules", "profile", "--rules", "rules", other).lines.contains("1 rules without a mention: colour.named"))
        // A text whose day is not known is read in two steps, and counted once.
        #expect(counts.first == 1)
    }

    /// Values that no check can know of: what a field cannot hold is left out, so that the output keeps to the schema of its rules.
    @Test func outputKeepsToTheSchema() throws {
        let desk = try Desk()
        let rules = """
            type t { a: text, d: decimal, f: flag, l: list, u: unit, w: words, o: object, e: enum(p, q), s: set(m, n) }

            rule r -> t
              match   x="甲"
              set     a = 3 ; d = text(x) ; f = length(x) ; l = text(x) ; u = text(x) ; w = x ; e = text(x) ; s = lower("M,ZZ")
              test    "甲"
              reject  "乙"

            rule r2 -> t
              match   x="乙"
              set     a = each(x.text) ; f = text(x) ; u = sum(length(x), 1) ; w = sum(length(x), 1) ; o = text(x) ; e = lower("P")
              test    "乙"
              reject  "甲"

            """
        try desk.folder.file("typed/typed.rules", rules)
        try desk.folder.file("typed.txt", "甲乙\n")
        let schema = try desk.folder.file("typed.schema.json", try desk.run("rules", "schema", "--rules", "typed").output)
        let run = try desk.run("extract", "--rules", "typed", "typed.txt")
        #expect(run.text.contains(#""a":"3","f":true,"l":["甲"]"#) && run.text.contains(#""e":"p""#) && !run.text.contains(#""e":"甲""#), "\(run.text)")
        if let remarks = try SchemaValidator.remarks(on: run.output, schema: schema) { #expect(remarks == []) }
    }

    /// What the day of the text makes of a date.
    @Test func explainOfADate() throws {
        let desk = try Desk()
        try desk.folder.file("dated/dated.rules", "type date { value: text }\n\nrule date.year -> date\n  match   \"去年\"\n  set     value = this(year, -1)\n")
        #expect(try desk.run("explain", "--rules", "dated", "--date", "2024-05-31", "去年").text.contains("→ 2023  "))
    }

    @Test func diffOfRuleFolders() throws {
        let desk = try Desk()
        try desk.add("  绿色  green", to: "new")
        let run = try desk.run("diff", "--rules", "rules", "new", "text.txt")
        #expect(run.status == 1)
        #expect(run.text.hasPrefix("colour.named: 1 added\n  added  text.txt#1:5  红色的旗和⟦绿色⟧的树。  colour, code green\n"), "\(run.text)")
        let same = try desk.run("diff", "--rules", "rules", "rules", "text.txt")
        #expect(same.status == 0 && same.text.hasPrefix("1 documents compared: 0 added"))
    }

    @Test func diffOfOutputs() throws {
        let desk = try Desk()
        try desk.add("  绿色  green", to: "new")
        for name in ["rules", "new"] { try desk.folder.file(name + ".jsonl", try desk.run("extract", "--rules", name, "text.txt").output) }
        let run = try desk.run("diff", "new.jsonl", "rules.jsonl")
        #expect(run.status == 1 && run.text.hasPrefix("colour.named: 1 removed\n"), "\(run.text)")
        #expect(try desk.run("diff", "new.jsonl", "new.jsonl").status == 0)
        try desk.folder.file("none.jsonl", "no output\n")
        let none = try desk.run("diff", "none.jsonl", "new.jsonl")
        #expect(none.status == 2 && none.errors == "error: none.jsonl:1: no document of baoshu/1; give files that `baoshu extract` wrote as JSON\n")
        try desk.folder.file("second.jsonl", try desk.folder.bytes("new.jsonl") + Array("\n{}\n".utf8))
        #expect(try desk.run("diff", "new.jsonl", "second.jsonl").errors.hasPrefix("error: second.jsonl:3: "))
    }

    /// An input that cannot be read is said, and is no difference of the rules.
    @Test func diffOfWhatCannotBeRead() throws {
        let desk = try Desk()
        try desk.folder.file("broken.jsonl", "{\"text\":\"红色\"}\n{\"text\":\n")
        let run = try desk.run("diff", "--rules", "rules", "rules", "broken.jsonl")
        #expect(run.status == 1 && run.errors.hasPrefix("error: broken.jsonl line 2"), "\(run.errors)")
        #expect(try desk.run("diff", "--rules", "rules", "rules", "none").status == 2)
    }

    /// A file that cannot be read as text is said, and the others are laid out.
    @Test func formatOfBrokenFiles() throws {
        let desk = try Desk()
        try desk.folder.file("rules/a.rules", [0xFF, 0xFE])
        let run = try desk.run("rules", "fmt", "rules")
        #expect(run.status == 1 && run.text == "rules/colours.rules\n")
        #expect(run.errors == "error: rules/a.rules is not valid UTF-8; save it as UTF-8\n", "\(run.errors)")
    }

    /// A file with errors is laid out as far as it is understood, and said.
    @Test(arguments: ["rules", "--check"]) func formatOfWrongFiles(_ option: String) throws {
        let desk = try Desk()
        #expect(try desk.run("rules", "fmt", "rules").status == 0)
        try desk.folder.file("rules/a.rules", "rule x\n")
        let run = try desk.run("rules", "fmt", "--rules", "rules", option)
        #expect(run.status == 1 && run.text == "" && run.errors == "error: rules/a.rules has errors; baoshu rules check tells what is wrong with it\n", "\(run.errors)")
    }

    @Test func nothingToDo() throws {
        let desk = try Desk()
        let test = try desk.run("rules", "test", "--rule", "color", "rules")
        #expect(test.status == 2 && test.errors == "error: no test belongs to a rule whose name begins with `color`\n")
        #expect(try desk.run("rules", "profile", "--rules", "rules", "none.txt").status == 2)
        try desk.folder.file("rules/bad.rules/x", "")
        #expect(try desk.run("rules", "check", "rules").status == 0)
    }

    /// One broken record does not hide the others.
    @Test func explainOfABrokenFile() throws {
        let desk = try Desk()
        try desk.folder.file("broken.jsonl", "{\"text\":\n{\"text\":\"红色\"}\n")
        let run = try desk.run("explain", "--rules", "rules", "broken.jsonl")
        #expect(run.status == 1 && run.text.contains("colour \"红色\"") && run.errors.hasPrefix("error: broken.jsonl line 1"), "\(run.text)\(run.errors)")
        #expect(try desk.run("explain", "--rules", "rules", "none.jsonl").errors == "warning: there is no file none.jsonl; it is read as the text itself\n")
        #expect(try desk.run("explain", "--rules", "rules", "红色").errors == "")
        for wrong in [["--at=-1"], ["--find", ""], ["--date", "soon"]] {
            #expect(try Program(Program.baoshuPath, ["explain", "--rules", "rules", "红色"] + wrong, folder: desk.folder.path).status == 2)
        }
    }

    /// The same words of the same article as `extract`, whatever says how inputs are read.
    @Test func explainReadsAsExtractDoes() throws {
        let desk = try Desk()
        try desk.folder.file("rules/lexicons/reading-words.tsv", "surface\tkind\n相关阅读\tstop\n日子\tfield_date\n")
        try desk.folder.file("page.html", "<html><body><h1>旗的颜色</h1><p>红色的旗在风中，大家都看见了。</p><h2>相关阅读</h2><p>蓝色的旗在雨中，大家都看见了。</p></body></html>")
        try desk.folder.file("lines.jsonl", #"{"id":"1","text":"红色","words":"赤色"}"# + "\n")
        try desk.folder.file("days.tsv", "日子\tid\n2024-05-30\t1\n")
        for (arguments, shown, not) in [(["page.html"], "红色", "蓝色"), (["lines.jsonl", "--map", "words=text"], "赤色", "红色"), (["lines.jsonl", "--from", "text"], "红色", "蓝色")] {
            for command in ["explain", "extract"] {
                let run = try Program(Program.baoshuPath, [command, "--rules", "rules"] + arguments, folder: desk.folder.path)
                #expect(run.status == 0 && run.text.contains("\"\(shown)\"") && !run.text.contains("\"\(not)\""), "\(run.text)\(run.errors)")
            }
        }
        // The table of days is read with the same words and the same fields.
        let day = #""date":"2024-05-30""#
        #expect(try desk.run("extract", "--rules", "rules", "lines.jsonl", "--date-from", "days.tsv").text.contains(day))
        try desk.folder.file("days.tsv", "Tag\tid\n2024-05-30\t1\n")
        #expect(try desk.run("extract", "--rules", "rules", "lines.jsonl", "--date-from", "days.tsv", "--map", "Tag=date").text.contains(day))
    }

    @Test func diffOfARevision() throws {
        let desk = try Desk()
        func git(_ arguments: String...) throws -> Program {
            try Program("/usr/bin/env", ["git", "-C", desk.folder.path, "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"] + arguments)
        }
        if try git("init", "-q").status != 0 { try Test.cancel("there is no git to compare rules with a revision") }
        #expect(try git("add", "rules").status == 0)
        #expect(try git("commit", "-q", "-m", "rules").status == 0)
        try desk.add("  绿色  green", to: "rules")
        let run = try desk.run("diff", "--rules", "HEAD", "rules", "text.txt")
        #expect(run.status == 1 && run.text.hasPrefix("colour.named: 1 added\n"), "\(run.text)\(run.errors)")
        let none = try desk.run("diff", "--rules", "no-such-revision", "rules", "text.txt")
        #expect(none.status == 2 && none.errors.contains("git knows no such revision"))
    }

    /// The causes of misses stand in the table, beside each miss and in the JSON.
    @Test func causesOfMisses() throws {
        let desk = try Desk()
        try desk.folder.file("gold.jsonl", #"{"id":"a","text":"红色和绿色","mentions":[{"start":0,"end":2,"type":"colour"},{"start":3,"end":5,"type":"colour"}]}"# + "\n")
        let run = try desk.run("eval", "--rules", "rules", "gold.jsonl")
        #expect(run.status == 0 && run.text.contains("\n  no rule begins there                     1\n"), "\(run.text)")
        #expect(run.text.contains("missing colour: 红色和[绿色]\n    no rule begins there\n"), "\(run.text)")
        let json = try JSONSerialization.jsonObject(with: Data(try desk.run("eval", "--rules", "rules", "--json", "gold.jsonl").output)) as? [String: Any]
        #expect((json?["causes"] as? [String: [String: Int]]) == ["no rule begins there": ["missing": 1]])
    }
}
