import ArgumentParser
import BaoShu
import BaoShuMeasuring
import BaoShuModel
import BaoShuTools
import Foundation

/// `baoshu eval`: gold → precision, recall, F1, and what was missed.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Scores the rules against gold: precision, recall and F1 by type, with and without values.",
        discussion: """
            The gold is a folder of NAME.mentions.jsonl and NAME.facts.jsonl with their pages, one such file, or JSON Lines of \
            {"id","text","date","mentions":[{"start","end","type",…}]} with offsets in code points.
            """)

    @Argument(help: ArgumentHelp("Folders of gold pages, or gold files.", valueName: "gold"))
    var gold: [String]

    @Option(help: ArgumentHelp("The folder of the pages; else they are looked for beside the gold and in pages beside its folder.", valueName: "folder"))
    var pages: String?

    @OptionGroup var ruleArguments: RuleArguments

    @Option(help: ArgumentHelp("How many misses to show in their context.", valueName: "n"))
    var misses = 20

    @Option(help: ArgumentHelp("Only misses of this type, such as date or fact.", valueName: "type"))
    var type: String?

    @Flag(name: .customLong("by-rule"), help: "Adds what each rule's mentions and facts were worth.")
    var byRule = false

    @Flag(help: "Writes figures and outcomes as JSON.")
    var json = false

    @Option(help: ArgumentHelp("Keeps the run in this file, for --compare.", valueName: "file"))
    var save: String?

    @Option(help: ArgumentHelp("Shows what changed since a run that was saved; status 1 where something got worse.", valueName: "file"))
    var compare: String?

    func run() throws {
        let rules = try ruleArguments.load()
        if let type, type != "fact", !rules.typeNames.contains(type) {
            throw CommandFailure(message: "unknown type `\(type)` after --type; it is fact or one of \(rules.typeNames.joined(separator: ", "))")
        }
        let annotator = Annotator(program: rules.program)
        var evaluation = Evaluation()
        let explainer = MissExplainer(program: rules.program)
        do {
            let earlier = try compare.map(RunDifference.readOutcomes)
            for path in gold {
                for text in try GoldReader.read(at: path, pages: pages) { evaluation.add(text, documents: annotator.annotate(text.document), explainer: explainer) }
            }
            if evaluation.texts == 0 { throw CommandFailure(message: "there is no gold in \(gold.joined(separator: ", "))") }
            let scores = Scores(evaluation)
            let report = try EvaluationRendering.json(scores, evaluation.outcomes)
            if let save {
                let file = try OutputFile(path: save, inputs: gold)
                try file.write(Array(report.utf8))
                try file.finish()
            }
            if json { print(report, terminator: "") } else { printFigures(scores, evaluation) }
            if let earlier {
                let difference = RunDifference(from: earlier, to: evaluation.outcomes)
                let text = EvaluationRendering.difference(difference)
                if json { Messages.plain(text) } else { print(text, terminator: "") }
                if !difference.newlyWrong.isEmpty { throw ExitCode(1) }
            }
        } catch let error as GoldError {
            throw CommandFailure(message: error.description)
        }
    }

    private func printFigures(_ scores: Scores, _ evaluation: Evaluation) {
        print(EvaluationRendering.table(scores, rules: byRule), terminator: "")
        let causes = EvaluationRendering.causes(evaluation.outcomes, type: type)
        if !causes.isEmpty { print("\n" + causes, terminator: "") }
        guard misses > 0 else { return }
        let text = EvaluationRendering.misses(evaluation.outcomes, limit: misses, type: type)
        if !text.isEmpty { print("\n" + text, terminator: "") }
    }
}

extension GoldText {
    /// The text as a reader would have given it.
    fileprivate var document: SourceDocument {
        let format = basis == .source ? "page" : "jsonl"
        var document = SourceDocument(
            id: name, source: SourceDescription(name: name, format: format), text: text, content: basis == .source ? .page : .text)
        document.date = date
        return document
    }
}
