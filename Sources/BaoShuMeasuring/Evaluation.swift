import BaoShuModel
import BaoShuText

/// Compares annotated documents with gold, text by text, and keeps what became of every item.
package struct Evaluation: Sendable {
    package private(set) var outcomes: [Outcome] = []
    /// Facts with the right value and indicator, whatever else they say; nil while no gold had facts.
    package private(set) var linkedFacts: Tally?
    /// The number of texts compared.
    package private(set) var texts = 0
    private var keys: [String: Int] = [:]

    package init() {}

    /// Compares the documents made from one text with its gold.
    ///
    /// - Parameters:
    ///   - documents: All articles of a page, or the one document of a JSON line; none where it failed.
    ///   - explainer: Asked why nothing was made of what is missing.
    package mutating func add(_ gold: GoldText, documents: [AnnotatedDocument], explainer: (any MissExplaining)? = nil) {
        texts += 1
        let lines = LineTable(gold.text)
        var found: [Found] = []
        for document in documents {
            for mention in document.mentions { found.append(Found(mention, span: Self.span(of: mention.span, document, gold.basis))) }
        }
        let causes = Causes(gold: gold, documents: documents, explainer: explainer)
        compareMentions(gold, lines, found, causes)
        if let facts = gold.facts { compareFacts(gold, facts, lines, documents, causes) }
    }

    /// A mention of the output in the gold's coordinates.
    struct Found {
        var type: String
        var span: TextSpan?
        var value: StatedValue
        var rule: String

        init(_ mention: Mention, span: TextSpan?) {
            type = mention.type
            self.span = span
            value = StatedValue(mention.fields)
            rule = mention.rule
        }
    }

    private struct Place: Hashable {
        var type: String
        var span: TextSpan
    }

    /// From the first source character to the last, over what a line break puts between; nil where it has no source.
    static func span(of span: TextSpan, _ document: AnnotatedDocument, _ basis: GoldText.Basis) -> TextSpan? {
        if basis == .document { return span }
        let source = document.sourceMap.source(of: span)
        guard let first = source.first, let last = source.last, first.lowerBound <= last.upperBound else { return nil }
        return first.lowerBound..<last.upperBound
    }

    private mutating func compareMentions(_ gold: GoldText, _ lines: LineTable, _ found: [Found], _ causes: Causes) {
        var open: [Place: [Found]] = [:]
        for mention in found {
            open[Place(type: mention.type, span: mention.span ?? TextSpan(0, 0)), default: []].append(mention)
        }
        let first = outcomes.count
        // Right ones first, so that of two on one span the right one is paired.
        var rest: [GoldMention] = []
        for mention in gold.mentions {
            let place = Place(type: mention.type, span: mention.span)
            if let i = open[place]?.firstIndex(where: { $0.value.states(mention.value, as: mention.type) }) {
                add(gold, lines, place, .right, expected: mention.value, found: open[place]?.remove(at: i))
            } else {
                rest.append(mention)
            }
        }
        for mention in rest {
            let place = Place(type: mention.type, span: mention.span)
            let other = open[place]?.popLast()
            let cause = other.map { Cause(.otherValue, mention.value.difference(from: $0.value)) } ?? causes.cause(ofMissing: mention, found: found)
            add(gold, lines, place, other == nil ? .missing : .wrong, expected: mention.value, found: other, cause: cause)
        }
        for (place, mentions) in open {
            for mention in mentions { add(gold, lines, place, .extra, expected: nil, found: mention, cause: causes.cause(ofExtra: place.type, at: place.span)) }
        }
        // The order is that of the text, whatever the order in which they were found.
        outcomes[first...].sort { ($0.start, $0.type, $0.key) < ($1.start, $1.type, $1.key) }
    }

    private mutating func add(
        _ gold: GoldText, _ lines: LineTable, _ place: Place, _ status: Outcome.Status, expected: StatedValue?, found: Found?, cause: Cause? = nil
    ) {
        let text = gold.text
        let from = min(place.span.lowerBound.value, text.count)
        let to = min(max(place.span.upperBound.value, from), text.count)
        let line = lines.line(at: from)
        let first = lines.range(line: line)?.lowerBound ?? from
        let last = lines.range(line: lines.line(at: to))?.upperBound ?? to
        func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF16.self) }
        outcomes.append(
            Outcome(
                key: unique("\(gold.name):\(from)-\(to):\(place.type)"), status: status, start: from, type: place.type,
                place: "\(gold.path):\(gold.basis == .source ? line : gold.firstLine)", text: string(from..<to),
                before: String(string(first..<from).suffix(12)), after: String(string(to..<max(last, to)).prefix(12)),
                expected: expected?.summary, got: status == .right ? nil : found?.value.summary, rule: found?.rule, cause: cause))
    }

    private mutating func compareFacts(_ gold: GoldText, _ facts: [GoldFact], _ lines: LineTable, _ documents: [AnnotatedDocument], _ causes: Causes) {
        var found: [FoundFact] = []
        for document in documents {
            for fact in document.facts where document.mentions.indices.contains(fact.quantity) {
                guard let span = Self.span(of: document.mentions[fact.quantity].span, document, gold.basis) else { continue }
                found.append(FoundFact(fact, in: document, line: lines.line(at: span.lowerBound.value)))
            }
        }
        var linked = linkedFacts ?? Tally()
        var open = found
        for fact in facts {
            if let i = open.firstIndex(where: { $0.isLinked(as: fact) }) {
                open.remove(at: i)
                linked.truePositives += 1
            } else {
                linked.falseNegatives += 1
            }
        }
        linked.falsePositives += open.count
        linkedFacts = linked

        open = found
        var rest: [GoldFact] = []
        for fact in facts {
            if let i = open.firstIndex(where: { $0.isRight(for: fact) }) {
                add(gold, lines, fact.line, fact.indicator, .right, expected: fact.summary, got: nil, rule: open.remove(at: i).rule)
            } else {
                rest.append(fact)
            }
        }
        for fact in rest {
            // What states the same value is the same fact with a wrong field, the one with the right indicator if there is one.
            if let i = open.firstIndex(where: { $0.isLinked(as: fact) }) ?? open.firstIndex(where: { $0.isOf(fact) }) {
                let near = open.remove(at: i)
                add(gold, lines, fact.line, fact.indicator, .wrong, expected: fact.summary, got: near.summary, rule: near.rule, cause: Cause(.otherValue, near.difference(from: fact)))
            } else {
                let cause = causes.cause(ofMissing: fact, lines, elsewhere: found.first { $0.line != fact.line && $0.value.sameNumbers(fact.value) }?.line)
                add(gold, lines, fact.line, fact.indicator, .missing, expected: fact.summary, got: nil, rule: nil, cause: cause)
            }
        }
        for fact in open { add(gold, lines, fact.line, fact.indicator, .extra, expected: nil, got: fact.summary, rule: fact.rule, cause: Cause(.noGold)) }
    }

    private mutating func add(
        _ gold: GoldText, _ lines: LineTable, _ line: Int, _ indicator: String?, _ status: Outcome.Status, expected: String?, got: String?, rule: String?, cause: Cause? = nil
    ) {
        let start = lines.range(line: line)?.lowerBound ?? 0
        outcomes.append(
            Outcome(
                key: unique("\(gold.name):line \(line):fact:\(expected ?? got ?? "")"), status: status, start: start, type: "fact",
                place: "\(gold.path):\(gold.basis == .source ? line : gold.firstLine)", text: indicator ?? "", before: "", after: "",
                expected: expected, got: got, rule: rule, cause: cause))
    }

    private mutating func unique(_ key: String) -> String {
        let seen = keys[key, default: 0]
        keys[key] = seen + 1
        return seen == 0 ? key : "\(key)~\(seen + 1)"
    }
}
