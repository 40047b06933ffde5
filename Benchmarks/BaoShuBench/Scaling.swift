import BaoShu
import BaoShuMatching
import BaoShuModel
import BaoShuRules
import BaoShuText

/// What larger rules cost: the time of matching alone, against that with the rules as they are, in turns.
struct Scaling {
    let moreWords: Double
    let moreRules: Double
    /// The same where the other words are made of characters as frequent in the text: about twice as many matches begin.
    let moreFrequentRules: Double
    /// Entries and rules as they are and as they were made.
    let entries: (Int, Int)
    let rules: (Int, Int)

    init(folder: String, texts: [String], rounds: Int) throws {
        let files = try RuleFolder.read(folder)
        let grown = GrownRules(files)
        let plain = try RuleSet(files: files, name: folder).program
        let words = try RuleSet(files: grown.withMoreWords(10), name: "\(folder) with ten times the words").program
        let twice = try RuleSet(files: grown.doubled(), name: "\(folder) doubled").program
        let frequent = try RuleSet(files: grown.doubled(likeFrequenciesIn: texts), name: "\(folder) doubled").program
        entries = (plain.entries.count, words.entries.count)
        rules = (plain.rules.count, twice.rules.count)
        let documents = texts.map { Array($0.utf16) }
        let matchers = [plain, words, twice, frequent].map { Matcher(program: $0) }
        var seconds: [[Double]] = [[], [], [], []]
        for round in 0...rounds {
            for (index, matcher) in matchers.enumerated() {
                let time = Self.seconds(matcher, documents)
                // The first pass builds what is made when it is first needed.
                if round > 0 { seconds[index].append(time) }
            }
        }
        moreWords = median(seconds[1]) / median(seconds[0])
        moreRules = median(seconds[2]) / median(seconds[0])
        moreFrequentRules = median(seconds[3]) / median(seconds[0])
    }

    private static func seconds(_ matcher: Matcher, _ documents: [[UInt16]]) -> Double {
        let first = matcher.program.stageIndex("layout").map { $0 + 1 } ?? 0
        var mentions = 0
        let start = processorSeconds()
        for document in documents {
            let context = MatchContext(date: "2024-05-30", blocks: [Block(role: .body, span: TextSpan(0, document.count))])
            mentions += matcher.match(document, context: context, stages: first..<matcher.program.stages.count).mentions.count
        }
        let seconds = processorSeconds() - start
        precondition(mentions > 0)
        return seconds
    }
}
