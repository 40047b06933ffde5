import Foundation

@testable import BaoShuReading

/// What the samples of the formats have in common.
enum Samples {
    /// The package's folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The words that the shipped lexicon has.
    static let words = ReadingWords(tsv: (try? String(contentsOfFile: root + "/Rules/lexicons/reading-words.tsv", encoding: .utf8)) ?? "")

    static let options = ReadingOptions(words: words)
}
