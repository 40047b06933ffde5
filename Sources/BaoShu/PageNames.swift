internal import BaoShuMatching
internal import BaoShuModel
internal import BaoShuText

/// The names that the articles of a page give, each by what its own words say, so that they are found in the other articles too.
struct PageNames {
    /// By article, in the order of the page.
    private let given: [[PageName]]
    /// Those of all articles, of two with the same words the one given first.
    private let names: [PageName]
    private let finder: NameFinder

    /// - Complexity: O(*u*) in the units of all names.
    init(_ given: [[PageName]]) {
        var seen: Set<[UInt16]> = []
        self.given = given
        names = given.joined().filter { seen.insert($0.words).inserted }
        finder = NameFinder(names)
    }

    /// The names of other articles that stand in an article where it has no mention; of two with the same words the one given first.
    ///
    /// - Complexity: O(*n*) in the length of the text, times the longest name at most.
    func others(in document: AnnotatedDocument, number: Int, fold: FoldTable) -> [PageName] {
        let own = Set(given[number].map(\.words))
        guard own.count < names.count else { return [] }
        var folded = FoldedText()
        folded.fold(document.text, with: fold)
        var found: Set<Int> = []
        folded.units.withUnsafeBufferPointer { units in
            finder.forEachPlace(in: units) { name, place in
                if !found.contains(name), !document.mentions.contains(overlapping: folded.original(place)) { found.insert(name) }
            }
        }
        return found.sorted().map { names[$0] }.filter { !own.contains($0.words) }
    }
}
