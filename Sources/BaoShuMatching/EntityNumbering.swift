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
        /// Its place among the mentions.
        var mention: Int
        /// The number of its key.
        var key: Int
        var tie: Tie
        /// The cell of its first code; -1 where it has none.
        var code: Int
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

    /// Adds the mention that was built last, of a type with things.
    ///
    /// - Parameters:
    ///   - span: Where it stands in the folded text.
    ///   - key: What the rule set its field ``keyField`` to; nil where it did not.
    ///   - tie: The same of ``tieField``.
    ///   - codes: The cell of its codes, where it has some.
    ///   - units: The folded text.
    func add(type: Int, _ span: Range<Int>, key: String?, tie: String?, codes: Int?, units: UnsafePointer<UInt16>, in builder: borrowing MentionsBuilder) {
        if let key { keys.append(key) } else { keys.append(units: units, span) }
        if tie != nil { isTied = true }
        var code = -1
        if let codes, builder.cell(codes).kind == .object, builder.cell(codes).size > 1, builder.cell(codes + 1).kind == .text {
            code = codes + 1
            if builder.withBytes(of: builder.cell(code).text, Self.isShared) { hasSharedCodes = true }
        }
        names.grow(to: count + 1, keeping: count)
        names.base[count] = Name(mention: builder.count - 1, key: keys.intern(Tag.words(of: type)), tie: tie.map { $0 == "prefix" ? .prefix : .suffix } ?? .none, code: code)
        count += 1
    }

    /// Numbers the things from 1, in the order of their first mention.
    ///
    /// - Complexity: O(*m*) in the mentions, and O(*k*) in the keys for each key that looks for a longer one.
    func number(_ builder: inout MentionsBuilder) {
        guard count > 0 else { return }
        if hasSharedCodes { resolveCodes(&builder) }
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
            if name.code >= 0, builder.cell(name.code - 1).kind != .removed {
                let cell = builder.cell(name.code)
                builder.withBytes(of: cell.name) { keys.append($0) }
                keys.append(" ")
                builder.withBytes(of: cell.text) { keys.append($0) }
                code = keys.intern(Int(keys[key].tag) + 1)
            }
            if number == 0, let code { number = keys[code].value }
            if number == 0 {
                last += 1
                number = last
            }
            if keys[key].value == 0 { keys.set(value: number, of: key) }
            if let code, keys[code].value == 0 { keys.set(value: number, of: code) }
            builder.set(entity: Int(number), of: name.mention)
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

    /// Whether several divisions share the name: their codes are parted by commas.
    private static func isShared(_ codes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in codes where byte == 0x2C { return true }
        return false
    }

    /// Of several codes for one name: the one whose higher divisions the article names, or the one of the highest level, or none.
    /// GB/T 2260: the first two digits are the province, the next two the prefecture, zeros where there is none.
    private func resolveCodes(_ builder: inout MentionsBuilder) {
        func words(_ string: TapeString, _ builder: borrowing MentionsBuilder) -> String { builder.withBytes(of: string) { String(decoding: $0, as: UTF8.self) } }
        for position in 0..<count where names.base[position].code >= 0 {
            let cell = builder.cell(names.base[position].code)
            if !builder.withBytes(of: cell.text, Self.isShared) { addKnown(words(cell.text, builder), of: words(cell.name, builder)) }
        }
        for position in 0..<count where names.base[position].code >= 0 {
            let index = names.base[position].code
            let cell = builder.cell(index)
            guard builder.withBytes(of: cell.text, Self.isShared) else { continue }
            let candidates = words(cell.text, builder).split(separator: ",").map(String.init)
            guard candidates.allSatisfy({ $0.utf8.count == 6 }) else { continue }
            let system = words(cell.name, builder)
            if let code = choice(of: candidates, system: system) {
                addKnown(code, of: system)
                builder.set(text: builder.string(code), of: index)
                for other in (index + 1)..<(index - 1 + Int(builder.cell(index - 1).size)) { builder.remove(other) }
            } else {
                builder.remove(index - 1)
            }
        }
    }

    private func choice(of candidates: [String], system: String) -> String? {
        // 河北, where 天津 is named too: a province is called so by itself, a district of that name is not.
        // The counties of Taiwan have its code.
        if let province = candidates.first(where: { Self.ends($0, in: "0000") }), province != "710000" { return province }
        for length in [4, 2] {
            let fitting = candidates.filter { hasRelative(of: $0, digits: length, system: system) }
            if fitting.count == 1 { return fitting[0] }
        }
        func level(_ code: String) -> Int { Self.ends(code, in: "0000") ? 0 : Self.ends(code, in: "00") ? 1 : 2 }
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
        for digits in [2, 4] where digits == 2 || !Self.ends(code, in: "0000") {
            let beginning = self.beginning(code, digits, of: system)
            keys.set(value: keys[beginning].value + 1, of: beginning)
        }
    }

    /// Whether another code is known that begins with the same digits: with four of them, one below the province.
    private func hasRelative(of code: String, digits: Int, system: String) -> Bool {
        let isCounted = keys[known(code, of: system)].value > 0 && (digits == 2 || !Self.ends(code, in: "0000"))
        return keys[beginning(code, digits, of: system)].value > (isCounted ? 1 : 0)
    }

    private static func ends(_ code: String, in zeros: String) -> Bool { code.utf8.reversed().starts(with: zeros.utf8.reversed()) }

    private func known(_ code: String, of system: String) -> Int {
        keys.append(system)
        keys.append(" ")
        keys.append(code)
        return keys.intern(Tag.known)
    }

    private func beginning(_ code: String, _ digits: Int, of system: String) -> Int {
        keys.append(system)
        keys.append(digits == 2 ? " 2 " : " 4 ")
        var code = code
        code.withUTF8 { keys.append(UnsafeBufferPointer(rebasing: $0.prefix(digits))) }
        return keys.intern(Tag.beginning)
    }
}
