import BaoShuRules

/// What `rules check` says of a folder: the compiler's diagnostics, rules that match the same, tests that fail and todos that pass.
package enum RuleCheck {
    package struct Result: Sendable {
        /// nil where the rules have errors of their own.
        package let program: RuleProgram?
        /// Sorted by place.
        package let diagnostics: [Diagnostic]

        package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
    }

    package static func run(_ files: RuleFiles) -> Result {
        let compiled = RuleCompiler.compile(files)
        var diagnostics = compiled.diagnostics
        if let program = compiled.program {
            diagnostics += AmbiguityLint.run(program)
            diagnostics += RuleTester(program: program).run().failures
        }
        return Result(program: compiled.program, diagnostics: diagnostics.sorted { ($0.place, $0.code.rawValue, $0.message) < ($1.place, $1.code.rawValue, $1.message) })
    }
}
