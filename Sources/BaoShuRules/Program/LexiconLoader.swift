/// The entries of all lexicons while they are loaded, with the trie of their surfaces.
struct LexiconLoader {
    private(set) var trie: LexiconTrieBuilder
    private(set) var entries: [LexiconEntry] = []
    /// In folded code units.
    private(set) var longestSurface = 0
    private let folder: SurfaceFolder

    init(folder: SurfaceFolder, expectedSteps: Int) {
        self.folder = folder
        trie = LexiconTrieBuilder(expectedSteps: expectedSteps)
        entries.reserveCapacity(expectedSteps)
    }

    /// Adds an entry under a surface in UTF-8.
    ///
    /// - Returns: the first and the last earlier entry of the same lexicon that has the same surface; nil where there is none.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ surface: Range<Int>, _ entry: LexiconEntry) -> (first: Int, last: Int)? {
        let number = entries.count
        entries.append(entry)
        var same = folder.withFolded(bytes, surface) { units in
            longestSurface = max(longestSurface, units.count)
            return Int(trie.insert(units))
        }
        guard same < number else { return nil }
        var found: (first: Int, last: Int)?
        while same >= 0, same < number {
            if entries[same].lexicon == entry.lexicon { found = (found?.first ?? same, same) }
            same = Int(trie.nextEntry[same])
        }
        return found
    }
}
