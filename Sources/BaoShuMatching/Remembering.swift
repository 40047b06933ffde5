import BaoShuRules

extension Matcher {
    /// Names longer than this are found again without asking for token boundaries: breakers that do not know a name often join its ends to
    /// the words beside it.
    private static let surelyName = 2

    /// How many characters a remembered name may begin before a mention that it covers: a surname.
    private static let widest = 2

    /// Finds what rules with `remember` named in this stage again, by the whole name or by the words of their capture, wherever no other
    /// mention stands and no token is cut in two; and so the names that other articles of the page give.
    ///
    /// - Parameter winners: The proposals of the stage's mentions, which are the last of the result's, in the same order.
    /// - Complexity: O(*n* × longest name), times the names that begin with one character.
    func findAgain(stage: Int, winners: [Proposal], result: inout Result) {
        let view = lattice.view
        let first = result.mentions.count - winners.count
        remembered.clear()
        for number in winners.indices {
            let rule = winners[number].rule
            guard let remembering = program.rules[rule].remember else { continue }
            var spans = [winners[number].start..<winners[number].end]
            if let capture = remembering.capture { spans += winners[number].captures.all(capture).map { $0.start..<$0.end } }
            for span in spans {
                remembered.add(span.lowerBound, span.upperBound, winner: number, minimum: remembering.minimum)
                guard evaluator.context.sharesNames, span.count >= max(remembering.minimum, PageName.minimum) else { continue }
                let words = Array(UnsafeBufferPointer(start: view.units + span.lowerBound, count: span.count))
                let mention = result.mentions[first + number]
                result.names.append(PageName(words: words, rule: rule, key: key(of: winners[number], mention), codes: Self.codes(of: mention, forWordsTo: span.upperBound)))
            }
        }
        // The names of other articles come behind, so that the text's own go before them.
        let names = evaluator.context.names.filter { program.rules[$0.rule].stage == stage }
        if !names.isEmpty {
            var places: [Int: Range<Int>] = [:]
            NameFinder(names).forEachPlace(in: UnsafeBufferPointer(start: view.units, count: view.count)) { name, place in
                if places[name] == nil { places[name] = place }
            }
            for (number, place) in places.sorted(by: { $0.key < $1.key }) {
                remembered.add(place.lowerBound, place.upperBound, winner: winners.count + number, minimum: PageName.minimum)
            }
        }
        guard remembered.count > 0 else { return }
        remembered.sort(view.units)
        remembered.take(none: view.count)
        for index in result.mentions.indices where !result.mentions[index].isAbsorbed && !program.types[result.mentions[index].type].isInternal {
            remembered.take(result.mentions[index].start, result.mentions[index].end)
        }
        widen(winners: winners, from: first, names: names, result: &result)
        var position = 0
        while position < view.count {
            defer { position += 1 }
            guard remembered.mayBegin(view.units[position]) else { continue }
            let found = remembered.find(at: position, in: view) { end in
                end - position > Self.surelyName || boundaries.isBoundary(position) && boundaries.isBoundary(end)
            }
            guard let name = found else { continue }
            let (winner, end) = (Int(name.winner), position + name.count)
            let isOwn = winner < winners.count
            let rule = isOwn ? winners[winner].rule : names[winner - winners.count].rule
            let key = isOwn ? key(of: winners[winner], result.mentions[first + winner]) : names[winner - winners.count].key
            let codes = isOwn ? Self.codes(of: result.mentions[first + winner], forWordsTo: Int(name.start) + name.count) : names[winner - winners.count].codes
            let content = evaluator.content(of: [(name: EntityNumbering.keyField, value: .text(key)), (name: EntityNumbering.codesField, value: codes)])
            if isOwn, let last = traces?.indices.last { traces?[last].foundAgain.append((result.mentions.count, winner)) }
            result.mentions.append(
                StageMention(rule: rule, type: program.rules[rule].type, start: position, end: end, content: content))
            position = end - 1
        }
    }

    /// Gives way to a remembered name that begins as a mention of a lexicon's words does and goes on (王蒙 in 王蒙徽, 金陵 in 金陵药业), with token
    /// boundaries about it and, for one of another type, where its rule lets it end (外交部, but not in 外交部长); or that ends with the mention.
    private func widen(winners: [Proposal], from first: Int, names: [PageName], result: inout Result) {
        for number in winners.indices {
            let mention = result.mentions[first + number]
            let type = program.types[mention.type]
            guard program.rules[winners[number].rule].remember == nil, !type.isInternal else { continue }
            remembered.free(mention.start, mention.end)
            if isWidened(mention, winners: winners, names: names) {
                result.mentions[first + number].isAbsorbed = true
            } else {
                remembered.take(mention.start, mention.end)
            }
        }
    }

