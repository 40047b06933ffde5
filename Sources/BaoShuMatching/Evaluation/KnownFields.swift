/// References to the columns that functions read by themselves.
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
    }
}
