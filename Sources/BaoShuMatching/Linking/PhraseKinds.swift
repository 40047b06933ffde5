import BaoShuRules

extension PhraseReader {
    enum Kind: UInt8 { case measured, temporal, lasting, entity, neutral }

    /// What mentions are to a phrase, by the types of the output and their fields.
    final class Kinds {
        /// By type.
        private let ofType = Memory<Kind>(capacity: 64)
        /// A number that bounds, and a percentage or a multiple.
        private let bound: FieldTest
        private let comparing: FieldTest
        private let age: FieldTest

        init(program: RuleProgram, texts: TextTable) {
            ofType.clear(for: program.types.count)
            for (index, type) in program.types.enumerated() {
                ofType.base[index] =
                    switch type.name {
                    case _ where type.isInternal: .neutral
                    case "quantity", "number", "ratio": .measured
                    case "date", "time": .temporal
                    case "duration", "set": .lasting
                    case "ordinal": .neutral
                    default: .entity
                    }
            }
            bound = FieldTest("mod", in: ["more_than", "at_least", "less_than", "at_most"], texts)
            age = FieldTest("kind", in: ["age"], texts)
            comparing = FieldTest("kind", in: ["percent", "percentage_point", "multiple"], texts)
        }

        @inline(__always) func kind(ofType type: Int32) -> Kind { ofType.base[Int(type)] }

        /// A percentage or a multiple: what grew by it stands elsewhere.
        func isComparing(_ mention: SeenMention) -> Bool { comparing.holds(mention) }

        /// 16—24岁劳动力失业率: a number that says of whom it is.
        func isAge(_ mention: SeenMention) -> Bool { age.holds(mention) }

        func isBound(_ mention: SeenMention) -> Bool { bound.holds(mention) }
    }

    /// Whether a field of a mention has one of some values.
    private struct FieldTest {
        private let field: Int32
        private let values: [String]
        /// The values as rules write them.
        private let ids: [Int32]

        init(_ field: String, in values: [String], _ texts: TextTable) {
            (self.field, self.values, ids) = (texts.id(of: field), values, values.map { texts.id(of: $0) })
        }

        func holds(_ mention: SeenMention) -> Bool {
            guard let fields = mention.fields else { return false }
            return fields._withUnsafeGuaranteedRef { fields in
                let value = fields.value(of: field)
                return value.kind == .text ? ids.contains(value.id) : values.contains(fields.ruleValue(value).text ?? "")
            }
        }
    }
}
