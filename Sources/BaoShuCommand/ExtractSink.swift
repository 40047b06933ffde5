import BaoShu
import BaoShuModel
import Foundation
import Synchronization

/// Where `extract` sends lines, messages and progress.
final class ExtractSink: ExtractionRun.Sink {
    private struct State {
        var told = 0
        var untold = 0
        var lastProgress: ContinuousClock.Instant?
    }

    /// A dump with a million broken lines must not bury the terminal; the lines of the output have all of them. A table has none of them.
    private static let mostMessages = 50

    private let output: OutputFile
    private let tellsAll: Bool
    private let quiet: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// - Parameter tellsAll: Whether every failure has a message, and not only the first.
    init(output: OutputFile, tellsAll: Bool, quiet: Bool) {
        self.output = output
        self.tellsAll = tellsAll
        self.quiet = quiet
    }

    func keeps(_ bytes: Int) { output.keeps(bytes) }
    func write(_ lines: UnsafeRawBufferPointer) throws { try output.write(lines) }

    func failed(_ error: ReadingError) {
        let tell = state.withLock { state in
            if !tellsAll, state.told == Self.mostMessages {
                state.untold += 1
                return false
            }
            state.told += 1
            return true
        }
        if tell { Messages.error("\(error.message) [\(error.code)]") }
    }

    func progressed(_ tally: RunTally) {
        guard !quiet, Messages.isTerminal else { return }
        let now = ContinuousClock.now
        let due = state.withLock { state in
            if let last = state.lastProgress, now - last < .milliseconds(200) { return false }
            state.lastProgress = now
            return true
        }
        if due { Messages.progress(RunSummary(tally: tally, duration: now - start, output: nil).progress) }
    }

    /// Says how many messages were held back.
    func tellOfTheRest() {
        let untold = state.withLock(\.untold)
        if untold > 0 { Messages.error("\(untold) more records failed; their lines in the output have an `error`") }
    }
}
