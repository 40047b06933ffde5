import BaoShuRules

/// What a phrase loses at its ends, by the roles of the words there.
extension PhraseReader {
    /// The end of a phrase without the words that only lead over to the number.
    func trimmedEnd(_ end: Int, floor: Int) -> Int {
        var end = end
        search: while end > floor {
            if [0x20, 0x09].contains(lattice.units[end - 1]) { end -= 1; continue }
            // 占比 is a measure, though 比 leads over to a number.
            let headLength = headStart(floor..<end).map { end - $0 } ?? 0
            if endsKept(at: end, floor: floor) { break }
            guard let tail = firstStart(of: .tail, endingAt: end, from: max(floor, end - Self.longestEnd)), tail < end - headLength else { break }
            end = tail
        }
        return end
    }

    func cutStart(_ start: Int, end: Int) -> Int {
        var firstAct: Int?
        return cutStart(start, end: end, firstAct: &firstAct)
    }

    /// Where a phrase begins behind what cuts it.
    ///
    /// - Parameter firstAct: The first place where a word of what a group does begins.
    func cutStart(_ start: Int, end: Int, firstAct: inout Int?) -> Int {
        var result = start
        guard start < end else { return result }
        let (cut, cause, act) = (PhraseRole.cut.bit, PhraseRole.cause.bit, PhraseRole.act.bit)
        var aside = start
        for position in start..<end {
            // 43个机场（某机场停航）共完成: what stands in a bracket cuts nothing outside.
            if position >= aside { aside = asideEnd(from: position, to: end) }
            if position < aside { continue }
            for index in lattice.edgeRange(at: position) {
                let edge = lattice.edges[index]
                guard case .entry(let entry) = edge.source, case let roles = words.roles(entry: entry), roles & (cut | cause | act) != 0 else { continue }
                if roles & act != 0, firstAct == nil { firstAct = position }
                let rest = Int(edge.end)
                guard roles & cut != 0 || roles & cause != 0 && position > start && end - rest > 1 && !isOpened(at: position, beyond: rest), rest <= end, !leavesHead(rest, end: end),
                    !isInsideKept(position, wordEnd: rest)
                else { continue }
                result = max(result, rest)
            }
        }
        return result
    }

    func ledStart(_ start: Int, end: Int) -> Int {
        var start = start
        search: while start < end {
            // So is the end of one with a comma in it: 1月22日（春运第十三天，腊月二十八）全国发送旅客.
            if [0x20, 0x09, 0x29, 0x3001].contains(lattice.units[start]) { start += 1; continue }
            // 今天（2月18日）客流量: an aside on the words before.
            let rest = asideEnd(from: start, to: end)
            if rest > start { start = rest; continue }
            if isKept(at: start) { break }
            for index in lattice.edgeRange(at: start) where has(.lead, lattice.edges[index]) && Int(lattice.edges[index].end) <= end && !leavesHead(Int(lattice.edges[index].end), end: end) {
                start = Int(lattice.edges[index].end)
                continue search
            }
            break
        }
        return start
    }

    /// Where a bracket ends that opens at a position; the position itself where none does.
    func asideEnd(from start: Int, to end: Int) -> Int {
        guard start < end, lattice.units[start] == 0x28 else { return start }
        return closer(0x29, openedAt: start, limit: end) ?? start
    }

    /// Whether a word of one character stands there that has a role.
    func stands(_ role: PhraseRole, at position: Int) -> Bool {
        lattice.edgeRange(at: position).contains { Int(lattice.edges[$0].end) == position + 1 && has(role, lattice.edges[$0]) }
    }

    /// Whether a word begins there that has all of the roles.
    func begins(with roles: [PhraseRole], at position: Int) -> Bool {
        lattice.edgeRange(at: position).contains { index in roles.allSatisfy { has($0, lattice.edges[index]) } }
    }

