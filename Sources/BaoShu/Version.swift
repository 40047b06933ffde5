internal import BaoShuTokens
package import BaoShuWriting

/// The version of the library and the command, by Semantic Versioning 2.0.0.
public let baoShuVersion = "0.1.0"

extension Generator {
    /// What a run with these rules writes of itself into its output: versions and the rules' fingerprint, nothing of machine or time.
    package init(rules: RuleSet) {
        self.init(version: baoShuVersion, rules: rules.fingerprint, icu: icuVersion())
    }
}
