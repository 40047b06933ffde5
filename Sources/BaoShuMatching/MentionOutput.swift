import BaoShuModel
import BaoShuRules
import BaoShuText
import BaoShuValues

extension Matcher {
    /// The original span of a folded one of the text matched last.
    package func original(_ range: Range<Int>) -> TextSpan { folded.original(range) }

    /// The mentions to write, by start, with original spans and fields in the order of their type's declaration.
    package func mentions(of result: Result) -> Mentions {
        output.mentions(of: result.mentions, text: MentionOutput.Text(original: evaluator.text, folded: folded, units: lattice.view.units))
    }
}

/// Makes the mentions to write of those of the stages. One for each matcher: what it needs of the program it looks up once, and its
/// memory serves all texts.
final class MentionOutput {
    /// The text that the mentions stand in.
    struct Text {
        let original: [UInt16]
        let folded: FoldedText
        /// The folded text's.
        let units: UnsafePointer<UInt16>

        func span(_ start: Int, _ end: Int) -> TextSpan { folded.origin.isEmpty ? TextSpan(start, end) : folded.original(start..<end) }

        /// The original words at a folded span.
        func words(_ start: Int, _ end: Int) -> String {
            let span = span(start, end)
            return original.withUnsafeBufferPointer { String(utf16: UnsafeBufferPointer(rebasing: $0[span.indices])) }
        }
    }

    private struct TypePlan: BitwiseCopyable {
        let shared: TapeString
        let isWritten: Bool
        /// Its mentions name things.
        let isNamed: Bool
        /// Its fields among those of all types, in the order in which they are written.
        let firstField: Int
        let endField: Int
    }

    private struct FieldPlan: BitwiseCopyable {
        /// Its name in the table of texts.
        let name: Int32
        let shared: TapeString
        let form: Form
        /// Of a field with named values where they stand among those of all fields.
        let firstChoice: Int
        let endChoice: Int
        /// The codes of a thing, which numbering reads.
        let isCodes: Bool
    }

    /// What a field's type makes of a value.
    private enum Form: BitwiseCopyable {
        case text, decimal, flag, choice, choices, list, unit, words, object
        /// Of the fields of parts, which no type declares.
        case any

        init(_ type: ColumnType) {
            self =
                switch type {
                case .text: .text
                case .choice: .choice
                case .object: .object
                case .decimal: .decimal
                case .flag: .flag
                case .choices: .choices
                case .list: .list
                case .unit: .unit
                case .words: .words
                }
        }
    }

    private let types: Memory<TypePlan>
    private let fields: Memory<FieldPlan>
    /// The named values of fields, in the table of texts.
    private let choices: [Int32]
    private let rules: [TapeString]
    private let texts: TextTable
    /// The names of parts and their fields, by their number in the table of texts; empty for other texts.
    private let names: [TapeString]
    private let thing: Int32
    private let tie: Int32
    private let valueName: Int32
    private let unitName: Int32
    private let numbering = EntityNumbering()
    /// The mentions to write: where each begins, and its index.
    @exclusivity(unchecked) private var order: [UInt64] = []
    @exclusivity(unchecked) private var builder: MentionsBuilder

    /// - Parameter texts: The table that the mentions' names and texts are numbers of.
    init(program: RuleProgram, texts: TextTable) {
        var builder = MentionsBuilder()
        rules = program.rules.map { builder.share($0.name) }
        types = Memory(capacity: max(1, program.types.count))
        fields = Memory()
        var count = 0
        var choices: [Int32] = []
        for (index, type) in program.types.enumerated() {
            let first = count
            for field in type.fields where field.name != EntityNumbering.keyField && field.name != EntityNumbering.tieField {
                fields.grow(to: count + 1, keeping: count)
                let firstChoice = choices.count
                if case .choice(let values) = field.type { choices += values.map { texts.id(of: $0) } }
                if case .choices(let values) = field.type { choices += values.map { texts.id(of: $0) } }
                (fields.base + count).initialize(
                    to: FieldPlan(
                        name: texts.id(of: field.name), shared: builder.share(field.name), form: Form(field.type), firstChoice: firstChoice, endChoice: choices.count,
                        isCodes: field.name == EntityNumbering.codesField))
                count += 1
            }
            (types.base + index).initialize(
                to: TypePlan(
                    shared: builder.share(type.name), isWritten: !type.isInternal && !type.isMasked, isNamed: type.fields.contains { $0.name == EntityNumbering.keyField },
                    firstField: first, endField: count))
        }
        self.choices = choices
        (thing, tie) = (texts.id(of: EntityNumbering.keyField), texts.id(of: EntityNumbering.tieField))
        (valueName, unitName) = (texts.id(of: "value"), texts.id(of: "unit"))
        var names: [TapeString] = []
        let parts = program.rules.flatMap(\.parts)
        for name in Set(["value", "low", "high", "unit"] + parts.map(\.name) + parts.flatMap { $0.fields.map(\.name) }).sorted() {
            let id = Int(texts.id(of: name))
            while names.count <= id { names.append(.empty) }
            names[id] = builder.share(name)
        }
        self.names = names
        self.texts = texts
        self.builder = builder
    }

