import ArgumentParser
import BaoShu
import BaoShuRules
import BaoShuTools
import Foundation

/// `baoshu rules …`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Checks, tests and lists rules, and lays their files out.",
        subcommands: [
            RulesCheckCommand.self, RulesTestCommand.self, RulesFormatCommand.self, RulesListCommand.self, RulesSchemaCommand.self, RulesProfileCommand.self,
        ])
}

extension RuleArguments {
    /// The folder of the rules and its files, not compiled.
    ///
    /// - Parameter argument: The folder as it was named without `--rules`.
    /// - Throws: `CommandFailure` where there is none.
    func read(_ argument: String?) throws -> (folder: String, files: RuleFiles) {
        let folder = try folder(argument)
        do {
            return (folder, try RuleFolder.read(folder))
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension DiagnosticRendering {
    /// With colours only where a person looks on, and did not ask for none (no-color.org).
    fileprivate init(_ files: RuleFiles, folder: String) {
        let isColoured = isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true
        self.init(files: files, isColoured: isColoured, prefix: folder == "." ? "" : folder + "/")
    }
}

/// Writes to standard output, without a line feed of its own.
private func write(_ text: String) { print(text, terminator: "") }

/// `baoshu rules check`
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Says everything that is wrong with rule files or worth a warning, and runs their tests.",
        discussion: "Exit status 1 where there is an error (with --strict, a warning).")

    @OptionGroup var rules: RuleArguments
    @Argument(help: "The folder of the rules, as with --rules.") var folder: String?
    @Flag(help: "Writes JSON, for editors.") var json = false
    @Flag(help: "Counts warnings as errors.") var strict = false

    func run() throws {
        let (name, files) = try rules.read(folder)
        let result = RuleCheck.run(files)
        if json {
            write(DiagnosticJSON.render(result.diagnostics))
        } else {
            var rendering = DiagnosticRendering(files, folder: name)
            for diagnostic in result.diagnostics { write(rendering.render(diagnostic) + "\n") }
            if result.diagnostics.isEmpty {
                let rules = result.program?.rules.count ?? 0, lexicons = result.program?.lexicons.count ?? 0
                write("\(rules) rules, \(lexicons) lexicons: nothing to complain of\n")
            } else {
                write(DiagnosticRendering.summary(result.diagnostics) + "\n")
            }
        }
        if result.hasErrors || (strict && !result.diagnostics.isEmpty) { throw ExitCode(1) }
    }
}

/// `baoshu rules test`
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Runs the tests that stand in rule files.", discussion: "Exit status 1 where a test fails or a todo passes.")

    @OptionGroup var rules: RuleArguments
    @Argument(help: "The folder of the rules, as with --rules.") var folder: String?
    @Option(help: ArgumentHelp("Only the tests of rules whose name begins so.", valueName: "name")) var rule: String?
    @Flag(help: "Writes failures as JSON.") var json = false
    @Flag(help: "Names every test.") var verbose = false

    func run() throws {
        let (name, files) = try rules.read(folder)
        let compiled = RuleCompiler.compile(files)
        var rendering = DiagnosticRendering(files, folder: name)
        guard let program = compiled.program else {
            let errors = compiled.diagnostics.filter { $0.severity == .error }
            write(json ? DiagnosticJSON.render(errors) : errors.map { rendering.render($0) + "\n" }.joined())
            throw CommandFailure(message: "the rules have errors: no test could run")
        }
        let clock = ContinuousClock()
        let start = clock.now
        let tester = RuleTester(program: program)
        let report = tester.run { test in rule.map { tester.subject(of: test).hasPrefix($0) } ?? true }
        let milliseconds = (clock.now - start) / .milliseconds(1)
        if json {
            write(DiagnosticJSON.render(report.failures))
        } else {
            for outcome in report.outcomes {
                if let diagnostic = outcome.diagnostic {
                    write(rendering.render(diagnostic) + "\n")
                } else if verbose {
                    write("ok \(outcome.test.place.file):\(outcome.test.place.line) \(tester.subject(of: outcome.test)) \(outcome.test.kind) \"\(outcome.test.text)\"\n")
                }
            }
            write("\(report.passed) passed, \(report.failures.count) failed, \(report.todos) to do, in \(Int(milliseconds)) ms\n")
        }
        if report.outcomes.isEmpty, let rule { throw CommandFailure(message: "no test belongs to a rule whose name begins with `\(rule)`") }
        if !report.failures.isEmpty { throw ExitCode(1) }
    }
}
