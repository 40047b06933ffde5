import ArgumentParser
import BaoShuSeries
import BaoShuWriting
import Foundation

/// `baoshu facts`: outputs → series by indicator and subject over time.
struct Facts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Groups the facts of outputs into series over time, with the sentence each came from.",
        discussion: """
            The same fact from several articles is shown once with all of them; a line that begins with ≠ disagrees with another article.
            """)

    @Argument(help: ArgumentHelp("Files that extract wrote, or - for standard input.", valueName: "output"))
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
        var facts: [FactRecord] = []
        var (documents, failures) = (0, 0)
        for path in outputs {
            guard let data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path) else {
                Messages.error("\(path) cannot be read; give files that `baoshu extract` wrote as JSON")
                failures += 1
                continue
            }
            let read = FactReader.facts(in: Array(data), name: path)
            for failure in read.failures { Messages.error(failure) }
            facts += read.facts
            documents += read.documents
            failures += read.failures.count
        }
        if documents == 0, failures > 0 { throw ExitCode(2) }
        if let indicator { facts.removeAll { !$0.indicator.contains(indicator) } }
        if let subject { facts.removeAll { !($0.subject ?? "").contains(subject) } }
        let series = FactSeries.group(facts).filter { $0.points.count >= least }
        let file = try OutputFile(path: output, inputs: outputs)
        if let to {
            var bytes: [UInt8] = []
            SeriesRendering.append(series, format: TableFormat(to, hasByteOrderMark: spreadsheet, keepsText: spreadsheet), to: &bytes)
            try file.write(bytes)
        } else {
            try file.write(Array(SeriesRendering.text(series, sentences: !noSentences).utf8))
        }
        try file.finish()
        if failures > 0 { throw ExitCode(1) }
    }
}

extension TableFormat.Separator: ExpressibleByArgument {}
