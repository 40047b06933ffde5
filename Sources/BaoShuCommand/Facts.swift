import ArgumentParser
import BaoShuSeries
import BaoShuWriting

/// `baoshu facts`: outputs → series by indicator and subject over time.
struct Facts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Groups the facts of outputs into series over time, with the sentence each came from.",
        discussion: """
            The same fact from several articles is shown once with all of them; a line that begins with ≠ disagrees with another article.
            """)

    @Argument(help: ArgumentHelp("Files that extract wrote, also packed ones, folders, globs, or - for standard input.", valueName: "output"))
    var outputs: [String]

    @Option(help: ArgumentHelp("Writes a table for programs: csv or tsv.", valueName: "format"))
    var to: TableFormat.Separator?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Only indicators that contain these words.", valueName: "words"))
    var indicator: String?

    @Option(help: ArgumentHelp("Only subjects that contain these words.", valueName: "words"))
    var subject: String?

    @Option(help: ArgumentHelp("Only series with at least so many values.", valueName: "n"))
    var least = 1

    @Flag(help: "With csv and tsv, for spreadsheets: a byte order mark, and figures kept as text where they would be rounded.")
    var spreadsheet = false

    @Flag(name: .customLong("no-sentences"), help: "Leaves out the sentences of the readable table.")
    var noSentences = false

    func validate() throws {
        if spreadsheet, to == nil { throw ValidationError("--spreadsheet is for tables; add --to csv or --to tsv.") }
    }

    func run() throws {
        var inputs = FactInputs(outputs)
        let (indicator, subject) = (indicator, subject)
        let facts = inputs.facts { fact in
            (indicator.map(fact.indicator.contains) ?? true) && (subject.map { fact.subject?.contains($0) ?? false } ?? true)
        } failed: { failure in
            Messages.error(failure)
        }
        if inputs.documents == 0, inputs.failures > 0 { throw ExitCode(2) }
        let series = FactSeries.group(facts).filter { $0.points.count >= least }
        let file = try OutputFile(path: output, inputs: outputs)
        let rendering = SeriesRendering(to.map { .table(TableFormat($0, hasByteOrderMark: spreadsheet, keepsText: spreadsheet)) } ?? .text(sentences: !noSentences))
        try file.write(rendering.head)
        // A few at a time: what an archive's facts give is as large as they are.
        for start in stride(from: 0, to: series.count, by: 1000) {
            var bytes: [UInt8] = []
            for number in start..<min(start + 1000, series.count) { rendering.append(series[number], isFirst: number == 0, to: &bytes) }
            try file.write(bytes)
        }
        try file.finish()
        if inputs.failures > 0 { throw ExitCode(1) }
    }
}

extension TableFormat.Separator: ExpressibleByArgument {}
