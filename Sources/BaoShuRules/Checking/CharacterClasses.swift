/// The classes that `{…}` knows by itself.
package enum BuiltInClass {
    package static let all = ["Han", "Latin", "digit", "space", "punct", "any", "kana", "hangul", "upper", "lower", "letter"]

    /// Code unit ranges of a class.
    ///
    /// Han follows the blocks of Unicode 15 with Script=Han that lie in the basic plane, and has the low surrogates, to which the characters of
    /// planes 2 and 3, where everything is Han, are folded.
    package static func ranges(_ name: String) -> [ClosedRange<UInt16>]? {
        switch name {
        case "Han": [0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xDC00...0xDFFF]
        case "Latin", "letter": [0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F]
        case "upper": [0x41...0x5A]
        case "lower": [0x61...0x7A]
        case "digit": [0x30...0x39]
        case "space": [0x20...0x20, 0x09...0x09]
        case "punct":
            [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E, 0xB7...0xB7, 0x2014...0x2027, 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F]
        case "kana": [0x3041...0x30FF]
        case "hangul": [0xAC00...0xD7A3]
        // Everything inside a sentence: no line end, nothing that ends a sentence.
        case "any": [0x00...0x09, 0x0B...0x0C, 0x0E...0x20, 0x22...0x3E, 0x40...0x3001, 0x3003...0xFFFF]
        default: nil
        }
    }
}

/// A set of code units as sorted ranges, by which equal sets of different patterns are found equal.
package struct CharacterSetKey: Hashable {
    package var ranges: [ClosedRange<UInt16>]

    package init(_ ranges: [ClosedRange<UInt16>]) {
        let isSorted = zip(ranges, ranges.dropFirst()).allSatisfy { $0.lowerBound <= $1.lowerBound }
        var result: [ClosedRange<UInt16>] = []
        result.reserveCapacity(ranges.count)
        for range in isSorted ? ranges : ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, last.upperBound == .max || range.lowerBound <= last.upperBound + 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        self.ranges = result
    }

    /// All other units, the line end left out: no class crosses a line.
    package var negated: CharacterSetKey {
        var result: [ClosedRange<UInt16>] = []
        var next: Int = 0
        for range in CharacterSetKey(ranges + [0x0A...0x0A, 0x0D...0x0D]).ranges {
            if next < Int(range.lowerBound) { result.append(UInt16(next)...(range.lowerBound - 1)) }
            next = Int(range.upperBound) + 1
        }
        if next <= 0xFFFF { result.append(UInt16(next)...UInt16.max) }
        return CharacterSetKey(result)
    }
}

extension RuleCompiler {
    /// The index of a set of code units.
    func index(of set: CharacterSetKey) -> Int {
        if set.ranges.count == 1, set.ranges[0].count == 1 { return index(of: set.ranges[0].lowerBound) }
        if let index = setIndex[set] { return index }
        setIndex[set] = sets.count
        sets.append(set)
        return sets.count - 1
    }

    /// The index of the set of one code unit.
    func index(of unit: UInt16) -> Int {
        if let index = unitSetIndex[unit] { return index }
        unitSetIndex[unit] = sets.count
        sets.append(CharacterSetKey([unit...unit]))
        return sets.count - 1
    }

    /// The index of a set as it is written.
    func index(of set: CharacterSetSyntax) -> Int {
        guard case .named(let named) = set else { return index(of: resolve(set)) }
        if let index = classSets[named.name] { return index }
        let before = diagnostics.count
        let result = index(of: resolve(set))
        if diagnostics.count == before { classSets[named.name] = result }
        return result
    }

    func resolve(_ set: CharacterSetSyntax, depth: Int = 0) -> CharacterSetKey {
        guard depth < 20 else {
            if case .named(let named) = set, reportedDeepClasses.insert(named.name).inserted {
                report(.tooLarge, named.place, "class `\(named.name)` is nested deeper than 20 or contains itself")
            }
            return CharacterSetKey([])
        }
        switch set {
        case .named(let named):
            if let ranges = BuiltInClass.ranges(named.name) { return CharacterSetKey(ranges) }
            if let declared = charClasses[named.name] {
                usedChars.insert(named.name)
                return resolve(declared.set, depth: depth + 1)
            }
            reportUndefined(
                named, "unknown class `\(named.name)`",
                suggestion: Suggestion.text(named.name, among: BuiltInClass.all + charClasses.keys.sorted()) ?? "built in are \(BuiltInClass.all.joined(separator: ", "))")
            return CharacterSetKey([])
        case .literal(let text): return CharacterSetKey(folder.fold(text).map { $0...$0 })
        case .union(let parts): return CharacterSetKey(parts.flatMap { resolve($0, depth: depth + 1).ranges })
        case .negated(let inner): return resolve(inner, depth: depth + 1).negated
        }
    }

    /// Parts the code units into classes that no set tells apart.
    ///
    /// Sweeps over the borders of all ranges: between two borders the same sets hold. A stretch's sets are told by the exclusive or of
    /// one fixed 64-bit pattern for each set.
    func finishCharacters() {
        var changes: [(border: Int, pattern: UInt64)] = []
        for (index, set) in sets.enumerated() {
            let pattern = Self.pattern(index)
            for range in set.ranges {
                changes.append((Int(range.lowerBound), pattern))
                changes.append((Int(range.upperBound) + 1, pattern))
            }
        }
        changes.sort { $0.border < $1.border }
        // The stretches between borders: where each begins, and its class; and by its first unit the number of a stretch.
        var borders: [Int] = []
        var numbers: [Int] = []
        var stretchAt = Array(repeating: Int32(0), count: 0x10001)
        var classes: [UInt64: Int] = [:]
        var signature: UInt64 = 0
        var next = 0
        var border = 0
        while border < 0x10000 {
            while next < changes.count, changes[next].border == border {
                signature ^= changes[next].pattern
                next += 1
            }
            let number = classes[signature] ?? classes.count
            classes[signature] = number
            stretchAt[border] = Int32(borders.count)
            borders.append(border)
            numbers.append(number)
            border = next < changes.count ? changes[next].border : 0x10000
        }
        stretchAt[0x10000] = Int32(borders.count)
        borders.append(0x10000)
        parts.classOf = [UInt16](unsafeUninitializedCapacity: 0x10000) { buffer, count in
            for (stretch, number) in numbers.enumerated() {
                for unit in borders[stretch]..<borders[stretch + 1] { buffer.initializeElement(at: unit, to: UInt16(number)) }
            }
            count = 0x10000
        }
        parts.setRanges = sets.map(\.ranges)
        parts.classCount = classes.count
        var holds = Array(repeating: false, count: max(1, sets.count) * classes.count)
        for (index, set) in sets.enumerated() {
            for range in set.ranges {
                for stretch in Int(stretchAt[Int(range.lowerBound)])..<Int(stretchAt[Int(range.upperBound) + 1]) { holds[index * classes.count + numbers[stretch]] = true }
            }
        }
        parts.setHolds = holds
    }

    /// SplitMix64 of the index: fixed, and well spread.
    private static func pattern(_ index: Int) -> UInt64 {
        var z = UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
