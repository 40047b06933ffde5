/// The entries of all lexicons while they are loaded, with the trie of their surfaces.
struct LexiconLoader {
    private(set) var trie: LexiconTrieBuilder
    private(set) var entries: [LexiconEntry] = []
    /// In folded code units.
    private(set) var longestSurface = 0
    private let folder: SurfaceFolder
    /// Of the folder.
    private let single: UnsafePointer<UInt16>

    init(folder: SurfaceFolder, expectedSteps: Int) {
        self.folder = folder
        single = folder.single
        trie = LexiconTrieBuilder(expectedSteps: expectedSteps)
        entries.reserveCapacity(expectedSteps)
    }

    /// Adds an entry under a surface in UTF-8.
    ///
    /// - Returns: the first and the last earlier entry of the same lexicon that has the same surface; nil where there is none.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ surface: Range<Int>, _ entry: LexiconEntry) -> (first: Int, last: Int)? {
        let number = entries.count
        entries.append(entry)
        // A form is no longer than the bytes, but where a character is expanded.
        var same = withUnsafeTemporaryAllocation(of: UInt16.self, capacity: surface.count) { units in
            if let count = SurfaceFolder.fold(bytes, surface, single, into: units) { return insert(UnsafeBufferPointer(rebasing: units[..<count])) }
            return folder.fold(String(decoding: bytes[surface], as: UTF8.self)).withUnsafeBufferPointer { insert($0) }
        }
        guard same < number else { return nil }
        var found: (first: Int, last: Int)?
        while same >= 0, same < number {
            if entries[same].lexicon == entry.lexicon { found = (found?.first ?? same, same) }
            same = Int(trie.nextEntry[same])
        }
        return found
    }

    private mutating func insert(_ units: UnsafeBufferPointer<UInt16>) -> Int {
        longestSurface = max(longestSurface, units.count)
        return Int(trie.insert(units))
    }
}
