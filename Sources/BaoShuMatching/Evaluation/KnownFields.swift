/// References to the columns that functions read by themselves, and to the types that tell of the words around a date.
struct KnownFields {
    let code: Int
    let system: Int
    let shared: Int
    let base: Int
    let baseFactor: Int
    let baseOffset: Int
    let designator: Int
    let count: Int
    /// The name of a part.
    let cue: Int32
    /// Names of fields.
    let valueName: Int32
    let lowName: Int32
    let highName: Int32
    let from: Int32
    let to: Int32
    /// The systems of units whose rule names none.
    let countSystem: Int32
    let ownSystem: Int32
    /// For each type whether it declares the field `from`.
    let hasDays: [Bool]
    /// Words of a clause about what is to come: 预计, 将于. Like those below nil where the rules have no such type.
    let plan: Int?
    /// A title, whose dates are not the article's: 《…》.
    let title: Int?
    /// What makes the date before it one that the text does not go on about: 以来最低.
    let bygone: Int?
    /// A dateline in a text that is no page: 本报5月30日讯.
    let dateline: Int?

    init(_ table: ExpressionTable) {
        code = table.reference("code")
        system = table.reference("system")
        shared = table.reference("shared")
        base = table.reference("base")
        baseFactor = table.reference("base_factor")
        baseOffset = table.reference("base_offset")
        designator = table.reference("designator")
        count = table.reference("count")
        cue = table.texts.id(of: "cue")
        valueName = table.texts.id(of: "value")
        lowName = table.texts.id(of: "low")
        highName = table.texts.id(of: "high")
        from = table.texts.id(of: "from")
        to = table.texts.id(of: "to")
        countSystem = table.texts.id(of: "count")
        ownSystem = table.texts.id(of: "own")
        hasDays = table.program.types.map { type in type.fields.contains { $0.name == "from" } }
        plan = table.program.typeIndex("plan_mark")
        title = table.program.typeIndex("work")
        bygone = table.program.typeIndex("bygone_mark")
        dateline = table.program.typeIndex("dateline_mark")
    }
}
