import BaoShuText
import BaoShuValues

/// The files of a rules folder, by path relative to it.
package struct RuleFiles: Sendable {
    package var files: [String: [UInt8]]

    package init(_ files: [String: [UInt8]]) { self.files = files }

    /// The rule files in the order in which they are read: by path.
    var rulePaths: [String] { files.keys.filter { $0.hasSuffix(".rules") }.sorted() }
}

/// Turns rule files into a program, and says everything that is wrong with them.
package final class RuleCompiler {
    let sources: RuleFiles
    /// The paths of the rule files, by the numbers that places give.
    var paths: [String] = []
    var diagnostics: [Diagnostic] = []
    var lints = true
    private var readsTests = true
    var parts = ProgramParts()
    /// Folds words as the rules say; not to be asked before their tables are read.
    lazy var folder = SurfaceFolder(parts.fold)
    /// Where the entries of each lexicon stand.
    var entryRanges: [Range<Int>] = []

    // What is declared, by name.
    var types: [String: (index: Int, place: Place)] = [:]
    var lexiconIndex: [String: (index: Int, place: Place)] = [:]
    var lexiconClasses: [String: [Int]] = [:]
    var lexiconDeclarations: [LexiconDeclaration] = []
    var charClasses: [String: (set: CharacterSetSyntax, place: Place)] = [:]
    var patterns: [String: PatternDeclaration] = [:]
    var numerals: [String: (index: Int, place: Place)] = [:]
    var stageNames: [String] = []
    var declaresStages = false
    var ruleNames: [String: (index: Int, place: Place)] = [:]
    /// Names of what could not be read or compiled: its errors are told, and nothing more is said where it is named.
    var unreadNames: Set<String> = []

    // What the patterns need.
    var setIndex: [CharacterSetKey: Int] = [:]
    var sets: [CharacterSetKey] = []
    var unitSetIndex: [UInt16: Int] = [:]
    /// The sets of named classes, and the named patterns that were resolved.
    var classSets: [String: Int] = [:]
    var resolvedPatterns: [String: KnownPattern] = [:]
    var terminalIndex: [Terminal: Int] = [:]
    var automatonBuilder = AutomatonBuilder()
    var balancedIndex: [BalancedPair: Int] = [:]

    /// For each rule the names that its `over` gives.
    var overNames: [[Named]] = []

    /// Names of rules that conditions speak of, the capture that is asked, and the types it can be.
    var comparedRules: [(rule: Named, capture: String, types: [Int])] = []

    // What is used, for the lints.
    var usedLexicons: Set<Int> = []
    var usedPatterns: Set<String> = []
    var usedTypes: Set<Int> = []
    var usedChars: Set<String> = []

    var lexiconUses: [LexiconUse] = []
    var typeUses: [TypeUse] = []
    var lintedClasses: Set<String> = []
    var reportedDeepClasses: Set<String> = []

    package struct Result: Sendable {
        /// nil where there are errors.
        package let program: RuleProgram?
        /// Sorted by place.
        package let diagnostics: [Diagnostic]
    }

    /// - Parameters:
    ///   - lints: whether to look for what is idle, shadowed, ambiguous or untested, which takes longer than compiling.
    ///   - tests: whether the inline tests are read; a program without them runs as one with them.
    package static func compile(_ files: RuleFiles, lints: Bool = true, tests: Bool = true) -> Result {
        let compiler = RuleCompiler(sources: files)
        (compiler.lints, compiler.readsTests) = (lints, tests)
        let program = compiler.run()
        let sorted = compiler.diagnostics.sorted { ($0.place, $0.code.rawValue, $0.message) < ($1.place, $1.code.rawValue, $1.message) }
        return Result(program: sorted.contains { $0.severity == .error } ? nil : program, diagnostics: sorted)
    }

    private init(sources: RuleFiles) { self.sources = sources }

    func report(_ code: DiagnosticCode, _ place: SourcePlace, _ message: String, other: Diagnostic.Label? = nil, suggestion: String? = nil) {
        diagnostics.append(Diagnostic(code, place, message, other: other, suggestion: suggestion))
    }

    /// Reports a name that stands for nothing, where no other error says why.
    func reportUndefined(_ named: Named, _ message: String, suggestion: String? = nil) {
        if !unreadNames.contains(named.name) { report(.undefinedName, named.place, message, suggestion: suggestion) }
    }

    func report(_ code: DiagnosticCode, _ place: Place, _ message: String, other: Note? = nil, suggestion: String? = nil) {
        report(code, source(place), message, other: other.map { Diagnostic.Label(place: source($0.place), message: $0.message) }, suggestion: suggestion)
    }

    /// What `Diagnostic.Label` is for places that are not yet shown.
    struct Note {
        var place: Place
        var message: String
    }

    /// A place as the program keeps it, and as authors see it.
    func source(_ place: Place) -> SourcePlace { place.source(paths[Int(place.file)]) }

    private func run() -> RuleProgram? {
        var files: [RuleFile] = []
        for path in sources.rulePaths {
            let bytes = sources.files[path]!
            guard isText(bytes, path: path) else { continue }
            let (file, problems) = bytes.withUnsafeBufferPointer { Parser.parse(path: path, number: paths.count, bytes: $0, warns: lints, readsTests: readsTests) }
            paths.append(path)
            unreadNames.formUnion(file.unread)
            diagnostics += lints ? problems : problems.filter { $0.severity == .error }
            files.append(file)
        }
        declareStages(files)
        foldTables(files)
        declare(files)
        loadLexicons()
        numeralGrammars(files)
        compileRules(files)
        resolveOver()
        checkComparedRules()
        finishCharacters()
        guard finishKinds() else { return nil }
        buildStages()
        numberTests(files)
        if lints { lint(files) }
        return RuleProgram(parts)
    }

    // MARK: Declarations

    private func declareStages(_ files: [RuleFile]) {
        var places: [String: Place] = [:]
        var declared: Place?
        for case .stages(let names) in files.lazy.flatMap(\.statements) {
            if let first = declared, let name = names.first {
                report(.duplicateName, name.place, "the stages are declared twice", other: .init(place: first, message: "first here"), suggestion: "name them all in one statement, in their order")
                continue
            }
            declared = names.first?.place
            for name in names {
                if let first = places[name.name] {
                    report(.duplicateName, name.place, "stage `\(name.name)` is declared twice", other: .init(place: first, message: "first here"))
                } else {
                    places[name.name] = name.place
                    stageNames.append(name.name)
                }
            }
        }
        declaresStages = !stageNames.isEmpty
        if !declaresStages { stageNames = ["main"] }
    }

    /// The bytes of a table; says what is wrong where there is none in UTF-8.
    func tableBytes(_ file: Named) -> [UInt8]? {
        if let bytes = sources.files[file.name] { return isText(bytes, path: file.name) ? bytes : nil }
        let tables = sources.files.keys.filter { $0.hasSuffix(".tsv") }
        report(.unreadableFile, file.place, "no file \"\(file.name)\" in the rules folder", suggestion: Suggestion.text(file.name, among: tables) ?? "paths are relative to the rules folder")
        return nil
    }

    /// Whether a file is UTF-8; says where it is not.
    private func isText(_ bytes: [UInt8], path: String) -> Bool {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return true
        } catch {
            let line = bytes[..<error.byteOffsets.lowerBound].count { $0 == 0x0A } + 1
            report(.unreadableFile, SourcePlace(file: path, line: line, column: 1), "file is not valid UTF-8", suggestion: "save it as UTF-8")
            return false
        }
    }

    private func declare(_ files: [RuleFile]) {
        for file in files {
            var stage = 0
            for statement in file.statements {
                switch statement {
                case .stage(let name): stage = stageIndex(name) ?? 0
                case .type(let declaration): declareType(declaration)
                case .lexicon(let declaration): declareLexicon(declaration, stage: stage)
                case .chars(let name, let set):
                    if let first = charClasses[name.name] {
                        report(.duplicateName, name.place, "class `\(name.name)` is declared twice", other: .init(place: first.place, message: "first here"))
                    } else if BuiltInClass.all.contains(name.name) {
                        report(.duplicateName, name.place, "class `\(name.name)` is built in")
                    } else {
                        charClasses[name.name] = (set, name.place)
                    }
                case .pattern(let declaration):
                    if let first = patterns[declaration.name.name] {
                        report(.duplicateName, declaration.name.place, "pattern `\(declaration.name.name)` is declared twice", other: .init(place: first.name.place, message: "first here"))
                    } else {
                        patterns[declaration.name.name] = declaration
                    }
                case .number(let declaration):
                    if let first = numerals[declaration.name.name] {
                        report(.duplicateName, declaration.name.place, "number `\(declaration.name.name)` is declared twice", other: .init(place: first.place, message: "first here"))
                    } else {
                        numerals[declaration.name.name] = (numerals.count, declaration.name.place)
                    }
                case .stages, .fold, .rule: break
                }
            }
        }
    }

    func stageIndex(_ name: Named) -> Int? {
        if let index = stageNames.firstIndex(of: name.name) { return index }
        report(.undefinedStage, name.place, "unknown stage `\(name.name)`", suggestion: Suggestion.text(name.name, among: stageNames) ?? "declared stages are \(stageNames.joined(separator: ", "))")
        return nil
    }

    private func declareType(_ declaration: TypeDeclaration) {
        if let first = types[declaration.name.name] {
            report(.duplicateName, declaration.name.place, "type `\(declaration.name.name)` is declared twice", other: .init(place: first.place, message: "first here"))
            return
        }
        checkFields(of: declaration)
        types[declaration.name.name] = (parts.types.count, declaration.name.place)
        let fields = declaration.fields.map { OutputField(name: $0.name.name, type: $0.type) }
        parts.types.append(OutputType(name: declaration.name.name, isInternal: declaration.isInternal, isMasked: declaration.isMasked, fields: fields))
    }

    private func declareLexicon(_ declaration: LexiconDeclaration, stage: Int) {
        if let first = lexiconIndex[declaration.name.name] {
            report(.duplicateName, declaration.name.place, "lexicon `\(declaration.name.name)` is declared twice", other: .init(place: first.place, message: "first here"))
            return
        }
        checkColumns(of: declaration)
        let index = lexiconDeclarations.count
        lexiconIndex[declaration.name.name] = (index, declaration.name.place)
        for name in declaration.classes { lexiconClasses[name.name, default: []].append(index) }
        lexiconDeclarations.append(declaration)
        parts.blockStage.append(stage)
        if declaration.isBlock { usedLexicons.insert(index) }
    }
}
