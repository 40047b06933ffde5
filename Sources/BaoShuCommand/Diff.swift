import ArgumentParser
import BaoShu
import BaoShuReading
import BaoShuRules
import BaoShuTools
import Foundation

/// `baoshu diff`: what two rule folders make of the same texts, or what two outputs say of them.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what changed between two outputs, or between two sets of rules over a corpus, by the rule responsible.",
        discussion: """
            baoshu diff before.jsonl after.jsonl
            baoshu diff --rules OLD NEW CORPUS…     OLD and NEW are folders; one that is none is taken as a git revision of the other.
            Exit status 1 where something changed or an input failed.
            """)

    @Flag(name: .customLong("rules"), help: "The first two arguments are rules, the others the texts.")
    var comparesRules = false

    @Argument(help: ArgumentHelp("Two outputs, or two sets of rules and inputs.", valueName: "a b …"))
    var arguments: [String]

    @OptionGroup var reading: ReadingArguments

    @Option(help: ArgumentHelp("How many changes of each kind to show for a rule.", valueName: "n"))
    var show = 5

    @Flag(help: "Writes all changes as JSON.")
    var json = false

    @Option(help: ArgumentHelp("How many threads work.", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        try Extract.check(jobs: jobs)
        if arguments.count < (comparesRules ? 3 : 2) { throw ValidationError(comparesRules ? "two sets of rules and at least one input are needed." : "two outputs are needed.") }
        if !comparesRules, arguments.count > 2 { throw ValidationError("two outputs are compared, not \(arguments.count); for two sets of rules over a corpus use --rules.") }
    }

    func run() throws {
        let (comparison, failures) = comparesRules ? try comparisonOfRules() : (try comparisonOfOutputs(), 0)
        print(json ? comparison.json() : comparison.rendered(limit: max(0, show)), terminator: "")
        if !comparison.isEmpty || failures > 0 { throw ExitCode(1) }
    }

    private func comparisonOfOutputs() throws -> OutputComparison {
        do {
            return try comparison(arguments[0], arguments[1])
        } catch let error as OutputError {
            throw CommandFailure(message: "\(arguments[error.isAfter ? 1 : 0]):\(error.line): no document of baoshu/1; give files that `baoshu extract` wrote as JSON")
        }
    }

    private func comparison(_ before: String, _ after: String) throws -> OutputComparison {
        try OutputComparison.inOrder(before, after) ?? OutputComparison(before: output(before), after: output(after))
    }

    private func output(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw CommandFailure(message: "\(path) cannot be read; give files that `baoshu extract` wrote as JSON") }
        return Array(data)
    }

    /// Compares what both rules make of the inputs, and says how many records failed.
    private func comparisonOfRules() throws -> (comparison: OutputComparison, failures: Int) {
        let (old, new) = (try ruleSet(arguments[0], beside: arguments[1]), try ruleSet(arguments[1], beside: arguments[0]))
        let (before, tally) = try output(of: old, saysFailures: true)
        if tally.openedNothing { throw ExitCode(2) }
        // The same rules make the same of any text.
        let after = old.fingerprint == new.fingerprint ? before : try output(of: new, saysFailures: false).sink
        return try withExtendedLifetime((before, after)) { (try comparison(before.path, after.path), tally.failures) }
    }

    /// What fails is told once, for both sides.
    private func output(of rules: RuleSet, saysFailures: Bool) throws -> (sink: TemporarySink, tally: RunTally) {
        let sink = try TemporarySink(saysFailures: saysFailures)
        let run = ExtractionRun(inputs: Array(arguments.dropFirst(2)), reading: try reading.options(words: rules.readingWords), jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        let tally = try run.run(rules: rules, sink: sink)
        return (sink, tally)
    }

    private func ruleSet(_ name: String, beside folder: String) throws -> RuleSet {
        do {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) { return try RuleSet(folder: name) }
            return try RuleSet(files: try RevisionFiles.read(name, folder: folder), name: "\(name):\(folder)")
        } catch let error as RuleSetError {
            throw CommandFailure(error)
        }
    }
}

/// Keeps the lines of a run in a file without a name, which is gone with the process.
private final class TemporarySink: ExtractionRun.Sink {
    private let descriptor: Int32
    private let saysFailures: Bool
    /// By which the file is opened anew, while the sink is there.
    var path: String { "/dev/fd/\(descriptor)" }

    init(saysFailures: Bool) throws {
        self.saysFailures = saysFailures
        // mkstemp puts characters of its own for each X.
        var name = Array((FileManager.default.temporaryDirectory.path + "/baoshu-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        if descriptor < 0 { throw Self.failure() }
        unlink(name)
    }

    deinit { close(descriptor) }

    func write(_ lines: UnsafeRawBufferPointer) throws { if !OutputFile.write(lines, to: descriptor) { throw Self.failure() } }

    /// By `errno`.
    private static func failure() -> CommandFailure {
        let reason = String(cString: strerror(errno))
        return CommandFailure(message: "the outputs cannot be kept in \(FileManager.default.temporaryDirectory.path) while they are compared: \(reason); name another folder by TMPDIR")
    }

    func failed(_ error: ReadingError) { if saysFailures { Messages.error("\(error.message) [\(error.code)]") } }
    func progressed(_ tally: RunTally) {}
}

/// The rule files of a folder as they stood in a git revision.
private enum RevisionFiles {
    static func read(_ revision: String, folder: String) throws -> RuleFiles {
        let listing = try git(["-C", folder, "ls-tree", "-r", "--name-only", "-z", "--end-of-options", revision, "."], revision)
        var files: [String: [UInt8]] = [:]
        for path in listing.split(separator: 0).map({ String(decoding: $0, as: UTF8.self) }) where path.hasSuffix(".rules") || path.hasSuffix(".tsv") {
            files[path] = try git(["-C", folder, "show", "--end-of-options", "\(revision):./\(path)"], revision)
        }
        guard files.keys.contains(where: { $0.hasSuffix(".rules") }) else { throw CommandFailure(message: "git revision \(revision) has no .rules file in \(folder)") }
        return RuleFiles(files)
    }

    private static func git(_ arguments: [String], _ revision: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw CommandFailure(message: "there is no folder \(revision), and git cannot be run") }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CommandFailure(message: "there is no folder \(revision), and git knows no such revision") }
        return Array(data)
    }
}