    func mentions(of stages: [StageMention], text: Text) -> Mentions {
        order.removeAll(keepingCapacity: true)
        var isSorted = true
        for index in stages.indices where !stages[index].isAbsorbed {
            let type = stages[index].type
            if !types.base[type].isWritten { continue }
            let place = UInt64(text.span(stages[index].start, stages[index].end).lowerBound.value) << 32 | UInt64(index)
            if let last = order.last, last > place { isSorted = false }
            order.append(place)
        }
        if !isSorted { order.sort() }
        return build(stages, text, &builder)
    }

    private func build(_ stages: [StageMention], _ text: Text, _ builder: inout MentionsBuilder) -> Mentions {
        builder.clear()
        numbering.clear()
        stages.withUnsafeBufferPointer { stages in
            for place in order { add(stages, Int(truncatingIfNeeded: place & 0xFFFF_FFFF), text, to: &builder) }
        }
        numbering.number(&builder)
        return builder.finish()
    }

    private func add(_ stages: UnsafeBufferPointer<StageMention>, _ index: Int, _ text: Text, to builder: inout MentionsBuilder) {
        let (number, start, end) = (stages[index].type, stages[index].start, stages[index].end)
        let type = types.base[number]
        builder.begin(type: type.shared, rule: rules[stages[index].rule], span: text.span(start, end))
        guard let content = stages[index].content else {
            if type.isNamed { numbering.add(type: number, start..<end, key: nil, tie: nil, codes: nil, units: text.units, in: builder) }
            return
        }
        var codes: Int?
        if content.ownCount > 0 {
            for index in type.firstField..<type.endField {
                let field = fields.base[index]
                let value = content.value(of: field.name)
                if value.isAbsent { continue }
                let cell = builder.cellCount
                append(field.shared, value, of: content, as: field.form, choices: field.firstChoice..<field.endChoice, text, to: &builder)
                if field.isCodes, builder.cellCount > cell { codes = cell }
            }
        }
        builder.endFields()
        if content.count > content.ownCount {
            var index = content.ownCount
            while index < content.count {
                let head = content[index]
                let end = index + 1 + Int(head.value.id)
                let cell = builder.openPart(name(head.name, &builder), text.span(head.value.start, head.value.end))
                for item in (index + 1)..<end { append(name(content[item].name, &builder), content[item].value, of: content, as: .any, choices: 0..<0, text, to: &builder) }
                builder.close(cell)
                index = end
            }
            builder.endParts()
        }
        if type.isNamed { numbering.add(type: number, start..<end, key: string(thing, in: content), tie: string(tie, in: content), codes: codes, units: text.units, in: builder) }
    }

    /// The text of a field.
    private func string(_ name: Int32, in content: MentionFields) -> String? {
        let value = content.value(of: name)
        return value.isAbsent ? nil : value.kind == .text ? texts[value.id] : content.ruleValue(value).text
    }

    private func name(_ id: Int32, _ builder: inout MentionsBuilder) -> TapeString {
        if id < names.count, names[Int(id)].count > 0 { return names[Int(id)] }
        return builder.string(texts[id])
    }

    // MARK: Values

