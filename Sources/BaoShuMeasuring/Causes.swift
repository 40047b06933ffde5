import BaoShuModel
import BaoShuText

/// Finds the causes of one text's misses: by what else stands there, then by asking the rules.
struct Causes {
    let gold: GoldText
    let documents: [AnnotatedDocument]
    let explainer: (any MissExplaining)?

    func cause(ofMissing mention: GoldMention, found: [Evaluation.Found]) -> Cause? {
        let near = found.filter { $0.span?.overlaps(mention.span) ?? false }
        if let other = near.first(where: { $0.type == mention.type }) { return Cause(.otherSpan, "`\(other.rule)` has \"\(words(other.span))\"") }
        if let other = near.first(where: { $0.span == mention.span }) ?? near.first {
            return Cause(.otherType, "`\(other.rule)` has \(other.type) \"\(words(other.span))\"")
        }
        guard let explainer else { return nil }
        guard let (document, span) = place(of: mention.span) else { return Cause(.noArticle) }
        return explainer.cause(ofMissing: mention.type, at: span, in: document)
    }

    func cause(ofExtra type: String, at span: TextSpan) -> Cause {
        let near = gold.mentions.filter { $0.span.overlaps(span) }
        if let other = near.first(where: { $0.type == type }) { return Cause(.otherSpan, "the gold has \"\(words(other.span))\"") }
        if let other = near.first { return Cause(.otherType, "the gold has \(other.type) \"\(words(other.span))\"") }
        return Cause(.noGold)
    }

    /// - Parameter elsewhere: Another line of which the output states the same value.
    func cause(ofMissing fact: GoldFact, _ lines: LineTable, elsewhere: Int?) -> Cause? {
        for document in documents {
            for mention in document.mentions where StatedValue(mention.fields).sameNumbers(fact.value) {
                guard let span = Evaluation.span(of: mention.span, document, gold.basis), lines.line(at: span.lowerBound.value) == fact.line else { continue }
                return explainer?.cause(ofMissingFactOf: mention.span, in: document)
            }
        }
        if let elsewhere { return Cause(.otherLine, "line \(elsewhere)") }
        return Cause(.noQuantity)
    }

    private func words(_ span: TextSpan?) -> String {
        guard let span else { return "" }
        return String(decoding: gold.text[max(0, span.lowerBound.value)..<min(gold.text.count, span.upperBound.value)], as: UTF16.self).replacing("\n", with: "⏎")
    }

    /// The document that has a span of the gold, with the span in its own text.
    private func place(of span: TextSpan) -> (AnnotatedDocument, TextSpan)? {
        if gold.basis == .document { return documents.first.map { ($0, span) } }
        for document in documents {
            func own(_ offset: Int) -> Int? {
                for piece in document.sourceMap.pieces where piece.source.value <= offset && offset < piece.source.value + piece.length {
                    return piece.start.value + offset - piece.source.value
                }
                return nil
            }
            if let start = own(span.lowerBound.value), let last = own(span.upperBound.value - 1), start <= last { return (document, TextSpan(start, last + 1)) }
        }
        return nil
    }
}
