import ArgumentParser
import BaoShu
import CHeap
import Foundation

struct BaoShuCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baoshu",
        abstract: "Extracts what Chinese news measures and names: numbers with units, dates, names, and the facts that tie them together.",
        discussion: """
            Data goes to standard output, everything else to standard error. \
            The exit status is 0 where all went well, 1 where some input failed or a check fell short, 2 for wrong usage or where nothing could run.
            """,
        version: "baoshu \(baoShuVersion)",
        subcommands: [Extract.self, Facts.self, Eval.self, RulesCommand.self, Explain.self, Diff.self])
}

/// The command's own entry point: wrong usage ends with 2, where the parser's would be 64.
@main
enum Main {
    /// Bytes from which on a block of memory has pages of its own.
    private static let ownPages: Int32 = 128 << 10

    static func main() {
        // As glibc begins, but kept so: with the large blocks of a run in one heap, a run holds 10 MB more.
        _ = cheap_set_own_pages(ownPages)
        do {
            var command = try BaoShuCommand.parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch let failure as CommandFailure {
            Messages.error(failure.message)
            exit(failure.status)
        } catch {
            let status = BaoShuCommand.exitCode(for: error)
            let message = BaoShuCommand.fullMessage(for: error)
            if status.isSuccess {
                print(message)
                exit(0)
            }
            // The parser's own messages begin with a capital.
            let prefix = "Error: "
            if message.hasPrefix(prefix) { Messages.error(String(message.dropFirst(prefix.count))) } else { Messages.plain(message) }
            exit(2)
        }
    }
}

/// Why a command ended, for people, and its exit status.
struct CommandFailure: Error {
    /// What is wrong and what to do, without `error:` in front; may have several lines.
    var message: String
    var status: Int32 = 2
}
