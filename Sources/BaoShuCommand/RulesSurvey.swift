import ArgumentParser
import BaoShu
import BaoShuMatching
import BaoShuModel
import BaoShuReading
import BaoShuRules
import BaoShuTools
import Foundation

/// `baoshu rules list`
struct RulesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists rules and lexicons by stage and type, with counts.")

    @OptionGroup var rules: RuleArguments

    func run() throws { print(RuleListing.render(try rules.load(tests: true).program), terminator: "") }
}

/// `baoshu rules schema`
struct RulesSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Writes the JSON Schema of what these rules write: the contract's, with their own types and fields.")

    @OptionGroup var rules: RuleArguments

    func run() throws { print(try RuleSchema.render(try rules.load().program), terminator: "") }
}

/// `baoshu rules fmt`
struct RulesFormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Lays out rule files in one way, keeping comments.",
        discussion:
            "Names the files that it wrote anew. With --check it writes nothing, and the exit status is 1 where a file would change. It is 1 also where a file has errors, which is laid out as far as it is understood."
    )

    @OptionGroup var rules: RuleArguments
    @Argument(help: "The folder of the rules, as with --rules.") var folder: String?
    @Flag(help: "Only names the files that would change.") var check = false

    func run() throws {
        let (folder, files) = try rules.read(folder)
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        var (changed, failures) = (0, 0)
        let broken = Set(RuleCompiler.compile(files, lints: false).diagnostics.filter { $0.severity == .error }.map(\.place.file))
        for path in files.files.keys.sorted() where path.hasSuffix(".rules") {
            guard let bytes = files.files[path], let text = String(validating: bytes, as: UTF8.self) else {
                Messages.error("\(base)\(path) is not valid UTF-8; save it as UTF-8")
                failures += 1
                continue
            }
            if broken.contains(path) {
                Messages.error("\(base)\(path) has errors; baoshu rules check tells what is wrong with it")
                failures += 1
            }
            guard let formatted = RuleFormatter.format(text) else {
                Messages.warning("\(base)\(path) is left as it is: it cannot be laid out without changing what it says; baoshu rules check tells what is wrong with it")
                continue
            }
            if formatted == text { continue }
            if !check {
                // Nothing is ever seen half written: the file gets its name when it is whole.
                do {
                    let file = try OutputFile(path: base + path)
                    try file.write(Array(formatted.utf8))
                    try file.finish()
                } catch let failure as CommandFailure {
                    Messages.error(failure.message)
                    failures += 1
                    continue
                }
            }
            changed += 1
            print(base + path)
        }
        if failures > 0 || (check && changed > 0) { throw ExitCode(1) }
    }
}

/// `baoshu rules profile`
struct RulesProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Gives time and matches of every rule over texts.", discussion: "Measuring costs time itself: the figures compare rules, not runs.")

    @Argument(help: ArgumentHelp("Files, folders or globs.", valueName: "corpus")) var inputs: [String]
    @OptionGroup var reading: ReadingArguments
    @OptionGroup var rules: RuleArguments
    @Option(help: ArgumentHelp("How many rows to show.", valueName: "n")) var show = 30

    func run() throws {
        let set = try rules.load()
        let options = try reading.options(words: set.readingWords)
        let reader = RecordReader(inputs: inputs, options: options)
        let decoder = RecordDecoder(options: options)
        let annotator = Annotator(program: set.program)
        let profile = MatchProfile(rules: set.program.rules.count, lexicons: set.program.lexicons.count)
        annotator.matcher.profile = profile
        var (documents, failures) = (0, 0)
        while let record = reader.next() {
            switch decoder.decode(record) {
            case .failure(let error):
                Messages.error("\(error.message) [\(error.code)]")
                failures += 1
            case .success(let source): documents += annotator.annotate(source).count
            }
        }
        if documents == 0 { throw ExitCode(2) }
        print("\(documents) documents")
        print(ProfileRendering.render(profile, set.program, limit: max(1, show)), terminator: "")
        if failures > 0 { throw ExitCode(1) }
    }
}
