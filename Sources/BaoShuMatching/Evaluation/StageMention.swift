import BaoShuModel

/// A mention as the stages see it, in folded offsets.
package struct StageMention: Sendable {
    private let ruleNumber: Int32
    private let typeNumber: Int32
    private let startUnit: Int32
    private let endUnit: Int32
    /// Its fields and parts; nil where it has none. Nobody writes them but who makes them, before they are handed on, or who alone has them.
    nonisolated(unsafe) private(set) var content: MentionFields?
    /// Replaced by a mention of a later stage.
    package var isAbsorbed = false
    /// Whether one of its fields is a date expression.
    private(set) var hasDates: Bool

    init(rule: Int, type: Int, start: Int, end: Int, content: MentionFields?) {
        (ruleNumber, typeNumber) = (Int32(truncatingIfNeeded: rule), Int32(truncatingIfNeeded: type))
        (startUnit, endUnit) = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end))
        self.content = content
        hasDates = content?.hasDates ?? false
    }

    package var rule: Int { Int(ruleNumber) }
    package var type: Int { Int(typeNumber) }
    /// Half-open, in folded code units.
    package var start: Int { Int(startUnit) }
    package var end: Int { Int(endUnit) }

    /// Its fields in the order in which the rule sets them.
    package var fields: [(name: String, value: RuleValue)] { content.map { content in content.fields(in: 0..<content.ownCount) } ?? [] }

    package func field(_ name: String) -> RuleValue { content.map { $0.ruleValue($0.value(of: name)) } ?? .absent }

    package var parts: [StagePart] {
        guard let content else { return [] }
        var parts: [StagePart] = []
        var index = content.ownCount
        while index < content.count {
            let head = content[index]
            let end = index + 1 + Int(head.value.id)
            parts.append(StagePart(name: content.texts[head.name], start: head.value.start, end: head.value.end, fields: content.fields(in: (index + 1)..<end)))
            index = end
        }
        return parts
    }

    /// Its fields and parts for writing to: a copy where another mention has them too.
    mutating func ownContent() -> MentionFields? {
        guard content != nil else { return nil }
        if !isKnownUniquelyReferenced(&content) { content = content?.copy() }
        return content
    }
}

package struct StagePart: Sendable {
    package var name: String
    package var start: Int
    package var end: Int
    package var fields: [(name: String, value: RuleValue)]
}

extension MentionFields {
    fileprivate func fields(in range: Range<Int>) -> [(name: String, value: RuleValue)] { range.map { (texts[self[$0].name], ruleValue(self[$0].value)) } }
}

/// A mention as the evaluator sees it: plain memory, valid while the mentions in hand are.
struct SeenMention: BitwiseCopyable {
    let rule: Int32
    let type: Int32
    let start: Int32
    let end: Int32
    let fields: Unmanaged<MentionFields>?

    init(_ mention: StageMention) {
        (rule, type) = (Int32(mention.rule), Int32(mention.type))
        (start, end) = (Int32(mention.start), Int32(mention.end))
        fields = mention.content.map { Unmanaged.passUnretained($0) }
    }
}