    /// Whether a remembered name covers a mention and more, on either side (陈桂林 covers the place 桂林).
    private func isWidened(_ mention: StageMention, winners: [Proposal], names: [PageName]) -> Bool {
        let view = lattice.view
        for start in max(0, mention.start - Self.widest)...mention.start where remembered.mayBegin(view.units[start]) {
            let name = remembered.find(at: start, in: view) { end in
                start == mention.start
                    ? end > mention.end && boundaries.isBoundary(start) && boundaries.isBoundary(end)
                    : end == mention.end && end - start > Self.surelyName
            }
            guard let name else { continue }
            if start < mention.start { return true }
            let winner = Int(name.winner)
            let rule = winner < winners.count ? winners[winner].rule : names[winner - winners.count].rule
            if program.rules[rule].type == mention.type || mayEnd(rule, at: start + name.count) { return true }
        }
        return false
    }

    /// Whether the guards of a rule let a match end at a place.
    private func mayEnd(_ rule: Int, at end: Int) -> Bool {
        runs[rule].tables.endGuards.allSatisfy { holds($0, start: -1, end: end, lattice.view) }
    }

    /// The codes of a mention, for words of it: they are those of its last part (青岛市市南区).
    private static func codes(of mention: StageMention, forWordsTo end: Int) -> RuleValue { end == mention.end ? mention.field(EntityNumbering.codesField) : .absent }

    /// The key by which mentions of one thing are told: the field that the rule set, or the words without blanks.
    private func key(of winner: Proposal, _ mention: StageMention) -> String {
        if let text = mention.field(EntityNumbering.keyField).text { return text }
        let words = UnsafeBufferPointer(start: lattice.view.units + winner.start, count: winner.end - winner.start)
        return String(decoding: words.filter { $0 != 0x20 && $0 != 0x0A && $0 != 0x09 }, as: UTF16.self)
    }
}

/// The names of a stage that are looked for again, and the places where mentions stand: plain memory, used again for every stage.
final class RememberedNames {
    /// Words of the folded text.
    struct Name: BitwiseCopyable {
        var start: Int32
        var length: Int32
        /// The number of the proposal that named it.
        var winner: Int32

        var count: Int { Int(length) }
    }

    private let names = Memory<Name>(capacity: 64)
    private(set) var count = 0
    private let taken = Memory<Bool>()
    /// Bits for the first units of names: most units begin none.
    private var firsts: UInt64 = 0

    func clear() { (count, firsts) = (0, 0) }

    func add(_ start: Int, _ end: Int, winner: Int, minimum: Int) {
        guard end - start >= max(minimum, 1) else { return }
        names.grow(to: count + 1, keeping: count)
        names.base[count] = Name(start: Int32(start), length: Int32(end - start), winner: Int32(winner))
        count += 1
    }

    /// Sorts by first unit, longest first, and keeps the first of those with the same words.
    ///
    /// - Complexity: O(*k* log *k*) comparisons of names.
    func sort(_ units: UnsafePointer<UInt16>) {
        func order(_ a: Name, _ b: Name) -> Int {
            let (x, y) = (units + Int(a.start), units + Int(b.start))
            if x[0] != y[0] { return Int(x[0]) - Int(y[0]) }
            if a.length != b.length { return Int(b.length) - Int(a.length) }
            for i in 1..<max(1, a.count) where x[i] != y[i] { return Int(x[i]) - Int(y[i]) }
            return 0
        }
        if count > 1 {
            let all = UnsafeMutableBufferPointer(start: names.base, count: count)
            // Names that are alike stay in the order in which they were added: those of one winner have the whole first.
            let sorted = all.indices.sorted {
                let rank = order(all[$0], all[$1])
                return rank == 0 ? $0 < $1 : rank < 0
            }.map { all[$0] }
            count = 0
            for name in sorted where count == 0 || order(names.base[count - 1], name) != 0 {
                names.base[count] = name
                count += 1
            }
        }
        for index in 0..<count { firsts |= Self.bit(units[Int(names.base[index].start)]) }
    }

    @inline(__always)
    private static func bit(_ unit: UInt16) -> UInt64 { 1 << UInt64((unit ^ unit >> 6) & 63) }

    @inline(__always)
    func mayBegin(_ unit: UInt16) -> Bool { firsts & Self.bit(unit) != 0 }

    // MARK: Places

    /// Begins a text of some units in which nothing stands.
    func take(none count: Int) {
        taken.clear(for: count)
        taken.base.update(repeating: false, count: count)
    }

    func take(_ start: Int, _ end: Int) { if start < end { (taken.base + start).update(repeating: true, count: end - start) } }

    func free(_ start: Int, _ end: Int) { if start < end { (taken.base + start).update(repeating: false, count: end - start) } }

    /// The longest name whose words stand at a place that is free, and whose end is accepted.
    func find(at position: Int, in view: LatticeView, _ accepts: (Int) -> Bool) -> Name? {
        guard !taken.base[position] else { return nil }
        let unit = view.units[position]
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if view.units[Int(names.base[middle].start)] < unit { low = middle + 1 } else { high = middle }
        }
        while low < count, view.units[Int(names.base[low].start)] == unit {
            let name = names.base[low]
            low += 1
            let end = position + name.count
            if end <= view.count, stands(name, at: position, view.units), accepts(end) { return name }
        }
        return nil
    }

    @inline(__always)
    private func stands(_ name: Name, at position: Int, _ units: UnsafePointer<UInt16>) -> Bool {
        for i in 0..<name.count where units[position + i] != units[Int(name.start) + i] || taken.base[position + i] { return false }
        return true
    }
}
