internal import BaoShuMatching
internal import BaoShuModel
internal import BaoShuText

/// The names that the articles of a page give, each by what its own words say, so that they are found in the other articles too.
struct PageNames {
    /// By article, in the order of the page.
    private let given: [[PageName]]

    init(_ given: [[PageName]]) { self.given = given }

    /// The names of other articles that stand in an article where it has no mention; of two with the same words the one given first.
    ///
    /// - Complexity: O(names × length of the text)
    func others(in document: AnnotatedDocument, number: Int, fold: FoldTable) -> [PageName] {
        var seen = Set(given[number].map(\.words))
        let candidates = given.indices.filter { $0 != number }.flatMap { given[$0] }.filter { seen.insert($0.words).inserted }
        guard !candidates.isEmpty else { return [] }
        var folded = FoldedText()
        folded.fold(document.text, with: fold)
        let taken = document.mentions.map(\.span)
        return folded.units.withUnsafeBufferPointer { units in
            candidates.filter { name in
                name.places(in: units).contains { place in
                    let span = folded.original(place)
                    return !taken.contains { $0.overlaps(span) }
                }
            }
        }
    }
}
