/// Marks the lines that those who talk with each other in an interview begin, whatever they are called: two names at least, each before a colon on
/// several lines.
///
/// - Complexity: O(*l*) for *l* lines.
func markSpeakers(_ lines: inout [PageLine], of page: UnsafeBufferPointer<UInt16>) {
    var turns: [[UInt16]: [Int]] = [:]
    for i in lines.indices where !lines[i].isMarked && lines[i].cells == 1 && !lines[i].has([.isItem, .startsAsCaption]) && !lines[i].has(.isNumbered) {
        guard let name = speaker(lines[i], page) else { continue }
        turns[name, default: []].append(i)
    }
    let speakers = turns.values.filter { $0.count >= fewestTurns && areApart($0) }
    guard speakers.count > 1 else { return }
    for line in speakers.joined() { lines[line].cues.insert(.startsWithSpeaker) }
}

private let fewestTurns = 2
/// Characters of a name.
private let longestName = 10

/// What stands before the first colon of a line, where it is as short as a name and more stands behind it.
private func speaker(_ line: PageLine, _ page: UnsafeBufferPointer<UInt16>) -> [UInt16]? {
    var end = line.start
    let limit = min(line.end - 2, line.start + longestName + 1)
    while end < limit, PageCharacter.isLetter(page[end]) || PageCharacter.isMiddleDot(page[end]), !PageCharacter.isDigit(page[end]) { end += 1 }
    guard end > line.start, end < limit, PageCharacter.isColon(page[end]) else { return nil }
    return Array(page[line.start..<end])
}

/// Whether somebody else may have spoken between two turns: lines of a list follow each other.
private func areApart(_ lines: [Int]) -> Bool { zip(lines, lines.dropFirst()).contains { $1 - $0 > 1 } }
