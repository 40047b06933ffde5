import BaoShu
import BaoShuModel
import BaoShuText
import BaoShuTokens
import BaoShuWriting

/// A pass of ICU's word breaker over all texts and nothing else.
struct WordBreakPass {
    private let documents: [[UInt16]]
    private let breaker: WordBreaker

    init(_ documents: [[UInt16]]) throws {
        self.documents = documents
        breaker = try WordBreaker()
    }

    /// Processor seconds of one pass.
    func run() -> Double {
        var boundaries: [Int32] = []
        var sum = 0
        let start = processorSeconds()
        for document in documents {
            boundaries.removeAll(keepingCapacity: true)
            document.withUnsafeBufferPointer { breaker.appendBoundaries(of: $0, to: &boundaries) }
            sum += boundaries.count
        }
        let seconds = processorSeconds() - start
        precondition(sum > 0)
        return seconds
    }
}

/// The stages behind reading, in this process, from a text to its line of JSON.
final class Pipeline {
    private let annotator: Annotator
    private let writer: JSONWriter

    init(rules: RuleSet) {
        annotator = Annotator(program: rules.program)
        writer = JSONWriter(generator: Generator(rules: rules))
    }

    /// Processor seconds for some texts, each a document.
    func seconds(texts: [String]) -> Double {
        seconds(texts.map { SourceDocument(id: "t", source: SourceDescription(name: "t", format: "text"), text: Array($0.utf16), content: .text) })
    }

    /// The same for some documents.
    func seconds(_ documents: [SourceDocument]) -> Double {
        var lines = JSONBuffer()
        let start = processorSeconds()
        for document in documents {
            lines.clear()
            for annotated in annotator.annotate(document) { writer.append(annotated, to: &lines) }
        }
        return processorSeconds() - start
    }
}
