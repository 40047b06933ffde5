import BaoShuRules
import BaoShuValues

/// The fields of what a capture took.
extension Evaluator {
    /// A field of a lexicon's word, a numeral or a mention in a capture's value: of the first that has it.
    func field(_ reference: Int, of value: CaptureValue) -> CompactValue {
        var found = CompactValue.absent
        captures.forEachEdge(of: value) { edge in
            found = field(reference, of: lattice.view.edges[edge])
            return found.isAbsent
        }
        return found
    }

    func field(_ reference: Int, of edge: Edge) -> CompactValue {
        switch edge.source {
        case .entry(let index):
            let owner = Int(program.entryLexicons[Int(index)])
            let column = expressions.column(reference, in: owner)
            return column < 0 ? .absent : cells.value(entry: Int(index), column: column) { cell(ofEntry: Int(index), in: owner, column: column) }
        case .numeral(let index): return field(expressions.references.base[reference].ofNumeral, ofNumeral: Int(index))
        case .mention(let index):
            let mention = seen.base[Int(index)]
            if expressions.references.base[reference].isRule { return .text(expressions.ruleNames[Int(mention.rule)]) }
            guard let fields = mention.fields else { return .absent }
            return fields._withUnsafeGuaranteedRef { fields in
                let value = fields.value(of: expressions.references.base[reference].name)
                if value.kind != .boxed { return value }
                return CompactValue(.kept, id: Int32(value.payload), payload: Int(bitPattern: mention.fields?.toOpaque()))
            }
        case .balanced: return .absent
        }
    }

    /// The same by its name.
    func field(_ name: String, of value: CaptureValue) -> CompactValue { field(expressions.reference(name), of: value) }

    /// Of one edge, for explaining.
    func field(_ name: String, of edge: Edge) -> RuleValue {
        start()
        return ruleValue(field(expressions.reference(name), of: edge))
    }

    private func cell(ofEntry entry: Int, in owner: Int, column: Int) -> CompactValue {
        let lexicon = program.lexicons[owner]
        guard let cell = lexicon.cell(row: program.entries[entry].row, column: column) else { return .absent }
        switch lexicon.columns[column].type {
        case .decimal:
            guard let number = ExactNumber(cell) else { return .absent }
            // A number too long for a compact value stays a text, which counts as the number that it spells.
            return number.small.map { .number($0) } ?? .text(expressions.texts.id(of: cell))
        case .flag: return .flag(["1", "true", "yes"].contains(cell))
        default: return .text(expressions.texts.id(of: cell))
        }
    }

    func field(_ field: FieldReference.OfNumeral, ofNumeral index: Int) -> CompactValue {
        switch field {
        case .value: lattice.numerals[index].isVague ? .absent : compact(lattice.numerals[index].low)
        case .low: lattice.numerals[index].isVague ? compact(lattice.numerals[index].low) : .absent
        case .high: lattice.numerals[index].isVague ? compact(lattice.numerals[index].high) : .absent
        case .mod: lattice.numerals[index].isVague ? .text(expressions.vague) : .absent
        case .digits: .number(lattice.numerals[index].digits)
        case .form: .text(expressions.forms[lattice.numerals[index].form.number])
        case .places: .number(lattice.numerals[index].places)
        case .none: .absent
        }
    }

    static func field(_ name: String, of numeral: Numeral) -> RuleValue {
        switch name {
        case "value": numeral.value.map { .number($0) } ?? .absent
        case "low": numeral.isVague ? .number(numeral.low) : .absent
        case "high": numeral.isVague ? .number(numeral.high) : .absent
        case "mod": numeral.isVague ? .text("vague") : .absent
        case "digits": .number(ExactNumber(numeral.digits))
        case "form": .text(numeral.form.rawValue)
        case "places": .number(ExactNumber(numeral.places))
        default: .absent
        }
    }

    /// The numeral inside a capture, as an index in the lattice's; nil where there is none.
    func numeral(in value: CaptureValue) -> Int? {
        var found: Int?
        captures.forEachEdge(of: value) { edge in
            if case .numeral(let index) = lattice.view.edges[edge].source { found = Int(index) }
            return found == nil
        }
        return found
    }
}

extension Numeral.Form {
    /// Its place among all forms.
    @inline(__always) var number: Int {
        switch self {
        case .arabic: 0
        case .digit: 1
        case .positional: 2
        case .chinese: 3
        case .mixed: 4
        case .scale: 5
        case .vague: 6
        case .weak: 7
        }
    }
}
