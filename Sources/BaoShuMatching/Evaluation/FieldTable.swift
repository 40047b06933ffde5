import BaoShuRules

/// A field's name with what it means for every lexicon, looked up once.
final class FieldReference {
    enum Kind { case text, length, start, end, other }

    let name: String
    let kind: Kind
    /// For each lexicon the column of that name, or -1.
    private let columns: [Int16]

    init(_ name: String, program: RuleProgram) {
        self.name = name
        kind = switch name {
        case "text": .text
        case "length": .length
        case "start": .start
        case "end": .end
        default: .other
        }
        columns = program.lexicons.map { Int16($0.columnIndex(name) ?? -1) }
    }

    /// Whether it is a field of what a capture took, not of the capture itself.
    var isPlain: Bool { kind == .other }

    @inline(__always) func column(in lexicon: Int) -> Int { Int(columns[lexicon]) }
}

/// The field references of a program's rules.
final class FieldTable {
    private let program: RuleProgram
    private var known: [String: FieldReference] = [:]

    init(program: RuleProgram) { self.program = program }

    subscript(name: String) -> FieldReference {
        if let reference = known[name] { return reference }
        let reference = FieldReference(name, program: program)
        known[name] = reference
        return reference
    }
}
