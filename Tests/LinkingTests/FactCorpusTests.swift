import BaoShu
import BaoShuModel
import BaoShuReading
import Foundation
import Testing

@testable import BaoShuLinking

/// Sentences that state facts and sentences with numbers that state none (`Corpus/facts`): nine in ten of each must come out right.
struct FactCorpusTests {
    struct Sentence: Decodable {
        struct Stated: Decodable {
            var indicator: String
            var value: String?
            var low: String?
            var unit: String?
            var change: String?
            var terms: [String]?
        }
        var text: String
        var facts: [Stated]?
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func sentences(_ name: String) throws -> [Sentence] {
        let text = try String(contentsOf: root.appendingPathComponent("Corpus/facts/\(name).jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Sentence.self, from: Data($0.utf8)) }
    }

    static func annotate(_ sentences: [Sentence]) throws -> [AnnotatedDocument] {
        let annotator = Annotator(program: FactFieldTests.program)
        return sentences.map { sentence in
            var source = SourceDocument(id: "s", source: SourceDescription(name: "s", format: "jsonl"), text: Array(sentence.text.utf16), content: .text)
            source.date = "2024-05-31"
            return annotator.annotate(source)[0]
        }
    }

    @Test func statedFactsAreFound() throws {
        let sentences = try Self.sentences("stated")
        #expect(sentences.count >= 200)
        var wrong: [String] = []
        for (sentence, document) in zip(sentences, try Self.annotate(sentences)) where !Self.isRight(sentence, document) { wrong.append(sentence.text) }
        #expect(wrong.count * 10 <= sentences.count, "\(wrong.joined(separator: "\n"))")
    }

    @Test func otherNumbersStateNone() throws {
        let sentences = try Self.sentences("unstated")
        #expect(sentences.count >= 200)
        var wrong: [String] = []
        for (sentence, document) in zip(sentences, try Self.annotate(sentences)) where !document.facts.isEmpty { wrong.append(sentence.text) }
        #expect(wrong.count * 10 <= sentences.count, "\(wrong.joined(separator: "\n"))")
    }

    /// Every stated fact found by value, unit, change and words of its indicator, and nothing besides.
    static func isRight(_ sentence: Sentence, _ document: AnnotatedDocument) -> Bool {
        var left = document.facts
        for stated in sentence.facts ?? [] {
            let match = left.firstIndex { fact in
                let fields = document.measuredFields(of: fact)
                func text(_ name: String) -> String? {
                    if case .text(let text) = fields.first(where: { $0.name == name })?.value { text } else { nil }
                }
                var terms: [String]?
                if case .list(let values) = fields.first(where: { $0.name == "terms" })?.value {
                    terms = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
                }
                guard text("value") == stated.value, text("unit") == stated.unit, text("change") == stated.change, terms == stated.terms else { return false }
                if let low = stated.low, text("low") != low { return false }
                return isAlike(fact.indicator.flatMap(document.words) ?? "", stated.indicator)
            }
            guard let match else { return false }
            left.remove(at: match)
        }
        return left.isEmpty
    }

    /// Half the characters shared, as the evaluator has it.
    static func isAlike(_ a: String, _ b: String) -> Bool {
        var rest = Array(b)
        var shared = 0
        for character in a {
            if let index = rest.firstIndex(of: character) {
                rest.remove(at: index)
                shared += 1
            }
        }
        return 4 * shared >= a.count + b.count
    }
}
