import BaoShu
import BaoShuMatching
import BaoShuModel
import BaoShuRules
import BaoShuText
import TestSupport
import Testing

/// Reads texts by the project's own rules.
final class NumberReader {
    static let rules: Result<RuleSet, RuleSetError> = Result { () throws(RuleSetError) in try RuleSet(folder: Repository.path("Rules")) }

    private let matcher: Matcher

    init() throws { matcher = Matcher(program: try Self.rules.get().program) }

    /// What is found on each line, with places in the line, by all the stages that an article goes through.
    func read(lines: [String]) -> [[Mention]] {
        var text: [UInt16] = []
        var ends: [Int] = []
        var blocks: [Block] = []
        for line in lines {
            let start = text.count
            text += line.utf16
            ends.append(text.count)
            blocks.append(Block(role: .body, span: TextSpan(start, text.count)))
            text.append(0x0A)
        }
        let layout = matcher.program.stageIndex("layout").map { $0 + 1 } ?? 0
        let result = matcher.match(text, context: MatchContext(date: "2024-05-30", blocks: blocks), stages: layout..<matcher.program.stages.count)
        var found = [[Mention]](repeating: [], count: lines.count)
        var line = 0
        for mention in matcher.mentions(of: result).sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
            while line < ends.count, ends[line] <= mention.span.lowerBound.value { line += 1 }
            guard line < found.count else { break }
            var own = mention
            let start = blocks[line].span.lowerBound.value
            own.span = TextSpan(mention.span.lowerBound.value - start, mention.span.upperBound.value - start)
            found[line].append(own)
        }
        return found
    }
}
