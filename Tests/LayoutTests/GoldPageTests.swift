import BaoShuLayout
import Foundation
import Testing

/// The five pages of the corpus: three against their gold, two by what a reader sees there.
struct GoldPageTests {
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus").standardized

    static func page(_ name: String) throws -> String { try String(contentsOf: corpus.appending(path: "pages/\(name)"), encoding: .utf8) }

    struct Gold: Decodable {
        struct Page: Decodable {
            struct LineRole: Decodable { var article: String; var role: String }
            struct Article: Decodable {
                var id: String
                var headline: [Int]
                var joins: [[Int]]?
                struct Texts: Decodable { var headline: [String]? }
                var text: Texts?
            }
            var line_roles: [String: LineRole]
            var articles: [Article]
        }
        var pages: [String: Page]
    }

    @Test func agreesWithTheGold() throws {
        let gold = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: Self.corpus.appending(path: "gold/articles.json")))
        var articles = 0, articlesRight = 0, roles = 0, rolesRight = 0, headlines = 0, headlinesRight = 0, joins = 0, joinsRight = 0, extraJoins = 0
        var extra = 0
        var misses: [String] = []
        for (name, page) in gold.pages.sorted(by: { $0.key < $1.key }) {
            let seen = layOutForTest(try Self.page(name))
            var byArticle: [String: Set<Int>] = [:]
            for (line, role) in page.line_roles { byArticle[role.article, default: []].insert(Int(line)!) }
            var every: [Int: String] = [:]
            for article in seen { every.merge(article.roles) { a, _ in a } }
            for (line, role) in page.line_roles.sorted(by: { Int($0.key)! < Int($1.key)! }) {
                roles += 1
                let accepted = role.role.split(separator: "+").map(String.init)
                if accepted.contains(every[Int(line)!] ?? "") { rolesRight += 1 } else { misses.append("\(name):\(line) is \(role.role), not \(every[Int(line)!] ?? "missing")") }
            }
            let seenJoins = Set(seen.flatMap(\.article.joins))
            var goldJoins: Set<LineJoin> = []
            for article in page.articles {
                articles += 1
                let lines = byArticle[article.id] ?? []
                if seen.contains(where: { Set($0.roles.keys) == lines }) { articlesRight += 1 } else { misses.append("\(article.id) has other lines") }
                let head = (article.text?.headline ?? []).joined(separator: " ")
                if !head.isEmpty {
                    headlines += 1
                    let best = seen.max { lines.intersection($0.roles.keys).count < lines.intersection($1.roles.keys).count }
                    func plain(_ s: String) -> String { s.filter { !$0.isWhitespace && $0 != "#" } }
                    if plain(best?.article.title ?? "") == plain(head) { headlinesRight += 1 } else { misses.append("\(article.id) title \(best?.article.title ?? "nil")") }
                }
                for join in article.joins ?? [] { goldJoins.insert(LineJoin(first: join[0], second: join[1])) }
            }
            extra += seen.count - page.articles.count
            joins += goldJoins.count
            joinsRight += goldJoins.intersection(seenJoins).count
            extraJoins += seenJoins.subtracting(goldJoins).count
        }
        print("articles \(articlesRight)/\(articles), roles \(rolesRight)/\(roles), headlines \(headlinesRight)/\(headlines), joins \(joinsRight)/\(joins) and \(extraJoins) more")
        let told = misses.joined(separator: "\n")
        #expect(articlesRight >= 24, Comment(rawValue: told))
        #expect(articles == 25 && extra <= 1)
        #expect(Double(rolesRight) >= 0.97 * Double(roles), Comment(rawValue: told))
        #expect(headlinesRight == headlines && headlines == 24, Comment(rawValue: told))
        #expect(joinsRight == joins && extraJoins == 0)
    }

    /// `page: line role` as a reader of the two pages without gold judges them; lines not named are body.
    static let judged: [(page: String, articles: [(lines: ClosedRange<Int>, also: [Int], not: [Int])], roles: [Int: String], joins: [[Int]])] = [
        (
            "001_7a5243cb517242e9.txt", [(3...99, [], [])],
            [
                3: "headline", 5: "deck", 7: "byline", 17: "caption", 19: "subhead", 41: "subhead", 73: "graphic_title", 77: "caption", 79: "graphic_title",
                83: "subhead",
            ],
            [[27, 29], [55, 57], [93, 95]]
        ),
        (
            "003_c14d41158b83b0f7.txt",
            [(3...58, [], []), (60...73, [], []), (75...82, [], []), (84...91, [], []), (93...99, [], []), (101...109, [135], []), (111...133, [], [])],
            [
                3: "kicker", 5: "headline", 7: "byline", 9: "section_label", 15: "subhead", 32: "subhead", 46: "subhead", 60: "headline", 62: "headline",
                64: "deck", 66: "byline", 75: "headline", 77: "byline", 78: "byline", 84: "headline", 86: "byline", 93: "headline", 97: "caption",
                99: "photo_credit", 101: "headline", 103: "deck", 105: "byline", 111: "headline", 113: "deck", 115: "byline", 135: "caption",
            ],
            [[26, 30], [36, 38], [42, 44], [119, 121], [129, 131]]
        ),
    ]

    @Test(arguments: [0, 1]) func agreesWithAReader(_ index: Int) throws {
        let expected = Self.judged[index]
        let text = try Self.page(expected.page)
        let seen = layOutForTest(text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let full = Set(lines.indices.filter { lines[$0].contains { !$0.isWhitespace } }.map { $0 + 1 })
        var every: [Int: String] = [:]
        for article in seen { every.merge(article.roles) { a, _ in a } }
        for line in full.sorted() { #expect(every[line] == expected.roles[line] ?? "body", "line \(line)") }
        #expect(seen.map { $0.roles.keys.sorted() } == expected.articles.map { full.intersection(Array($0.lines) + $0.also).sorted() })
        #expect(Set(seen.flatMap(\.article.joins)) == Set(expected.joins.map { LineJoin(first: $0[0], second: $0[1]) }))
    }
}
