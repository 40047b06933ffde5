import BaoShuModel
import BaoShuRules

/// Tells which mentions of an article name the same thing, and resolves codes that several divisions share.
///
/// It looks at types that declare a field `thing`. A rule sets that field to the key of the thing (default: the words without blanks), and
/// `tie` to how a shorter key finds its longer one: `suffix` (市财政局 of 青岛市财政局), `prefix` (董 of 董元泉). A short key that could belong to
/// several longer ones is a thing of its own. Keys are compared byte by byte.
///
/// The article's mentions are added one after the other, then all of them get their numbers.
final class EntityNumbering {
    static let keyField = "thing"
    static let tieField = "tie"
    static let codesField = "codes"

    private enum Tie: UInt8, BitwiseCopyable { case none, suffix, prefix }

    /// A mention that names a thing.
    private struct Name: BitwiseCopyable {
        /// Its index among the mentions.
        var mention: Int
        /// The number of its key.
        var key: Int
        var tie: Tie
        var hasCodes: Bool
    }

    /// What the keys are of: words or codes of a type; the codes that the article knows, and the digits that they begin with.
    private enum Tag {
        static func words(of type: Int) -> Int { type * 4 }
        static func codes(of type: Int) -> Int { type * 4 + 1 }
        static let known = 2
        static let beginning = 3
    }

    private let names = Memory<Name>()
    private var count = 0
    private let keys = KeyTable()
    private var isTied = false
    private var hasSharedCodes = false

    /// Begins an article.
    func clear() {
        guard count > 0 else { return }
        keys.clear()
        (count, isTied, hasSharedCodes) = (0, false, false)
    }

    /// Adds a mention of a type with things, in the order of the text.
    ///
    /// - Parameters:
    ///   - index: The place of the mention among those that are numbered.
    ///   - units: The folded text.
    func add(_ index: Int, _ mention: borrowing Mention, of stage: borrowing StageMention, units: UnsafePointer<UInt16>) {
        if let thing = stage.field(Self.keyField).text { keys.append(thing) } else { keys.append(units: units, stage.start..<stage.end) }
        var tie = Tie.none
        if let text = stage.field(Self.tieField).text {
            tie = text == "prefix" ? .prefix : .suffix
            isTied = true
        }
        var hasCodes = false
        if let code = Self.code(of: mention) {
            hasCodes = true
            if Self.isShared(code.text) { hasSharedCodes = true }
        }
        names.grow(to: count + 1, keeping: count)
        names.base[count] = Name(mention: index, key: keys.intern(Tag.words(of: stage.type)), tie: tie, hasCodes: hasCodes)
        count += 1
    }

    /// Numbers the things from 1, in the order of their first mention.
    ///
    /// - Complexity: O(*m*) in the mentions, and O(*k*) in the keys for each key that looks for a longer one.
    func number(_ mentions: inout [Mention]) {
        guard count > 0 else { return }
        if hasSharedCodes { resolveCodes(of: &mentions) }
        let all = keys.count
        var longer = isTied ? Array(repeating: Self.unasked, count: all * 2) : []
        var last: Int32 = 0
        for position in 0..<count {
            let name = names.base[position]
            var key = name.key
            if name.tie != .none {
                let question = key * 2 + (name.tie == .prefix ? 1 : 0)
                if longer[question] == Self.unasked { longer[question] = self.longer(than: key, of: all, isPrefix: name.tie == .prefix) }
                if longer[question] >= 0 { key = longer[question] }
            }
            var number = keys[key].value
            // Places with one code are one place, whatever their words.
            var code: Int?
            if name.hasCodes, let (system, text) = Self.code(of: mentions[name.mention]) {
                keys.append(system)
                keys.append(" ")
                keys.append(text)
                code = keys.intern(Int(keys[key].tag) + 1)
            }
            if number == 0, let code { number = keys[code].value }
            if number == 0 {
                last += 1
                number = last
            }
            if keys[key].value == 0 { keys.set(value: number, of: key) }
            if let code, keys[code].value == 0 { keys.set(value: number, of: code) }
            mentions[name.mention].entity = Int(number)
        }
    }