    /// Whether a word begins there that is kept whole (在岸, 其他).
    func isKept(at position: Int) -> Bool {
        lattice.edgeRange(at: position).contains { if case .entry(let entry) = lattice.edges[$0].source { words.isKept(entry: entry) } else { false } }
    }

    /// Whether a word of the lexicon begins at a place that is longer than another (使用 against 使).
    func isOpened(at position: Int, beyond end: Int) -> Bool {
        lattice.edgeRange(at: position).contains { index in
            if Int(lattice.edges[index].end) > end, case .entry(let entry) = lattice.edges[index].source { words.isWord(entry: entry) } else { false }
        }
    }

    /// Whether a place lies inside such a word, or at the start of one that is not shorter than the word that ends at `end`.
    func isInsideKept(_ position: Int, wordEnd end: Int) -> Bool {
        for start in max(0, position - 5)...position {
            for index in lattice.edgeRange(at: start) where Int(lattice.edges[index].end) > position && (start < position || Int(lattice.edges[index].end) >= end) {
                if case .entry(let entry) = lattice.edges[index].source, words.isKept(entry: entry) { return true }
            }
        }
        return false
    }

    /// Whether such a word ends there.
    func endsKept(at end: Int, floor: Int) -> Bool { keptStart(endingAt: end, floor: floor) != nil }

    /// Where the shortest such word begins that ends there.
    func keptStart(endingAt end: Int, floor: Int) -> Int? {
        var shortest: Int?
        for number in lattice.edgeNumbers(endingAt: end) {
            let edge = lattice.edges[number]
            let start = Int(edge.start)
            if (2...4).contains(end - start), start >= floor, case .entry(let entry) = edge.source, words.isKept(entry: entry) { shortest = start }
        }
        return shortest
    }

    /// Whether cutting there leaves but the last character of a measure's name (拥有量, 完成率).
    private func leavesHead(_ position: Int, end: Int) -> Bool { position == end - 1 && ends(with: .head, position..<end) }

    /// Most characters of a word that ends a phrase.
    private static let longestEnd = 8

    func ends(with wanted: PhraseRole, _ range: Range<Int>) -> Bool { start(of: wanted, ending: range) != nil }

    /// Where the longest head begins that ends a phrase.
    func headStart(_ range: Range<Int>) -> Int? { start(of: .head, ending: range) }

    private func start(of role: PhraseRole, ending range: Range<Int>) -> Int? {
        var end = range.upperBound
        // 居民消费价格（CPI）: a measure's other name in brackets leaves it what it is.
        if role == .head, !range.isEmpty, lattice.units[end - 1] == 0x29, let open = opener(0x28, closedAt: end - 1, floor: max(range.lowerBound, end - 1 - Self.longAside)) { end = open }
        return firstStart(of: role, endingAt: end, from: max(range.lowerBound, end - Self.longestEnd))
    }

    /// Where the longest word of a role begins that ends at a place, none before another place.
    private func firstStart(of role: PhraseRole, endingAt end: Int, from floor: Int) -> Int? {
        // They stand by start.
        for number in lattice.edgeNumbers(endingAt: end) {
            let edge = lattice.edges[number]
            if Int(edge.start) >= floor, has(role, edge) { return Int(edge.start) }
        }
        return nil
    }

    /// Where the longest word of a role ends that begins at a place; nil where none does.
    func wordEnd(of role: PhraseRole, at position: Int) -> Int? {
        lattice.edgeRange(at: position).lazy.map { lattice.edges[$0] }.filter { has(role, $0) }.map { Int($0.end) }.max()
    }

    /// Whether a word of a role ends right before a position.
    func follows(_ wanted: PhraseRole, at position: Int) -> Bool { firstStart(of: wanted, endingAt: position, from: position - 4) != nil }

    func has(_ role: PhraseRole, _ edge: Edge) -> Bool {
        if case .entry(let entry) = edge.source { words.has(role, entry: entry) } else { false }
    }
}
