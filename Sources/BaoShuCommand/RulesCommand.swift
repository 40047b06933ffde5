import ArgumentParser
import BaoShu
import BaoShuRules
import BaoShuTools
import Foundation

/// `baoshu rules …`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Check, test and look through rule files.", subcommands: [RulesCheckCommand.self, RulesTestCommand.self, RulesFormatCommand.self, RulesListCommand.self, RulesSchemaCommand.self, RulesProfileCommand.self])
}

/// Where the rules are.
struct RulesFolderOption: ParsableArguments {
    @Option(name: .customLong("rules"), help: ArgumentHelp("Folder of the rules (default: $BAOSHU_RULES, then Rules here or beside the program).", valueName: "dir"))
    var folder: String?

    /// The folder and its files; says what is wrong and leaves with 2 where there is none.
    func read(_ argument: String? = nil) throws -> (folder: String, files: RuleFiles) {
        guard let found = RuleFolder.find(asked: argument ?? folder) else {
            CommandOutput.error("error: no rules folder found; name one with --rules DIR or $BAOSHU_RULES")
            throw ExitCode(2)
        }
        do {
            return (found, try RuleFolder.read(found))
        } catch .unreadable(let folder, let reason) {
            CommandOutput.error("error: rules folder \(folder): \(reason)")
            throw ExitCode(2)
        } catch {
            throw ExitCode(2)
        }
    }
}

/// Standard output and standard error of the rule tools.
enum CommandOutput {
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Colours only where a person looks, and did not ask for none (https://no-color.org).
    static var colours: Bool { isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true }
}

/// `baoshu rules check`
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say everything that is wrong with rule files, or worth a warning.",
        discussion: "Exit status 1 where there is an error (with --strict, a warning).")

    @OptionGroup var rules: RulesFolderOption
    @Argument(help: "Folder of the rules; as --rules.") var folder: String?
    @Flag(help: "Write JSON, for editors.") var json = false
    @Flag(help: "Count warnings as errors.") var strict = false

    func run() throws {
        let (name, files) = try rules.read(folder)
        let result = RuleCheck.run(files)
        if json {
            CommandOutput.write(DiagnosticJSON.render(result.diagnostics))
        } else {
            var rendering = DiagnosticRendering(files: files, isColoured: CommandOutput.colours, prefix: name == "." ? "" : name + "/")
            for diagnostic in result.diagnostics { CommandOutput.write(rendering.render(diagnostic) + "\n") }
            if result.diagnostics.isEmpty {
                let rules = result.program?.rules.count ?? 0, lexicons = result.program?.lexicons.count ?? 0
                CommandOutput.write("\(rules) rules, \(lexicons) lexicons: nothing to complain of\n")
            } else {
                CommandOutput.write(DiagnosticRendering.summary(result.diagnostics) + "\n")
            }
        }
        if result.hasErrors || (strict && !result.diagnostics.isEmpty) { throw ExitCode(1) }
    }
}

/// `baoshu rules test`
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the tests that stand in rule files.", discussion: "Exit status 1 where a test fails or a todo passes.")

    @OptionGroup var rules: RulesFolderOption
    @Argument(help: "Folder of the rules; as --rules.") var folder: String?
    @Option(help: ArgumentHelp("Only the tests of rules whose name begins so.", valueName: "name")) var rule: String?
    @Flag(help: "Write failures as JSON.") var json = false
    @Flag(help: "Name every test.") var verbose = false

    func run() throws {
        let (name, files) = try rules.read(folder)
        let compiled = RuleCompiler.compile(files)
        var rendering = DiagnosticRendering(files: files, isColoured: CommandOutput.colours, prefix: name == "." ? "" : name + "/")
        guard let program = compiled.program else {
            let errors = compiled.diagnostics.filter { $0.severity == .error }
            CommandOutput.write(json ? DiagnosticJSON.render(errors) : errors.map { rendering.render($0) + "\n" }.joined())
            CommandOutput.error("the rules have errors: no test could run")
            throw ExitCode(2)
        }
        let clock = ContinuousClock()
        let start = clock.now
        let tester = RuleTester(program: program)
        let report = tester.run { test in rule.map { tester.subject(of: test).hasPrefix($0) } ?? true }
        let milliseconds = (clock.now - start) / .milliseconds(1)
        if json {
            CommandOutput.write(DiagnosticJSON.render(report.failures))
        } else {
            for outcome in report.outcomes {
                if let diagnostic = outcome.diagnostic {
                    CommandOutput.write(rendering.render(diagnostic) + "\n")
                } else if verbose {
                    CommandOutput.write("ok \(outcome.test.place.file):\(outcome.test.place.line) \(tester.subject(of: outcome.test)) \(outcome.test.kind) \"\(outcome.test.text)\"\n")
                }
            }
            CommandOutput.write("\(report.passed) passed, \(report.failures.count) failed, \(report.todos) to do, in \(Int(milliseconds)) ms\n")
        }
        if report.outcomes.isEmpty, let rule { throw CommandFailure(message: "no test belongs to a rule whose name begins with `\(rule)`") }
        if !report.failures.isEmpty { throw ExitCode(1) }
    }
}
