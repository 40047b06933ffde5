import Foundation
import Synchronization

/// Standard error: messages, and one line of progress where it is a terminal.
enum Messages {
    /// Whether a person is looking on.
    static let isTerminal = isatty(2) != 0
    /// By `NO_COLOR` (no-color.org) and `TERM`.
    static let hasColor: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }()

    private static let progressShown = Mutex(false)

    static func error(_ message: String) { plain((hasColor ? "\u{1B}[31merror:\u{1B}[0m " : "error: ") + message) }
    static func warning(_ message: String) { plain((hasColor ? "\u{1B}[33mwarning:\u{1B}[0m " : "warning: ") + message) }

    /// A message of its own line or lines; a line of progress is taken away first.
    static func plain(_ message: String) {
        progressShown.withLock { shown in
            put((shown ? "\r\u{1B}[K" : "") + message + "\n")
            shown = false
        }
    }

    /// Replaces the line of progress. Does nothing where standard error is no terminal.
    static func progress(_ line: String) {
        guard isTerminal else { return }
        progressShown.withLock { shown in
            put("\r\u{1B}[K" + line)
            shown = true
        }
    }

    static func endProgress() {
        progressShown.withLock { shown in
            if shown { put("\r\u{1B}[K") }
            shown = false
        }
    }

    private static func put(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
