import BaoShu
import Foundation
import TestSupport
import Testing

/// The public library, by the example that its page shows.
@Suite struct LibraryTests {
    private let rules = Repository.path("Rules")

    @Test func pageShowsTheExample() throws {
        let page = try Repository.text("Documentation/library.md")
        let example = try Repository.text("Tests/LibraryTests/Example.swift")
        let shown = page.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        #expect(shown.contains(example), "Documentation/library.md does not quote Tests/LibraryTests/Example.swift as it is")
    }

    @Test func exampleGivesWhatThePageSays() throws {
        let found = try figures(of: "2023年青岛市服务外包执行额148.3亿美元，增长11.9%，新增企业20多家。", rules: rules)
        let page = try Repository.text("Documentation/library.md")
        #expect(found.count == 3)
        #expect(page.contains("```text\n" + found.map { $0 + "\n" }.joined() + "```"), "\(found)")
    }

    /// The library writes what the command writes.
    @Test func sameAsTheCommand() throws {
        let page = "Corpus/pages/002_3b8c7ccf6e58c825.txt"
        let made = try lines(of: [Repository.path(page), Repository.path("none")], rules: rules)
        let run = try Program.baoshu("extract", page)
        #expect(made.dropLast() == run.lines[...])
        #expect(made.last == "\(Repository.path("none")): there is no such file; check the path [no_such_file]")
    }

    @Test func pagesAndTexts() throws {
        let rules = try RuleSet(folder: self.rules)
        let extractor = Extractor(rules: rules, options: .init(tokens: true, offsets: .utf8))
        let text = try Repository.text("Corpus/pages/000_65a8d9d27ebb6966.txt")
        let articles = extractor.extract(page: text, id: "p", date: "2024-05-31")
        #expect(articles.count > 3 && articles.map(\.id) == (1...articles.count).map { "p#\($0)" })
        let source = SourceDocument(id: "p", source: SourceDescription(name: "p", format: "page"), text: Array(text.utf16), content: .page)
        let all = articles.map { extractor.json(of: $0, source: source) + "\n" }.joined()
        if let remarks = try SchemaValidator.remarks(on: all) { #expect(remarks == []) }
        let empty = extractor.extract(text: "", id: "", title: "t", date: "2024-05-31")
        #expect(empty.mentions == [] && empty.title == "t" && empty.date == "2024-05-31")
        #expect(extractor.extract(page: "").isEmpty)
        #expect(rules.fingerprint.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
        #expect(rules.typeNames.contains("quantity"))
    }

    /// Texts that are matched together say what each says by itself, short and long ones side by side, and so they do in another order.
    @Test func sameTogetherAsAlone() throws {
        let rules = try RuleSet(folder: self.rules)
        var texts: [String] = ["", "。", "一"]
        for file in try FileManager.default.contentsOfDirectory(atPath: Repository.path("Corpus/gold/articles")).sorted() {
            for line in try Repository.text("Corpus/gold/articles/" + file).split(separator: "\n") {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                if let text = object?["text"] as? String { texts.append(text) }
            }
        }
        texts.insert(texts.joined(separator: "\n"), at: 20)
        #expect(texts.count > 60)
        var options = Annotator.Options()
        options.date = "2024-05-30"
        let extractor = Extractor(rules: rules)
        func sources(_ texts: [String]) -> [SourceDocument] {
            texts.map { SourceDocument(id: "t", source: SourceDescription(name: "t", format: "text"), text: Array($0.utf16), content: .text) }
        }
        let annotator = Annotator(program: rules.program, options: options)
        let alone = sources(texts).map { source in annotator.annotate(source).map { extractor.json(of: $0, source: source) } }
        for order in [Array(texts.indices), texts.indices.reversed()] {
            let inputs = sources(order.map { texts[$0] })
            annotator.annotate(inputs) { place, documents in
                #expect(documents.map { extractor.json(of: $0, source: inputs[place]) } == alone[order[place]], "text \(order[place])")
            }
        }
    }

    /// A page in traditional characters says what the same page says in simplified ones.
    @Test(arguments: ["000_65a8d9d27ebb6966", "002_3b8c7ccf6e58c825", "004_68b152140b1e5a26"]) func traditionalPagesSayTheSame(_ name: String) throws {
        var traditional: [Character: Character] = [:]
        for line in try Repository.text("Rules/lexicons/variants.tsv").split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t")
            if cells.count == 2, cells[0].count == 1, let simplified = cells[1].first, traditional[simplified] == nil { traditional[simplified] = cells[0].first }
        }
        #expect(traditional.count > 2000)
        let extractor = Extractor(rules: try RuleSet(folder: rules))
        let page = try Repository.text("Corpus/pages/\(name).txt")
        func said(_ page: String) -> [String] {
            extractor.extract(page: page, id: name).flatMap { article in
                article.mentions.map { "\($0.type) \($0.span) \($0.text("value") ?? "")" } + article.facts.map { "\($0.quantity) \($0.rule) \(String(describing: $0.subject?.span))" }
            }
        }
        let (expected, found) = (said(page), said(String(page.map { traditional[$0] ?? $0 })))
        #expect(found.count > 200)
        #expect(Set(found).symmetricDifference(expected).isEmpty)
    }

    @Test func ruleErrors() throws {
        let folder = try TemporaryFolder()
        try folder.file("a.rules", "stage none\n\nrule a -> number\n  match 1\n")
        do {
            _ = try RuleSet(folder: folder.path)
            Issue.record("rules with errors were taken")
        } catch {
            guard case .invalid(let name, let errors) = error else { throw error }
            #expect(name == folder.path && !errors.isEmpty && errors.allSatisfy { $0.file == "a.rules" && $0.line > 0 && $0.code.hasPrefix("E") })
        }
    }
}
