/// What happened in one stage: what the rules proposed, and what became of it.
struct StageTrace {
    var stage: Int
    /// The words, numerals and earlier mentions that the stage saw.
    var lattice: Lattice
    /// Holds the captures of the proposals.
    var arena: ArenaChunks
    var proposals: [Proposal]
    /// Winners, by whose order the stage's mentions follow those in `before`, and losses.
    var outcome: Resolver.Outcome
    /// The mentions of the stages before it.
    var before: [StageMention]
    /// What the link rules proposed, and for each the proposal that it lost to.
    var links: [Proposal]
    var linkWinners: [Int?]
    /// Mentions that were found again by a name: their numbers, each with the number of the winner that named it.
    var foundAgain: [(mention: Int, winner: Int)] = []
}