    // MARK: Longer keys

    private static let unasked = -2

    /// The only key of the same type that begins, or ends, with a key and is longer; -1 where there is none or are several.
    private func longer(than key: Int, of count: Int, isPrefix: Bool) -> Int {
        let short = keys.bytes(of: key)
        let tag = keys[key].tag
        var found = -1
        for other in 0..<count where keys[other].tag == tag && keys[other].count > short.count {
            let bytes = keys.bytes(of: other)
            let part = isPrefix ? bytes.prefix(short.count) : bytes.suffix(short.count)
            guard part.elementsEqual(short) else { continue }
            if found >= 0 { return -1 }
            found = other
        }
        return found
    }

    // MARK: Codes

    /// A mention's code, or codes parted by commas, and their system.
    private static func code(of mention: borrowing Mention) -> (system: String, text: String)? {
        guard case .object(let codes)? = mention[codesField], let code = codes.first, case .text(let text) = code.value else { return nil }
        return (code.name, text)
    }

    /// Whether several divisions share the name.
    private static func isShared(_ text: String) -> Bool { text.utf8.contains(0x2C) }

    /// Of several codes for one name: the one whose higher divisions the article names, or the one of the highest level, or none.
    /// GB/T 2260: the first two digits are the province, the next two the prefecture, zeros where there is none.
    private func resolveCodes(of mentions: inout [Mention]) {
        for position in 0..<count {
            if let (system, text) = Self.code(of: mentions[names.base[position].mention]), !Self.isShared(text) { addKnown(text, of: system) }
        }
        for position in 0..<count {
            let index = names.base[position].mention
            guard let (system, text) = Self.code(of: mentions[index]), Self.isShared(text) else { continue }
            let candidates = text.split(separator: ",").map(String.init)
            guard candidates.allSatisfy({ $0.utf8.count == 6 }) else { continue }
            let field = mentions[index].fields.firstIndex { $0.name == Self.codesField }.unsafelyUnwrapped
            if let code = choice(of: candidates, system: system) {
                addKnown(code, of: system)
                mentions[index].fields[field].value = .object([Field(system, .text(code))])
            } else {
                mentions[index].fields.remove(at: field)
            }
        }
    }

    private func choice(of candidates: [String], system: String) -> String? {
        for length in [4, 2] {
            let fitting = candidates.filter { hasRelative(of: $0, digits: length, system: system) }
            if fitting.count == 1 { return fitting[0] }
        }
        func level(_ code: String) -> Int { code.hasSuffix("0000") ? 0 : code.hasSuffix("00") ? 1 : 2 }
        let highest = candidates.map(level).min() ?? 2
        let best = candidates.filter { level($0) == highest }
        return best.count == 1 && candidates.count > 1 && highest < 2 ? best[0] : nil
    }

    /// Counts a code among those that the article's names have without a doubt, under its first two digits and, where it is below the
    /// province, its first four.
    private func addKnown(_ code: String, of system: String) {
        let key = known(code, of: system)
        guard keys[key].value == 0 else { return }
        keys.set(value: 1, of: key)
        for digits in [2, 4] where digits == 2 || !code.hasSuffix("0000") {
            let beginning = self.beginning(code, digits, of: system)
            keys.set(value: keys[beginning].value + 1, of: beginning)
        }
    }

    /// Whether another code is known that begins with the same digits: with four of them, one below the province.
    private func hasRelative(of code: String, digits: Int, system: String) -> Bool {
        let isCounted = keys[known(code, of: system)].value > 0 && (digits == 2 || !code.hasSuffix("0000"))
        return keys[beginning(code, digits, of: system)].value > (isCounted ? 1 : 0)
    }

    private func known(_ code: String, of system: String) -> Int {
        keys.append(system)
        keys.append(" ")
        keys.append(code)
        return keys.intern(Tag.known)
    }

    private func beginning(_ code: String, _ digits: Int, of system: String) -> Int {
        keys.append(system)
        keys.append(digits == 2 ? " 2 " : " 4 ")
        keys.append(String(code.prefix(digits)))
        return keys.intern(Tag.beginning)
    }
}
