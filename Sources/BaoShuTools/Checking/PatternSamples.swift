import BaoShuMatching
import BaoShuRules
import BaoShuText

/// Writes short texts that a rule's pattern matches: for finding rules that match the same words.
struct PatternSamples {
    private let program: RuleProgram
    /// For each lexicon its entries, those with the least fingerprints of their words first: a row more leaves nearly all where they are.
    private let entries: [[Int]]
    private var seed: UInt64 = 0

    /// Words are drawn from so many entries of a lexicon, or from all where none of these fits.
    private static let usual = 64

    init(program: RuleProgram) {
        self.program = program
        var all = Array(repeating: [(fingerprint: UInt64, entry: Int)](), count: program.lexicons.count)
        for (index, entry) in program.entries.enumerated() where !entry.isBlock {
            let lexicon = Int(entry.lexicon)
            all[lexicon].append((Self.fingerprint(program.lexicons[lexicon].bytes[entry.row...].prefix { $0 != 0x09 && $0 != 0x0A }), index))
        }
        entries = all.map { $0.sorted { $0 < $1 }.map(\.entry) }
    }

    /// FNV-1a, so that the same words always give the same samples.
    private static func fingerprint(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private mutating func below(_ n: Int) -> Int {
        // SplitMix64, so that the same rules always give the same samples.
        seed &+= 0x9E37_79B9_7F4A_7C15
        var z = seed
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(1, n)))
    }

    /// Up to `count` different texts, folded; fewer where the pattern needs a mention of an earlier stage.
    mutating func samples(of rule: Rule, count: Int) -> [[UInt16]] {
        var result: [[UInt16]] = []
        // What is drawn for a rule does not depend on the rules before it.
        seed = Self.fingerprint(rule.name.utf8)
        for _ in 0..<count {
            var text: [UInt16] = []
            if add(rule.pattern, to: &text), !text.isEmpty, text.count <= rule.limit, !result.contains(text) { result.append(text) }
        }
        return result
    }

    private mutating func add(_ pattern: ResolvedPattern, to text: inout [UInt16]) -> Bool {
        switch pattern {
        case .empty: return true
        case .label(.characters(let set)):
            guard let unit = unit(of: program.setRanges[set]) else { return false }
            text.append(unit)
            return true
        case .label(.terminal(let terminal)): return add(program.terminals[terminal], to: &text)
        case .sequence(let parts):
            for part in parts where !add(part, to: &text) { return false }
            return true
        case .alternatives(let branches): return add(branches[below(branches.count)], to: &text)
        case .capture(_, let inner): return add(inner, to: &text)
        case .repeated(let inner, let low, let high, _):
            let times = low + below(min((high ?? low + 2) - low, 2) + 1)
            for _ in 0..<times where !add(inner, to: &text) { return false }
            return true
        }
    }

    private mutating func add(_ terminal: Terminal, to text: inout [UInt16]) -> Bool {
        switch terminal {
        case .lexicon(let lexicons, let filters):
            guard let terminalIndex = program.terminals.firstIndex(of: .lexicon(lexicons, filters: filters)) else { return false }
            for attempt in 0..<40 {
                let candidates = entries[lexicons[below(lexicons.count)]]
                guard !candidates.isEmpty else { continue }
                let entry = program.entries[candidates[below(attempt < 20 ? min(candidates.count, Self.usual) : candidates.count)]]
                guard program.accepts(terminal: terminalIndex, kind: Int(entry.kind)) else { continue }
                let cell = program.lexicons[Int(entry.lexicon)].bytes[entry.row...].prefix { $0 != 0x09 && $0 != 0x0A }
                guard let surface = cell.split(separator: 0x7C).first else { continue }
                text += program.fold.fold(String(decoding: surface, as: UTF8.self))
                return true
            }
            return false
        case .numeral: text += Array(["3", "12", "三", "二十", "2021", "1.5"][below(6)].utf16)
        case .type: return false
        case .balanced(let index): text += program.balanced[index].open + [0x7532] + program.balanced[index].close
        }
        return true
    }

    private mutating func unit(of ranges: [ClosedRange<UInt16>]) -> UInt16? {
        if ranges.isEmpty { return nil }
        // Of wide classes a character that other patterns may name too.
        let usual: [UInt16] = [0x7532, 0x4E2D, 0x5E74, 0x33, 0x31]
        let fitting = usual.filter { unit in ranges.contains { $0.contains(unit) } }
        let total = ranges.reduce(0) { $0 + $1.count }
        if total > 64, !fitting.isEmpty { return fitting[below(fitting.count)] }
        var place = below(total)
        for range in ranges {
            if place < range.count { return range.lowerBound + UInt16(place) }
            place -= range.count
        }
        return nil
    }
}
