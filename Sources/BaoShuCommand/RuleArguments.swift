import ArgumentParser
import BaoShu

/// Which rules a command works with.
struct RuleArguments: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The folder of the rules; else $BAOSHU_RULES, else Rules in the working folder or beside the program.", valueName: "folder"))
    var rules: String?

    /// The folder of the rules.
    ///
    /// - Parameter argument: The folder as it was named without `--rules`.
    /// - Throws: `CommandFailure` where there is none.
    func folder(_ argument: String? = nil) throws -> String {
        guard let folder = RuleFolder.find(asked: argument ?? rules) else {
            throw CommandFailure(message: "no rules found: there is no folder Rules here or beside the program; name one with --rules or $BAOSHU_RULES")
        }
        return folder
    }

    /// The rules, compiled.
    ///
    /// - Parameter tests: whether with their inline tests.
    /// - Throws: `CommandFailure` with every error of every file.
    func load(tests: Bool = false) throws -> RuleSet {
        let folder = try folder()
        do {
            return try RuleSet(files: RuleFolder.read(folder), name: folder, tests: tests)
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension CommandFailure {
    /// Why rules cannot be used, with every error of every file.
    init(_ error: RuleSetError) {
        switch error {
        case .unreadable(let folder, let reason):
            self.init(message: "the rules in \(folder) cannot be read: \(reason); name a folder of .rules files with --rules")
        case .invalid(let folder, let errors):
            let base = folder.hasSuffix("/") ? folder : folder + "/"
            let lines = errors.map { "\(base)\($0)" }.joined(separator: "\n")
            let files = Set(errors.map(\.file)).count
            self.init(
                message: "the rules in \(folder) cannot be used: \(errors.count) error\(errors.count == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s"); mend them and run again\n\(lines)")
        }
    }
}
