import BaoShuModel

/// Moves captions that stand in another story to the end of the one whose words they share.
///
/// Words are pairs of letters, each weighing the less the more articles have it. A caption moves only where the other article shares clearly more.
///
/// - Complexity: O(*n*) in the code units of the page; a pair that more than eight articles have counts for nothing.
struct StrandedCaptions {
    let lines: [PageLine]
    let page: UnsafeBufferPointer<UInt16>

    /// Pairs in more articles than this tell none from another.
    private static let commonPair = 8

    func settle(_ articles: inout [DraftArticle]) {
        guard articles.count > 1 else { return }
        var homes: [UInt32: [Int32]] = [:]
        for article in articles {
            for block in article.blocks where block.role == .caption { eachPair(of: block) { homes[$0] = [] } }
        }
        guard !homes.isEmpty else { return }
        for (a, article) in articles.enumerated() {
            for block in article.blocks where block.role != .caption && block.role != .photoCredit {
                eachPair(of: block) { pair in
                    guard let found = homes[pair], found.count <= Self.commonPair, found.last != Int32(a) else { return }
                    homes[pair]!.append(Int32(a))
                }
            }
        }
        var arrivals = [[DraftArticle.DraftBlock]](repeating: [], count: articles.count)
        for a in articles.indices {
            guard articles[a].blocks.contains(where: { $0.role == .caption }), !isPictureStory(articles[a]) else { continue }
            var kept: [DraftArticle.DraftBlock] = []
            var goesTo: Int?
            for block in articles[a].blocks {
                if block.role == .caption {
                    goesTo = home(of: block, in: a, homes)
                    if let b = goesTo {
                        articles[b].doubts.append(
                            .init(line: block.lines[0], code: "layout_moved_caption", message: "this caption stood in another article of the page"))
                    }
                } else if block.role != .photoCredit {
                    goesTo = nil
                }
                // A credit right under a caption goes where the caption goes.
                if let b = goesTo { arrivals[b].append(block) } else { kept.append(block) }
            }
            articles[a].blocks = kept
        }
        for a in articles.indices { articles[a].blocks += arrivals[a] }
        articles.removeAll { $0.blocks.isEmpty }
    }

    /// Whether an article is told by a picture and its caption alone.
    private func isPictureStory(_ article: DraftArticle) -> Bool {
        article.blocks.contains { $0.role == .headline || $0.role == .byline } && !article.blocks.contains { $0.role == .body || $0.role == .tableRow }
    }

    /// The article that the caption belongs to, where it is clearly another than the one it stands in.
    private func home(of caption: DraftArticle.DraftBlock, in own: Int, _ homes: [UInt32: [Int32]]) -> Int? {
        var scores: [Int32: Int] = [:]
        var pairs = 0
        eachPair(of: caption) { pair in
            pairs += 1
            guard let found = homes[pair], !found.isEmpty, found.count <= Self.commonPair else { return }
            for a in found { scores[a, default: 0] += 840 / found.count }
        }
        guard let best = scores.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.key != Int32(own) else { return nil }
        let mine = scores[Int32(own)] ?? 0
        return best.value >= 840 * 3 && best.value * 5 >= 840 * pairs && best.value >= 2 * mine ? Int(best.key) : nil
    }

    private func eachPair(of block: DraftArticle.DraftBlock, _ body: (UInt32) -> Void) {
        for l in block.lines {
            var i = lines[l].start
            while i + 1 < lines[l].end {
                let a = page[i], b = page[i + 1]
                if PageCharacter.isLetter(a), PageCharacter.isLetter(b) { body(UInt32(a) << 16 | UInt32(b)) }
                i += 1
            }
        }
    }
}
