internal import BaoShuMatching
package import BaoShuReading
package import BaoShuRules
internal import CDigest
internal import Foundation

/// A folder of rule files, compiled. Immutable and shared by all threads.
public struct RuleSet: Sendable {
    package let program: RuleProgram
    /// Fingerprint of all files: `sha256:` and 64 hexadecimal digits (FIPS 180-4). Equal files give equal fingerprints.
    public let fingerprint: String
    /// What the checker warned of.
    public let warnings: [RuleProblem]
    /// What the readers of markup need to know, from `lexicons/reading-words.tsv`.
    package let readingWords: ReadingWords

    /// The types of mentions that the rules make, in the order of their declaration.
    public var typeNames: [String] { program.types.filter { !$0.isInternal && !$0.isMasked }.map(\.name) }

    /// Loads and compiles the rules of a folder.
    ///
    /// - Throws: `RuleSetError` where the folder cannot be read or its rules have errors.
    public init(folder: String) throws(RuleSetError) {
        let files = try RuleFolder.read(folder)
        try self.init(files: files, name: folder)
    }

    /// - Parameter tests: whether the inline tests are read, too, which nothing needs that works with the rules.
    package init(files: RuleFiles, name: String, tests: Bool = false) throws(RuleSetError) {
        let result = RuleCompiler.compile(files, lints: false, tests: tests)
        guard let program = result.program else {
            throw .invalid(folder: name, errors: result.diagnostics.filter { $0.severity == .error }.map(RuleProblem.init))
        }
        self.program = program
        warnings = result.diagnostics.map(RuleProblem.init)
        fingerprint = Self.fingerprint(of: files)
        readingWords = files.files["lexicons/reading-words.tsv"].map { ReadingWords(tsv: String(decoding: $0, as: UTF8.self)) } ?? ReadingWords()
    }

    private static func fingerprint(of files: RuleFiles) -> String {
        guard let digest = cdigest_open() else { return "" }
        for (path, bytes) in files.files.sorted(by: { $0.key < $1.key }) {
            let head = Array("\(path)\n\(bytes.count)\n".utf8)
            cdigest_add(digest, head, head.count)
            cdigest_add(digest, bytes, bytes.count)
        }
        var result = Array(repeating: UInt8(0), count: 32)
        guard cdigest_finish(digest, &result) == 0 else { return "" }
        return "sha256:" + result.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }
}

/// Why rules could not be used.
public enum RuleSetError: Error, Sendable {
    /// No such folder, or none that can be read.
    case unreadable(folder: String, reason: String)
    /// The rules have errors; all of them are listed.
    case invalid(folder: String, errors: [RuleProblem])
}

/// Something wrong with a rule file, or worth a warning.
public struct RuleProblem: Sendable, Hashable, CustomStringConvertible {
    /// `E…` for errors, `W…` for warnings; the rule language reference lists them.
    public let code: String
    /// Path relative to the rules folder.
    public let file: String
    /// From 1.
    public let line: Int
    /// From 1, in code points.
    public let column: Int
    /// What is wrong, in one sentence.
    public let message: String
    /// What to do, where that is likely.
    public let suggestion: String?

    package init(_ diagnostic: Diagnostic) {
        code = diagnostic.code.rawValue
        file = diagnostic.place.file
        line = diagnostic.place.line
        column = diagnostic.place.column
        message = diagnostic.message
        suggestion = diagnostic.suggestion
    }

    /// `FILE:LINE:COLUMN: error CODE: MESSAGE; SUGGESTION`.
    public var description: String {
        "\(file):\(line):\(column): \(code.hasPrefix("E") ? "error" : "warning") \(code): \(message)" + (suggestion.map { "; \($0)" } ?? "")
    }
}

/// Reads rule folders, and finds the one to use.
package enum RuleFolder {
    /// The largest file that is read.
    static let maximumFileSize = 64 << 20

    package static func read(_ folder: String) throws(RuleSetError) -> RuleFiles {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: folder, isDirectory: &isFolder) else { throw .unreadable(folder: folder, reason: "no such folder") }
        guard isFolder.boolValue else { throw .unreadable(folder: folder, reason: "it is a file, not a folder") }
        // The walk does not follow links, not even one that is the folder itself.
        let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        guard let walk = manager.enumerator(atPath: folder) else { throw .unreadable(folder: folder, reason: "it cannot be listed") }
        var files: [String: [UInt8]] = [:]
        var unreadable: [String] = []
        for case let path as String in walk where path.hasSuffix(".rules") || path.hasSuffix(".tsv") {
            guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { continue }
            if manager.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder), isFolder.boolValue { continue }
            guard let data = manager.contents(atPath: folder + "/" + path) else {
                unreadable.append(path)
                continue
            }
            guard data.count <= maximumFileSize else { throw .unreadable(folder: folder, reason: "\(path) is larger than \(maximumFileSize >> 20) MB") }
            files[path] = Array(data)
        }
        guard unreadable.isEmpty else { throw .unreadable(folder: folder, reason: "\(unreadable.sorted().joined(separator: ", ")) cannot be opened") }
        guard files.keys.contains(where: { $0.hasSuffix(".rules") }) else { throw .unreadable(folder: folder, reason: "there is no .rules file in it") }
        return RuleFiles(files)
    }

    /// The folder to use: the one asked for, `$BAOSHU_RULES`, `Rules` in the working folder, `Rules` beside the program or in a
    /// folder above it.
    package static func find(asked: String?) -> String? {
        if let asked { return asked }
        if let variable = ProcessInfo.processInfo.environment["BAOSHU_RULES"], !variable.isEmpty { return variable }
        if isFolder("Rules") { return "Rules" }
        var place = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath().deletingLastPathComponent()
        if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { place = URL(fileURLWithPath: own).deletingLastPathComponent() }
        for _ in 0..<6 {
            let candidate = place.appendingPathComponent("Rules").path
            if isFolder(candidate) { return candidate }
            place = place.deletingLastPathComponent()
        }
        return nil
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
