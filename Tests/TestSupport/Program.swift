import Foundation

/// A program run to its end.
public struct Program: Sendable {
    public var status: Int32
    public var output: [UInt8]
    public var errors: String

    public var text: String { String(decoding: output, as: UTF8.self) }
    public var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// Runs a program; what it writes goes through files, so that no pipe can fill.
    ///
    /// - Parameters:
    ///   - environment: changes to this process's; `""` takes a variable away.
    public init(
        _ path: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], folder: String = Repository.root.path
    ) throws {
        let files = try TemporaryFolder()
        let output = try files.file("output", "")
        let errors = try files.file("errors", "")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = Self.environment(environment)
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: try files.file("input", input)))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try process.run()
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        self.output = Array(try Data(contentsOf: URL(fileURLWithPath: output)))
        self.errors = String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self)
    }

    /// This process's environment without what the command looks at, and with some changes.
    static func environment(_ changes: [String: String] = [:]) -> [String: String] {
        var all = ProcessInfo.processInfo.environment
        for name in ["BAOSHU_RULES", "NO_COLOR"] { all[name] = nil }
        for (name, value) in changes { all[name] = value.isEmpty ? nil : value }
        return all
    }

    /// The command: `$BAOSHU_COMMAND`, the release build that `make test` names, else the one built with the tests, beside them.
    public static let baoshuPath: String = {
        if let path = ProcessInfo.processInfo.environment["BAOSHU_COMMAND"], !path.isEmpty { return URL(fileURLWithPath: path).path }
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let beside = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("baoshu").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : Repository.path(".build/debug/baoshu")
    }()

    /// Runs the command `baoshu` in the package's folder.
    public static func baoshu(
        _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:], folder: String = Repository.root.path
    ) throws -> Program {
        try Program(baoshuPath, arguments, input: input, environment: environment, folder: folder)
    }
}
