import Foundation

/// The command run to its end, with what it cost.
struct ChildRun {
    /// Processor seconds, user and system.
    var seconds: Double
    /// Peak resident memory in KB.
    var peak: Int

    /// Runs `baoshu` beside this program, by `posix_spawn(3)` and `wait4(2)`.
    init(_ arguments: [String]) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("baoshu").path
        var process = pid_t()
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        guard posix_spawn(&process, path, nil, nil, words, environ) == 0 else { throw BenchError("\(path) cannot be run; build it first: swift build -c release") }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(process, &status, 0, &usage) == process, status == 0 else { throw BenchError("baoshu \(arguments.joined(separator: " ")) failed") }
        seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        peak = usage.ru_maxrss
    }
}
