import BaoShuModel
import BaoShuRules

/// Tells which mentions of an article name the same thing, and resolves codes that several divisions share.
///
/// It looks at types that declare a field `thing`. A rule sets that field to the key of the thing (default: the words without blanks), and
/// `tie` to how a shorter key finds its longer one: `suffix` (市财政局 of 青岛市财政局), `prefix` (董 of 董元泉). A short key that could belong to
/// several longer ones is a thing of its own.
struct EntityNumbering {
    static let keyField = "thing"
    static let tieField = "tie"

    let program: RuleProgram
    /// The folded text.
    let units: [UInt16]

    /// Folded words without blanks.
    static func words(_ units: ArraySlice<UInt16>) -> String {
        guard units.contains(where: { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }) else { return String(decoding: units, as: UTF16.self) }
        return String(decoding: units.filter { $0 != 0x20 && $0 != 0x0A && $0 != 0x09 }, as: UTF16.self)
    }

    /// Numbers the things from 1, in the order of their first mention.
    func number(_ mentions: inout [Mention], of stages: [StageMention]) {
        let declared = program.types.map { type in type.fields.contains { $0.name == Self.keyField } }
        let named = stages.indices.filter { declared[stages[$0].type] }
        guard !named.isEmpty else { return }
        var known = KnownCodes()
        for index in named {
            if case .object(let codes)? = mentions[index]["codes"], let code = codes.first, case .text(let text) = code.value { known.add(text, of: code.name) }
        }
        for index in named { resolveCode(of: &mentions[index], &known) }
        let keys = named.map { Key(type: stages[$0].type, words: stages[$0].field(Self.keyField).text ?? Self.words(units[stages[$0].start..<stages[$0].end])) }
        let tied = named.contains { !stages[$0].field(Self.tieField).isAbsent }
        let all = tied ? Set(keys) : []
        var longer: [Tie: Key?] = [:]
        var numbers: [Key: Int] = [:]
        var count = 0
        for (position, index) in named.enumerated() {
            var key = keys[position]
            if let tie = stages[index].field(Self.tieField).text {
                let question = Tie(key: key, isPrefix: tie == "prefix")
                let answer = longer[question] ?? Self.only(all, longerThan: question)
                longer[question] = answer
                if let answer { key = answer }
            }
            // Places with one code are one place, whatever their words.
            var code: Key?
            if case .object(let codes)? = mentions[index]["codes"], let first = codes.first, case .text(let text) = first.value {
                code = Key(type: key.type, words: text, system: first.name)
            }
            let number = numbers[key] ?? code.flatMap { numbers[$0] } ?? count + 1
            count = max(count, number)
            if numbers[key] == nil { numbers[key] = number }
            if let code, numbers[code] == nil { numbers[code] = number }
            mentions[index].entity = number
        }
    }

    /// What tells one thing of a type from another: its words, or its code in a code system.
    private struct Key: Hashable {
        var type: Int
        var words: String
        var system = ""
    }

    /// A short key that may stand for a longer one that begins or ends with it.
    private struct Tie: Hashable {
        var key: Key
        var isPrefix: Bool
    }

    private static func only(_ keys: Set<Key>, longerThan tie: Tie) -> Key? {
        let short = tie.key.words.utf8
        var found: Key?
        for key in keys where key.type == tie.key.type && key.words.utf8.count > short.count {
            guard tie.isPrefix ? key.words.utf8.starts(with: short) : key.words.utf8.reversed().starts(with: short.reversed()) else { continue }
            if found != nil { return nil }
            found = key
        }
        return found
    }

    // MARK: Codes

    /// Of several codes for one name: the one whose higher divisions the article names, or the one of the highest level, or none.
    /// GB/T 2260: the first two digits are the province, the next two the prefecture, zeros where there is none.
    ///
    /// - Parameter known: the codes that the article's names have without a doubt; the one found is added.
    private func resolveCode(of mention: inout Mention, _ known: inout KnownCodes) {
        guard let position = mention.fields.firstIndex(where: { $0.name == "codes" }), case .object(let codes) = mention.fields[position].value,
            let field = codes.first, case .text(let text) = field.value, text.utf8.contains(0x2C)
        else { return }
        let candidates = text.split(separator: ",").map(String.init)
        guard candidates.allSatisfy({ $0.utf8.count == 6 }) else { return }
        for length in [4, 2] {
            let fitting = candidates.filter { known.hasRelative(of: $0, digits: length, system: field.name) }
            if fitting.count == 1 {
                known.add(fitting[0], of: field.name)
                return mention.fields[position].value = .object([Field(field.name, .text(fitting[0]))])
            }
        }
        func level(_ code: String) -> Int { code.hasSuffix("0000") ? 0 : code.hasSuffix("00") ? 1 : 2 }
        let highest = candidates.map(level).min() ?? 2
        let best = candidates.filter { level($0) == highest }
        if best.count == 1, candidates.count > 1, highest < 2 {
            known.add(best[0], of: field.name)
            mention.fields[position].value = .object([Field(field.name, .text(best[0]))])
        } else {
            mention.fields.remove(at: position)
        }
    }
}

/// The codes of an article's places by their system and their first digits.
private struct KnownCodes {
    private var byBeginning: [String: Set<String>] = [:]

    /// Adds a code; a list of several is no known one.
    mutating func add(_ code: String, of system: String) {
        guard !code.utf8.contains(0x2C) else { return }
        for length in [2, 4] { byBeginning["\(system) \(code.prefix(length))", default: []].insert(code) }
    }

    /// Whether another code is known that begins with the same digits: with four of them, one below the province.
    func hasRelative(of code: String, digits: Int, system: String) -> Bool {
        byBeginning["\(system) \(code.prefix(digits))"]?.contains { $0 != code && (digits == 2 || !$0.hasSuffix("0000")) } ?? false
    }
}
