import BaoShuModel

/// A fact of the output with its words, for comparison.
struct FoundFact {
    var line: Int
    var value: StatedValue
    var indicator: String?
    var subject: String?
    var time: String?
    var shareOf: String?
    var change: String?
    var basis: String?
    var target: Bool
    var rule: String

    init(_ fact: Fact, in document: AnnotatedDocument, line: Int) {
        self.line = line
        let fields = document.measuredFields(of: fact)
        value = StatedValue(fields)
        func text(_ name: String) -> String? {
            if case .text(let text) = fields.first(where: { $0.name == name })?.value { text } else { nil }
        }
        func words(_ role: Fact.Role?) -> String? {
            role.flatMap(document.words)
        }
        change = text("change")
        basis = text("basis")
        target = fields.contains { $0.name == "target" && $0.value == .flag(true) }
        indicator = words(fact.indicator)
        subject = words(fact.subject)
        shareOf = words(fact.shareOf)
        let mention = fact.time?.mention.flatMap { document.mentions.indices.contains($0) ? document.mentions[$0] : nil }
        time = fact.time?.value ?? mention?.text("value")
        rule = fact.rule
    }

    /// The measured value on its line, as in the gold.
    func isOf(_ gold: GoldFact) -> Bool { line == gold.line && value.sameNumbers(gold.value) }

    /// The right value with the right kind of indicator.
    func isLinked(as gold: GoldFact) -> Bool {
        isOf(gold) && change == gold.change && alike(indicator, gold.indicator, atLeast: (1, 2))
    }

    /// Every field right; words that differ in a few characters count as the same.
    func isRight(for gold: GoldFact) -> Bool {
        isOf(gold) && change == gold.change && basis == gold.basis && target == gold.target && time == gold.time
            && alike(indicator, gold.indicator, atLeast: (3, 5)) && alike(subject, gold.subject, atLeast: (3, 5))
            && alike(shareOf, gold.shareOf, atLeast: (3, 5))
    }

    /// The names of the fields in which it is not right: `time, subject`.
    func difference(from gold: GoldFact) -> String {
        let wrong = [
            ("indicator", !alike(indicator, gold.indicator, atLeast: (3, 5))), ("subject", !alike(subject, gold.subject, atLeast: (3, 5))), ("time", time != gold.time),
            ("change", change != gold.change), ("basis", basis != gold.basis), ("share of", !alike(shareOf, gold.shareOf, atLeast: (3, 5))), ("target", target != gold.target),
        ]
        return wrong.filter(\.1).map(\.0).joined(separator: ", ")
    }

    var summary: String {
        GoldFact(
            line: line, value: value, indicator: indicator, subject: subject, time: time, shareOf: shareOf, change: change, basis: basis,
            target: target
        ).summary
    }
}

extension GoldFact {
    /// The fields for a person.
    var summary: String {
        var parts = [value.summary]
        let named = [
            ("indicator", indicator), ("subject", subject), ("time", time), ("change", change), ("basis", basis), ("share of", shareOf),
        ]
        for (name, text) in named { if let text { parts.append("\(name) \(text)") } }
        if target { parts.append("target") }
        return parts.joined(separator: ", ")
    }
}

/// Whether two names of one thing are alike: the characters they share, twice, against those they have (Dice's coefficient
/// over the multisets), quotation marks, brackets, blanks and 的 aside. An absent one is only like an absent one.
func alike(_ a: String?, _ b: String?, atLeast floor: (top: Int, bottom: Int)) -> Bool {
    let x = bare(a)
    let y = bare(b)
    if x.isEmpty || y.isEmpty { return x.isEmpty && y.isEmpty }
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in x { counts[scalar, default: 0] += 1 }
    var shared = 0
    for scalar in y {
        if let count = counts[scalar], count > 0 {
            shared += 1
            counts[scalar] = count - 1
        }
    }
    return 2 * shared * floor.bottom >= floor.top * (x.count + y.count)
}

private func bare(_ text: String?) -> [Unicode.Scalar] {
    let dropped: Set<Unicode.Scalar> = ["“", "”", "\"", "'", "‘", "’", "（", "）", "(", ")", "的"]
    return (text ?? "").unicodeScalars.filter { !dropped.contains($0) && !$0.properties.isWhitespace }
}
