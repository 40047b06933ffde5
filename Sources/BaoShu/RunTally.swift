internal import BaoShuReading

/// What a run has done so far.
package struct RunTally: Sendable, Equatable {
    /// Annotated articles written.
    package var documents = 0
    /// Those of the articles whose day is not known, so that 去年 and 3月 stay without a year.
    package var undated = 0
    /// Inputs and records that failed, each written as an error line.
    package var failures = 0
    /// Those of the articles and of the failures whose lines an earlier run wrote: mentions, facts and bytes are without theirs.
    package var earlierDocuments = 0, earlierFailures = 0
    /// Those of the failures whose input could not even be opened.
    package var unopened = 0
    /// Bytes of the records, decompressed.
    package var bytes = 0
    /// Mentions by type.
    package var mentions: [String: Int] = [:]
    package var facts = 0

    /// Whether there were inputs and none of them could be opened.
    package var openedNothing: Bool { documents == 0 && failures > 0 && unopened == failures }

    package init() {}

    private static let unopenedCodes: Set<String> = ["no_such_file", "no_permission", "cannot_read"]

    mutating func count(_ error: ReadingError) {
        failures += 1
        if Self.unopenedCodes.contains(error.code) { unopened += 1 }
    }

    static func += (tally: inout RunTally, other: RunTally) {
        tally.documents += other.documents
        tally.undated += other.undated
        tally.failures += other.failures
        tally.unopened += other.unopened
        tally.earlierDocuments += other.earlierDocuments
        tally.earlierFailures += other.earlierFailures
        tally.bytes += other.bytes
        tally.mentions.merge(other.mentions, uniquingKeysWith: +)
        tally.facts += other.facts
    }
}
