import Foundation

/// The command `baoshu extract` while it writes to a file.
public final class UnfinishedRun {
    private let process = Process()
    private let input = Pipe()
    private let output: String

    /// Starts it in the package's folder, with an input that has no end until `finish` or `kill`.
    ///
    /// - Parameter size: how many bytes stand in the partial file when this returns, or the run has ended, or two minutes are over.
    public init(_ arguments: [String], output: String, input bytes: [UInt8] = [], until size: Int = 1) throws {
        self.output = output
        process.executableURL = URL(fileURLWithPath: Program.baoshuPath)
        process.arguments = ["extract", "--quiet", "-o", output] + arguments
        process.currentDirectoryURL = Repository.root
        process.environment = Program.environment()
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        try process.run()
        if !bytes.isEmpty { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }
        let deadline = Date().addingTimeInterval(120)
        while written < size, process.isRunning, Date() < deadline { usleep(1000) }
    }

    /// Bytes of the partial file.
    private var written: Int { (try? FileManager.default.attributesOfItem(atPath: output + ".partial")[.size] as? Int) ?? 0 }

    /// Ends the input and waits for the end of the run.
    ///
    /// - Returns: the exit status.
    public func finish() throws -> Int32 {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Ends the run at once, as a power cut does: it can put nothing in order. A test runner may have blocked SIGTERM for its children, SIGKILL it cannot.
    ///
    /// - Returns: whether it was still running.
    public func kill() -> Bool {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }
}
