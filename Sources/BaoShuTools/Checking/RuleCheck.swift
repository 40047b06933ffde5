import BaoShuRules

/// What `rules check` says of a folder: the compiler's diagnostics, and the todos that pass.
package enum RuleCheck {
    package struct Result: Sendable {
        /// nil where the rules have errors of their own.
        package let program: RuleProgram?
        /// Sorted by place.
        package let diagnostics: [Diagnostic]

        package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
    }

    /// - Parameter runsTests: Run all inline tests too; otherwise only the todos, of which none may pass.
    package static func run(_ files: RuleFiles, runsTests: Bool = false) -> Result {
        let compiled = RuleCompiler.compile(files)
        var diagnostics = compiled.diagnostics
        if let program = compiled.program {
            diagnostics += AmbiguityLint.run(program)
            diagnostics += RuleTester(program: program).run { runsTests || $0.kind == .todo }.failures
        }
        return Result(program: compiled.program, diagnostics: diagnostics.sorted { ($0.place, $0.code.rawValue, $0.message) < ($1.place, $1.code.rawValue, $1.message) })
    }
}
