import BaoShuRules

/// Where the rules of a stage may begin in one text, and what is needed to find that: it waits while a pass runs over the others of a batch.
final class StageStarts {
    /// The lattice of the stage; nil where no rule may begin.
    @exclusivity(unchecked) var view: LatticeView?
    /// Where the passes have to look; nil where the stage has none.
    @exclusivity(unchecked) var alarms: AlarmBytes?
    let alarmMemory = Memory<UInt8>()
    /// The roles of the text's blocks.
    @exclusivity(unchecked) var roles: RoleSet = []
    /// Only rules that state facts are looked for.
    @exclusivity(unchecked) var seeksFacts = false
    /// From right to left for each group of edges and for each pass.
    let found = Memory<BackwardPass.Start>()
    @exclusivity(unchecked) var count = 0

    /// Each has the text that the other had.
    func exchange(with other: StageStarts) {
        swap(&view, &other.view)
        swap(&alarms, &other.alarms)
        swap(&roles, &other.roles)
        swap(&seeksFacts, &other.seeksFacts)
        alarmMemory.exchange(with: other.alarmMemory)
        found.exchange(with: other.found)
        swap(&count, &other.count)
    }
}
