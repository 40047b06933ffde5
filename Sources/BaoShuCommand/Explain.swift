import ArgumentParser
import BaoShu
import BaoShuMatching
import BaoShuModel
import BaoShuReading
import BaoShuRules
import BaoShuText
import BaoShuTools
import Foundation

/// `baoshu explain`: how the rules read a text, and why a rule did not match.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells how mentions, links and facts came about, with captures, set steps and places in the rules; with --rule, why a rule made none.",
        discussion: "Offsets count code points of the article's text. Exit status 1 where --rule names a rule that made no mention there.")

    @Argument(help: ArgumentHelp("A file, or the text itself.", valueName: "text|file"))
    var input: String

    @Option(help: ArgumentHelp("Only what covers this offset.", valueName: "n"))
    var at: Int?

    @Option(help: ArgumentHelp("Only what covers the first place of these words.", valueName: "words"))
    var find: String?

    @Option(help: ArgumentHelp("Says of this rule why it made no mention there.", valueName: "name"))
    var rule: String?

    @Option(help: ArgumentHelp("The day of the text, for dates, such as 2024-05-31.", valueName: "day"))
    var date: DayArgument?

    @Option(name: .customLong("in"), help: ArgumentHelp("The role of the text's block, such as headline.", valueName: "role"))
    var role: String?

    @OptionGroup var reading: ReadingArguments
    @OptionGroup var ruleArguments: RuleArguments

    func run() throws {
        let rules = try ruleArguments.load()
        let program = rules.program
        let options = try reading.options(words: rules.readingWords)
        let explainer = Explainer(program: program)
        var stages = program.articleStages
        if let rule {
            guard let found = program.rules.first(where: { $0.name == rule }) else {
                let near = ToolSuggestion.text(rule, among: program.rules.map(\.name))
                throw CommandFailure(message: "no rule `\(rule)`\(near.map { "; \($0)" } ?? ""); baoshu rules list names them all")
            }
            if program.layoutStages.contains(found.stage) { stages = program.layoutStages }
        }
        var made = false
        var isFirst = true
        let (texts, failures) = try texts(program, options, raw: stages == program.layoutStages)
        for text in texts {
            guard let offset = try place(in: text.units) else { continue }
            explainer.run(text.units, context: MatchContext(date: text.date, blocks: text.blocks), stages: stages)
            var shown = ""
            func points(_ span: TextSpan) -> (Int, Int) { (Self.codePoints(text.units, span.lowerBound.value), Self.codePoints(text.units, span.upperBound.value)) }
            let facts = text.document.map { FactExplanation($0, explainer) }
            if let rule, let why = explainer.why(rule: rule, at: offset.offset) {
                if why.kind == .nowhere, text.isOneOfMany, offset.offset == nil { continue }
                made = made || why.kind == .made || why.kind == .unwritten
                shown += ExplanationRendering.render(why)
                if let absence = facts?.absence(rule: rule, at: offset.offset) { shown += "  \(absence)\n" }
            }
            for mention in explainer.mentions(at: offset.offset) where rule == nil || mention.rule == rule {
                shown += ExplanationRendering.render(mention, offsets: points(mention.span), nameOffsets: mention.namedBy.map { points($0.span) })
            }
            for link in explainer.links(at: offset.offset) where rule == nil || link.rule == rule { shown += ExplanationRendering.render(link, offsets: points(link.span)) }
            for fact in facts?.facts(at: offset.offset) ?? [] where rule == nil || fact.rule == rule { shown += ExplanationRendering.render(fact, offsets: points(fact.quantity)) }
            if shown.isEmpty { continue }
            print((isFirst || !text.isOneOfMany ? "" : "\n") + (text.isOneOfMany ? "== \(text.name)\n" : "") + shown, terminator: "")
            isFirst = false
        }
        if isFirst { print("no mention there") }
        if failures > 0 || (rule != nil && !made) { throw ExitCode(1) }
    }

    func validate() throws {
        if let at, at < 0 { throw ValidationError("--at must be 0 or more, not \(at).") }
        if find == "" { throw ValidationError("--find needs words.") }
    }

    /// The place asked for; nil where this text has not the words.
    private func place(in units: [UInt16]) throws -> (offset: Int?, Void)? {
        if let at {
            var points = 0
            for (index, unit) in units.enumerated() where unit & 0xFC00 != 0xDC00 {
                if points == at { return (index, ()) }
                points += 1
            }
            throw CommandFailure(message: "offset \(at) is behind the text, which has \(points) code points")
        }
        guard let find else { return (nil, ()) }
        let words = Array(find.utf16)
        guard !words.isEmpty, words.count <= units.count else { return nil }
        for start in 0...(units.count - words.count) where units[start..<(start + words.count)].elementsEqual(words) { return (start, ()) }
        return nil
    }

    private static func codePoints(_ units: [UInt16], _ offset: Int) -> Int { units[..<offset].count { $0 & 0xFC00 != 0xDC00 } }

    private struct Text {
        var name: String
        var units: [UInt16]
        var blocks: [Block]
        var date: String?
        var isOneOfMany: Bool
        /// nil for the raw text of a page.
        var document: AnnotatedDocument?
    }

    /// The argument as a text, or the articles of the file that it names; the raw text of a page where the rules of its layout are
    /// in question. What cannot be read is told and counted.
    private func texts(_ program: RuleProgram, _ options: ReadingOptions, raw: Bool) throws -> (texts: [Text], failures: Int) {
        let blockRole = role.flatMap { BlockRole(rawValue: $0) } ?? .body
        if let role, BlockRole(rawValue: role) == nil {
            throw CommandFailure(message: "no role `\(role)`; roles are \(BlockRole.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard FileManager.default.fileExists(atPath: input) else {
            if input.wholeMatch(of: /\S+[\/.][A-Za-z]\w*/) != nil { Messages.warning("there is no file \(input); it is read as the text itself") }
            let units = Array(input.utf16)
            let blocks = raw ? [] : [Block(role: blockRole, span: TextSpan(0, units.count))]
            var document = AnnotatedDocument(id: "", source: SourceDescription(name: "", format: "text"), text: units, sourceMap: SourceMap(identity: units.count))
            (document.blocks, document.date) = (blocks, date?.text)
            return ([Text(name: "", units: units, blocks: blocks, date: date?.text, isOneOfMany: false, document: raw ? nil : document)], 0)
        }
        let reader = RecordReader(inputs: [input], options: options)
        let decoder = RecordDecoder(options: options)
        var layoutOptions = Annotator.Options()
        layoutOptions.skipsRules = true
        let annotator = Annotator(program: program, options: layoutOptions)
        var texts: [Text] = []
        var failures = 0
        while let record = reader.next() {
            switch decoder.decode(record) {
            case .failure(let error):
                Messages.error("\(error.message) [\(error.code)]")
                failures += 1
            case .success(let source):
                if raw {
                    texts.append(Text(name: source.id, units: source.text, blocks: [], date: nil, isOneOfMany: true))
                } else {
                    for document in annotator.annotate(source) {
                        texts.append(Text(name: document.id, units: document.text, blocks: document.blocks, date: date?.text ?? document.date, isOneOfMany: true, document: document))
                    }
                }
            }
        }
        if texts.isEmpty, failures > 0 { throw ExitCode(1) }
        return (texts, failures)
    }
}
