extension OutputComparison {
    /// Compares two outputs as they are read: a few texts of each are held at a time.
    ///
    /// - Parameters: Paths of files of the contract `baoshu/1`.
    /// - Returns: nil where both have to be held for that: where not all texts stand in the same order and in one place each, where something is
    ///   no line of an output, and where a file cannot be read twice.
    /// - Complexity: O(*n*), as where both are held; the memory is that of the changes, of a few bytes for each text, and of the texts in hand.
    package static func inOrder(_ before: String, _ after: String) -> OutputComparison? {
        var comparison = OutputComparison()
        do {
            var (before, after) = (try OutputRuns(path: before), try OutputRuns(path: after))
            try comparison.compare(&before, &after)
        } catch {
            return nil
        }
        return comparison
    }

    private struct OutOfOrder: Error {}

    /// Texts on their way to being parsed, by all cores together.
    private struct Batch {
        /// For each text the lines of each output that the other has not.
        var texts: [(gone: [OutputLine], come: [OutputLine])] = []
        var lines = 0
        var bytes = 0

        var isFull: Bool { lines >= 512 || bytes >= 4 << 20 }

        mutating func add(_ gone: [OutputLine], _ come: [OutputLine]) {
            if gone.isEmpty, come.isEmpty { return }
            texts.append((gone, come))
            lines += gone.count + come.count
            for line in gone + come { bytes += line.bytes.count }
        }
    }

    private mutating func compare(_ before: inout OutputRuns, _ after: inout OutputRuns) throws {
        var batch = Batch()
        // By their hashes. A text that comes again has to be compared together with where it stood before.
        var settled: Set<Int> = []
        func settle(_ old: OutputRuns.Run?, _ new: OutputRuns.Run?) throws {
            guard let key = (old ?? new)?.key, settled.insert(key).inserted else { throw OutOfOrder() }
            let (gone, come) = Self.differing(old?.lines ?? [], new?.lines ?? [], same: &documents)
            batch.add(gone, come)
            if batch.isFull {
                try compare(batch)
                batch = Batch()
            }
        }
        while true {
            let (old, new) = (try before.current, try after.current)
            if old == nil, new == nil { break }
            if let old, let new, old.isOfText(new) {
                try settle(old, new)
                before.advance()
                after.advance()
                continue
            }
            // One that the other does not have further on stands only here.
            let isOldAlone = try old.map { try !after.holds($0) } ?? false
            let isNewAlone = try new.map { try !before.holds($0) } ?? false
            guard isOldAlone || isNewAlone else { throw OutOfOrder() }
            if isOldAlone {
                try settle(old, nil)
                before.advance()
            }
            if isNewAlone {
                try settle(nil, new)
                after.advance()
            }
        }
        try compare(batch)
    }

    private mutating func compare(_ batch: Batch) throws {
        let (gone, come) = (try Self.parse(batch.texts.flatMap(\.gone)), try Self.parse(batch.texts.flatMap(\.come)))
        var (old, new) = (gone[...], come[...])
        for text in batch.texts {
            compare(Array(old.prefix(text.gone.count)), Array(new.prefix(text.come.count)))
            (old, new) = (old.dropFirst(text.gone.count), new.dropFirst(text.come.count))
        }
    }
}
