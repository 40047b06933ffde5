import BaoShuModel

/// A mention as the stages see it, in folded offsets.
package struct StageMention: Sendable {
    package var rule: Int
    package var type: Int
    /// Half-open, in folded code units.
    package var start: Int
    package var end: Int
    package var fields: [(name: String, value: RuleValue)]
    package var parts: [StagePart]
    /// Replaced by a mention of a later stage.
    package var isAbsorbed = false

    package func field(_ name: String) -> RuleValue { fields.first { $0.name == name }?.value ?? .absent }
}

package struct StagePart: Sendable {
    package var name: String
    package var start: Int
    package var end: Int
    package var fields: [(name: String, value: RuleValue)]
}
