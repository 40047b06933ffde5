import ArgumentParser
import BaoShu
import BaoShuModel
import BaoShuReading
import BaoShuWriting
import Foundation

extension OffsetUnit: ExpressibleByArgument {}
extension TableWriter.Content: ExpressibleByArgument {}

/// What `extract` writes.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case json, csv, tsv

    var separator: TableFormat.Separator? { TableFormat.Separator(rawValue: rawValue) }
}

/// `baoshu extract`: inputs → annotated documents as JSON Lines.
struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Annotates files, folders or standard input; one line of JSON for each article.",
        discussion: """
            Without -o the lines go to standard output. A record that cannot be read gives a line with an `error` and a message, and the run goes on.
            """)

    @Argument(help: ArgumentHelp("Files, folders, globs, or - for standard input.", valueName: "input"))
    var inputs: [String]

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write, which appears under its name when it is whole.", valueName: "file"))
    var output: String?

    @OptionGroup var reading: ReadingArguments
    @OptionGroup var ruleArguments: RuleArguments

    @Option(help: ArgumentHelp("The day of articles that state none, such as 2024-05-31.", valueName: "day"))
    var date: DayArgument?

    @Option(help: ArgumentHelp("Only mentions of these types, such as quantity,date, and the facts whose quantity is one.", valueName: "type,…"))
    var types: String?

    @Option(help: ArgumentHelp("What to write: json, csv or tsv.", valueName: "format"))
    var to: OutputFormat = .json

    @Option(help: ArgumentHelp("With csv and tsv, one row for each of the facts (if not said) or of the mentions.", valueName: "facts|mentions"))
    var rows: TableWriter.Content?

    @Flag(help: "With csv and tsv: a byte order mark, and figures kept as text where a spreadsheet would round them.")
    var spreadsheet = false

    @Option(help: ArgumentHelp("The unit of all offsets: codepoint, utf16 or utf8.", valueName: "unit"))
    var offsets: OffsetUnit = .codepoint

    @Option(help: ArgumentHelp("How many threads work; else as many as there are cores. The output is the same.", valueName: "n"))
    var jobs: Int?

    @Flag(help: "Adds the words and punctuation of each text.")
    var tokens = false

    @Flag(name: .customLong("no-rules"), help: "Only reads, lays out and splits into sentences.")
    var noRules = false

    @Flag(help: "Says nothing but errors.")
    var quiet = false

    func validate() throws {
        try Self.check(jobs: jobs)
        if to == .json, spreadsheet || rows != nil { throw ValidationError("--rows and --spreadsheet are for tables; add --to csv or --to tsv.") }
    }

    /// - Throws: `ValidationError` where so many threads cannot be.
    static func check(jobs: Int?) throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be from 1 to 1024, not \(jobs).") }
    }

    func run() throws {
        let rules = try ruleArguments.load()
        var readingOptions = try reading.options(words: rules.readingWords)
        // The program is kept to the end of the process, which gives it back at once and not piece by piece.
        _ = Unmanaged.passRetained(rules.program)
        var annotating = Annotator.Options()
        annotating.date = date?.text
        annotating.types = try asked(of: rules)
        annotating.tokens = tokens
        annotating.skipsRules = noRules
        let output = try OutputFile(path: output, inputs: inputs)
        readingOptions.excluded = output.identities
        let sink = ExtractSink(output: output, quiet: quiet)
        var run = ExtractionRun(
            inputs: inputs, reading: readingOptions, annotating: annotating, offsets: offsets,
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        if let separator = to.separator {
            run.table = TableWriter(rows ?? .facts, format: TableFormat(separator, hasByteOrderMark: spreadsheet, keepsText: spreadsheet), offsets: offsets)
        }
        let start = ContinuousClock.now
        let tally: RunTally
        do {
            tally = try run.run(rules: rules, sink: sink)
        } catch {
            Messages.endProgress()
            throw error
        }
        try output.finish()
        Messages.endProgress()
        sink.tellOfTheRest()
        if let path = output.path, path != "-", !quiet {
            Messages.plain(RunSummary(tally: tally, duration: ContinuousClock.now - start, output: path).text)
        }
        if tally.openedNothing { throw ExitCode(2) }
        if tally.failures > 0 { throw ExitCode(1) }
    }

    /// The types that the user asked for; nil for all.
    private func asked(of rules: RuleSet) throws -> Set<String>? {
        guard let types else { return nil }
        let asked = types.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let known = rules.typeNames
        if types.allSatisfy({ $0 == "," || $0 == " " }) { throw CommandFailure(message: "no type after --types; the rules have \(known.joined(separator: ", "))") }
        for name in asked where !known.contains(name) {
            throw CommandFailure(message: "unknown type `\(name)` after --types; the rules have \(known.joined(separator: ", "))")
        }
        return Set(asked)
    }
}