    /// A field as its type declares it. Nearly all values are written as they are; the rest goes the long way.
    private func append(_ name: TapeString, _ value: CompactValue, of content: MentionFields, as form: Form, choices: Range<Int>, _ text: Text, to builder: inout MentionsBuilder) {
        switch (value.kind, form) {
        case (.absent, _): return
        case (.number, .text), (.number, .decimal), (.number, .any):
            let digits = builder.string(capacity: DecimalText.capacity) { DecimalText.write(value.payload, exponent: Int(value.exponent), to: $0) }
            if let digits { return builder.append(name, text: digits) }
        case (.text, .choice) where !self.choices[choices].contains(value.id): return
        case (.text, .text), (.text, .choice), (.text, .any): return builder.append(name, text: builder.string(texts[value.id]))
        case (.words, .words), (.words, .any): return builder.append(name, words: text.span(value.start, value.end))
        case (.flag, .flag), (.flag, .any): return builder.append(name, flag: value.payload != 0)
        case (.unit, .unit):
            return builder.append(name, unit: UnitValue(code: texts[value.id], system: texts[Int32(value.exponent)], text: text.words(value.start, value.end)))
        case (.day, .text):
            let digits = builder.string(capacity: Day.textLength) { Day(daysSinceEpoch: value.payload)?.write(to: $0) }
            if let digits { return builder.append(name, text: digits) }
        case (.base, .object):
            let digits = builder.string(capacity: DecimalText.capacity) { DecimalText.write(value.payload, exponent: Int(value.exponent), to: $0) }
            if let digits {
                let cell = builder.openObject(name)
                builder.append(self.name(valueName, &builder), text: digits)
                builder.append(self.name(unitName, &builder), text: builder.string(texts[value.id]))
                return builder.close(cell)
            }
        case (.code, .object):
            let cell = builder.openObject(name)
            builder.append(builder.string(texts[Int32(value.payload)]), text: builder.string(texts[value.id]))
            return builder.close(cell)
        default: break
        }
        append(name, content.ruleValue(value), as: form, choices: choices, text, to: &builder)
    }

    /// A field as its type declares it, so that the output holds what the schema of the rules says; what cannot be read so is left out.
    private func append(_ name: TapeString, _ value: RuleValue, as form: Form, choices: Range<Int>, _ text: Text, to builder: inout MentionsBuilder) {
        if case .words(let start, let end) = value, form != .words, form != .any {
            let words = String(decoding: UnsafeBufferPointer(start: text.units + start, count: end - start), as: UTF16.self)
            return append(name, .text(words), as: form, choices: choices, text, to: &builder)
        }
        switch (form, value) {
        case (_, .absent): break
        case (.any, _), (.decimal, .number), (.flag, .flag), (.words, .words), (.object, .object), (.list, .list),
            (.text, .text), (.text, .number), (.text, .unit), (.text, .temporal):
            append(name, value, text, to: &builder)
        case (.decimal, .text(let words)): if let number = ExactNumber(words) { append(name, .number(number), text, to: &builder) }
        case (.flag, .text(let words)):
            if ["1", "true", "yes"].contains(words) { return builder.append(name, flag: true) }
            if ["0", "false", "no"].contains(words) { builder.append(name, flag: false) }
        case (.flag, .number(let number)): append(name, .text(number.description), as: .flag, choices: choices, text, to: &builder)
        case (.choice, .text(let words)): if isChoice(words, choices) { builder.append(name, text: builder.string(words)) }
        case (.choices, .text(let words)): append(name, words.split(separator: ",").map(String.init), among: choices, to: &builder)
        case (.choices, .list(let values)): append(name, values.compactMap(\.text), among: choices, to: &builder)
        case (.list, .text), (.list, .number), (.list, .unit), (.list, .temporal):
            let cell = builder.openList(name)
            append(.empty, value, text, to: &builder)
            builder.close(cell)
        case (.unit, .unit(let unit)): builder.append(name, unit: unit)
        case (.unit, .text(let words)): builder.append(name, unit: UnitValue(code: words, system: "own", text: words))
        default: break
        }
    }

    private func isChoice(_ word: String, _ choices: Range<Int>) -> Bool { self.choices[choices].contains { texts[$0] == word } }

    /// Those of some words that a field may hold; nothing where there is none.
    private func append(_ name: TapeString, _ words: [String], among choices: Range<Int>, to builder: inout MentionsBuilder) {
        let known = words.filter { isChoice($0, choices) }
        if known.isEmpty { return }
        let cell = builder.openList(name)
        for word in known { builder.append(.empty, text: builder.string(word)) }
        builder.close(cell)
    }

    /// Appends nothing for a value that is absent.
    private func append(_ name: TapeString, _ value: RuleValue, _ text: Text, to builder: inout MentionsBuilder) {
        switch value {
        case .absent: break
        case .flag(let flag): builder.append(name, flag: flag)
        case .number(let number): builder.append(name, text: builder.string(number.description))
        case .text(let words): builder.append(name, text: builder.string(words))
        case .unit(let unit): builder.append(name, text: builder.string(unit.code))
        case .temporal(let temporal): if let value = temporal.value { builder.append(name, text: builder.string(value.description)) }
        case .words(let start, let end): builder.append(name, words: text.span(start, end))
        case .object(let members):
            let cell = builder.openObject(name)
            for member in members where !member.value.isAbsent { append(builder.string(member.name), member.value, text, to: &builder) }
            builder.close(cell)
        case .list(let values):
            let cell = builder.openList(name)
            for value in values { append(.empty, value, text, to: &builder) }
            builder.close(cell)
        }
    }
}
