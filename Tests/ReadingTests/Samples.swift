@testable import BaoShuReading

/// What the samples of the formats have in common.
enum Samples {
    static let words = ReadingWords()
}
