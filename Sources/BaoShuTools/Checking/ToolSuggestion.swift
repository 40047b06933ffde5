import BaoShuRules

/// Finds a likely intended name, as the checker does.
package enum ToolSuggestion {
    /// `did you mean …`, or nil where nothing known is near.
    package static func text(_ name: String, among known: [String]) -> String? { Suggestion.text(name, among: known) }
}
