import Foundation
import TestSupport
import Testing

/// `baoshu eval`.
@Suite struct EvalTests {
    private static let gold = """
        {"id":"a","text":"产值148.3亿美元，增长11.9%。","mentions":[{"start":2,"end":10,"type":"quantity","value":"14830000000","unit":"USD"},{"start":13,"end":18,"type":"quantity","value":"12","unit":"%"}]}

        """

    @Test func figures() throws {
        let folder = try TemporaryFolder()
        let gold = try folder.file("gold.jsonl", Self.gold)
        let run = try Program.baoshu("eval", gold)
        #expect(run.status == 0)
        #expect(run.text.contains("numeric, with value            0.500 0.500 0.500     2"), "\(run.text)")
        #expect(run.text.contains("gold.jsonl:1: wrong quantity: 值148.3亿美元，增长[11.9%]。") && run.text.contains("    expected value 12, unit %\n    got      value 11.9, unit %\n"), "\(run.text)")
    }

    @Test func savedAndCompared() throws {
        let folder = try TemporaryFolder()
        let gold = try folder.file("gold.jsonl", Self.gold)
        let saved = folder.path + "/run.json"
        #expect(try Program.baoshu("eval", gold, "--save", saved).status == 0)
        let same = try Program.baoshu("eval", gold, "--misses", "0", "--compare", saved)
        #expect(same.status == 0 && same.text.hasSuffix("newly right: 0\nnewly wrong: 0\n"))
        // What was right is wrong where the gold changes.
        try folder.file("gold.jsonl", Self.gold.replacing("USD", with: "CNY"))
        let worse = try Program.baoshu("eval", gold, "--misses", "0", "--compare", saved)
        #expect(worse.status == 1 && worse.text.contains("newly wrong: 1\n"))
        let json = try Program.baoshu("eval", gold, "--json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
        #expect(object["texts"] as? Int == 1)
    }

    @Test func pages() throws {
        let run = try Program.baoshu("eval", "Corpus/gold", "--by-rule", "--misses", "1")
        #expect(run.status == 0)
        #expect(run.text.contains("quantity.money") && run.text.contains("… and "))
    }

    @Test func badGold() throws {
        let folder = try TemporaryFolder()
        let gold = try folder.file("gold.jsonl", "{\"id\":\"a\"}\n")
        let run = try Program.baoshu("eval", gold)
        #expect(run.status == 2 && run.errors == "error: \(gold):1: the field `text` is missing\n", "\(run.errors)")
        #expect(try Program.baoshu("eval", folder.path + "/none").errors == "error: \(folder.path)/none: there is no such file or folder\n")
        let empty = try folder.file("empty.jsonl", "\n")
        #expect(try Program.baoshu("eval", empty).errors == "error: there is no gold in \(empty)\n")
        let whole = try folder.file("whole.jsonl", Self.gold)
        let type = try Program.baoshu("eval", whole, "--type", "quantities")
        #expect(type.status == 2 && type.output == [] && type.errors.hasPrefix("error: unknown type `quantities` after --type; it is fact or one of "))
        // The gold itself is never written over.
        #expect(try Program.baoshu("eval", whole, "--save", whole).status == 2)
        #expect(try folder.bytes("whole.jsonl") == Array(Self.gold.utf8))
    }

    /// Pages are found beside the gold and in `pages` beside its folder, however the gold is named.
    @Test(arguments: [".", "g", "g/", "g/x.mentions.jsonl", "x.mentions.jsonl", "../g", "./g"])
    func pagesAreFound(gold: String) throws {
        let folder = try TemporaryFolder()
        let line = #"{"line": 1, "text": "6亿元", "type": "quantity", "value": "600000000", "unit": "CNY"}"#
        let isInside = gold == "." || gold.hasPrefix("x") || gold.hasPrefix("..")
        try folder.file("g/x.mentions.jsonl", line)
        for page in ["g/x.txt", "pages/x.txt"] {
            try folder.file(page, "产值6亿元。\n")
            let run = try Program.baoshu("eval", "--rules", Repository.path("Rules"), gold, folder: folder.path + (isInside ? "/g" : ""))
            #expect(run.status == 0 && run.text.contains("quantity                       1.000 1.000 1.000     1"), "\(run.text)\(run.errors)")
            try folder.remove(page)
        }
    }
}
