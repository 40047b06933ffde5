/// The functions that `where` and `set` may call: a closed set. What each does is in the rule language reference.
package enum RuleFunction: String, CaseIterable, Sendable, BitwiseCopyable {
    // General
    case first, text, length, list, each, unit, last
    case lower, upper
    // Numbers
    case fraction, share, power
    case digits, sum, contains, place, base, per, raise
    // Dates, times and lengths of time
    case year, decade, century, this, that, governing, reviewed, same, same_of, inside, through, clock, daypart, at, period, half, joined, timex, datevalue
    // Names
    case weigh, listed, holds, crossed, parted, codes

    // Phrases beside numbers
    case phrase_before, phrase_after, list_before, figures_before, owner_before, is_headed, is_quoted, in_digits, ends_phrase, clause_has, words_have, words_end, words_are, words_between

    /// Whether it reads the noun phrases beside numbers, or the words in them.
    var readsPhrases: Bool {
        switch self {
        case .phrase_before, .phrase_after, .list_before, .figures_before, .owner_before, .is_headed, .ends_phrase, .clause_has, .words_have, .words_end, .words_are: true
        default: false
        }
    }

    /// Whether its first argument is a capture, so that a bare word there can only be one that is misspelt.
    var readsCapture: Bool {
        switch self {
        case .text, .length, .each, .last, .parted, .weigh, .listed, .holds, .crossed: true
        case .phrase_before, .phrase_after, .list_before, .figures_before, .owner_before, .is_headed, .is_quoted, .in_digits, .ends_phrase: true
        case .clause_has, .words_have, .words_end, .words_are, .words_between: true
        default: false
        }
    }

    /// By their names.
    static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// How many arguments it takes.
    package var arity: ClosedRange<Int> {
        switch self {
        case .first: 1...16
        case .text, .length, .each, .last, .lower, .upper: 1...1
        case .list: 1...32
        case .unit: 1...3
        case .fraction: 2...2
        case .share: 2...2
        case .power: 1...1
        case .digits, .place: 1...1
        case .base, .per, .raise: 2...2
        case .sum: 2...2
        case .contains: 2...2
        case .phrase_before, .phrase_after, .owner_before, .is_headed, .is_quoted, .in_digits, .ends_phrase: 1...1
        case .list_before, .figures_before, .clause_has, .words_have, .words_end, .words_are, .words_between: 2...2
        case .year, .decade, .century, .same, .same_of, .daypart, .half, .timex: 1...1
        case .this, .that, .through, .at, .period: 2...2
        case .governing, .reviewed: 0...0
        case .inside: 2...5
        case .clock: 1...4
        case .joined: 1...8
        case .datevalue: 3...3
        case .weigh: 3...3
        case .holds, .crossed: 2...3
        case .parted: 1...1
        case .listed, .codes: 2...2
        }
    }
}

/// The names of the steps that `inside` takes.
package enum DateStepKind: String, CaseIterable, Sendable, BitwiseCopyable {
    case month, day, quarter, half, zodiac, week, decade, weekday, weekend, season, first, last, months, lunar, festival
}
